"""The paid-content markers of a document, and which of them belong together.

`##paidbegin##` … `##paidend##` is what an add-on of a content management system writes;
it takes `$$…$$` too and turns both into `<paid>…</paid>`.
"""

from __future__ import annotations

import re

from reportlint import OBJECT, Document, NamedTuple, lazy


class Marker(NamedTuple):
    """One marker: half-open span, the pair it is of, and whether it opens."""

    start: int
    end: int
    pair: str
    opens: bool
    malformed: bool = False


class Pairing(NamedTuple):
    """The markers of a document.

    `pairs` belong together; `faults` are the others, each with why: `malformed`,
    `nested`, `stray`, `mixed` or `unclosed`.
    """

    pairs: list[tuple[Marker, Marker]]
    faults: list[tuple[Marker, str]]


_BUILTIN = lazy(
    r"([#＃$＄]{1,3})[ \u3000]*paid[ \u3000]*(begin|end)(?![a-z])[ \u3000]*"
    # signs like the opening ones; of four the last two begin the next marker
    r"(\1(?![#＃$＄](?![#＃$＄]))|[#＃$＄]{0,3})|<(/?)paid>",
    re.IGNORECASE,
)


def _words(text: str) -> list[int]:
    """Return where “paid” stands, in whatever case."""
    found = []
    for sign in "pP":  # rare where the rest is Chinese
        at = text.find(sign)
        while at >= 0:
            if text[at + 1 : at + 4].lower() == "aid":
                found.append(at)
            at = text.find(sign, at + 1)
    found.sort()
    return found


def _begin(text: str, at: int, floor: int) -> int:
    """Return where the signs before a word begin, behind the marker that ends at `floor`."""
    while at > 0 and text[at - 1] in " \u3000":
        at -= 1
    if text[at - 1 : at] == "/":
        at -= 1
    stop = at - 3
    while at > max(floor, stop) and text[at - 1] in "#＃$＄<":
        at -= 1
    return at


def _find(document: Document) -> list[Marker]:
    text = document.text
    # Cheap looks first: hardly any document holds one.
    if (
        "#" not in text
        and "$" not in text
        and "<" not in text
        and not ("＃" in text or "＄" in text)
    ):
        return []
    if "paid" not in text and "PAID" not in text and "Paid" not in text:
        return []
    prose = document.prose
    markers: list[Marker] = []
    floor = 0
    for at in _words(text):
        found = _BUILTIN.match(text, _begin(text, at, floor))
        if found is None:
            continue
        start, end = found.span()
        floor = end
        if prose[start] == OBJECT and found.group(1):
            continue  # in code it is no marker
        if found.group(1) is None:
            markers.append(Marker(start, end, "<paid>", not found.group(4)))
            continue
        opening, role, closing = found.group(1), found.group(2), found.group(3)
        if not closing and (len(opening) < 2 or " " in found.group().strip()):
            continue  # a heading
        kinds = {"＃": "#", "＄": "$"}
        sigils = {kinds.get(sign, sign) for sign in opening + closing}
        malformed = len(opening) != 2 or len(closing) != 2 or len(sigils) != 1
        markers.append(
            Marker(
                start,
                end,
                kinds.get(opening[0], opening[0]) * 2,
                role.lower() == "begin",
                malformed,
            )
        )
    return markers


def builtin_pairing(document: Document) -> Pairing:
    """Pair the built-in markers; use it as `document.view(builtin_pairing)`."""
    return _pair(_find(document))


def pairing(document: Document, pairs: tuple[str, ...]) -> Pairing:
    """Pair the built-in markers and those of the user.

    Args:
        document: The document.
        pairs: Each `opening|closing`.
    """
    if not pairs:
        return document.view(builtin_pairing)
    markers = list(_find(document))
    text, prose = document.text, document.prose
    for pair in pairs:
        opening, _, closing = pair.partition("|")
        for literal, opens in ((opening, True), (closing, False)):
            at = text.find(literal) if literal else -1
            while at >= 0:
                if prose[at] != OBJECT:
                    markers.append(Marker(at, at + len(literal), pair, opens))
                at = text.find(literal, at + len(literal))
    return _pair(sorted(markers))


def _pair(markers: list[Marker]) -> Pairing:
    pairs: list[tuple[Marker, Marker]] = []
    faults: list[tuple[Marker, str]] = []
    opened: Marker | None = None
    for marker in markers:
        if marker.malformed:
            faults.append((marker, "malformed"))
        if marker.opens:
            if opened is not None:
                if not marker.malformed:
                    faults.append((marker, "nested"))
                continue
            opened = marker
        elif opened is None:
            if not marker.malformed:
                faults.append((marker, "stray"))
        elif opened.pair != marker.pair:
            if not marker.malformed:
                faults.append((marker, "mixed"))
            opened = None
        else:
            if not marker.malformed and not opened.malformed:
                pairs.append((opened, marker))
            opened = None
    if opened is not None and not opened.malformed:
        faults.append((opened, "unclosed"))
    faults.sort()
    return Pairing(pairs, faults)
