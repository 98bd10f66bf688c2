"""Masks: what stands in a document and is no prose, whatever its format.

Control markers and directives become `BLANK`, URLs and tags become `OBJECT`;
the length stays, so offsets hold. Rules that look for residue read the text itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportlint.blanks import BLANK, OBJECT
from reportlint.deferred import lazy
from reportlint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

DEFAULT_MARKERS = (("##paidbegin##", "##paidend##"), ("$$paidbegin$$", "$$paidend$$"))
"""Marker pairs that template sites leave: FastAdmin's CMS add-on writes both."""

SIGN = "reportlint-"
"""No text without it holds a directive; `directives.py` reads them."""

_SIGNS = "#＃$＄<"
_CONTROL = lazy(
    r"[#＃$＄<](?i:"
    r"(?<=[#＃$＄])[#＃$＄]{0,2}[ \u3000]*[A-Za-z]{2,}(?:begin|end|break)[ \u3000]*[#＃$＄]{1,3}"
    r"|(?<=<)/?paid>"
    r"|(?<=#)#[ ]*reportlint-(?:[^#\r\n]|#(?!#))*##"
    r"|(?<=<)!--\s*reportlint-[\s\S]*?-->)"  # blank: a line ends before it
)
_URL = lazy(r"(?:https?://|ftp://|www\.)[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+", re.IGNORECASE)
_TAG = lazy(r"<!--.*?(?:-->|\Z)|</?[A-Za-z][A-Za-z0-9-]*(?:[ \t/][^<>\r\n]{0,500})?>", re.DOTALL)
_ENTITY = lazy(r"&(?:[A-Za-z]{2,8}|#\d{1,6}|#[xX][0-9A-Fa-f]{1,5});")
_LONE_RETURN = lazy(r"\r(?!\n)")
_VISIBLE = lazy(r"[^\r\n]")


class ParseContext(NamedTuple):
    """What the configuration tells a parser.

    `markers` are pairs of control markers (opening, closing); `genre` is the
    genre the configuration names, if it names one.
    """

    markers: tuple[tuple[str, str], ...] = DEFAULT_MARKERS
    genre: str | None = None


class Mask(NamedTuple):
    """A half-open span to mask, and the character that stands for it."""

    start: int
    end: int
    stand_in: str


def common_masks(text: str, context: ParseContext) -> list[Mask]:
    """Find control markers, directives, URLs, tags and entities; in no order, may overlap."""
    masks = [Mask(*found.span(), BLANK) for found in _controls(text)]
    for pair in context.markers:
        if pair not in DEFAULT_MARKERS:
            for marker in pair:
                at = text.find(marker)
                while at >= 0:
                    masks.append(Mask(at, at + len(marker), BLANK))
                    at = text.find(marker, at + len(marker))
    if "://" in text or "www." in text:
        masks += [Mask(*found.span(), OBJECT) for found in _URL.finditer(text)]
    if "<" in text:
        masks += [Mask(*found.span(), OBJECT) for found in _TAG.finditer(text)]
    if "&" in text:
        masks += [Mask(*found.span(), OBJECT) for found in _ENTITY.finditer(text)]
    return masks


def _controls(text: str) -> Iterator[re.Match[str]]:
    """Yield the control markers and directives, in order: each sign that begins one is tried."""
    places: list[int] = []
    for sign in _SIGNS:
        at = text.find(sign)
        while at >= 0:
            places.append(at)
            at = text.find(sign, at + 1)
    done = 0
    for at in sorted(places):
        found = _CONTROL.match(text, at) if at >= done else None
        if found:
            done = found.end()
            yield found


def apply_masks(text: str, masks: list[Mask]) -> str:
    """Return the text with every masked character replaced, line breaks kept.

    A lone carriage return becomes a line feed, so that rules need to know of one sign only.
    Where masks overlap, the one that begins first holds; of two that begin together,
    the first in the list.
    """
    if "\r" in text:
        text = _LONE_RETURN.sub("\n", text)
    if not masks:
        return text
    masks = sorted(masks, key=lambda mask: mask.start)
    pieces: list[str] = []
    at = 0
    for start, end, stand_in in masks:
        if start > at:
            pieces.append(text[at:start])
        start = max(start, at)
        if end > start:
            piece = text[start:end]
            if "\n" in piece or "\r" in piece:
                pieces.append(_VISIBLE.sub(stand_in, piece))
            else:
                pieces.append(stand_in * len(piece))
            at = end
    pieces.append(text[at:])
    return "".join(pieces)
