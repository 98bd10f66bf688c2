"""The outputs of one run: which formats, and where each goes."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING

from reportlint import __version__
from reportlint.cli import console
from reportlint.hookspecs import StreamWriter
from reportlint.records import NamedTuple
from reportlint.report import Run
from reportlint.runner import selected_rules

if TYPE_CHECKING:
    from types import TracebackType
    from typing import TextIO

    from reportlint.cli.atomic import AtomicFile
    from reportlint.cli.faults import UsageError
    from reportlint.cli.progress import Progress
    from reportlint.cli.session import Choices, Session
    from reportlint.hookspecs import Writer
    from reportlint.report import FileResult, Summary
    from reportlint.runner import Input

_PROSE = ("text", "full")


class Target(NamedTuple):
    """One format and its file; None is standard output."""

    format: str
    path: str | None


class _Output(NamedTuple):
    writer: Writer
    file: AtomicFile | None


class Outputs:
    """Opened outputs; a context manager that moves finished files into place."""

    def __init__(
        self,
        run: Run,
        outputs: list[_Output],
        stack: ExitStack,
        prints_prose: bool,
        prints_summary: bool,
        stream: TextIO,
    ) -> None:
        self.run = run
        self.stream = stream
        """Where the output without a file goes."""
        self._outputs = outputs
        self._stack = stack
        self.prints_prose = prints_prose
        """Whether that stream is for people, so that more may be printed there."""
        self.prints_summary = prints_summary
        """Whether the counts of the run are printed there anyway."""

    def __enter__(self) -> Outputs:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.__exit__(kind, error, trace)

    def write(self, result: FileResult, progress: Progress) -> None:
        """Hand one file's result to every output."""
        for writer, file in self._outputs:
            text = writer.file(result)
            if not text:
                continue
            if file is not None:
                file.write(text)
            else:
                progress.clear()
                self.stream.write(text)

    def finish(self, summary: Summary, quiet: bool) -> None:
        """Write what comes behind the last file; `quiet` leaves out what is for people only."""
        for writer, file in self._outputs:
            rest = writer.pieces(summary) if isinstance(writer, StreamWriter) else None
            for text in rest or (writer.end(summary),):
                if file is not None:
                    file.write(text)
                elif not (quiet and self.prints_prose):
                    self.stream.write(text)


def targets(formats: tuple[str, ...], output_file: str | None) -> list[Target]:
    """Read `--output-format` and `--output-file`.

    Raises:
        UsageError: Two outputs would go to one place.
    """
    found = []
    for word in formats or ("text",):
        name, _, path = word.partition(":")
        found.append(Target(name, path or None))
    if output_file is not None:
        bare = [target for target in found if target.path is None]
        if len(bare) != 1:
            raise _usage_error(
                "--output-file 需要恰好一个未指明文件的格式",
                "--output-file needs exactly one format without a file of its own",
            )
        found = [Target(t.format, t.path or output_file) for t in found]
    places = [os.path.realpath(t.path) if t.path else None for t in found]
    if len(set(places)) < len(places):
        raise _usage_error(
            "两个输出写往同一处，请用 NAME:FILE 分开",
            "two outputs go to one place; give one a file as NAME:FILE",
        )
    return found


def open_outputs(
    inputs: list[Input], session: Session, choices: Choices, stream: TextIO | None = None
) -> Outputs:
    """Begin every output.

    Args:
        inputs: The documents.
        session: The reporters, and the rules that hold.
        choices: The values of the options.
        stream: Where the output without a file goes; standard output if not given.

    Raises:
        UsageError: A format is unknown.
        WriteError: A file cannot be written.
    """
    stream = stream or sys.stdout
    reporters = session.registry.reporters
    wanted = targets(choices.formats, choices.output_file)
    for target in wanted:
        if target.format not in reporters:
            raise _unknown(target.format, list(reporters))
    run = Run(
        rules=selected_rules((one.path for one in inputs), session.policies),
        lang=session.lang,
        version=__version__,
        root=os.getcwd(),
        column_unit=choices.column_unit,
    )
    outputs: list[_Output] = []
    with ExitStack() as stack:
        for name, path in wanted:
            asked = choices.sarif_suppressed if name == "sarif" else choices.show_suppressed
            own = run._replace(suppressed=asked)
            if path is not None:
                from reportlint.cli.atomic import AtomicFile

                file = stack.enter_context(AtomicFile(path))
                outputs.append(_Output(reporters[name].begin(own), file))
            else:
                adapted = own._replace(
                    color=console.wants_color(choices.color, stream), width=console.width(stream)
                )
                outputs.append(_Output(reporters[name].begin(adapted), None))
        kept = stack.pop_all()
    shown = [target.format for target in wanted if target.path is None]
    prose = not shown or any(name in _PROSE for name in shown)
    return Outputs(run, outputs, kept, prose, "full" in shown, stream)


def _unknown(name: str, known: list[str]) -> UsageError:
    from difflib import get_close_matches

    near = get_close_matches(name, known, 1)
    zh = f"没有名为 {name} 的输出格式，可用：{'、'.join(known)}"
    en = f"no output format is called {name}; known: {', '.join(known)}"
    if near:
        zh, en = f"{zh}；是否指 {near[0]}？", f"{en}; did you mean {near[0]}?"
    return _usage_error(zh, en)


def _usage_error(zh: str, en: str) -> UsageError:
    from reportlint.cli.faults import usage_error

    return usage_error(zh, en)
