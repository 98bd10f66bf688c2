"""RPT802: parts that do not add up to their whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportlint import Document, Example, Finding, Message, Rule, Severity, lazy
from reportlint.rules.consistency import tables
from reportlint.rules.consistency.classes import exclusive, exhaustive, opposed
from reportlint.rules.consistency.figures import NUMBER, UNIT, plain, same_unit, value
from reportlint.rules.consistency.settled import ANCHORS, slips

_UNIT_ENDS = frozenset("元亿人次个项条件名家户份场期篇起处所台辆亩吨里")
_FIGURES = frozenset("0123456789,")
_DIVIDES = frozenset(("其中", "分别为", "分别是", "包括", "分为", "即"))
_WHOLE = lazy(rf"(?:共|共计|合计|累计|总计|总数)[^，。；：0-9]{{0,12}}{NUMBER}{UNIT}")
_COUNT = lazy(rf"{NUMBER}{UNIT}")
_PART = lazy(
    rf"([^，。；、：0-9（(）)]{{0,14}}?){NUMBER}{UNIT}(?:{NUMBER}{UNIT})?(?=[，。；、和及等）)\s]|$)"
)
_CLOSED = lazy(r"[，：,:（(]?(其中|分别(?:为|是)|包括|分为|即)[：:]?")
_NO_WHOLE = lazy(r"[每第比较均]|同比|增加|增长|减少|下降|提高|上升|相当于|超过|至少|以上")
"""What makes a figure without 共 none of a whole."""
_ASIDE = lazy(rf"{NUMBER}{UNIT}[，、][^，。；、0-9]{{0,8}}{NUMBER}{UNIT}$")
"""项目14个，总投资23.8亿元，其中竣工5个: the parts may be those of the count before the last."""
_OTHER_COUNT = lazy(
    r"(?:研究|讨论|听取|审议|学习|惠及|带动|服务|撬动|吸引|引进|协调|解决|化解|涉及|收集|邀请)[^，。；、]"
)
"""How a count begins that is none of the same things: 召开会议24次，其中研究议题30次."""
_COUNTABLE = frozenset(("人", "名", "户", "家", "亩", "公里", "吨"))
"""Units of which a part is sure to be one of the whole, also where no 共 says what the whole is."""


class PartSumMismatch(Rule):
    """分项与总数不符。

    “共20个，分为甲类12个、乙类9个”加起来不是20；整改数与整改率、剩余数算不拢，
    应到与实到、请假人数不符，也是。请核对数据。
    只查写法封闭、能够断定的句式。“其中”各项可能重叠，合计超过总数的，只作提示。
    ---
    Parts that do not add up to their whole.

    A total and its parts, a count and its rate or its rest, or those invited and those
    present contradict each other. Only closed forms are judged, where the arithmetic is certain. What stands under 其中 may overlap:
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
        "共有低保对象6824户10236人，其中城市低保1024户1536人、农村低保5800户8700人。",
        "建成平台42个，其中省级以上30个、国家级15个。",
        "引进项目24个，其中工业项目15个、亿元以上项目12个。",
        "查出隐患326项，整改完成321项，整改完成率98.5%，其余5项均有防范措施。",
        "应到党员26名，实到24名，请假2名。",
        "组织综合演练2次、专项演练10次，共组织演练12次。民事案件9件、行政案件3件，合计标的额2万元。",
        "完成投资3.6亿元，占年度目标6亿元的60%。",
        "总投资8600万元，其中自筹6000万元、银行贷款2600万元。",
        "现有医院38家，其中三级医院11家、二级医院21家、其他6家。",
        Example(
            "| 项目 | 计划 | 完成率 |\n|---|---|---|\n| 甲 | 120 | 95% |\n| 乙 | 80.5 | 80 |\n| 合计 | 200.5 | 90 |\n",
            format="markdown",
        ),
        Example(
            "| 月份 | 户数 |\n|---|---|\n| 一月 | 4 |\n| 二月 | 6 |\n\n"
            "| 地区 | 户数 |\n|---|---|\n| 甲 | 4 |\n| 乙 | 5 |\n| 合计 | 9 |\n",
            format="markdown",
        ),
        Example(
            "| 序次 | 户数 |\n|---|---|\n" + "| 村 | 1 |\n" * 230 + "| 合计 | 230 |\n",
            format="markdown",
        ),
        Example(
            "| 地区 | 户数 |\n|---|---|\n| 城区小计 | 10 |\n| 甲 | 4 |\n| 乙 | 6 |\n| 合计 | 10 |\n",
            format="markdown",
        ),
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
        "共有低保对象6824户⟦10236人，其中城市低保1024户1536人、农村低保5800户8600人⟧。",
        "设立林长⟦486名，其中县级28名、乡级136名、村级332名⟧。",
        "收集意见⟦13条（其中对班子8条，对个人6条⟧）。",
        "现有医院⟦38家，其中三级医院11家、二级医院20家、其他6家⟧。",
        "总投资⟦8600万元，其中自筹6000万元、银行贷款2500万元⟧。",
        "排查隐患⟦268项，整改265项，剩余5项⟧正在整改。",
        "隐患⟦整改率达100%，剩余3处正在⟧整改。",
        "推进项目⟦14个，总投资23.8亿元，其中已竣工5个、在建6个、前期4个⟧。",
        "⟦应到党员26名，实到25名，请假2名⟧。",
        "⟦组织综合演练2次、专项演练10次，共组织演练14次⟧。",
        "营业收入⟦2.46亿元，完成年度目标3.5亿元的78.3%⟧。",
        Example(
            "| 项目 | 计划 | 数量 |\n|---|---|---|\n| 甲 | 120 | 3 |\n| 乙 | 80 | - |\n| **合计** | **⟦220⟧** | |\n",
            format="markdown",
        ),
        Example(
            "| 月份 | 户数 |\n|---|---|\n| 一月 | 4 |\n| 二月 | 6 |\n\n"
            "| 地区 | 户数 |\n|---|---|\n| 甲 | 4 |\n| 乙 | 5 |\n| 合计 | ⟦10⟧ |\n",
            format="markdown",
        ),
        "⟦处理投诉 128 件，按期办结 126 件，办结率97.4%⟧。",
    )

    anchors = tuple(sorted(_DIVIDES | ANCHORS | tables.TOTALS))

    def check(self, document: Document) -> Iterator[Finding]:
        prose = document.prose
        for places in document.places_of(_DIVIDES).values():
            for at in places:
                end = at - 1 if at and prose[at - 1] in "，：,:（(" else at
                if _ends_a_number(prose, end):
                    for whole, said in _wholes(prose, end):
                        yield from self._parts(prose, whole, end, said=said)
                    aside = _ASIDE.search(prose, max(0, end - 40), end)
                    if aside and not same_unit(aside.group(2), aside.group(4)):
                        yield from self._parts(prose, aside, end, said=False)
        for start, end, message, found, meant in slips(document):
            yield self.finding(start, end, message, found=found, meant=meant)
        for at, end, told, made in tables.slips(document):
            yield self.finding(
                at,
                end,
                Message("该列合计应为{made}，写的是{told}", "the column makes {made}, not {told}"),
                made=made,
                told=told,
            )

    def _parts(
        self, prose: str, whole: re.Match[str], end: int, *, said: bool
    ) -> Iterator[Finding]:
        """Compare a total with the parts behind `end`; `said` where the text says that it is one."""
        lead = _CLOSED.match(prose, end)
        if lead is None:
            return
        unit = whole.group(2)
        parts, names, at = _listed(prose, lead.end(), unit, bracketed=lead.group()[0] in "（(")
        some = lead.group(1) == "其中"
        if not parts or (some and _OTHER_COUNT.match(names[0])):
            return
        total, made = value(whole.group(1)), sum(parts)
        if abs(made - total) < 1e-9:
            return
        closes = prose[at : at + 1] in ("。", "；", "）", ")", "")
        halves = len(parts) == 2 and opposed(names[0], names[1])
        apart = halves or (made > total and exclusive(names))
        whole_list = closes and len(parts) > 1 and (exhaustive(names) or not some)
        if some and not said and unit not in _COUNTABLE and not (apart or whole_list):
            return
        too_much = made > total
        too_little = (
            closes
            and len(parts) > 1
            and made < total
            and (whole_list or (halves and _halved(names[0], said)) if some else said)
        )
        if too_much or too_little:
            # what stands under 其中 may overlap: it is certain only where one part exceeds the whole
            certain = not some or max(parts) > total + 1e-9 or apart or whole_list
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
                sum=plain(made),
                total=plain(total),
            )


