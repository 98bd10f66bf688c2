"""The `junit` format: one test suite a file, one failure a finding.

Counts stand in the first line, so the suites are kept until the end, as finished XML.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlint import Message
from reportlint.reporters.wording import SEVERITY_WORDS, safe, say

if TYPE_CHECKING:
    from reportlint import FileResult, Finding, ReportlintError, Run, Source, Summary

_AROUND = 30  # code points of the line shown on each side of a fault
_SOURCE = Message("依据", "source")
_CLEAN = Message("没有问题", "no findings")


class JunitWriter:
    """Collects test suites and writes them with their counts."""

    def __init__(self, run: Run) -> None:
        self._lang = run.lang
        self._rules = {selected.rule.code: selected.rule for selected in run.rules}
        self._suites: list[str] = []
        self._tests = 0

    def file(self, result: FileResult) -> str:
        """Keep one file's suite; the text comes at the end."""
        path = _value(result.path)
        source = result.document.source
        cases = [self._case(path, source, finding) for finding in result.findings]
        failures = len(cases)
        if not cases:  # a suite without a test would count as not run
            name = _value(_CLEAN.render(self._lang))
            cases = [f'    <testcase name="{name}" classname="{path}" file="{path}"/>\n']
        self._add(path, cases, failures=failures)
        return ""

    def end(self, summary: Summary) -> str:
        """Return the whole report; what failed is a suite of its own."""
        if summary.errors:
            cases = [self._error(error) for error in summary.errors]
            self._add("reportlint", cases, errors=len(cases))
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<testsuites name="reportlint" tests="{self._tests}" '
            f'failures="{summary.findings}" errors="{len(summary.errors)}">\n'
            f"{''.join(self._suites)}</testsuites>\n"
        )

    def _add(self, name: str, cases: list[str], failures: int = 0, errors: int = 0) -> None:
        self._tests += len(cases)
        self._suites.append(
            f'  <testsuite name="{name}" tests="{len(cases)}" failures="{failures}" '
            f'errors="{errors}" skipped="0">\n{"".join(cases)}  </testsuite>\n'
        )

    def _case(self, path: str, source: Source, finding: Finding) -> str:
        lang = self._lang
        line, column = source.position(finding.start)
        rule = self._rules.get(finding.code)
        code = f"{finding.code} {rule.name}" if rule else finding.code
        word = SEVERITY_WORDS[finding.severity].render(lang)
        message = say(finding, lang)
        body = [f"{line}:{column} {word} {message}", _excerpt(source, finding)]
        if rule is not None and rule.source:
            body.append(f"{_SOURCE.render(lang)}{': ' if lang == 'en' else '：'}{rule.source}")
        return (
            f'    <testcase name="{_value(f"{code} {line}:{column}")}" classname="{path}" '
            f'file="{path}" line="{line}">\n'
            f'      <failure message="{_value(message)}" type="{finding.severity.label}">'
            f"{'&#10;'.join(map(_value, body))}</failure>\n    </testcase>\n"
        )

    def _error(self, error: ReportlintError) -> str:
        path = _value(error.path or "reportlint")
        text = _value(error.render(self._lang))
        return (
            f'    <testcase name="{path}" classname="reportlint">\n'
            f'      <error message="{text}" type="{type(error).__name__}">{text}</error>\n'
            "    </testcase>\n"
        )


def _excerpt(source: Source, finding: Finding) -> str:
    """Return the fault with what stands around it on its line."""
    begin, stop = source.line_span(source.position(finding.start).line)
    first = max(begin, finding.start - _AROUND)
    last = min(stop, max(min(finding.end, stop), finding.start) + _AROUND)
    return source.text[first:last]


def _value(text: str) -> str:
    """Return a text for an attribute or element; XML has no word for control characters."""
    text = safe(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;")
