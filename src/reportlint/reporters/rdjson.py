"""The `rdjson` and `rdjsonl` formats of reviewdog: columns in UTF-8 bytes, ends exclusive."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from reportlint import Severity
from reportlint.reporters.json_text import one_line, quote
from reportlint.reporters.sarif_rules import HOMEPAGE, help_uri
from reportlint.reporters.wording import safe, say

if TYPE_CHECKING:
    from reportlint import FileResult, Finding, Run, Source, Summary

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}
_SOURCE = f'"source": {{"name": "reportlint", "url": "{HOMEPAGE}"}}'
_LONE_RETURN = re.compile(r"\r(?!\n)")


class RdjsonLinesWriter:
    """Writes one diagnostic a finding, one a line."""

    def __init__(self, run: Run) -> None:
        self._diagnostics = _Diagnostics(run, f"{_SOURCE}, ")

    def file(self, result: FileResult) -> str:
        """Return a line for every finding."""
        return "".join(f"{one}\n" for one in self._diagnostics.of_file(result))

    def end(self, summary: Summary) -> str:  # noqa: ARG002  # every line is a diagnostic
        """Return nothing: every line is a diagnostic."""
        return ""


class RdjsonWriter:
    """Writes one result: the source, and the diagnostics."""

    def __init__(self, run: Run) -> None:
        self._diagnostics = _Diagnostics(run)
        self._before = f'{{{_SOURCE}, "diagnostics": [\n'

    def file(self, result: FileResult) -> str:
        """Return the diagnostics of one file, with what joins them to those before."""
        found = self._diagnostics.of_file(result)
        if not found:
            return ""
        before, self._before = self._before, ",\n"
        return before + ",\n".join(found)

    def end(self, summary: Summary) -> str:  # noqa: ARG002  # the format has no place for it
        """Close the list."""
        opening = "" if self._before == ",\n" else self._before
        return f"{opening}\n]}}\n"


class _Diagnostics:
    """Findings as JSON objects, each on one line."""

    def __init__(self, run: Run, source: str = "") -> None:
        self._lang = run.lang
        self._source = source
        self._codes = {
            selected.rule.code: f'{{"value": {quote(selected.rule.code)}, '
            f'"url": {quote(help_uri(selected))}}}'
            for selected in run.rules
        }

    def of_file(self, result: FileResult) -> list[str]:
        if not result.findings:
            return []
        path = quote(result.path)
        document = result.document
        source = document.source
        mendable = document.format != "docx" and _is_as_read(source)
        out = []
        for finding in result.findings:
            code = self._codes.get(finding.code) or f'{{"value": {quote(finding.code)}}}'
            place = f'{{"path": {path}, "range": {_range(source, finding.start, finding.end)}}}'
            out.append(
                one_line(
                    f'{{"message": {quote(safe(say(finding, self._lang)))}, "location": {place}, '
                    f'"severity": "{_SEVERITIES[finding.severity]}", {self._source}"code": {code}'
                    f"{_suggestion(source, finding) if mendable else ''}"
                    f"{_related(source, finding, path)}}}"
                )
            )
        return out


def _range(source: Source, start: int, end: int) -> str:
    return f'{{"start": {_position(source, start)}, "end": {_position(source, end)}}}'


def _position(source: Source, offset: int) -> str:
    line = bisect_right(source.line_starts, offset)
    return f'{{"line": {line}, "column": {source.utf8_column(offset)}}}'


def _suggestion(source: Source, finding: Finding) -> str:
    """Return a safe fix: one suggestion, as several would be alternatives to each other."""
    fix = finding.fix
    if fix is None or not fix.safe or not fix.edits:
        return ""
    start, end = fix.edits[0].start, fix.edits[-1].end
    if source.bom and bisect_right(source.line_starts, start) == 1:
        return ""  # reviewdog would count the mark's bytes and cut elsewhere
    pieces = []
    at = start
    for edit in fix.edits:
        pieces += [source.text[at : edit.start], edit.replacement]
        at = edit.end
    text = quote("".join(pieces))
    return f', "suggestions": [{{"range": {_range(source, start, end)}, "text": {text}}}]'


def _related(source: Source, finding: Finding, path: str) -> str:
    if not finding.related:
        return ""
    places = ", ".join(
        f'{{"message": {quote(safe(place.message))}, "location": {{"path": {path}, '
        f'"range": {_range(source, place.start, place.end)}}}}}'
        for place in finding.related
    )
    return f', "related_locations": [{places}]'


def _is_as_read(source: Source) -> bool:
    """Whether reviewdog, which cuts bytes at LF, finds an edit's place in the file."""
    return source.encoding == "utf-8" and not _LONE_RETURN.search(source.text)
