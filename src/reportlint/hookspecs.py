"""The hooks a plugin may implement; each returns plain lists that the registry joins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Mapping, Sequence

    from reportlint.document import Document
    from reportlint.finding import Finding
    from reportlint.masking import ParseContext
    from reportlint.report import FileResult, Run, Summary
    from reportlint.rule import Rule
    from reportlint.source import Source

PROJECT = "reportlint"
"""The name of the hooks' namespace and of the entry point group."""

API_VERSION = 1
"""What a plugin may state as `reportlint_api`; it grows when plugins written before would break."""

MARK = f"{PROJECT}_impl"
PLAIN_MARK = {
    "wrapper": False,
    "hookwrapper": False,
    "optionalhook": False,
    "tryfirst": False,
    "trylast": False,
    "specname": None,
}
"""What pluggy's marker without options leaves at a function."""

if TYPE_CHECKING:
    import pluggy

    hookimpl = pluggy.HookimplMarker(PROJECT)
else:

    def hookimpl(function=None, **options):
        """Mark a function as an implementation of a hook.

        The mark is that of pluggy's `HookimplMarker`, whose options it takes; without any it
        is made here, because importing pluggy would burden each start.
        """
        if function is None or options:
            import pluggy

            return pluggy.HookimplMarker(PROJECT)(function, **options)
        setattr(function, MARK, dict(PLAIN_MARK))
        return function


class Parser(Protocol):
    """From a source to a document. It must be total: any text gives a tree.

    A parser with an attribute `fixable` that is True says that the document's text is the
    source's, so that edits of the one can be written to the file; without it `--fix`
    leaves its files alone.
    """

    @property
    def name(self) -> str:
        """The format's name, such as `plain`; examples of rules ask for it by this."""

    @property
    def suffixes(self) -> Sequence[str]:
        """The ends of the names of its files, with their points, in small letters."""

    def parse(self, source: Source, context: ParseContext) -> Document:
        """Return the document of a source."""


class Writer(Protocol):
    """One output being written, result by result. It opens no file and prints nothing."""

    def file(self, result: FileResult) -> str:
        """Return what the output says about one file; may be empty."""

    def end(self, summary: Summary) -> str:
        """Return the rest of the output."""


@runtime_checkable
class StreamWriter(Writer, Protocol):
    """A writer whose rest may be long: it is written piece by piece, never held whole."""

    def pieces(self, summary: Summary) -> Iterator[str]:
        """Yield what `end` would return; called in its place."""


class Reporter(Protocol):
    """An output format."""

    @property
    def name(self) -> str:
        """The name for `--output-format`."""

    def begin(self, run: Run) -> Writer:
        """Begin one output; the writer yields its first text with the first file or the end."""


def reportlint_rules() -> Sequence[type[Rule]]:  # type: ignore[empty-body]  # a specification
    """Return rule classes."""


def reportlint_parsers() -> Sequence[Parser]:  # type: ignore[empty-body]  # a specification
    """Return parsers; the last that names a suffix wins."""


def reportlint_reporters() -> Sequence[Reporter]:  # type: ignore[empty-body]  # a specification
    """Return reporters."""


def reportlint_profiles() -> dict[str, dict[str, Any]]:  # type: ignore[empty-body]  # a specification
    """Return profiles: configuration tables by name, below the user's own configuration."""


def reportlint_configs() -> dict[str, dict[str, Any]]:  # type: ignore[empty-body]  # a specification
    """Return shared configurations by name, for `extend = ["name"]`."""


def reportlint_default_config() -> dict[str, Any]:  # type: ignore[empty-body]  # a specification
    """Return settings that hold where nothing else says otherwise, not even a profile."""


def reportlint_packs() -> Sequence[str | os.PathLike[str] | Mapping[str, Any]]:  # type: ignore[empty-body]  # a specification
    """Return rules without code: paths of TOML files or folders, or `[[custom]]` tables."""


def reportlint_read_pack(path: str) -> Sequence[type[Rule]] | None:
    """Return the rules of a pack in the plugin's own format; None where it is in another.

    It is asked for each file or folder that `packs` of a configuration names, before that
    is read as TOML. A `ReportlintError` with path and line says what is wrong in a pack.

    Args:
        path: The file or folder, as errors are to name it; it can be opened as it is.
    """


def reportlint_words() -> Mapping[str, Mapping[str, str] | Sequence[str]]:  # type: ignore[empty-body]  # a specification
    """Return words by the name of the table that a rule reads.

    A table of pairs gets what to write in place of each word; a table of phrases a list.
    A pair of a word that the table has already takes the place of the table's own.
    """


def reportlint_filter(document: Document, findings: list[Finding]) -> list[Finding]:  # type: ignore[empty-body]  # a specification
    """Return those of a document's findings that are to stay.

    It is called once for each document, after the rules, and only reads. It may leave
    findings out; one that no rule reported is an error.
    """
