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
    from collections.abc import Callable
    from typing import TextIO

    from reportlint.changes import Changes
    from reportlint.message import ReportlintError
    from reportlint.report import FileResult
    from reportlint.runner import Examine

_NOTHING = Message("没有找到可检查的文件", "no files to lint were found")
_GARBAGE = 300_000  # objects between two collections: ours are in no cycle, a plugin's may be


def lint_paths(paths: list[str], choices: Choices) -> int:
    """Lint, or mend, what the paths stand for and write the outputs.

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
    inputs = find_inputs(paths, session, choices)
    if choices.show_files:
        for one in inputs:
            print(one.path)
        return tally.exit_code
    if not inputs and not tally.errors and not choices.quiet:
        console.note(_NOTHING, session.lang)
    if choices.add_suppressions is not None:
        from reportlint.cli.suppress import add_suppressions

        return add_suppressions(inputs, session, choices, started)
    if choices.fix or choices.diff or choices.unsafe_fixes:
        from reportlint.cli.mend import mend

        return mend(inputs, session, choices, started)
    lint_inputs(inputs, session, choices, started)
    return 0 if choices.exit_zero and not tally.errors else tally.exit_code


def lint_inputs(
    inputs: list[Input],
    session: Session,
    choices: Choices,
    started: float,
    *,
    examine: Examine | None = None,
    stream: TextIO | None = None,
) -> None:
    """Lint documents and write the outputs.

    Args:
        inputs: The documents.
        session: What they are linted with.
        choices: The values of the options.
        started: When the run began.
        examine: What to do with each document in place of linting it.
        stream: Where the output without a file goes; standard output if not given.
    """
    tally = session.tally
    with open_outputs(inputs, session, choices, stream) as outputs:
        go_through(inputs, session, choices, outputs.write, examine)
        tally.seconds = time.perf_counter() - started
        outputs.finish(tally, choices.quiet)
    told = choices.quiet or outputs.prints_summary or choices.add_suppressions is not None
    if tally.held and not told:
        from reportlint.reporters.summary import held_back

        said = held_back(tally)
        if said is not None:
            console.note(said, session.lang)
    if choices.statistics and not choices.quiet:
        from reportlint.reporters.statistics import statistics
        from reportlint.reporters.summary import summary_line

        place = outputs.stream if outputs.prints_prose else sys.stderr
        if not outputs.prints_summary:
            place.write(summary_line(tally, session.lang) + "\n")
        place.write(statistics(tally, outputs.run))


def find_inputs(paths: list[str], session: Session, choices: Choices) -> list[Input]:
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


def _changes(inputs: list[Input], choices: Choices) -> Changes:
    """Return what has changed since `--diff-base`.

    Raises:
        UsageError: The other options or standard input do not go with it.
    """
    from reportlint.changes import Changes
    from reportlint.cli.faults import usage_error

    if choices.fix or choices.diff or choices.add_suppressions is not None:
        raise usage_error(
            "--diff-base 不能与 --fix、--diff、--add-suppressions 同用",
            "--diff-base takes no --fix, --diff or --add-suppressions",
        )
    if any(one.data is not None for one in inputs):
        raise usage_error("--diff-base 不能用于标准输入", "--diff-base needs files, not -")
    return Changes(choices.diff_base or "")


def go_through(
    inputs: list[Input],
    session: Session,
    choices: Choices,
    write: Callable[[FileResult, Progress], None],
    examine: Examine | None,
    *,
    baselines: bool = True,
) -> None:
    """Run over the documents, with a progress line, and hand on every result."""
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
        examine=examine,
        baselines=baselines,
        changes=_changes(inputs, choices) if choices.diff_base else None,
    )
    if len(inputs) > 1:
        gc.freeze()  # modules stay to the end: collections need not look at them
        gc.set_threshold(_GARBAGE)
        gc.enable()
    try:
        for result in results:
            write(result, progress)
            progress.advance()
    finally:
        progress.clear()
