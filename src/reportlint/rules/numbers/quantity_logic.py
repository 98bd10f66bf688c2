"""RPT604: quantities that cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from reportlint import Document, Finding, Message, Rule, Severity, lazy

_TIMES = lazy(
    r"(?:减少|降低|下降|缩小|缩短|减)(?:了|到|至)?[0-9一二两三四五六七八九十几数][0-9.]*多?倍"
)
_BEFORE_TIMES = 4  # characters at most before the figures: the verb, its particle, a numeral
_IN_FIGURES = frozenset("0123456789.多")
_POINT = lazy(r"[0-9]+(?:\.[0-9]+)?个百分比(?:点)?|[0-9]+(?:\.[0-9]+)?[%％]个百分点")
_POINTS = frozenset(("个百分比", "%个百分点", "％个百分点"))
_GROWN = frozenset(("增长到", "增长至", "增长了到", "增长了至"))
_RATES = frozenset(
    f"{what}率"
    for what in [
        "合格",
        "满意",
        "达标",
        "覆盖",
        "整改",
        "办结",
        "参与",
        "到会",
        "普及",
        "入学",
        "就业",
        "出勤",
        "签约",
        "回复",
        "处置",
        "及格",
    ]
)
_RATE = lazy(
    rf"(?:{'|'.join(sorted(_RATES))})"
    r"[^，。；0-9增提升上]{0,6}(1[0-9]{2}(?:\.[0-9]+)?|[2-9][0-9]{2,}(?:\.[0-9]+)?)[%％]"
)
_GROW_TO = lazy(r"增长(?:了)?(?:到|至)[0-9]+(?:\.[0-9]+)?[%％]")


class QuantityLogic(Rule):
    """数量表述不合逻辑。

    减少、下降不能用倍数；“百分点”不写作“百分比”；合格率、满意率之类不会超过100%。
    ---
    A quantity that cannot be.

    Nothing shrinks by a multiple; a difference of rates is in 百分点; a rate of
    satisfaction or completion cannot exceed 100%.
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
    )
    invalid = (
        "办理时间⟦减少了两倍⟧。",
        "能耗⟦下降1.5倍⟧。",
        "占比提高⟦5个百分比⟧。",
        "占比提高⟦5%个百分点⟧。",
        "群众⟦满意率达120%⟧。",
        "产值⟦增长到15%⟧。",
    )

    anchors = ("倍", *sorted(_POINTS | _GROWN | _RATES))

    def check(self, document: Document) -> Iterator[Finding]:
        prose = document.prose
        done = 0
        for at in document.places("倍"):
            start = at
            while start and prose[start - 1] in _IN_FIGURES:
                start -= 1
            found = _TIMES.search(prose, max(done, start - _BEFORE_TIMES), at + 1)
            if found:
                done = found.end()
                yield self.finding(
                    *found.span(),
                    Message("“{text}”：减少不能用倍数", "{text}: nothing shrinks by a multiple"),
                    text=found.group(),
                    remedy=Message("改用百分比或分数", "use a percentage or a fraction"),
                )
        if document.places_of(_POINTS):
            for found in _POINT.finditer(prose):
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
                if float(found.group(1)) > 100:
                    yield self.finding(
                        at,
                        done,
                        Message("“{text}”超过100%", "{text} exceeds 100%"),
                        text=found.group(),
                    )
        for at in chain.from_iterable(document.places_of(_GROWN).values()):
            found = _GROW_TO.match(prose, at)
            if found:
                yield self.finding(
                    *found.span(),
                    Message("“{text}”是增长了，还是增长到？", "{text}: by, or up to?"),
                    text=found.group(),
                    severity=Severity.INFO,
                )
