"""The rules on numbers, dates and units, by their own examples."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from reportlint.rules import numbers
from reportlint.testing import parse, rule_test

RULES = {rule.code: rule for rule in numbers.reportlint_rules()}

test_rpt601 = rule_test(RULES["RPT601"])
test_rpt602 = rule_test(RULES["RPT602"])
test_rpt603 = rule_test(RULES["RPT603"])
test_rpt604 = rule_test(RULES["RPT604"])
test_rpt605 = rule_test(RULES["RPT605"])
test_rpt606 = rule_test(RULES["RPT606"])
test_rpt607 = rule_test(RULES["RPT607"])


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
