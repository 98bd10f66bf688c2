"""Many documents: read, decode, parse and lint them, a few at a time.

Results are handed on before the next few are read, so a run needs the memory of these. A file
that cannot be read or decoded is an error of the run; the others go on.
"""

from __future__ import annotations

import os
from operator import attrgetter
from typing import TYPE_CHECKING

from reportlint.judging import Judged, lint_documents
from reportlint.message import Message, ReportlintError
from reportlint.records import NamedTuple
from reportlint.report import FileResult, SelectedRule, Summary
from reportlint.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reportlint.baseline import Baselines
    from reportlint.changes import Changes
    from reportlint.document import Document
    from reportlint.hookspecs import Parser
    from reportlint.plugins import Registry
    from reportlint.policy import Policies, Policy

    Examined = tuple[Document, Judged]
    Examine = Callable[["Input", str, Document, Policy], Examined]
    """From an input, its path as outputs show it, its document and what holds for it."""


_severity = attrgetter("severity")
_TOGETHER = 64  # documents that are linted rule by rule
_CHARACTERS = 200_000  # in all of them; a longer document is linted alone


class ParserError(ReportlintError):
    """A parser raised; parsers promise to be total, so this is the parser's fault."""


class Input(NamedTuple):
    """One document to lint.

    Attributes:
        path: As the user named it; the configuration is looked up for it.
        data: Its bytes, where they do not come from the file.
    """

    path: str
    data: bytes | None = None


class Tally(Summary):
    """A summary that also counts what makes a run fail."""

    def __init__(self) -> None:
        super().__init__()
        self.failing = 0
        """Findings at or above the fail level that holds for their file."""
        self._said: set[str] = set()

    def fault(self, error: ReportlintError) -> bool:
        """Keep an error once; return whether it is new (a configuration holds for many files)."""
        text = str(error)
        if text in self._said:
            return False
        self._said.add(text)
        self.errors.append(error)
        return True

    @property
    def exit_code(self) -> int:
        """2 with an error, 1 with a failing finding, else 0."""
        return 2 if self.errors else 1 if self.failing else 0


def selected_rules(paths: Iterable[str], policies: Policies) -> list[SelectedRule]:
    """Return every rule that holds for at least one of the files, by code.

    A configuration that is in error counts no rule here; `run` reports it.
    """
    found: dict[str, SelectedRule] = {}
    seen: set[int] = set()
    for path in paths:
        try:
            rules = policies.for_path(path).rules
        except ReportlintError:
            continue
        if id(rules) not in seen:
            seen.add(id(rules))
            for rule in rules:
                found.setdefault(rule.rule.code, rule)
    return [found[code] for code in sorted(found)]


def run(
    inputs: Iterable[Input],
    policies: Policies,
    registry: Registry,
    tally: Tally,
    *,
    root: str,
    on_error: Callable[[ReportlintError], None],
    examine: Examine | None = None,
    baselines: bool = True,
    changes: Changes | None = None,
) -> Iterator[FileResult]:
    """Lint documents in the order given.

    Args:
        inputs: The documents.
        policies: Which rules hold for which path.
        registry: The parsers.
        tally: Counts every result and keeps every error.
        root: Absolute path that the results' paths are relative to.
        on_error: Called with every error as it is met, each different one once.
        examine: What to do with a document in place of linting it.
        baselines: Hold back what the baseline of the configuration knows.
        changes: Hold back what is not on lines that these say have changed.

    Yields:
        The result of every document that could be read.
    """
    shown = _shower(root)
    known: Baselines | None = None
    # What mends a file may change another one, so that is read only when its turn has come.
    together = _TOGETHER if examine is None else 1
    for batch in _batches(_load_all(inputs, policies, registry), together):
        judged = iter(_judge(batch) if examine is None else ())
        for one in batch:
            try:
                if isinstance(one, ReportlintError):
                    raise one
                path, document, policy = shown(one.input.path), one.document, one.policy
                if examine is None:
                    told = next(judged)
                else:
                    document, told = examine(one.input, path, document, policy)
                if baselines and "baseline" in policy.config:
                    if known is None:
                        from reportlint.baseline import Baselines

                        known = Baselines()
                    told = known.hold(policy.config["baseline"], document, told)
                if changes is not None:
                    told = changes.hold(document, told)
            except ReportlintError as error:
                if tally.fault(error):
                    on_error(error)
                continue
            findings = told.findings
            for failure in told.errors:
                if tally.fault(failure):
                    on_error(failure)
            result = FileResult(path, document, findings, told.held)
            tally.add(result)
            tally.failing += sum(map(policy.fail_level.__le__, map(_severity, findings)))
            yield result


