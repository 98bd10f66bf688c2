"""Documents through the rules: pure, no input or output, no state."""

from __future__ import annotations

from operator import itemgetter, le
from typing import TYPE_CHECKING

from reportlint.anchors import finder_of
from reportlint.message import Message, ReportlintError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from reportlint.document import Document
    from reportlint.finding import Finding
    from reportlint.rule import Rule

    _Call = tuple[Document, Callable[[Iterable[Finding]], None], list["RuleError"]]
    """A document that a rule is to read, what takes its findings, and its errors."""


class RuleError(ReportlintError):
    """A rule raised while it read a document; the other rules went on."""


def lint(document: Document, rules: Iterable[Rule]) -> tuple[list[Finding], list[RuleError]]:
    """Run rules over a document; as `lint_together` for one."""
    return lint_together([document], rules)[0]


def lint_together(
    documents: Sequence[Document], rules: Iterable[Rule]
) -> list[tuple[list[Finding], list[RuleError]]]:
    """Run rules over a few documents, one rule after the other.

    No rule sees more than one of them; but what a rule needs of the processor's cache is
    still there for the next document, which is quicker.

    Returns:
        For each document the findings, sorted by place, then code; and an error for every
        rule that raised or that reported a span outside the text.
    """
    finder = finder_of(rules)
    told: list[tuple[list[Finding], list[RuleError]]] = []
    # By identity: a rule may compare equal to another, or not be hashable.
    calls: dict[int, list[_Call]] = {id(rule): [] for rule in finder.rules}
    for document in documents:
        findings: list[Finding] = []
        errors = [rule_error(document, *fault) for fault in finder.faults]
        told.append((findings, errors))
        call = document, findings.extend, errors
        for rule in finder.needed(document):
            calls[id(rule)].append(call)
    for rule in finder.rules:
        check = rule.check
        for document, extend, errors in calls[id(rule)]:
            try:
                extend(check(document))
            except Exception as error:
                errors.append(rule_error(document, rule, error))
    for document, (findings, errors) in zip(documents, told):
        findings.sort(key=by_place)
        length = len(document.text)
        ends = list(map(_end, findings))
        if findings and not (
            findings[0].start >= 0
            and max(ends) <= length
            and all(map(le, map(_start, findings), ends))
        ):
            errors += _stray(document, finder.rules, findings, length)
            findings[:] = [f for f in findings if 0 <= f.start <= f.end <= length]
    return told


_start, _end = itemgetter(0), itemgetter(1)
by_place: Callable[[Finding], tuple[int, int, str]] = itemgetter(0, 1, 2)
"""Sorts findings by place, then code."""


def rule_error(document: Document, rule: Rule, error: Exception) -> RuleError:
    """Say that a rule raised, and what to do about it."""
    if isinstance(error, ReportlintError):  # it says so itself, better
        return RuleError(error.message, remedy=error.remedy, path=document.source.path)
    what = " ".join(f"{type(error).__name__}: {error}".split())  # it may span lines
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
