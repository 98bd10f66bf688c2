"""RPT702: a fixed phrase with one character mistaken, lost or doubled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, ClassVar

from reportlint import (
    Document,
    Edit,
    Example,
    Finding,
    Fix,
    Message,
    NamedTuple,
    Rule,
    Severity,
    WordTable,
    lazy,
    load_table,
    option,
)
from reportlint.rules.wording.lexicon import hits

_THROUGHOUT = lazy(r"贯通(?=始终)|贯通(?=[^，。；、\n]{2,12}始终)")
_MESSAGE = Message("固定表述“{right}”误作“{text}”", "the fixed phrase {right} is written {text}")


class _Part(NamedTuple):
    """Halves of phrases: where they stand in them, and the phrases of that length.

    The phrases' other halves are `rights`; they stand from `start` to `end`, counted from the
    half. One of the `signs` stands in each of them, also where it holds a mistake.
    """

    offset: int
    length: int
    phrases: tuple[str, ...]
    start: int
    end: int
    rights: frozenset[str]
    signs: frozenset[str]


class _Halves(dict[str, list[_Part]]):
    """The halves of all phrases by their words; what is known of one is made when it stands.

    Args:
        phrases: By half, by its offset and the length of the phrase, the phrases.
    """

    def __init__(self, phrases: dict[str, dict[tuple[int, int], list[str]]]) -> None:
        super().__init__()
        self.phrases = phrases
        self.words = frozenset(phrases)
        self.partner = _Partners(phrases)

    def __missing__(self, half: str) -> list[_Part]:
        parts = self[half] = [
            _part(len(half), *place, tuple(phrases))
            for place, phrases in self.phrases[half].items()
        ]
        return parts


class _Partners(dict[str, str]):
    """By half the other half, where each is of no other phrase; else nothing."""

    def __init__(self, phrases: dict[str, dict[tuple[int, int], list[str]]]) -> None:
        super().__init__()
        self._phrases = phrases

    def __missing__(self, half: str) -> str:
        other = self._only_other(half)
        partner = self[half] = other if self._only_other(other) == half else ""
        return partner

    def _only_other(self, half: str) -> str:
        """Return the other half of the only phrase that a half is of, else nothing."""
        places = self._phrases.get(half, {})
        if len(places) != 1:
            return ""
        ((offset, _), phrases), *_ = places.items()
        if len(phrases) != 1:
            return ""
        return _halved(phrases[0])[not offset]


class FixedPhraseTypo(Rule):
    """固定表述有误字。

    固定表述、常用术语和成语应一字不差；这里有一个字与规范写法音同或形近。只比对写法本身，不作评价。
    ---
    A fixed phrase with one character mistaken.

    Fixed phrases, terms and idioms stand in one form; here one character sounds or looks like
    the right one. Only the wording is compared.
    """

    code, name, severity = "RPT702", "fixed-phrase-typo", Severity.ERROR
    source = "《现代汉语词典》（第7版）；惯例（固定表述）"
    remedy = Message("应为“{right}”", "write {right}")
    valid = (
        "以学铸魂、以学增智、以学正风、以学促干。",
        "驰而不息抓落实，踔厉奋发、勇毅前行。",
        "加强理论学习、理论武装。",
        "践行“实”的要求，重实效、建新城。",
        "贯通上下、联动左右，贯穿始终。",
        "带领到小组现场，指导小组工作，有立行立改的决心，加强顶层设计。",
        "坚忍不拔，发奋图强；对腐败决不姑息。建设社会主义法治国家。",
    )
    invalid = (
        Example("做到⟦以学筑魂⟧、以学增智。", fixed="做到以学铸魂、以学增智。"),
        Example("解决群众⟦急难愁判⟧问题。", fixed="解决群众急难愁盼问题。"),
        Example("推进⟦污染防制⟧，坚持⟦问题导像⟧。", fixed="推进污染防治，坚持问题导向。"),
        Example("坚持⟦砥励前行⟧。", fixed="坚持砥砺前行。"),
        Example("把主题教育⟦贯通⟧始终。", fixed="把主题教育贯穿始终。"),
        Example("做到警钟长鸣，⟦因材失教⟧。", fixed="做到警钟长鸣，因材施教。"),
        Example("抓好⟦乱砍烂伐⟧治理。", fixed="抓好乱砍滥伐治理。"),
        Example("推行⟦接诉既办⟧机制。", fixed="推行接诉即办机制。"),
        Example("弘扬⟦工匠精伸⟧。", options={"extra": ["工匠精神"]}, fixed="弘扬工匠精神。"),
    )
    extra: tuple[str, ...] = option((), "further fixed phrases, four characters or more")

    word_tables: ClassVar[Mapping[str, str]] = {"fixed-phrases": "phrases"}

    def anchor_words(self) -> Iterable[str]:
        return self._halves().words | {"贯通"}

    def _halves(self) -> _Halves:
        return _halves(self.extra, self.word_table("fixed-phrases"))

    def check(self, document: Document) -> Iterator[Finding]:
        prose = document.prose
        halves = self._halves()
        wrong: dict[int, str] = {}
        present = document.places_of(halves.words)
        partner = halves.partner
        for word, places in present.items():
            if len(present.get(partner[word], ())) == len(places):
                continue  # as often as the other one: the phrase is right
            for offset, length, phrases, begin, end, rights, signs in halves[word]:
                for start in places:
                    other = prose[start + begin : start + end]  # "" where the text begins later
                    if other in rights or signs.isdisjoint(other):
                        continue  # as nearly always
                    at = start - offset
                    right = _meant(prose[at : at + length], phrases)
                    if right:
                        wrong.setdefault(at, right)
        if wrong:
            taken = [
                (hit.start, hit.end)
                for table in ("confusions", "variants")
                for hit in hits(document, f"{table}.toml", self.word_table(table))
            ]  # one report of one place
            for at, phrase in sorted(wrong.items()):
                end = at + len(phrase)
                if not any(start < end and at < stop for start, stop in taken):
                    yield self._one(at, end, prose, phrase)
        for at in document.places("贯通"):
            if _THROUGHOUT.match(prose, at):
                yield self._one(at, at + 2, prose, "贯穿", Severity.WARNING)

    def _one(
        self, start: int, end: int, prose: str, right: str, severity: Severity | None = None
    ) -> Finding:
        return self.finding(
            start,
            end,
            _MESSAGE,
            text=prose[start:end],
            right=right,
            severity=severity,
            fix=Fix((Edit(start, end, right),)),
        )


def _meant(text: str, phrases: tuple[str, ...]) -> str:
    """Return the first of the phrases that a text is but for one character, or nothing.

    The text is none of them; the character in its place sounds or looks like the right one.
    """
    for phrase in phrases:
        if len(text) == len(phrase):
            wrong = [(one, right) for one, right in zip(text, phrase) if one != right]
            if len(wrong) == 1 and near(*wrong[0]) and text not in _natural():
                return phrase
    return ""


@cache
def phrase_table() -> dict[str, Any]:
    """Return `fixed_phrases.toml`."""
    return load_table(__file__, "fixed_phrases.toml")


@cache
def fixed_phrases() -> tuple[str, ...]:
    """Return the phrases, terms and idioms that stand in one form, each once."""
    return tuple(dict.fromkeys((*phrase_table()["phrases"], *_terms())))


@cache
def _terms() -> dict[str, None]:
    """Return the terms, in their order."""
    return dict.fromkeys(" ".join(phrase_table()["terms"].values()).split())


def near(wrong: str, right: str) -> bool:
    """Whether two characters sound or look alike, so that one is typed for the other."""
    return any(right in group for group in _groups(wrong))


def _groups(character: str) -> Iterator[str]:
    """Yield the groups of characters that sound or look alike which hold a character."""
    groups = _neighbours()
    at = groups.find(character)
    while at >= 0:
        end = groups.find("\n", at)
        yield groups[groups.rfind("\n", 0, at) + 1 : end]
        at = groups.find(character, end)


@cache
def _neighbours() -> str:
    """Return the groups of characters that sound or look alike, each with a line break."""
    table = load_table(__file__, "neighbours.toml")
    return "".join(f"{group}\n" for group in table["sounds"] + table["shapes"])


@cache
def _natural() -> frozenset[str]:
    """Return what differs from a phrase in one such character, and may stand in a right text."""
    return frozenset(load_table(__file__, "neighbours.toml")["natural"].split())


@lru_cache(maxsize=16)
def _halves(extra: tuple[str, ...], changes: WordTable) -> _Halves:
    """Cut every phrase in two: with one character wrong, one half is still right."""
    found: dict[str, dict[tuple[int, int], list[str]]] = {}
    for phrase in dict.fromkeys((*fixed_phrases(), *extra, *changes.pairs)):
        length = len(phrase)
        if length < 4 or phrase in changes.removed:
            continue  # too short to tell a slip from another word; or not wanted
        first, second = _halved(phrase)
        for half, offset in ((first, 0), (second, length - len(second))):
            found.setdefault(half, {}).setdefault((offset, length), []).append(phrase)
    return _Halves(found)


def _halved(phrase: str) -> tuple[str, str]:
    """Return the halves of a phrase; of one that stands in every text, three characters."""
    middle = len(phrase) // 2
    first, second = phrase[:middle], phrase[middle:]
    common = _common()
    if (first in common or second in common) and phrase in _terms():
        return (
            phrase[: middle + 1] if first in common else first,
            phrase[middle - 1 :] if second in common else second,
        )
    return first, second


@cache
def _common() -> frozenset[str]:
    return frozenset(phrase_table()["common"].split())


def _part(size: int, offset: int, length: int, phrases: tuple[str, ...]) -> _Part:
    start, end = (-offset, 0) if offset else (size, length)
    rights = frozenset(phrase[offset + start : offset + end] for phrase in phrases)
    signs = "".join(rights)
    if end - start == 1:  # 领导小|组: nothing of it is left where it is mistaken
        signs += "".join(group for right in rights for group in _groups(right))
    return _Part(offset, length, phrases, start, end, rights, frozenset(signs))
