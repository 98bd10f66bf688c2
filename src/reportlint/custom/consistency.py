"""`consistency`: one of several spellings throughout a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from reportlint.custom.fields import Field
from reportlint.custom.matching import Budget, Hit, Matcher
from reportlint.custom.rule import EXCEPT, CustomRule
from reportlint.custom.substitution import FIX
from reportlint.finding import Edit, Fix, Related
from reportlint.message import Message
from reportlint.schema import KeyPath, SettingError

if TYPE_CHECKING:
    from reportlint.document import Document
    from reportlint.finding import Finding


class Consistency(CustomRule):
    """Report the spellings that are not the document's own; by default its own is the most used."""

    fields: ClassVar[Mapping[str, Field]] = {
        "spellings": Field(
            "groups", Message("每组是同一词的几种写法", "groups of spellings"), required=True
        ),
        "prefer": Field(
            "string",
            Message("以哪一种为准", "which of them the others are held to"),
            "most-used",
            choices=("most-used", "first-used", "first-listed"),
        ),
        "except": EXCEPT,
        "fix": FIX._replace(default="none"),
    }
    says = ("match", "right", "count")
    matchers: ClassVar[tuple[tuple[tuple[str, ...], Matcher], ...]]
    prefer: ClassVar[str]
    safety: ClassVar[str]

    @classmethod
    def build(cls, values: Mapping[str, Any], at: KeyPath) -> dict[str, Any]:
        """Take the groups; a spelling belongs to one of them."""
        seen: set[str] = set()
        for group in values["spellings"]:
            for word in group:
                if word in seen:
                    raise SettingError(
                        (*at, "spellings"),
                        Message(f"{word} 出现了两次", f"{word} is listed twice"),
                        value=word,
                    )
                seen.add(word)
        matchers = tuple(
            (group, Matcher(group, exceptions=values["except"])) for group in values["spellings"]
        )
        return {"matchers": matchers, "prefer": values["prefer"], "safety": values["fix"]}

    @classmethod
    def literals(cls, built: Mapping[str, Any]) -> tuple[str, ...]:
        """Return all spellings."""
        return tuple(word for group, _ in built["matchers"] for word in group)

    def search(self, document: Document, budget: Budget) -> Iterator[Finding]:
        """Yield a finding for every spelling that differs from the preferred one."""
        spans = None
        for group, matcher in self.matchers:
            if not matcher.may_match(self.scope.text(document)):
                continue
            spans = spans or self.scope.spans(document)
            hits = list(self.hits(document, matcher, budget, spans))
            used: dict[str, list[Hit]] = {}
            for hit in hits:
                used.setdefault(hit.text, []).append(hit)
            if len(used) < 2:
                continue
            right = self._preferred(group, used)
            first = used[right][0]
            for hit in hits:
                if hit.text != right:
                    yield self._differing(document, hit, first, len(used[right]))

    def _preferred(self, group: tuple[str, ...], used: Mapping[str, list[Hit]]) -> str:
        if self.prefer == "first-listed":
            return next(word for word in group if word in used)
        if self.prefer == "first-used":
            return next(iter(used))
        return max(used, key=lambda word: (len(used[word]), -group.index(word)))

    def _differing(self, document: Document, hit: Hit, first: Hit, count: int) -> Finding:
        right = first.text
        values = {**hit.values(), "right": right, "count": str(count)}
        related = [Related(first.start, first.end, self.say("另一种写法", "the other spelling"))]
        fix = None
        if self.safety != "none" and document.text[hit.start : hit.end] == hit.text:
            fix = Fix((Edit(hit.start, hit.end, right),), safe=self.safety == "safe")
        return self.report(hit.start, hit.end, values, related=related, fix=fix)
