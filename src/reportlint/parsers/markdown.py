"""Markdown: placeholder until the front end lands."""

from __future__ import annotations

from reportlint.parsers.plain import PlainParser


class MarkdownParser(PlainParser):
    """Parses `.md`."""

    name = "markdown"
    suffixes = (".md", ".markdown")
