"""The hooks a plugin may implement; each returns plain lists that the registry joins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import pluggy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlint.document import Document
    from reportlint.masking import ParseContext
    from reportlint.report import FileResult, Run, Summary
    from reportlint.rule import Rule
    from reportlint.source import Source

PROJECT = "reportlint"
"""The name of the hooks' namespace and of the entry point group."""

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


class Parser(Protocol):
    """From a source to a document. It must be total: any text gives a tree.

    A parser with an attribute `fixable` that is True says that the document's text is the
    source's, so that edits of the one can be written to the file; without it `--fix`
    leaves its files alone.
    """

    name: str
    suffixes: tuple[str, ...]

    def parse(self, source: Source, context: ParseContext) -> Document:
        """Return the document of a source."""


class Writer(Protocol):
    """One output being written, result by result. It opens no file and prints nothing."""

    def file(self, result: FileResult) -> str:
        """Return what the output says about one file; may be empty."""

    def end(self, summary: Summary) -> str:
        """Return the rest of the output."""


class Reporter(Protocol):
    """An output format."""

    name: str

    def begin(self, run: Run) -> Writer:
        """Begin one output; the writer yields its first text with the first file or the end."""


@hookspec
def reportlint_rules() -> Sequence[type[Rule]]:  # type: ignore[empty-body]  # a specification
    """Return rule classes."""


@hookspec
def reportlint_parsers() -> Sequence[Parser]:  # type: ignore[empty-body]  # a specification
    """Return parsers; the last that names a suffix wins."""


@hookspec
def reportlint_reporters() -> Sequence[Reporter]:  # type: ignore[empty-body]  # a specification
    """Return reporters."""


@hookspec
def reportlint_profiles() -> dict[str, dict[str, Any]]:  # type: ignore[empty-body]  # a specification
    """Return profiles: configuration tables by name, below the user's own configuration."""
