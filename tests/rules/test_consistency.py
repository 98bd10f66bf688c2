"""The rules on consistency, by their own examples."""

import time

import pytest
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


@pytest.mark.parametrize(
    "unit", ["有15个问题，目前正在整改4个。\n", "| 合计 | 9 |\n", "隐患268处，整改265处，剩余3处。"]
)
def test_sums_take_linear_time(unit: str) -> None:
    def seconds(times: int) -> float:
        text = "| 地区 | 户数 |\n| --- | --- |\n" * unit.startswith("|") + unit * times
        document = parse(text, "markdown")
        started = time.process_time()
        list(RULES["RPT802"]().check(document))
        return time.process_time() - started

    seconds(20)
    small = min(seconds(100) for _ in range(3))
    assert seconds(1600) < max(16 * 5 * small, 0.2)


def test_sectors_and_aliases_can_be_declared() -> None:
    text = "年度工作汇报\n局党委召开会议，我局抓好落实。增强全办党员的自觉性，全办带头。"
    assert list(RULES["RPT801"]().check(parse(text)))
    assert not list(RULES["RPT801"](aliases=["办"]).check(parse(text)))
