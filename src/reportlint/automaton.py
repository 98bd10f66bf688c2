"""All occurrences of many words in a text, found in one pass by a compiled automaton."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

Matches = Callable[[str], Iterable[tuple[int, int, int]]]
"""From a text to its matches: start and end in code points, and the word's number."""

_SURROGATE = re.compile("[\ud800-\udfff]")


def automaton(words: list[str]) -> Matches:
    """Return the function that finds all occurrences of words, overlapping ones too.

    It is made of daachorse where that is installed, which is the quicker; ahocorasick_rs has
    wheels for more machines. `benchmarks/word_search.py` compares them.

    Args:
        words: Each once, none empty.
    """
    find = _by_double_array(words) or _by_states(words)

    def matches(text: str) -> Iterable[tuple[int, int, int]]:
        try:
            return find(text)
        except UnicodeEncodeError:  # a lone surrogate, which is of no word
            return find(_SURROGATE.sub("\ufffd", text))

    return matches


def _by_double_array(words: list[str]) -> Matches | None:
    try:
        from daachorse import CharwiseDoubleArrayAhoCorasick
    except ImportError:
        return None
    return CharwiseDoubleArrayAhoCorasick(words).find_overlapping


def _by_states(words: list[str]) -> Matches:
    from ahocorasick_rs import AhoCorasick

    find = AhoCorasick(words).find_matches_as_indexes

    def matches(text: str) -> Iterable[tuple[int, int, int]]:
        return [(start, end, number) for number, start, end in find(text, overlapping=True)]

    return matches
