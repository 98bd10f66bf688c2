"""RPT803: years that do not fit the document's own."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator

from reportlint import Document, Finding, Message, Rule, Severity, lazy

_YEAR = lazy(r"(?:19|20)[0-9]{2}年(?![前代版])(?<![0-9].{5})")
_ANY_YEAR = lazy(r"年(?<=[0-9０-９〇○零一二三四五六七八九]{4}年)")
_PLAN = lazy(r"(?:计划|打算|安排|工作思路|工作重点|重点工作|主要任务|目标任务|工作要点|展望)")
_DONE = lazy(r"完成|落实|执行|回顾|总结|情况|半年|季度|月|后续|以来")
"""What makes a heading with 计划 one of what was done, or of a part of the year."""
_CENTURIES = ("19", "20")  # a year in figures holds one
_PARTIAL = lazy(r"半年|季度|月|阶段|学期|计划|打算|安排|思路|谋划|要点")
_RELATIVE = ("今年", "去年", "明年", "本年度", "上年度")


class YearConsistency(Rule):
    """年份前后不一，或相对年份没有着落。

    标题写的年份与正文回顾的年份不符、下一步计划的年份不晚于总结的年份，多是沿用旧稿所致；
    全文没有出现具体年份的“今年”“去年”，日后难以判断。
    ---
    Years that do not fit, or a relative year with nothing to stand on.

    A title's year that the text never reviews, or a plan for a year that is over, comes
    from an old draft. 今年 in a text that names no year cannot be dated later.
    """

    code, name, severity = "RPT803", "year-consistency", Severity.INFO
    source = "惯例"
    remedy = Message("核对年份", "check the year")
    valid = (
        "2023年工作总结\n2023年，全面完成任务，比2022年增长5%。\n二、2024年工作打算\n继续推进。",
        "2023年工作总结\n今年以来，各项任务扎实推进。",
        "2023年工作总结\n2023年，稳步推进。\n一、2023年工作计划完成情况\n全面完成。\n二、2024年工作打算\n继续推进。",
        "2023年上半年工作总结\n2023年，稳步推进。\n二、2023年下半年工作打算\n继续推进。",
        "工作汇报\n“十四五”时期，近年来成效明显。",
    )
    invalid = (
        "⟦2023年⟧工作总结\n2022年，各项任务全面完成。2022年以来，成效明显，2022年底通过验收。",
        "2023年工作总结\n2023年，全面完成任务。\n二、⟦2022年⟧工作打算\n继续推进。",
        "2023年度工作总结\n2023年，全面完成任务。\n二、存在问题及⟦2023年⟧工作计划\n继续推进。",
        "工作汇报\n⟦今年⟧以来，各项任务扎实推进。",
    )

    def anchor_words(self) -> Iterable[str]:
        return (*_RELATIVE, *_CENTURIES)

    def check(self, document: Document) -> Iterator[Finding]:
        prose = document.prose
        places = sorted(at for word in _CENTURIES for at in document.places(word))
        years = [(at, prose[at : at + 4]) for at in places if _YEAR.match(prose, at)]
        if not years:
            relative = _first_relative(document)
            if relative and len(document.blocks) > 1 and _ANY_YEAR.search(prose) is None:
                yield self.finding(
                    *relative,
                    Message("“{text}”没有对应的具体年份", "{text} with no year anywhere"),
                    text=prose[slice(*relative)],
                    remedy=Message("首次出现时写明年份", "name the year where it first occurs"),
                )
            return
        title = document.title
        if title is None:
            return
        start, own = next((y for y in years if y[0] >= title.start), years[-1])
        if not title.start <= start < title.end:
            return
        body = Counter(year for at, year in years if at >= title.end)
        if body:
            most, count = body.most_common(1)[0]
            if (
                own not in body
                and count >= 3
                and most < own
                and not _PLAN.search(prose, title.start, title.end)
            ):
                yield self.finding(
                    start,
                    start + 5,
                    Message(
                        "标题是{own}年，正文多处是{most}年", "the title says {own}, the text {most}"
                    ),
                    own=own,
                    most=most,
                )
        past = _past(prose, title.start, title.end)
        if not past and all(year >= own for _, year in years):
            return
        starts = [at for at, _ in years]
        for heading in document.headings:
            first = bisect_left(starts, heading.start)
            if first == len(starts) or starts[first] >= heading.end:
                continue
            start, year = years[first]
            late = year < own or (past and year == own)
            if (
                late
                and _PLAN.search(prose, start + 5, heading.end)
                and not _DONE.search(prose, start + 5, heading.end)
            ):
                yield self.finding(
                    start,
                    start + 5,
                    Message(
                        "{own}年的文稿里计划{year}年的工作",
                        "a plan for {year} in a document of {own}",
                    ),
                    own=own,
                    year=year,
                    severity=Severity.WARNING if year < own else None,
                )


def _past(prose: str, start: int, end: int) -> bool:
    """Whether a title sums up a whole year, so that a plan must be for the next one."""
    return "总结" in prose[start:end] and _PARTIAL.search(prose, start, end) is None


def _first_relative(document: Document) -> tuple[int, int] | None:
    """Return the span of the first relative year, 今年来 aside."""
    prose = document.prose
    spans = [
        (at, at + len(word))
        for word in _RELATIVE
        for at in document.places(word)
        if not prose.startswith("今年来", at)
    ]
    return min(spans, default=None)
