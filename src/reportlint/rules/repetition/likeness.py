"""Sentences and clauses that are nearly equal to an earlier one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise

from reportlint import Document, NamedTuple
from reportlint.rules.repetition.clause_echo import Terms, is_echo
from reportlint.rules.repetition.copies import figures, likeness, unlike
from reportlint.rules.repetition.echoes import (
    HEAD,
    LONG,
    TAIL,
    alike,
    clauses_alike,
    compared_from,
    is_frame,
    letters_of,
    opens_unlike,
    states_figures,
    wordy,
)

LIKENESS = 0.8
"""Share of common character pairs from which on two sentences or clauses say the same."""
_SENTENCE = 15  # code points of a sentence that is compared
_WORDS = 12  # Chinese characters it holds at least
_CLAUSE = 12  # code points of a clause that is compared
_PICKED_UP = 5  # code points beyond the shortest run that a clause taken up again has at most
_READ = 8  # Chinese characters that a run of equal characters holds at least
_CLOSED = "。！？”’」』"  # a line without an end mark is a label or an entry
_TERMS = Terms()
_PARALLEL = 10  # 上半年…增长较快，下半年…增长较快: such clauses differ less in length
_NEAR = 2  # line breaks between two clauses that are compared
_FAR = 1200  # code points between them


class Echo(NamedTuple):
    """A text that stood before: spans of both, half-open.

    `likeness` runs to 1 for equal texts; 0 marks a run of equal characters inside
    texts that differ.
    """

    first: int
    first_end: int
    start: int
    end: int
    likeness: float


def like_sentences(document: Document) -> list[Echo]:
    """Return what `sentence_echoes` yields for the likeness that holds without configuration."""
    return list(sentence_echoes(document, LIKENESS))


def sentence_echoes(document: Document, least: float) -> Iterator[Echo]:
    """Yield sentences that nearly equal an earlier one, anywhere in the document."""
    column = document.sentences
    pairs = alike(column.texts, _SENTENCE, TAIL, _SENTENCE, HEAD + 1)
    for earlier, later in sorted({*pairs.ends, *pairs.starts}):
        a, b = column.texts[earlier], column.texts[later]
        if not 0.75 < len(a) / len(b) < 1.34 or b[-1] not in _CLOSED:
            continue
        first, start = column.starts[earlier], column.starts[later]
        if a == b:
            if wordy(b, _WORDS) and not _told(document, first, start, len(b)):
                yield Echo(first, first + len(a), start, start + len(b), 1.0)
            continue
        if unlike(a, b, least):
            continue
        score = likeness(a, b)
        if score >= least and figures(a) == figures(b) and wordy(b, _WORDS):
            yield Echo(first, first + len(a), start, start + len(b), score)


def _told(document: Document, first: int, start: int, size: int) -> bool:
    """Whether two equal sentences are reported clause for clause, by another rule."""
    starts = document.clauses.starts
    earlier, later = bisect_left(starts, first), bisect_left(starts, start)
    stop = bisect_left(starts, start + size)
    return any(
        is_echo(document, earlier + index - later, index, _TERMS) for index in range(later, stop)
    )


def clause_echoes(document: Document, least: float, run: int, window: int) -> Iterator[Echo]:
    """Yield clauses that nearly equal one nearby, or share a long run of characters with it."""
    pairs = document.view(clauses_alike(TAIL))
    starts, texts = document.clauses.starts, document.clauses.texts
    for earlier, later in sorted({*pairs.ends, *pairs.starts}):
        first, start = starts[earlier], starts[later]
        a, b = texts[earlier], texts[later]
        if start - first > _FAR or a == b:
            continue
        one, other = len(a), len(b)
        near = min(one, other) >= _CLAUSE and 0.5 < one / other < 2
        near = near and not (unlike(a, b, least) and unlike(b, a, least))
        parallel = abs(one - other) < _PARALLEL or a[-run:] != b[-run:]
        if (near or not parallel) and _comparable(document, earlier, later):
            score, nearness = _shared(a, b) if near else (0.0, 0.0)
            if nearness >= least and wordy(b, _WORDS):
                yield Echo(first, first + one, start, start + other, score)
            elif not parallel and "\n" not in document.text[first:start]:
                yield from _run(document, earlier, later, run, window)
    yield from _contained(document, run, window)


def _comparable(document: Document, earlier: int, later: int) -> bool:
    """Whether a clause may be reported as a repetition, though not an exact one, of another."""
    starts, texts = document.clauses.starts, document.clauses.texts
    first, a, b = starts[earlier], texts[earlier], texts[later]
    return not (
        states_figures(a)
        or states_figures(b)
        or document.text.count("\n", first, starts[later]) > _NEAR
        or is_frame(document, later)
        or _below_bare_heading(document, first)
        or (not opens_unlike(a, b) and letters_of(a) == letters_of(b))  # another rule's
    )


def _below_bare_heading(document: Document, first: int) -> bool:
    """Whether the earlier text is a headline, which the text below it takes up again."""
    block = document.block_at(first)
    return block is None or (block.kind == "heading" and block.ordinal is None)


def _is_named(prose: str, start: int) -> bool:
    """Whether a text stands in 《》, or behind what introduces a name."""
    return prose[max(start - 4, 0) : start].rstrip().endswith(("《", "“", "关于"))


def _shared(a: str, b: str) -> tuple[float, float]:
    """Return the likeness of two texts that differ, and how near they are.

    Long texts are near where the longer one has most character pairs of the shorter.
    """
    first, second = set(pairwise(a)), set(pairwise(b))
    common = len(first & second)
    score = common / (len(first) + len(second) - common)
    if min(len(a), len(b)) < LONG:
        return score, score
    return score, max(score, common / min(len(first), len(second)))


def _run(document: Document, earlier: int, later: int, run: int, window: int) -> Iterator[Echo]:
    """Yield the common end of two clauses of different lengths, where it is long and near."""
    starts, texts = document.clauses.starts, document.clauses.texts
    first, start = starts[earlier], starts[later]
    a, b = texts[earlier], texts[later]
    size = _common(a[::-1], b[::-1])
    before, before_again = len(a) - size, len(b) - size
    if (
        size < run
        or not wordy(b[before_again:], _READ)
        or start + before_again - first - len(a) > window
    ):
        return
    if b[before_again] in _PARTICLES or _is_named(b, before_again) or _is_named(a, before):
        return
    a_end, b_end = first + len(a), start + len(b)
    yield Echo(a_end - size, a_end, b_end - size, b_end, 0.0)


def _common(a: str, b: str) -> int:
    size = 0
    for one, other in zip(a, b):
        if one != other:
            break
        size += 1
    return size


def _contained(document: Document, run: int, window: int) -> Iterator[Echo]:
    """Yield clauses that stand, whole, inside a longer clause before them in the paragraph."""
    find = document.prose.find
    starts, texts = document.clauses.starts, document.clauses.texts
    least, stop = run + window, run + _PICKED_UP
    # Nearly all are told apart here, with one search each.
    candidates = [
        index
        for index, text in enumerate(texts)
        if run <= len(text) < stop
        and find(text, start - least if (start := starts[index]) > least else 0, start) >= 0
    ]
    for index in candidates:
        start, text = starts[index], texts[index]
        first = find(text, max(start - least, 0), start)
        if _is_pickup(document, index, first, len(text)):
            yield Echo(first, first + len(text), start, start + len(text), 0.0)


def _is_pickup(document: Document, index: int, first: int, size: int) -> bool:
    prose = document.prose
    start = document.clauses.starts[index]
    text = prose[start : start + size]
    if "\n" in prose[first:start] or states_figures(text) or is_frame(document, index):
        return False
    if _is_named(prose, first) or _is_named(prose, start) or not wordy(text, size):
        return False
    if prose[first + size : first + size + 1] not in _BOUNDS:
        return True
    column = document.clauses
    earlier = bisect_right(column.starts, first) - 1
    whole = column.starts[earlier] + compared_from(column.texts[earlier]) == first
    return not whole  # that is another rule's


_BOUNDS = "，。；：！？\n"
_PARTICLES = "的了都也将又比地得着和与及"
