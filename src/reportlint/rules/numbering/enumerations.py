"""Enumerations in running text: 一是…二是…, 第一…第二…, 首先…其次…, ①②.

A chain lives inside one paragraph or goes on over several; a heading ends it.
All rules of this family share the result through `document.view(enumerations)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from reportlint import WHITE, Block, Document, int_to_han, lazy, to_int

_HAN = "一二三四五六七八九十"
_SERIES = ("首先", "其次", "再次", "最后")
_PAUSES = frozenset("，,：:、是要")
_STYLES = tuple(
    (style, frozenset((f"一{style}", f"二{style}")), frozenset(digit + style for digit in _HAN))
    for style in "是要"
) + tuple(
    (style, frozenset((f"{style}一",)), frozenset(style + digit for digit in _HAN))
    for style in "第其"
)
"""Style, what must occur, and the words that its markers hold, with one digit of each."""
MARKS = frozenset(("①", *_SERIES)).union(*(words for _, _, words in _STYLES))
"""The anchors of enumerations."""
_OPENERS = "。；：！？;:!?”’）》」』…—（(\r\n" + WHITE
"""What may stand before a marker; a comma only before 一是 and 一要."""


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
    """A chain of items of one style: 是, 要, 第, 其, 首 or ①."""

    style: str
    items: tuple[Item, ...]

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


Marker = tuple[str, int, int, int]
"""Style, value, and half-open span of what looks like a marker by its neighbours."""


_COMPOUNDS = frozenset("素件义")
"""三要素, 五要件, 八要义: behind 要 a noun goes on."""


def _counted(prose: str, style: str, places: list[int]) -> Iterator[Marker]:
    """Yield 一是, 二是 … or 一要, 二要 …; `places` are those of the last digits."""
    for at in places:
        start, end = at, at + 2
        while start and prose[start - 1] in _HAN:
            start -= 1
        if not _opens(prose, start, "，,"):
            continue
        number = prose[start : end - 1]
        if style == "要" and prose[end : end + 1] in _COMPOUNDS:
            continue
        if not prose.startswith(number, end):  # 一是一，二是二
            value = _value(number)
            if value:
                yield style, value, start, end


def _headed(prose: str, style: str, places: list[int]) -> Iterator[Marker]:
    """Yield 第一, 第二 … or 其一, 其二 … where a pause or 是 follows."""
    for at in places:
        end = at + 2
        while prose[end : end + 1] and prose[end] in _HAN:
            end += 1
        after = prose[end : end + 1]
        if not after or after not in _PAUSES or not _opens(prose, at):
            continue
        value = _value(prose[at + 1 : end])
        if value and (after != "、" or _ABBREVIATED.match(prose, end + 1) is None):
            yield style, value, at, end


_ABBREVIATED = lazy(rf"[{_HAN}\d]{{1,3}}[轮批类级季次期产届章节条款项位名编部方个]")
"""第一、二轮, and the like."""


def _opens(prose: str, start: int, pauses: str = "") -> bool:
    """Whether a marker may begin at an offset."""
    before = prose[start - 1] if start else "\n"
    return before in _OPENERS or before in pauses


_DIGITS = {digit: value for value, digit in enumerate(_HAN, 1)}


def _value(number: str) -> int:
    if number in _DIGITS:
        return _DIGITS[number]  # as nearly always
    try:
        return to_int(number)
    except ValueError:
        return 0


def _markers(document: Document) -> Iterator[list[Marker]]:
    """Yield the markers of each family of styles that occurs."""
    prose = document.prose
    places = document.places_of(MARKS)
    for style, first, words in _STYLES:
        if not first.isdisjoint(places):  # without a first item nothing can be said
            offsets = sorted(at for word in places.keys() & words for at in places[word])
            yield list((_counted if style in "是要" else _headed)(prose, style, offsets))
    if "首先" in places and ("其次" in places or "最后" in places):
        yield [
            ("首", value + 1, at, at + 2)
            for at, value in sorted(
                (at, value) for value, word in enumerate(_SERIES) for at in places.get(word, ())
            )
            if prose[at + 2 : at + 3] in _PAUSES and _opens(prose, at, "，,")
        ]
    if "①" in places:
        yield [
            ("①", to_int(found.group()), *found.span())
            for found in re.finditer("[①-⑳]", prose)
            if _opens(prose, found.start(), "，,、")
        ]


def _quoted(prose: str, block: Block, at: int) -> bool:
    """Whether an offset lies inside “” in a block whose quotation marks pair up."""
    opened = prose.rfind("“", block.start, at)
    if opened < 0 or prose.find("”", opened, at) >= 0:
        return False
    return prose.find("”", at, block.end) >= 0


def enumerations(document: Document) -> tuple[Enumeration, ...]:
    """Find the chains of a document, ordered by their first item."""
    chains: list[Enumeration] = []
    for markers in _markers(document):
        items = _place(document, markers)
        if items:
            chains += _chains(document, items)
    chains.sort(key=lambda chain: chain.items[0].start)
    return tuple(chains)


def _place(document: Document, markers: list[Marker]) -> list[tuple[str, Item]]:
    """Give every marker its block; drop what stands in code, tables or quotations."""
    prose, blocks = document.prose, document.blocks
    items: list[tuple[str, Item]] = []
    at = 0
    for style, value, start, end in markers:
        while at < len(blocks) and blocks[at].end <= start:
            at += 1
        if at == len(blocks):
            break
        block = blocks[at]
        if start < block.start or block.kind in ("code", "row"):
            continue
        if _quoted(prose, block, start):
            continue
        items.append((style, Item(value, start, end, at, start == block.start)))
    return items


class _Open:
    """A chain that is being built."""

    __slots__ = ("items", "leads", "style")

    def __init__(self, style: str, item: Item) -> None:
        self.style = style
        self.items = [item]
        self.leads = item.leads

    def add(self, item: Item) -> None:
        """Append an item; 其次, 再次 and 最后 count on, whatever comes before them."""
        if self.style == "首":
            item = item._replace(value=self.items[-1].value + 1)
        self.items.append(item)


def _chains(document: Document, items: list[tuple[str, Item]]) -> list[Enumeration]:
    """Join markers of one family to chains; an inner chain may stand inside an outer item."""
    done: list[_Open] = []
    stack: list[_Open] = []
    blocks = document.blocks
    seen = 0
    for style, item in items:
        for block in blocks[seen + 1 : item.block + 1]:
            stack = _still_open(stack, block, item, done)
        seen = item.block
        _join(stack, style, item, done)
    done += stack
    return [Enumeration(chain.style, tuple(chain.items)) for chain in done]


def _still_open(stack: list[_Open], block: Block, item: Item, done: list[_Open]) -> list[_Open]:
    """Return the chains that go on over a block; the others are done."""
    if not stack or (block.kind != "heading" and block.ordinal is None):
        return stack
    if block.start <= item.start < block.end and item.leads:
        return stack  # a short line 二是… that stands as a heading of its own
    if block.kind == "heading" and block.rank < 140:
        done += stack
        return []
    done += [chain for chain in stack if not chain.leads]
    return [chain for chain in stack if chain.leads]


_DEEPEST = 6
"""Chains open at a time; a bound, so that a text without line breaks stays linear."""


def _join(stack: list[_Open], style: str, item: Item, done: list[_Open]) -> None:
    if item.value == 1:
        while stack and not stack[-1].leads and stack[-1].items[-1].block != item.block:
            done.append(stack.pop())
        if len(stack) == _DEEPEST:
            done.append(stack.pop(0))
        stack.append(_Open(style, item))
        return
    depth = _fitting(stack, style, item)
    if depth is None:
        done += stack
        stack[:] = [_Open(style, item)]
        return
    done += stack[depth + 1 :]
    del stack[depth + 1 :]
    stack[depth].add(item)


def _fitting(stack: list[_Open], style: str, item: Item) -> int | None:
    """The index of the open chain an item belongs to.

    First the chain whose next number it is (an outer chain only in the same paragraph,
    or where both lead their paragraphs or both do not), then the one it breaks.
    """
    own = [depth for depth in range(len(stack) - 1, -1, -1) if stack[depth].style == style]
    for depth in own:
        chain = stack[depth]
        fits = chain.items[-1].value + 1 == item.value or style == "首"
        same_block = chain.items[-1].block == item.block
        if fits and (depth == own[0] or same_block or chain.leads == item.leads):
            return depth
    for depth in own:
        last = stack[depth].items[-1]
        if last.block == item.block or (
            item.leads and (last.leads or item.block == last.block + 1)
        ):
            return depth
    return None
