"""RPT102: dates of a template that were never filled in."""

from __future__ import annotations

from collections.abc import Iterator

from reportlint import Document, Finding, Message, Rule, Severity
from reportlint.rules.placeholders.tokens import scan

_FACT = Message("日期未填：“{text}”", "date never filled in: “{text}”")
_REMEDY = Message("填写实际日期", "fill in the real date")
_FORM = Message("日期留空：“{text}”", "date left blank: “{text}”")


class UnfilledDate(Rule):
    """日期没有填写完整。

    `x月x日`、`20XX年`、`2023年　月　日` 之类是模板原样。
    会议、活动和成文日期都要写到年月日；按实际日期填写。
    表格、合同里供他人填写的空白日期只提示。
    ---
    A date was never filled in.

    `x月x日`, `20XX年` or `2023年　月　日` is the template's own wording.
    Meetings, events and the date of the document need the real year, month and day.
    Blank dates of forms and contracts, for others to fill in, are only mentioned.
    """

    code = "RPT102"
    name = "unfilled-date"
    severity = Severity.ERROR
    source = "GB/T 9704—2012 第7.3.5.4条（成文日期）；惯例"
    remedy = _REMEDY
    valid = (
        "2023年5月召开会议，每年1月报送。",
        "填写出生年月日，核对年 度、月 度报表。",
        "《X月刊》出版，X年级学生参加。",
        "二〇〇八年五月，二○○○年的后十年，一九八○年。",
        "单价×月数×年限。",
        "工期 20×30 米，5 月 日均客流上升。",
        "5月日产量与6月日均客流，1月日照时数。",
    )
    invalid = (
        "⟦x月x日⟧，召开动员会。⟦X月X日至X月X日⟧，开展培训。",
        "⟦20XX年⟧工作总结",
        "特此报告。\n⟦2023年　月　日⟧\n",
        "协商于⟦____年__月__日⟧完成。",
        "现场会⟦2024年9月日⟧前召开。",
        "⟦202X年⟧、⟦20**年⟧和⟦201x年⟧三年间，⟦××××年×月×日⟧印发，⟦2023年X月⟧启动，⟦二〇二X年⟧、⟦**年**月⟧。",
        "⟦20XX.XX.XX⟧印发，⟦○年○月○日⟧执行。",
        "⟦5月 日⟧下午，⟦XX 年 XX 月 XX 日⟧上午，⟦XX年⟧度考核。",
        "乙方（盖章）：　　⟦年　月　日⟧",  # a form: info
    )

    def check(self, document: Document) -> Iterator[Finding]:
        dates = document.view(scan).dates
        if not dates:
            return
        prose, lang = document.prose, self.lang
        remedy = _REMEDY.render(lang)
        for start, end, _, _, _, severity in dates:
            fact = _FORM if severity is Severity.INFO else _FACT
            text = prose[start : min(end, start + 20)]
            said = fact.render(lang, text=text)
            yield self.finding(start, end, said, remedy=remedy, severity=severity)
