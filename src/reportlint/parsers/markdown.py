"""Markdown: CommonMark with tables and front matter, read the way a proofreader reads it.

Block structure and inline spans are markdown-it's. What it cannot know is
decided here and in the modules beside: an asterisk before a measure word is a
placeholder, every physical line of a paragraph may be a heading in official
style, and a paragraph indented by four spaces is no program.
"""

from __future__ import annotations

import re
from typing import Any

from reportlint import (
    OBJECT,
    Document,
    Hint,
    Mask,
    ParseContext,
    Source,
    apply_masks,
    common_masks,
    outline,
)

LINE_LIMIT = 500_000
"""Lines beyond which a text is read as plain: block parsing costs up to 40 µs a line."""

_FRONT = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FRONT_LINE = re.compile(r"(?:[\w\-. \"']+:(?:[ \t].*)?|[ \t]+.*|-[ \t].*|#.*|[ \t]*)\Z")
_FRONT_TITLE = re.compile(r"^title:[ \t]*([\"']?)(.+?)\1[ \t]*$", re.MULTILINE)
_FRONT_LIMIT = 20_000


class MarkdownParser:
    """Parses `.md`."""

    name = "markdown"
    suffixes = (".md", ".markdown")
    fixable = True

    def parse(self, source: Source, context: ParseContext) -> Document:
        """Return the document; total, for any text whatever."""
        text = source.text
        if len(text) > LINE_LIMIT and text.count("\n") + text.count("\r") > LINE_LIMIT:
            prose = apply_masks(text, common_masks(text, context))
            return Document(source, prose, outline(prose), self.name, context.genre)
        lines = _with_newlines(text)
        masks: list[Mask] = []
        front_title, front_end = None, 0
        front = _front_matter(lines)
        if front is not None:
            front_end, front_title = front
            masks.append(Mask(0, front_end, OBJECT))
            lines = re.sub(r"[^\n]", " ", lines[:front_end]) + lines[front_end:]
        hints = _read(lines, masks, context)
        prose = apply_masks(text, masks)
        blocks = outline(prose, hints)
        return Document(source, prose, blocks, self.name, context.genre, front_title)


def _read(lines: str, masks: list[Mask], context: ParseContext) -> dict[int, Hint]:
    """Add a text's masks, and return what its lines are."""
    from reportlint.parsers.markdown_blocks import read_blocks, watched_parser
    from reportlint.parsers.markdown_inline import inline_masks

    md = watched_parser()
    env: dict[str, Any] = {}
    found = read_blocks(md, lines, env)
    masks += found.masks
    visible = lines
    if found.code:
        # A comment that opens inside a code block must not swallow what follows it.
        visible = apply_masks(lines, [Mask(start, end, " ") for start, end in found.code])
    masks += common_masks(visible, context)
    inline = inline_masks(md, lines, found.regions, env.get("references", {}))
    masks += inline.masks
    for start, end in inline.strong:
        first = lines.rfind("\n", 0, start) + 1
        stop = lines.find("\n", end)
        stop = len(lines) if stop < 0 else stop
        if not lines[first:start].strip() and not lines[end:stop].strip(" \t\u3000：:"):
            found.hints.setdefault(first, Hint("strong"))
    return found.hints


def _with_newlines(text: str) -> str:
    """Return the text as long as before, with LF for every line break and no NUL."""
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    return text.replace("\0", "\ufffd") if "\0" in text else text


def _front_matter(text: str) -> tuple[int, tuple[int, int] | None] | None:
    """Return where front matter ends, and the span of its title."""
    if not text.startswith("---"):
        return None
    found = _FRONT.match(text, 0, _FRONT_LIMIT)
    if found is None:
        return None
    body = found.group(1)
    if ":" not in body or not all(_FRONT_LINE.match(line) for line in body.split("\n")):
        return None
    title = _FRONT_TITLE.search(text, found.start(1), found.end(1))
    return found.end(), title.span(2) if title else None
