"""Suppressions: what an author or the configuration asked to leave out, and no longer should."""

from collections.abc import Sequence

from reportlint import Rule, hookimpl
from reportlint.rules.suppressions.reviews import (
    ExpiredSuppression,
    MalformedSuppression,
    UnusedSuppression,
)


@hookimpl
def reportlint_rules() -> Sequence[type[Rule]]:
    return [UnusedSuppression, ExpiredSuppression, MalformedSuppression]
