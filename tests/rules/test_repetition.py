from __future__ import annotations

from reportlint.rules.repetition.duplicate_clause import DuplicateClause
from reportlint.rules.repetition.duplicate_word import DuplicateWord
from reportlint.rules.repetition.near_duplicate import NearDuplicateText
from reportlint.rules.repetition.repeated_heading import RepeatedListHeading
from reportlint.testing import rule_test

test_rpt401 = rule_test(DuplicateWord)
test_rpt402 = rule_test(DuplicateClause)
test_rpt403 = rule_test(NearDuplicateText)
test_rpt404 = rule_test(RepeatedListHeading)
