"""`reportlint check`: lint files, folders or standard input."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from reportlint.cli import console
from reportlint.cli.configuration import configuration_options, help_option, open_session
from reportlint.message import Message

if TYPE_CHECKING:
    from reportlint.cli.configuration import Session
    from reportlint.cli.outputs import Outputs
    from reportlint.message import ReportlintError
    from reportlint.runner import Input

_NOTHING = Message("没有找到可检查的文件", "no files to lint were found")


@click.command(
    "check", help="检查文件、文件夹或标准输入 / lint files, folders or standard input (-)"
)
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@configuration_options
@click.option(
    "--fail-level",
    type=click.Choice(["error", "warning", "info"]),
    help="达到此级别即退出 1 / exit 1 from this severity on",
)
@click.option(
    "--output-format",
    "formats",
    multiple=True,
    metavar="NAME[:FILE]",
    help="输出格式，可重复 / text, full, json, jsonl, sarif …; repeatable, name:file writes a file",
)
@click.option("--output-file", metavar="FILE", help="写入文件 / write the output to a file")
@click.option("--stdin-filename", metavar="NAME", help="标准输入的文件名 / what - is called")
@click.option("--exit-zero", is_flag=True, help="有发现也退出 0 / exit 0 in spite of findings")
@click.option("--statistics", is_flag=True, help="按编号计数 / count findings by code")
@click.option("-q", "--quiet", is_flag=True, help="只输出发现和错误 / findings and errors only")
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    help="颜色 / colour; NO_COLOR and FORCE_COLOR are honoured",
)
@click.option(
    "--progress/--no-progress",
    default=None,
    help="进度（默认仅终端、超过一秒）/ progress on standard error",
)
@click.option(
    "--force-exclude", is_flag=True, help="exclude 也用于指名的文件 / for named files too"
)
@click.option("--no-respect-gitignore", is_flag=True, help="不看 .gitignore / ignore .gitignore")
@click.option("--show-files", is_flag=True, help="只列出文件 / list the files and stop")
@click.option("--no-cache", is_flag=True, help="不用缓存 / neither read nor write the cache")
@click.option("--cache-dir", metavar="DIR", help="缓存文件夹 / folder of the cache")
@help_option
def command(paths: tuple[str, ...], **choices: Any) -> int:
    """Lint and report; the exit code is the return value."""
    if not paths:
        from reportlint.cli.faults import usage_fault

        raise usage_fault("缺少要检查的路径", "no paths to check")
    first = paths[0] if paths[0] != "-" else choices["stdin_filename"] or ""
    session = open_session(choices, first)
    inputs = _inputs(paths, session, choices)
    if choices["show_files"]:
        for one in inputs:
            print(one.path)
        return session.tally.exit_code
    if not inputs and not session.tally.errors and not choices["quiet"]:
        console.note(_NOTHING, session.lang)
    from reportlint.cli.outputs import open_outputs

    with open_outputs(inputs, session, choices) as outputs:
        _lint(inputs, session, outputs, choices)
    if choices["statistics"] and not choices["quiet"]:
        from reportlint.reporters.statistics import statistics

        stream = sys.stdout if outputs.prints_prose else sys.stderr
        stream.write(statistics(session.tally, outputs.run))
    return session.tally.exit_code if session.tally.errors or not choices["exit_zero"] else 0


def _inputs(paths: tuple[str, ...], session: Session, choices: dict[str, Any]) -> list[Input]:
    """Return the documents: standard input first, then the files that the paths stand for."""
    from reportlint.runner import Input
    from reportlint.walk import find_files

    inputs: list[Input] = []
    named = [path for path in paths if path != "-"]
    if len(named) < len(paths):
        name = choices["stdin_filename"] or "<stdin>"
        if not (choices["force_exclude"] and session.policies.excluded(name)):
            inputs.append(Input(name, sys.stdin.buffer.read()))
    found = find_files(
        named,
        session.registry.parser_by_suffix.keys(),
        session.policies.excluded,
        gitignore=not choices["no_respect_gitignore"],
        force_exclude=choices["force_exclude"],
    )
    for error in found.errors:
        session.fault(error)
    inputs.extend([Input(path) for path in found.files])
    return inputs


def _lint(inputs: list[Input], session: Session, outputs: Outputs, choices: dict[str, Any]) -> None:
    from reportlint.cli.progress import Progress
    from reportlint.runner import run

    wanted = False if choices["quiet"] else choices["progress"]
    progress = Progress(len(inputs), wanted, session.lang)

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
    try:
        for result in results:
            outputs.write(result, progress)
            progress.advance()
    finally:
        progress.clear()
    outputs.finish(session.tally, choices["quiet"])
