"""Wording: mistyped and variant words, fixed phrases, particles, frames, collocations."""

from collections.abc import Sequence

from reportlint import Rule, hookimpl


@hookimpl
def reportlint_rules() -> Sequence[type[Rule]]:
    from reportlint.rules.wording.collocations import CollocationRedundancy
    from reportlint.rules.wording.confusable import ConfusableTypo
    from reportlint.rules.wording.fixed_phrases import FixedPhraseTypo
    from reportlint.rules.wording.frames import IncompleteFrame
    from reportlint.rules.wording.incomplete_phrases import FixedPhraseIncomplete
    from reportlint.rules.wording.particles import DeParticles
    from reportlint.rules.wording.preferred import PreferredWording

    return [
        ConfusableTypo,
        FixedPhraseTypo,
        FixedPhraseIncomplete,
        DeParticles,
        IncompleteFrame,
        CollocationRedundancy,
        PreferredWording,
    ]
