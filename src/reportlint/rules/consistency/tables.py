"""Columns of a table that do not make the total in its last row."""

from __future__ import annotations

from collections.abc import Iterator

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
    at = first = blocks.index(total)
    while first and blocks[first - 1].kind == "row" and at - first < 60:
        first -= 1
    return [_cells(document, block) for block in blocks[first:at]]


def _cells(document: Document, row: Block) -> list[_Cell]:
    begin = document.text.rfind("\n", 0, row.start) + 1  # a row's span leaves out its rules
    end = document.text.find("\n", row.end)
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
