"""The `full` format: for a person, with the line, a marker, remedy and source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlint import Message, Severity
from reportlint.reporters.cells import Glyph, glyphs
from reportlint.reporters.summary import summary_line
from reportlint.reporters.suppressed import marked
from reportlint.reporters.wording import SEVERITY_WORDS, safe

if TYPE_CHECKING:
    from reportlint import FileResult, Finding, Run, Source, Summary

_REMEDY = Message("办法", "remedy")
_SOURCE = Message("依据", "source")
_RELATED = Message("参见", "see")
_COLORS = {
    Severity.ERROR: "\x1b[1;31m",
    Severity.WARNING: "\x1b[1;33m",
    Severity.INFO: "\x1b[1;36m",
}
_BOLD, _DIM, _GREEN, _OFF = "\x1b[1m", "\x1b[2m", "\x1b[32m", "\x1b[0m"
_CUT = Glyph("…", 1)
_NARROWEST = 20  # cells for the line, however narrow the terminal


class FullWriter:
    """Writes a few lines a finding, and a summary."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._rules = {selected.rule.code: selected.rule for selected in run.rules}

    def file(self, result: FileResult) -> str:
        """Return every finding with the line it stands on."""
        if self._run.suppressed and result.held:
            result = marked(result, self._run.lang)
        source = result.document.source
        return "".join(self._finding(result.path, source, f) for f in result.findings)

    def end(self, summary: Summary) -> str:
        """Return the counts of the run."""
        return summary_line(summary, self._run.lang) + "\n"

    def _paint(self, style: str, text: str) -> str:
        return f"{style}{text}{_OFF}" if self._run.color else text

    def _finding(self, path: str, source: Source, finding: Finding) -> str:
        lang = self._run.lang
        color = _COLORS[finding.severity]
        line, column = source.position(finding.start)
        rule = self._rules.get(finding.code)
        name = f" {rule.name}" if rule else ""
        colon = ": " if lang == "en" else "："
        place = self._paint(_BOLD, f"{safe(path)}:{line}:{column}")
        word = self._paint(color, SEVERITY_WORDS[finding.severity].render(lang))
        out = [f"{place} {word} {finding.code}{name}{colon}{safe(finding.message)}\n"]

        number = str(line)
        gutter = max(len(number), 3)
        shown, before, marked = excerpt(source, finding, self._run.width - gutter - 4)
        marks = self._paint(color, "^" * marked)
        out.append(f"{self._paint(_DIM, f' {number:>{gutter}} |')} {shown}\n")
        out.append(f"{self._paint(_DIM, ' ' * (gutter + 1) + ' |')} {' ' * before}{marks}\n")

        indent = " " * (gutter + 2)
        for related in finding.related:
            where = source.position(related.start)
            out.append(
                f"{indent}{_RELATED.render(lang)} {where.line}:{where.column}"
                f"{colon}{safe(related.message)}\n"
            )
        if finding.remedy:
            remedy = self._paint(_GREEN, safe(finding.remedy))
            out.append(f"{indent}{_REMEDY.render(lang)}{colon}{remedy}\n")
        if rule is not None and rule.source:
            out.append(f"{indent}{_SOURCE.render(lang)}{colon}{safe(rule.source)}\n")
        out.append("\n")
        return "".join(out)


def excerpt(source: Source, finding: Finding, room: int) -> tuple[str, int, int]:
    """Cut a line to a window around a fault.

    Args:
        source: The document's text.
        finding: The fault; of one that spans lines, the part on its first line.
        room: Cells that the excerpt may take.

    Returns:
        The excerpt, the cells before the fault, and the cells of the fault (at least 1).
    """
    room = max(room, _NARROWEST)
    text = source.text
    begin, stop = source.line_span(source.position(finding.start).line)
    start = min(finding.start, stop)
    end = min(max(finding.end, start), stop)
    # No glyph takes less than nothing, so `room` code points on each side are enough
    # to look at: the cost does not grow with the line.
    left = glyphs(text[max(begin, start - room) : start])
    fault = glyphs(text[start : min(end, start + room)])
    right = glyphs(text[end : min(stop, end + room)])
    cut_left, cut_right = start - room > begin, end + room < stop
    whole = _cells(left) + _cells(fault) + _cells(right)
    if whole > room or cut_left or cut_right:
        kept = _head(fault, room - 2)
        if len(kept) < len(fault) or end > start + room:
            fault, right, cut_right = kept, [], True
        spare = room - _cells(fault) - 2
        after = min(_cells(right), max(spare - _cells(left), spare // 2))
        kept = _head(left[::-1], spare - after)[::-1]
        if cut_left or len(kept) < len(left):
            left = [_CUT, *kept]
        kept = _head(right, after)
        if cut_right or len(kept) < len(right):
            right = [*kept, _CUT]
    shown = "".join(glyph.shown for glyph in (*left, *fault, *right))
    return shown, _cells(left), max(1, _cells(fault))


def _cells(row: list[Glyph]) -> int:
    return sum(glyph.cells for glyph in row)


def _head(row: list[Glyph], room: int) -> list[Glyph]:
    """Return as many glyphs from the front as fit into `room` cells."""
    for index, glyph in enumerate(row):
        room -= glyph.cells
        if room < 0:
            return row[:index]
    return row
