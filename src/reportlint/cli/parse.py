"""`reportlint parse FILE`: the section AST as an indented tree."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from reportlint.cli.configuration import config_options, help_option, lang_option
from reportlint.cli.session import Choices, open_session
from reportlint.cli.table import format_option, print_json

if TYPE_CHECKING:
    from reportlint.document import Block, Document, Section

_EXCERPT = 24  # code points of a block's text that are shown


@click.command("parse", help="打印文档的结构树 / print the section AST of a document")
@click.argument("file", metavar="FILE")
@format_option
@click.option("--genre", metavar="NAME", help="文种 / genre of the document")
@click.option("--encoding", metavar="NAME", help="文件编码 / encoding of the file")
@click.option("--stdin-filename", metavar="NAME", help="标准输入的文件名 / what - is called")
@lang_option
@config_options[0]
@config_options[1]
@help_option
def command(file: str, format: str, stdin_filename: str | None, **choices: Any) -> int:
    """Print format, genre, and every section and block with its span."""
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
                "root": _section_json(document, document.root),
            }
        )
        return session.tally.exit_code
    words = (document.format, document.genre, document.source.encoding)
    lines = [f"document {' '.join(words)} {_place(document, 0, len(document.text))}\n"]
    _add_section(document, document.root, 1, lines)
    sys.stdout.write("".join(lines))
    return session.tally.exit_code


def _add_section(document: Document, section: Section, depth: int, lines: list[str]) -> None:
    """Add the lines of a section and all below it, in the order of the text."""
    stack: list[tuple[int, Section | Block]] = [
        (depth, child) for child in reversed(_children(section))
    ]
    while stack:
        depth, node = stack.pop()
        indent = "  " * depth
        if isinstance(node, tuple):
            lines.append(indent + _block_line(document, node) + "\n")
            continue
        place = _place(document, node.start, node.end)
        lines.append(f"{indent}section {node.level} {place}\n")
        if node.heading is not None:
            lines.append(f"{indent}  {_block_line(document, node.heading)}\n")
        stack.extend((depth + 1, child) for child in reversed(_children(node)))


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
    text = document.text[block.start : block.end]
    short = text if len(text) <= _EXCERPT else text[: _EXCERPT - 1] + "…"
    shown = "".join(character if character.isprintable() else "·" for character in short)
    return " ".join(words) + f" 「{shown}」"


def _place(document: Document, start: int, end: int) -> str:
    first, last = document.source.position(start), document.source.position(end)
    return f"{first.line}:{first.column}-{last.line}:{last.column}"


def _section_json(document: Document, root: Section) -> dict[str, Any]:
    """Return a section as plain values; made without recursion, so depth is no limit."""
    made: dict[str, Any] = {}
    stack: list[tuple[Section, dict[str, Any]]] = [(root, made)]
    while stack:
        section, out = stack.pop()
        out["level"] = section.level
        out["span"] = [section.start, section.end]
        out["place"] = _place(document, section.start, section.end)
        out["heading"] = _block_json(document, section.heading) if section.heading else None
        out["blocks"] = [_block_json(document, block) for block in section.blocks]
        out["sections"] = [{} for _ in section.sections]
        stack.extend(zip(section.sections, out["sections"]))
    return made


def _block_json(document: Document, block: Block) -> dict[str, Any]:
    ordinal = block.ordinal
    return {
        "kind": block.kind,
        "span": [block.start, block.end],
        "place": _place(document, block.start, block.end),
        "rank": block.rank,
        "ordinal": {"style": ordinal.style, "value": ordinal.value} if ordinal else None,
        "run_in": block.run_in,
        "text": document.text[block.start : block.end],
    }
