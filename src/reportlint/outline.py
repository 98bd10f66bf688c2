"""Lines to blocks: which line is a heading, an item, a paragraph.

Parsers share this. They mask what is no prose, say what they know about a line
(`Hint`), and the conventions of Chinese official style decide the rest:
一、（一）1.（1）, 第一部分, run-in headings. `frame.py` then finds title and
closing, `headings.py` looks at headings among their neighbours.
"""

from __future__ import annotations

from reportlint.blanks import OBJECT, WHITE
from reportlint.deferred import lazy
from reportlint.document import Block, Ordinal
from reportlint.frame import mark_closing, mark_top
from reportlint.headings import BARE_RANK, settle_headings
from reportlint.numerals import to_int
from reportlint.records import NamedTuple

__all__ = ["BARE_RANK", "Hint", "outline", "rank_of", "read_ordinal"]

_HAN = "一二三四五六七八九十百"
_ORDINAL = lazy(
    rf"第[ \u3000]?(?P<chapter>[{_HAN}]{{1,4}}|\d{{1,2}})[ \u3000]?(?:部分|章|篇|编)"
    r"(?=[ \u3000：:、，]|$|[^，。；]{0,30}$)"
    rf"|第[ \u3000]?(?P<part>[{_HAN}]{{1,4}}|\d{{1,2}})[ \u3000]?节(?=[ \u3000：:、]|$)"
    rf"|(?P<han>[{_HAN}]{{1,3}})(?:[ \u3000]?[、.．]|(?=[ \u3000]))"
    rf"(?![{_HAN}\d][级类等线轮批次期季审档产月、])"
    rf"|[（(][ \u3000]?(?P<hanp>[{_HAN}]{{1,3}})[ \u3000]?[）)][、.．]?"
    r"|(?P<arabic>\d{1,2})(?:[.．](?!\d)|[.．](?=\d{4}年|\d\d?月)|、(?!\d{1,2}(?:[号、日月%％]|\.\d)))"
    r"|[（(][ \u3000]?(?P<arabicp>\d{1,2})[ \u3000]?[）)][、.．]?"
    r"|(?P<circled>[①-⑳])"
)
_STYLES = {
    "chapter": ("chapter", 100),
    "part": ("part", 110),
    "han": ("han", 120),
    "hanp": ("han-paren", 130),
    "arabic": ("arabic", 140),
    "arabicp": ("arabic-paren", 150),
    "circled": ("circled", 160),
}
_RANKS = dict(_STYLES.values())
_PAREN = {f"（{digit}）": value for value, digit in enumerate(_HAN[:10], 1)}
_POINT = {f"{digit}、": value for value, digit in enumerate(_HAN[:10], 1)}
_BEHIND = "、.．"
"""What may stand behind a number in brackets, and belongs to it."""
_CLOSES_BODY = 130
"""Rank down to which a numbered line that is one whole sentence is still a heading."""

_NUMBERS = frozenset(_HAN + "第")
"""The Han characters that an ordinal begins with."""

_TRIM = WHITE + OBJECT
_HEADING_LIMIT = 45
_LONG_HEADING_LIMIT = 60
_RUN_IN_LIMIT = 36
_COLON_LIMIT = 20
_STRONG_LIMIT = 30
_BODY_MARKS = frozenset("。；，！？：;,!?:")
_OPENERS = frozenset("《“‘「『（(【〔[")


class Hint(NamedTuple):
    """What a parser knows of the line that begins at an offset.

    `kind` as in `Block`, with `rank` for a heading; or `strong` for a line that is
    bold from end to end, `more` for a further line of a `code` block, `skip` for a
    line that is no leaf.
    """

    kind: str
    rank: int = 0


def read_ordinal(prose: str, start: int, end: int) -> Ordinal | None:
    """Read the ordinal at the very start of a line.

    Args:
        prose: The masked text.
        start: Offset of the line's first character that is not white space.
        end: Offset of the line's end.
    """
    if start + 4 <= end:  # nearly all are so, and quickly told
        value = _PAREN.get(prose[start : start + 3])
        if value and prose[start + 3] not in _BEHIND:
            return Ordinal("han-paren", value, start, start + 3)
        value = _POINT.get(prose[start : start + 2])
        if value and "\u4e00" <= prose[start + 2] <= "\u9fff" and prose[start + 2] not in _HAN:
            return Ordinal("han", value, start, start + 2)
    found = _ORDINAL.match(prose, start, end)
    if found is None or found.lastgroup is None:
        return None
    style, _ = _STYLES[found.lastgroup]
    try:
        value = to_int(found.group(found.lastgroup))
    except ValueError:
        return None
    return Ordinal(style, value, start, found.end())


def rank_of(ordinal: Ordinal) -> int:
    """Return the rank a heading with this ordinal has outside Markdown's `#`."""
    return _RANKS[ordinal.style]


