"""RPT802: parts that do not add up to their whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportlint import Document, Finding, Message, Rule, Severity, lazy

_NUMBER = r"([0-9][0-9,]*(?:\.[0-9]+)?)"
_UNIT = "(万元|亿元|万人|人次|个|项|条|件|人|名|次|家|户|份|场|期|篇|起|处|所|台|辆|元|亩|吨|公里)"
_UNIT_ENDS = frozenset("元亿人次个项条件名家户份场期篇起处所台辆亩吨里")
_FIGURES = frozenset("0123456789,")
_DIVIDES = ("其中", "分别为", "分别是", "包括", "分为", "即")
_RATES = ("整改率", "解决率", "办结率", "完成率")
_WHOLE = lazy(rf"(?:共|共计|合计|累计|总计|总数)[^，。；：0-9]{{0,12}}{_NUMBER}{_UNIT}")
_PART = lazy(rf"[^，。；、：0-9]{{0,14}}{_NUMBER}{_UNIT}")
_CLOSED = lazy(r"[，：,:]?(?:其中[：:]?|分别(?:为|是)|包括|分为|即)")
_RATE = lazy(
    rf"(?:查找|查摆|发现|梳理|收集|受理|排查)[^，。；0-9]{{0,10}}{_NUMBER}{_UNIT}[^。；0-9]{{0,8}}，"
    rf"(?:已|目前已|现已)?(?:整改|解决|办结|完成|销号)[^，。；0-9]{{0,6}}{_NUMBER}{_UNIT}[^。；0-9]{{0,4}}，"
    rf"[^，。；0-9]{{0,4}}(?:整改|解决|办结|完成)率[^，。；0-9]{{0,4}}{_NUMBER}[%％]"
)


class PartSumMismatch(Rule):
    """分项与总数不符。

    “共20个，其中A12个、B9个”加起来不是20；整改数与整改率算不拢。请核对数据。
    只查写法封闭、能够断定的句式。
    ---
    Parts that do not add up to their whole.

    A total and its parts, or a count and its rate, contradict each other. Only closed
    forms are judged, where the arithmetic is certain.
    """

    code, name, severity = "RPT802", "part-sum-mismatch", Severity.WARNING
    source = "惯例（数据核对）"
    remedy = Message("核对各分项与总数", "check the parts and the total")
    valid = (
        "共召开会议21次，其中党组会13次、专题会8次。",
        "公路总里程共639公里，其中高速370公里，新增国道2600公里。",
        "共办理793件，其中重点12件。",
        "查找问题10个，已整改8个，整改率80%。",
        "共有企业20家，其中国有企业12家、民营企业6家等。",
    )
    invalid = (
        "共解决问题⟦20个，其中民生类12个、发展类9个⟧。",
        "⟦查找问题10个，已整改8个，整改率90%⟧。",
        "共培训⟦30人次，其中干部40人次⟧。",
    )

    anchors = (*_DIVIDES, *_RATES)

    def check(self, document: Document) -> Iterator[Finding]:
        prose = document.prose
        for word in _DIVIDES:
            for at in document.places(word):
                end = at - 1 if at and prose[at - 1] in "，：,:" else at
                if _ends_a_number(prose, end):
                    for found in _WHOLE.finditer(prose, _clause_start(prose, end), end):
                        if found.end() == end:
                            yield from self._parts(prose, found)
        if any(
            not _FIGURES.isdisjoint(prose[at + 3 : at + 8])
            for word in _RATES
            for at in document.places(word)
        ):
            for found in _RATE.finditer(prose):
                whole, part, rate = (_value(found.group(i)) for i in (1, 3, 5))
                if whole and abs(part / whole * 100 - rate) > 0.6:
                    yield self.finding(
                        *found.span(),
                        Message("{part}/{whole}应为{right}%", "{part}/{whole} makes {right}%"),
                        part=found.group(3),
                        whole=found.group(1),
                        right=round(part / whole * 100, 1),
                    )

    def _parts(self, prose: str, whole: re.Match[str]) -> Iterator[Finding]:
        lead = _CLOSED.match(prose, whole.end())
        if lead is None:
            return
        parts: list[float] = []
        at = lead.end()
        while True:
            part = _PART.match(prose, at)
            if part is None or part.group(2) != whole.group(2):
                break
            parts.append(_value(part.group(1)))
            at = part.end()
            if prose[at : at + 1] not in ("、", "和"):
                break
            at += 1
        if not parts:
            return
        total = _value(whole.group(1))
        closes = prose[at : at + 1] in ("。", "；", "")
        exact = "其中" not in lead.group() or len(parts) > 1
        too_much = sum(parts) > total + 1e-9
        too_little = exact and closes and len(parts) > 1 and sum(parts) < total - 1e-9
        if too_much or (too_little and "其中" not in lead.group()):
            start = whole.start(1)
            yield self.finding(
                start,
                at,
                Message(
                    "各分项合计{sum}，与总数{total}不符",
                    "the parts make {sum}, the total says {total}",
                ),
                sum=_plain(sum(parts)),
                total=_plain(total),
            )


def _ends_a_number(prose: str, end: int) -> bool:
    """Whether a unit behind a figure ends at an offset."""
    if end < 2 or prose[end - 1] not in _UNIT_ENDS:
        return False
    return not _FIGURES.isdisjoint(prose[max(end - 3, 0) : end - 1])


_REACH = 200
"""More characters than a total has; it stands within a clause."""


def _clause_start(prose: str, end: int) -> int:
    start = max(0, end - _REACH)
    return max(start, *(prose.rfind(mark, start, end) + 1 for mark in "，。；："))


def _value(text: str) -> float:
    return float(text.replace(",", ""))


def _plain(value: float) -> str:
    return f"{value:g}" if value < 1e6 else f"{value:.0f}"
