"""The genre (文种) of a document, from its title, its opening formula, its headings."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reportlint.data import load_table
from reportlint.deferred import lazy

if TYPE_CHECKING:
    from reportlint.document import Document

UNKNOWN = "unknown"

_FORMULA = lazy(r"[现兹]就?将?[^。：]{0,60}?(汇报|报告|总结|通报|说明|通知)[^。：]{0,6}[：。:]")
_DELIBERATED = lazy(
    r"代表[^。；]{2,40}(?:向[^。；]{0,24}(?:大会|会议|全会)(?:[^。；]{0,12}(?:作|做|提出)[^。；]{0,60})?报告"
    r"|[^。；]{0,20}(?:作|做|报告)政府工作)"
)
"""A report that a government or committee gives to an assembly."""

_PERIODICAL = lazy(r"第[\d一二三四五六七八九十百〇零]+期|双周|每周|每月|周报|月报|旬报|季报|日报")
"""A title of a bulletin that appears at intervals: it has no fixed parts."""

_REPORT_HEADING = lazy(r"(?:(?:开展|推进|进展|完成|落实)情况|主要工作|工作回顾|工作总结|工作情况)$")


@cache
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

    A report given to an assembly (代表…向大会作…报告) is one like the government's.
    Else the last genre word of the title decides; then the opening formula
    (现将…汇报如下) among the first paragraphs; then a heading that only reports
    have (工作开展情况).
    """
    pairs = genre_keywords()
    title = document.title
    prose = document.prose
    if "代表" in prose and any(
        _DELIBERATED.search(prose, block.start, block.end) for block in document.blocks[:12]
    ):
        return "government"
    spans = [(title.start, title.end)] if title else []
    spans += [(b.start, b.end) for b in document.blocks[:6] if b.kind == "subtitle"]
    if document.front_title:
        spans.append(document.front_title)
    for start, end in spans:
        text = (
            document.text[start:end] if (start, end) == document.front_title else prose[start:end]
        )
        text = "".join(text.split())  # 政 府 工 作 报 告
        if _PERIODICAL.search(text):
            return "free"
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
    for block in document.blocks:
        if (
            block.kind == "heading"
            and block.end - block.start <= 24
            and _REPORT_HEADING.search(document.heading_title(block))
        ):
            return "situation"
    return UNKNOWN


def _last_keyword(text: str, pairs: list[tuple[str, str]]) -> str | None:
    """The genre of the keyword that ends last; of those, the longest."""
    best, best_end = None, 0
    closed = f"{text}$"  # a keyword that ends in $ stands at the end only
    for word, name in pairs:
        if word in closed:
            end = min(closed.rfind(word) + len(word), len(text))
            if end > best_end:
                best, best_end = name, end
    return best
