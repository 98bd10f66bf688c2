"""The checks that hold one place against another: consistency and conditional."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from reportlint import Document, Finding, Related

from reportlint_vale.definition import Definition
from reportlint_vale.patterns import Hit, Search, as_words, compiled
from reportlint_vale.rule import ValeRule


class Consistency(ValeRule):
    """Report the later of two spellings of which a document may use one."""

    keys = frozenset(["either", "ignorecase", "nonword"])
    pairs: ClassVar[list[Any]]

    @classmethod
    def build(cls, definition: Definition) -> dict[str, Any]:
        """Take the pairs."""
        form = "(?:{})" if definition.flag("nonword") else as_words()
        pairs = [
            compiled(definition, ("either", one), ("either", other), form=form, told=True)
            for one, other in definition.pairs("either").items()
        ]
        return {**super().build(definition), "pairs": pairs}

    def search(self, document: Document, search: Search) -> Iterator[Finding]:
        """Yield a finding for each occurrence that is not the spelling used first."""
        units = list(self.scope.units(document))
        for pattern in self.pairs:
            first: Hit | None = None
            for spans in units:
                for hit in self.hits(document, search, pattern, spans):
                    first = first or hit
                    if hit.part != first.part:
                        said = self.say("先用的写法", "the spelling used first")
                        other = Related(first.start, first.end, said)
                        yield self.report(document, hit, hit.text, related=[other])


class Conditional(ValeRule):
    """Report what `first` finds without what `second` must find, up to the same block."""

    keys = frozenset(["exceptions", "first", "ignorecase", "second"])
    first: ClassVar[Any]
    second: ClassVar[Any]

    @classmethod
    def build(cls, definition: Definition) -> dict[str, Any]:
        """Take both patterns."""
        return {
            **super().build(definition),
            "first": compiled(definition, ("first", definition.string("first"))),
            "second": compiled(definition, ("second", definition.string("second"))),
        }

    def search(self, document: Document, search: Search) -> Iterator[Finding]:
        """Yield a finding for each occurrence that nothing answers to.

        Where `second` has groups, one of them must have held the same text.
        """
        text = self.scope.text(document)
        given: set[str] = set()
        answered = False
        for spans in self.scope.units(document):
            for answer in search.hits(self.second, text, spans):
                answered = True
                given.update(group for group in answer.found.groups() if group)
            if answered and not self.second.groups:
                return
            for hit in self.hits(document, search, self.first, spans):
                if hit.text not in given:
                    yield self.report(document, hit, hit.text)
