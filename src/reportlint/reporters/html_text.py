"""A document's lines as HTML: its text, character by character, with the findings' marks in it.

Marks nest where findings do. Where two only overlap, the inner one is closed and opened
again, so that each piece of a mark stands in exactly the text of its finding.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from reportlint import Document, Finding

# Controls, bidirectional and zero-width characters, line and paragraph separators, and halves
# of surrogate pairs: unseen, or moving what stands around them. The joiner of an emoji stays.
_UNSEEN = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\xad\u061c\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]|\u200d(?![\u2600-\u27bf\U0001f000-\U0001faff])"
)


class Line(NamedTuple):
    """One line that holds words or a finding.

    `kind` is the kind of block that begins on it, as in `Block`, or "".
    `findings` are the numbers, from 1, of the findings that begin on it.
    """

    number: int
    kind: str
    text: Markup
    findings: list[int]


class _Piece(NamedTuple):
    """The part of a finding that lies on one line; `last` closes the finding."""

    start: int
    end: int
    number: int
    first: bool
    last: bool


def seen(text: str) -> str:
    """Return a text in which every character can be seen and written as UTF-8."""
    if text.isprintable():
        return text
    return _UNSEEN.sub(lambda found: f"‹U+{ord(found.group()):04X}›", text)


def with_code(text: str) -> Markup:
    """Return running text with what stands between backticks as code."""
    parts = [escape(seen(part)) for part in text.split("`")]
    if len(parts) % 2 == 0:
        parts[-2:] = [parts[-2] + "`" + parts[-1]]
    tagged = (Markup("<code>{}</code>").format(p) if at % 2 else p for at, p in enumerate(parts))
    return Markup("").join(tagged)


def is_whole(finding: Finding) -> bool:
    """Whether a finding is about the whole document."""
    return finding.start == finding.end == 0


def lines(document: Document, findings: list[Finding], prefix: str) -> list[Line]:
    """Cut a document into lines with marks.

    Args:
        document: The document.
        findings: Its findings, by place; those about the whole document get no mark.
        prefix: What the identifiers of this document's marks begin with.

    Returns:
        Every line that holds words or a finding, in order.
    """
    source = document.source
    pieces = _pieces(document, findings)
    kinds: dict[int, str] = {}
    for block in document.blocks:
        kind = "" if block.run_in else block.kind
        kinds.setdefault(bisect_right(source.line_starts, block.start), kind)
    out = []
    for number in range(1, source.line_count + 1):
        begin, stop = source.line_span(number)
        here = pieces.get(number)
        if here is None:
            if kinds.get(number) is None and not source.text[begin:stop].strip():
                continue
            text = escape(seen(source.text[begin:stop]))
        else:
            text = _marked(source.text, begin, stop, here, findings, prefix)
        starting = [piece.number for piece in here or () if piece.first]
        out.append(Line(number, kinds.get(number, ""), text, starting))
    return out


def _pieces(document: Document, findings: list[Finding]) -> dict[int, list[_Piece]]:
    """Return the parts of the findings, by line."""
    source = document.source
    starts = source.line_starts
    out: dict[int, list[_Piece]] = {}
    for number, finding in enumerate(findings, 1):
        if is_whole(finding):
            continue
        first = bisect_right(starts, finding.start)
        last = max(first, bisect_right(starts, finding.end - 1))
        for line in range(first, last + 1):
            begin, stop = source.line_span(line)
            start = min(max(finding.start, begin), stop)
            end = max(start, min(finding.end, stop))
            piece = _Piece(start, end, number, line == first, line == last)
            out.setdefault(line, []).append(piece)
    return out


def _marked(
    text: str, begin: int, stop: int, pieces: list[_Piece], findings: list[Finding], prefix: str
) -> Markup:
    """Return one line with its marks."""
    # At one place the longer opens first, so that the shorter lies in it.
    waiting = sorted(pieces, key=lambda p: (p.start, -p.end, p.number), reverse=True)
    opened: set[int] = set()
    stack: list[_Piece] = []
    out: list[str] = []

    def enter(piece: _Piece) -> None:
        # A mark around it that ends sooner will close this one, too, for a while.
        whole = piece.last and all(piece.end <= around.end for around in stack)
        first = piece.first and piece.number not in opened
        finding = findings[piece.number - 1]
        out.append(_tag(finding, piece, f"{prefix}-{piece.number}" if first else "", whole))
        opened.add(piece.number)
        stack.append(piece)

    places = sorted({begin, stop, *(p.start for p in pieces), *(p.end for p in pieces)})
    for at, place in enumerate(places):
        again: list[_Piece] = []
        while any(piece.end == place for piece in stack):
            piece = stack.pop()
            out.append("</mark>")
            if piece.end > place:
                again.append(piece)
        for piece in reversed(again):
            enter(piece)
        while waiting and waiting[-1].start == place:
            piece = waiting.pop()
            enter(piece)
            if piece.end == place:
                stack.pop()
                out.append("</mark>")
        if at + 1 < len(places):
            out.append(str(escape(seen(text[place : places[at + 1]]))))
    return Markup("".join(out))  # every piece of text in it went through `escape`


def _tag(finding: Finding, piece: _Piece, identifier: str, numbered: bool) -> str:
    kind = finding.severity.label[0] + (" z" if piece.start == piece.end else "")
    out = f'<mark class="{kind}" data-i="{piece.number}"'
    if identifier:
        out += f' id="{identifier}"'
    if numbered:
        out += f' data-n="{piece.number}"'
    return out + ">"
