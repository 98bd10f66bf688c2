"""The genre (文种) of a document, from its title, its opening formula, its headings."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reportlint.data import load_table
from reportlint.deferred import lazy

if TYPE_CHECKING:
    import re

    from reportlint.document import Document

UNKNOWN = "unknown"

_REPORTED = ("汇报", "报告", "总结", "通报", "说明", "通知")
_REPORTED_END = lazy(r"[^。：]{0,6}[：。:]")
_FORMULA = lazy(r"[现兹]就?将?[^。：]{0,60}?(汇报|报告|总结|通报|说明|通知)[^。：]{0,6}[：。:]")
_DELIBERATED = lazy(
    r"代表[^。；]{2,40}(?:向[^。；]{0,24}(?:大会|会议|全会)(?:[^。；]{0,12}(?:作|做|提出)[^。；]{0,60})?报告"
    r"|[^。；]{0,20}(?:作|做|报告)政府工作)"
)
"""A report that a government or committee gives to an assembly."""
_REACH = 160
"""More characters than such a sentence has from 代表 to its end."""

_COMBINED = lazy(
    r"(?:(总结)|(?:工作|开展|推进|进展|完成|落实)情况)[^，。；]{0,4}?(?:以及|[及和暨与、])[^，。；]{0,24}"
    r"(?:计划|要点|打算|安排|思路|规划|谋划|重点|任务)(?:的?(?:报告|汇报|材料))?(?:[（(].{1,20}[）)])?$"
)
"""上半年工作总结及下半年工作计划: the one half decides."""

_PERIODICAL = lazy(r"第[\d一二三四五六七八九十百〇零]+期|双周|每周|每月|周报|月报|旬报|季报|日报")
"""A title of a bulletin that appears at intervals: it has no fixed parts."""

_JOURNEY = lazy(
    r"赴(?=[^。]{2,40}?(?:学习|参观|观摩|交流|对接))|考察学习|(?:学习|参观|外出)考察|参观学习|观摩学习"
)
"""A title of what was seen elsewhere: it tells others' merits, and owns up to nothing."""

_REPORT_HEADINGS = (
    "开展情况", "推进情况", "进展情况", "完成情况", "落实情况",
    "主要工作", "工作回顾", "工作总结", "工作情况",
)  # fmt: skip
"""How a heading ends that only reports have."""


@cache
def genre_keywords() -> list[tuple[str, str]]:
    """Return (keyword, genre), longest keyword first, from `genres.toml`."""
    table = load_table(__file__, "genres.toml")
    pairs = [(word, name) for name, entry in table.items() for word in entry["keywords"]]
    pairs.sort(key=lambda pair: -len(pair[0]))
    return pairs


@cache
def _by_last() -> dict[str, list[tuple[str, str, bool]]]:
    """Return (keyword, genre, whether it is bound to the end) by last character, longest first."""
    table: dict[str, list[tuple[str, str, bool]]] = {}
    for word, name in genre_keywords():
        bare = word.removesuffix("$")
        table.setdefault(bare[-1], []).append((bare, name, bare != word))
    return table


def genre_names() -> list[str]:
    """Return the names a configuration may use."""
    names = [name for name in load_table(__file__, "genres.toml") if name != UNKNOWN]
    return [*names, UNKNOWN]


def detect_genre(document: Document) -> str:
    """Name a document's genre.

    A report given to an assembly (代表…向大会作…报告) is one like the government's.
    Else the last genre word of the title decides; then the opening formula
    (现将…汇报如下) among the first paragraphs; then a heading that only reports
    have (工作开展情况).
    """
    title = document.title
    prose = document.prose
    if _is_deliberated(document):
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
        if _PERIODICAL.search(text) or _JOURNEY.search(text):
            return "free"
        named = _combined(text) or _last_keyword(text)
        if named != UNKNOWN:
            return named
    found = _formula(document)
    if found:
        named = _last_keyword(found.group())
        if named != UNKNOWN or "工作" not in found.group():
            return named
        return "situation"
    for block in document.blocks:
        if (
            block.kind == "heading"
            and block.end - block.start <= 24
            and document.heading_title(block).endswith(_REPORT_HEADINGS)
        ):
            return "situation"
    return UNKNOWN


def _is_deliberated(document: Document) -> bool:
    """Whether one of the first blocks says that the report is given to an assembly."""
    blocks = document.blocks[:12]
    if not blocks:
        return False
    prose, end = document.prose, blocks[-1].end
    at = prose.find("代表", 0, end)
    while at >= 0:
        if prose.find("报告", at, at + _REACH) >= 0 or prose.find("政府工作", at, at + _REACH) >= 0:
            block = document.block_at(at)
            if block is not None and _DELIBERATED.match(prose, at, block.end):
                return True
        at = prose.find("代表", at + 2, end)
    return False


def _formula(document: Document) -> re.Match[str] | None:
    """Find 现将…汇报如下 and its like; few texts hold one of its words before a mark."""
    blocks = document.blocks[:8]
    prose = document.prose
    if blocks and _reports(prose, blocks[0].start, blocks[-1].end):
        for block in blocks:
            if block.kind in ("paragraph", "item", "salutation"):
                found = _FORMULA.search(prose, block.start, block.end)
                if found:
                    return found
    return None


def _reports(prose: str, start: int, end: int) -> bool:
    for word in _REPORTED:
        at = prose.find(word, start, end)
        while at >= 0:
            if _REPORTED_END.match(prose, at + 2, end):
                return True
            at = prose.find(word, at + 2, end)
    return False


def _combined(text: str) -> str | None:
    """Return the genre of a title that joins what was done and what is planned."""
    found = _COMBINED.search(text) if "总结" in text or "情况" in text else None
    return ("summary" if found.group(1) else "situation") if found else None


def _last_keyword(text: str) -> str:
    """The genre of the keyword that ends last, of those the longest; `UNKNOWN` without one."""
    by_last = _by_last()
    for end in range(len(text), 0, -1):
        if text[end - 1] not in by_last:
            continue
        name = _ending(text, end)
        if name == UNKNOWN and text.endswith("的报告", 0, end):
            return _ending(text, end - 3) or UNKNOWN  # 关于工作情况的报告
        if name is not None:
            return name
    return UNKNOWN


def _ending(text: str, end: int) -> str | None:
    """The genre of the longest keyword that ends at an offset of a text."""
    for word, name, bound in _by_last().get(text[end - 1], ()):
        if text.endswith(word, 0, end) and (end == len(text) or not bound):
            return name
    return None
