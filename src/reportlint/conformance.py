"""The promises of `docs/document.md`, checked: for parsers, ours and a third party's."""

from __future__ import annotations

import re

from reportlint.blanks import BLANK, OBJECT, WHITE
from reportlint.columns import Column
from reportlint.document import Block, Document, Section
from reportlint.hookspecs import Parser
from reportlint.masking import ParseContext
from reportlint.source import Source

KINDS = frozenset(
    ("title", "subtitle", "salutation", "heading", "paragraph", "item", "row", "code", "closing")
)
AWKWARD = (
    "",
    "\n",
    "\r\n\r\n",
    "\ufeff",
    "\u3000\u3000\u2028\u200d",
    "一",
    "标题\n",
    "关于工作的报告\r\n各单位：\r\n一、做法\r\n（一）抓学习。全年学习。\r\n特此报告。\r\n2023年5月1日\r\n",
    "一、\n二、\n（一）\n1.\n①\n第一章\n",
    "老机器\r换行\r一、标题\r正文。\r",
    "一行\u2028还是一行\x0c还是\x85还是\x1e一行。\n",
    "𠮷野家👨‍👩‍👧‍👦。𠮷，👍🏽。\n（一）𠮷。\n",
    "\0二进制\0\n\ud800孤代理\udfff\n",
    "##paidbegin##　　一是学习。\n##paidend##\n<!-- 一、注释",
    "---\ntitle: 报告\n---\n# 一、标题\n\n> - 引用 *个，*个\n\n```\n代码\n",
    "|甲|乙|\n|-|-|\n|`|`|\\||\n\n***\n\n[链接](<a b> '题')![图][x]\n\n[x]: /y\n",
    "**一、加粗**\n__下__*划*_线_ ~~删~~ <b>粗</b> &nbsp; \\*\n标题\n===\n",
    "目录\n一、甲……1\n二、乙……2\n一、甲\n正文正文。\n",
    "> " * 40 + "深\n" + "- " * 40 + "深\n" + "[" * 200 + "(" * 200,
    "”。，、》\n！？\n……\n",
)
"""Texts on which parsers have stumbled."""

_BREAKS = re.compile(r"[\r\n]")
_SKIPPED = frozenset(WHITE + "\r\n" + BLANK + OBJECT)


def check_tree(document: Document) -> None:
    """Check what `docs/document.md` promises of a document.

    Raises:
        AssertionError: A promise is broken; the text says which and where.
    """
    _check_prose(document.text, document.prose)
    _check_blocks(document)
    _check_sections(document)
    for name in ("paragraphs", "sentences", "clauses"):
        _check_column(document, name, getattr(document, name))


def parser_conformance(parser: Parser) -> None:
    """Check that a parser is total and keeps the promises, on awkward texts.

    Raises:
        AssertionError: A promise is broken; the text names the input.
    """
    assert parser.name, "a parser has a name"
    for suffix in parser.suffixes:
        assert suffix[:1] == ".", f"{suffix!r} does not begin with a point"
        assert suffix == suffix.lower(), f"{suffix!r} is not in small letters"
    for text in AWKWARD:
        source = Source(text)
        try:
            document = parser.parse(source, ParseContext())
            again = parser.parse(source, ParseContext())
            check_tree(document)
        except Exception as error:
            raise AssertionError(f"{parser.name} on {text[:80]!r}: {error}") from error
        assert document.source is source, f"{parser.name} replaced the source"
        assert document.blocks == again.blocks, f"{parser.name} differs from run to run"


def _check_prose(text: str, prose: str) -> None:
    assert len(prose) == len(text), f"prose has {len(prose)} characters, the text {len(text)}"
    breaks = [found.span() for found in _BREAKS.finditer(text)]
    kept = [found.span() for found in _BREAKS.finditer(prose)]
    assert breaks == kept, "the masked text has other line breaks than the text"
    if prose != text:
        for at, (raw, masked) in enumerate(zip(text, prose)):
            assert (
                raw == masked
                or masked in (BLANK, OBJECT)
                or (raw == "\r" and masked == "\n" and text[at + 1 : at + 2] != "\n")
            ), f"{masked!r} for {raw!r} at {at}"


def _check_blocks(document: Document) -> None:
    prose = document.prose
    reached = 0
    for block in document.blocks:
        kind, start, end, rank, ordinal, run_in = block
        assert kind in KINDS, f"no kind is called {kind!r}"
        assert reached <= start < end <= len(prose), f"{block} overlaps, is empty or outside"
        gap = prose[reached:start]
        assert _SKIPPED.issuperset(gap), f"prose outside all blocks before {start}: {gap!r}"
        edges = prose[start] + prose[end - 1]
        assert not set(edges) & set(WHITE + "\r\n"), f"white space at an edge of {block}"
        assert kind == "code" or not _BREAKS.search(prose, start, end), f"{block} spans lines"
        assert (rank > 0) == (kind == "heading"), f"rank {rank} on a {kind} at {start}"
        assert kind == "heading" or not run_in, f"run-in {kind} at {start}"
        if ordinal is not None:
            inside = ordinal.start == start and start < ordinal.end <= end
            assert inside, f"the ordinal of {block} lies elsewhere"
        reached = end
    for block in document.blocks:
        same = document.block_at(block.start) == document.block_at(block.end - 1) == block
        assert same, f"block_at does not find {block}"
    gap = prose[reached:]
    assert _SKIPPED.issuperset(gap), f"prose behind the last block: {gap!r}"


def _check_sections(document: Document) -> None:
    leaves: list[Block] = []
    root = document.root
    assert root.heading is None, "the root has a heading"
    assert (root.level, root.start, root.end) == (0, 0, len(document.text)), "the root's span"
    for section in root.walk():
        if section.heading is not None:
            leaves.append(section.heading)
            path = document.section_path(section.start)
            assert path[-1:] == (document.heading_title(section.heading),), f"path {path}"
            assert len(path) == section.level, f"{path} at level {section.level}"
        leaves += section.blocks
        for block in section.blocks:
            assert section.start <= block.start, f"{block} before its section"
            assert block.end <= section.end, f"{block} behind its section"
        _check_children(section)
    assert leaves == document.blocks, "the leaves of the tree are not the blocks in order"


def _check_children(section: Section) -> None:
    reached = section.blocks[-1].end if section.blocks else section.start
    for child in section.sections:
        assert child.parent is section, f"section at {child.start} has another parent"
        assert child.level == section.level + 1, f"section at {child.start} skips a level"
        assert reached <= child.start < child.end <= section.end, f"section at {child.start}"
        assert child.heading is not None, "only the root has no heading"
        if section.heading is not None:
            assert section.heading.rank < child.heading.rank, f"rank at {child.start}"
        reached = child.end


def _check_column(document: Document, name: str, column: Column) -> None:
    reached = 0
    for start, text in column.pairs():
        assert start >= reached, f"{name}: {text!r} at {start} out of order"
        assert text, f"{name}: nothing at {start}"
        assert document.prose.startswith(text, start), f"{name}: {text!r} not at {start}"
        reached = start + len(text)
