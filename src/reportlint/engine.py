"""One document through the rules: pure, no input or output, no state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlint.anchors import finder_of
from reportlint.message import Message, ReportlintError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportlint.document import Document
    from reportlint.finding import Finding
    from reportlint.rule import Rule


class RuleError(ReportlintError):
    """A rule raised while it read a document; the other rules went on."""


def lint(document: Document, rules: Iterable[Rule]) -> tuple[list[Finding], list[RuleError]]:
    """Run rules over a document.

    Returns:
        The findings, sorted by place, then code, each once; and an error for
        every rule that raised or that reported a span outside the text.
    """
    findings: list[Finding] = []
    errors: list[RuleError] = []
    finder = finder_of(rules)
    errors += [rule_error(document, *fault) for fault in finder.faults]
    for rule in finder.needed(document):
        try:
            findings.extend(rule.check(document))
        except Exception as error:
            errors.append(rule_error(document, rule, error))
    length = len(document.text)
    if any(not 0 <= f.start <= f.end <= length for f in findings):
        errors += _stray(document, rules, findings, length)
        findings = [f for f in findings if 0 <= f.start <= f.end <= length]
    findings.sort(key=by_place)
    return findings, errors


def by_place(finding: Finding) -> tuple[int, int, str]:
    """Sort findings by place, then code."""
    return finding[0], finding[1], finding[2]


def rule_error(document: Document, rule: Rule, error: Exception) -> RuleError:
    """Say that a rule raised, and what to do about it."""
    if isinstance(error, ReportlintError):  # it says so itself, better
        return RuleError(error.message, remedy=error.remedy, path=document.source.path)
    what = f"{type(error).__name__}: {error}"
    return RuleError(
        Message(
            f"规则 {rule.code}（{rule.name}）出错：{what}",
            f"rule {rule.code} ({rule.name}) failed: {what}",
        ),
        remedy=Message(
            f"用 --ignore {rule.code} 暂时停用，并告知 {type(rule).__module__} 的维护者",
            f"turn it off with --ignore {rule.code} and tell the maintainers of "
            f"{type(rule).__module__}",
        ),
        path=document.source.path,
    )


def _stray(
    document: Document, rules: Iterable[Rule], findings: list[Finding], length: int
) -> list[RuleError]:
    by_code = {rule.code: rule for rule in rules}
    stray = {f.code: f for f in findings if not 0 <= f.start <= f.end <= length}
    return [
        rule_error(
            document, by_code[code], IndexError(f"span {f.start}..{f.end} outside 0..{length}")
        )
        for code, f in stray.items()
    ]
