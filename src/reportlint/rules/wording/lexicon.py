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
from typing import Any

from reportlint import Document, NamedTuple, Severity, WordTable, lazy, load_table

_TITLE = lazy(r"《[^《》\r\n]*$")
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
        for wrong in body["pairs"]:
            out[wrong] = _read_entry(wrong, body)
    return out


def _read_entry(wrong: str, section: dict[str, Any]) -> Entry:
    return Entry(
        wrong,
        section["pairs"][wrong],
        section.get("guards", {}).get(wrong, ""),
        Severity.parse(section["severity"]),
        section["safe"],
        section["source"],
    )


_UNCHANGED = WordTable({})
_KEPT = 64  # changed tables: three or four a configuration
_ADDED_SEVERITY = {"confusions.toml": Severity.ERROR}


def table(name: str) -> dict[str, Entry]:
    """Return the entries of a built-in table by their wrong word."""
    return read_entries(name, load_table(__file__, name))


@lru_cache(maxsize=_KEPT)
def words(name: str, changes: WordTable = _UNCHANGED) -> frozenset[str]:
    """Return the wrong words of a table."""
    sections = load_table(__file__, name).values()
    return frozenset(changes.pairs).union(*(s["pairs"] for s in sections)) - changes.removed


@lru_cache(maxsize=4096)
def entry_of(name: str, word: str, changes: WordTable = _UNCHANGED) -> Entry:
    """Return the entry of one word that is in the table.

    A document holds few of the words, so the others need not become entries.
    """
    if word in changes.pairs:
        severity = _ADDED_SEVERITY.get(name, Severity.INFO)
        return Entry(word, changes.pairs[word], "", severity, True, "configuration")
    for section in load_table(__file__, name).values():
        if word in section["pairs"]:
            return _read_entry(word, section)
    raise KeyError(word)


def hits(document: Document, name: str, changes: WordTable = _UNCHANGED) -> Iterator[Hit]:
    """Yield what stands in a document of a table, in order; of overlapping words the longest.

    Of words that overlap the one that begins first counts, of those the longest.
    """
    found = document.places_of(words(name, changes))
    if not found:
        return
    places = sorted((at, -len(word), word) for word, ats in found.items() for at in ats)
    last = 0
    for at, length, word in places:
        if at < last:
            continue
        last = at - length
        entry = entry_of(name, word, changes)
        if not entry.guard or guard(entry.guard).match(document.prose, at):
            yield Hit(entry, at, last)


@cache
def guard(pattern: str) -> re.Pattern[str]:
    """Compile a guard on first need; it is matched where the word begins."""
    return re.compile(pattern)


def in_title(prose: str, at: int) -> bool:
    """Whether an offset lies inside 《》, where names stand as they are."""
    return _TITLE.search(prose, max(0, at - 40), at) is not None
