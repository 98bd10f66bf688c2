"""Columns for people: aligned by the cells that Han characters really take."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from reportlint.reporters.cells import width

if TYPE_CHECKING:
    from collections.abc import Sequence

format_option = click.option(
    "--format",
    "format",
    type=click.Choice(["text", "json"]),
    default="text",
    help="输出格式 / output format",
)


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """Return rows as lines, every column but the last padded to its widest cell."""
    widest = [max(map(width, column)) for column in list(zip(*rows))[:-1]]
    lines = []
    for row in rows:
        cells = [cell + " " * (cells - width(cell)) for cell, cells in zip(row, widest)]
        lines.append("  ".join([*cells, row[-1]]).rstrip() + "\n")
    return "".join(lines)


def print_json(value: Any) -> None:
    """Print a value as indented JSON in UTF-8, keys in the order given."""
    import json  # only whoever asks for JSON pays for it

    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")
