"""RPT802: parts that do not add up to their whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportlint import Document, Finding, Message, Rule, Severity, lazy

_NUMBER = r"([0-9][0-9,]*(?:\.[0-9]+)?)"
_UNIT = "(万元|亿元|万人|人次|个|项|条|件|人|名|次|家|户|份|场|期|篇|起|处|所|台|辆|元|亩|吨|公里)"
_UNIT_ENDS = frozenset("元亿人次个项条件名家户份场期篇起处所台辆亩吨里")
_FIGURES = frozenset("0123456789,")
_DIVIDES = frozenset(("其中", "分别为", "分别是", "包括", "分为", "即"))
_RATES = ("整改率", "解决率", "办结率", "完成率")
_PENDING = frozenset(
    (
        "正在整改",
        "正在办理",
        "正在推进",
        "正在解决",
        "正在落实",
        "未整改",
        "未完成",
        "未办结",
        "未解决",
    )
)
_WHOLE = lazy(rf"(?:共|共计|合计|累计|总计|总数)[^，。；：0-9]{{0,12}}{_NUMBER}{_UNIT}")
_COUNT = lazy(rf"{_NUMBER}{_UNIT}")
_PART = lazy(rf"([^，。；、：0-9（(）)]{{0,14}}?){_NUMBER}{_UNIT}(?=[，。；、和及等）)\s]|$)")
_CLOSED = lazy(r"[，：,:（(]?(其中|分别(?:为|是)|包括|分为|即)[：:]?")
_NO_WHOLE = lazy(r"[每第比较均]|同比|增加|增长|减少|下降|提高|上升|相当于|超过|至少|以上")
"""What makes a figure without 共 none of a whole."""
_RATE = lazy(
    rf"(?:查找|查摆|发现|梳理|收集|受理|排查)[^，。；0-9]{{0,10}}{_NUMBER}{_UNIT}[^。；0-9]{{0,8}}，"
    rf"(?:已|目前已|现已)?(?:整改|解决|办结|完成|销号)[^，。；0-9]{{0,6}}{_NUMBER}{_UNIT}[^。；0-9]{{0,4}}，"
    rf"(?:总|综合|总体|平均|问题|任务|事项)?(?:整改|解决|办结|完成)率[^，。；0-9]{{0,4}}{_NUMBER}[%％]"
)
_SETTLED = lazy(
    rf"{_NUMBER}{_UNIT}(?:[^，。；0-9]{{0,8}}，)?[^，。；0-9]{{0,6}}已[^，。；0-9]{{0,8}}{_NUMBER}{_UNIT}"
    rf"[，、；][^，。；0-9]{{0,4}}(?:正在|未)(?:整改|办理|推进|解决|落实|完成|办结)[^，。；0-9]{{0,4}}{_NUMBER}{_UNIT}"
)
_OTHER_COUNT = lazy(
    r"(?:研究|讨论|听取|审议|学习|惠及|带动|服务|撬动|吸引|引进|协调|解决|化解|涉及|收集|邀请)[^，。；、]"
)
"""How a count begins that is none of the same things: 召开会议24次，其中研究议题30次."""
_COUNTABLE = frozenset(("人", "户", "家", "亩", "公里", "吨"))
"""Units of which a part is sure to be one of the whole, also where no 共 says what the whole is."""
_OPPOSITES = (
    ("男", "女"), ("城", "乡"), ("城", "农村"), ("内", "外"), ("上半年", "下半年"), ("线上", "线下"),
    ("中央", "地方"), ("甲", "乙"), ("白班", "夜班"), ("上午", "下午"), ("公办", "民办"),
)  # fmt: skip
"""Nothing belongs to both: pairs of what parts begin with, or end with."""


class PartSumMismatch(Rule):
    """分项与总数不符。

    “共20个，分为甲类12个、乙类9个”加起来不是20；整改数与整改率算不拢。请核对数据。
    只查写法封闭、能够断定的句式。“其中”各项可能重叠，合计超过总数的，只作提示。
    ---
    Parts that do not add up to their whole.

    A total and its parts, or a count and its rate, contradict each other. Only closed
    forms are judged, where the arithmetic is certain. What stands under 其中 may overlap:
    that its sum exceeds the total is only noted.
    """

    code, name, severity = "RPT802", "part-sum-mismatch", Severity.WARNING
    source = "惯例（数据核对）"
    remedy = Message("核对各分项与总数", "check the parts and the total")
    valid = (
        "排查隐患1200处，已整改1150处，重大隐患整改率100%。收集诉求300件，已办结280件，按期办结率100%。",
        "共召开会议21次，其中党组会13次、专题会8次。",
        "公路总里程共639公里，其中高速370公里，新增国道2600公里。",
        "共办理793件，其中重点12件。",
        "查找问题10个，已整改8个，整改率80%。",
        "共有企业20家，其中国有企业12家、民营企业6家等。",
        "新建学校3所，改建5所，其中乡镇学校6所。",
        "较上年增加5家，其中规模以上20家。",
        "新建学校3所、幼儿园5所，其中公办6所。",
        "投入资金2亿元，其中总投资3亿元的项目已开工。",
        "全局干部86人，其中男55人、女31人。",
        "15个问题已整改12个，正在整改2个，长期坚持1个。",
        "种植业2300亩，包括蔬菜1200亩、水果800亩。",
        "共召开会议24次，其中研究议题30次。",
        "召开会议24次，其中研究议题30次。",
    )
    invalid = (
        "共解决问题⟦20个，其中民生类12个、发展类9个⟧。",
        "⟦查找问题10个，已整改8个，整改率90%⟧。",
        "共培训⟦30人次，其中干部40人次⟧。",
        "共有党员⟦50名，其中女党员20名、少数民族党员15名、青年党员40名⟧。",  # may overlap: info
        "发展党员⟦18名，其中一线职工20名⟧。",
        "全局干部⟦86人，其中男56人、女31人⟧。",
        "全局干部⟦86人，其中男性54名、女性31名⟧。",
        "种植业⟦2300亩，包括蔬菜1200亩、水果800亩、药材400亩⟧。",
        "全镇共有党员⟦320名（其中女党员330名⟧）。",
        "⟦15个问题已整改12个，正在整改4个⟧。",
    )

    anchors = (*sorted(_DIVIDES), *_RATES, *sorted(_PENDING))

    def check(self, document: Document) -> Iterator[Finding]:
        prose = document.prose
        for places in document.places_of(_DIVIDES).values():
            for at in places:
                end = at - 1 if at and prose[at - 1] in "，：,:（(" else at
                if _ends_a_number(prose, end):
                    total = _whole(prose, end)
                    if total is not None:
                        yield from self._parts(prose, total[0], said=total[1])
        for places in document.places_of(_PENDING).values():
            for at in places:
                if not _FIGURES.isdisjoint(prose[at + 3 : at + 9]):
                    yield from self._settled(prose, at)
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

    def _parts(self, prose: str, whole: re.Match[str], *, said: bool) -> Iterator[Finding]:
        """Compare a total with its parts; `said` where the text says that it is one."""
        lead = _CLOSED.match(prose, whole.end())
        if lead is None:
            return
        parts: list[float] = []
        names: list[str] = []
        unit = _unit(whole.group(2))
        at = lead.end()
        while True:
            part = _PART.match(prose, at)
            if part is None or _unit(part.group(3)) != unit or part.group(1)[-1:] in ("第", "前"):
                break
            names.append(part.group(1))
            parts.append(_value(part.group(2)))
            at = part.end()
            if prose[at : at + 1] not in ("、", "和"):
                break
            at += 1
        some = lead.group(1) == "其中"
        if not parts or (some and _OTHER_COUNT.match(names[0])):
            return
        if some and not said and unit not in _COUNTABLE:
            return
        total = _value(whole.group(1))
        closes = prose[at : at + 1] in ("。", "；", "）", ")", "")
        too_much = sum(parts) > total + 1e-9
        halves = len(parts) == 2 and _opposed(names[0], names[1])
        too_little = (
            closes
            and len(parts) > 1
            and sum(parts) < total - 1e-9
            and (halves and names[0][:1] == "男" if some else said)
        )
        if too_much or too_little:
            # what stands under 其中 may overlap: it is certain only where one part exceeds the whole
            certain = not some or max(parts) > total + 1e-9 or halves or _classes(names)
            if not (certain or said):
                return
            yield self.finding(
                whole.start(1),
                at,
                Message(
                    "各分项合计{sum}，与总数{total}不符",
                    "the parts make {sum}, the total says {total}",
                )
                if certain
                else Message(
                    "“其中”各项合计{sum}，多于总数{total}；各项互不重叠的，请核对",
                    "the parts make {sum}, more than the total {total}, unless they overlap",
                ),
                severity=None if certain else Severity.INFO,
                sum=_plain(sum(parts)),
                total=_plain(total),
            )

    def _settled(self, prose: str, at: int) -> Iterator[Finding]:
        """Compare 15个问题已整改12个，正在整改4个: both cannot be more than all."""
        low = max(0, at - _REACH)
        start = max(low - 1, *(prose.rfind(mark, low, at) for mark in "。\n\r")) + 1
        for found in _SETTLED.finditer(prose, start):
            if not found.start() < at < found.end():
                continue
            whole, done, open_ = (_value(found.group(i)) for i in (1, 3, 5))
            if "其中" in found.group():
                return  # judged above
            alike = _unit(found.group(2)) == _unit(found.group(4)) == _unit(found.group(6))
            if alike and done + open_ > whole + 1e-9:
                yield self.finding(
                    *found.span(),
                    Message(
                        "各分项合计{sum}，与总数{total}不符",
                        "the parts make {sum}, the total says {total}",
                    ),
                    sum=_plain(done + open_),
                    total=_plain(whole),
                )
            return


def _whole(prose: str, end: int) -> tuple[re.Match[str], bool] | None:
    """Return the total that ends at an offset, and whether the text calls it one.

    Without 共 a figure is a total only where it is the first of its unit in the sentence.
    """
    start = _clause_start(prose, end)
    for found in _WHOLE.finditer(prose, start, end):
        if found.end() == end:
            return found, True
    if _NO_WHOLE.search(prose, start, end):
        return None
    line = max(prose.rfind(mark, max(0, end - _REACH), end) for mark in "。；\n\r") + 1
    counts = list(_COUNT.finditer(prose, max(line, end - _REACH, 0), end))
    if not counts or counts[-1].end() != end:
        return None
    unit = _unit(counts[-1].group(2))
    if any(_unit(found.group(2)) == unit for found in counts[:-1]):
        return None
    return counts[-1], False


def _unit(unit: str) -> str:
    return "人" if unit == "名" else unit


def _opposed(one: str, other: str) -> bool:
    """Whether nothing can belong to both of two parts: 男 and 女, 党员 and 非党员, 已办 and 未办."""
    one, other = one.strip(), other.strip()
    if not one or not other:
        return False
    for a, b in _OPPOSITES:
        for x, y in ((one, other), (other, one)):
            if (x.startswith(a) and y.startswith(b)) or (x.endswith(a) and y.endswith(b)):
                return True
    return other in (f"非{one}", f"未{one}") or (
        one.startswith("已") and other.removeprefix("尚").startswith("未")
    )


def _classes(names: list[str]) -> bool:
    """Whether parts are classes that exclude one another: 民生类 and 发展类, A and B."""
    names = [name.strip() for name in names]
    return all(name.endswith("类") for name in names) or all(
        len(name) == 1 and name.isascii() and name.isalpha() for name in names
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
    return max(start, *(prose.rfind(mark, start, end) + 1 for mark in "，。；：\n\r"))


def _value(text: str) -> float:
    return float(text.replace(",", ""))


def _plain(value: float) -> str:
    return f"{value:g}" if value < 1e6 else f"{value:.0f}"
