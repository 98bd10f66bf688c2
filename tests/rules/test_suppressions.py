"""The rules about suppressions: their examples."""

from __future__ import annotations

from reportlint.rules.suppressions.reviews import (
    ExpiredSuppression,
    MalformedSuppression,
    UnusedSuppression,
)
from reportlint.testing import rule_test

test_rpt003 = rule_test(UnusedSuppression)
test_rpt004 = rule_test(ExpiredSuppression)
test_rpt005 = rule_test(MalformedSuppression)
