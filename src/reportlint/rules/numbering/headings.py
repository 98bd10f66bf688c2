"""Runs of numbered headings and items: 一、二、三, （一）（二）, 1. 2., 第一章 第二章.

Which style stands below which is read from the document: a style that is not open
yet begins one level down, one that is open closes all below it.
"""

from __future__ import annotations

from reportlint import Block, Document, NamedTuple, Ordinal, Section, lazy


class Series(NamedTuple):
    """The numbered blocks of one style under one parent, in order; at least one.

    `values` are their numbers; `steady` says that each follows the one before it.
    """

    blocks: tuple[Block, ...]
    values: list[int]
    steady: bool


def ordinal(block: Block) -> Ordinal:
    """Return the ordinal of a block that is known to have one."""
    assert block.ordinal is not None
    return block.ordinal


def parents(document: Document) -> list[tuple[Block, list[Section]]]:
    """Return the headings that have headings below them, with these sections."""
    found = []
    pending = [document.root]
    for section in pending:
        below = section.sections
        pending += [child for child in below if child.sections]
        if section.heading is not None:
            found.append((section.heading, below))
    return found


ANNEX = "附件"
_ANNEX_LINE = lazy(r"附件[ \u3000]?[0-9０-９一二三四五六七八九十]{0,3}(?:$|[：:])")
_ANNEX_LIMIT = 60


def annexes(document: Document) -> frozenset[int]:
    """Return where the lines begin that open an annex or a list of annexes: 附件1, 附件：甲表.

    Rules that ask for it name 附件 as an anchor.
    """
    places = document.places(ANNEX)
    if not places:
        return frozenset()
    return frozenset(
        at
        for at in places
        if (block := document.block_at(at)) is not None
        and block.start == at
        and block.end - at <= _ANNEX_LIMIT
        and _ANNEX_LINE.match(document.prose, at, block.end)
    )


def series(document: Document) -> tuple[Series, ...]:
    """Collect the runs of numbered blocks of a document, ordered by their first block.

    A run ends where its parent does, where an annex begins, and where the numbering begins
    again at 1; only a 1 that directly follows a lone 1 is taken for a slip within the run.
    """
    done: list[_Level] = []
    stack: list[_Level] = []
    last, last_start = 0, -1
    markdown = document.format == "markdown"
    anew = document.view(annexes)
    for index, block in enumerate(document.blocks):
        number = block.ordinal
        if anew and block.start in anew:
            stack.clear()
        if number is None:
            if stack and block.kind == "heading":
                while stack and (stack[-1].rank == 0 or stack[-1].rank > block.rank):
                    stack.pop()
            continue
        if markdown and block.kind == "item" and is_list_mark(document, number):
            continue
        style, value, _, _ = number
        rank = block.rank if 0 < block.rank < 100 else 0
        level = stack[-1] if stack else None
        if level is None or (level.style, level.rank, level.values[-1] + 1) != (style, rank, value):
            level = _descend(stack, number, rank)
        if level is not None and (
            value != 1
            or (len(level.run) == 1 and index - last <= 2 and level.run[0].start == last_start)
        ):
            level.run.append(block)
            level.values.append(value)
        else:
            if level is not None and style not in _NESTABLE:
                stack.pop()
            if len(stack) == _DEEPEST:
                del stack[0]
            level = _Level(style, rank, [block], [value])
            stack.append(level)
            done.append(level)
        last, last_start = index, block.start
    return tuple(map(_series, done))


def _series(level: _Level) -> Series:
    values = level.values
    steady = values == [*range(values[0], values[0] + len(values))]
    return Series(tuple(level.run), values, steady)


def is_list_mark(document: Document, number: Ordinal) -> bool:
    """Whether a number reads as a Markdown list's own mark, which every renderer counts anew."""
    return (
        number.style == "arabic"
        and document.format == "markdown"
        and document.text[number.end - 1 : number.end + 1] in (". ", ".\t")
    )


class _Level(NamedTuple):
    """An open run and its numbers; `rank` is that of its Markdown headings, else 0."""

    style: str
    rank: int
    run: list[Block]
    values: list[int]


_NESTABLE = ("han", "han-paren")
"""Styles that some reports use again one level down: 一、 below 一、."""


_DEEPEST = 16
"""Levels open at a time; a bound, so that ever new beginnings stay linear."""


def _descend(stack: list[_Level], number: Ordinal, rank: int) -> _Level | None:
    """Drop the runs that a block closes, and return the one it goes on with.

    Of several runs of its style the one whose next number it is, else the innermost.
    """
    if rank:
        while stack and (stack[-1].rank == 0 or stack[-1].rank > rank):
            stack.pop()
    innermost = -1
    for depth in range(len(stack) - 1, -1, -1):
        level = stack[depth]
        if level.style == number.style and level.rank == rank:
            if level.values[-1] + 1 == number.value:
                innermost = depth
                break
            if innermost < 0:
                innermost = depth
        elif level.rank and not rank:
            break  # a list below a Markdown heading begins anew
    if innermost < 0:
        return None
    del stack[innermost + 1 :]
    return stack[innermost]
