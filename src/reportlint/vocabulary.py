"""The words that are looked for in every document, and the sets of them that rules ask for.

Rules ask again and again, document after document, which words of one of their sets stand
there. Once the vocabulary knows a set, a document sorts what was found in it by set, in
one go for all of them.
"""

from __future__ import annotations

from collections.abc import Sequence

Found = dict[str, Sequence[int]]
"""Words that stand in a document, each with the offsets at which it begins, in order."""

_LIMIT = 256  # sets that are known: some eighty are in use; one made for each call is not kept


class Vocabulary:
    """Words, each known by its number, and sets of them, each known by its `id`.

    Args:
        words: All the words that are looked for, each once.
    """

    def __init__(self, words: list[str]) -> None:
        self.words = words
        self.number_of = dict(zip(words, range(len(words))))
        self._sets: list[frozenset[str]] = []  # kept, so that no other has the `id` of one
        self._sets_of: list[tuple[int, ...]] = [()] * len(words)  # by a word's number
        self._nothing: dict[int, Found] = {}  # what a document holds of each set, at first

    def learn(self, words: frozenset[str]) -> bool:
        """Know a set from the next document on; return whether all its words are looked for."""
        if not self.number_of.keys() >= words:
            return False
        if len(self._sets) < _LIMIT and id(words) not in self._nothing:
            self._sets.append(words)
            self._nothing[id(words)] = {}
            for word in words:
                at = self.number_of[word]
                self._sets_of[at] = (*self._sets_of[at], id(words))
        return True

    def sort(self, found: dict[int, list[int]]) -> dict[int, Found]:
        """Return what was found by the `id` of every known set, also of those that are empty.

        Args:
            found: By the number of each word that stands in a document, its offsets in order.
        """
        by_set = self._nothing.copy()
        words, sets_of = self.words, self._sets_of
        for number, places in found.items():
            for asked in sets_of[number]:
                if by_set[asked]:
                    by_set[asked][words[number]] = places
                else:
                    by_set[asked] = {words[number]: places}
        return by_set


NO_WORDS = Vocabulary([])
