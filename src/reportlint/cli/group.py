"""The group of commands; `check` is meant where the first argument is no command."""

from __future__ import annotations

import os
from importlib import import_module

import click

from reportlint import __version__

COMMANDS = (
    "check", "rules", "explain", "plugins", "config", "test", "parse", "baseline", "init",
    "new-plugin",
)  # fmt: skip
_OWN_OPTIONS = ("--help", "-h", "--version")
CONTEXT = {"max_content_width": 100}


class Commands(click.Group):
    """Commands by name, each imported from its module when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        """Return the names in the order of the help text."""
        return list(COMMANDS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002  # click's signature
        cmd_name: str,
    ) -> click.Command | None:
        """Import a command."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"reportlint.cli.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `check` before arguments that name no command."""
        args = args or ["--help"]
        first = args[0]
        if first not in COMMANDS and first not in _OWN_OPTIONS:
            _guard_misspelling(first)
            args = ["check", *args]
        return super().parse_args(ctx, args)


def _guard_misspelling(word: str) -> None:
    """Raise for a word that is no path but nearly a command."""
    if word.startswith("-") or os.path.lexists(word) or not word.isalpha():
        return
    from difflib import get_close_matches

    from reportlint.cli.faults import usage_error

    near = get_close_matches(word, COMMANDS, 1)
    if near:
        raise usage_error(
            f"没有命令或文件 {word}，是否指 {near[0]}？",
            f"no command or file is called {word}; did you mean {near[0]}?",
        )


@click.group(
    cls=Commands,
    context_settings=CONTEXT,
    help="检查中文公文报告 / lint reports in Chinese official style.\n\n"
    "`reportlint 文件…` 即 `reportlint check 文件…` / a path means `check`.",
)
@click.version_option(
    __version__,
    prog_name="reportlint",
    message="%(prog)s %(version)s",
    help="显示版本 / show the version and exit",
)
@click.help_option("-h", "--help", help="显示帮助 / show this message and exit")
def cli() -> None:
    """Hold the commands; each does its own work."""
