"""Documents under what holds for them: rules, then filters, then suppressions. Pure."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from reportlint.engine import by_place, lint_together, rule_error
from reportlint.masking import SIGN
from reportlint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportlint.document import Document
    from reportlint.finding import Finding
    from reportlint.message import ReportlintError
    from reportlint.policy import Policy
    from reportlint.report import Held
    from reportlint.rule import Rule
    from reportlint.suppressions import Entry, Suppressor


class Judged(NamedTuple):
    """What is to be said of one document.

    Attributes:
        findings: What is reported, sorted by place, then code.
        errors: What went wrong.
        held: Findings that are not reported, and why.
    """

    findings: list[Finding]
    errors: Sequence[ReportlintError] = ()
    held: Sequence[Held] = ()


def lint_document(document: Document, policy: Policy) -> Judged:
    """Run the rules that hold for a document, and leave out what is suppressed."""
    return lint_documents([document], policy)[0]


def lint_documents(documents: Sequence[Document], policy: Policy) -> list[Judged]:
    """Run the rules over a few documents for which the same holds, and judge each."""
    rules = [selected.rule for selected in policy.rules]
    told = lint_together(documents, rules)
    return [
        _judged(document, policy, rules, findings, errors)
        for document, (findings, errors) in zip(documents, told)
    ]


def _judged(
    document: Document,
    policy: Policy,
    rules: Sequence[Rule],
    findings: list[Finding],
    errors: Sequence[ReportlintError],
) -> Judged:
    """Let the filters of plugins speak, and leave out what is suppressed."""
    faults = list(errors)
    if policy.filters:
        from reportlint.filters import apply_filters

        findings, strange = apply_filters(document, findings, policy.filters)
        faults += strange
    entries: Sequence[Entry] = ()
    if policy.suppressions:
        entries = policy.suppressions.get(os.path.abspath(document.source.path), ())
    if not entries and SIGN not in document.text:
        return Judged(findings, faults)
    from reportlint.suppressions import Suppressor

    suppressor = Suppressor(document, entries, policy.registry, rules)
    kept, held, failed = suppress(document, findings, rules, suppressor)
    return Judged(kept, faults + failed, held)


def suppress(
    document: Document,
    findings: list[Finding],
    rules: Iterable[Rule],
    suppressor: Suppressor,
) -> tuple[list[Finding], list[Held], list[ReportlintError]]:
    """Apply suppressions, then let the rules about suppressions speak.

    What these find can be suppressed as well.

    Returns:
        What is reported, what is held back, and errors of rules.
    """
    kept, held = suppressor.apply(findings)
    suppressions = suppressor.suppressions()
    about: list[Finding] = []
    errors: list[ReportlintError] = []
    for rule in rules if suppressions else ():
        try:
            about.extend(rule.review(document, suppressions))
        except Exception as error:
            errors.append(rule_error(document, rule, error))
    if about:
        reported, suppressed = suppressor.apply(about)
        kept = sorted(kept + reported, key=by_place)
        held = sorted(held + suppressed, key=lambda one: by_place(one.finding))
    return kept, held, errors
