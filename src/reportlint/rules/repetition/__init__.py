"""Repetition: words, clauses, sentences and list headings said twice."""

from collections.abc import Sequence

from reportlint import Rule, hookimpl


@hookimpl
def reportlint_rules() -> Sequence[type[Rule]]:
    from reportlint.rules.repetition.dense_ngram import DenseNgram
    from reportlint.rules.repetition.duplicate_clause import DuplicateClause
    from reportlint.rules.repetition.duplicate_word import DuplicateWord
    from reportlint.rules.repetition.near_duplicate import NearDuplicateText
    from reportlint.rules.repetition.repeated_heading import RepeatedListHeading

    return [DuplicateWord, DuplicateClause, NearDuplicateText, RepeatedListHeading, DenseNgram]
