"""The format `csv`: one row a finding, for a spreadsheet."""

from __future__ import annotations

import csv
import io

from reportlint import FileResult, Run, Summary

HEAD = ("path", "line", "column", "severity", "code", "message", "remedy")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class CsvReporter:
    """What the plugin registers; it makes a writer for each output."""

    name = "csv"

    def begin(self, run: Run) -> CsvWriter:  # noqa: ARG002  # neither language nor root matter
        """Begin one output."""
        return CsvWriter()


class CsvWriter:
    """Writes one output; a header stands before the first row."""

    def __init__(self) -> None:
        self._rows = [HEAD]

    def file(self, result: FileResult) -> str:
        """Return the rows of one file."""
        source = result.document.source
        for finding in result.findings:
            line, column = source.position(finding.start)
            self._rows.append(
                (
                    result.path,
                    str(line),
                    str(column),
                    finding.severity.label,
                    finding.code,
                    finding.message,
                    finding.remedy,
                )
            )
        return self._written()

    def end(self, summary: Summary) -> str:  # noqa: ARG002  # a spreadsheet counts by itself
        """Return the header, where no file came."""
        return self._written()

    def _written(self) -> str:
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows(map(_harmless, self._rows))
        self._rows = []
        return out.getvalue()


def _harmless(row: tuple[str, ...]) -> list[str]:
    """Return cells that no spreadsheet takes for a formula."""
    return [f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row]
