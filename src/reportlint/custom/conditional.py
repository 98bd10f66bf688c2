"""`conditional`: where one thing occurs another must, such as an abbreviation's full name."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from reportlint.custom.fields import Field
from reportlint.custom.matching import Budget, Hit, Matcher, compiled
from reportlint.custom.rule import EXCEPT, IGNORE_CASE, LEVEL, PER, CustomRule
from reportlint.message import Message
from reportlint.schema import KeyPath

if TYPE_CHECKING:
    from reportlint.document import Document
    from reportlint.finding import Finding


class Conditional(CustomRule):
    """Report the first of each text that `if` matches, where no `then` answers to it.

    Where both patterns have a group, the groups must hold the same text: the abbreviation
    that is used, and the one that is explained.
    """

    fields: ClassVar[Mapping[str, Field]] = {
        "if": Field(
            "string", Message("正则：出现它时", "a pattern: where it occurs"), required=True
        ),
        "then": Field(
            "string", Message("正则：须有它", "a pattern: that must occur too"), required=True
        ),
        "before": Field(
            "flag",
            Message("then 须在第一处 if 之前", "then must stand before the first if"),
            False,
        ),
        "per": PER,
        "level": LEVEL,
        "except": EXCEPT,
        "ignore-case": IGNORE_CASE,
    }
    matcher: ClassVar[Matcher]
    answer: ClassVar[Matcher]
    paired: ClassVar[bool]
    before: ClassVar[bool]
    per: ClassVar[str]
    level: ClassVar[int]
    fold: ClassVar[bool]

    @classmethod
    def build(cls, values: Mapping[str, Any], at: KeyPath) -> dict[str, Any]:
        """Take the two patterns."""
        fold = values["ignore-case"]
        condition = compiled(values["if"], (*at, "if"), ignore_case=fold)
        answer = compiled(values["then"], (*at, "then"), ignore_case=fold)
        return {
            "matcher": Matcher((), [condition], exceptions=values["except"]),
            "answer": Matcher((), [answer]),
            "paired": bool(condition.groups and answer.groups),
            "before": values["before"],
            "per": values["per"],
            "level": values["level"],
            "fold": fold,
        }

    def search(self, document: Document, budget: Budget) -> Iterator[Finding]:
        """Yield a finding for each different text without answer, once a unit."""
        for unit in self.scope.units(document, self.per, self.level):
            hits = list(self.hits(document, self.matcher, budget, unit.spans))
            if not hits:
                continue
            answers = list(self.hits(document, self.answer, budget, unit.spans))
            given: dict[str, int] = {}
            for answer in answers:
                given.setdefault(self._key(answer), answer.start)
            starts = [answer.start for answer in answers]
            seen: set[str] = set()
            for hit in hits:
                key = self._key(hit)
                if key in seen:
                    continue
                seen.add(key)
                at = bisect_right(starts, hit.start) - 1
                if at >= 0 and hit.end <= answers[at].end:
                    continue  # this is where it is explained
                place = given.get(key)
                if place is None or (self.before and place > hit.start):
                    yield self.report(hit.start, hit.end, hit.values())

    def _key(self, hit: Hit) -> str:
        """What an `if` and its `then` have in common: their first groups, else nothing."""
        text = (hit.found.group(1) or "") if self.paired else ""
        return text.lower() if self.fold else text
