"""Headings among their neighbours: contents, lists of short items, headings without a number.

Whether a single numbered line is a heading is decided in `outline.py`; here only
what needs the lines around it.
"""

from __future__ import annotations

from reportlint.blanks import OBJECT, WHITE
from reportlint.deferred import lazy
from reportlint.document import Block

BARE_RANK = 115
"""Rank of a heading that carries neither number nor Markdown mark."""

_BARE_BELOW = 135
"""Its rank where numbered headings lead the text: a label below 一、 and （一）."""

_LIST_RANK = 140
"""Rank from which a run of numbered lines without bodies is a list."""

_BARE_LIMIT = 20
_BODY_LENGTH = 20
_CONTENTS = lazy(r"目[ \u3000]{0,4}[录次]")
_CONTENTS_WITHIN = 60  # blocks
_CONTENTS_LINE_LIMIT = 70
_ATTACHMENTS = lazy(r"附件[：:][ \t\u3000]*(?:[1１][.．、]|$)")
_PAGE = lazy(r"[.．·…\-\s]*(?:\d{1,3}|[（(]\d{1,3}[）)])?$")
_BODY_MARKS = frozenset("。；，！？：;,!?:@")
_ENDS = frozenset("。！？：；”’）)」』…:!?;")
_STARTS_LATE = frozenset("》〉」』”’）)】〕，。、；：！？,;:!?")
"""A line that begins so goes on with the line before."""

_BRACKETED = lazy(r"【[^【】]{2,20}】$")
_KNOWN = lazy(
    r"(?:目前|当前|工作中|我们)?(?:仍|还)?存在的?(?:主要|突出|一些)?(?:困难和|不足和|短板和)?(?:问题|不足|困难|差距|短板)"
    r"(?:及原因|与不足|和不足|和困难|及困难|及原因分析)?$"
    r"|(?:下一?步|今后|下一?阶段|明年|下半年)(?:的)?(?:主要|重点)?(?:工作)?"
    r"(?:打算|计划|安排|措施|思路|建议|重点|谋划|举措)$"
    r"|(?:主要|突出)问题$|问题(?:和|与|及)不足$|整改措施$|努力方向$|(?:主要|基本)做法$|工作建议$"
)


def continues(text: str) -> bool:
    """Whether a line goes on with the sentence of the line before it."""
    return text[0] in _STARTS_LATE


def settle_headings(blocks: list[Block], prose: str) -> None:
    """Correct the kinds of blocks in place by what stands around them."""
    if "目" in prose:
        for at in range(min(len(blocks), _CONTENTS_WITHIN)):
            if _CONTENTS.fullmatch(prose, blocks[at].start, blocks[at].end):
                _mark_contents(blocks, prose, at)
                break
    numbered = False
    lists = False
    attached = -1
    for at, block in enumerate(blocks):
        if block.kind == "heading":
            if block.ordinal and at and _goes_on(blocks[at - 1], block, prose):
                blocks[at] = block._replace(kind="item", rank=0)
            elif block.rank >= _LIST_RANK:
                if at and (attached == at - 1 or _lists_attachments(blocks[at - 1], prose)):
                    blocks[at] = block._replace(kind="item", rank=0)
                    attached = at
                else:
                    lists = True
            elif block.rank != BARE_RANK and block.rank < 130:
                numbered = True
    if lists:
        _mark_lists(blocks)
    _mark_bare(blocks, prose, numbered)


def _goes_on(before: Block, block: Block, prose: str) -> bool:
    """Whether a numbered line is the next item of the list that the block before belongs to."""
    first, second = before.ordinal, block.ordinal
    return (
        before.kind == "item"
        and not block.run_in
        and first is not None
        and second is not None
        and first.style == second.style
        and first.value + 1 == second.value
        and (prose[block.end - 1] in "。；：" or prose[before.end - 1] == "；")
    )


