"""Lines to blocks: which line is the title, a heading, an item, a paragraph.

Parsers share this. They mask what is no prose, say what they know about a line
(`Hint`), and the conventions of Chinese official style decide the rest:
一、（一）1.（1）, 第一部分, run-in headings, salutation, closing.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from reportlint.document import OBJECT, WHITE, Block, Ordinal
from reportlint.numerals import to_int

_HAN = "一二三四五六七八九十百"
_ORDINAL = re.compile(
    rf"第[ \u3000]?(?P<chapter>[{_HAN}]{{1,4}}|\d{{1,2}})[ \u3000]?(?:部分|章|篇|编)"
    r"(?=[ \u3000：:、，]|$|[^，。；]{0,30}$)"
    rf"|第[ \u3000]?(?P<part>[{_HAN}]{{1,4}}|\d{{1,2}})[ \u3000]?节(?=[ \u3000：:、]|$)"
    rf"|(?P<han>[{_HAN}]{{1,3}})(?:[、.．]|(?=[ \u3000]))(?![{_HAN}\d][级类等线轮批次期季审档、])"
    rf"|[（(](?P<hanp>[{_HAN}]{{1,3}})[）)][、.．]?"
    r"|(?P<arabic>\d{1,2})(?:[.．](?!\d)|[.．](?=\d{4}年)|、(?!\d{1,2}(?:[号、日月%％]|\.\d)))"
    r"|[（(](?P<arabicp>\d{1,2})[）)][、.．]?"
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
BARE_RANK = 115
"""Rank of a heading that carries neither number nor Markdown mark."""

_LINE = re.compile(r"[^\r\n]+")
_HEADING_LIMIT = 45
_RUN_IN_LIMIT = 36
_TITLE_LIMIT = 40
_TITLE_GENRE = re.compile(
    r"(?:报告|汇报|总结|汇报材料|情况|方案|计划|要点|通知|意见|纪要|讲话|办法|规定|条例|决定|"
    r"通报|公告|通告|请示|批复|函|材料|发言|致辞|简报|说明|建议|清单|提纲)"
    r"(?:[（(][^（）()]{1,20}[）)])?$"
)
_DATE_LINE = re.compile(
    r"[\d×xX＊*〇○一二三四五六七八九零十_＿ ]{1,6}年[^，。；：]{1,6}月(?:[^，。；：]{1,6}日)?$"
)
_CLOSING = re.compile(
    r"(?:特此(?:报告|汇报|说明|通知|函复|通报|请示)|以上(?:报告|汇报))[^，；]{0,12}$"
)
_BODY_MARKS = frozenset("。；，！？：;,!?:")
_SALUTATION = re.compile(r"[^。；！？“”]{2,45}[：:]$")
_BRACKETED = re.compile(r"【[^【】]{2,20}】$")


class Hint(NamedTuple):
    """What a parser knows of the line that begins at an offset.

    `kind` as in `Block`, or `skip` for a line that is no leaf; `rank` for a heading.
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


_RANKS = dict(_STYLES.values())


def outline(prose: str, hints: dict[int, Hint] | None = None) -> list[Block]:
    """Cut masked text into blocks.

    Args:
        prose: The masked text of a whole document.
        hints: What the parser knows, by the offset at which the line begins.

    Returns:
        Blocks in order, disjoint, none empty.
    """
    blocks: list[Block] = []
    hints = hints or {}
    trim = WHITE + OBJECT
    for found in _LINE.finditer(prose):
        line = found.group()
        words = line.lstrip(WHITE)
        if not words.rstrip(trim):
            if words and found.start() in hints:
                hint = hints[found.start()]
                if hint.kind == "code":
                    _append_code(blocks, found.start(), found.end())
            continue
        start = found.end() - len(words)
        end = found.start() + len(line.rstrip(WHITE))
        blocks_of_line(blocks, prose, start, end, hints.get(found.start()))
    _mark_top(blocks, prose)
    _mark_closing(blocks, prose)
    _mark_bare_headings(blocks, prose)
    return blocks


def _append_code(blocks: list[Block], start: int, end: int) -> None:
    if blocks and blocks[-1].kind == "code":
        blocks[-1] = blocks[-1]._replace(end=end)
    else:
        blocks.append(Block("code", start, end))


