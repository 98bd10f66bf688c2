"""The words that may mark an item: 一是, 第一, 首先, ①, and what stands around them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportlint.blanks import EMPHASIS, WHITE, before_emphasis, behind_emphasis
from reportlint.deferred import lazy
from reportlint.numerals import int_to_han, to_int

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.document import Document

_HAN = "一二三四五六七八九十"
_SERIES = ("首先", "其次", "再次", "最后")
_PAUSES = frozenset("，,：:、是要")
_READ = (
    {digit + style: (style, value) for style in "是要" for value, digit in enumerate(_HAN, 1)}
    | {style + digit: (style, value) for style in "第其" for value, digit in enumerate(_HAN, 1)}
    | {word: ("首", value) for value, word in enumerate(_SERIES, 1)}
    | {"①": ("①", 1)}
)
"""By word the style, and the value of the one digit that the word holds."""
_FIRST = {style: frozenset((f"一{style}", f"二{style}")) for style in "是要"} | {
    "第": frozenset(("第一",)),
    "其": frozenset(("其一",)),
    "首": frozenset(("首先",)),
    "①": frozenset(("①",)),
}
"""By style the words without one of which nothing can be said."""
MARKS = frozenset(_READ)
_OPENERS = frozenset("。；：！？;:!?”’）》」』…—（(\r\n" + WHITE)
"""What may stand before an enumerator; a comma only before 一是 and 一要."""
_STARTERS = _OPENERS | frozenset("，,")
_BEFORE_CIRCLE = _STARTERS | frozenset("、")
_EMPHASIS = frozenset(EMPHASIS)


def enumerator(style: str, value: int) -> str:
    """Return the word that marks the item with this number."""
    if style == "首":
        return _SERIES[min(value, 4) - 1]
    if style == "①":
        return chr(ord("①") + value - 1)
    if style in ".(":
        return str(value) if style == "." else f"（{value}）"
    number = int_to_han(value)
    if style == "（":
        return f"（{number}）"
    return number + style if style in "是要" else style + number


Enumerator = tuple[int, int, int]
"""Value, and half-open span of what looks like an enumerator by its neighbours."""
Places = list[tuple[int, int]]
"""Offsets of words of one style, in order, each with the value of its one digit."""


_COMPOUNDS = frozenset("素件义")
"""三要素, 五要件, 八要义: behind 要 a noun goes on."""


def _counted(prose: str, style: str, places: Places) -> Iterator[Enumerator]:
    """Yield 一是, 二是 … or 一要, 二要 …; `places` are those of the last digits."""
    for at, value in places:
        start, end = at, at + 2
        before = prose[at - 1] if at else "\n"
        if before in _HAN:
            while start and prose[start - 1] in _HAN:
                start -= 1
            before = prose[start - 1] if start else "\n"
            value = _value(prose[start : end - 1])  # of more digits
        if before in _EMPHASIS:
            before = before_emphasis(prose, start)
        if before not in _STARTERS or not value:
            continue
        if style == "要" and prose[end : end + 1] in _COMPOUNDS:
            continue
        if not prose.startswith(prose[start : end - 1], end):  # 一是一，二是二
            yield value, start, end


def _headed(prose: str, places: Places) -> Iterator[Enumerator]:
    """Yield 第一, 第二 … or 其一, 其二 … where a pause or 是 follows."""
    for at, value in places:
        end = at + 2
        after = prose[end : end + 1]
        if after and after in _HAN:
            while prose[end : end + 1] and prose[end] in _HAN:
                end += 1
            after = prose[end : end + 1]
            value = _value(prose[at + 1 : end])  # of more digits
        if after in _EMPHASIS:
            after = behind_emphasis(prose, end)
        if after not in _PAUSES or not value or not _opens(prose, at, _OPENERS):
            continue
        if after != "、" or _ABBREVIATED.match(prose, end + 1) is None:
            yield value, at, end


_ABBREVIATED = lazy(rf"[{_HAN}\d]{{1,3}}[轮批类级季次期产届章节条款项位名编部方个]")
"""第一、二轮, and the like."""


def _value(number: str) -> int:
    try:
        return to_int(number)
    except ValueError:
        return 0


def _opens(prose: str, at: int, openers: frozenset[str]) -> bool:
    """Whether an enumerator may begin at an offset, by what stands in front of it."""
    if not at or prose[at - 1] in openers:
        return True
    return prose[at - 1] in _EMPHASIS and before_emphasis(prose, at) in openers


def _ordered(prose: str, places: Places) -> Iterator[Enumerator]:
    """Yield 首先, 其次 … where a pause follows."""
    for at, value in places:
        after = prose[at + 2 : at + 3]
        if after in _EMPHASIS:
            after = behind_emphasis(prose, at + 2)
        if after in _PAUSES and _opens(prose, at, _STARTERS):
            yield value, at, at + 2


def _circled(prose: str) -> Iterator[Enumerator]:
    for found in re.finditer("[①-⑳]", prose):
        at = found.start()
        if _opens(prose, at, _BEFORE_CIRCLE):
            yield to_int(found.group()), at, at + 1


def enumerators_by_style(document: Document) -> Iterator[tuple[str, Iterator[Enumerator]]]:
    """Yield each style that may have a chain, with its enumerators."""
    prose = document.prose
    words = document.places_of(MARKS)
    found: dict[str, Places] = {}
    for word, offsets in words.items():
        style, value = _READ[word]
        if style not in found:
            found[style] = []
        found[style] += [(at, value) for at in offsets]
    for style, places in found.items():
        if _FIRST[style].isdisjoint(words):
            continue
        places.sort()
        if style in "是要":
            yield style, _counted(prose, style, places)
        elif style in "第其":
            yield style, _headed(prose, places)
        elif style == "①":
            yield style, _circled(prose)
        elif "其次" in words or "最后" in words:
            yield style, _ordered(prose, places)