def outline(prose: str, hints: dict[int, Hint] | None = None) -> list[Block]:
    """Cut masked text into blocks.

    Args:
        prose: The masked text of a whole document.
        hints: What the parser knows, by the offset at which the line begins.

    Returns:
        Blocks in order, disjoint, none empty.
    """
    blocks: list[Block] = []
    following = 0
    for line in prose.replace("\r", "\n").split("\n"):
        at, following = following, following + len(line) + 1
        words = line.lstrip(WHITE)
        if not words:
            continue
        start = following - 1 - len(words)
        hint = hints.get(at) if hints else None
        first = words[0]
        if first == OBJECT and not words.rstrip(_TRIM):
            if hint is not None and hint.kind in ("code", "more"):
                _append_code(blocks, start, start + len(words.rstrip(WHITE)), hint)
            continue
        end = start + len(words.rstrip(WHITE))
        if hint is None:
            if "\u4e00" <= first <= "\u9fff" and first not in _NUMBERS:
                blocks.append(Block("paragraph", start, end))  # as most lines
            else:
                _append_line(blocks, prose, start, end, None)
        elif hint.kind in ("code", "more"):
            _append_code(blocks, start, end, hint)
        elif hint.kind != "skip":
            _append_line(blocks, prose, start, end, hint)
    mark_top(blocks, prose)
    mark_closing(blocks, prose)
    settle_headings(blocks, prose)
    return blocks


def _append_code(blocks: list[Block], start: int, end: int, hint: Hint) -> None:
    if hint.kind == "more" and blocks and blocks[-1].kind == "code":
        blocks[-1] = blocks[-1]._replace(end=end)
    else:
        blocks.append(Block("code", start, end))


def _append_line(blocks: list[Block], prose: str, start: int, end: int, hint: Hint | None) -> None:
    """Append the one or two blocks of a line that holds words."""
    kind = "paragraph" if hint is None else hint.kind
    if kind == "row":
        blocks.append(Block("row", start, end))
        return
    inner, inner_end = start, end
    if prose[start] == OBJECT:
        # `**一、…**`: the number stands behind what the parser masked.
        words = prose[start:end].strip(_TRIM)
        inner = prose.index(words, start)
        inner_end = inner + len(words)
    ordinal = read_ordinal(prose, inner, end)
    if ordinal is not None and blocks and prose[blocks[-1].end - 1] in _OPENERS:
        ordinal = None  # the line before broke off behind an opening bracket
    if kind == "heading":
        rank = hint.rank if hint else BARE_RANK
        blocks.append(Block("heading", inner, inner_end, rank, ordinal))
    elif ordinal is not None:
        _append_numbered(blocks, prose, (inner, inner_end if inner > start else end), ordinal)
    elif kind == "strong" and _is_strong_heading(prose[inner:inner_end]):
        blocks.append(Block("heading", inner, inner_end, BARE_RANK))
    else:
        blocks.append(Block("item" if kind == "item" else "paragraph", start, end))


def _is_strong_heading(words: str) -> bool:
    words = words.rstrip("：:")
    return len(words) <= _STRONG_LIMIT and _BODY_MARKS.isdisjoint(words)


def _append_numbered(
    blocks: list[Block], prose: str, span: tuple[int, int], ordinal: Ordinal
) -> None:
    """Append a line that begins with an ordinal: heading, run-in heading and body, or item."""
    start, end = span
    rank = _RANKS[ordinal.style]
    body = prose[ordinal.end : end].strip(_TRIM)
    high = rank <= _CLOSES_BODY
    if ordinal.style != "circled" and body:
        last = body[-1]
        length = len(body)
        if length <= (_LONG_HEADING_LIMIT if high else _HEADING_LIMIT) and (
            (last not in _BODY_MARKS and "。" not in body)
            or (last in "：:" and "，" not in body and length <= _COLON_LIMIT)
            or (last in "？！" and high and length <= _RUN_IN_LIMIT and "。" not in body)
        ):
            blocks.append(Block("heading", start, end, rank, ordinal))
            return
        stop = prose.find("。", ordinal.end, end) + 1
        lead = stop - ordinal.end - 1
        if stop and lead > 0 and "；" not in prose[ordinal.end : stop]:
            tail = stop
            while tail < end and prose[tail] in _TRIM:
                tail += 1
            if tail >= end:
                if high and lead <= _LONG_HEADING_LIMIT:
                    blocks.append(Block("heading", start, stop, rank, ordinal))
                    return
            elif lead <= _RUN_IN_LIMIT:
                blocks.append(Block("heading", start, stop, rank, ordinal, run_in=True))
                blocks.append(Block("paragraph", tail, end))
                return
    elif ordinal.style != "circled":
        blocks.append(Block("heading", start, end, rank, ordinal))
        return
    blocks.append(Block("item", start, end, 0, ordinal))
