"""Reporters: from findings to one output format each; none opens a file or prints."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from reportlint import Reporter, hookimpl

if TYPE_CHECKING:
    from reportlint import Run, Writer


class LazyReporter:
    """A reporter whose module is imported when an output begins, not at start-up.

    Args:
        name: The format's name on the command line.
        module: The module in this package that writes it.
        writer: The class in that module; called with the run.
    """

    def __init__(self, name: str, module: str, writer: str) -> None:
        self.name = name
        self._module = module
        self._writer = writer

    def begin(self, run: Run) -> Writer:
        """Begin one output."""
        module = import_module(f"reportlint.reporters.{self._module}")
        writer: Writer = getattr(module, self._writer)(run)
        return writer


@hookimpl
def reportlint_reporters() -> Sequence[Reporter]:
    return [
        LazyReporter("text", "text", "TextWriter"),
        LazyReporter("full", "full", "FullWriter"),
        LazyReporter("json", "json", "JsonWriter"),
        LazyReporter("jsonl", "json", "JsonLinesWriter"),
        LazyReporter("sarif", "sarif", "SarifWriter"),
        LazyReporter("html", "html", "HtmlWriter"),
        LazyReporter("github", "github", "GithubWriter"),
        LazyReporter("gitlab", "gitlab", "GitlabWriter"),
        LazyReporter("rdjson", "rdjson", "RdjsonWriter"),
        LazyReporter("rdjsonl", "rdjson", "RdjsonLinesWriter"),
        LazyReporter("junit", "junit", "JunitWriter"),
        LazyReporter("markdown", "markdown", "MarkdownWriter"),
    ]
