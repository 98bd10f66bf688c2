"""One file's findings as SARIF results, each a JSON object on one line."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from reportlint.identity import identities
from reportlint.reporters.json_text import one_line, quote
from reportlint.reporters.line_hash import line_hashes
from reportlint.reporters.sarif_rules import LEVELS, sentence
from reportlint.reporters.suppressed import justification
from reportlint.reporters.wording import safe, say

if TYPE_CHECKING:
    from reportlint import FileResult, Finding, Fix, Held, Run, Source

_AROUND = 30  # code points of the line shown on each side of a fault
_SECTION_DEPTH_JOINT = "/"


class Results:
    """Makes results; what many of them share is quoted once."""

    def __init__(self, run: Run) -> None:
        self._lang = run.lang
        self._indexes = {selected.rule.code: i for i, selected in enumerate(run.rules)}
        self._heads: dict[object, str] = {}
        self._sections: dict[tuple[str, ...], str] = {}

    def of_file(
        self, result: FileResult, artifact: str, suppressed: dict[int, Held] | None = None
    ) -> list[str]:
        """Return one object a finding.

        Args:
            result: The file's findings.
            artifact: The JSON of its artifactLocation.
            suppressed: Those that are suppressed, by `id`; without it nothing is said of that.
        """
        document, findings = result.document, result.findings
        regions = _Regions(document.source)
        last = bisect_right(regions.starts, findings[-1].start)
        hashes = line_hashes(document.source, last)
        word = document.format == "docx"
        out = []
        for finding, own in zip(findings, identities(document, findings, result.held)):
            line = bisect_right(regions.starts, finding.start)
            section = self._section(document.section_path(finding.start), line if word else 0)
            prints = f'"reportlint/v1":"{own}"'
            if line <= len(hashes):
                prints = f'"primaryLocationLineHash":"{hashes[line - 1]}",{prints}'
            out.append(
                one_line(
                    f'{self._head(finding)}"message":{{"text":{quote(self._message(finding))}}},'
                    f'"locations":[{{"physicalLocation":{{"artifactLocation":{artifact},'
                    f'"region":{regions.with_snippet(finding.start, finding.end)}'
                    f"{regions.context(finding.start, finding.end)}}}{section}}}],"
                    f'"partialFingerprints":{{{prints}}}'
                    f"{self._suppressions(finding, suppressed)}"
                    f"{self._related(finding, regions, artifact)}"
                    f"{'' if word else self._fixes(finding, regions, artifact)}}}"
                )
            )
        return out

    def _head(self, finding: Finding) -> str:
        key = finding.code, finding.severity
        head = self._heads.get(key)
        if head is None:
            index = self._indexes.get(finding.code)
            place = "" if index is None else f'"ruleIndex":{index},'
            head = f'{{"ruleId":{quote(finding.code)},{place}"level":"{LEVELS[finding.severity]}",'
            self._heads[key] = head
        return head

    def _message(self, finding: Finding) -> str:
        return plain(sentence(say(finding, self._lang), self._lang))

    def _section(self, titles: tuple[str, ...], paragraph: int) -> str:
        """Return the logical locations: the section, and in Word the paragraph."""
        known = self._sections.get(titles)
        if known is None:
            known = ""
            if titles:
                full = quote(_SECTION_DEPTH_JOINT.join(titles))
                known = (
                    f'{{"name":{quote(titles[-1])},"fullyQualifiedName":{full},"kind":"section"}}'
                )
            self._sections[titles] = known
        if paragraph:
            full = quote(_SECTION_DEPTH_JOINT.join((*titles, str(paragraph))))
            own = f'{{"name":"{paragraph}","fullyQualifiedName":{full},"kind":"paragraph"}}'
            known = f"{own},{known}" if known else own
        return f',"logicalLocations":[{known}]' if known else ""

    def _suppressions(self, finding: Finding, suppressed: dict[int, Held] | None) -> str:
        """Return why a finding is suppressed; said of every result, or of none at all."""
        if suppressed is None:
            return ""
        held = suppressed.get(id(finding))
        if held is None:
            return ',"suppressions":[]'
        why = justification(held, self._lang)
        more = f',"justification":{quote(safe(why))}' if why else ""
        return f',"suppressions":[{{"kind":"{held.kind}","status":"accepted"{more}}}]'

    def _related(self, finding: Finding, regions: _Regions, artifact: str) -> str:
        if not finding.related:
            return ""
        places = ",".join(
            f'{{"id":{number},"physicalLocation":{{"artifactLocation":{artifact},'
            f'"region":{regions.with_snippet(place.start, place.end)}}},'
            f'"message":{{"text":{quote(plain(sentence(place.message, self._lang)))}}}}}'
            for number, place in enumerate(finding.related, 1)
        )
        return f',"relatedLocations":[{places}]'

    def _fixes(self, finding: Finding, regions: _Regions, artifact: str) -> str:
        fix: Fix | None = finding.fix
        if fix is None or not fix.safe or not fix.edits:
            return ""
        replacements = ",".join(
            f'{{"deletedRegion":{{{regions.numbers(edit.start, edit.end)}}}'
            + (
                f',"insertedContent":{{"text":{quote(edit.replacement)}}}'
                if edit.replacement
                else ""
            )
            + "}"
            for edit in fix.edits
        )
        what = quote(plain(sentence(finding.remedy or finding.message, self._lang)))
        return (
            f',"fixes":[{{"description":{{"text":{what}}},"artifactChanges":'
            f'[{{"artifactLocation":{artifact},"replacements":[{replacements}]}}]}}]'
        )


class _Regions:
    """Spans of one document as SARIF regions: lines and columns in UTF-16 units."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._text = source.text
        self.starts = source.line_starts
        units = len(self._text.encode("utf-16-le", "surrogatepass")) // 2
        self._narrow = units == len(self._text)  # every code point is one unit

    def numbers(self, start: int, end: int) -> str:
        """Return the four numbers of a region."""
        starts = self.starts
        line, end_line = bisect_right(starts, start), bisect_right(starts, end)
        if self._narrow:
            column, end_column = start - starts[line - 1] + 1, end - starts[end_line - 1] + 1
        else:
            column = self._source.utf16_column(start)
            end_column = self._source.utf16_column(end)
        return (
            f'"startLine":{line},"startColumn":{column},'
            f'"endLine":{end_line},"endColumn":{end_column}'
        )

    def with_snippet(self, start: int, end: int) -> str:
        """Return a region with its text."""
        text = quote(self._text[start:end])
        return f'{{{self.numbers(start, end)},"snippet":{{"text":{text}}}}}'

    def context(self, start: int, end: int) -> str:
        """Return the contextRegion: the fault's line around it, or the lines beside it."""
        starts, text = self.starts, self._text
        begin = starts[bisect_right(starts, start) - 1]
        stop = self._source.line_span(bisect_right(starts, end)).end
        first, last = max(begin, start - _AROUND), max(end, min(stop, end + _AROUND))
        if (first, last) == (start, end):  # the fault takes its whole line
            first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
            last -= text[last - 1 : last + 1] == "\r\n"  # never between the two
            first -= text[first - 1 : first + 1] == "\r\n" if first else 0
            if (first, last) == (start, end):
                return ""  # the fault is the whole document: there is no more to show
        return f',"contextRegion":{self.with_snippet(first, last)}'


def plain(text: str) -> str:
    """Return a message that no viewer takes for a link or a control sequence."""
    text = safe(text)
    if "](" in text:  # SARIF 2.1.0 §3.11.6: an embedded link
        text = text.replace("[", "\\[").replace("]", "\\]")
    return text
