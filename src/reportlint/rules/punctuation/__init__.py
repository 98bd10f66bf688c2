"""Punctuation: what GB/T 15834—2011 rules, and what editors hold to by convention."""

from collections.abc import Sequence

from reportlint import Rule, hookimpl


@hookimpl
def reportlint_rules() -> Sequence[type[Rule]]:
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

    return [
        DoubledPunctuation,
        UnbalancedPair,
        HalfwidthPunctuation,
        TerminalPunctuation,
        MisplacedPunctuation,
        DunhaoBetweenQuotedItems,
        DunhaoBeforeEtc,
        InconsistentListSeparator,
        EllipsisDashForm,
        StrayWhitespace,
        OpeningFormula,
    ]
