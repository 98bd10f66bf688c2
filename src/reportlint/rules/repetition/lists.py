"""Lists as repetition sees them: the first clauses of points that stand side by side."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache

from reportlint import OBJECT, WHITE, Document, NamedTuple, han_to_int, lazy

_HAN = "一二三四五六七八九十"
MARKS = frozenset(
    [digit + style for digit in _HAN for style in "是要"]
    + [style + digit for digit in _HAN for style in "第其"]
)
"""What every marker of a point holds; its digit may be the last one of a number."""
_MEASURES = (
    "加强", "强化", "加大", "加快", "深化", "健全", "完善", "推进", "推动", "落实", "开展", "抓好", "抓实",
    "做好", "提升", "提高", "坚持", "突出", "优化", "严格", "建立", "压实", "组织", "学习", "宣传", "创新",
    "规范", "聚焦", "保障",
)  # fmt: skip
"""What a heading begins with that says what is done; others before a colon are labels."""
_SECOND = frozenset(("二是", "二要", "第二", "其二"))
_NOT_A_HEADING = frozenset("0123456789《“")  # what follows a mark where no heading stood
_MARKS = "，。；：！？,;:"
_CLAUSE_MARKS = frozenset("，。；：！？")
_UNCLEAR = frozenset((*WHITE, *_CLAUSE_MARKS, "\r", "\n", ""))
_WORDS = lazy(rf"[^{_MARKS}{WHITE}{OBJECT}\r\n]*")


class Point(NamedTuple):
    """The heading of one point: offset and words of its first clause."""

    start: int
    text: str


@cache
def _marker() -> re.Pattern[str]:
    return re.compile(rf"(?:([{_HAN}]{{1,3}})[是要]|第([{_HAN}]{{1,3}})$|其([{_HAN}])$)[{WHITE}]*")


def inline_lists(document: Document) -> list[list[Point]]:
    """Find the lists of 一是…二是…, 一要…, 第一，… and 其一，…, also across paragraphs.

    A list ends where the next number is not one more, or another kind of mark stands. None
    where no two points begin alike, as in most documents.
    """
    places = document.places_of(MARKS)
    if _SECOND.isdisjoint(places) or not _marked_alike(document.prose, places):
        return []
    clauses = document.clauses
    texts, starts = clauses.texts, clauses.starts
    lists: list[list[Point]] = []
    open_lists: dict[str, tuple[int, list[Point]]] = {}
    for index in _clauses_at(starts, places):
        text = texts[index]
        mark = _mark(text)
        if mark is None:
            continue
        style, value, end = mark
        last, points = open_lists.get(style, (0, []))
        if value != last + 1 or not points:
            points = []
            lists.append(points)
        if end < len(text):
            points.append(Point(starts[index] + end, text[end:]))
        elif index + 1 < len(texts):
            points.append(Point(starts[index + 1], texts[index + 1]))
        open_lists[style] = (value, points)
    return lists


_SHORT = {
    digit + style: (style, value, 2) for style in "是要" for value, digit in enumerate(_HAN, 1)
}


def _mark(text: str) -> tuple[str, int, int] | None:
    """Return style, number and end of the marker that a clause begins with."""
    short = _SHORT.get(text[:2])
    if short and text[2:3] not in WHITE:
        return short  # nearly always
    found = _marker().match(text)
    if found is None:
        return None
    digits = found.lastindex or 0
    try:
        value = han_to_int(found.group(digits))
    except ValueError:
        return None  # 二二 is no number
    style = text[found.end(digits) : found.end()].strip(WHITE) or text[0]
    return style, value, found.end()


def _clauses_at(starts: list[int], places: Mapping[str, Sequence[int]]) -> list[int]:
    """Return the indices of the clauses that hold a mark where their marker may stand."""
    indices: set[int] = set()
    for offsets in places.values():
        for at in offsets:
            index = bisect_right(starts, at) - 1
            if index >= 0 and at - starts[index] < _LONGEST:
                indices.add(index)
    return sorted(indices)


_LONGEST = 3  # digits of the longest number of a marker


def numbered_lists(document: Document) -> list[list[Point]]:
    """Find numbered headings and items that follow one another at one level.

    None where no two of them begin alike, as in most documents.
    """
    if not _headed_alike(document):
        return []
    lists: list[list[Point]] = []
    open_lists: dict[str, tuple[int, list[Point]]] = {}
    ranks: dict[str, int] = {}
    for block in document.blocks:
        ordinal = block.ordinal
        if block.kind == "heading":
            for style in [s for s, rank in ranks.items() if rank > block.rank]:
                open_lists.pop(style, None)
        if ordinal is None or ordinal.style == "circled" or block.kind not in ("heading", "item"):
            continue
        style = ordinal.style
        ranks[style] = block.rank or 1000
        last, points = open_lists.get(style, (0, []))
        if ordinal.value != last + 1 or not points:
            points = []
            lists.append(points)
        points.append(_first_clause(document, ordinal.end, block.end))
        open_lists[style] = (ordinal.value, points)
    return lists


def _headed_alike(document: Document) -> bool:
    """Whether the words behind two numbers may be the same."""
    ends = [block.ordinal.end for block in document.blocks if block.ordinal is not None]
    return _begin_alike(document.prose, ends)


def _marked_alike(prose: str, places: Mapping[str, Sequence[int]]) -> bool:
    """Whether the words behind two marks may be the same, all taken for markers."""
    ends = [at + 2 for mark, ats in places.items() if mark[0] in _HAN for at in ats]
    for at in [at for mark, ats in places.items() if mark[0] not in _HAN for at in ats]:
        if at and prose[at - 1].isalpha():
            continue  # amid a clause: 全国第二
        after = prose[at + 2 : at + 3]
        if after in _CLAUSE_MARKS:
            ends.append(at + 3)
        elif after in _HAN or after in _UNCLEAR:
            return True  # 第十二, or white space: look closely
        # else it is no marker: 第二批
    return _begin_alike(prose, ends)


def _begin_alike(prose: str, offsets: list[int]) -> bool:
    """Whether the same words may begin at two of the offsets.

    They do not where they differ up to the next mark. Where white space or a mark stands, they
    begin elsewhere: then they may.
    """
    heads = [prose[at : at + 2] for at in offsets]
    if not _UNCLEAR.isdisjoint("".join(heads)):
        return True
    if len(set(heads)) == len(heads):
        return False
    by_head: dict[str, list[int]] = {}
    for at, head in zip(offsets, heads):
        by_head.setdefault(head, []).append(at)
    for places in by_head.values():
        if len(places) > 1 and len({_words(prose, at) for at in places}) < len(places):
            return True
    return False


def _words(prose: str, start: int) -> str:
    """Return what stands from an offset to where a clause or block may end."""
    return _WORDS.match(prose, start).group()  # type: ignore[union-attr]  # always matches


def _first_clause(document: Document, start: int, end: int) -> Point:
    words = document.prose[start:end]
    text = words.lstrip(WHITE)
    start += len(words) - len(text)
    for at, character in enumerate(text):
        if character in _MARKS:
            if text[at + 1 : at + 2] in _NOT_A_HEADING or text[at + 1 :].startswith(("必须", "要")):
                return Point(start, "")  # a reference, or a topic taken up again
            if character in "：:" and not text.lstrip(OBJECT).startswith(_MEASURES):
                return Point(start, "")  # the label of a form: 责任单位：市水利局
            text = text[:at]
            break
    return Point(start, text.rstrip(WHITE + OBJECT))
