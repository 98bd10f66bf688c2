"""Options that stand for configuration keys, and the session made from them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from reportlint.cli import console
from reportlint.message import ReportlintError
from reportlint.plugins import Registry, load_registry
from reportlint.runner import Tally

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportlint.plugins import PluginError
    from reportlint.policy import Policies

F = TypeVar("F", bound="Callable[..., Any]")

_LISTS = ("select", "ignore", "extend_select", "extend_ignore")
_WORDS = ("profile", "stage", "lang", "genre", "encoding", "fail_level")

help_option = click.help_option("-h", "--help", help="显示帮助 / show this message and exit")
lang_option = click.option(
    "--lang", type=click.Choice(["zh", "en"]), help="消息语言 / language of messages"
)
config_options = (
    click.option("--config", metavar="FILE", help="只用这一配置文件 / use this configuration only"),
    click.option("--isolated", is_flag=True, help="不读配置文件 / read no configuration file"),
)


def configuration_options(function: F) -> F:
    """Add the options that override the configuration."""
    codes: dict[str, Any] = {"multiple": True, "metavar": "CODES"}
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
        UsageError: `--per-file-ignores` holds no colon.
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
            from reportlint.cli.faults import usage_fault

            raise usage_fault(
                f"--per-file-ignores {value} 应写作 GLOB:CODES",
                f"--per-file-ignores {value} must read GLOB:CODES",
            )
        ignores = table.setdefault("per-file-ignores", {})
        ignores.setdefault(glob, []).extend(word.strip() for word in codes.split(","))
    return table


def open_session(choices: dict[str, Any], path: str = "", *, fresh: bool = False) -> Session:
    """Load the plugins and the configuration that the options name.

    A broken plugin is an error of the session; the sound ones are loaded.

    Args:
        choices: The values of the command's options.
        path: A document or folder whose configuration gives the language of messages.
        fresh: Look for installed plugins anew.

    Raises:
        ReportlintError: The options or the configuration they name do not fit.
    """
    from reportlint.policy import Policies

    if choices.get("cache_dir"):
        os.environ["REPORTLINT_CACHE_DIR"] = choices["cache_dir"]
    if choices.get("no_cache"):
        from reportlint import memo

        memo.disable()
    errors: list[PluginError] = []
    registry = load_registry(_disabled_plugins(choices), fresh=fresh, errors=errors)
    policies = Policies(
        registry,
        config=choices.get("config"),
        isolated=bool(choices.get("isolated")),
        overrides=overrides(choices),
    )
    lang = choices.get("lang") or _language(policies, path)
    session = Session(registry, policies, Tally(), lang)
    for error in errors:
        session.fault(error)
    return session


def document_in(folder: str) -> str:
    """Return the path of a document that stands for all of a folder's."""
    return os.path.join(folder, "document.txt")


def _language(policies: Policies, path: str) -> str:
    """Return the configured language; a broken configuration is told of later, in Chinese."""
    try:
        return policies.for_path(document_in(path) if os.path.isdir(path) else path).lang
    except ReportlintError:
        return "zh"


def _disabled_plugins(choices: dict[str, Any]) -> list[str]:
    """Return `plugins.disabled` of the current folder's configuration, before plugins load."""
    from reportlint.discovery import Finder

    if choices.get("isolated"):
        return []
    path = choices.get("config")
    try:
        path = os.path.abspath(path) if path else Finder().find(os.getcwd())
        if path is None:
            return []
        from reportlint.config import raw_table

        plugins = raw_table(path).get("plugins")
    except ReportlintError:
        return []  # whoever needs this configuration reports it
    disabled = plugins.get("disabled") if isinstance(plugins, dict) else None
    return (
        [name for name in disabled if isinstance(name, str)] if isinstance(disabled, list) else []
    )
