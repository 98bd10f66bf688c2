"""RPT508: one list, two separators."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

from reportlint import Document, Finding, Message, Rule, Severity, lazy, option

_PIECE = lazy(r"[^，、。！？]+[，、。！？]?")
# An item between a comma and a 顿号 that begins like the next: every mixed list has one, and it
# holds nothing else than `_one_form` allows. Two patterns that lead with a literal take a fifth of
# the time of one that takes either mark; the limit, far above any item, spares steps back.
_TURNS = (
    lazy(r"，(.)[“”\u4e00-\u9fff]{0,60}、\1"),
    lazy(r"、(.)[“”\u4e00-\u9fff]{0,60}，\1"),
)
_PLAIN = lazy(r"[“”\u4e00-\u9fff]*")
_STOP = lazy(r"[；：]")
_MARKS = "，、。！？"
_FRAMING = frozenset("边用抓靠带向为以把在真敢讲比有能会要找查改促强")
_VERBS = frozenset("边用抓靠带找查敢真讲")  # those that are no part of a common word before them
_UNEVEN = 3  # items of one form differ by no more characters than this
_BRIEF = (2, 3)  # characters of items that are of one form by their first alone: 定目标, 定责
_PREDICATES = frozenset(
    f"、{how}{what}" for how in ("", "多", "广泛") for what in ("采取", "深入", "开展")
)
_OPENING = lazy(r"(?:深入|围绕)(?<!、..)[^，。；：、]{2,10}$")
_NO_PREDICATE = lazy(r"、[^，。；：]*?(?:[等的中上后时、]|$)")

Piece = tuple[int, int]
"""Start and end of a stretch between two marks, with the one behind it."""


class InconsistentListSeparator(Rule):
    """并列成分之间逗号、顿号混用。

    形式相同的并列短语（如“边…边…”“用心…用力…”）应使用同一种标点；
    状语之后的谓语之间用逗号，不用顿号。成组对称的（两两一组）不算，
    总起的短语后用逗号、其后分列用顿号的也不算。
    ---
    One list with both ， and 、 between its items.

    Phrases of one form (边…边…, 用心…用力…) take one separator throughout; between a
    leading phrase and its predicate stands ，. Lists in equal groups are left alone, and
    so is a phrase with ， that leads in a list with 、.
    """

    code, name, severity = "RPT508", "inconsistent-list-separator", Severity.WARNING
    source = "GB/T 15834—2011 附录A.4、附录B.1.1"
    remedy = Message("同一组并列成分统一用一种标点", "use one separator throughout the list")
    valid = (
        "听真话、察实情，获真知、收实效。",
        "结合实际、分类指导，突出特色、精准发力。",
        "边学习、边调研、边整改。",
        "抓学习，抓整改，抓落实。",
        "深入基层、深入群众。",
        "坚持问题导向、目标导向，坚持系统观念。",
        "做到抓学习、抓调研，抓整改、抓落实。",
        "采取合作、合并等形式，合理配置、合力推进。",
        "村全覆盖，村内通、村外联。",
        "推行以工代赈，以奖代补、以租代建、以购代捐。",
        "用好“五个抓手”，抓队伍、抓制度、抓阵地、抓保障。",
        "培育重点，重点品种、重点基地、重点农户要优先扶持。",
        "措施有力促转型，促升级、促增效、促融合，进展顺利。",
        "切实做到事有人抓，有人问、有人促、有人评。",
        "重点明确，重点企业、重点项目、重点园区优先保障。",
        "支持重点企业、重点项目、重点园区，重点人才引进力度不减。",
        "坚持抓思想、抓组织、抓作风，抓出了成效。",
        "强化督导、抓学习，抓整改、抓落实。",
        "又有规划又有举措，又有统一标准、又有各地特色。",
        "深化改革创新、改善民生，改进作风。",
        "通过组织培训、深入调研、开展督查，摸清了底数。",
        "在深入学习、开展调研的基础上形成方案。",
    )
    invalid = (
        "严格按照⟦边学习、边思考，边调研、边整改、边总结⟧的方法推进。",
        "严格程序，⟦抓学习、抓整改，抓落实⟧，成效明显。",
        "回应关切，⟦用心化解矛盾，用力办好实事、用情服务群众⟧。",
        "严格程序，⟦抓学习、抓整改，抓落实⟧。",
        "坚持⟦抓学习、抓整改，抓落实⟧。",
        "坚持⟦抓学习、抓整改，抓落实，抓提升⟧。",
        "逐项⟦定目标、定任务、定时限，定责任⟧。",
        "推广⟦新技术、新工艺，新材料、新装备、新产品⟧。",
        "干部围绕重点工作⟦、⟧深入开展调研活动。",
        "干部深入田间地头⟦、⟧开展农技培训。",
    )
    max_item: int = option(12, "longest item that counts as one of a list", at_least=2)

    anchors = tuple(sorted(_PREDICATES))
    waits = False  # only predicates are known by their words

    def check(self, document: Document) -> Iterator[Finding]:
        prose = document.prose
        if "、" not in prose:
            return
        yield from self._predicates(document)
        for start, end in self._stretches(document):
            yield from self._stretch(prose, start, end)

    def _predicates(self, document: Document) -> Iterator[Finding]:
        prose = document.prose
        for word, places in document.places_of(_PREDICATES).items():
            for at in places:
                if (
                    _OPENING.search(prose, max(0, at - 14), at)
                    and not _same_form(prose, at)
                    and not (word[-2:] == "开展" and _in_series(prose, at))
                ):
                    yield self.finding(
                        at,
                        at + 1,
                        Message(
                            "状语与谓语之间用了顿号",
                            "a 顿号 between a leading phrase and its predicate",
                        ),
                        remedy=Message("改为逗号", "use ，"),
                        severity=Severity.INFO,
                    )

    def _stretches(self, document: Document) -> Iterator[Piece]:
        """Yield the stretches without a stop that may hold a mixed list."""
        prose = document.prose
        done = -1
        turns = [turn.span() for pattern in _TURNS for turn in pattern.finditer(prose)]
        for at, end in sorted(turns):
            if at < done or not self._may_be_listed(prose, at, end):
                continue
            sentences = document.sentences
            index = bisect_right(sentences.starts, at) - 1
            if index < 0:
                continue
            start = sentences.starts[index]
            stop = start + len(sentences.texts[index])
            if at < stop:  # in a title or a table it is not
                start = max(start, *[prose.rfind(mark, start, at) + 1 for mark in "；："])
                found = _STOP.search(prose, at, stop)
                done = found.start() if found else stop
                yield start, done

    def _may_be_listed(self, prose: str, at: int, end: int) -> bool:
        """Whether two items that begin alike may follow a third, whose mark stands at `at`.

        The second of the two begins at `end - 1`.
        """
        first, second = prose[at + 1], prose[at + 2]
        return first in prose[max(0, at - self.max_item) : at] and (
            first in _FRAMING or second == prose[end : end + 1] or end - at - 3 in _BRIEF
        )

    def _stretch(self, prose: str, start: int, end: int) -> Iterator[Finding]:
        """Judge every run of pieces with one first character in a stretch without a stop."""
        pieces = [found.span() for found in _PIECE.finditer(prose, start, end)]
        firsts = [prose[piece[0]] for piece in pieces]
        last = -1
        for index, (here, after) in enumerate(pairwise(firsts)):
            if here != after or index < last:
                continue
            last = index + 1
            while firsts[last + 1 : last + 2] == [here]:
                last += 1
            items = _item_before(prose, pieces, index, last) + pieces[index : last + 1]
            if self._is_mixed(prose, items) and len(set(_groups(prose, pieces, index, last))) > 1:
                yield self.finding(
                    items[0][0],
                    _end_of_list(prose, items),
                    Message("并列成分之间逗号、顿号混用", "， and 、 mixed in one list"),
                )

    def _is_mixed(self, prose: str, items: list[Piece]) -> bool:
        """Whether items that begin with one character are one list with both separators."""
        marks = "".join([prose[end - 1] for _, end in items[:-1]])
        if len(items) < 3 or "，" not in marks or "、" not in marks:
            return False
        texts = [prose[start:end].rstrip(_MARKS) for start, end in items]
        lengths = [len(text) for text in texts[:-1]]
        longest = max(lengths)
        if longest > self.max_item or longest - min(lengths) > _UNEVEN:
            return False
        if marks.find("，") == len(marks) - 1 and len(texts[-1]) > longest:
            return False  # what follows from the list: 抓思想、抓作风，抓出了成效
        if not _one_form(texts):
            return False
        return texts[0][0] in _FRAMING or marks.rfind("，") > 0


def _item_before(prose: str, pieces: list[Piece], index: int, last: int) -> list[Piece]:
    """Return the first item of the list at `index`, where it stands behind words that lead in.

    A 顿号 must stand behind it: with a comma the words are a headline.
    """
    if not index or prose[pieces[index - 1][1] - 1] != "、":
        return []
    start, end = pieces[index - 1]
    first = prose[pieces[index][0]]
    at = prose.rfind(first, start, end)
    item = prose[at : end - 1]
    if at < 0 or item.count("”") != item.count("“"):
        return []
    lengths = {len(prose[a:b].rstrip(_MARKS)) for a, b in pieces[index : last + 1]}
    if last == index + 1:  # three items in all
        return [(at, end)] if first in _VERBS and lengths == {len(item)} else []
    near = lengths.intersection(range(len(item) - 1, len(item) + 2))
    return [(at, end)] if near else []


def _groups(prose: str, pieces: list[Piece], index: int, last: int) -> list[int]:
    """Return how many pieces stand between commas, from the first item's to the last's."""
    while index and prose[pieces[index - 1][1] - 1] == "、":
        index -= 1
    while last + 1 < len(pieces) and prose[pieces[last][1] - 1] == "、":
        last += 1
    marks = "".join([prose[end - 1] for _, end in pieces[index:last]])
    return [len(group) for group in marks.split("，")]


def _one_form(items: list[str]) -> bool:
    """Whether items that begin with one character really are of one form.

    They do when that character is one that frames phrases (边…, 用…), when the second
    character is the same, too, or when four or more are brief and of one length (定目标,
    定任务); a chance likeness (合作、合并，合理) is none.
    """
    whole = "".join(items[:-1])
    if "等" in whole or not _PLAIN.fullmatch(whole) or not "\u4e00" <= whole[0] <= "\u9fff":
        return False
    if items[0][0] in _FRAMING or len({item[:2] for item in items}) == 1:
        return True
    lengths = {len(item) for item in items}
    return len(items) > 3 and len(lengths) == 1 and lengths.issubset(_BRIEF)


def _end_of_list(prose: str, items: list[Piece]) -> int:
    """End of the last item; where more text follows it, the item is as long as the longest."""
    longest = max(end - start - 1 for start, end in items[:-1])
    start, end = items[-1]
    if prose[end - 1] in _MARKS:
        end -= 1
    return min(end, start + longest)


def _same_form(prose: str, at: int) -> bool:
    """Whether both sides of a 顿号 begin with the same two characters: a real list."""
    after = prose[at + 1 : at + 3]
    return after in prose[max(0, at - 14) : at]


def _in_series(prose: str, at: int) -> bool:
    """Whether what a 顿号 joins is one of several, or a part of a longer phrase."""
    return _NO_PREDICATE.match(prose, at, at + 20) is not None
