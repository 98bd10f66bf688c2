"""`reportlint rules`: every installed rule in one line."""

from __future__ import annotations

import sys
from typing import Any

import click

from reportlint.cli.configuration import config_options, help_option, lang_option
from reportlint.cli.session import Choices, open_session
from reportlint.cli.table import aligned, format_option, print_json


@click.command("rules", help="列出已安装的规则 / list the installed rules")
@format_option
@lang_option
@config_options[0]
@config_options[1]
@help_option
def command(format: str, **choices: Any) -> int:
    """Print code, severity, on or off, name and title."""
    session = open_session(Choices(**choices))
    lang = session.lang
    statuses = session.policies.statuses("document.txt")
    registry = session.policies.registry_for("document.txt")
    rules = registry.rules
    if format == "json":
        print_json(
            [
                {
                    "code": status.code,
                    "name": status.name,
                    "title": rules[status.code].title(lang),
                    "severity": status.severity.label,
                    "enabled": status.enabled,
                    "source": rules[status.code].source,
                    "distribution": registry.owners[status.code].distribution,
                    "since": rules[status.code].since,
                }
                for status in statuses
            ]
        )
        return session.tally.exit_code
    on, off = ("on", "off") if lang == "en" else ("启用", "停用")
    rows = [
        (s.code, s.severity.label, on if s.enabled else off, s.name, rules[s.code].title(lang))
        for s in statuses
    ]
    sys.stdout.write(aligned(rows))
    return session.tally.exit_code
