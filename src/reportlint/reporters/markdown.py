"""The `markdown` format: a job summary or review comment in GitHub's Markdown.

What documents say is escaped, so that it shows as it reads: no emphasis, link, HTML, mention
or new row comes of it. GitHub refuses a step's summary above 1 MiB, so the least severe
findings give way; rows are kept until the end, no more of a severity than could be shown.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reportlint import Message, Severity
from reportlint.reporters.summary import summary_line
from reportlint.reporters.wording import SEVERITY_WORDS, safe, say

if TYPE_CHECKING:
    from reportlint import FileResult, Finding, ReportlintError, Run, Source, Summary

LIMIT = 1_000_000
"""Bytes of the rows; GitHub takes 1,048,576 for all, and the head needs some."""
_MOST_ERRORS = 50
_AROUND = 20  # code points of the line shown on each side of a fault
_MARKED = 60  # code points of the fault itself
_ESCAPED = {ord(mark): "\\" + mark for mark in "\\`*_{}[]()!|~^$=:#"}
_ESCAPED |= {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"}
_ESCAPED[ord("@")] = "@<!-- -->"  # else a person is called
_ISSUE = re.compile(r"#(?=\d)")

_TOTALS = Message("| 级别 | 规则 | 说明 | 处数 |", "| severity | rule | what | findings |")
_ROWS = Message("| 位置 | 级别 | 规则 | 说明 | 原文 |", "| place | severity | rule | what | text |")
_FAILED = Message("未能检查", "Failures")
_MORE_FAILED = Message("另有 {count} 项", "{count} more")
_LEFT_OUT = Message(
    "篇幅所限，另有 {count} 处未列出，先略去较轻的",
    "{count} more findings are left out to keep this short, the least severe first",
)


class _Row(NamedTuple):
    """One finding; its size is in bytes."""

    path: str
    order: int
    text: str
    size: int


class MarkdownWriter:
    """Collects a row a finding and writes the page."""

    def __init__(self, run: Run) -> None:
        self._lang = run.lang
        self._rules = {selected.rule.code: selected.rule for selected in run.rules}
        self._rows: dict[Severity, list[_Row]] = {severity: [] for severity in Severity}
        self._sizes = dict.fromkeys(Severity, 0)
        self._totals: dict[tuple[Severity, str], int] = {}
        self._order = 0

    def file(self, result: FileResult) -> str:
        """Keep one file's findings; the text comes at the end."""
        source = result.document.source
        seen: set[Severity] = set()
        for finding in result.findings:
            severity = finding.severity
            key = severity, finding.code
            self._totals[key] = self._totals.get(key, 0) + 1
            if self._sizes[severity] > LIMIT:
                continue  # there is no room for it
            text = self._row(source, finding)
            size = len(text.encode("utf-8", "replace"))
            if severity not in seen:  # whichever of them is shown brings the heading
                seen.add(severity)
                size += len(self._heading(result.path).encode())
            self._order += 1
            self._rows[severity].append(_Row(result.path, self._order, text, size))
            self._sizes[severity] += size
        return ""

    def end(self, summary: Summary) -> str:
        """Return the page: the counts, what failed, the findings file by file."""
        lang = self._lang
        page = ["## reportlint\n\n", summary_line(summary, lang, timed=False), "\n"]
        if self._totals:
            page += ["\n", _TOTALS.render(lang), "\n|---|---|---|---:|\n"]
            # The worst first, then the most frequent.
            counts = sorted(self._totals.items(), key=lambda one: (-one[0][0], -one[1], one[0][1]))
            page += [self._total(severity, code, count) for (severity, code), count in counts]
        page += self._failures(summary.errors)
        shown = self._shown()
        path = None
        for row in shown:
            if row.path != path:
                path = row.path
                page.append(self._heading(path))
            page.append(row.text)
        left_out = summary.findings - len(shown)
        if left_out:
            page.append(f"\n{_LEFT_OUT.render(lang, count=left_out)}\n")
        return "".join(page)

    def _shown(self) -> list[_Row]:
        """Return the rows there is room for, the most severe at any rate, in their order."""
        room = LIMIT
        shown: list[_Row] = []
        for severity in sorted(Severity, reverse=True):
            for row in self._rows[severity]:
                room -= row.size
                if room < 0:
                    return sorted(shown, key=lambda one: one.order)
                shown.append(row)
        return sorted(shown, key=lambda one: one.order)

    def _total(self, severity: Severity, code: str, count: int) -> str:
        rule = self._rules.get(code)
        name, title = (rule.name, rule.title(self._lang)) if rule else ("", "")
        word = SEVERITY_WORDS[severity].render(self._lang)
        return f"| {word} | {escape(f'{code} {name}'.rstrip())} | {escape(title)} | {count} |\n"

    def _heading(self, path: str) -> str:
        return f"\n### {escape(path)}\n\n{_ROWS.render(self._lang)}\n|---|---|---|---|---|\n"

    def _row(self, source: Source, finding: Finding) -> str:
        line, column = source.position(finding.start)
        word = SEVERITY_WORDS[finding.severity].render(self._lang)
        return (
            f"| {line}:{column} | {word} | {escape(finding.code)} | "
            f"{escape(say(finding, self._lang))} | {_excerpt(source, finding)} |\n"
        )

    def _failures(self, errors: list[ReportlintError]) -> list[str]:
        if not errors:
            return []
        lines = [f"\n### {_FAILED.render(self._lang)}\n\n"]
        lines += [f"- {escape(error.render(self._lang))}\n" for error in errors[:_MOST_ERRORS]]
        if len(errors) > _MOST_ERRORS:
            more = _MORE_FAILED.render(self._lang, count=len(errors) - _MOST_ERRORS)
            lines.append(f"- {more}\n")
        return lines


def escape(text: str) -> str:
    """Return a text as Markdown that shows it, on one line."""
    text = safe(text).translate(_ESCAPED)
    if "#" in text:
        text = _ISSUE.sub("#<!-- -->", text)
    if text[:1] in ("-", "+"):  # the point of a list
        text = "\\" + text
    return text.replace("www.", "www\\.") if "www." in text else text


def _excerpt(source: Source, finding: Finding) -> str:
    """Return the fault in bold with what stands around it on its line."""
    text = source.text
    begin, stop = source.line_span(source.position(finding.start).line)
    start = min(finding.start, stop)
    end = min(max(finding.end, start), stop)
    first, last = max(begin, start - _AROUND), min(stop, end + _AROUND)
    before = ("…" if first > begin else "") + escape(text[first:start].lstrip())
    after = escape(text[end:last].rstrip()) + ("…" if last < stop else "")
    fault = escape(text[start : min(end, start + _MARKED)])
    fault += "…" if end - start > _MARKED else ""
    return f"{before}<b>{fault}</b>{after}" if fault else before + after
