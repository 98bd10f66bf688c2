"""RPT509: the shape of ellipsis, dash and range mark."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportlint import Document, Edit, Example, Finding, Fix, Message, Rule, Severity, lazy

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_ELLIPSIS = lazy(
    rf"\.{{3,}}(?<=[{_HAN}”》）、，]...)\.*|。{{3,}}|…{{3,}}|(?<!…)…(?!…)(?=[^…]|\Z)|·{{3,}}"
)
_DASH = lazy(rf"-{{2,}}(?<=[{_HAN}”》）]--)-*(?=[{_HAN}“《（])")
_TILDE = lazy(r"~(?<=\d~)(?=\d)|~(?<=[%％万亿年月日时点元]~)(?=\d)")
# the middle of a formula or a series: F1×A1＋…＋Fn×An, i=1，2，…，n
_LINKS = frozenset("，、,＋+-－×*·/；;")
_TERM = lazy(r"[，、,＋+－×*·/；;-] ?[A-Za-z0-9]")
_LEADER = lazy(r"[.。·…]{4,}\s*\d+\s*$")


class EllipsisDashForm(Rule):
    """省略号、破折号、连接号形式不规范。

    省略号是六个连点“……”，破折号占两字“——”，数值范围用“～”或“—”。
    ---
    Ellipsis, dash or range mark in a wrong shape.

    The ellipsis is six dots ……, the dash is two cells wide ——, a range takes ～ or —.
    """

    code, name, severity = "RPT509", "ellipsis-dash-form", Severity.WARNING
    source = "GB/T 15834—2011 4.10.2、4.11.2、4.13"
    remedy = Message("改为规范形式“{good}”", "write {good}")
    valid = (
        "学习、调研……",
        "2020—2023年，增长3～5个百分点。",
        "工作——成效。",
        "第一章 总则..........3",
        "长江—黄河流域",
        "F1×A1＋…＋Fn×An；F1、F2、…、Fn；i=1，2，…，n；x1, x2, …, xn。",
        Example("| 序号 | 名称 |\n|---|---|\n| 1 | 甲 |\n| … | ... |", format="markdown"),
        "项目名称\t责任单位\n道路改造\t住建局\n…\t…",
        Example(
            "运行 `cmd --flag`。\n\n---\n\n| a | b |\n|---|---|\n| 甲 | 乙 |", format="markdown"
        ),
    )
    invalid = (
        Example("学习、调研等⟦...⟧\n下一步", fixed="学习、调研等……\n下一步"),
        Example("工作⟦--⟧成效明显。", fixed="工作——成效明显。"),
        Example("他想了想⟦。。。⟧没有说话。", fixed="他想了想……没有说话。"),
        Example("增长3⟦~⟧5个百分点。", fixed="增长3～5个百分点。"),
        Example(
            "| 名称 |\n|---|\n| 道路、桥梁⟦...⟧ |",
            format="markdown",
            fixed="| 名称 |\n|---|\n| 道路、桥梁…… |",
        ),
        "学习、⟦…⟧、调研。",
        Example("甲、乙、丙⟦…⟧都参加了。", fixed="甲、乙、丙……都参加了。"),
    )

    anchors = ("...", "。。。", "…", "···", "--", "~")

    def check(self, document: Document) -> Iterator[Finding]:
        prose = document.prose
        if "..." in prose or "。。。" in prose or "…" in prose or "···" in prose:
            for found in _ELLIPSIS.finditer(prose):
                end = prose.find("\n", found.start())
                line_end = end if end >= 0 else len(prose)
                if found.group() in ("……", "…………") or _LEADER.match(prose, found.start(), line_end):
                    continue
                if _fills_cell(document.text, *found.span()) or _in_formula(prose, *found.span()):
                    continue
                yield self._one(found, "……")
        if "--" in prose:
            for found in _DASH.finditer(prose):
                yield self._one(found, "——")
        if "~" in prose:
            for found in _TILDE.finditer(prose):
                yield self._one(found, "～")

    def _one(self, found: re.Match[str], good: str) -> Finding:
        start, end = found.span()
        return self.finding(
            start,
            end,
            Message("“{bad}”形式不规范", "{bad} is not the right shape"),
            bad=found.group(),
            good=good,
            fix=Fix((Edit(start, end, good),)),
        )


def _in_formula(prose: str, start: int, end: int) -> bool:
    """Whether marks stand on both sides, and a letter or a figure behind."""
    before = prose[max(0, start - 2) : start].rstrip(" ")[-1:]
    return before in _LINKS and _TERM.match(prose, end) is not None


def _fills_cell(text: str, start: int, end: int) -> bool:
    """Whether a span is all that a cell of a table holds: rows that are left out."""
    before = text[max(0, start - 3) : start].rstrip(" \u3000")[-1:]
    after = text[end : end + 3].lstrip(" \u3000")[:1]
    return (
        before in ("|", "\t", "\n", "")
        and after in ("|", "\t", "\r", "\n", "")
        and (before in ("|", "\t") or after in ("|", "\t"))
    )
