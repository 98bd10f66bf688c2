"""Which parts of a document a table looks at, and in which units it counts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from reportlint.message import Message
from reportlint.schema import KeyPath, SettingError, nearest

if TYPE_CHECKING:
    from reportlint.document import Block, Document, Section

PROSE, RAW = "prose", "raw"
KINDS = {
    "title": ("title", "subtitle"),
    "heading": ("heading",),
    "paragraph": ("paragraph",),
    "item": ("item",),
    "table": ("row",),
    "salutation": ("salutation",),
    "closing": ("closing",),
    PROSE: ("title", "subtitle", "salutation", "heading", "paragraph", "item", "row", "closing"),
}
"""The kinds of block that a scope stands for; `raw` is the text as it was read."""

UNITS = ("sentence", "paragraph", "section", "document")
_LEVEL = re.compile(r"heading\.([1-9])")
_SENTENCES = ("paragraph", "heading", "item")

Span = tuple[int, int]


class Scope:
    """The parts of a document that a rule looks at.

    Args:
        names: Names in `KINDS`, `heading.1` to `heading.9`, or `raw` alone.
        at: The key, for errors.

    Raises:
        SettingError: There is no such scope, or `raw` is not alone.
    """

    def __init__(self, names: tuple[str, ...], at: KeyPath) -> None:
        self.raw = RAW in names
        self._levels: set[int] = set()
        kinds: set[str] = set()
        for name in names:
            level = _LEVEL.fullmatch(name)
            if level:
                self._levels.add(int(level.group(1)))
            elif name in KINDS:
                kinds.update(KINDS[name])
            elif name != RAW:
                known = [*KINDS, "heading.1", "heading.2", "heading.3", RAW]
                fault = Message(f"没有名为 {name} 的范围", f"no scope is called {name}")
                raise SettingError(at, fault, nearest(name, known), name)
        if self.raw and len(names) > 1:
            raise SettingError(
                at,
                Message("raw 不能与其他范围并用", "raw cannot go with other scopes"),
                Message('单写 scope = "raw"', 'write scope = "raw" alone'),
            )
        self._kinds = frozenset(kinds)

    def text(self, document: Document) -> str:
        """Return the text that is searched: masked, or for `raw` as it was read."""
        return document.text if self.raw else document.prose

    def spans(self, document: Document) -> list[Span]:
        """Return the parts in order: one for each block, or the whole raw text."""
        if self.raw:
            return [(0, len(document.text))]
        return [(block.start, block.end) for block in self._blocks(document)]

    def _blocks(self, document: Document) -> list[Block]:
        kinds = self._kinds
        if not self._levels:
            return [block for block in document.blocks if block.kind in kinds]
        level_of = document.view(heading_levels)
        return [
            block
            for block in document.blocks
            if block.kind in kinds
            or (block.kind == "heading" and level_of.get(block.start) in self._levels)
        ]

    def units(self, document: Document, per: str, level: int = 1) -> Iterator[Unit]:
        """Yield the units in which a rule counts, each with the parts that lie in it.

        Args:
            document: The document.
            per: One of `UNITS`.
            level: Of sections: which of them; what lies below them is part of them.
        """
        if self.raw or per == "document":
            yield Unit(0, len(document.text), self.spans(document))
        elif per == "section":
            spans = self.spans(document)
            for section in sections_of(document, level):
                first = bisect_left(spans, (section.start, 0))
                last = bisect_left(spans, (section.end, 0))
                yield Unit(section.start, section.end, spans[first:last], section)
        elif per == "paragraph":
            for start, end in self.spans(document):
                yield Unit(start, end, [(start, end)])
        else:
            starts, texts = document.sentences.starts, document.sentences.texts
            for block in self._blocks(document):
                if block.kind not in _SENTENCES:
                    yield Unit(block.start, block.end, [(block.start, block.end)])
                    continue
                for index in range(
                    bisect_left(starts, block.start), bisect_left(starts, block.end)
                ):
                    span = starts[index], starts[index] + len(texts[index])
                    yield Unit(*span, [span])


class Unit(NamedTuple):
    """A stretch of the document within which a rule counts.

    Attributes:
        start: Its first code point.
        end: Behind its last one.
        spans: The parts of it that the rule looks at.
        section: The section, where it is one.
    """

    start: int
    end: int
    spans: list[Span]
    section: Section | None = None


def heading_levels(document: Document) -> dict[int, int]:
    """Return the level of every heading, from 1, by its offset."""
    return {s.heading.start: s.level for s in document.root.walk() if s.heading is not None}


def sections_of(document: Document, level: int) -> list[Section]:
    """Return the sections of one level in order."""
    return [section for section in document.root.walk() if section.level == level]
