"""Where a run of numbers departs from 1, 2, 3 …, and what should stand there."""

from __future__ import annotations

from collections.abc import Sequence

from reportlint import int_to_han


def faults(values: Sequence[int]) -> list[tuple[int, int]]:
    """Find the numbers that do not follow their predecessors.

    A single wrong number is one fault: what comes after it is compared with the
    number that should have stood there, or with the one that does, whichever fits.

    Args:
        values: The numbers in the order of the text; the first is taken as right.

    Returns:
        Pairs of (index, number expected there).
    """
    found: list[tuple[int, int]] = []
    last = values[0]
    for index in range(1, len(values)):
        value = values[index]
        if value == last + 1:
            last = value
            continue
        found.append((index, last + 1))
        after = values[index + 1] if index + 1 < len(values) else 0
        if after == last + 2:  # the series goes on as if this one were right
            last += 1
        elif value > last or after == value + 1:
            last = value
    return found


_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def renumbered(marker: str, value: int) -> str | None:
    """Write a marker such as `三是`, `（四）` or `5.` with another number.

    Returns:
        The new marker, or None where the number has no place in it.
    """
    start = end = -1
    for at, character in enumerate(marker):
        if character in "一二三四五六七八九十百零〇" or character.isdecimal():
            if start < 0:
                start = at
            end = at + 1
        elif character in _CIRCLED:
            return marker[:at] + _CIRCLED[value - 1] + marker[at + 1 :] if value <= 20 else None
        elif start >= 0:
            break
    if start < 0 or value > 999:
        return None
    number = str(value) if marker[start].isdecimal() else int_to_han(value)
    return marker[:start] + number + marker[end:]
