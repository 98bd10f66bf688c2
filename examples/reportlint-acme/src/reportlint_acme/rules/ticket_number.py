"""AC101: the number of an internal ticket."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportlint import Document, Example, Finding, Message, Rule, Severity, option

_NUMBER = re.compile(r"(?<![A-Za-z])[A-Z]{2,10}-\d{1,6}(?!\d)")


class TicketNumber(Rule):
    """报告中留有内部工单号。

    收文单位打不开工单系统，工单号对他们没有意义。写明事项，删去工单号。
    ---
    The number of an internal ticket in a report.

    Readers outside cannot open the tracker. Say what the ticket is about instead.
    """

    code, name, severity = "AC101", "acme-ticket-number", Severity.WARNING
    remedy = Message("写明事项，删去工单号", "say what it is about")
    valid = (
        "系统已按GB/T-9704排版，升级到COVID-19后的版本。",
        Example("见ABC-12。", options={"projects": ["OPS"]}),
    )
    invalid = ("故障已处置（⟦OPS-1024⟧）。", "⟦OPS-7⟧、⟦WEB-12⟧已办结。")
    projects: tuple[str, ...] = option(("OPS", "WEB"), "names of projects in the tracker")

    def check(self, document: Document) -> Iterator[Finding]:
        """Report the numbers of our own projects; COVID-19 is none."""
        prose = document.prose
        if "-" not in prose:
            return
        for found in _NUMBER.finditer(prose):
            if found.group().split("-")[0] in self.projects:
                message = Message("留有工单号 {number}", "ticket number {number} left")
                yield self.finding(*found.span(), message, number=found.group())
