"""`paired-markers`: marks that open and marks that close."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from reportlint.custom.fields import Field
from reportlint.custom.matching import Budget, Hit, Matcher
from reportlint.custom.rule import LEVEL, PER, CustomRule
from reportlint.message import Message
from reportlint.schema import KeyPath, SettingError

if TYPE_CHECKING:
    from reportlint.document import Document
    from reportlint.finding import Finding


class PairedMarkers(CustomRule):
    """Report marks without partner, within each unit; pairs may nest."""

    fields: ClassVar[Mapping[str, Field]] = {
        "pairs": Field("pairs", Message("成对的标记", "the pairs of marks"), required=True),
        "per": PER._replace(default="paragraph"),
        "level": LEVEL,
    }
    says = ("match", "right")
    matcher: ClassVar[Matcher]
    closes: ClassVar[Mapping[str, str]]
    opens: ClassVar[Mapping[str, str]]
    per: ClassVar[str]
    level: ClassVar[int]

    @classmethod
    def build(cls, values: Mapping[str, Any], at: KeyPath) -> dict[str, Any]:
        """Take the pairs; a mark belongs to one of them."""
        seen: set[str] = set()
        for pair in values["pairs"]:
            for mark in {*pair}:
                if mark in seen:
                    raise SettingError(
                        (*at, "pairs"),
                        Message(f"{mark} 出现在两对里", f"{mark} stands in two pairs"),
                        value=mark,
                    )
                seen.add(mark)
        return {
            "matcher": Matcher(sorted(seen)),
            "closes": dict(values["pairs"]),
            "opens": {last: first for first, last in values["pairs"]},
            "per": values["per"],
            "level": values["level"],
        }

    def search(self, document: Document, budget: Budget) -> Iterator[Finding]:
        """Yield a finding for every mark without partner."""
        if not self.matcher.may_match(self.scope.text(document)):
            return
        for unit in self.scope.units(document, self.per, self.level):
            hits = self.hits(document, self.matcher, budget, unit.spans)
            for hit, partner in sorted(self._alone(hits)):
                values = {"match": hit.text, "right": partner}
                yield self.report(hit.start, hit.end, values)

    def _alone(self, hits: Iterator[Hit]) -> Iterator[tuple[Hit, str]]:
        """Yield each mark without partner, with the mark it lacks."""
        waiting: list[Hit] = []
        open_now: Counter[str] = Counter()
        for hit in hits:
            mark = hit.text
            opener = self.opens.get(mark)
            if opener is not None and open_now[opener]:
                while (left := waiting.pop()).text != opener:
                    open_now[left.text] -= 1
                    yield left, self.closes[left.text]
                open_now[opener] -= 1
            elif mark in self.closes:
                waiting.append(hit)
                open_now[mark] += 1
            else:
                yield hit, self.opens[mark]
        for left in waiting:
            yield left, self.closes[left.text]
