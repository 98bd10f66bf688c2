"""Options that stand for configuration keys, and the session made from them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from reportlint.cli import console
from reportlint.plugins import Registry, load_registry
from reportlint.runner import Tally

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportlint.message import ReportlintError
    from reportlint.policy import Policies

F = TypeVar("F", bound="Callable[..., Any]")

_LISTS = ("select", "ignore", "extend_select", "extend_ignore")
_WORDS = ("profile", "stage", "lang", "genre", "encoding", "fail_level")

lang_option = click.option(
    "--lang", type=click.Choice(["zh", "en"]), help="消息语言 / language of messages"
)
config_options = (
    click.option("--config", metavar="FILE", help="只用这一配置文件 / use this configuration only"),
    click.option("--isolated", is_flag=True, help="不读配置文件 / read no configuration file"),
)


def configuration_options(function: F) -> F:
    """Add the options that override the configuration."""
    codes = {"multiple": True, "metavar": "CODES"}
    options = (
        click.option(
            "--select", help="只用这些规则（编号、前缀或名称）/ only these rules", **codes
        ),
        click.option("--ignore", help="不用这些规则 / not these rules", **codes),
        click.option("--extend-select", help="另加这些规则 / these rules too", **codes),
        click.option("--extend-ignore", help="另减这些规则 / nor these rules", **codes),
        click.option(
            "--per-file-ignores",
            multiple=True,
            metavar="GLOB:CODES",
            help="某些文件不用某些规则 / rules to ignore in some files",
        ),
        *config_options,
        click.option("--profile", metavar="NAME", help="规则方案 / profile of rules"),
        click.option(
            "--stage",
            type=click.Choice(["draft", "review", "final"]),
            help="文稿阶段 / stage of the documents",
        ),
        lang_option,
        click.option("--genre", metavar="NAME", help="文种 / genre of the documents"),
        click.option("--encoding", metavar="NAME", help="文件编码 / encoding of the files"),
    )
    for option in reversed(options):
        function = option(function)
    return function


class Session(NamedTuple):
    """What a command works with: the plugins, the configuration, the counts."""

    registry: Registry
    policies: Policies
    tally: Tally
    lang: str

    def fault(self, error: ReportlintError) -> None:
        """Keep an error of the run and print it."""
        self.tally.errors.append(error)
        console.complain(error, self.lang)


def overrides(choices: dict[str, Any]) -> dict[str, Any]:
    """Return the configuration keys that the command line sets.

    Raises:
        click.UsageError: `--per-file-ignores` holds no colon.
    """
    table: dict[str, Any] = {}
    for name in _LISTS:
        if choices.get(name):
            words = [word.strip() for value in choices[name] for word in value.split(",")]
            table[name.replace("_", "-")] = [word for word in words if word]
    for name in _WORDS:
        if choices.get(name):
            table[name.replace("_", "-")] = choices[name]
    for value in choices.get("per_file_ignores") or ():
        glob, colon, codes = value.rpartition(":")
        if not colon or not glob:
            raise click.UsageError(
                f"--per-file-ignores {value}：应为 GLOB:CODES / must be GLOB:CODES"
            )
        ignores = table.setdefault("per-file-ignores", {})
        ignores.setdefault(glob, []).extend(word.strip() for word in codes.split(","))
    return table


def open_session(choices: dict[str, Any]) -> Session:
    """Load the plugins and the configuration that the options name.

    Raises:
        ReportlintError: A plugin is broken, or the options contradict the configuration.
    """
    try:
        from reportlint.policy import Policies
    except ImportError:
        from reportlint.cli.interim import Policies  # type: ignore[assignment]

    if choices.get("cache_dir"):
        os.environ["REPORTLINT_CACHE_DIR"] = choices["cache_dir"]
    if choices.get("no_cache"):
        from reportlint import memo

        memo.disable()
    registry = load_registry()
    policies = Policies(
        registry,
        config=choices.get("config"),
        isolated=bool(choices.get("isolated")),
        overrides=overrides(choices),
    )
    return Session(registry, policies, Tally(), choices.get("lang") or "zh")
