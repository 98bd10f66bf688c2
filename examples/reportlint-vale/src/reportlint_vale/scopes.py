"""Vale's `scope`: which parts of a document a rule sees, and in which pieces.

A list is "or", `&` is "and", `~` is "not", as in `~heading & text.md`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportlint import Block, Document, Message

from reportlint_vale.definition import Definition

Spans = list[tuple[int, int]]

_OF_KIND = {
    "title": "heading",
    "heading": "heading",
    "item": "list",
    "row": "table table.cell",
    "code": "",
}
_BODY = "paragraph summary"
_WHOLE = ("raw", "summary", "sentence")
_KNOWN = re.compile(r"text|heading(\.h[1-6])?|list|table(\.cell)?|paragraph|sentence|summary|raw")
_FORMATS = {"md": "markdown", "txt": "plain"}


class Scope:
    """What one rule sees."""

    def __init__(self, definition: Definition) -> None:
        selectors = definition.strings("scope") or ["text"]
        self._any = [[part.strip() for part in one.split("&")] for one in selectors]
        names = [_name(part) for parts in self._any for part in parts]
        for parts, selector in zip(self._any, selectors):
            for part in parts:
                if not part.startswith("~") and not _KNOWN.fullmatch(_name(part)):
                    raise definition.error(
                        Message(
                            f"reportlint 的文稿里没有 {part} 这一范围",
                            f"documents of reportlint have no scope {part}",
                        ),
                        "scope",
                        selector,
                        remedy=Message(
                            f"可用的有：{_LISTED}；或移走该文件",
                            f"known are: {_LISTED}; or move the file away",
                        ),
                    )
        self._whole = next((name for name in _WHOLE if name in names), "")

    def text(self, document: Document) -> str:
        """Return the text that is searched: `raw` sees markup, the others prose."""
        return document.text if self._whole == "raw" else document.prose

    def units(self, document: Document) -> Iterator[Spans]:
        """Yield the pieces in which a rule counts, each as spans of the document."""
        if self._whole == "raw":
            yield [(0, len(document.text))]
            return
        blocks = [
            block for block, names in document.view(scoped_blocks) if self._sees(names, document)
        ]
        if self._whole == "summary":
            yield [(block.start, block.end) for block in blocks]
        elif self._whole == "sentence":
            seen = {block.start for block in blocks}
            for start, text in document.sentences.pairs():
                block = document.block_at(start)
                if block is not None and block.start in seen:
                    yield [(start, start + len(text))]
        else:
            for block in blocks:
                yield [(block.start, block.end)]

    def _sees(self, names: frozenset[str], document: Document) -> bool:
        return any(all(_holds(part, names, document) for part in parts) for parts in self._any)


_LISTED = "text, heading, heading.h1…, paragraph, list, table, table.cell, sentence, summary, raw"


def _name(part: str) -> str:
    """Return a part without `~` and without its format."""
    name = part.removeprefix("~")
    head, _, last = name.rpartition(".")
    return head if last in _FORMATS else name


def _holds(part: str, names: frozenset[str], document: Document) -> bool:
    name, suffix = _name(part), part.rpartition(".")[2]
    holds = name in names and _FORMATS.get(suffix, document.format) == document.format
    return holds is not part.startswith("~")


def scoped_blocks(document: Document) -> list[tuple[Block, frozenset[str]]]:
    """Return the blocks that hold text, each with the names of the scopes it is in.

    `heading.h1` is the title; without one, the highest headings are.
    """
    top = 1 if document.title else 0
    levels = {s.heading.start: s.level + top for s in document.root.walk() if s.heading}
    made = []
    for block in document.blocks:
        names = _OF_KIND.get(block.kind, _BODY).split()
        if not names:
            continue
        if names[0] == "heading":
            names.append(f"heading.h{levels.get(block.start, 1)}")
        elif names[0] != "table":
            names += ["summary", "sentence"]
        made.append((block, frozenset([*names, "text"])))
    return made
