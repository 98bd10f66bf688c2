"""`sequence`: numbers that must go up one by one, or words that must come in a given order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from reportlint.custom.fields import Field
from reportlint.custom.matching import Budget, Hit, Matcher, compiled
from reportlint.custom.rule import LEVEL, PER, CustomRule
from reportlint.custom.scopes import Unit
from reportlint.finding import Related
from reportlint.message import Message
from reportlint.numerals import to_int
from reportlint.schema import KeyPath, SettingError

if TYPE_CHECKING:
    from reportlint.document import Document
    from reportlint.finding import Finding


class Sequence(CustomRule):
    """Report a number that skips others on its first appearance, or a word that comes late."""

    fields: ClassVar[Mapping[str, Field]] = {
        "numbers": Field(
            "string",
            Message("正则，第一组为数字，如 '图(\\d+)'", "a pattern whose first group is a number"),
        ),
        "start": Field("count", Message("从几开始", "the first number"), 1),
        "order": Field(
            "synonyms", Message("依次出现的词，可列同义词", "words in order, or lists of synonyms")
        ),
        "per": PER,
        "level": LEVEL,
    }
    says = ("match", "right", "before")
    numbers: ClassVar[Matcher | None]
    start: ClassVar[int]
    order: ClassVar[Matcher | None]
    rank_of: ClassVar[Mapping[str, int]]
    per: ClassVar[str]
    level: ClassVar[int]

    @classmethod
    def build(cls, values: Mapping[str, Any], at: KeyPath) -> dict[str, Any]:
        """Take either the pattern of the numbers or the order of the words."""
        pattern, order = values["numbers"], values["order"]
        if (pattern is None) == (order is None):
            raise SettingError(
                at,
                Message(
                    "numbers 与 order 要有一项，且只有一项",
                    "either numbers or order must be given, and not both",
                ),
            )
        numbers = None
        if pattern is not None:
            made = compiled(pattern, (*at, "numbers"))
            if not made.groups:
                raise SettingError(
                    (*at, "numbers"),
                    Message(
                        "正则里要有一个括住数字的组", "the pattern needs a group for the number"
                    ),
                    Message("如 '图(\\d+)'", "as in '图(\\d+)'"),
                    pattern,
                )
            numbers = Matcher((), [made])
        ranks = {word: rank for rank, words in enumerate(order or ()) for word in words}
        return {
            "numbers": numbers,
            "start": values["start"],
            "order": Matcher(tuple(ranks)) if ranks else None,
            "rank_of": ranks,
            "per": values["per"],
            "level": values["level"],
        }

    @classmethod
    def groups(cls, built: Mapping[str, Any]) -> list[str]:
        """Return the groups of the pattern."""
        numbers = built["numbers"]
        return numbers.groups if numbers is not None else []

    def search(self, document: Document, budget: Budget) -> Iterator[Finding]:
        """Yield the findings of each unit."""
        for unit in self.scope.units(document, self.per, self.level):
            if self.numbers is not None:
                yield from self._gaps(document, budget, unit, self.numbers)
            elif self.order is not None:
                yield from self._late(document, budget, unit, self.order)

    def _gaps(
        self, document: Document, budget: Budget, unit: Unit, matcher: Matcher
    ) -> Iterator[Finding]:
        highest = self.start - 1
        last: Hit | None = None
        for hit in self.hits(document, matcher, budget, unit.spans):
            try:
                number = to_int(hit.found.group(1) or "")
            except ValueError:
                continue
            if number > highest + 1:
                values = {
                    **hit.values(),
                    "right": str(highest + 1),
                    "before": last.text if last else "",
                }
                yield self.report(hit.start, hit.end, values, related=self._related(last))
            if number > highest:
                highest, last = number, hit

    def _late(
        self, document: Document, budget: Budget, unit: Unit, matcher: Matcher
    ) -> Iterator[Finding]:
        first: dict[int, Hit] = {}
        for hit in self.hits(document, matcher, budget, unit.spans):
            first.setdefault(self.rank_of[hit.text], hit)
        top, last = -1, None
        for rank, hit in first.items():
            if rank < top and last is not None:
                values = {**hit.values(), "right": hit.text, "before": last.text}
                yield self.report(hit.start, hit.end, values, related=self._related(last))
            else:
                top, last = rank, hit

    def _related(self, last: Hit | None) -> list[Related]:
        if last is None:
            return []
        return [Related(last.start, last.end, self.say("前一处", "the one before"))]
