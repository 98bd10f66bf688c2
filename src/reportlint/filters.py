"""Filters of plugins: which findings of a document are to stay, asked after the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlint.engine import RuleError
from reportlint.message import Message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlint.document import Document
    from reportlint.finding import Finding
    from reportlint.loading import Filter


class FilterError(RuleError):
    """A filter raised, or returned a finding that no rule had reported."""


def apply_filters(
    document: Document,
    findings: list[Finding],
    filters: Sequence[Filter],
) -> tuple[list[Finding], list[FilterError]]:
    """Return the findings that every filter keeps, in their order, and what went wrong.

    A filter that fails keeps all it was given: a fault must not hide findings.

    Args:
        document: The document.
        findings: What the rules found, sorted.
        filters: Whom to ask, in this order.
    """
    faults: list[FilterError] = []
    for one in filters:
        try:
            returned = list(one.keep(document=document, findings=list(findings)))
            kept = set(returned)
            strange = kept.difference(findings)
        except Exception as error:
            faults.append(_error(document, one, f"{type(error).__name__}: {error}"))
            continue
        if strange:
            first = next(finding for finding in returned if finding in strange)
            faults.append(_error(document, one, f"returned {first!r}, which no rule reported"))
            continue
        findings = [finding for finding in findings if finding in kept]
    return findings, faults


def _error(document: Document, one: Filter, what: str) -> FilterError:
    label = one.owner.label
    name = one.owner.distribution
    return FilterError(
        Message(
            f"{label.zh}的 reportlint_filter 出错：{what}",
            f"reportlint_filter of {label.en} failed: {what}",
        ),
        remedy=Message(
            f'请告知 {name} 的维护者，或写 plugins.disabled = ["{name}"]',
            f'tell the maintainers of {name}, or set plugins.disabled = ["{name}"]',
        ),
        path=document.source.path,
    )
