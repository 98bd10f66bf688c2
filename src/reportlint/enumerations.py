"""Enumerations in running text: 一是…二是…, 第一…第二…, 首先…其次…, ①②.

A chain lives inside one paragraph or goes on over several; a heading ends it.
Numbers inside a paragraph (（一）…；（二）…) make chains too.
`Document.enumerations` makes them once for all rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlint.blanks import EMPHASIS
from reportlint.enumerators import MARKS, enumerator, enumerators_by_style
from reportlint.inline_numbers import INLINE, inline_numbers
from reportlint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.document import Block, Document
    from reportlint.enumerators import Enumerator


ENUMERATORS = (*sorted(MARKS), *sorted(INLINE))
"""The words without one of which there is no enumeration: the anchors of rules about them."""


class Item(NamedTuple):
    """One enumerator: its number, its half-open span, and the index of its block.

    `leads` says that the block begins with it.
    """

    value: int
    start: int
    end: int
    block: int
    leads: bool


class Enumeration(NamedTuple):
    """A chain of items of one style: 是, 要, 第, 其, 首, ①, or inside a paragraph （, ( or a point.

    `steady` says that each number follows the one before it.
    """

    style: str
    items: tuple[Item, ...]
    steady: bool

    @property
    def values(self) -> list[int]:
        """The numbers in order."""
        return [item.value for item in self.items]

    def word(self, value: int) -> str:
        """Return what marks the item with a number: 二是, 第二, ②, （二）."""
        return enumerator(self.style, value)


def find_enumerations(document: Document) -> tuple[Enumeration, ...]:
    """Find the chains of a document, ordered by their first item."""
    chains: list[Enumeration] = []
    for style, enumerators in enumerators_by_style(document):
        chains += _chains(document, style, enumerators)
    for style, index, numbers in inline_numbers(document):
        block = document.blocks[index]
        if _quoted(document.prose, numbers[0][1], block.start, block.end):
            continue
        items = tuple(Item(*number, index, number[1] == block.start) for number in numbers)
        steady = [item.value for item in items] == [*range(1, len(items) + 1)]
        chains.append(Enumeration(style, items, steady))
    chains.sort(key=lambda chain: chain.items[0].start)
    return tuple(chains)


class _Open:
    """A chain that is being built."""

    __slots__ = ("items", "leads", "steady")

    def __init__(self, item: Item) -> None:
        self.items = [item]
        self.leads = item.leads
        self.steady = True


def _chains(document: Document, style: str, enumerators: Iterator[Enumerator]) -> list[Enumeration]:
    """Join enumerators of one style to chains; an inner chain may stand inside an outer item.

    What stands in code, tables or quotations is no item.
    """
    prose = document.prose
    done: list[_Open] = []
    stack: list[_Open] = []
    blocks = iter(document.blocks)
    index = -1
    block_start = block_end = 0
    worded = False
    passed: list[Block] = []  # headings and numbered blocks since the item before
    for value, start, end in enumerators:
        while start >= block_end:
            block = next(blocks, None)
            if block is None:
                return _closed(style, done + stack)
            kind, block_start, block_end, _, number, _ = block
            index += 1
            if number is not None or kind == "heading":
                passed.append(block)
            worded = kind not in ("code", "row")
        if not worded or start < block_start or _quoted(prose, start, block_start, block_end):
            continue
        leads = start == block_start or (
            prose[block_start] in EMPHASIS and not prose[block_start:start].strip(EMPHASIS)
        )
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
