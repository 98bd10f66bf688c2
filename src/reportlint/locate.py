"""The line of a key in a TOML text: for error messages, so only the TOML parser validates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportlint.schema import KeyPath

_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*|[\[\]{}\n]',
    re.DOTALL,
)
_PART = re.compile(r"""\s*(?:"((?:\\.|[^"\\\n])*)"|'([^'\n]*)'|([A-Za-z0-9_-]+))\s*([.=\]]?)""")


def line_of(text: str, at: KeyPath, value: str | None = None) -> int:
    """Find the line of a key, as near as it can be told.

    Args:
        text: A TOML text that a parser has accepted.
        at: The key; an integer is an index in an array of tables.
        value: A string below the key, such as one member of a list.

    Returns:
        A 1-based line; that of the enclosing table where the key is not found.
    """
    best, best_depth = (1, ""), 0
    for path, line, statement in _statements(text):
        depth = len(path) if path == at[: len(path)] else 0
        if not depth and path[: len(at)] == at:
            depth = len(at)  # a table that only its sub-tables make
        if depth > best_depth or (value and depth == best_depth and _holds(statement, value)):
            best, best_depth = (line, statement), depth
    line, statement = best
    inner = [part for part in at[best_depth:] if isinstance(part, str)]
    for word in ([value] if value else []) + inner[-1:]:
        found = re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", statement)
        if found:
            return line + statement.count("\n", 0, found.start())
    return line


def _holds(statement: str, value: str) -> bool:
    return f'"{value}"' in statement or f"'{value}'" in statement


def _statements(text: str) -> Iterator[tuple[KeyPath, int, str]]:
    """Yield (full path, 1-based line, text) of every table header and every key."""
    table: KeyPath = ()
    counts: dict[KeyPath, int] = {}
    for line, statement in _logical_lines(text):
        if not statement.startswith("["):
            yield (*table, *_parts(statement)), line, statement
            continue
        names = _parts(statement.lstrip("["))
        path: KeyPath = ()
        for name in names[:-1]:
            path = (*path, name)
            if path in counts:
                path = (*path, counts[path])
        path = (*path, *names[-1:])
        if statement.startswith("[["):
            counts[path] = counts.get(path, -1) + 1
            path = (*path, counts[path])
        table = path
        yield table, line, statement


def _logical_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield (1-based line, text) of each statement; brackets and long strings span lines."""
    start, line, depth = 0, 1, 0
    for token in _TOKEN.finditer(text + "\n"):
        kind = token.group()
        if kind in ("[", "{"):
            depth += 1
        elif kind in ("]", "}"):
            depth -= 1
        elif kind == "\n" and depth <= 0:
            raw = text[start : token.start()]
            statement = raw.lstrip()
            blank = raw[: len(raw) - len(statement)].count("\n")
            if statement and not statement.startswith("#"):
                yield line + blank, statement
            line += raw.count("\n") + 1
            start = token.end()


def _parts(statement: str) -> tuple[str, ...]:
    parts: list[str] = []
    at = 0
    while found := _PART.match(statement, at):
        parts.append(next(group for group in found.groups()[:3] if group is not None))
        at = found.end()
        if found.group(4) != ".":
            break
    return tuple(parts)
