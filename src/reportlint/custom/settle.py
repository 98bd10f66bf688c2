"""Which replacements can be made so that looking again finds nothing to replace in them.

`ab` → `a` turns `abb` into `ab`, which is wrong again: such a change is reported and left to
a person.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import NamedTuple


class Change(NamedTuple):
    """Replace the text of a half-open span."""

    start: int
    end: int
    old: str
    new: str


def settled(
    text: str, changes: Sequence[Change], find: Callable[[str], list[Change]]
) -> set[Change]:
    """Return the changes that can be made together.

    Args:
        text: What they are changes of.
        changes: In order, without overlaps.
        find: Finds the changes that a text needs.
    """
    known = {change[:2] for change in find(text)}
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
                shift = sum(len(c.new) - len(c.old) for c in chosen[:first]) if first else 0
                if (again.start - shift, again.end - shift) not in known:
                    guilty.update({max(first - 1, 0), min(first, len(chosen) - 1)})
        if not guilty:
            break
        chosen = [change for index, change in enumerate(chosen) if index not in guilty]
    return set(chosen)


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
