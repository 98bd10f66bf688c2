"""`required-section`: sections that a document must have, by their headings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from reportlint.custom.fields import Field
from reportlint.custom.matching import Budget
from reportlint.custom.rule import CustomRule
from reportlint.custom.scopes import heading_levels
from reportlint.message import Message
from reportlint.schema import KeyPath

if TYPE_CHECKING:
    from reportlint.document import Document
    from reportlint.finding import Finding


class RequiredSection(CustomRule):
    """Report a section that no heading names, at the empty span before the document."""

    fields: ClassVar[Mapping[str, Field]] = {
        "sections": Field(
            "synonyms",
            Message("须有的部分，可列同义标题", "sections, each a name or a list of synonyms"),
            required=True,
        ),
        "level": Field("count", Message("标题至多在第几层", "the lowest level of heading"), 9),
    }
    says = ("section", "synonyms", "genre")
    sections: ClassVar[tuple[tuple[str, ...], ...]]
    level: ClassVar[int]

    @classmethod
    def build(cls, values: Mapping[str, Any], at: KeyPath) -> dict[str, Any]:  # noqa: ARG003
        """Take the sections."""
        sections = tuple(tuple(map(_bare, words)) for words in values["sections"])
        return {"sections": sections, "level": values["level"]}

    def search(self, document: Document, budget: Budget) -> Iterator[Finding]:  # noqa: ARG002
        """Yield a finding for each section that is missing."""
        level_of = document.view(heading_levels)
        titles = [
            _bare(document.heading_title(heading))
            for heading in document.headings
            if level_of.get(heading.start, 1) <= self.level
        ]
        for words in self.sections:
            if not any(word in title for word in words for title in titles):
                values = {
                    "section": words[0],
                    "synonyms": "、".join(words),
                    "genre": document.genre,
                }
                yield self.report(0, 0, values)


def _bare(text: str) -> str:
    """Return a text without white space, which headings are spaced out with."""
    return "".join(text.split())
