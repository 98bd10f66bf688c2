"""RPT607: one quantity in Han numerals here, in figures there."""

from __future__ import annotations

from collections.abc import Iterator

from reportlint import Document, Finding, Message, Related, Rule, Severity, lazy

_HAN = lazy(r"(?<![第每这那])[两三四五六七八九](个方面|次|个部门|家单位|个单位|个项目|个问题)")
_ARABIC = lazy(r"(?<![0-9.第])[2-9](个方面|次|个部门|家单位|个单位|个项目|个问题)")


class NumeralStyleConsistency(Rule):
    """同类数量汉字、阿拉伯数字写法不一。

    同一文稿中同一类别的数量宜用同一种数字形式：或“三个方面”，或“3个方面”。
    ---
    Quantities of one kind written in two kinds of numerals.

    In one document quantities of one kind take one form: 三个方面 or 3个方面.
    """

    code, name, severity, enabled = "RPT607", "numeral-style-consistency", Severity.INFO, False
    source = "GB/T 15835—2011 4.3（同类别同形式）"
    remedy = Message("统一为一种写法", "use one form")
    valid = ("三个方面、五个方面。", "召开12次会议，第3次会议。", "两件大事，四个意识，一条心。")
    invalid = ("查找三个问题，整改⟦2个问题⟧。", "调研两次，督查⟦3次⟧。")

    def check(self, document: Document) -> Iterator[Finding]:
        prose = document.prose
        han = {found.group(1): found for found in reversed(list(_HAN.finditer(prose)))}
        if not han:
            return
        for found in _ARABIC.finditer(prose):
            other = han.get(found.group(1))
            if other is not None:
                yield self.finding(
                    *found.span(),
                    Message("“{text}”与“{other}”数字形式不一", "{text} here, {other} there"),
                    text=found.group(),
                    other=other.group(),
                    related=[Related(*other.span(), self.say("另一种写法", "the other form"))],
                )
