"""Check a file in this process, as the command would, and keep what benchmarks compare."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from reportlint import Document, Finding, ParseContext, Rule, Source
from reportlint.engine import lint
from reportlint.plugins import load_registry

_CONTEXT = 18  # code points shown on either side of a finding


class Found(NamedTuple):
    """A finding with its place; lines and columns are 1-based, the end exclusive."""

    part: str
    file: str
    code: str
    severity: str
    line: int
    column: int
    end_line: int
    end_column: int
    excerpt: str
    before: str
    after: str
    message: str
    related: tuple[tuple[int, int, int, int], ...] = ()
    """Line, column, end line and end column of the other places it speaks of."""

    def shown(self) -> str:
        """Return one line for people, with `⟦⟧` around the finding."""
        place = f"{self.part}/{self.file[:28]}:{self.line}:{self.column}"
        return (
            f"{place} {self.code} {self.severity} "
            f"{self.before}⟦{self.excerpt}⟧{self.after} | {self.message}"
        )


class Checker:
    """All default-enabled rules, with built-in settings whatever lies around the files."""

    def __init__(self) -> None:
        self.errors: list[str] = []
        self._registry = load_registry()
        try:
            policy = import_module("reportlint.policy")
        except ImportError:
            self._policies = None
        else:
            self._policies = policy.Policies(self._registry, isolated=True)
        self._rules: list[Rule] = [
            rule() for _, rule in sorted(self._registry.rules.items()) if rule.enabled
        ]

    def rules(self, path: Path) -> tuple[Sequence[Rule], ParseContext]:
        """Return the rules for a path, and what its parser is told."""
        if self._policies is None:
            return self._rules, ParseContext()
        policy = self._policies.for_path(str(path))
        return [selected.rule for selected in policy.rules], policy.context

    def parse(self, path: Path) -> Document:
        """Read and parse a file."""
        _, context = self.rules(path)
        source = Source.from_bytes(path.read_bytes(), str(path))
        parsers = self._registry.parser_by_suffix
        parser = parsers.get(path.suffix.lower()) or self._registry.parsers["plain"]
        return parser.parse(source, context)

    def check(self, path: Path, part: str) -> tuple[Document, list[Found]]:
        """Return a file's document and its findings, in order; rules that raised go to `errors`."""
        document = self.parse(path)
        findings, errors = lint(document, self.rules(path)[0])
        self.errors += [str(error) for error in errors]
        return document, [_found(document, finding, part, path.name) for finding in findings]


def _found(document: Document, finding: Finding, part: str, file: str) -> Found:
    text = document.text
    start, end = finding.start, finding.end
    begin, stop = document.source.position(start), document.source.position(end)
    excerpt = text[start:end]
    if len(excerpt) > 80:
        excerpt = excerpt[:60] + "…" + excerpt[-19:]
    return Found(
        part,
        file,
        finding.code,
        finding.severity.label,
        *begin,
        *stop,
        _flat(excerpt),
        _flat(text[max(start - _CONTEXT, 0) : start]),
        _flat(text[end : end + _CONTEXT]),
        finding.message,
        tuple(
            (*document.source.position(other.start), *document.source.position(other.end))
            for other in finding.related
        ),
    )


def _flat(text: str) -> str:
    return text.replace("\r", "").replace("\n", "⏎")
