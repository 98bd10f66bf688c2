"""Tables of words and facts that stand as TOML beside the code that uses them."""

from __future__ import annotations

import os
from typing import Any

from reportlint import memo

Table = dict[str, Any]


def load_table(beside: str, name: str) -> Table:
    """Read a TOML file that lies beside a module.

    Args:
        beside: The module's `__file__`.
        name: The file's name.

    Returns:
        The parsed table; shared, so it is read and never changed.
    """
    path = os.path.join(os.path.dirname(beside), name)
    table: Table = memo.remember(("table", path), memo.stamp(path), lambda: _parse(path))
    return table


def _parse(path: str) -> Table:
    import sys  # the parser is costly to import and a warm start never needs it

    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    with open(path, "rb") as file:
        table: Table = tomllib.load(file)
    return table
