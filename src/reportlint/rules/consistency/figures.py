"""Figures with their units, as the rules on arithmetic read them."""

from __future__ import annotations

NUMBER = r" ?([0-9][0-9,]*(?:\.[0-9]+)?) ?"
"""A figure, with the space that some put between it and Chinese text."""
UNIT = "(万元|亿元|万人|人次|个|项|条|件|人|名|次|家|户|份|场|期|篇|起|处|所|台|辆|元|亩|吨|公里)"


def same_unit(*units: str) -> bool:
    """Whether all units count the same things: 名 counts 人."""
    return len({"人" if unit == "名" else unit for unit in units}) == 1


def value(text: str) -> float:
    """Return what a figure says."""
    return float(text.replace(",", ""))


def plain(number: float) -> str:
    """Return a number as a text would write it."""
    return f"{number:g}" if number < 1e6 else f"{number:.0f}"
