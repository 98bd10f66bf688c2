"""Sentences and clauses that are nearly equal to an earlier one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from reportlint import Document
from reportlint.rules.repetition.copies import figures, likeness, unlike
from reportlint.rules.repetition.echoes import (
    HEAD,
    TAIL,
    Pairs,
    clauses_ending_alike,
    is_frame,
    key_of,
    opens_unlike,
    repeats,
    states_figures,
    wordy,
)

_SENTENCE = 15  # code points of a sentence that is compared
_WORDS = 12  # Chinese characters it holds at least
_CLAUSE = 12  # code points of a clause that is compared
_LONG = 18  # code points of a clause whose start is hashed
_PICKED_UP = 5  # code points beyond the shortest run that a clause taken up again has at most
_CLOSED = "。！？”’」』"  # a line without an end mark is a label or an entry
_BESIDE = 600  # code points within which equal clauses are reported one by one
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


def sentences_alike(document: Document) -> Pairs:
    """Pair sentences that begin or end alike."""
    texts = document.sentences.texts
    chosen = [index for index, text in enumerate(texts) if len(text) >= _SENTENCE]
    long = [texts[index] for index in chosen]
    heads, tails = repeats(list(map(_HEAD_OF, long))), repeats(list(map(_TAIL_OF, long)))
    return [(chosen[a], chosen[b]) for a, b in sorted({*heads, *tails})]


_HEAD_OF, _TAIL_OF = itemgetter(slice(HEAD + 1)), itemgetter(slice(-TAIL, None))


def clauses_beginning_alike(document: Document) -> Pairs:
    """Pair long clauses that begin alike; short ones that are nearly equal end alike too."""
    texts = document.clauses.texts
    chosen = [index for index, text in enumerate(texts) if len(text) >= _LONG]
    found = repeats([texts[index][:HEAD] for index in chosen])
    return [(chosen[a], chosen[b]) for a, b in found]


def sentence_echoes(document: Document, least: float) -> Iterator[Echo]:
    """Yield sentences that nearly equal an earlier one, anywhere in the document."""
    column = document.sentences
    for earlier, later in document.view(sentences_alike):
        a, b = column.texts[earlier], column.texts[later]
        if not 0.75 < len(a) / len(b) < 1.34 or b[-1] not in _CLOSED:
            continue
        if (a == b and later == earlier + 1) or unlike(a, b, least):
            continue
        score = likeness(a, b)
        if score >= least and figures(a) == figures(b) and wordy(b, _WORDS):
            first, start = column.starts[earlier], column.starts[later]
            if score == 1.0 and start - first <= _BESIDE:
                continue  # clause for clause, that is another rule's
            yield Echo(first, first + len(a), start, start + len(b), score)


def clause_echoes(document: Document, least: float, run: int, window: int) -> Iterator[Echo]:
    """Yield clauses that nearly equal one nearby, or share a long run of characters with it."""
    tails = document.view(clauses_ending_alike(TAIL))
    heads = document.view(clauses_beginning_alike)
    for earlier, later in sorted({*tails, *heads}):
        echo = _compare(document, earlier, later, least, run, window)
        if echo:
            yield echo
    yield from _contained(document, run, window)


def _compare(
    document: Document, earlier: int, later: int, least: float, run: int, window: int
) -> Echo | None:
    starts, texts = document.clauses.starts, document.clauses.texts
    first, start = starts[earlier], starts[later]
    a, b = texts[earlier], texts[later]
    if start - first > _FAR or a == b:
        return None
    comparable = min(len(a), len(b)) >= _CLAUSE and 0.5 < len(a) / len(b) < 2
    same_end = a[-run:] == b[-run:]
    if not (comparable or same_end) or states_figures(a) or states_figures(b):
        return None
    if document.text.count("\n", first, start) > _NEAR or is_frame(document, later):
        return None
    score, near = _shared(a, b) if comparable else (0.0, 0.0)
    if (near < least and not same_end) or _below_bare_heading(document, first):
        return None
    if not opens_unlike(a, b) and key_of(a).letters == key_of(b).letters:
        return None  # the exact repetition is another rule's
    if near >= least and wordy(b, _WORDS):
        return Echo(first, first + len(a), start, start + len(b), score)
    if "\n" in document.text[first:start]:
        return None
    return _run(a, b, first, start, run, window)


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
    if min(len(a), len(b)) < _LONG:
        return score, score
    return score, max(score, common / min(len(first), len(second)))


def _run(a: str, b: str, first: int, start: int, run: int, window: int) -> Echo | None:
    """Return the common end of two clauses, where it is long and near and they are not parallel."""
    size = _common(a[::-1], b[::-1])
    before, before_again = len(a) - size, len(b) - size
    if size < run or start + before_again - first - len(a) > window:
        return None
    if abs(before - before_again) < 10 or b[before_again] in _PARTICLES:
        return None  # 上半年…增长较快，下半年…增长较快: parallel on purpose
    if _is_named(b, before_again) or _is_named(a, before):
        return None
    a_end, b_end = first + len(a), start + len(b)
    return Echo(a_end - size, a_end, b_end - size, b_end, 0.0)


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
    for index in [index for index, text in enumerate(texts) if run <= len(text) < stop]:
        start, text = starts[index], texts[index]
        first = find(text, start - least if start > least else 0, start)
        if first >= 0 and _is_pickup(document, index, first, len(text)):
            yield Echo(first, first + len(text), start, start + len(text), 0.0)


def _is_pickup(document: Document, index: int, first: int, size: int) -> bool:
    prose = document.prose
    start = document.clauses.starts[index]
    text = prose[start : start + size]
    if "\n" in prose[first:start] or states_figures(text) or is_frame(document, index):
        return False
    if _is_named(prose, first) or _is_named(prose, start) or not wordy(text, size):
        return False
    before, after = prose[first - 1 : first], prose[first + size : first + size + 1]
    return not (before in _BOUNDS and after in _BOUNDS)  # a whole clause is another rule's


_BOUNDS = "，。；：！？\n"
_PARTICLES = "的了都也将又比地得着和与及"
