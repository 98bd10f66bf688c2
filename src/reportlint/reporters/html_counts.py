"""What the overview of the `html` format counts: by severity, rule, file and section."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from reportlint import Severity

if TYPE_CHECKING:
    from reportlint import Document, Finding

LISTED = 15
"""Sections that the overview names; the rest share a line."""


class Row(NamedTuple):
    """One line of the overview.

    Attributes:
        key: What the page's filter compares.
        name: What is shown.
        findings: How many.
        bar: Length of the bar, 0 to 100.
        note: A second name, such as a rule's title.
        target: The part of the page that it leads to, or "".
    """

    key: str
    name: str
    findings: int
    bar: float
    note: str = ""
    target: str = ""


class Tally:
    """Counts that grow with each file; the memory of a file is its name and three numbers."""

    def __init__(self) -> None:
        self.files: list[tuple[str, str, int]] = []
        """Key (empty for a file without findings), path and number of findings."""
        self.sections: dict[str, int] = {}
        """Number by title of a section of the first level; "" is the text outside of any."""
        self._by_section: Counter[str] = Counter()

    def add(self, key: str, path: str, document: Document, findings: list[Finding]) -> list[int]:
        """Count a file and return the number of every finding's section."""
        self.files.append((key, path, len(findings)))
        numbers = []
        for finding in findings:
            # A finding about the whole document stands in none of its sections.
            whole = finding.start == finding.end == 0
            titles = () if whole else document.section_path(finding.start)
            title = titles[0] if titles else ""
            self._by_section[title] += 1
            numbers.append(self.sections.setdefault(title, len(self.sections)))
        return numbers

    def file_rows(self) -> list[Row]:
        """Return the files in order, those without findings too."""
        most = max((count for _, _, count in self.files), default=0)
        return [
            Row(key, path, count, _bar(count, most), target=key) for key, path, count in self.files
        ]

    def section_rows(self, outside: str) -> tuple[list[Row], int]:
        """Return the sections with most findings, and the findings in all others.

        Args:
            outside: The name for text that is in no section.
        """
        ranked = sorted(self._by_section.items(), key=lambda item: (-item[1], item[0]))
        most = ranked[0][1] if ranked else 0
        rows = [
            Row(str(self.sections[title]), title or outside, count, _bar(count, most))
            for title, count in ranked[:LISTED]
        ]
        return rows, sum(count for _, count in ranked[LISTED:])


def rule_rows(by_code: Counter[str], titles: dict[str, str]) -> list[Row]:
    """Return the rules that found something, the most frequent first."""
    ranked = sorted(by_code.items(), key=lambda item: (-item[1], item[0]))
    most = ranked[0][1] if ranked else 0
    return [
        Row(code, code, count, _bar(count, most), titles.get(code, ""), f"rule-{code}")
        for code, count in ranked
    ]


def severity_rows(by_severity: Counter[Severity], names: dict[Severity, str]) -> list[Row]:
    """Return all severities, the worst first."""
    most = max(by_severity.values(), default=0)
    return [
        Row(s.label[0], names[s], by_severity[s], _bar(by_severity[s], most))
        for s in reversed(Severity)
    ]


def _bar(count: int, most: int) -> float:
    return round(100 * count / most, 1) if most else 0
