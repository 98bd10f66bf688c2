"""Structure: the sections and the title that a genre asks for."""

from collections.abc import Sequence

from reportlint import Rule, hookimpl


@hookimpl
def reportlint_rules() -> Sequence[type[Rule]]:
    from .closing_elements import MissingClosingElements
    from .empty_section import EmptySection
    from .genre_words import GenreWords
    from .heading_parallelism import HeadingParallelism
    from .missing_parts import ImplicitSectionOnly, MissingNextStepsSection, MissingProblemsSection
    from .missing_title import MissingTitle
    from .request_in_report import RequestInReport

    return [
        MissingProblemsSection,
        MissingNextStepsSection,
        ImplicitSectionOnly,
        EmptySection,
        MissingTitle,
        RequestInReport,
        MissingClosingElements,
        GenreWords,
        HeadingParallelism,
    ]
