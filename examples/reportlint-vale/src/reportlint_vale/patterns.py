r"""Vale's patterns, which are Go's, on the `regex` library, with word edges fit for Chinese.

Vale puts `\b` around every token. Between two Han characters there never is one, so that
`\b帐户\b` finds nothing in 该帐户余额. Here a word edge asks only that a letter of a script
with blanks between words does not touch another: 帐户 is found anywhere, GDP in 我国GDP增长,
but AI not in AIR. A `\b` in the style's own patterns is read the same way.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import regex
from reportlint import Message

from reportlint_vale.definition import Definition

_LETTER = r"[^\W\p{Han}\p{Hiragana}\p{Katakana}]"
_START = rf"(?:(?<!{_LETTER})|(?!{_LETTER}))"
_END = rf"(?:(?!{_LETTER})|(?<!{_LETTER}))"
_ESCAPES = {
    r"\b": rf"(?:(?<={_LETTER})(?!{_LETTER})|(?<!{_LETTER})(?={_LETTER}))",
    r"\B": rf"(?:(?<={_LETTER})(?={_LETTER})|(?<!{_LETTER})(?!{_LETTER}))",
    r"\z": r"\Z",
}
_PIECE = re.compile(r"\\[pP][A-Z]|\\.|\[\^?\]?|.", re.DOTALL)
_IN_CLASS = re.compile(r"\\[pP][A-Z]|\\.|\[:\^?\w+:\]|--|&&|\|\||~~|.", re.DOTALL)


def translated(pattern: str) -> str:
    """Return a pattern of Go for `regex` in version 1, whose inline flags are scoped as Go's."""
    out = []
    at, inside = 0, False
    while at < len(pattern):
        found = (_IN_CLASS if inside else _PIECE).match(pattern, at)
        assert found is not None  # the last alternative matches any character
        piece = found.group()
        at = found.end()
        if re.fullmatch(r"\\[pP][A-Z]", piece):
            piece = f"{piece[:2]}{{{piece[2]}}}"  # \pL
        elif inside:
            inside = piece != "]"
            if piece in ("[", "--", "&&", "||", "~~"):  # plain characters in Go
                piece = "".join(f"\\{character}" for character in piece)
        elif piece[0] == "[":
            inside = True
            piece = piece.replace("]", r"\]")
        else:
            piece = _ESCAPES.get(piece, piece)
        out.append(piece)
    return "".join(out)


def compiled(
    definition: Definition, *parts: tuple[str, str], form: str = "{}", told: bool = False
) -> Any:
    """Compile alternatives that stand under keys of a rule file.

    Args:
        definition: Whose they are; `ignorecase` holds for all.
        parts: (key, pattern) of each.
        form: What is around them all, `{}` in their place.
        told: Whether a match is to tell which of them it is of, as `Hit.part`.

    Raises:
        StyleError: One of them is no pattern; it has its line.
    """
    flags = regex.V1 | regex.MULTILINE
    if definition.flag("ignorecase"):
        flags |= regex.IGNORECASE
    pieces = []
    for number, (key, pattern) in enumerate(parts):
        piece = translated(pattern)
        try:
            regex.compile(piece, flags)
        except (regex.error, OverflowError, RecursionError, ValueError) as error:
            raise definition.error(
                Message(f"正则有误（{error}）：{pattern}", f"bad pattern ({error}): {pattern}"),
                key,
                pattern,
            ) from None
        pieces.append(f"(?P<part{number}>{piece})" if told else f"(?:{piece})")
    return regex.compile(form.replace("{}", "|".join(pieces)), flags)


def as_words(inner: str = "{}") -> str:
    """Return a form with word edges around what it holds."""
    return f"{_START}(?:{inner}){_END}"


class Hit(NamedTuple):
    """One occurrence: a half-open span of the document, and the match."""

    start: int
    end: int
    found: Any

    @property
    def text(self) -> str:
        """The matched text."""
        return str(self.found.group())

    @property
    def part(self) -> int:
        """Which of the alternatives matched."""
        return int((self.found.lastgroup or "part0").removeprefix("part"))


class Search:
    """The seconds that one rule may take on one document.

    Raises:
        TimeoutError: They are used up.
    """

    def __init__(self, seconds: float) -> None:
        self._until = time.monotonic() + seconds

    def hits(self, pattern: Any, text: str, spans: Sequence[tuple[int, int]]) -> Iterator[Hit]:
        """Yield the occurrences in parts of a text, in order; empty ones are none."""
        for start, end in spans:
            left = self._until - time.monotonic()
            if left <= 0:
                raise TimeoutError
            for found in pattern.finditer(text[start:end], timeout=left):
                if found.end() > found.start():
                    yield Hit(start + found.start(), start + found.end(), found)