def _mark_contents(blocks: list[Block], prose: str, first: int) -> None:
    """Make rows of a table of contents: its entries are no headings."""
    seen: set[str] = set()
    for at in range(first, len(blocks)):
        block = blocks[at]
        text = prose[block.start : block.end]
        entry = _PAGE.sub("", text).replace(" ", "").replace("\u3000", "")
        if at > first and (
            entry in seen
            or block.run_in
            or len(text) > _CONTENTS_LINE_LIMIT
            or text[-1] in _BODY_MARKS
            or block.kind not in ("heading", "paragraph", "item", "title", "subtitle")
        ):
            return
        seen.add(entry)
        blocks[at] = Block("row", block.start, block.end)


def _lists_attachments(block: Block, prose: str) -> bool:
    """Whether a line begins a list of attachments, whose lines are no headings: 附件：1. 甲表."""
    return (
        block.kind == "paragraph"
        and prose.startswith("附件", block.start)
        and _ATTACHMENTS.match(prose, block.start, block.end) is not None
    )


def _mark_lists(blocks: list[Block]) -> None:
    """Take adjacent numbered lines of a low rank for items: none has a body of its own."""
    at = 0
    while at < len(blocks):
        first = blocks[at]
        stop = at + 1
        if first.kind == "heading" and first.rank >= _LIST_RANK and not first.run_in:
            while (
                stop < len(blocks)
                and blocks[stop].kind == "heading"
                and blocks[stop].rank == first.rank
                and not blocks[stop].run_in
            ):
                stop += 1
            if stop - at > 2 or (
                stop - at == 2 and (stop == len(blocks) or blocks[stop].kind != "paragraph")
            ):
                for index in range(at, stop):
                    blocks[index] = blocks[index]._replace(kind="item", rank=0)
        at = stop


def _mark_bare(blocks: list[Block], prose: str, numbered: bool) -> None:
    """Take short lines without point or number for headings.

    Where numbered headings lead the text, only the names of sections that
    reports are known to have.
    """
    for at, block in enumerate(blocks):
        if block.kind == "heading":
            if numbered and block.rank == BARE_RANK:
                text = prose[block.start : block.end]
                if not _KNOWN.match(text.strip(WHITE + OBJECT + "：:")):
                    blocks[at] = block._replace(rank=_BARE_BELOW)
            continue
        if block.kind != "paragraph" or block.end - block.start > _BARE_LIMIT:
            continue
        if at + 1 == len(blocks):
            return
        text = prose[block.start : block.end]
        if numbered:
            if _KNOWN.match(text.rstrip("：:")) and _stands_alone(blocks, at, prose):
                rank = _BARE_BELOW if _is_label(blocks, at, prose) else BARE_RANK
                blocks[at] = block._replace(kind="heading", rank=rank)
            continue
        after = blocks[at + 1]
        if after.kind not in ("paragraph", "heading", "item", "row"):
            continue
        if _BRACKETED.match(text) or (
            len(text) >= 2
            and _BODY_MARKS.isdisjoint(text)
            and text[-1] not in "”）》、>"
            and not text.startswith(("—", "-", "（", "("))
            and after.end - after.start > _BODY_LENGTH
            and _stands_alone(blocks, at, prose)
        ):
            blocks[at] = block._replace(kind="heading", rank=BARE_RANK)


def _is_label(blocks: list[Block], at: int, prose: str) -> bool:
    """Whether a name of a section only labels what stands under a numbered heading.

    整改措施： right below （一）, or below each of several headings, opens no section.
    """
    before = blocks[at - 1] if at else None
    if before is not None and before.kind == "heading" and before.ordinal and not before.run_in:
        return True
    text = prose[blocks[at].start : blocks[at].end]
    return text[-1] in "：:" and prose.count(f"{text}\n") > 1


def _stands_alone(blocks: list[Block], at: int, prose: str) -> bool:
    """Whether neither the line before runs on into this one nor this one into the next."""
    text = prose[blocks[at].start : blocks[at].end]
    if continues(text) or OBJECT in text:
        return False
    if at + 1 < len(blocks) and continues(prose[blocks[at + 1].start : blocks[at + 1].end]):
        return False
    before = blocks[at - 1] if at else None
    if before is None or before.kind not in ("paragraph", "item"):
        return True
    return prose[before.end - 1] in _ENDS