class _Loaded(NamedTuple):
    """A document that could be read, and what holds for it."""

    input: Input
    document: Document
    policy: Policy


def _load_all(
    inputs: Iterable[Input], policies: Policies, registry: Registry
) -> Iterator[_Loaded | ReportlintError]:
    for one in inputs:
        try:
            policy = policies.for_path(one.path)
            document = load(one.path, policy, registry, one.data)
        except ReportlintError as error:
            yield error
        else:
            yield _Loaded(one, document, policy)


def _batches(
    loaded: Iterable[_Loaded | ReportlintError], together: int
) -> Iterator[list[_Loaded | ReportlintError]]:
    """Yield a few at a time, in order: those for which the same holds, and errors among them."""
    batch: list[_Loaded | ReportlintError] = []
    policy: Policy | None = None
    size = 0
    for one in loaded:
        if isinstance(one, _Loaded):
            if policy is not None and one.policy is not policy and batch:
                yield batch
                batch, size = [], 0
            policy = one.policy
            size += len(one.document.text)
        batch.append(one)
        if len(batch) >= together or size >= _CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _judge(batch: Iterable[_Loaded | ReportlintError]) -> list[Judged]:
    loaded = [one for one in batch if isinstance(one, _Loaded)]
    if not loaded:
        return []
    return lint_documents([one.document for one in loaded], loaded[0].policy)


def load(path: str, policy: Policy, registry: Registry, data: bytes | None = None) -> Document:
    """Read, decode and parse one document.

    Args:
        path: The file; its suffix chooses the parser, `plain` where none names it.
        policy: What holds for it.
        registry: The parsers.
        data: Its bytes, where they do not come from the file.

    Raises:
        ReportlintError: It cannot be read or decoded, or its parser failed.
    """
    if data is None:
        data = read(path)
    source = Source.from_bytes(data, path, policy.encoding)
    return parse(source, parser_for(path, registry), policy)


def parser_for(path: str, registry: Registry) -> Parser:
    """Return the parser of a path's suffix; `plain` where none names it."""
    name = os.path.basename(path)
    point = name.rfind(".")
    suffix = name[point:].lower() if point >= 0 else ""
    return registry.parser_by_suffix.get(suffix) or registry.parsers["plain"]


def parse(source: Source, parser: Parser, policy: Policy) -> Document:
    """Parse a source.

    Raises:
        ParserError: The parser raised.
    """
    try:
        return parser.parse(source, policy.context)
    except Exception as error:
        what = " ".join(f"{type(error).__name__}: {error}".split())  # it may span lines
        raise ParserError(
            Message(f"解析器 {parser.name} 出错：{what}", f"parser {parser.name} failed: {what}"),
            remedy=Message("请告知该解析器的维护者", "tell the maintainers of that parser"),
            path=source.path,
        ) from error


def read(path: str) -> bytes:
    """Return a file's bytes.

    Raises:
        ReportlintError: It cannot be read.
    """
    try:
        with open(path, "rb", buffering=0) as file:
            return file.readall()
    except (OSError, ValueError, MemoryError) as error:
        from reportlint.walk import unreachable

        raise unreachable(path, error) from None


def _shower(root: str) -> Callable[[str], str]:
    """Return a function that makes a path relative to the root where it lies below."""
    above = os.path.join(root, "")
    same_folder = os.getcwd() == root
    folders: dict[str, str] = {}

    def whole(path: str) -> str:
        if not (same_folder and not os.path.isabs(path) and not path.startswith(os.pardir)):
            absolute = os.path.abspath(path)
            path = absolute[len(above) :] if absolute.startswith(above) else path
        path = os.path.normpath(path)
        return path.replace(os.sep, "/") if os.sep != "/" else path

    def show(path: str) -> str:
        folder, _, name = path.rpartition(os.sep)
        if not folder or name in ("", os.curdir, os.pardir):
            return whole(path)
        known = folders.get(folder)
        if known is None:
            known = folders[folder] = whole(os.path.join(folder, "_"))[:-1]
        return known + name

    return show
