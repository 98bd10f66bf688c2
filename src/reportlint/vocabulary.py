"""The words that are looked for in every document, and the sets of them that rules ask for.

Rules ask again and again, document after document, which words of one of their sets stand
there. Once the vocabulary knows a set, a document sorts what was found in it by set, in
one go for all of them.
"""

from __future__ import annotations

_LIMIT = 256  # sets that are known: some eighty are in use; one made for each call is not kept


class Vocabulary:
    """Words, each known by its number, and sets of them.

    Args:
        words: All the words that are looked for, each once.
    """

    def __init__(self, words: list[str]) -> None:
        self.words = words
        self.number_of = dict(zip(words, range(len(words))))
        self.sets_of: list[tuple[int, ...]] = [()] * len(words)
        """By a word's number, the numbers of the known sets that it is in."""
        self._known: dict[int, tuple[int, frozenset[str]]] = {}

    def __len__(self) -> int:
        """Return how many sets are known."""
        return len(self._known)

    def set_number(self, words: frozenset[str]) -> int:
        """Return the number of a set; -1 where it holds another word or is not to be known."""
        known = self._known.get(id(words))
        if known is not None:
            return known[0]  # the set is kept, so that no other has its `id`
        number = len(self._known)
        if number >= _LIMIT or not self.number_of.keys() >= words:
            return -1
        self._known[id(words)] = number, words
        for word in words:
            at = self.number_of[word]
            self.sets_of[at] = (*self.sets_of[at], number)
        return number


NO_WORDS = Vocabulary([])
