"""Which parts a document has, and how they show: as headings, as paragraphs, as a promise.

The words are data (`sections.toml`); what a genre asks for stands there too.
Rules share the result through `document.view(parts)`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import Any

from reportlint import Block, Document, NamedTuple, lazy, load_table


class Part(NamedTuple):
    """How one expected part shows in a document.

    `kind` is `heading`, `implicit` (a paragraph without heading of its own), `promise`
    (one closing sentence) or `absent`; the span is that of the heading, or of the
    sentence that shows it.
    """

    kind: str
    start: int = 0
    end: int = 0


ABSENT = Part("absent")


class Parts(NamedTuple):
    """The two parts that readers of a report look for."""

    problems: Part
    next: Part


@cache
def table() -> dict[str, Any]:
    """Return the words as read."""
    return load_table(__file__, "sections.toml")


def required(part: str, genre: str) -> bool:
    """Whether readers of a genre expect a part (`problems` or `next`)."""
    return genre in table()["required"][part]


@cache
def _pattern(part: str, key: str) -> re.Pattern[str]:
    words = table()[part][key]
    return re.compile(words if isinstance(words, str) else "|".join(f"(?:{w})" for w in words))


@cache
def _cues(part: str) -> dict[str, re.Pattern[str]]:
    """By telling word the pattern to try on its sentence."""
    cues: dict[str, list[str]] = table()[part]["sentences"]
    return {
        cue: re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
        for cue, patterns in cues.items()
    }


@cache
def _words(part: str) -> frozenset[str]:
    return frozenset(table()[part]["sentences"])


@cache
def _weak() -> frozenset[str]:
    return frozenset(table()["problems"]["weak"])


@cache
def anchor_words() -> frozenset[str]:
    """Return the words whose places `parts` asks for; its rules name them as their anchors."""
    return _words("problems") | _words("next") | _weak()


_REACH = 160
"""Characters on either side of a telling word that are read with it."""


def _telling(document: Document, part: str, since: int = 0) -> Iterator[tuple[int, int, int, int]]:
    """Yield the sentences that speak of a part, in order of the text.

    Yields:
        Half-open spans of the sentence, cut where it is very long, and of the words
        that matched.
    """
    prose = document.prose
    places = document.places_of(_words(part))
    found = [(at, -len(word), word) for word, offsets in places.items() for at in offsets]
    found.sort()
    patterns = _cues(part)
    starts, texts = document.sentences.starts, document.sentences.texts
    told = -1
    done = since
    missed = None
    for at, less, word in found:
        if at < done:
            continue  # inside a longer word
        done = at - less
        index = bisect_right(starts, at) - 1
        if index <= told:
            continue
        # a sentence without end is judged by what stands around the word
        start = max(starts[index], at - _REACH)
        end = min(starts[index] + len(texts[index]), at + _REACH)
        if missed == (word, start, end):
            continue  # the word came before in this sentence
        match = patterns[word].search(prose, start, end)
        if match is None:
            missed = word, start, end
        else:
            told = index
            yield start, end, *match.span()


def parts(document: Document) -> Parts:
    """Find the problems and the next steps of a document."""
    titles = _titles(document)
    problems = _heading(document, titles, "problems") or _confession(document) or ABSENT
    ahead = _heading(document, titles, "next") or _outlook(document) or ABSENT
    return Parts(problems, ahead)


class _Title(NamedTuple):
    """A heading, or a label such as 存在问题： in front of text."""

    start: int
    end: int
    words: str
    first: bool


def _titles(document: Document) -> list[_Title]:
    """Return the headings and labels with a word that those of a part need, in order."""
    prose = document.prose
    find, cue = prose.find, _pattern("titles", "cue").search
    bracketed = "【" in prose
    titles = []
    first = True
    for block in document.blocks:
        kind, start, end, _, number, _ = block
        at = number.end if number else start
        if kind == "heading":
            if cue(prose, at, end):
                titles.append(_Title(start, end, document.heading_title(block), first))
        elif kind in ("paragraph", "item"):
            stop = at + _LONGEST_LABEL
            if bracketed and prose.startswith("【", at):
                stop = find("】", at, min(stop, end))
            else:
                stop = find("：", at, stop)
                if not 0 < stop < end or find("，", at, stop) >= 0 or find("。", at, stop) >= 0:
                    continue
            if stop <= 0:
                continue
            if cue(prose, at, stop):
                words = prose[at:stop].strip("【】[]＊* \u3000")
                titles.append(_Title(start, stop, words, first))
        else:
            continue
        first = False
    return titles


_LONGEST_LABEL = 24


def _heading(document: Document, titles: list[_Title], part: str) -> Part | None:
    """The first heading that opens a part."""
    if not titles:
        return None
    headings = _pattern(part, "headings")
    inspection = part == "problems" and document.genre in ("inspection", "self-examination")
    for start, end, title, first in titles:
        if inspection and _pattern("problems", "headings_inspection").search(title):
            return Part("heading", start, end)
        if len(title) > 32:
            continue
        if headings.search(title):
            refused = _pattern(part, "headings_not").search(title)
            if refused is None or _both(title, refused):
                return Part("heading", start, end)
        elif (
            part == "next"
            and not first
            and _pattern(part, "labels").search(title)
            and _pattern(part, "labels_not").search(title) is None
        ):
            return Part("heading", start, end)
    return None


def _both(title: str, refused: re.Match[str]) -> bool:
    """Whether what speaks against a heading only joins it: 存在的问题及整改措施."""
    return title[: refused.start()].endswith(("和", "与", "及", "、", "以及", "下一步"))


def _confession(document: Document) -> Part | None:
    """A sentence that owns up to faults, behind the first third or with a contrast."""
    prose = document.prose
    third = len(prose) * 35 // 100
    for start, end, match_start, match_end in _telling(document, "problems"):
        clause = max(prose.rfind(mark, start, match_start) for mark in "，；：")
        if _pattern("problems", "sentences_not").search(prose, max(clause, start), match_end):
            continue
        if start >= third or any(word in prose[start:end] for word in ("虽", "但", "尽管", "一是")):
            return Part("implicit", start, end)
    return _weaknesses(document)


def _weaknesses(document: Document) -> Part | None:
    """A paragraph with several words of weakness and no lead-in."""
    least = table()["problems"]["weak_least"]
    places = document.places_of(_weak())
    if sum(map(len, places.values())) < least:
        return None
    starts = sorted(at for offsets in places.values() for at in offsets)
    for first, last in zip(starts, starts[least - 1 :]):
        block = document.block_at(first)
        if block is not None and last < block.end and block.kind in ("paragraph", "item"):
            return Part("implicit", block.start, block.end)
    return None


def _outlook(document: Document) -> Part | None:
    """A paragraph in the last two fifths that looks ahead, or a closing promise."""
    prose = document.prose
    late = len(prose) * 3 // 5
    column = document.paragraphs
    opening = _pattern("next", "openings")
    first = bisect_right(column.starts, late)
    for index in range(max(0, first - 1), len(column.starts)):
        if opening.match(column.texts[index]):
            start = column.starts[index]
            return Part("implicit", start, start + len(column.texts[index]))
    promise: Part | None = None
    for start, end, _, said in _telling(document, "next", late):
        block = document.block_at(start)
        if block is None or block.kind == "heading":
            continue
        spelt_out = prose[end - 1] == "：" or _goes_on(prose[said : min(block.end, end + _REACH)])
        vow = _pattern("next", "promise").search(prose, start, end) is not None
        if vow and start > block.start and not spelt_out:
            promise = promise or Part("promise", start, end)
        elif spelt_out or prose.count("，", start, end):
            return Part("implicit", start, end)
        else:
            promise = promise or Part("promise", start, end)  # one short sentence
    return promise or _vow(document, late)


def _vow(document: Document, late: int) -> Part | None:
    """A sentence 对于这些问题，我们将…… in other words than the usual ones."""
    prose = document.prose
    at = prose.find("将", late)
    while at >= 0:
        end = prose.find("。", at)
        end = len(prose) if end < 0 else end
        block = document.block_at(at)
        if block is not None:
            start = prose.rfind("。", max(block.start, at - _REACH), at) + 1
            if start and _pattern("next", "promise").search(prose, start, at):
                return Part("promise", start, min(end, block.end))
        at = prose.find("将", end)
    return None


def _goes_on(text: str) -> bool:
    """Whether a promise is spelt out in an enumeration behind it."""
    return any(
        word in text for word in ("一是", "一要", "第一", "首先", "1.", "1．", "（一）", "①")
    )


_MARK = lazy("[，。；：！？]")


def first_clause(document: Document, part: Part) -> tuple[int, int]:
    """Span of the first clause of a part; one word such as 下一步 takes the next with it."""
    start, end = part.start, part.end
    mark = _MARK.search(document.prose, min(start + 6, end), end)
    return start, mark.start() if mark else end


def numbered(document: Document) -> list[Block]:
    """The headings of a document that carry a number or a Markdown mark."""
    return [b for b in document.headings if b.ordinal is not None or 0 < b.rank < 100]
