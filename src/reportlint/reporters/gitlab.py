"""The `gitlab` format: a Code Quality report, one JSON array."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from reportlint import Severity
from reportlint.identity import identities
from reportlint.reporters.json_text import one_line, quote
from reportlint.reporters.repository import Places
from reportlint.reporters.wording import safe, say

if TYPE_CHECKING:
    from reportlint import FileResult, Run, Summary

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


class GitlabWriter:
    """Writes one object a finding."""

    def __init__(self, run: Run) -> None:
        self._lang = run.lang
        self._places = Places(run.root)
        self._seen: Counter[str] = Counter()
        self._before = "[\n"

    def file(self, result: FileResult) -> str:
        """Return the findings of one file, with what joins them to those before."""
        findings = result.findings
        if not findings:
            return ""
        path = quote(self._places.inside(result.path))
        starts = result.document.source.line_starts
        out = []
        for finding, own in zip(findings, identities(result.document, findings, result.held)):
            begin, end = bisect_right(starts, finding.start), bisect_right(starts, finding.end)
            out.append(
                one_line(
                    f'{{"description": {quote(safe(say(finding, self._lang)))}, '
                    f'"check_name": {quote(finding.code)}, '
                    f'"fingerprint": "{self._unique(own)}", '
                    f'"severity": "{_SEVERITIES[finding.severity]}", '
                    f'"location": {{"path": {path}, '
                    f'"lines": {{"begin": {begin}, "end": {end}}}}}}}'
                )
            )
        before, self._before = self._before, ",\n"
        return before + ",\n".join(out)

    def end(self, summary: Summary) -> str:  # noqa: ARG002  # the format has no place for it
        """Close the array."""
        return "\n]\n" if self._before == ",\n" else "[]\n"

    def _unique(self, own: str) -> str:
        """Return an identity, numbered where another file has the same finding.

        GitLab keeps one entry a fingerprint: of two documents without a title it would
        show one.
        """
        self._seen[own] += 1
        count = self._seen[own]
        return own if count == 1 else f"{own}:{count}"
