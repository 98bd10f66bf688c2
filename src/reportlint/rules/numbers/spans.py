"""Spans of time whose end lies before their beginning."""

from __future__ import annotations

from collections.abc import Iterator

from reportlint import Document, lazy

_JOINTS = "至到—－-–～~"
MORNINGS = frozenset(("上午1", "上午2"))
_MORNING = lazy(r"上午(?:1[3-9]|2[0-4])(?:[:：][0-5][0-9]|[时点])")
_SPANS = frozenset(
    f"{unit}{joint}{digit}" for unit in "年月日" for joint in _JOINTS for digit in "123456789"
)
ANCHORS = MORNINGS | _SPANS
_BEFORE = lazy(r"(?:([0-9]{4})年)?(?:(?<![0-9])([0-9]{1,2})月)?(?:([0-9]{1,2})日)?$")
_YEARS = lazy(r"((?:19|20)[0-9]{2})年(?:([0-9]{1,2})月)?(?:([0-9]{1,2})日)?")
_DAY = lazy(r"([0-9]{1,2})日")


def reversed_spans(document: Document) -> Iterator[tuple[int, int]]:
    """Yield spans such as 2024年3月至2023年12月 and 5月12日至10日."""
    prose = document.prose
    for places in document.places_of(_SPANS).values():
        for at in places:
            joint = at + 1
            before = _BEFORE.search(prose, max(0, at - 11), joint)
            if before is None or before.start() == joint:
                continue
            year, month, day = before.groups()
            behind = _YEARS.match(prose, joint + 1)
            if behind and year:
                first, last = _moment(year, month, day), _moment(*behind.groups())
                size = min(len(first), len(last))
                if first[:size] > last[:size]:
                    yield before.start(), behind.end()
                continue
            behind = _DAY.match(prose, joint + 1)
            if behind and month and day and int(behind.group(1)) < int(day):
                yield before.start(), behind.end()


def late_mornings(document: Document) -> Iterator[tuple[int, int]]:
    """Yield hours such as 上午13:30."""
    for places in document.places_of(MORNINGS).values():
        for at in places:
            found = _MORNING.match(document.prose, at)
            if found:
                yield found.span()


def _moment(*parts: str | None) -> list[int]:
    """Return the parts of a date that stand, from the year on."""
    moment: list[int] = []
    for part in parts:
        if part is None:
            break
        moment.append(int(part))
    return moment
