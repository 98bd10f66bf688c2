"""The rules on numbers, dates and units, by their own examples."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from reportlint.rules import numbers
from reportlint.rules.numbers.approximate import ApproximateNumber
from reportlint.rules.numbers.date_form import DateForm
from reportlint.rules.numbers.fullwidth import FullwidthAlnum
from reportlint.rules.numbers.mixed import MixedNumerals
from reportlint.rules.numbers.quantity_logic import QuantityLogic
from reportlint.rules.numbers.range_form import RangeForm
from reportlint.rules.numbers.style import NumeralStyleConsistency
from reportlint.testing import parse, rule_test

RULES = {rule.code: rule for rule in numbers.reportlint_rules()}

test_rpt601 = rule_test(FullwidthAlnum)
test_rpt602 = rule_test(DateForm)
test_rpt603 = rule_test(ApproximateNumber)
test_rpt604 = rule_test(QuantityLogic)
test_rpt605 = rule_test(RangeForm)
test_rpt606 = rule_test(MixedNumerals)
test_rpt607 = rule_test(NumeralStyleConsistency)


@given(st.dates(date(1950, 1, 1), date(2100, 12, 31)))
def test_every_real_date_is_silent_with_its_own_weekday_only(day: date) -> None:
    weekday = "一二三四五六日"[day.weekday()]
    other = "一二三四五六日"[(day + timedelta(days=1)).weekday()]
    text = f"会议于{day.year}年{day.month}月{day.day}日（星期%s）召开。"
    rule = RULES["RPT602"]()
    assert not list(rule.check(parse(text % weekday)))
    assert len(list(rule.check(parse(text % other)))) == 1


@given(st.integers(1, 12), st.integers(32, 99))
def test_no_month_has_more_than_31_days(month: int, day: int) -> None:
    findings = list(RULES["RPT602"]().check(parse(f"会议于{month}月{day}日召开。")))
    assert [f.severity.label for f in findings] == ["error"]
