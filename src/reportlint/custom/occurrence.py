"""`occurrence`: how often words or patterns may, or must, occur."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from reportlint.custom.fields import Field
from reportlint.custom.matching import Budget, Matcher
from reportlint.custom.rule import LEVEL, PER, WORDS, CustomRule, words_of
from reportlint.custom.wording import clipped
from reportlint.finding import Related
from reportlint.message import Message
from reportlint.schema import KeyPath, SettingError

if TYPE_CHECKING:
    from reportlint.custom.matching import Hit
    from reportlint.custom.scopes import Unit
    from reportlint.document import Document
    from reportlint.finding import Finding


class Occurrence(CustomRule):
    """Report a unit that holds too many or too few: at the first that is too much.

    Too few are reported at the unit: a sentence, a paragraph, a section's heading, or the
    empty span at the start for the whole document.
    """

    fields: ClassVar[Mapping[str, Field]] = {
        **WORDS,
        "at-most": Field("count", Message("至多几次", "how often at most")),
        "at-least": Field("count", Message("至少几次", "how often at least")),
        "per": PER,
        "level": LEVEL,
    }
    says = ("match", "count", "limit")
    matcher: ClassVar[Matcher]
    most: ClassVar[int | None]
    least: ClassVar[int | None]
    per: ClassVar[str]
    level: ClassVar[int]

    @classmethod
    def build(cls, values: Mapping[str, Any], at: KeyPath) -> dict[str, Any]:
        """Take the limits; there must be one, and they must leave room."""
        most, least = values["at-most"], values["at-least"]
        if most is None and least is None:
            raise SettingError(
                at,
                Message("at-most 与 at-least 至少要有一项", "at-most or at-least must be given"),
                Message("如 at-most = 3", "as in at-most = 3"),
            )
        if most is not None and least is not None and least > most:
            raise SettingError(
                (*at, "at-least"),
                Message(
                    f"at-least（{least}）大于 at-most（{most}）",
                    f"at-least ({least}) is above at-most ({most})",
                ),
            )
        return {
            "matcher": words_of(values, at),
            "most": most,
            "least": least,
            "per": values["per"],
            "level": values["level"],
        }

    @classmethod
    def literals(cls, built: Mapping[str, Any]) -> tuple[str, ...]:
        """Return the words, unless their absence is what is looked for."""
        return () if built["least"] else super().literals(built)

    def search(self, document: Document, budget: Budget) -> Iterator[Finding]:
        """Yield one finding for each unit at fault."""
        if not self.least and not self.matcher.may_match(self.scope.text(document)):
            return
        for unit in self.scope.units(document, self.per, self.level):
            hits = list(self.hits(document, self.matcher, budget, unit.spans))
            if self.most is not None and len(hits) > self.most:
                yield self._too_many(hits, self.most)
            elif self.least is not None and len(hits) < self.least:
                yield self._too_few(document, unit, hits, self.least)

    def _too_many(self, hits: list[Hit], most: int) -> Finding:
        hit = hits[most]
        values = {**hit.values(), "count": str(len(hits)), "limit": str(most)}
        before = self.say("前面已有", "also here")
        related = [Related(one.start, one.end, before) for one in hits[:most][:10]]
        return self.report(hit.start, hit.end, values, related=related)

    def _too_few(self, document: Document, unit: Unit, hits: list[Hit], least: int) -> Finding:
        start, end = unit.start, unit.end
        if unit.section is not None and unit.section.heading is not None:
            end = unit.section.heading.end
        elif self.scope.raw or self.per == "document":
            end = start
        match = clipped(hits[0].text if hits else document.text[start:end])
        values = {"match": match, "count": str(len(hits)), "limit": str(least)}
        return self.report(start, end, values)
