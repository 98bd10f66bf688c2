"""Two markings of one text, the expected and the found, shown one under the other."""

from __future__ import annotations

from unicodedata import east_asian_width

from reportlint.marks import unmark
from reportlint.source import Span


def compared(expected: str, found: str) -> list[str]:
    """Return lines that show where two markings of one text differ.

    Each line of the text that a difference touches, under it what was expected and what
    was found, each span as `^`, an empty one as `|`.

    Args:
        expected: The text as an example marks it.
        found: The same text as a rule marked it.

    Raises:
        ValueError: They mark different texts.
    """
    text, wanted = unmark(expected)
    other, had = unmark(found)
    if text != other:
        raise ValueError("two different texts")
    missing = [span for span in wanted if wanted.count(span) > had.count(span)]
    surplus = [span for span in had if had.count(span) > wanted.count(span)]
    out = []
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        end = start + len(line)
        if any(span.start <= end and span.end >= start for span in missing + surplus):
            out.append(f"line {number}:  {_flat(line)}")
            out.append(_carets("expected", line, start, wanted))
            out.append(_carets("found", line, start, had))
        start = end + 1
    out += [f"not found: {_told(text, span)}" for span in dict.fromkeys(missing)]
    out += [f"not expected: {_told(text, span)}" for span in dict.fromkeys(surplus)]
    return out


def _carets(label: str, line: str, start: int, spans: list[Span]) -> str:
    """Return `^` under what spans hold of a line; wide characters take two columns."""
    row = []
    for at, character in enumerate(line + "\n", start):
        inside = any(span.start <= at < span.end for span in spans)
        empty = any(span.start == at == span.end for span in spans)
        sign = "|" if empty else "^" if inside and character != "\n" else " "
        row.append(sign + (sign if inside and not empty else " ") * (_width(character) - 1))
    return f"{label + ':':<10}{''.join(row).rstrip()}".rstrip()


def _width(character: str) -> int:
    return 2 if east_asian_width(character) in "WF" else 1


def _flat(line: str) -> str:
    """Return a line in which every character takes the columns that `_width` gives it."""
    return "".join(
        c if c.isprintable() or c == "\u3000" else "\N{REPLACEMENT CHARACTER}" for c in line
    )


def _told(text: str, span: Span) -> str:
    held = text[span.start : span.end]
    return f"{span.start}..{span.end} {held!r}"
