"""From whatever ended a run to one line on standard error and an exit code."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from reportlint.cli import console
from reportlint.message import Message, ReportlintError

if TYPE_CHECKING:
    from types import TracebackType

    import click

FAULT = 2
"""Usage, configuration, plugin, reading or rule error."""


class UsageError(ReportlintError):
    """The command line does not make sense; `hint` names the help to read."""


def usage_error(zh: str, en: str) -> UsageError:
    """Return the error for a command line, with the way to the command's help."""
    click = sys.modules.get("click")
    context = click.get_current_context(silent=True) if click else None
    path = context.command_path if context else "reportlint"
    return UsageError(
        Message(zh, en), remedy=Message(f"用法见 {path} --help", f"see {path} --help")
    )


def end(error: Exception, arguments: list[str]) -> int:
    """Say what ended the run and return the exit code.

    Args:
        error: What was raised; a fault of ours is told with the way to report it.
        arguments: The command line, for the language it asks for.
    """
    lang = console.language(arguments)
    if isinstance(error, ReportlintError):
        console.complain(error, lang)
        return FAULT
    import click

    if isinstance(error, click.exceptions.Exit):
        return error.exit_code
    if isinstance(error, click.ClickException):
        console.complain(_from_click(error), lang)
    else:
        console.complain(_our_fault(error), lang)
        if os.environ.get("REPORTLINT_DEBUG"):
            import traceback

            traceback.print_exception(error)
    return FAULT


def _from_click(error: click.ClickException) -> ReportlintError:
    """Say a usage error of click's in both languages."""
    import click

    en = error.format_message().rstrip(".")
    zh = en
    if isinstance(error, click.NoSuchOption):
        near = f"，是否指 {error.possibilities[0]}？" if error.possibilities else ""
        zh = f"没有选项 {error.option_name}{near}"
    elif isinstance(error, click.MissingParameter):
        name = error.param.make_metavar(error.ctx) if error.param and error.ctx else ""
        zh = f"缺少参数 {name}"
    elif isinstance(error, click.BadOptionUsage):
        zh = f"选项 {error.option_name} 用法有误：{en}"
    elif isinstance(error, click.BadParameter) and error.param is not None:
        choices = getattr(error.param.type, "choices", None)
        name = "/".join(error.param.opts)
        zh = f"{name} 的值不合要求：{error.message}"
        if choices:
            zh = f"{name} 的值应为 {'、'.join(map(str, choices))} 之一"
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "reportlint"
    return UsageError(
        Message(zh, en), remedy=Message(f"用法见 {path} --help", f"see {path} --help")
    )


def _our_fault(error: Exception) -> ReportlintError:
    what = f"{type(error).__name__}: {error}".replace("\n", " ")
    place = _place(error.__traceback__)
    return ReportlintError(
        Message(
            f"reportlint 自身出错（{place}）：{what}", f"reportlint itself failed ({place}): {what}"
        ),
        remedy=Message(
            "请把这一行和所用命令告知维护者；REPORTLINT_DEBUG=1 显示调用栈",
            "please report this line and the command to the maintainers; "
            "REPORTLINT_DEBUG=1 shows the stack",
        ),
    )


def _place(trace: TracebackType | None) -> str:
    """Return `module:line` of the deepest frame of ours."""
    place = "?"
    while trace is not None:
        name = trace.tb_frame.f_globals.get("__name__", "")
        if name.split(".")[0] == "reportlint":
            place = f"{name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
