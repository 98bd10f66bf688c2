"""The punctuation rules, by their own examples."""

import pytest

from reportlint.rules import punctuation
from reportlint.testing import as_example, rule_test, run_example

RULES = {rule.code: rule for rule in punctuation.reportlint_rules()}

test_rpt501 = rule_test(RULES["RPT501"])
test_rpt502 = rule_test(RULES["RPT502"])
test_rpt503 = rule_test(RULES["RPT503"])
test_rpt504 = rule_test(RULES["RPT504"])
test_rpt505 = rule_test(RULES["RPT505"])
test_rpt506 = rule_test(RULES["RPT506"])
test_rpt507 = rule_test(RULES["RPT507"])
test_rpt508 = rule_test(RULES["RPT508"])
test_rpt509 = rule_test(RULES["RPT509"])
test_rpt510 = rule_test(RULES["RPT510"])
test_rpt511 = rule_test(RULES["RPT511"])


@pytest.mark.parametrize("code", sorted(RULES))
def test_a_mark_more_is_found_where_it_stands(code: str) -> None:
    """Every rule finds its first faulty example behind a paragraph of clean text, too."""
    example = as_example(RULES[code].invalid[0])
    if example.text.startswith("⟦⟧"):
        pytest.skip("about the whole document")
    lead = "全年工作平稳有序，各项任务按期完成。\n\n"
    expected, found = run_example(RULES[code], example._replace(text=lead + example.text))
    assert found == expected
