"""The `sarif` format: SARIF 2.1.0 (errata 01), for code review.

Results are sorted by severity, then place, so they are kept until the end: as
bytes of finished JSON, without their documents.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from reportlint import Message, Severity
from reportlint.reporters.json_text import one_line, quote
from reportlint.reporters.repository import Places, provenance
from reportlint.reporters.sarif_results import Results, plain
from reportlint.reporters.sarif_rules import driver, language, sentence
from reportlint.reporters.suppressed import with_suppressed
from reportlint.reporters.taxonomies import Taxonomies

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlint import FileResult, ReportlintError, Run, Source, Summary

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
BASE = "%SRCROOT%"
SHOWN_BY_GITHUB = 5_000
"""Results of one run that GitHub keeps; the rest, the least severe, it drops."""
MOST_IN_A_RUN = 25_000
"""Above this many GitHub refuses a run; the output is split into several."""
EMBEDDED = 1_000_000
"""Code points of documents in other encodings than UTF-8 that one log holds."""

_ENCODINGS = {
    "utf-16-le": "UTF-16LE",
    "utf-16-be": "UTF-16BE",
    "utf-32-le": "UTF-32LE",
    "utf-32-be": "UTF-32BE",
}
_MANY = Message(
    "共 {count} 条结果；GitHub 只保留前 {kept} 条，已按严重程度排序",
    "There are {count} results; GitHub keeps the first {kept}, so they are sorted by severity",
)


class _Chunk(NamedTuple):
    """The results of one file at one severity: one a line, UTF-8."""

    order: tuple[int, str]
    results: int
    lines: bytes


class SarifWriter:
    """Collects results and writes the log at the end."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._places = Places(run.root)
        self._results = Results(run)
        self._chunks: list[_Chunk] = []
        self._artifacts: list[str] = []
        self._embeddable = EMBEDDED

    def file(self, result: FileResult) -> str:
        """Keep one file's results; the text comes at the end."""
        suppressed = None
        if self._run.suppressed:
            result, suppressed = with_suppressed(result)
        findings = result.findings
        if not findings:
            return ""
        uri, relative = self._places.uri(result.path)
        base = f',"uriBaseId":"{BASE}"' if relative else ""
        location = f'"uri":{quote(uri)}{base}'
        source = result.document.source
        artifact = f"{{{location}}}"
        if source.encoding != "utf-8":
            artifact = f'{{{location},"index":{len(self._artifacts)}}}'
            self._artifacts.append(self._artifact(location, source))
        by_severity: dict[Severity, list[str]] = {}
        for finding, text in zip(findings, self._results.of_file(result, artifact, suppressed)):
            by_severity.setdefault(finding.severity, []).append(text)
        for severity, texts in by_severity.items():
            lines = "\n".join(texts).encode()
            self._chunks.append(_Chunk((-severity, uri), len(texts), lines))
        return ""

    def _artifact(self, location: str, source: Source) -> str:
        """Describe a file that a viewer would misread as UTF-8; a short one with its text."""
        contents = ""
        if len(source.text) <= self._embeddable:
            self._embeddable -= len(source.text)
            contents = f',"contents":{{"text":{one_line(quote(source.text))}}}'
        name = _ENCODINGS.get(source.encoding, source.encoding.upper())
        return f'{{"location":{{{location}}},"encoding":{quote(name)}{contents}}}'

    def end(self, summary: Summary) -> str:
        """Return the whole log."""
        return "".join(self.pieces(summary))

    def pieces(self, summary: Summary) -> Iterator[str]:
        """Yield the log in pieces, for whoever can write them one by one."""
        yield f'{{"$schema":"{SCHEMA}","version":"2.1.0","runs":['
        parts = _split(sorted(self._chunks, key=lambda chunk: chunk.order))
        self._chunks = []
        total = sum(chunk.results for part in parts for chunk in part)
        head = self._head(summary, total)
        for number, part in enumerate(parts, 1):
            yield "\n" if number == 1 else ",\n"
            name = "reportlint/" if number == 1 else f"reportlint/{number}/"
            yield head[:-1] + f',"automationDetails":{{"id":"{name}"}}'
            if self._artifacts:
                yield ',"artifacts":[\n' + ",\n".join(self._artifacts) + "\n]"
            yield ',"results":['
            between = "\n"
            for chunk in part:
                yield between + chunk.lines.decode().replace("\n", ",\n")
                between = ",\n"
            yield "\n]}"
        yield "]}\n"

    def _head(self, summary: Summary, total: int) -> str:
        """Return a run without results, artifacts and id."""
        run, lang = self._run, self._run.lang
        taxonomies = Taxonomies([selected.rule.source for selected in run.rules])
        table: dict[str, Any] = {
            "tool": {"driver": driver(run, taxonomies)},
            "language": language(lang),
            "columnKind": "utf16CodeUnits",
            "defaultEncoding": "UTF-8",
            "originalUriBaseIds": {BASE: {"uri": self._places.base_uri}},
        }
        components = taxonomies.components(lang)
        if components:
            table["taxonomies"] = components
        repository = self._places.repository
        if repository is not None:
            origin = provenance(repository)
            control = {"repositoryUri": origin.uri, "mappedTo": {"uriBaseId": BASE}}
            if origin.revision:
                control["revisionId"] = origin.revision
            if origin.branch:
                control["branch"] = origin.branch
            table["versionControlProvenance"] = [control]
        table["invocations"] = [self._invocation(summary, total)]
        return one_line(json.dumps(table, ensure_ascii=False, separators=(",", ":")))

    def _invocation(self, summary: Summary, total: int) -> dict[str, Any]:
        lang = self._run.lang
        notifications = [self._notification(error) for error in summary.errors]
        if total > SHOWN_BY_GITHUB:
            text = _MANY.render(lang, count=total, kept=SHOWN_BY_GITHUB)
            notifications.append({"level": "note", "message": {"text": sentence(text, lang)}})
        invocation: dict[str, Any] = {"executionSuccessful": not summary.errors}
        if notifications:
            invocation["toolExecutionNotifications"] = notifications
        return invocation

    def _notification(self, error: ReportlintError) -> dict[str, Any]:
        lang = self._run.lang
        text = error.message.render(lang)
        if error.remedy is not None:
            text += ("; " if lang == "en" else "；") + error.remedy.render(lang)
        notification: dict[str, Any] = {
            "level": "error",
            "message": {"text": plain(sentence(text, lang))},
            "descriptor": {"id": type(error).__name__},
        }
        if error.path is not None:
            uri, relative = self._places.uri(error.path)
            location: dict[str, Any] = {"uri": uri}
            if relative:
                location["uriBaseId"] = BASE
            place: dict[str, Any] = {"artifactLocation": location}
            if error.line:
                place["region"] = {"startLine": error.line}
            notification["locations"] = [{"physicalLocation": place}]
        return notification


def _split(chunks: list[_Chunk]) -> list[list[_Chunk]]:
    """Deal chunks out to runs of no more than `MOST_IN_A_RUN` results; at least one run."""
    runs: list[list[_Chunk]] = [[]]
    room = MOST_IN_A_RUN
    for chunk in chunks:
        rest = chunk
        while rest.results > room:
            lines = rest.lines.split(b"\n")
            if room:
                runs[-1].append(_Chunk(rest.order, room, b"\n".join(lines[:room])))
            rest = _Chunk(rest.order, rest.results - room, b"\n".join(lines[room:]))
            runs.append([])
            room = MOST_IN_A_RUN
        runs[-1].append(rest)
        room -= rest.results
    return runs
