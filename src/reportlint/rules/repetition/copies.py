"""Paragraphs that were pasted twice, whole or with small changes."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from itertools import pairwise

from reportlint import Document, NamedTuple
from reportlint.rules.repetition.echoes import alike, legal_text, wordy

_SHORTEST = 40  # code points of a paragraph that is compared
_WORDS = 30  # Chinese characters it holds at least
_ANCHOR = 10  # code points of its start, and of its end, that are hashed
_SEARCHED = 1000  # code points of a text in which single pairs are searched for
ALIKE = 0.9
"""Share of common character pairs above which two paragraphs are one, pasted twice."""


class Copy(NamedTuple):
    """A paragraph that stood before: spans of both, half-open, and their likeness (0 to 1)."""

    first: int
    first_end: int
    start: int
    end: int
    likeness: float


class Taken:
    """Spans that are reported already and do not overlap; half-open.

    Kept in order, so that asking stays cheap in a document that is one repetition.
    """

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._spans = sorted(spans)

    def free(self, start: int, end: int) -> bool:
        """Whether nothing reported overlaps a span."""
        at = bisect_left(self._spans, (end, 0))
        return at == 0 or self._spans[at - 1][1] <= start

    def add(self, start: int, end: int) -> None:
        """Take a span that is free."""
        insort(self._spans, (start, end))


def likeness(a: str, b: str) -> float:
    """Return the Jaccard index of the pairs of neighbouring characters of two texts."""
    if a == b:
        return 1.0
    first, second = set(pairwise(a)), set(pairwise(b))
    common = len(first & second)
    return common / ((len(first) + len(second) - common) or 1)


def figures(text: str) -> str:
    """Return the figures of a text, in order: texts that differ in them state two facts."""
    return "".join(c for c in text if c.isdigit() or c in "一二三四五六七八九十百千万亿")


def unlike(a: str, b: str, least: float) -> bool:
    """Whether the likeness of two texts surely is below a bound, as a few of their pairs tell.

    With likeness L, of the second text's pairs at most 1 - L of all are missing in the first.
    Very long texts are not looked at: every pair is searched for in the whole of one.
    """
    if len(a) > _SEARCHED:
        return False
    allowed = (1 - least) * (len(b) - 1) + 1e-6
    missing: set[str] = set()
    for at in range(0, len(b) - 1, 2):
        pair = b[at : at + 2]
        if pair not in a:
            missing.add(pair)
            if len(missing) > allowed:
                return True
    return False


def copied_paragraphs(document: Document) -> list[Copy]:
    """Find paragraphs that equal an earlier one, or nearly so; none in a legal text."""
    column = document.paragraphs
    starts, texts = column.starts, column.texts
    pairs = alike(texts, _SHORTEST, _ANCHOR, _SHORTEST, _ANCHOR)
    copies: list[Copy] = []
    seen: set[int] = set()
    for earlier, later in sorted({*pairs.ends, *pairs.starts}):
        first, second = texts[earlier], texts[later]
        if later in seen or not 0.8 < len(first) / len(second) < 1.25:
            continue
        a, b = starts[earlier], starts[later]
        a_end, b_end = a + len(first), b + len(second)
        raw, raw_again = document.text[a:a_end], document.text[b:b_end]
        if unlike(raw, raw_again, ALIKE) or not wordy(second, _WORDS):
            continue
        score = likeness(raw, raw_again)
        if score >= ALIKE and figures(first) == figures(second):
            seen.add(later)
            copies.append(Copy(a, a_end, b, b_end, score))
    if not copies:
        return copies
    return [] if document.view(legal_text) else copies
