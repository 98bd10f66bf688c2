"""The `github` format: workflow commands that GitHub Actions shows as annotations.

Sorted by severity, because of each kind GitHub shows only the first ten of a step. So the
commands are kept until the end, as finished lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlint import Message, Severity
from reportlint.reporters.repository import Places
from reportlint.reporters.summary import summary_line
from reportlint.reporters.wording import joint, safe, say

if TYPE_CHECKING:
    from reportlint import FileResult, ReportlintError, Run, Summary

SHOWN = 10
"""Annotations of one kind that GitHub shows of one step; the log holds the others."""

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_MORE = Message(
    "GitHub 每步每级只显示前 {shown} 条注解，其余见本步日志",
    "of each kind GitHub shows the first {shown} annotations of a step; this log has the others",
)


class GithubWriter:
    """Collects commands and writes the worst first."""

    def __init__(self, run: Run) -> None:
        self._lang = run.lang
        self._places = Places(run.root)
        self._names = {selected.rule.code: selected.rule.name for selected in run.rules}
        self._lines: dict[Severity, list[str]] = {severity: [] for severity in _COMMANDS}

    def file(self, result: FileResult) -> str:
        """Keep one file's commands; the text comes at the end."""
        if not result.findings:
            return ""
        path = _value(self._places.inside(result.path))
        position = result.document.source.position
        for finding in result.findings:
            line, column = position(finding.start)
            end_line, end_column = position(finding.end)
            # The runner drops columns, with a complaint, from what spans several lines.
            columns = f",col={column},endColumn={end_column}" if line == end_line else ""
            title = _value(f"{finding.code} {self._names.get(finding.code, '')}".rstrip())
            self._lines[finding.severity].append(
                f"::{_COMMANDS[finding.severity]} file={path},line={line},endLine={end_line}"
                f"{columns},title={title}::{_data(safe(say(finding, self._lang)))}\n"
            )
        return ""

    def end(self, summary: Summary) -> str:
        """Return all commands: what failed, the findings by severity, a notice of the limit."""
        lines = self._lines
        lines[Severity.ERROR][:0] = [self._failure(error) for error in summary.errors]
        notices = lines[Severity.INFO]
        if any(len(kind) > SHOWN for kind in lines.values()):
            text = summary_line(summary, self._lang, timed=False)
            text += joint(self._lang) + _MORE.render(self._lang, shown=SHOWN)
            # It is a notice itself, and behind ten others nobody would see it.
            at = len(notices) if len(notices) < SHOWN else 0
            notices.insert(at, f"::notice title=reportlint::{_data(text)}\n")
        return "".join(line for kind in lines.values() for line in kind)

    def _failure(self, error: ReportlintError) -> str:
        place = ""
        if error.path is not None:
            place = f"file={_value(self._places.inside(error.path))},"
            place += f"line={error.line}," if error.line else ""
        text = error.message.render(self._lang)
        if error.remedy is not None:
            text += joint(self._lang) + error.remedy.render(self._lang)
        return f"::error {place}title=reportlint::{_data(safe(text))}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
