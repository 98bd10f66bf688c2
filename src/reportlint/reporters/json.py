"""The `json` and `jsonl` formats: schema `reportlint/1`, columns in `--column-unit`.

Both are written piece by piece; the JSON Schema is `schemas/reportlint-1.schema.json`.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from reportlint import Severity
from reportlint.reporters.columns import measure
from reportlint.reporters.json_text import one_line, quote

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportlint import FileResult, Finding, Related, Run, Source, Summary

SCHEMA = "reportlint/1"


class JsonLinesWriter:
    """Writes one object a finding, one a line."""

    def __init__(self, run: Run) -> None:
        self._fields = _Fields(run)

    def file(self, result: FileResult) -> str:
        """Return a line for every finding."""
        return "".join(f"{finding}\n" for finding in self._fields.findings(result))

    def end(self, summary: Summary) -> str:  # noqa: ARG002  # every line is a finding
        """Return nothing: every line is a finding."""
        return ""


class JsonWriter:
    """Writes one document: the schema's name, the findings, the summary."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._fields = _Fields(run)
        self._before = (
            f'{{"schema": {quote(SCHEMA)}, "column_unit": {quote(run.column_unit)}, "findings": [\n'
        )

    def file(self, result: FileResult) -> str:
        """Return the findings of one file, with what joins them to those before."""
        found = self._fields.findings(result)
        if not found:
            return ""
        before, self._before = self._before, ",\n"
        return before + ",\n".join(found)

    def end(self, summary: Summary) -> str:
        """Close the list and return the summary."""
        opening = "" if self._before == ",\n" else self._before
        counts = json.dumps(summary_table(summary, self._run), ensure_ascii=False)
        return f'{opening}\n], "summary": {one_line(counts)}}}\n'


def summary_table(summary: Summary, run: Run) -> dict[str, Any]:
    """Return the summary as the schema has it; it holds no time, so that equal runs are equal."""
    errors = []
    for error in summary.errors:
        table: dict[str, Any] = {"message": error.message.render(run.lang)}
        if error.remedy is not None:
            table["remedy"] = error.remedy.render(run.lang)
        if error.path is not None:
            table["path"] = error.path
        if error.line is not None:
            table["line"] = error.line
        errors.append(table)
    held = {
        name: count
        for name, count in (
            ("suppressed", summary.suppressed),
            ("baseline", summary.held["baseline"]),
            ("unchanged", summary.held["diff"]),
        )
        if count
    }
    return {
        "version": run.version,
        "files": summary.files,
        "files_with_findings": summary.files_with_findings,
        "findings": summary.findings,
        "fixable": summary.fixable,
        "by_severity": {
            severity.label: summary.by_severity[severity] for severity in reversed(Severity)
        },
        "by_code": dict(sorted(summary.by_code.items())),
        **({"held": held} if held else {}),
        "errors": errors,
    }


class _Fields:
    """Findings as JSON objects."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._names = {selected.rule.code: selected.rule.name for selected in run.rules}
        self._quoted: dict[Any, str] = {}

    def findings(self, result: FileResult) -> list[str]:
        """Return one object a finding, each on one line."""
        if not result.findings:
            return []
        path = quote(result.path)
        region = _Regions(result.document.source, self._run).region
        section_path = result.document.section_path
        return [
            self._finding(path, finding, region, section_path(finding.start))
            for finding in result.findings
        ]

    def _finding(
        self,
        path: str,
        finding: Finding,
        region: Callable[[int, int], str],
        titles: tuple[str, ...],
    ) -> str:
        start, end, code, severity, message, remedy, related, fix = finding
        known = self._quoted
        what = known.get((code, severity))
        if what is None:
            name = self._names.get(code, "")
            what = f'"code": {quote(code)}, "name": {quote(name)}, "severity": "{severity.label}"'
            known[code, severity] = what
        section = known.get(titles)
        if section is None:
            section = known[titles] = f"[{', '.join(map(quote, titles))}]"
        return one_line(
            f'{{"path": {path}, {region(start, end)}, {what}, '
            f'"message": {quote(message)}, "remedy": {quote(remedy)}, "section": {section}, '
            f'"fixable": {"true" if fix is not None and fix.safe else "false"}, '
            f'"related": [{", ".join(_related(region, place) for place in related)}]}}'
        )


class _Regions:
    """Spans of one document as lines and columns."""

    def __init__(self, source: Source, run: Run) -> None:
        self._starts = source.line_starts
        self._measured = measure(source, run)

    def region(self, start: int, end: int) -> str:
        """Return the four numbers of a span."""
        starts, measured = self._starts, self._measured
        line, end_line = bisect_right(starts, start), bisect_right(starts, end)
        if measured:
            column, end_column = measured(start), measured(end)
        else:
            column, end_column = start - starts[line - 1] + 1, end - starts[end_line - 1] + 1
        return (
            f'"line": {line}, "column": {column}, '
            f'"end_line": {end_line}, "end_column": {end_column}'
        )


def _related(region: Callable[[int, int], str], place: Related) -> str:
    return f'{{{region(place.start, place.end)}, "message": {quote(place.message)}}}'
