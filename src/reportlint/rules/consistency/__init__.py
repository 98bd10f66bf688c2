"""Consistency: what a document says here against what it says there."""

from collections.abc import Sequence

from reportlint import Rule, hookimpl


@hookimpl
def reportlint_rules() -> Sequence[type[Rule]]:
    from reportlint.rules.consistency.part_sum import PartSumMismatch
    from reportlint.rules.consistency.self_reference import MixedSelfReference
    from reportlint.rules.consistency.terms import TermConsistency
    from reportlint.rules.consistency.years import YearConsistency

    return [MixedSelfReference, PartSumMismatch, YearConsistency, TermConsistency]
