"""Version conditions such as `>=0.1,<1` and `name~=2.0`: the part of PEP 440 that is used."""

from __future__ import annotations

import re

from reportlint.records import NamedTuple

_CONDITION = re.compile(r"\s*(==|!=|~=|>=|<=|>|<|)\s*v?(\d+(?:\.\d+)*)(\.\*)?([A-Za-z0-9.+-]*)\s*")
_NAME = re.compile(r"\s*([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(.*)")
_RELEASE = re.compile(r"v?(\d+(?:\.\d+)*)(.*)")


class Requirement(NamedTuple):
    """A distribution's name, normalised, and the conditions on its version."""

    name: str
    conditions: str


def parse_requirement(text: str) -> Requirement:
    """Read `name` or `name>=1.0,<2`.

    Raises:
        ValueError: It is neither.
    """
    found = _NAME.fullmatch(text)
    if not found:
        raise ValueError(text)
    conditions = found.group(2)
    if conditions:
        satisfies("0", conditions)
    return Requirement(normalise(found.group(1)), conditions)


def normalise(name: str) -> str:
    """Return a distribution's name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def satisfies(version: str, conditions: str) -> bool:
    """Tell whether a version meets all conditions, separated by commas.

    A bare version asks for exactly that one.

    Raises:
        ValueError: A condition cannot be read.
    """
    return all(_one(version, part) for part in conditions.split(","))


def _one(version: str, condition: str) -> bool:
    found = _CONDITION.fullmatch(condition)
    if not found:
        raise ValueError(condition)
    sign, release, star, suffix = found.groups()
    if ((star or sign == "~=") and suffix) or (star and sign not in ("==", "!=", "")):
        raise ValueError(condition)
    wanted = tuple(int(part) for part in release.split("."))
    have = _key(version)
    if star:
        return (have[0][: len(wanted)] == wanted) == (sign != "!=")
    if sign == "~=":
        if len(wanted) < 2:
            raise ValueError(condition)
        upper = wanted[:-1]
        return _compare(have, _key(release)) >= 0 and have[0][: len(upper)] == upper
    order = _compare(have, _key(release + suffix))
    return {
        "": order == 0, "==": order == 0, "!=": order != 0, ">=": order >= 0,
        "<=": order <= 0, ">": order > 0, "<": order < 0,
    }[sign]  # fmt: skip


def _key(version: str) -> tuple[tuple[int, ...], int, str]:
    """The release, -1 for a pre-release (0 for none, 1 for post), and its suffix."""
    found = _RELEASE.match(version)
    if not found:
        return (0,), 0, version
    numbers = tuple(int(part) for part in found.group(1).split("."))
    suffix = found.group(2).split("+")[0]
    rank = 0 if not suffix else 1 if "post" in suffix else -1
    return numbers, rank, suffix


def _compare(
    left: tuple[tuple[int, ...], int, str], right: tuple[tuple[int, ...], int, str]
) -> int:
    width = max(len(left[0]), len(right[0]))
    one = (left[0] + (0,) * (width - len(left[0])), *left[1:])
    two = (right[0] + (0,) * (width - len(right[0])), *right[1:])
    return (one > two) - (one < two)
