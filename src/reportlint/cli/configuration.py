"""The options that several commands share, most of them keys of the configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

F = TypeVar("F", bound="Callable[..., Any]")

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