def blocks_of_line(
    blocks: list[Block], prose: str, start: int, end: int, hint: Hint | None
) -> None:
    """Append the one or two blocks of a line that holds words."""
    if hint is not None:
        if hint.kind == "skip":
            return
        if hint.kind == "code":
            _append_code(blocks, start, end)
            return
        ordinal = read_ordinal(prose, start, end)
        if hint.kind == "heading":
            blocks.append(Block("heading", start, end, hint.rank, ordinal))
            return
        if hint.kind == "row":
            blocks.append(Block("row", start, end))
            return
    else:
        ordinal = read_ordinal(prose, start, end)
    if ordinal is None:
        kind = "item" if hint is not None and hint.kind == "item" else "paragraph"
        blocks.append(Block(kind, start, end))
        return
    rank = _RANKS[ordinal.style]
    body = prose[ordinal.end : end].strip(WHITE)
    if ordinal.style == "circled":
        blocks.append(Block("item", start, end, 0, ordinal))
        return
    last = body[-1:]
    if len(body) <= _HEADING_LIMIT and (
        last not in _BODY_MARKS or (last in "：:" and "，" not in body and len(body) <= 20)
    ):
        blocks.append(Block("heading", start, end, rank, ordinal))
        return
    stop = prose.find("。", ordinal.end, end)
    if 0 < stop - ordinal.end <= _RUN_IN_LIMIT and "；" not in prose[ordinal.end : stop]:
        if stop + 1 < end:
            tail = stop + 1
            while prose[tail] in WHITE:
                tail += 1
            blocks.append(Block("heading", start, stop + 1, rank, ordinal, run_in=True))
            blocks.append(Block("paragraph", tail, end))
            return
        if rank <= 130:
            blocks.append(Block("heading", start, end, rank, ordinal))
            return
    blocks.append(Block("item", start, end, 0, ordinal))


def _mark_top(blocks: list[Block], prose: str) -> None:
    """Find title, subtitle and salutation among the first blocks."""
    index = 0
    while index < min(len(blocks), 12) and _is_chrome(
        prose[blocks[index].start : blocks[index].end]
    ):
        index += 1
    if index >= len(blocks):
        return
    first = blocks[index]
    text = prose[first.start : first.end]
    if first.kind == "heading" and first.ordinal is None and first.rank <= 20:
        blocks[index] = first._replace(kind="title", rank=0)
    elif first.kind == "paragraph" and _is_title(text):
        blocks[index] = first._replace(kind="title")
    elif first.kind == "paragraph" and _BRACKETED.match(text) is None and _SALUTATION.match(text):
        blocks[index] = first._replace(kind="salutation")
        return
    else:
        return
    for at in range(index + 1, min(len(blocks), index + 5)):
        block = blocks[at]
        if block.kind != "paragraph":
            return
        text = prose[block.start : block.end]
        if _SALUTATION.match(text) and not text.startswith("现将"):
            blocks[at] = block._replace(kind="salutation")
            return
        if (
            (at == index + 1 and len(text) <= 30 and _continues_title(blocks[index], text, prose))
            or (text.startswith(("——", "（", "(")) and len(text) <= 60 and text[-1] not in "。；")
            or (len(text) <= 30 and not _BODY_MARKS & set(text))
        ):
            blocks[at] = block._replace(kind="subtitle")
        else:
            return


def _continues_title(title: Block, text: str, prose: str) -> bool:
    """Whether a line is the second line of a title broken in two."""
    return (
        _TITLE_GENRE.search(prose[title.start : title.end]) is None
        and _TITLE_GENRE.search(text) is not None
    )


def _is_chrome(text: str) -> bool:
    """Whether a line is a web page's button or label above the title."""
    return len(text) <= 4 and text.strip("【】[]：:") in _CHROME


_CHROME = frozenset(
    ("下载", "打印", "全屏", "收藏", "分享", "字号", "加大", "还原", "减小", "大", "中", "小", "",
     "返回", "首页", "关闭")
)  # fmt: skip


def _is_title(text: str) -> bool:
    if text[-1] in "。；：，！？:;,":
        return False
    if "。" in text or text.count("，") > 1:
        return False
    return len(text) <= _TITLE_LIMIT or (len(text) <= 90 and _TITLE_GENRE.search(text) is not None)


def _mark_closing(blocks: list[Block], prose: str) -> None:
    """Find 特此报告, signature and date among the last blocks."""
    dated = False
    for at in range(len(blocks) - 1, max(len(blocks) - 6, 0), -1):
        block = blocks[at]
        if block.kind != "paragraph":
            return
        text = prose[block.start : block.end]
        if _DATE_LINE.match(text):
            dated = True
        elif _CLOSING.match(text):
            blocks[at] = block._replace(kind="closing")
            return
        elif not (len(text) <= 30 and not _BODY_MARKS & set(text) and dated):
            return
        blocks[at] = block._replace(kind="closing")


def _mark_bare_headings(blocks: list[Block], prose: str) -> None:
    """Take short lines without point or number for headings where no others lead the text."""
    if any(b.kind == "heading" and b.rank < 130 for b in blocks):
        return
    for at in range(len(blocks) - 1):
        block, after = blocks[at], blocks[at + 1]
        if block.kind != "paragraph" or after.kind not in ("paragraph", "heading", "item", "row"):
            continue
        length = block.end - block.start
        if length > 20:
            continue
        text = prose[block.start : block.end]
        if _BRACKETED.match(text) or (
            length >= 2
            and not _BODY_MARKS & set(text)
            and text[-1] not in "”）》、"
            and after.end - after.start > 20
        ):
            blocks[at] = block._replace(kind="heading", rank=BARE_RANK)
