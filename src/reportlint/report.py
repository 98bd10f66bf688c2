"""What a reporter is given: the run, then one result a file, then the summary.

Results are handed over one by one and not kept here, so that a run over a large
corpus needs the memory of one document.
"""

from __future__ import annotations

from collections import Counter
from operator import attrgetter
from typing import TYPE_CHECKING

from reportlint.finding import Severity
from reportlint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlint.document import Document
    from reportlint.finding import Finding, Fix
    from reportlint.message import Message, ReportlintError
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
        suppressed: Whether the output is asked for suppressed findings, marked as such;
            `text`, `full` and `sarif` can.
        column_unit: What columns count where the format leaves a choice: "codepoint",
            "utf16" or "utf8".
    """

    rules: Sequence[SelectedRule]
    lang: str
    version: str
    root: str
    color: bool = False
    width: int = 80
    suppressed: bool = False
    column_unit: str = "codepoint"


class Held(NamedTuple):
    """A finding that is not reported, and why.

    `kind` is `inSource` (suppressed in the document) or `external` (by the
    configuration), as SARIF calls them, `baseline` (known before) or `diff` (on lines
    that did not change).
    """

    finding: Finding
    kind: str
    reason: str = ""
    approver: str = ""


class Suppression(NamedTuple):
    """A directive in a document, or an entry of the configuration, and what became of it.

    Attributes:
        start: Where the directive begins; 0 for an entry of the configuration.
        end: Behind it; 0 for an entry of the configuration.
        words: The codes, names or prefixes as they are written.
        external: Whether it stands in the configuration.
        reason: Why; may be empty.
        approver: Who approved; may be empty.
        until: The last day on which it holds, as ISO 8601; may be empty.
        expired: Whether that day is over.
        unused: Those of the words that suppressed nothing, although their rules ran.
        faults: What is wrong with it, each with its remedy.
        removal: Takes away what is unused.
    """

    start: int
    end: int
    words: tuple[str, ...]
    external: bool
    reason: str
    approver: str
    until: str
    expired: bool
    unused: tuple[str, ...]
    faults: tuple[tuple[Message, Message], ...]
    removal: Fix | None


class FileResult(NamedTuple):
    """The findings of one file, sorted by place, then code.

    `path` is as outputs show it: relative to the root where it lies below, with
    forward slashes. `held` are the findings that are not reported.
    """

    path: str
    document: Document
    findings: list[Finding]
    held: Sequence[Held] = ()


_code, _severity, _fix = attrgetter("code"), attrgetter("severity"), attrgetter("fix")


class Summary:
    """Counts over a run, and the errors that were met."""

    def __init__(self) -> None:
        self.files = 0
        self.files_with_findings = 0
        self.fixable = 0
        self.by_code: Counter[str] = Counter()
        self.by_severity: Counter[Severity] = Counter()
        self.held: Counter[str] = Counter()
        """Findings that are not reported, by `Held.kind`."""
        self.errors: list[ReportlintError] = []
        self.seconds = 0.0

    def add(self, result: FileResult) -> None:
        """Count one file's findings."""
        self.files += 1
        findings = result.findings
        if findings:
            self.files_with_findings += 1
            self.by_code.update(map(_code, findings))
            self.by_severity.update(map(_severity, findings))
            self.fixable += sum(fix.safe for fix in map(_fix, findings) if fix is not None)
        if result.held:
            self.held.update([held.kind for held in result.held])

    @property
    def findings(self) -> int:
        """Number of findings."""
        return sum(self.by_code.values())

    @property
    def suppressed(self) -> int:
        """Number of findings suppressed in documents or by the configuration."""
        return self.held["inSource"] + self.held["external"]
