"""The `text` format: one line a finding in flake8's style, for editors and for grep.

`path:line:col: CODE message；remedy`, columns in `--column-unit`. It is the format of
large runs, so the loop does no more for a finding than it must.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from reportlint.reporters.columns import measure
from reportlint.reporters.wording import joint, safe

if TYPE_CHECKING:
    from reportlint import FileResult, Run, Summary


class TextWriter:
    """Writes one line a finding."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._joint = joint(run.lang)

    def file(self, result: FileResult) -> str:
        """Return a line for every finding; nothing for a file without any."""
        if self._run.suppressed and result.held:
            from reportlint.reporters.suppressed import marked

            result = marked(result, self._run.lang)
        if not result.findings:
            return ""
        between = self._joint
        starts = result.document.source.line_starts
        last = len(starts)
        measured = measure(result.document.source, self._run)
        prefix = safe(result.path) + ":"
        line = begin = limit = 0
        lines = []
        for start, _, code, _, message, remedy, _, _ in result.findings:
            if start >= limit:  # they are in order
                line = bisect_right(starts, start)
                begin = starts[line - 1]
                limit = starts[line] if line < last else start + 1
            if remedy:
                message = message + between + remedy
            if not message.isprintable():
                message = safe(message)
            column = measured(start) if measured else start - begin + 1
            lines.append(f"{prefix}{line}:{column}: {code} {message}\n")
        return "".join(lines)

    def end(self, summary: Summary) -> str:  # noqa: ARG002  # the lines say it all
        """Return nothing: an editor would take a summary for a finding."""
        return ""
