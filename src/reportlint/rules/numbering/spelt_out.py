"""Counts that are spelt out at once: 5个工作组，即综合协调组、环境整治组、…."""

from __future__ import annotations

from collections.abc import Iterator

from reportlint import Document, lazy, to_int

ANCHORS = frozenset(("即", "分别是", "分别为"))
"""What leads to the list."""
_COUNT = lazy(
    r"(?<![0-9.第前后各每一二两三四五六七八九十])([一二两三四五六七八九十]{1,3}|[0-9]{1,2})"
    r"[个项大类支家]?([\u4e00-\u9fff]{1,6})[，：]?$"
)
_ITEMS = lazy(r"：?([^，。；：！？（）\r\n]{4,120})(?=[，。；]|$)")
_JOINTS = lazy("以及|[和与及]")
_REACH = 14  # code points before the list in which its count stands


def spelt_out(document: Document) -> Iterator[tuple[int, int, int]]:
    """Yield the counts whose list, closed, has another number of items.

    All its items end like the noun that is counted, so that no other list is taken for it.

    Yields:
        The span of the count with its noun, and the number of items.
    """
    prose = document.prose
    for word, places in document.places_of(ANCHORS).items():
        for at in places:
            count = _COUNT.search(prose, max(0, at - _REACH), at)
            items = _ITEMS.match(prose, at + len(word)) if count else None
            if count is None or items is None:
                continue
            listed = items[1].split("、")
            end = count[2][-1]
            if len(listed) < 2 or not all(item.endswith(end) for item in listed):
                continue
            last = _JOINTS.split(listed[-1])
            most = len(listed) - 1 + len(last)
            least = most if all(item.endswith(end) for item in last) else len(listed)
            if not least <= _value(count[1], least) <= most:
                yield count.start(), count.end(2), least


def _value(number: str, otherwise: int) -> int:
    """Read a count; another one where it is none, as in 十四五."""
    try:
        return 2 if number == "两" else to_int(number)
    except ValueError:
        return otherwise
