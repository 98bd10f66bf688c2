"""`reportlint parse FILE`: the section AST as an indented tree."""

from __future__ import annotations

import sys
from bisect import bisect_left
from typing import TYPE_CHECKING, Any

import click

from reportlint.cli.configuration import config_options, help_option, lang_option
from reportlint.cli.session import Choices, open_session
from reportlint.cli.table import format_option, print_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint.columns import Column
    from reportlint.document import Block, Document, Section

_EXCERPT = 24  # code points of a block's text that are shown
_LEVELS = ("block", "sentence", "clause")


@click.command("parse", help="打印文档的结构树 / print the section AST of a document")
@click.argument("file", metavar="FILE")
@format_option
@click.option(
    "--detail",
    type=click.Choice(_LEVELS),
    default=_LEVELS[0],
    show_default=True,
    help="最细一级：段落、句子或分句 / the finest level: blocks, sentences or clauses",
)
@click.option("--genre", metavar="NAME", help="文种 / genre of the document")
@click.option("--encoding", metavar="NAME", help="文件编码 / encoding of the file")
@click.option("--stdin-filename", metavar="NAME", help="标准输入的文件名 / what - is called")
@lang_option
@config_options[0]
@config_options[1]
@help_option
def command(file: str, format: str, detail: str, stdin_filename: str | None, **choices: Any) -> int:
    """Print format, genre, every section and block with its span, enumerations, masked text."""
    from reportlint.runner import load

    data = None
    if file == "-":
        file, data = stdin_filename or "<stdin>", sys.stdin.buffer.read()
    session = open_session(Choices(**choices), file)
    document = load(file, session.policies.for_path(file), session.registry, data)
    if format == "json":
        print_json(
            {
                "path": file,
                "format": document.format,
                "genre": document.genre,
                "encoding": document.source.encoding,
                "length": len(document.text),
                "root": _section_json(document, document.root, detail),
                "enumerations": _enumerations_json(document),
                "masked": [_span_json(document, *span) for span in _masked(document)],
            }
        )
        return session.tally.exit_code
    words = (document.format, document.genre, document.source.encoding)
    lines = [f"document {' '.join(words)} {_place(document, 0, len(document.text))}\n"]
    _add_section(document, document.root, detail, lines)
    for chain in document.enumerations:
        numbers = ",".join(map(str, chain.values))
        place = _place(document, chain.items[0].start, chain.items[-1].end)
        lines.append(f"  enumeration {chain.style}={numbers} {place}\n")
    for start, end in _masked(document):
        lines.append(f"  masked {_place(document, start, end)} {_excerpt(document, start, end)}\n")
    sys.stdout.write("".join(lines))
    return session.tally.exit_code


def _add_section(document: Document, root: Section, detail: str, lines: list[str]) -> None:
    """Add the lines of all that stands below the root, in the order of the text."""
    stack: list[tuple[int, Section | Block]] = [(1, child) for child in reversed(_children(root))]
    while stack:
        depth, node = stack.pop()
        indent = "  " * depth
        if isinstance(node, tuple):
            _add_block(document, node, indent, detail, lines)
            continue
        place = _place(document, node.start, node.end)
        lines.append(f"{indent}section {node.level} {place}\n")
        if node.heading is not None:
            _add_block(document, node.heading, indent + "  ", detail, lines)
        stack.extend((depth + 1, child) for child in reversed(_children(node)))


def _add_block(
    document: Document, block: Block, indent: str, detail: str, lines: list[str]
) -> None:
    """Add the line of a block, and those of its sentences and clauses where they are asked for."""
    lines.append(f"{indent}{_block_line(document, block)}\n")
    inner = [("sentence", *span) for span in _inside(document.sentences, block, detail, 1)]
    inner += [("clause", *span) for span in _inside(document.clauses, block, detail, 2)]
    inner.sort(key=lambda part: (part[1], -part[2]))
    for kind, start, end in inner:
        deeper = indent + ("  " if kind == "sentence" else "    ")
        shown = _excerpt(document, start, end)
        lines.append(f"{deeper}{kind} {_place(document, start, end)} {shown}\n")


