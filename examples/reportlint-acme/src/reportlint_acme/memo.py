"""Memos: header fields as in a letter, an empty line, then a text in official style."""

from __future__ import annotations

import re

from reportlint import (
    BLANK,
    Document,
    Mask,
    ParseContext,
    Source,
    apply_masks,
    common_masks,
    outline,
)

_FIELD = re.compile(r"(To|From|Date|Subject):[ \t]*([^\r\n]*)(?:\r\n|\r|\n|\Z)")


class MemoParser:
    """Parses `.memo`: of the header fields only the subject is prose, the title."""

    name = "memo"
    suffixes = (".memo",)
    fixable = True  # the document's text is the file's, so that `--fix` may write it back

    def parse(self, source: Source, context: ParseContext) -> Document:
        """Return the document; total, for any text whatever."""
        text = source.text
        masks = common_masks(text, context)
        field = _FIELD.match(text)
        while field is not None:
            kept = field.start(2) if field[1] == "Subject" else field.end(2)
            masks.append(Mask(field.start(), kept, BLANK))
            field = _FIELD.match(text, field.end())
        prose = apply_masks(text, masks)
        return Document(source, prose, outline(prose), self.name, context.genre)
