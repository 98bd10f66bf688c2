"""The command line: one thin module per command, imported when it is asked for."""

from __future__ import annotations

import os
import sys

INTERRUPTED = 130
"""128 + SIGINT, as a shell reports it."""
BROKEN_PIPE = 141
"""128 + SIGPIPE: whoever read our output has gone, and wants no message."""


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
        from reportlint.cli import faults

        return faults.end(error, arguments)
    return code


def _run(arguments: list[str]) -> int:
    from reportlint.cli.group import cli

    if "_REPORTLINT_COMPLETE" in os.environ:
        cli.main(arguments, prog_name="reportlint")
    with cli.make_context("reportlint", arguments) as context:
        code = cli.invoke(context)
    return code if isinstance(code, int) else 0
