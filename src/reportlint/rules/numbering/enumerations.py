"""Enumerations in running text: 一是…二是…, 第一…第二…, 首先…其次…, ①②.

A chain lives inside one paragraph or goes on over several; a heading ends it.
All rules of this family share the result through `document.view(enumerations)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from reportlint import OBJECT, WHITE, Block, Document, int_to_han, lazy, to_int

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
"""The anchors of enumerations."""
_OPENERS = frozenset("。；：！？;:!?”’）》」』…—（(\r\n" + WHITE)
"""What may stand before a marker; a comma only before 一是 and 一要."""
_STARTERS = _OPENERS | frozenset("，,")
_BEFORE_CIRCLE = _STARTERS | frozenset("、")
EMPHASIS = OBJECT + "*_"
"""How emphasis shows in the masked text: `**一是**` of Markdown, and its marks in plain text."""
_EMPHASIS = frozenset(EMPHASIS)


class Item(NamedTuple):
    """One marker: its number, its half-open span, and the index of its block.

    `leads` says that the block begins with it.
    """

    value: int
    start: int
    end: int
    block: int
    leads: bool


class Enumeration(NamedTuple):
    """A chain of items of one style: 是, 要, 第, 其, 首 or ①.

    `steady` says that each number follows the one before it.
    """

    style: str
    items: tuple[Item, ...]
    steady: bool

    @property
    def values(self) -> list[int]:
        """The numbers in order."""
        return [item.value for item in self.items]


def marker_word(style: str, value: int) -> str:
    """Return the word that marks the item with this number."""
    if style == "首":
        return _SERIES[min(value, 4) - 1]
    if style == "①":
        return chr(ord("①") + value - 1)
    number = int_to_han(value)
    return number + style if style in "是要" else style + number


def before_marker(prose: str, at: int) -> str:
    """Return the character in front of an offset, emphasis aside; a line break at the start."""
    while at and prose[at - 1] in _EMPHASIS:
        at -= 1
    return prose[at - 1] if at else "\n"


def behind_marker(prose: str, at: int) -> str:
    """Return the character that follows an offset, emphasis aside; nothing at the end."""
    while prose[at : at + 1] and prose[at] in _EMPHASIS:
        at += 1
    return prose[at : at + 1]


Marker = tuple[int, int, int]
"""Value, and half-open span of what looks like a marker by its neighbours."""
Places = list[tuple[int, int]]
"""Offsets of words of one style, in order, each with the value of its one digit."""


_COMPOUNDS = frozenset("素件义")
"""三要素, 五要件, 八要义: behind 要 a noun goes on."""


def _counted(prose: str, style: str, places: Places) -> Iterator[Marker]:
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
            before = before_marker(prose, start)
        if before not in _STARTERS or not value:
            continue
        if style == "要" and prose[end : end + 1] in _COMPOUNDS:
            continue
        if not prose.startswith(prose[start : end - 1], end):  # 一是一，二是二
            yield value, start, end


def _headed(prose: str, places: Places) -> Iterator[Marker]:
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
            after = behind_marker(prose, end)
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
    """Whether a marker may begin at an offset, by what stands in front of it."""
    if not at or prose[at - 1] in openers:
        return True
    return prose[at - 1] in _EMPHASIS and before_marker(prose, at) in openers


def _ordered(prose: str, places: Places) -> Iterator[Marker]:
    """Yield 首先, 其次 … where a pause follows."""
    for at, value in places:
        after = prose[at + 2 : at + 3]
        if after in _EMPHASIS:
            after = behind_marker(prose, at + 2)
        if after in _PAUSES and _opens(prose, at, _STARTERS):
            yield value, at, at + 2


def _circled(prose: str) -> Iterator[Marker]:
    for found in re.finditer("[①-⑳]", prose):
        at = found.start()
        if _opens(prose, at, _BEFORE_CIRCLE):
            yield to_int(found.group()), at, at + 1


def _markers(document: Document) -> Iterator[tuple[str, Iterator[Marker]]]:
    """Yield each style that may have a chain, with its markers."""
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


def enumerations(document: Document) -> tuple[Enumeration, ...]:
    """Find the chains of a document, ordered by their first item."""
    chains: list[Enumeration] = []
    for style, markers in _markers(document):
        chains += _chains(document, style, markers)
    chains.sort(key=lambda chain: chain.items[0].start)
    return tuple(chains)


class _Open:
    """A chain that is being built."""

    __slots__ = ("items", "leads", "steady")

    def __init__(self, item: Item) -> None:
        self.items = [item]
        self.leads = item.leads
        self.steady = True


def _chains(document: Document, style: str, markers: Iterator[Marker]) -> list[Enumeration]:
    """Join markers of one style to chains; an inner chain may stand inside an outer item.

    What stands in code, tables or quotations is no item.
    """
    done: list[_Open] = []
    stack: list[_Open] = []
    blocks = iter(document.blocks)
    index = -1
    block_start = block_end = 0
    worded = False
    passed: list[Block] = []  # headings and numbered blocks since the item before
    for value, start, end in markers:
        while start >= block_end:
            block = next(blocks, None)
            if block is None:
                return _closed(style, done + stack)
            kind, block_start, block_end, _, number, _ = block
            index += 1
            if number is not None or kind == "heading":
                passed.append(block)
            worded = kind not in ("code", "row")
        if (
            not worded
            or start < block_start
            or _quoted(document.prose, start, block_start, block_end)
        ):
            continue
        leads = start == block_start or not document.prose[block_start:start].strip(EMPHASIS)
        item = Item(value, start, end, index, leads)
        for block in passed:
            stack = _still_open(stack, block, item, done)
        passed.clear()
        if value == 1:
            _begin(stack, item, done)
        elif stack and stack[-1].items[-1].value + 1 == value:  # as nearly always
            stack[-1].items.append(item)
        else:
            _join(stack, style, item, done)
    return _closed(style, done + stack)


def _closed(style: str, chains: list[_Open]) -> list[Enumeration]:
    return [Enumeration(style, tuple(chain.items), chain.steady) for chain in chains]


def _quoted(prose: str, at: int, start: int, end: int) -> bool:
    """Whether an offset lies inside “” in a block whose quotation marks pair up."""
    opened = prose.rfind("“", start, at)
    if opened < 0 or prose.find("”", opened, at) >= 0:
        return False
    return prose.find("”", at, end) >= 0


def _still_open(stack: list[_Open], block: Block, item: Item, done: list[_Open]) -> list[_Open]:
    """Return the chains that go on over a numbered block or a heading; the others are done."""
    if block.start <= item.start < block.end and item.leads:
        return stack  # a short line 二是… that stands as a heading of its own
    if block.kind == "heading" and block.rank < 140:
        done += stack
        return []
    done += [chain for chain in stack if not chain.leads]
    return [chain for chain in stack if chain.leads]


_DEEPEST = 6
"""Chains open at a time; a bound, so that a text without line breaks stays linear."""


def _begin(stack: list[_Open], item: Item, done: list[_Open]) -> None:
    """Open a chain with its first item."""
    while stack and not stack[-1].leads and stack[-1].items[-1].block != item.block:
        done.append(stack.pop())
    if len(stack) == _DEEPEST:
        done.append(stack.pop(0))
    stack.append(_Open(item))


def _join(stack: list[_Open], style: str, item: Item, done: list[_Open]) -> None:
    """Add an item to the chain that it belongs to."""
    depth = _fitting(stack, style, item)
    if depth is None:
        done += stack
        stack[:] = [_Open(item)]
        return
    done += stack[depth + 1 :]
    del stack[depth + 1 :]
    chain = stack[depth]
    following = chain.items[-1].value + 1
    if style == "首":  # 其次, 再次 and 最后 count on, whatever comes before them
        item = item._replace(value=following)
    elif item.value != following:
        chain.steady = False
    chain.items.append(item)


def _fitting(stack: list[_Open], style: str, item: Item) -> int | None:
    """The index of the open chain an item belongs to.

    First the chain whose next number it is (an outer chain only in the same paragraph,
    or where both lead their paragraphs or both do not), then the one it breaks.
    """
    innermost = len(stack) - 1
    for depth in range(innermost, -1, -1):
        chain = stack[depth]
        fits = chain.items[-1].value + 1 == item.value or style == "首"
        same_block = chain.items[-1].block == item.block
        if fits and (depth == innermost or same_block or chain.leads == item.leads):
            return depth
    for depth in range(innermost, -1, -1):
        last = stack[depth].items[-1]
        if last.block == item.block or (
            item.leads and (last.leads or item.block == last.block + 1)
        ):
            return depth
    return None
