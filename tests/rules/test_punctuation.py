"""The punctuation rules, by their own examples."""

import pytest

from reportlint.rules import punctuation
from reportlint.rules.punctuation.book_titles import DunhaoBetweenQuotedItems
from reportlint.rules.punctuation.doubled import DoubledPunctuation
from reportlint.rules.punctuation.dunhao_etc import DunhaoBeforeEtc
from reportlint.rules.punctuation.ellipsis_dash import EllipsisDashForm
from reportlint.rules.punctuation.formula import OpeningFormula
from reportlint.rules.punctuation.halfwidth import HalfwidthPunctuation
from reportlint.rules.punctuation.misplaced import MisplacedPunctuation
from reportlint.rules.punctuation.pairs import UnbalancedPair
from reportlint.rules.punctuation.separators import InconsistentListSeparator
from reportlint.rules.punctuation.terminal import TerminalPunctuation
from reportlint.rules.punctuation.whitespace import StrayWhitespace
from reportlint.testing import as_example, rule_test, run_example

RULES = {rule.code: rule for rule in punctuation.reportlint_rules()}

test_rpt501 = rule_test(DoubledPunctuation)
test_rpt502 = rule_test(UnbalancedPair)
test_rpt503 = rule_test(HalfwidthPunctuation)
test_rpt504 = rule_test(TerminalPunctuation)
test_rpt505 = rule_test(MisplacedPunctuation)
test_rpt506 = rule_test(DunhaoBetweenQuotedItems)
test_rpt507 = rule_test(DunhaoBeforeEtc)
test_rpt508 = rule_test(InconsistentListSeparator)
test_rpt509 = rule_test(EllipsisDashForm)
test_rpt510 = rule_test(StrayWhitespace)
test_rpt511 = rule_test(OpeningFormula)


@pytest.mark.parametrize("code", sorted(RULES))
def test_a_mark_more_is_found_where_it_stands(code: str) -> None:
    """Every rule finds its first faulty example behind a paragraph of clean text, too."""
    example = as_example(RULES[code].invalid[0])
    if example.text.startswith("⟦⟧"):
        pytest.skip("about the whole document")
    lead = "全年工作平稳有序，各项任务按期完成。\n\n"
    expected, found = run_example(RULES[code], example._replace(text=lead + example.text))
    assert found == expected
