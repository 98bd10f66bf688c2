"""The word tables of this family, and where their words stand in a document.

A table's section holds defaults (source, severity, safe), `pairs` of a word and what
should stand there, and `guards`: patterns that must match where the word was found, for
words that are also a part of others. The words are anchors: the engine looks them all up
in one pass. Plugins and the configuration add words to a table and take words out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

from reportlint import Document, Severity, WordTable, load_table

TABLES = ("confusions.toml", "variants.toml", "collocations.toml")


class Entry(NamedTuple):
    """One word of a table: what is wrong, what is right, and how sure that is."""

    wrong: str
    right: str
    guard: str
    severity: Severity
    safe: bool
    source: str


class Hit(NamedTuple):
    """A word found at a half-open span, guard passed."""

    entry: Entry
    start: int
    end: int


def read_entries(name: str, data: dict[str, Any]) -> dict[str, Entry]:
    """Read one word table.

    Args:
        name: The file's name, for errors.
        data: The parsed TOML.

    Returns:
        The entries by their wrong word.

    Raises:
        ValueError: A guard has no pair.
    """
    out: dict[str, Entry] = {}
    for section, body in data.items():
        guards = body.get("guards", {})
        stray = guards.keys() - body["pairs"].keys()
        if stray:
            raise ValueError(f"{name} [{section}.guards]: no pair for {', '.join(sorted(stray))}")
        severity = Severity.parse(body["severity"])
        safe, source = body["safe"], body["source"]
        for wrong, right in body["pairs"].items():
            out[wrong] = Entry(wrong, right, guards.get(wrong, ""), severity, safe, source)
    return out


_UNCHANGED = WordTable({})
_KEPT = 64  # changed tables: three or four a configuration
_ADDED_SEVERITY = {"confusions.toml": Severity.ERROR}


@lru_cache(maxsize=_KEPT)
def table(name: str, changes: WordTable = _UNCHANGED) -> dict[str, Entry]:
    """Return the entries of a table by their wrong word.

    Args:
        name: The file of the built-in words.
        changes: What plugins and the configuration say of it.
    """
    entries = read_entries(name, load_table(__file__, name))
    severity = _ADDED_SEVERITY.get(name, Severity.INFO)
    for wrong, right in changes.pairs.items():
        entries[wrong] = Entry(wrong, right, "", severity, True, "configuration")
    for wrong in changes.removed:
        entries.pop(wrong, None)
    return entries


@lru_cache(maxsize=_KEPT)
def words(name: str, changes: WordTable = _UNCHANGED) -> frozenset[str]:
    """Return the wrong words of a table."""
    return frozenset(table(name, changes))


def hits(document: Document, name: str, changes: WordTable = _UNCHANGED) -> Iterator[Hit]:
    """Yield what stands in a document of a table, in order; of overlapping words the longest.

    Of words that overlap the one that begins first counts, of those the longest.
    """
    found = document.places_of(words(name, changes))
    if not found:
        return
    entries = table(name, changes)
    places = sorted((at, -len(word), word) for word, ats in found.items() for at in ats)
    last = 0
    for at, length, word in places:
        if at < last:
            continue
        last = at - length
        entry = entries[word]
        if not entry.guard or guard(entry.guard).match(document.prose, at):
            yield Hit(entry, at, last)


@cache
def guard(pattern: str) -> re.Pattern[str]:
    """Compile a guard on first need; it is matched where the word begins."""
    return re.compile(pattern)
