"""Columns of a table that do not make the total in its last row."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from operator import attrgetter

from reportlint import Block, Document, NamedTuple, lazy
from reportlint.rules.consistency.figures import plain, value

TOTALS = frozenset(("合计", "总计"))
_FIGURE = lazy(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_NOTHING = frozenset(("", "-", "—", "——", "/", "0", "无"))
_NO_SUM = (
    "率",
    "比",
    "%",
    "％",
    "均",
    "占",
    "序号",
    "单价",
    "价格",
    "增",
    "年份",
    "年度",
    "指数",
    "得分",
)
"""What a column's head holds whose figures are not to be added."""
_PARTIAL = ("小计", "合计", "总计", "其中", "以上")


class Slip(NamedTuple):
    """A total that is wrong, and what its column makes."""

    start: int
    end: int
    found: str
    meant: str


class _Cell(NamedTuple):
    text: str
    start: int


def slips(document: Document) -> Iterator[Slip]:
    """Yield the totals of a document's tables that their columns do not make."""
    seen: set[int] = set()
    for places in document.places_of(TOTALS).values():
        for at in places:
            block = document.block_at(at)
            if block is not None and block.kind == "row" and block.start not in seen:
                seen.add(block.start)
                yield from _table(document, block)


def _table(document: Document, total: Block) -> Iterator[Slip]:
    rows = _rows_above(document, total)
    last = _cells(document, total)
    if len(rows) < 3 or last[0].text not in TOTALS:
        return
    head, body = rows[0], rows[1:]
    if any(word in row[0].text for row in body for word in _PARTIAL):
        return  # some rows hold others
    for column in range(1, len(last)):
        told = last[column]
        if not _FIGURE.fullmatch(told.text) or any(len(row) != len(last) for row in rows):
            continue
        if any(word in head[column].text for word in _NO_SUM):
            continue
        texts = [row[column].text for row in body]
        if not all(text in _NOTHING or _FIGURE.fullmatch(text) for text in texts):
            continue
        figures = [text for text in texts if text not in _NOTHING]
        made = sum(map(value, figures))
        places = max(len(figure.partition(".")[2]) for figure in (*figures, told.text))
        blur = 0.5 * 10**-places * (len(figures) + 1) if places else 0
        if len(figures) > 1 and abs(made - value(told.text)) > blur + 1e-9:
            end = told.start + len(told.text)
            yield Slip(told.start, end, told.text, plain(round(made, places)))


def _rows_above(document: Document, total: Block) -> list[list[_Cell]]:
    """Return the cells of the rows of the same table, from its head down to the total."""
    blocks = document.blocks
    at = first = bisect_left(blocks, total.start, key=_start)
    while first and blocks[first - 1].kind == "row" and _adjoin(document, first - 1):
        first -= 1
        if at - first > _MOST_ROWS:
            return []  # what is left of it would make another sum
    return [_cells(document, block) for block in blocks[first:at]]


_MOST_ROWS = 200
_start = attrgetter("start")


def _adjoin(document: Document, index: int) -> bool:
    """Whether no blank line parts a row from the next one: two tables may stand side by side."""
    gap = document.text[document.blocks[index].end : document.blocks[index + 1].start]
    return all(line.strip() for line in gap.split("\n")[1:-1])


def _cells(document: Document, row: Block) -> list[_Cell]:
    # A row's span leaves out its rules; in the masked text a lone \r is a \n too.
    begin = document.prose.rfind("\n", 0, row.start) + 1
    end = document.prose.find("\n", row.end)
    text = document.text[begin : end if end >= 0 else len(document.text)].rstrip("\r ")
    mark = "|" if "|" in text else "\t"
    cells: list[_Cell] = []
    at = 0
    for piece in text.split(mark):
        bare = piece.strip(" \u3000*")
        cells.append(_Cell(bare, begin + at + (piece.index(bare) if bare else 0)))
        at += len(piece) + 1
    if mark == "|":
        cells = cells[not cells[0].text : len(cells) - (not cells[-1].text)]
    return cells or [_Cell("", row.start)]
