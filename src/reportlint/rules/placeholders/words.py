"""The words of `placeholders.toml`, as sets that are asked once a placeholder."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from reportlint import load_table
from reportlint.rules.placeholders.signs import LETTER_X, STAR

_MULTIPLES = frozenset("余多万亿千百")


class Words(NamedTuple):
    """Sets and tuples of words; the names are those of the table."""

    unit_one: frozenset[str]
    unit_two: frozenset[str]
    unit_not: frozenset[str]
    org_one: frozenset[str]
    org_two: frozenset[str]
    org_not: frozenset[str]
    noun_two: frozenset[str]
    quoted: tuple[str, ...]
    party: tuple[str, ...]
    masked_before: frozenset[str]
    x_terms: tuple[str, ...]
    counted: frozenset[str]
    named: tuple[str, ...]
    named_weak: tuple[str, ...]
    formula_before: frozenset[str]
    amounts: tuple[str, ...]
    star_right: tuple[str, ...]
    star_left: tuple[str, ...]
    joints: frozenset[str]
    some_one: frozenset[str]
    some_two: frozenset[str]
    some_own: tuple[str, ...]
    some_not: frozenset[str]
    surnames: frozenset[str]
    forms: tuple[str, ...]


@cache
def words() -> Words:
    """Return the words, read once."""
    table = load_table(__file__, "placeholders.toml")
    units, orgs, some = table["units"], table["organisations"], table["some"]
    masked, letters, formula = table["masked"], table["letters"], table["formula"]
    return Words(
        frozenset(units["one"]),
        frozenset(units["two"]),
        frozenset(units["not"]),
        frozenset(orgs["one"]),
        frozenset(orgs["two"]),
        frozenset(orgs["not"]),
        frozenset(table["nouns"]["two"]),
        tuple(table["nouns"]["quoted"]),
        tuple(masked["party"]),
        frozenset(masked["before"]),
        tuple(letters["x_terms"]),
        frozenset(letters["counted"]),
        tuple(letters["named"]),
        tuple(letters["named_weak"]),
        frozenset(formula["before"]),
        tuple(formula["amounts"]),
        tuple(formula["star_right"]),
        tuple(formula["star_left"]),
        frozenset(formula["joints"]),
        frozenset(some["organisations"]),
        frozenset(some["two"]),
        tuple(some["own"]),
        frozenset(some["not"]),
        frozenset(some["surnames"]),
        tuple(table["forms"]["words"]),
    )


class PlainSides(NamedTuple):
    """What stands on either side of a sign that is a figure to come, beyond doubt."""

    signs: frozenset[str]
    units: frozenset[str]
    """Units of one character that begin no word that could make it a term, date or footnote."""
    no_units: frozenset[str]
    """Two characters that are another unit or no unit."""
    telling: frozenset[str]
    """Ends of words that could make it a term, a factor or a footnote."""


@cache
def plain_sides() -> PlainSides:
    """Return them, made once of the words."""
    known = words()
    begun = {word[0] for word in (*known.x_terms, *known.star_right, "代表", "表示", "为变量")}
    ended = {word[-1] for word in (*known.star_left, "星期", "礼拜", "附件", "附表")}
    return PlainSides(
        frozenset(STAR + LETTER_X),
        known.unit_one - _MULTIPLES - begun - frozenset("年月日时点至到"),
        known.unit_two | known.unit_not,
        known.formula_before | ended,
    )


def unit_end(prose: str, at: int) -> int:
    """Return the offset behind the unit that begins at an offset, or 0."""
    known = words()
    two = prose[at : at + 2]
    if two in known.unit_two:
        return at + (1 if two[0] == "大" and two[1] != "类" else 2)  # 三大支柱
    if two[:1] in known.unit_one and two not in known.unit_not:
        if two[0] in _MULTIPLES:
            # 余亩 and 万元 are read whole; 百业 is no figure.
            return unit_end(prose, at + 1) or (0 if "\u4e00" <= two[1:] <= "\u9fff" else at + 1)
        return at + 1
    return 0


def organisation_end(prose: str, at: int) -> int:
    """Return the offset behind the organisation or title that begins at an offset, or 0."""
    known = words()
    two = prose[at : at + 2]
    if two in known.org_two:
        return at + 2
    if two[:1] in known.org_one and two not in known.org_not:
        return at + 1
    return 0
