"""Which replacements can be made so that looking again finds nothing more to replace.

`ab` → `a` turns `abb` into `ab`, which is wrong again: such a change is reported and left to
a person.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import NamedTuple

from reportlint.blanks import OBJECT


class Change(NamedTuple):
    """Replace the text of a half-open span."""

    start: int
    end: int
    old: str
    new: str


def settled(
    text: str, changes: Sequence[Change], find: Callable[[str], list[Change]]
) -> set[Change]:
    """Return the changes that can be made together, so that the next look makes none.

    Args:
        text: What they are changes of.
        changes: In order, without overlaps.
        find: Finds the changes that a text needs.
    """
    chosen = _quiet(text, changes, find)
    if chosen:
        after, _, _ = _applied(text, chosen)
        again = [change for change in find(after) if OBJECT not in change.old]
        if again and _quiet(after, again, find):
            return set()  # one change makes room for the next: all of them are left alone
    return set(chosen)


def _quiet(
    text: str, changes: Sequence[Change], find: Callable[[str], list[Change]]
) -> list[Change]:
    """Return the changes whose outcome needs no change that was not there before."""
    known = set(find(text))
    chosen = list(changes)
    while chosen:
        after, starts, ends = _applied(text, chosen)
        guilty: set[int] = set()
        for again in find(after):
            first = bisect_left(ends, again.start + 1)  # the first that ends behind its start
            last = bisect_left(starts, again.end)
            if first < last:  # it overlaps changes first..last-1
                guilty.update(range(first, last))
            else:
                shift = ends[first - 1] - chosen[first - 1].end if first else 0
                before = again._replace(start=again.start - shift, end=again.end - shift)
                if before not in known:
                    guilty.update({max(first - 1, 0), min(first, len(chosen) - 1)})
        if not guilty:
            break
        chosen = [change for index, change in enumerate(chosen) if index not in guilty]
    return chosen


def _applied(text: str, changes: Sequence[Change]) -> tuple[str, list[int], list[int]]:
    """Return the changed text, and where each change begins and ends in it."""
    pieces: list[str] = []
    starts, ends = [], []
    at = length = 0
    for start, end, _, new in changes:
        pieces += [text[at:start], new]
        length += start - at
        starts.append(length)
        length += len(new)
        ends.append(length)
        at = end
    pieces.append(text[at:])
    return "".join(pieces), starts, ends
