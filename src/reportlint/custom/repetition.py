"""`repetition`: the same words again within a sentence, a paragraph, a section, a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from reportlint.custom.fields import Field
from reportlint.custom.matching import Budget, Hit, Matcher
from reportlint.custom.rule import LEVEL, PER, WORDS, CustomRule, words_of
from reportlint.finding import Related
from reportlint.message import Message
from reportlint.schema import KeyPath

if TYPE_CHECKING:
    from reportlint.document import Document
    from reportlint.finding import Finding


class Repetition(CustomRule):
    """Report every further occurrence of the same text, with the one before it."""

    fields: ClassVar[Mapping[str, Field]] = {
        **WORDS,
        "per": PER._replace(default="sentence"),
        "level": LEVEL,
        "gap": Field(
            "count",
            Message("两处之间至多隔几个字", "code points that may stand between the two"),
        ),
    }
    says = ("match", "count")
    matcher: ClassVar[Matcher]
    per: ClassVar[str]
    level: ClassVar[int]
    gap: ClassVar[int | None]
    fold: ClassVar[bool]

    @classmethod
    def build(cls, values: Mapping[str, Any], at: KeyPath) -> dict[str, Any]:
        """Take the words and how near they must be."""
        return {
            "matcher": words_of(values, at),
            "per": values["per"],
            "level": values["level"],
            "gap": values["gap"],
            "fold": values["ignore-case"],
        }

    def search(self, document: Document, budget: Budget) -> Iterator[Finding]:
        """Yield a finding for every occurrence that follows an equal one."""
        if not self.matcher.may_match(self.scope.text(document)):
            return
        for unit in self.scope.units(document, self.per, self.level):
            last: dict[str, Hit] = {}
            counts: dict[str, int] = {}
            for hit in self.hits(document, self.matcher, budget, unit.spans):
                key = hit.text.lower() if self.fold else hit.text
                before = last.get(key)
                last[key] = hit
                counts[key] = counts.get(key, 0) + 1
                if before is None or (self.gap is not None and hit.start - before.end > self.gap):
                    continue
                related = [Related(before.start, before.end, self.say("前一处", "the one before"))]
                values = {**hit.values(), "count": str(counts[key])}
                yield self.report(hit.start, hit.end, values, related=related)
