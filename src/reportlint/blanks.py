"""What masked text holds where the source has no prose, and white space."""

from __future__ import annotations

BLANK = " "
"""Stands in `prose` for syntax: list marks, control markers, directives."""
OBJECT = "\ufffc"
"""Stands in `prose` for what is no prose but takes a place in it: code, a URL, a tag."""

WHITE = (
    " \t\u3000\xa0\u200b\ufeff\u2060\x0b\x0c\x1c\x1d\x1e\x1f\x85\u1680\u180e"
    "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u200c\u200d\u200e\u200f\u2028\u2029\u202f\u205f"
)
"""White space inside a line, as documents really hold it."""

EMPHASIS = OBJECT + "*_"
"""How emphasis shows in `prose`: `**一是**` of Markdown, and its marks in plain text."""
_EMPHASIS = frozenset(EMPHASIS)


def before_emphasis(prose: str, at: int) -> str:
    """Return the character in front of an offset, emphasis aside; a line break at the start."""
    while at and prose[at - 1] in _EMPHASIS:
        at -= 1
    return prose[at - 1] if at else "\n"


def behind_emphasis(prose: str, at: int) -> str:
    """Return the character that follows an offset, emphasis aside; nothing at the end."""
    while prose[at : at + 1] and prose[at] in _EMPHASIS:
        at += 1
    return prose[at : at + 1]
