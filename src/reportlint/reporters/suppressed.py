"""Suppressed findings beside the others, for outputs that are asked to show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlint import Message

if TYPE_CHECKING:
    from reportlint import FileResult, Held

_KINDS = ("inSource", "external")
_MARK = Message("（已豁免）", " (suppressed)")
_MARK_WITH_REASON = Message("（已豁免：{why}）", " (suppressed: {why})")
_APPROVED = Message("{reason}（批准：{approver}）", "{reason} (approved by {approver})")


def with_suppressed(result: FileResult) -> tuple[FileResult, dict[int, Held]]:
    """Return a result with its suppressed findings among the others, and which these are.

    They are told by their `id`, since a finding may equal another.
    """
    suppressed = {id(held.finding): held for held in result.held if held.kind in _KINDS}
    if not suppressed:
        return result, {}
    findings = [*result.findings, *(held.finding for held in suppressed.values())]
    findings.sort(key=lambda finding: finding[:3])
    rest = [held for held in result.held if id(held.finding) not in suppressed]
    return result._replace(findings=findings, held=rest), suppressed


def marked(result: FileResult, lang: str) -> FileResult:
    """Return a result whose suppressed findings stand among the others and say why."""
    result, suppressed = with_suppressed(result)
    if not suppressed:
        return result
    findings = []
    for finding in result.findings:
        held = suppressed.get(id(finding))
        if held is not None:
            why = justification(held, lang)
            mark = _MARK_WITH_REASON if why else _MARK
            finding = finding._replace(message=finding.message + mark.render(lang, why=why))
        findings.append(finding)
    return result._replace(findings=findings)


def justification(held: Held, lang: str) -> str:
    """Return the reason of a suppression and who approved it; may be empty."""
    if not held.approver:
        return held.reason
    return _APPROVED.render(lang, reason=held.reason, approver=held.approver).strip()
