"""Columns in the unit that an output asks for; lines are the same in every unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportlint import Run, Source


def measure(source: Source, run: Run) -> Callable[[int], int] | None:
    """Return the function from an offset to its 1-based column.

    Returns:
        None where a code point counts one: the caller subtracts the line's start, which
        is quicker.
    """
    if run.column_unit == "utf8" and not source.text.isascii():
        return source.utf8_column
    if run.column_unit == "utf16" and source.text and max(source.text) > "\uffff":
        return source.utf16_column
    return None
