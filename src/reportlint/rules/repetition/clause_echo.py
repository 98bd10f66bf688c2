"""When a clause is an echo of an earlier one, and no heading, frame, figure or set phrase."""

from __future__ import annotations

from reportlint import Block, Document, NamedTuple
from reportlint.rules.repetition.echoes import (
    in_title,
    is_frame,
    key_of,
    letters_of,
    without_stock,
)

MIN_CHARS = 8
"""Chinese characters that a clause has at least, where nothing else is asked for."""
WINDOW = 600
"""Code points between two clauses in different paragraphs, where nothing else is asked for."""
_ELSEWHERE = 2  # characters more that a clause needs when it repeats in another paragraph
_LEAD = 7  # code points of the longest enumerator in front of a clause
_PARAGRAPH = 5000  # code points beyond which one paragraph counts as two


class Terms(NamedTuple):
    """What a clause needs to be reported: characters, distance (None: any), no set phrase."""

    min_chars: int = MIN_CHARS
    window: int | None = WINDOW
    extra_stock: tuple[str, ...] = ()


def is_echo(document: Document, earlier: int, later: int, terms: Terms) -> bool:
    """Whether the later of two clauses repeats the earlier one, by their indices."""
    texts, starts = document.clauses.texts, document.clauses.starts
    a, b = starts[earlier], starts[later]
    elsewhere = b - a > _PARAGRAPH or document.text.find("\n", a, b) >= 0
    if elsewhere and terms.window is not None and b - a > terms.window:
        return False
    same = texts[earlier] == texts[later]
    if not same and letters_of(texts[earlier]) != letters_of(texts[later]):
        return False
    second = key_of(texts[later])
    if not second.exact or len(second.letters) < terms.min_chars:
        return False
    if not same and not key_of(texts[earlier]).exact:
        return False
    if elsewhere:
        if len(second.letters) < terms.min_chars + _ELSEWHERE:
            return False
        if _announces(document, earlier, later):
            return False
    if is_frame(document, later):
        return False
    rest = without_stock(second.letters, terms.extra_stock)
    return len(rest) >= terms.min_chars and not in_title(document, second.letters)


def differ(a: str, b: str) -> bool:
    """Whether two clauses that end alike differ behind the longest enumerator."""
    same = min(len(a), len(b)) - _LEAD
    return same > 0 and a[-same:] != b[-same:]


def _announces(document: Document, earlier: int, later: int) -> bool:
    """Whether one of two clauses in different blocks is a headline for the other.

    That is an entry in a table of contents or preview, a heading taken up by the first words
    below it, or two short lines of a form.
    """
    starts, texts = document.clauses.starts, document.clauses.texts
    first, start = starts[earlier], starts[later]
    above, here = document.block_at(first), document.block_at(start)
    if above is None or here is None or here.kind == "heading":
        return True
    if above.kind == "heading" and (above.ordinal is None or start <= here.body_start + 2):
        return True
    return _fills(above, first, texts[earlier]) and _fills(here, start, texts[later])


def _fills(block: Block, start: int, text: str) -> bool:
    return start <= block.body_start and start + len(text) >= block.end - 1