def _inside(column: Column, block: Block, detail: str, level: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of a column's texts in a block, where the detail asks for its level."""
    if _LEVELS.index(detail) >= level:
        first = bisect_left(column.starts, block.start)
        for index in range(first, bisect_left(column.starts, block.end)):
            yield column.starts[index], column.starts[index] + len(column.texts[index])


def _masked(document: Document) -> list[tuple[int, int]]:
    """Return the spans whose masked text differs from the text, line breaks aside."""
    spans: list[tuple[int, int]] = []
    for at, (one, other) in enumerate(zip(document.text, document.prose)):
        if one != other and one != "\r":
            if spans and spans[-1][1] == at:
                spans[-1] = (spans[-1][0], at + 1)
            else:
                spans.append((at, at + 1))
    return spans


def _children(section: Section) -> list[Section | Block]:
    children: list[Section | Block] = [*section.blocks, *section.sections]
    return sorted(children, key=lambda child: child.start)


def _block_line(document: Document, block: Block) -> str:
    words = [block.kind]
    if block.ordinal is not None:
        words.append(f"{block.ordinal.style}={block.ordinal.value}")
    if block.run_in:
        words.append("run-in")
    words.append(_place(document, block.start, block.end))
    words.append(_excerpt(document, block.start, block.end))
    return " ".join(words)


def _excerpt(document: Document, start: int, end: int) -> str:
    """Return the beginning of a span's text in 「」, on one line."""
    text = document.text[start:end]
    short = text if len(text) <= _EXCERPT else text[: _EXCERPT - 1] + "…"
    return "「" + "".join(c if c.isprintable() else "·" for c in short) + "」"


def _place(document: Document, start: int, end: int) -> str:
    first, last = document.source.position(start), document.source.position(end)
    return f"{first.line}:{first.column}-{last.line}:{last.column}"


def _section_json(document: Document, root: Section, detail: str) -> dict[str, Any]:
    """Return a section as plain values; made without recursion, so depth is no limit."""
    made: dict[str, Any] = {}
    stack: list[tuple[Section, dict[str, Any]]] = [(root, made)]
    while stack:
        section, out = stack.pop()
        out["level"] = section.level
        out["span"] = [section.start, section.end]
        out["place"] = _place(document, section.start, section.end)
        heading = section.heading
        out["heading"] = _block_json(document, heading, detail) if heading else None
        out["blocks"] = [_block_json(document, block, detail) for block in section.blocks]
        out["sections"] = [{} for _ in section.sections]
        stack.extend(zip(section.sections, out["sections"]))
    return made


def _block_json(document: Document, block: Block, detail: str) -> dict[str, Any]:
    ordinal = block.ordinal
    made = {
        "kind": block.kind,
        **_span_json(document, block.start, block.end),
        "rank": block.rank,
        "ordinal": {"style": ordinal.style, "value": ordinal.value} if ordinal else None,
        "run_in": block.run_in,
    }
    for level, column in enumerate((document.sentences, document.clauses), 1):
        if _LEVELS.index(detail) >= level:
            spans = _inside(column, block, detail, level)
            made[f"{_LEVELS[level]}s"] = [_span_json(document, *span) for span in spans]
    return made


def _enumerations_json(document: Document) -> list[dict[str, Any]]:
    return [
        {
            "style": chain.style,
            "steady": chain.steady,
            "items": [
                {
                    "value": item.value,
                    "leads": item.leads,
                    **_span_json(document, item.start, item.end),
                }
                for item in chain.items
            ],
        }
        for chain in document.enumerations
    ]


def _span_json(document: Document, start: int, end: int) -> dict[str, Any]:
    return {
        "span": [start, end],
        "place": _place(document, start, end),
        "text": document.text[start:end],
    }
