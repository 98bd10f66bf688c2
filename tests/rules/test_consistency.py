"""The rules on consistency, by their own examples."""

from hypothesis import given
from hypothesis import strategies as st

from reportlint.rules import consistency
from reportlint.rules.consistency.part_sum import PartSumMismatch
from reportlint.rules.consistency.self_reference import MixedSelfReference
from reportlint.rules.consistency.terms import TermConsistency
from reportlint.rules.consistency.years import YearConsistency
from reportlint.testing import parse, rule_test

RULES = {rule.code: rule for rule in consistency.reportlint_rules()}

test_rpt801 = rule_test(MixedSelfReference)
test_rpt802 = rule_test(PartSumMismatch)
test_rpt803 = rule_test(YearConsistency)
test_rpt804 = rule_test(TermConsistency)


@given(st.lists(st.integers(1, 99), min_size=2, max_size=5), st.integers(-9, 9))
def test_parts_are_summed(parts: list[int], error: int) -> None:
    total = sum(parts) + error
    if total < 1:
        return
    listed = "、".join(f"第{chr(0x4E00 + i)}类{part}个" for i, part in enumerate(parts))
    found = list(RULES["RPT802"]().check(parse(f"共解决问题{total}个，包括{listed}。")))
    assert bool(found) == (error != 0)


def test_sectors_and_aliases_can_be_declared() -> None:
    text = "年度工作汇报\n局党委召开会议，我局抓好落实。增强全办党员的自觉性，全办带头。"
    assert list(RULES["RPT801"]().check(parse(text)))
    assert not list(RULES["RPT801"](aliases=["办"]).check(parse(text)))
