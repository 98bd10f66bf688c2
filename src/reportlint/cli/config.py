"""`reportlint config`: the effective configuration of a path, and why each rule is on or off."""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from reportlint.cli.configuration import configuration_options, help_option
from reportlint.cli.session import Choices, document_in, open_session
from reportlint.cli.table import aligned, format_option, print_json


@click.command("config", help="某路径的有效配置 / the configuration that holds for a path")
@click.argument("path", default=".", metavar="[PATH]")
@click.option(
    "--schema", is_flag=True, help="打印配置的 JSON schema / print the configuration's JSON schema"
)
@format_option
@configuration_options
@help_option
def command(path: str, schema: bool, format: str, **choices: Any) -> int:
    """Print the file, the merged keys, and every rule with the reason for its state."""
    session = open_session(Choices(**choices), path)
    if schema:
        from reportlint.config_schema import config_schema

        place = document_in(path) if os.path.isdir(path) else path
        print_json(config_schema(session.registry_at(place)))
        return session.tally.exit_code
    lang = session.lang
    document = document_in(path) if os.path.isdir(path) else path
    policy = session.policies.for_path(document)
    statuses = session.policies.statuses(document)
    if format == "json":
        print_json(
            {
                "path": path,
                "config_path": policy.config_path,
                "lang": policy.lang,
                "fail_level": policy.fail_level.label,
                "encoding": policy.encoding,
                "config": policy.config,
                "rules": [
                    {
                        "code": status.code,
                        "name": status.name,
                        "enabled": status.enabled,
                        "severity": status.severity.label,
                        "reason": status.reason.render(lang),
                    }
                    for status in statuses
                ],
            }
        )
        return session.tally.exit_code
    none = "none" if lang == "en" else "无"
    labels = ("configuration", "fail level") if lang == "en" else ("配置文件", "失败级别")
    rows = [(labels[0], policy.config_path or none), (labels[1], policy.fail_level.label)]
    sys.stdout.write(aligned(rows))
    if policy.config:
        sys.stdout.write("\n" + "".join(_lines(policy.config, ())))
    on, off = ("on", "off") if lang == "en" else ("启用", "停用")
    table = [
        (s.code, on if s.enabled else off, s.severity.label, s.name, s.reason.render(lang))
        for s in statuses
    ]
    if table:
        sys.stdout.write("\n" + aligned(table))
    return session.tally.exit_code


def _lines(table: Any, above: tuple[str, ...]) -> list[str]:
    """Return one line `key.key = value` for every value of a table."""
    import json  # JSON's strings and lists read as TOML's

    lines = []
    for key, value in table.items():
        path = (*above, str(key))
        if isinstance(value, dict) and value:
            lines += _lines(value, path)
        else:
            lines.append(f"{'.'.join(path)} = {json.dumps(value, ensure_ascii=False)}\n")
    return lines
