"""What plugins and the configuration say of a rule's tables of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

PAIRS, PHRASES = "pairs", "phrases"
"""The kinds of tables: words with what to write in their place; words that stand as they are."""


class WordTable:
    """What is added to one table of words, and what is taken from it.

    Two tables are equal only if they are the same object, so that a rule can keep what it
    made of one (an automaton, a pattern) in a dictionary.

    Attributes:
        pairs: What to write in place of each added word; in a table of phrases, itself.
        removed: Words that the table is not to hold, whoever brought them.
    """

    __slots__ = ("pairs", "removed")

    def __init__(self, pairs: Mapping[str, str], removed: frozenset[str] = frozenset()) -> None:
        self.pairs = pairs
        self.removed = removed


NO_WORDS = WordTable({})
"""Nothing added and nothing removed."""
