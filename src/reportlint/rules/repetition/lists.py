"""Lists as repetition sees them: the first clauses of points that stand side by side."""

from __future__ import annotations

from reportlint import OBJECT, WHITE, Document, NamedTuple, lazy

_MEASURES = (
    "加强", "强化", "加大", "加快", "深化", "健全", "完善", "推进", "推动", "落实", "开展", "抓好", "抓实",
    "做好", "提升", "提高", "坚持", "突出", "优化", "严格", "建立", "压实", "组织", "学习", "宣传", "创新",
    "规范", "聚焦", "保障",
)  # fmt: skip
"""What a heading begins with that says what is done; others before a colon are labels."""
_NOT_A_HEADING = frozenset("0123456789《“")  # what follows a mark where no heading stood
_MARKS = "，。；：！？,;:"
_CLAUSE_MARKS = frozenset("，。；：！？")
_UNCLEAR = frozenset((*WHITE, *_CLAUSE_MARKS, "\r", "\n", ""))
_CLAUSE = lazy(r"[^，。；：！？]*")
_WORDS = lazy(rf"[^{_MARKS}{WHITE}{OBJECT}\r\n]*")


class Point(NamedTuple):
    """The heading of one point: offset and words of its first clause."""

    start: int
    text: str


_STYLES = frozenset("是要第其")


def inline_lists(document: Document) -> list[list[Point]]:
    """Return the lists of 一是…二是…, 一要…, 第一，… and 其一，…, also across paragraphs.

    None where no two points begin alike, as mostly.
    """
    prose, blocks = document.prose, document.blocks
    return [
        [_behind(prose, item.end, blocks[item.block].end) for item in chain.items]
        for chain in document.enumerations
        if chain.style in _STYLES and _begin_alike(prose, [item.end for item in chain.items])
    ]


def _behind(prose: str, start: int, end: int) -> Point:
    """Return the clause behind a marker, and behind the mark that may follow that."""
    if prose[start : start + 1] in _CLAUSE_MARKS:
        start += 1
    words = _CLAUSE.match(prose, start, end).group()  # type: ignore[union-attr]  # always matches
    text = words.lstrip(WHITE)
    return Point(start + len(words) - len(text), text)


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
