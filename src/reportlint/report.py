"""What a reporter is given: the run, then one result a file, then the summary.

Results are handed over one by one and not kept here, so that a run over a large
corpus needs the memory of one document.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from reportlint.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlint.document import Document
    from reportlint.finding import Finding
    from reportlint.message import ReportlintError
    from reportlint.rule import Rule


class SelectedRule(NamedTuple):
    """A rule that runs, and the distribution it comes from."""

    rule: Rule
    distribution: str
    version: str


class Run(NamedTuple):
    """What is known before the first file.

    Attributes:
        rules: Every rule selected for at least one file, by code.
        lang: "zh" or "en".
        version: reportlint's version.
        root: Absolute path of the folder that paths in outputs are relative to.
        color: Whether a person at a terminal reads this output.
        width: Columns of that terminal.
        column_unit: What columns count where the format leaves a choice: "codepoint",
            "utf16" or "utf8".
    """

    rules: Sequence[SelectedRule]
    lang: str
    version: str
    root: str
    color: bool = False
    width: int = 80
    column_unit: str = "codepoint"


class FileResult(NamedTuple):
    """The findings of one file, sorted by place, then code.

    `path` is as outputs show it: relative to the root where it lies below, with
    forward slashes.
    """

    path: str
    document: Document
    findings: list[Finding]


class Summary:
    """Counts over a run, and the errors that were met."""

    def __init__(self) -> None:
        self.files = 0
        self.files_with_findings = 0
        self.fixable = 0
        self.by_code: Counter[str] = Counter()
        self.by_severity: Counter[Severity] = Counter()
        self.errors: list[ReportlintError] = []
        self.seconds = 0.0

    def add(self, result: FileResult) -> None:
        """Count one file's findings."""
        self.files += 1
        findings = result.findings
        if findings:
            self.files_with_findings += 1
            self.by_code.update([finding.code for finding in findings])
            self.by_severity.update([finding.severity for finding in findings])
            self.fixable += sum(1 for f in findings if f.fix is not None and f.fix.safe)

    @property
    def findings(self) -> int:
        """Number of findings."""
        return sum(self.by_code.values())
