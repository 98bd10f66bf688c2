"""`reportlint plugins`: what was discovered, where it is from, and how long it took."""

from __future__ import annotations

import sys
from typing import Any

import click

from reportlint.cli.configuration import config_options, help_option, lang_option
from reportlint.cli.session import Choices, open_session
from reportlint.cli.table import aligned, format_option, print_json


@click.command("plugins", help="已安装的插件 / the installed plugins")
@format_option
@lang_option
@config_options[0]
@config_options[1]
@help_option
def command(format: str, **choices: Any) -> int:
    """Print entry point, distribution, version, rules, other parts and import time."""
    session = open_session(Choices(**choices), fresh=True)
    plugins = session.registry.plugins
    if format == "json":
        print_json(
            [
                {
                    "entry_point": plugin.entry.name,
                    "module": plugin.entry.value,
                    "distribution": plugin.entry.distribution,
                    "version": plugin.entry.version,
                    "rules": [rule.code for rule in plugin.rules],
                    "parsers": [parser.name for parser in plugin.parsers],
                    "reporters": [reporter.name for reporter in plugin.reporters],
                    "profiles": list(plugin.profiles),
                    "milliseconds": round(plugin.seconds * 1000, 1),
                }
                for plugin in plugins
            ]
        )
        return session.tally.exit_code
    head = ("入口", "分发包", "版本", "规则", "解析器", "输出格式", "加载毫秒", "模块")
    if session.lang == "en":
        head = ("entry", "distribution", "version", "rules", "parsers", "formats", "ms", "module")
    rows = [head]
    for plugin in plugins:
        entry = plugin.entry
        rows.append(
            (
                entry.name,
                entry.distribution,
                entry.version,
                str(len(plugin.rules)),
                str(len(plugin.parsers)),
                str(len(plugin.reporters)),
                f"{plugin.seconds * 1000:.1f}",
                entry.value,
            )
        )
    sys.stdout.write(aligned(rows))
    return session.tally.exit_code
