"""The work of `reportlint check`: from paths to findings on the outputs."""

from __future__ import annotations

import gc
import os
import sys
import time
from typing import TYPE_CHECKING

from reportlint.cli import console
from reportlint.cli.outputs import open_outputs
from reportlint.cli.progress import Progress
from reportlint.cli.session import Choices, Session, open_session
from reportlint.message import Message
from reportlint.runner import Input, run
from reportlint.walk import find_files

if TYPE_CHECKING:
    from reportlint.cli.outputs import Outputs
    from reportlint.message import ReportlintError

_NOTHING = Message("没有找到可检查的文件", "no files to lint were found")
_GARBAGE = 20_000  # objects between two collections; a document makes a few thousand


def lint_paths(paths: list[str], choices: Choices) -> int:
    """Lint what the paths stand for and write the outputs.

    Args:
        paths: Files, folders, and `-` for standard input; at least one.
        choices: The values of the options.

    Returns:
        The exit code.

    Raises:
        ReportlintError: Nothing could be linted: usage, configuration, an output file.
    """
    started = time.perf_counter()
    first = paths[0] if paths[0] != "-" else choices.stdin_filename or ""
    session = open_session(choices, first)
    tally = session.tally
    inputs = _inputs(paths, session, choices)
    if choices.show_files:
        for one in inputs:
            print(one.path)
        return tally.exit_code
    if not inputs and not tally.errors and not choices.quiet:
        console.note(_NOTHING, session.lang)
    with open_outputs(inputs, session, choices) as outputs:
        _lint(inputs, session, outputs, choices)
        tally.seconds = time.perf_counter() - started
        outputs.finish(tally, choices.quiet)
    if choices.statistics and not choices.quiet:
        from reportlint.reporters.statistics import statistics

        stream = sys.stdout if outputs.prints_prose else sys.stderr
        stream.write(statistics(tally, outputs.run))
    return 0 if choices.exit_zero and not tally.errors else tally.exit_code


def _inputs(paths: list[str], session: Session, choices: Choices) -> list[Input]:
    """Return the documents: standard input first, then the files that the paths stand for."""
    inputs: list[Input] = []
    named = [path for path in paths if path != "-"]
    excluded = session.policies.excluded
    if len(named) < len(paths):
        name = choices.stdin_filename or "<stdin>"
        if not (choices.force_exclude and excluded(name)):
            inputs.append(Input(name, sys.stdin.buffer.read()))
    found = find_files(
        named,
        session.registry.parser_by_suffix.keys(),
        excluded,
        gitignore=not choices.no_respect_gitignore,
        force_exclude=choices.force_exclude,
    )
    for error in found.errors:
        session.fault(error)
    inputs.extend([Input(path) for path in found.files])
    return inputs


def _lint(inputs: list[Input], session: Session, outputs: Outputs, choices: Choices) -> None:
    progress = Progress(len(inputs), False if choices.quiet else choices.progress, session.lang)

    def on_error(error: ReportlintError) -> None:
        progress.clear()
        console.complain(error, session.lang)

    results = run(
        inputs,
        session.policies,
        session.registry,
        session.tally,
        root=os.getcwd(),
        on_error=on_error,
    )
    if len(inputs) > 1:
        gc.freeze()  # modules stay to the end: collections need not look at them
        gc.set_threshold(_GARBAGE)
        gc.enable()
    try:
        for result in results:
            outputs.write(result, progress)
            progress.advance()
    finally:
        progress.clear()
