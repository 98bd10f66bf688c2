"""Patterns of the configuration for headings and paragraph openings that count as a part."""

from __future__ import annotations

from functools import cache
from time import monotonic
from typing import Any

from reportlint import Document

_SECONDS = 1.0
"""What the patterns may take on a document; then `regex` raises `TimeoutError`."""
_LEAST = 0.001


@cache
def _pattern(expression: str) -> Any:
    import regex  # costly, and hardly ever asked for; only it knows a time limit

    return regex.compile(expression)


def occurs(document: Document, patterns: tuple[str, ...]) -> bool:
    """Return whether a pattern occurs in a heading or at a paragraph's start.

    Raises:
        TimeoutError: They used up their time.
    """
    until = monotonic() + _SECONDS
    for pattern in patterns:
        words = _pattern(pattern)
        for block in document.blocks:
            left = max(until - monotonic(), _LEAST)
            if block.kind == "heading":
                if words.search(document.heading_title(block), timeout=left):
                    return True
            elif block.kind in ("paragraph", "item") and words.match(
                document.prose, block.body_start, block.end, timeout=left
            ):
                return True
    return False
