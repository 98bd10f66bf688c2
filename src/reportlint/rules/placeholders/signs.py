"""The signs that stand for what is still to come, and what a placeholder is."""

from __future__ import annotations

from reportlint import NamedTuple, Severity

STAR = "*＊"
LETTER_X = "xXｘＸХх"  # Latin, full-width and Cyrillic
TIMES = "×✕╳"
MASK = STAR + LETTER_X + TIMES
CIRCLE = "○◯〇"
SHAPE = "△▲◇◆□■●◎"
LINE = "_＿"
QUERY = "?？"

FAMILIES = {
    **dict.fromkeys(STAR, "star"),
    **dict.fromkeys(LETTER_X, "x"),
    **dict.fromkeys(TIMES, "times"),
    **dict.fromkeys(CIRCLE, "circle"),
    **dict.fromkeys(SHAPE, "shape"),
    **dict.fromkeys(LINE, "line"),
    **dict.fromkeys(QUERY, "query"),
    "某": "some",
}
"""The family of a sign; what is not here is a letter."""


class Token(NamedTuple):
    """A placeholder: half-open span with its unit or suffix.

    `kind` is `number`, `name`, `text` or `date`; `suffix` the unit or the noun that
    was read with it; `family` as in `FAMILIES`, or `letter`.
    """

    start: int
    end: int
    kind: str
    family: str
    suffix: str = ""
    severity: Severity = Severity.ERROR
