"""Numbering: enumerations, sequences of headings, announced counts."""

from collections.abc import Sequence

from reportlint import Rule, hookimpl


@hookimpl
def reportlint_rules() -> Sequence[type[Rule]]:
    from .announced_count import AnnouncedCountMismatch
    from .enumeration_gap import EnumerationGap
    from .heading_sequence import HeadingSequenceGap
    from .level_order import HeadingLevelOrder
    from .mixed_series import MixedOrdinalSeries
    from .ordinal_punctuation import OrdinalPunctuation

    return [
        EnumerationGap,
        HeadingSequenceGap,
        AnnouncedCountMismatch,
        OrdinalPunctuation,
        HeadingLevelOrder,
        MixedOrdinalSeries,
    ]
