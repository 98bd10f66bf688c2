"""`reportlint baseline`: keep the findings of an old repository in a file, and off the outputs."""

from __future__ import annotations

import os
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from reportlint.baseline import (
    DEFAULT_NAME,
    BaselineError,
    Entry,
    entries_of,
    path_in,
    read_baseline,
    updated,
    written,
)
from reportlint.cli import console
from reportlint.cli.configuration import configuration_options, help_option
from reportlint.cli.session import Choices, Session, document_in, open_session
from reportlint.cli.table import aligned, format_option, print_json
from reportlint.message import Message

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportlint.cli.progress import Progress
    from reportlint.report import FileResult

_paths = click.argument("paths", nargs=-1, metavar="[PATHS]...")
_file = click.option(
    "--baseline", metavar="FILE", help=f"清单文件 / the file; {DEFAULT_NAME} by default"
)


@click.group(
    "baseline",
    help="存量问题清单：老文稿的问题不再报告 / known findings, which are held back from then on",
)
@help_option
def command() -> None:
    """Hold the commands; each does its own work."""


def _verb(name: str, help: str) -> Callable[[Callable[..., int]], click.Command]:
    """Make a command that lints paths."""

    def decorate(function: Callable[..., int]) -> click.Command:
        made = _paths(_file(configuration_options(help_option(function))))
        return command.command(name, help=help)(made)

    return decorate


@_verb("create", "由现有问题建立清单 / make the file from what is found now")
@click.option("--force", is_flag=True, help="替换已有的清单 / replace the file that is there")
def create(paths: tuple[str, ...], force: bool, **choices: Any) -> int:
    """Write all findings of the paths into a new file."""
    session, given = _open(paths, choices)
    file = _place(session, given)
    if os.path.lexists(file) and not force:
        raise BaselineError(
            Message("清单已经存在", "the baseline exists already"),
            remedy=Message(
                "用 reportlint baseline update 更新；加 --force 则重新建立",
                "bring it up to date with reportlint baseline update, or give --force",
            ),
            path=file,
        )
    now = _found(paths, session, given, file)
    entries = [entry for found in now.values() for entry in found]
    _write(file, entries)
    files = len({entry.path for entry in entries})
    zh = f"{_shown(file)}：记入 {len(entries)} 处（{files} 个文件）"
    en = f"{_shown(file)}: {len(entries)} findings in {files} files"
    if "baseline" not in _configured(session) and not given.baseline:
        name = os.path.basename(file)
        zh += f'；在配置中写 baseline = "{name}" 或用 --baseline 使其生效'
        en += f'; set baseline = "{name}" in the configuration, or give --baseline, to use it'
    console.note(Message(zh, en), session.lang)
    return session.tally.exit_code


@_verb("update", "记入新问题，删去已改好的 / add what is new, drop what is gone")
def update(paths: tuple[str, ...], **choices: Any) -> int:
    """Bring the file up to date with the paths."""
    return _bring_up_to_date(paths, choices, add=True)


@_verb("prune", "只删去已改好的 / only drop what is gone")
def prune(paths: tuple[str, ...], **choices: Any) -> int:
    """Drop the entries that no longer occur."""
    return _bring_up_to_date(paths, choices, add=False)


@command.command("show", help="列出清单 / list what is in the file")
@_file
@format_option
@configuration_options
@help_option
def show(format: str, **choices: Any) -> int:
    """Print every entry, and how many there are of each code."""
    session, given = _open((), choices)
    entries = read_baseline(_place(session, given))
    if format == "json":
        print_json([entry._asdict() for entry in entries])
        return session.tally.exit_code
    sys.stdout.write(aligned([(entry.code, entry.path, entry.excerpt) for entry in entries]))
    by_code = Counter(entry.code for entry in entries)
    counts = "，".join(f"{code} {count}" for code, count in sorted(by_code.items()))
    files = len({entry.path for entry in entries})
    zh = f"共 {len(entries)} 处（{files} 个文件）"
    en = f"{len(entries)} findings in {files} files"
    if counts:
        zh, en = f"{zh}：{counts}", f"{en}: {counts.replace('，', ', ')}"
    console.note(Message(zh, en), session.lang)
    return session.tally.exit_code


def _bring_up_to_date(paths: tuple[str, ...], choices: dict[str, Any], *, add: bool) -> int:
    session, given = _open(paths, choices)
    file = _place(session, given)
    old = read_baseline(file)
    now = _found(paths, session, given, file)
    change = updated(file, old, now, add=add)
    _write(file, change.entries)
    count = len(change.entries)
    console.note(
        Message(
            f"{_shown(file)}：新增 {change.added} 处，删去 {change.removed} 处，现有 {count} 处",
            f"{_shown(file)}: {change.added} added, {change.removed} removed, {count} in all",
        ),
        session.lang,
    )
    return session.tally.exit_code


def _open(paths: tuple[str, ...], choices: dict[str, Any]) -> tuple[Session, Choices]:
    given = Choices(**choices)
    return open_session(given, paths[0] if paths else "."), given


def _configured(session: Session) -> dict[str, Any]:
    """Return the configuration that holds in the current folder."""
    return dict(session.policies.for_path(document_in(".")).config)


def _place(session: Session, given: Choices) -> str:
    """Return the baseline: the option's, the configuration's, or the default name here."""
    if given.baseline:
        return os.path.abspath(given.baseline)
    named: str | None = _configured(session).get("baseline")
    return named or os.path.abspath(DEFAULT_NAME)


def _found(
    paths: tuple[str, ...], session: Session, choices: Choices, file: str
) -> dict[str, list[Entry]]:
    """Lint, and return the entries of every document that could be read, by path."""
    from reportlint.cli.linting import find_inputs, go_through

    inputs = find_inputs(list(paths or (".",)), session, choices)
    found: dict[str, list[Entry]] = {}

    def keep(result: FileResult, progress: Progress) -> None:  # noqa: ARG001  # as outputs do
        document = result.document
        entries = entries_of(file, document, result.findings, result.held)
        found[path_in(file, document.source.path)] = entries

    go_through(inputs, session, choices, keep, None, baselines=False)
    session.tally.failing = 0  # what is found is no fault here
    return found


def _write(file: str, entries: list[Entry]) -> None:
    from reportlint.cli.atomic import AtomicFile

    with AtomicFile(file) as opened:
        opened.write(written(entries))


def _shown(file: str) -> str:
    try:
        relative = os.path.relpath(file)
    except ValueError:  # another drive of Windows
        return file
    return file if relative.startswith(os.pardir) else relative
