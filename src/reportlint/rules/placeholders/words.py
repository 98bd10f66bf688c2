"""The words of `placeholders.toml`, as sets that are asked once a placeholder."""

from __future__ import annotations

from functools import cache
from typing import Any

from reportlint import NamedTuple, load_table
from reportlint.rules.placeholders.signs import LETTER_X, STAR

_MULTIPLES = frozenset("余多万亿千百")


class Words:
    """The words of the table, read once, as sets and as tuples for `startswith`."""

    def __init__(self, table: dict[str, Any]) -> None:
        units, orgs, some = table["units"], table["organisations"], table["some"]
        masked, letters, formula = table["masked"], table["letters"], table["formula"]
        self.unit_one = frozenset(units["one"])
        self.unit_two = frozenset(units["two"])
        self.unit_not = frozenset(units["not"])
        self.org_one = frozenset(orgs["one"])
        self.org_two = frozenset(orgs["two"])
        self.org_three = frozenset(orgs["three"])
        self.org_not = frozenset(orgs["not"])
        self.noun_two = frozenset(table["nouns"]["two"])
        self.quoted = tuple(table["nouns"]["quoted"])
        self.party = tuple(masked["party"])
        self.masked_before = frozenset(masked["before"])
        self.x_terms = tuple(letters["x_terms"])
        self.counted = frozenset(letters["counted"])
        self.named = tuple(letters["named"])
        self.named_weak = tuple(letters["named_weak"])
        self.formula_before = frozenset(formula["before"])
        self.amounts = tuple(formula["amounts"])
        self.star_right = tuple(formula["star_right"])
        self.star_left = tuple(formula["star_left"])
        self.joints = frozenset(formula["joints"])
        self.some_one = frozenset(some["organisations"])
        self.some_two = frozenset(some["two"])
        self.some_own = tuple(some["own"])
        self.some_not = frozenset(some["not"])
        self.surnames = frozenset(some["surnames"])
        self.forms = tuple(table["forms"]["words"])


@cache
def words() -> Words:
    """Return the words."""
    return Words(load_table(__file__, "placeholders.toml"))


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
        return at + (3 if prose[at : at + 3] in known.org_three else 2)
    if two[:1] in known.org_one and two not in known.org_not:
        return at + 1
    return 0
