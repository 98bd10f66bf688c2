"""Numbers inside a paragraph: 三项任务：（一）…；（二）…, 1.…；2.…, （1）…；（2）….

A chain begins behind a colon or a point, or with its paragraph, and stays in it.
References such as 第三条（一）、（二）项 stand behind other characters.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING

from reportlint.numerals import to_int

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.document import Block, Document

_FORMS = {
    "（": ("han-paren", r"（([一二三四五六七八九十]{1,3})）"),
    "(": ("arabic-paren", r"（([0-9]{1,2})）"),
    ".": ("arabic", r"([0-9]{1,2})(?:[.．](?![0-9])|、(?![0-9第]))"),
}
"""By style that of the ordinals of blocks, and how a number is written."""
_BEFORE = "：:。；;"
_FIRST, _SECOND = (
    {
        f"{mark}{number}": style
        for mark in _BEFORE
        for style, numbers in (
            ("（", (f"（{han}）",)),
            ("(", (f"（{digit}）",)),
            (".", (f"{digit}.", f"{digit}．", f"{digit}、")),
        )
        for number in numbers
    }
    for han, digit in ("一1", "二2")
)
INLINE = frozenset((*_FIRST, *_SECOND))
"""What a chain begins with: a first number behind a mark; or a second one, behind one that the
block begins with."""

_start = attrgetter("start")

Numbers = list[tuple[int, int, int]]
"""Values, each with its half-open span: the brackets belong to it, a point does not."""


@cache
def _number(style: str) -> re.Pattern[str]:
    return re.compile(_FORMS[style][1])


@cache
def _numbers(style: str) -> re.Pattern[str]:
    return re.compile(rf"(?<=[{_BEFORE}，,]){_FORMS[style][1]}")


def inline_numbers(document: Document) -> Iterator[tuple[str, int, Numbers]]:
    """Yield the chains: style, index of the block, and the numbers.

    Those that go on in the next lines are left out.
    """
    places = document.places_of(INLINE)
    if not places:
        return
    prose = document.prose
    done: dict[str, int] = {}
    begun = sorted(
        (at + 1, word in _FIRST, _FIRST.get(word) or _SECOND[word])
        for word, ats in places.items()
        for at in ats
    )
    for at, first, style in begun:
        index = bisect_right(document.blocks, at, key=_start) - 1
        block = document.blocks[index]
        if at >= block.end or block.kind in ("code", "row"):
            continue
        start = at if first else _led(document, index, style)
        if start < done.get(style, 0):
            continue  # in another chain, or none
        numbers = _chain(prose, style, start, block.end)
        done[style] = numbers[-1][2] if numbers else at
        if len(numbers) > 1 and not _goes_on(document, index, style, numbers[-1][0] + 1):
            yield style, index, numbers


def _led(document: Document, index: int, style: str) -> int:
    """Return where a block begins with the first number of a style; -1 where it does not.

    Nor where the line below carries the second one: then it is the number of the line.
    """
    number = document.blocks[index].ordinal
    form = _FORMS[style][0]
    if number is None or number.style != form or number.value != 1:
        return -1
    below = document.blocks[index + 1] if index + 1 < len(document.blocks) else None
    if below is not None and below.ordinal is not None and below.ordinal.style == form:
        return -1 if below.ordinal.value == 2 else number.start
    return number.start


def _chain(prose: str, style: str, start: int, end: int) -> Numbers:
    """Read the numbers from a first one on, up to where another first one stands."""
    numbers: Numbers = []
    others = _numbers(style).finditer(prose, start + 1, end)
    for found in chain((_number(style).match(prose, start),), others):
        if found is None:
            return []
        value = to_int(found.group(1))
        if numbers and value == 1:
            break
        if style == ".":
            numbers.append((value, *found.span(1)))
        else:
            numbers.append((value, *found.span()))
    return numbers


def _goes_on(document: Document, index: int, style: str, value: int) -> bool:
    """Whether the line below carries the next number."""
    below: Block | None = document.blocks[index + 1] if index + 1 < len(document.blocks) else None
    return (
        below is not None
        and below.ordinal is not None
        and below.ordinal.style == _FORMS[style][0]
        and below.ordinal.value >= value
    )
