"""RPT604: quantities that cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from reportlint import Document, Finding, Message, Rule, Severity, lazy
from reportlint.rules.numbers.changes import ANCHORS, slips

_TIMES = lazy(
    r"(?:(?:减少|缩短)(?:了|到|至)?|(?:降低|下降|缩小|减)了?)(?:将?近|大?约|超过?)?"
    r"[0-9一二两三四五六七八九十几数][0-9.]*多?倍(?!标准差|[速镜频率数])"
)
# 由8倍减少到5倍: multiples on both sides
_FROM_TIMES = lazy(r"[由从][^，。；]{0,8}倍[^，。；]{0,2}$")
_BEFORE_TIMES = 6  # characters at most before the figures: the verb, its particle, a numeral
_IN_FIGURES = frozenset("0123456789.多")
_POINT = lazy(r"[0-9]+(?:\.[0-9]+)?(?:个?百分比点?|[%％]个百分点)")
_POINTS = frozenset(
    ("个百分比", "%个百分点", "％个百分点", *(f"{digit}百分比" for digit in "0123456789"))
)
_HAN_POINTS = frozenset(f"{numeral}个百分点" for numeral in "一二三四五六七八九十")
_HAN_POINT = lazy(r"百分之[一二三四五六七八九十点零]+个百分点")
_GROWN = frozenset(("增长到", "增长至", "增长了到", "增长了至"))
_NEVER_MORE = (
    "合格 满意 达标 覆盖 整改 办结 参与 到会 普及 入学 就业 出勤 签约 回复 处置 及格 火化 知晓 持证 化解 安置 出席 公示 治愈 "
    "巩固 优良 完好 回收 销号 公开 录取 升学 成活 存活 绿化 城镇化 机械化 硬化 亮化 入户 通水 通电 受理 送达 响应 建档"
)
"""What has a rate that is at most 100%."""
_RATES = frozenset(f"{what}率" for what in _NEVER_MORE.split())
_RATE = lazy(
    rf"(?:{'|'.join(sorted(_RATES))})"
    r"[^，。；0-9增提升上]{0,6}(1[0-9]{2}(?:\.[0-9]+)?|[2-9][0-9]{2,}(?:\.[0-9]+)?)[%％]"
)
# rates that have these before them measure something else, and may exceed 100%
_OF_MORE = {
    "覆盖": lazy(
        "(?:参保|保险|医保|社保|拨备|拨贷|准备金|利息|本息|保障|偿债|债务|负债|贷款|流动性|资金|现金流?|抵押|担保)$"
    ),
    "入学": lazy("毛$"),
    "普及": lazy("(?:电话|手机|宽带|用户|移动)$"),
}
_NEGATIVES = frozenset(
    f"{verb}{sign}" for verb in ("下降", "减少", "降低", "回落") for sign in "-－−"
)
_NEGATIVE = lazy(r".{2}[-－−][0-9][0-9.]*[%％]?")
_TO = lazy("[到至]")
_FROM_RATE = lazy(r"[由从][^，。；]{0,12}[%％][^，。；]{0,2}$")
_GROW_TO = lazy(r"增长(?:了)?(?:到|至)[0-9]+(?:\.[0-9]+)?[%％]")


class QuantityLogic(Rule):
    """数量表述不合逻辑。

    减少、下降不能用倍数；“百分点”不写作“百分比”；合格率、满意率之类不会超过100%；
    “由甲提高到乙，提高多少”，差数要与两头相符，三次产业的比例合计为100。
    ---
    A quantity that cannot be.

    Nothing shrinks by a multiple; a difference of rates is in 百分点; a rate of
    satisfaction or completion cannot exceed 100%; a stated difference must be that of the
    figures before it, and the shares of the three industries make 100.
    """

    code, name, severity = "RPT604", "quantity-logic", Severity.WARNING
    source = "惯例（数量逻辑）"
    remedy = Message("核对数据和表述", "check the figure and the wording")
    valid = (
        "产值增长2倍。",
        "提高3.2个百分点。",
        "税收增长136%。",
        "完成目标的120%。",
        "满意率提高120%以上的目标",
        "满意率达98.5%。",
        "时间缩短一半。",
        "拨备覆盖率达212.6%，流动性覆盖率为156%，毛入学率达102%，移动电话普及率达118%。",
        "城乡居民收入比由2.5倍缩小到2.3倍，市盈率下降至12倍。",
        "资产倍数由8倍减少到5倍，下降1.5倍标准差，参保覆盖率102%，占比由8.5%增长到15.2%。",
        "占全国的百分比为5，提高三个百分点。",
        "覆盖率由2022年的91.3%提高到2023年的95.8%，提高4.5个百分点；占比由40.6%上升到43.1%，同比提高1.2个百分点。",
        "时限由15个工作日压缩到5个工作日，压缩67%；生产总值由412亿元增加到638亿元，增长41%。",
        "增长-3.2%，由12℃下降到-3℃，下降—上升。",
        "三次产业结构由9.6∶47.8∶42.6调整为7.4∶46.3∶46.3。",
    )
    invalid = (
        "办理时间⟦减少了两倍⟧。",
        "能耗⟦下降1.5倍⟧。",
        "占比提高⟦5个百分比⟧。",
        "占比提高⟦5%个百分点⟧。",
        "群众⟦满意率达120%⟧。",
        "产值⟦增长到15%⟧。",
        "行政村5G网络⟦覆盖率达120%⟧，耗时⟦缩短近一倍⟧。",
        "提高⟦2.1百分比⟧，又提高⟦百分之三个百分点⟧。",
        "覆盖率由2022年的⟦91.3%提高到2023年的95.8%，提高3.5个百分点⟧。",
        "时限由⟦15个工作日压缩到5个工作日，压缩76.7%⟧，用时由 ⟦26 分钟缩短至 18 分钟，缩短了 12 分钟⟧。",
        "用电量同比⟦下降-3.2%⟧。",
        "三次产业结构由2020年的12.3:45.6:42.1调整为2023年的⟦11.2:46.8:43.0⟧，节地生态安葬和⟦火化率达102%⟧。",
    )

    anchors = ("倍", *sorted(ANCHORS | _NEGATIVES | _POINTS | _HAN_POINTS | _GROWN | _RATES))

    def check(self, document: Document) -> Iterator[Finding]:
        prose = document.prose
        done = 0
        for at in document.places("倍"):
            start = at
            while start and prose[start - 1] in _IN_FIGURES:
                start -= 1
            found = _TIMES.search(prose, max(done, start - _BEFORE_TIMES), at + 4)
            if found and not (
                _TO.search(found.group())
                and _FROM_TIMES.search(prose, max(0, found.start() - 12), found.start())
            ):
                done = found.end()
                yield self.finding(
                    *found.span(),
                    Message("“{text}”：减少不能用倍数", "{text}: nothing shrinks by a multiple"),
                    text=found.group(),
                    remedy=Message("改用百分比或分数", "use a percentage or a fraction"),
                )
        points = [_POINT] if document.places_of(_POINTS) else []
        if document.places_of(_HAN_POINTS) and "百分之" in prose:
            points.append(_HAN_POINT)
        for found in chain.from_iterable(pattern.finditer(prose) for pattern in points):
            yield self.finding(
                *found.span(),
                Message("“{text}”应为“个百分点”", "{text}: a difference of rates is in 百分点"),
                text=found.group(),
            )
        done = 0
        for at in sorted(chain.from_iterable(document.places_of(_RATES).values())):
            found = _RATE.match(prose, at) if at >= done else None
            if found:
                done = found.end()
                of_more = _OF_MORE.get(prose[at : at + 2])
                if float(found.group(1)) > 100 and not (
                    of_more and of_more.search(prose, max(0, at - 3), at)
                ):
                    yield self.finding(
                        at,
                        done,
                        Message("“{text}”超过100%", "{text} exceeds 100%"),
                        text=found.group(),
                    )
        for at in chain.from_iterable(document.places_of(_GROWN).values()):
            found = _GROW_TO.match(prose, at)
            if found and not _FROM_RATE.search(prose, max(0, at - 16), at):
                yield self.finding(
                    *found.span(),
                    Message("“{text}”是增长了，还是增长到？", "{text}: by, or up to?"),
                    text=found.group(),
                    severity=Severity.INFO,
                )
        for at in chain.from_iterable(document.places_of(_NEGATIVES).values()):
            found = _NEGATIVE.match(prose, at)
            if found:
                yield self.finding(
                    *found.span(),
                    Message("“{text}”：下降不写负数", "{text}: a fall takes no minus"),
                    text=found.group(),
                    remedy=Message("删去负号", "drop the minus"),
                )
        for start, end, told, meant in slips(document):
            yield self.finding(
                start,
                end,
                Message(
                    "按前面的数据应为{meant}，写的是{found}",
                    "the figures make {meant}, not {found}",
                ),
                found=told,
                meant=meant,
            )
