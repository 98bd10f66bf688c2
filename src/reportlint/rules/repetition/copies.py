"""Paragraphs that were pasted twice, whole or with small changes."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from reportlint import Document
from reportlint.rules.repetition.echoes import legal_text, repeats

_SHORTEST = 40  # code points of a paragraph that is compared
_WORDS = 30  # Chinese characters it holds at least
_ANCHOR = 10  # code points of its start, and of its end, that are hashed
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


def wordy(text: str, least: int) -> bool:
    """Whether a text holds that many Chinese characters, and so is more than a label or link."""
    return sum("\u4e00" <= character <= "\u9fff" for character in text) >= least


def copied_paragraphs(document: Document) -> list[Copy]:
    """Find paragraphs that equal an earlier one, or nearly so; none in a legal text."""
    chosen = [
        (start, text) for start, text in document.paragraphs.pairs() if len(text) >= _SHORTEST
    ]
    pairs = repeats([text[:_ANCHOR] for _, text in chosen])
    pairs += repeats([text[-_ANCHOR:] for _, text in chosen])
    if not pairs or document.view(legal_text):
        return []
    copies: list[Copy] = []
    seen: set[int] = set()
    for earlier, later in sorted(set(pairs)):
        (a, first), (b, second) = chosen[earlier], chosen[later]
        a_end, b_end = a + len(first), b + len(second)
        if later in seen or not 0.8 < (a_end - a) / (b_end - b) < 1.25:
            continue
        if not wordy(second, _WORDS):
            continue
        score = likeness(document.text[a:a_end], document.text[b:b_end])
        if score >= ALIKE and figures(first) == figures(second):
            seen.add(later)
            copies.append(Copy(a, a_end, b, b_end, score))
    return copies
