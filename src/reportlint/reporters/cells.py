"""How many cells of a terminal a text takes, and how unseen characters are shown.

Han characters and most emoji take two cells, combining marks none. East Asian
characters of ambiguous width (“”…①) count one, as terminals have them by default.
"""

from __future__ import annotations

from typing import NamedTuple
from unicodedata import category, east_asian_width


class Glyph(NamedTuple):
    """What is printed for one character with its marks, and the cells it takes.

    `stands_in` says that the character itself has no picture, so that no mark joins it.
    """

    shown: str
    cells: int
    stands_in: bool = False


_SHOWN = {
    "\t": Glyph("⇥", 1, True),
    "\xa0": Glyph("␣", 1, True),
    "\u3000": Glyph("\u3000", 2, True),
    "\x7f": Glyph("␡", 1, True),
}
_JOINER, _EMOJI_STYLE = "\u200d", "\ufe0f"


def glyphs(text: str) -> list[Glyph]:
    """Split a text into what is printed cell by cell.

    A tab, a no-break space and characters without a picture get a visible stand-in, so
    that what follows stays in its column. Emoji sequences are one glyph of two cells.
    """
    out: list[Glyph] = []
    for character in text:
        if "\u4e00" <= character <= "\u9fff":
            out.append(Glyph(character, 2))
        elif " " <= character <= "~":
            out.append(Glyph(character, 1))
        else:
            _add(out, character)
    return out


def width(text: str) -> int:
    """Return the cells that a text takes when its glyphs are printed."""
    return sum(glyph.cells for glyph in glyphs(text))


def _add(out: list[Glyph], character: str) -> None:
    """Add one of the rarer characters: as a glyph, or to the last one."""
    if out and not out[-1].stands_in:
        shown, cells, _ = out[-1]
        if character == _EMOJI_STYLE:
            out[-1] = Glyph(shown + character, 2 if category(shown[-1])[0] == "S" else cells)
            return
        if shown[-1] == _JOINER or _is_joined(shown, character):
            out[-1] = Glyph(shown + character, cells)
            return
    known = _SHOWN.get(character)
    if known is not None:
        out.append(known)
        return
    kind = category(character)
    if kind == "Cc" and character < " ":
        out.append(Glyph(chr(0x2400 + ord(character)), 1, True))
    elif kind in ("Cc", "Cf", "Zl", "Zp", "Cs", "Cn", "Co") or character == _EMOJI_STYLE:
        named = f"<{ord(character):04X}>"
        out.append(Glyph(named, len(named), True))
    elif kind in ("Mn", "Me"):
        out.append(Glyph("◌" + character, 1, True))  # a mark without a base, on a dotted circle
    else:
        out.append(Glyph(character, 2 if east_asian_width(character) in "WF" else 1))


def _is_joined(before: str, character: str) -> bool:
    """Whether a character is drawn upon the one before it."""
    if character == _JOINER or "\U0001f3fb" <= character <= "\U0001f3ff":
        return before[-1] > "\U0001f000" or before[-1] == _EMOJI_STYLE
    if "\U0001f1e6" <= character <= "\U0001f1ff":  # two regional indicators make one flag
        return False
    return category(character) in ("Mn", "Me") or "\u1160" <= character <= "\u11ff"
