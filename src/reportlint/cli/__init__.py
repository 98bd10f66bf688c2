"""The command line: one thin module per command, imported when it is asked for."""

from __future__ import annotations

import os
import sys

INTERRUPTED = 130
"""128 + SIGINT, as a shell reports it."""
BROKEN_PIPE = 141
"""128 + SIGPIPE: whoever read our output has gone, and wants no message."""
FAULT = 2
"""Usage, configuration, plugin, reading or rule error."""


def main(argv: list[str] | None = None) -> int:
    """Run a command.

    Args:
        argv: The arguments without the program's name; those of the process by default.

    Returns:
        The exit code: 0 nothing at or above the fail level, 1 findings, 2 an error.
    """
    from reportlint.cli import console

    arguments = list(sys.argv[1:] if argv is None else argv)
    console.prepare()
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        console.silence()
        return BROKEN_PIPE
    except Exception as error:
        return _explain(error, arguments)
    return code


def _run(arguments: list[str]) -> int:
    from reportlint.cli.group import cli

    if "_REPORTLINT_COMPLETE" in os.environ:
        cli.main(arguments, prog_name="reportlint")
    with cli.make_context("reportlint", arguments) as context:
        code = cli.invoke(context)
    return code if isinstance(code, int) else 0


def _explain(error: Exception, arguments: list[str]) -> int:
    """Print what ended the run in one line; a fault of ours says how to report it."""
    import click

    from reportlint.cli import console
    from reportlint.message import Message, ReportlintError

    lang = console.language(arguments)
    if isinstance(error, click.exceptions.Exit):
        return error.exit_code
    if isinstance(error, ReportlintError):
        console.complain(error, lang)
    elif isinstance(error, click.ClickException):
        hint = Message("见 reportlint --help", "see reportlint --help")
        context = getattr(error, "ctx", None)
        if context is not None:
            path = context.command_path
            hint = Message(f"见 {path} --help", f"see {path} --help")
        console.complain(
            ReportlintError(Message(*[error.format_message().rstrip(".")] * 2), remedy=hint), lang
        )
    else:
        place = console.place_of(error)
        what = f"{type(error).__name__}: {error}".replace("\n", " ")
        console.complain(
            ReportlintError(
                Message(
                    f"reportlint 自身出错（{place}）：{what}",
                    f"reportlint itself failed ({place}): {what}",
                ),
                remedy=Message(
                    "请把这一行和所用命令告知 reportlint 的维护者；REPORTLINT_DEBUG=1 显示调用栈",
                    "please report this line and the command to the maintainers of reportlint; "
                    "REPORTLINT_DEBUG=1 shows the stack",
                ),
            ),
            lang,
        )
        if os.environ.get("REPORTLINT_DEBUG"):
            import traceback

            traceback.print_exception(error)
    return FAULT