def _halved(name: str, said: bool) -> bool:
    """Whether a part and its opposite make the whole: men and women, town and country."""
    return name.strip()[:1] == "男" or (said and name.strip()[:1] == "城")


def _listed(
    prose: str, at: int, unit: str, *, bracketed: bool
) -> tuple[list[float], list[str], int]:
    """Return the parts listed from an offset on, their names, and where they end."""
    parts: list[float] = []
    names: list[str] = []
    joints = ("、", "和", "，") if bracketed else ("、", "和")
    while True:
        part = _PART.match(prose, at)
        if part is None or part.group(1)[-1:] in ("第", "前"):
            break
        name, first, first_unit, second, second_unit = part.groups()
        if same_unit(first_unit, unit):
            parts.append(value(first))
        elif second and same_unit(second_unit, unit):
            parts.append(value(second))  # 农村低保5800户8700人
        else:
            break
        names.append(name)
        at = part.end()
        if prose[at : at + 1] not in joints:
            break
        at += 1
    return parts, names, at


def _wholes(prose: str, end: int) -> list[tuple[re.Match[str], bool]]:
    """Return the totals that end at an offset, and whether the text calls them so.

    Without 共 a figure is a total only where it is the first of its unit in the sentence.
    6824户10236人 are two totals.
    """
    start = _clause_start(prose, end)
    if _NO_WHOLE.search(prose, start, end):
        said_only = [found for found in _WHOLE.finditer(prose, start, end) if found.end() == end]
        return [(found, True) for found in said_only]
    line = max(prose.rfind(mark, max(0, end - _REACH), end) for mark in "。；\n\r") + 1
    counts = list(_COUNT.finditer(prose, max(line, end - _REACH, 0), end))
    if not counts or counts[-1].end() != end:
        return []
    double = len(counts) > 1 and counts[-2].end() == counts[-1].start()
    own = counts[-2:] if double else counts[-1:]
    said = any(found.end() == own[0].end() for found in _WHOLE.finditer(prose, start, end))
    before = counts[: -len(own)]
    return [
        (count, said)
        for count in own
        if said or not any(same_unit(count.group(2), other.group(2)) for other in before)
    ]


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
