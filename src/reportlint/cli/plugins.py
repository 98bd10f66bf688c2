"""`reportlint plugins`: what was discovered, where it is from, and how long it took."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from reportlint.cli.configuration import config_options, help_option, lang_option
from reportlint.cli.session import Choices, open_session
from reportlint.cli.table import aligned, format_option, print_json

if TYPE_CHECKING:
    from reportlint.loading import Plugin


@click.command("plugins", help="已安装的插件 / the installed plugins")
@format_option
@lang_option
@config_options[0]
@config_options[1]
@help_option
def command(format: str, **choices: Any) -> int:
    """Print entry point, distribution, version, rules, hooks and import time; local files too."""
    session = open_session(Choices(**choices), fresh=True)
    plugins = session.registry_at("document.txt").plugins
    if format == "json":
        print_json([_described(plugin) for plugin in plugins])
        return session.tally.exit_code
    en = session.lang == "en"
    head = ("入口", "分发包", "版本", "规则", "加载毫秒", "模块", "钩子")
    if en:
        head = ("entry", "distribution", "version", "rules", "ms", "module", "hooks")
    rows = [head]
    for plugin in plugins:
        entry = plugin.entry
        local = ("local file" if en else "本地文件", "-")
        rows.append(
            (
                entry.name,
                *(local if entry.local else (entry.distribution, entry.version)),
                str(len(plugin.rules)),
                f"{plugin.seconds * 1000:.1f}",
                "-" if entry.local else entry.value,
                " ".join(hook.removeprefix("reportlint_") for hook in plugin.hooks),
            )
        )
    sys.stdout.write(aligned(rows))
    return session.tally.exit_code


def _described(plugin: Plugin) -> dict[str, Any]:
    entry = plugin.entry
    return {
        "entry_point": entry.name,
        "module": entry.value,
        "distribution": entry.distribution,
        "version": entry.version,
        "local": entry.local,
        "hooks": list(plugin.hooks),
        "rules": [rule.code for rule in plugin.rules],
        "parsers": [parser.name for parser in plugin.parsers],
        "reporters": [reporter.name for reporter in plugin.reporters],
        "profiles": list(plugin.profiles),
        "configs": list(plugin.configs),
        "words": sorted(plugin.words),
        "milliseconds": round(plugin.seconds * 1000, 1),
    }
