"""`existence`: words or patterns that must not occur."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from reportlint.custom.matching import Budget, Matcher
from reportlint.custom.rule import WORDS, CustomRule, words_of
from reportlint.schema import KeyPath

if TYPE_CHECKING:
    from reportlint.document import Document
    from reportlint.finding import Finding


class Existence(CustomRule):
    """Report every occurrence."""

    fields = WORDS
    matcher: ClassVar[Matcher]

    @classmethod
    def build(cls, values: Mapping[str, Any], at: KeyPath) -> dict[str, Any]:
        """Take the words and patterns."""
        return {"matcher": words_of(values, at)}

    def search(self, document: Document, budget: Budget) -> Iterator[Finding]:
        """Yield a finding for every occurrence."""
        for hit in self.hits(document, self.matcher, budget, self.scope.spans(document)):
            yield self.report(hit.start, hit.end, hit.values())
