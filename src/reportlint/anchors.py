"""The literals that rules wait for, found in one pass, so that most rules need not run.

A rule that can find nothing without one of a few words says so in `Rule.anchor_words`;
the engine looks for the words of all rules at once and calls only those that may have
something to say. Where the words stand, `Document.places` tells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportlint.document import Document
    from reportlint.rule import Rule

_KEPT = 16  # sets of rules whose finders are kept: one a configuration

_finders: dict[tuple[int, ...], Finder] = {}


class Finder:
    """Finds the anchors of a set of rules, and tells which rules a document needs."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.faults: list[tuple[Rule, Exception]] = []
        self._plan = [(rule, self._anchors_of(rule)) for rule in rules]
        self._words = sorted(frozenset().union(*(words for _, words in self._plan)))
        self._covered = frozenset(self._words)
        self._automaton: Any = None  # built with the first document

    def _anchors_of(self, rule: Rule) -> frozenset[str]:
        try:
            words = frozenset(rule.anchor_words())
            if not all(words):
                raise ValueError("an anchor word is empty")
            for word in words:
                word.encode()  # a lone surrogate, or no string at all, fails here
        except Exception as error:
            self.faults.append((rule, error))
            return frozenset()
        return words

    def needed(self, document: Document) -> list[Rule]:
        """Return the rules that may find something in a document, in their order.

        The document learns where the anchors stand.
        """
        if not self._words:
            return [rule for rule, _ in self._plan]
        present = document.hold_places(self._covered, self._places(document.prose)).keys()
        return [
            rule
            for rule, words in self._plan
            if not words or not rule.waits or not present.isdisjoint(words)
        ]

    def _places(self, prose: str) -> dict[str, list[int]]:
        if self._automaton is None:
            from ahocorasick_rs import AhoCorasick  # not needed where no rule has anchors

            self._automaton = AhoCorasick(self._words)
        words = self._words
        places: dict[str, list[int]] = {}
        for index, start, _ in self._automaton.find_matches_as_indexes(prose, overlapping=True):
            word = words[index]
            if word in places:
                places[word].append(start)
            else:
                places[word] = [start]
        return places


def finder_of(rules: Iterable[Rule]) -> Finder:
    """Return the finder of a set of rules, made once for as long as the set is in use."""
    rules = tuple(rules)
    key = tuple(map(id, rules))
    finder = _finders.get(key)
    if finder is None:
        if len(_finders) >= _KEPT:
            del _finders[next(iter(_finders))]
        finder = _finders[key] = Finder(rules)  # holds the rules, so no id is used twice
    return finder
