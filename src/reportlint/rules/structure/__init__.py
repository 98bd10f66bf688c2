"""Structure: the sections and the title that a genre asks for."""

from collections.abc import Sequence

from reportlint import Rule, hookimpl


@hookimpl
def reportlint_rules() -> Sequence[type[Rule]]:
    from .empty_section import EmptySection
    from .missing_parts import ImplicitSectionOnly, MissingNextStepsSection, MissingProblemsSection
    from .missing_title import MissingTitle

    return [
        MissingProblemsSection,
        MissingNextStepsSection,
        ImplicitSectionOnly,
        EmptySection,
        MissingTitle,
    ]
