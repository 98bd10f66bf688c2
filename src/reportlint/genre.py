"""The genre (文种) of a document, from its title, its opening formula, its headings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportlint.data import load_table

if TYPE_CHECKING:
    from reportlint.document import Document

UNKNOWN = "unknown"

_FORMULA = re.compile(
    r"[现兹]就?将?[^。：]{0,60}?(汇报|报告|总结|通报|说明|通知)[^。：]{0,6}[：。:]"
)


def genre_keywords() -> list[tuple[str, str]]:
    """Return (keyword, genre), longest keyword first, from `genres.toml`."""
    table = load_table(__file__, "genres.toml")
    pairs = [(word, name) for name, entry in table.items() for word in entry["keywords"]]
    pairs.sort(key=lambda pair: -len(pair[0]))
    return pairs


def genre_names() -> list[str]:
    """Return the names a configuration may use."""
    return [*load_table(__file__, "genres.toml"), UNKNOWN]


def detect_genre(document: Document) -> str:
    """Name a document's genre.

    The last genre word of the title decides; then the opening formula
    (现将…汇报如下) among the first paragraphs.
    """
    pairs = genre_keywords()
    title = document.title
    prose = document.prose
    spans = [(title.start, title.end)] if title else []
    spans += [(b.start, b.end) for b in document.blocks[:6] if b.kind == "subtitle"]
    if document.front_title:
        spans.append(document.front_title)
    for start, end in spans:
        text = (
            document.text[start:end] if (start, end) == document.front_title else prose[start:end]
        )
        named = _last_keyword(text, pairs)
        if named:
            return named
    for block in document.blocks[:8]:
        if block.kind in ("paragraph", "item", "salutation"):
            found = _FORMULA.search(prose, block.start, block.end)
            if found:
                named = _last_keyword(found.group(), pairs)
                if named:
                    return named
                if found.group(1) in ("汇报", "报告"):
                    return "situation"
                return {"总结": "summary"}.get(found.group(1), UNKNOWN)
    return UNKNOWN


def _last_keyword(text: str, pairs: list[tuple[str, str]]) -> str | None:
    """The genre of the keyword that ends last; of those, the longest."""
    best, best_end = None, 0
    for word, name in pairs:
        at = text.rfind(word)
        if at >= 0 and at + len(word) > best_end:
            best, best_end = name, at + len(word)
    return best
