"""The literals that rules wait for, found in one pass, so that most rules need not run.

A rule that can find nothing without one of a few words says so in `Rule.anchor_words`;
the engine looks for the words of all rules at once and calls only those that may have
something to say. Where the words stand, `Document.places` tells.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportlint.document import Document
    from reportlint.rule import Rule

_KEPT = 16  # sets of rules whose finders are kept: one a configuration
_KEPT_GROUPS = 4096  # sets of groups of words whose rules are kept: some hundred in use
# Two bytes a character, so that places need no map from bytes to characters. A lone surrogate
# passes in a document, where no word can match it.
_ENCODING = "utf-16-le"

_finders: dict[tuple[int, ...], Finder] = {}


class Finder:
    """Finds the anchors of a set of rules, and tells which rules a document needs."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.faults: list[tuple[Rule, Exception]] = []
        self._plan = [(rule, self._anchors_of(rule)) for rule in rules]
        waiting: dict[str, list[int]] = {}
        for index, (rule, words) in enumerate(self._plan):
            for word in words:
                waiting.setdefault(word, [])
                if rule.waits:
                    waiting[word].append(index)
        self._words = sorted(waiting)
        self._covered = frozenset(waiting)
        groups = {word: frozenset(indexes) for word, indexes in waiting.items()}
        self._groups = list(dict.fromkeys(groups.values()))
        numbers = {group: number for number, group in enumerate(self._groups)}
        self._group_of = {word: numbers[group] for word, group in groups.items()}
        self._needed: dict[frozenset[int], list[Rule]] = {}
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

        The document learns where the anchors stand. The list is not to be changed.
        """
        present = document.hold_places(self._covered, self._places(document.prose))
        numbers = frozenset(map(self._group_of.__getitem__, present))
        rules = self._needed.get(numbers)
        if rules is None:
            called = frozenset().union(*(self._groups[number] for number in numbers))
            rules = [
                rule
                for index, (rule, words) in enumerate(self._plan)
                if not words or not rule.waits or index in called
            ]
            if len(self._needed) < _KEPT_GROUPS:
                self._needed[numbers] = rules
        return rules

    def _places(self, prose: str) -> dict[str, list[int]]:
        words = self._words
        if not words:
            return {}
        if self._automaton is None:
            from ahocorasick_rs import BytesAhoCorasick  # not needed where no rule has anchors

            self._automaton = BytesAhoCorasick([word.encode(_ENCODING) for word in words])
        data = prose.encode(_ENCODING, "surrogatepass")
        places: dict[str, list[int]] = defaultdict(list)
        for index, start, _ in self._automaton.find_matches_as_indexes(data, overlapping=True):
            if not start & 1:  # else it begins amid a character, and is no match
                places[words[index]].append(start >> 1)
        if len(data) > 2 * len(prose):
            characters = _characters(prose)
            for word, found in places.items():
                places[word] = [characters[at] for at in found]
        return places


def _characters(prose: str) -> list[int]:
    """Return the character that each half of two bytes is of: some take two halves."""
    return [at for at, character in enumerate(prose) for _ in range(1 + (character > "\uffff"))]


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
