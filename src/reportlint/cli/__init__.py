"""The command line: one thin module per command, imported when it is asked for."""

from __future__ import annotations

import gc
import os
import sys

INTERRUPTED = 130
"""128 + SIGINT, as a shell reports it."""
BROKEN_PIPE = 141
"""128 + SIGPIPE: whoever read our output has gone, and wants no message."""


def main(argv: list[str] | None = None) -> int:
    """Run a command.

    Args:
        argv: The arguments without the program's name. Without them the function is
            the process's entry point: it takes the process's own and ends it.

    Returns:
        The exit code: 0 nothing at or above the fail level, 1 findings, 2 an error.
    """
    if argv is not None:
        return _guarded(list(argv))
    gc.disable()  # nothing that start-up makes is garbage; a longer run enables it again
    arguments = sys.argv[1:]
    if not any(word.startswith(("--no-c", "--cache-dir")) for word in arguments):
        from reportlint.cli.patterns import remember_patterns

        remember_patterns()
    code = _guarded(arguments)
    _leave(code)
    return code


def _guarded(arguments: list[str]) -> int:
    """Run a command; whatever is raised becomes one line and an exit code."""
    from reportlint.cli import console

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
    if _is_plain(arguments):
        from reportlint.cli.linting import lint_paths
        from reportlint.cli.session import Choices

        named = [word for word in arguments[1:] if word != _FORCE]
        return lint_paths(named, Choices(force_exclude=_FORCE in arguments))
    from reportlint.cli.group import cli

    if "_REPORTLINT_COMPLETE" in os.environ:
        cli.main(arguments, prog_name="reportlint")
    with cli.make_context("reportlint", arguments) as context:
        code = cli.invoke(context)
    return code if isinstance(code, int) else 0


_FORCE = "--force-exclude"


def _is_plain(arguments: list[str]) -> bool:
    """Whether this is `check` with paths and at most the option that our hook passes.

    Hooks and editors call us so, file by file; importing click to find out that there are
    no options would take a quarter of the whole run.
    """
    if arguments[:1] != ["check"] or len(arguments) < 2:
        return False
    paths = [word for word in arguments[1:] if word != _FORCE]
    return bool(paths) and not any(word.startswith("-") for word in paths)


def _leave(code: int) -> None:
    """End the process at once: taking the interpreter apart costs as much as linting.

    Handlers registered to run at exit run; a process with threads ends the usual way.
    """
    threading = sys.modules.get("threading")
    if threading is not None and threading.active_count() > 1:
        return
    import atexit

    try:
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        code = BROKEN_PIPE
    os._exit(code)
