"""`⟦⟧` around what a rule reports: how examples are written, and how their outcome is shown."""

from __future__ import annotations

from collections.abc import Iterable

from reportlint.source import Span

OPEN, CLOSE = "⟦", "⟧"


def unmark(text: str) -> tuple[str, list[Span]]:
    """Return a marked text without its marks, and the spans that the marks held.

    Raises:
        ValueError: A mark has no partner.
    """
    plain: list[str] = []
    spans: list[Span] = []
    opened: list[int] = []
    length = 0
    for character in text:
        if character == OPEN:
            opened.append(length)
        elif character == CLOSE:
            if not opened:
                raise ValueError(f"{CLOSE} without {OPEN} in {text!r}")
            spans.append(Span(opened.pop(), length))
        else:
            plain.append(character)
            length += 1
    if opened:
        raise ValueError(f"{OPEN} without {CLOSE} in {text!r}")
    return "".join(plain), sorted(spans)


def mark(text: str, spans: Iterable[Span]) -> str:
    """Return a text with `⟦⟧` around every span; the inverse of `unmark`."""
    placed = list(spans)
    places = [(s.start, 1 if s.start < s.end else 0, -s.end, OPEN) for s in placed]
    places += [(s.end, -1 if s.start < s.end else 0, -s.start, CLOSE) for s in placed]
    out, at = [], 0
    for place, _, _, sign in sorted(places):
        out.append(text[at:place] + sign)
        at = place
    return "".join(out) + text[at:]
