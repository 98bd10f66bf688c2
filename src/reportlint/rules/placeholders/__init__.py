"""Placeholders and residue: what a template or a site left in the text."""

from collections.abc import Sequence

from reportlint import Rule, hookimpl
from reportlint.rules.placeholders.empty_container import EmptyContainer
from reportlint.rules.placeholders.missing_quantity import MissingQuantity
from reportlint.rules.placeholders.paid_marker_residue import PaidMarkerResidue
from reportlint.rules.placeholders.site_residue import SiteResidue
from reportlint.rules.placeholders.template_instruction import TemplateInstructionResidue
from reportlint.rules.placeholders.unbalanced_paid_marker import UnbalancedPaidMarker
from reportlint.rules.placeholders.unfilled_date import UnfilledDate
from reportlint.rules.placeholders.unfilled_placeholder import UnfilledPlaceholder


@hookimpl
def reportlint_rules() -> Sequence[type[Rule]]:
    return [
        UnfilledPlaceholder,
        UnfilledDate,
        TemplateInstructionResidue,
        MissingQuantity,
        EmptyContainer,
        UnbalancedPaidMarker,
        PaidMarkerResidue,
        SiteResidue,
    ]
