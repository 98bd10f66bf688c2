"""The literals that rules wait for, found in one pass, so that most rules need not run.

A rule that can find nothing without one of a few words says so in `Rule.anchor_words`;
the engine looks for the words of all rules at once and calls only those that may have
something to say. Where the words stand, `Document.places` tells.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from operator import concat
from typing import TYPE_CHECKING

from reportlint.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportlint.automaton import Matches
    from reportlint.document import Document
    from reportlint.rule import Rule

_FEW = 4  # documents that are gone through without the automaton
_SHORT = 50_000  # characters; in more, too many pairs are different
_KEPT = 16  # sets of rules whose finders are kept: one a configuration
_KEPT_GROUPS = 4096  # sets of groups of words whose rules are kept: some hundred in use

_finders: dict[tuple[int, ...], Finder] = {}


class Finder:
    """Finds the anchors of a set of rules, and tells which rules a document needs."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = rules
        self.faults: list[tuple[Rule, Exception]] = []
        self._plan = [(rule, self._anchors_of(rule)) for rule in rules]
        # Nearly every word is of one rule only, so whole sets are entered at once.
        waiting: dict[str, tuple[int, ...]] = {}
        for index, (rule, words) in enumerate(self._plan):
            mine = (index,) if rule.waits else ()
            if waiting.keys().isdisjoint(words):
                waiting.update(dict.fromkeys(words, mine))
            else:
                for word in words:
                    waiting[word] = (*waiting.get(word, ()), *mine)
        self._waiting = list(waiting.values())  # by the numbers of the words
        self._vocabulary = Vocabulary(list(waiting))
        self._needed: dict[frozenset[tuple[int, ...]], list[Rule]] = {}
        self._seen = 0
        self._matches: Matches | None = None  # made after a few documents

    def _anchors_of(self, rule: Rule) -> frozenset[str]:
        try:
            words = frozenset(rule.anchor_words())
            if not all(words):
                raise ValueError("an anchor word is empty")
            "".join(words).encode()  # a lone surrogate, or no string at all, fails here
        except Exception as error:
            self.faults.append((rule, error))
            return frozenset()
        return words

    def needed(self, document: Document) -> list[Rule]:
        """Return the rules that may find something in a document, in their order.

        The document learns where the anchors stand. The list is not to be changed.
        """
        found = self._find(document.prose)
        document.hold_places(self._vocabulary, found)
        groups = frozenset(map(self._waiting.__getitem__, found))
        rules = self._needed.get(groups)
        if rules is None:
            called = set(chain.from_iterable(groups))
            rules = [
                rule
                for index, (rule, words) in enumerate(self._plan)
                if not words or not rule.waits or index in called
            ]
            if len(self._needed) < _KEPT_GROUPS:
                self._needed[groups] = rules
        return rules

    def _find(self, prose: str) -> dict[int, list[int]]:
        """Return where the words stand that do, by the words' numbers."""
        if not self._waiting:
            return {}
        self._seen += 1
        if self._seen <= _FEW and len(prose) <= _SHORT:
            return self._find_by_pairs(prose)
        return self._find_by_automaton(prose)

    def _find_by_pairs(self, prose: str) -> dict[int, list[int]]:
        """Look for the words whose first two characters stand together somewhere.

        For a few documents that takes less time than building the automaton.
        """
        pairs = set(map(concat, prose, prose[1:]))
        find = prose.find
        found: dict[int, list[int]] = {}
        for number, word in enumerate(self._vocabulary.words):
            if word[:2] in pairs or len(word) == 1:
                at = find(word)
                if at >= 0:
                    places = found[number] = [at]
                    while (at := find(word, at + 1)) >= 0:
                        places.append(at)
        return found

    def _find_by_automaton(self, prose: str) -> dict[int, list[int]]:
        if self._matches is None:
            from reportlint.automaton import automaton  # costs a start with a document or two

            self._matches = automaton(self._vocabulary.words)
        found: dict[int, list[int]] = defaultdict(list)
        for start, _, number in self._matches(prose):
            found[number].append(start)
        return found


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
