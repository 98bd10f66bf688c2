"""Plain text: every line is a block, the conventions of official style give the tree."""

from __future__ import annotations

from reportlint import Document, ParseContext, Source, apply_masks, common_masks, outline


class PlainParser:
    """Parses `.txt`, and any text whose format nobody names."""

    name = "plain"
    suffixes = (".txt", ".text")
    fixable = True

    def parse(self, source: Source, context: ParseContext) -> Document:
        """Return the document; total, for any text whatever."""
        prose = apply_masks(source.text, common_masks(source.text, context))
        return Document(source, prose, outline(prose), self.name, context.genre)
