"""The word tables of this family in one automaton, run once over a document.

A table's section holds defaults (source, severity, safe), `pairs` of a word and what
should stand there, and `guards`: patterns that must match where the word was found, for
words that are also a part of others. What is found is shared by the rules.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from reportlint import Document, Severity, load_table

TABLES = ("confusions.toml", "variants.toml", "collocations.toml")
_EAGER = 24  # documents; from then on the slower-built, faster-running automaton pays


class Entry(NamedTuple):
    """One word of a table: what is wrong, what is right, and how sure that is."""

    table: str
    wrong: str
    right: str
    guard: str
    severity: Severity
    safe: bool
    source: str
    note: str


class Hit(NamedTuple):
    """A word found at a half-open span, guard passed."""

    entry: Entry
    start: int
    end: int


def read_entries(table: str, data: dict[str, Any]) -> list[Entry]:
    """Read one word table.

    Args:
        table: The file's name, kept in every entry.
        data: The parsed TOML.

    Raises:
        ValueError: A guard has no pair.
    """
    out = []
    for section, body in data.items():
        guards = body.get("guards", {})
        stray = guards.keys() - body["pairs"].keys()
        if stray:
            raise ValueError(f"{table} [{section}.guards]: no pair for {', '.join(sorted(stray))}")
        severity = Severity.parse(body["severity"])
        for wrong, right in body["pairs"].items():
            out.append(
                Entry(
                    table,
                    wrong,
                    right,
                    guards.get(wrong, ""),
                    severity,
                    body["safe"],
                    body["source"],
                    body.get("note", ""),
                )
            )
    return out


@cache
def entries() -> list[Entry]:
    """Return all words of the built-in tables, longest first within one beginning."""
    return [entry for name in TABLES for entry in read_entries(name, load_table(__file__, name))]


class _Automaton:
    """All words at once; rebuilt in a faster form when many documents pass through."""

    def __init__(self) -> None:
        self._seen = 0
        self._find: Any = None

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """Return (index of the entry, start, end) of every longest word, in order."""
        if self._seen in (0, _EAGER):
            self._find = self._build()
        self._seen += 1
        found: list[tuple[int, int, int]] = self._find.find_matches_as_indexes(text)
        return found

    def _build(self) -> Any:
        from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

        return AhoCorasick(
            [entry.wrong for entry in entries()],
            matchkind=MatchKind.LeftmostLongest,
            implementation=None if self._seen else Implementation.NoncontiguousNFA,
        )


_automaton = _Automaton()


def hits(document: Document) -> dict[str, list[Hit]]:
    """Return what stands in a document, by table; a `document.view`."""
    out: dict[str, list[Hit]] = {}
    known = entries()
    prose = document.prose
    for index, start, end in _automaton.find(prose):
        entry = known[index]
        if not entry.guard or guard(entry.guard).match(prose, start):
            out.setdefault(entry.table, []).append(Hit(entry, start, end))
    return out


@cache
def guard(pattern: str) -> re.Pattern[str]:
    """Compile a guard on first need; it is matched where the word begins."""
    return re.compile(pattern)
