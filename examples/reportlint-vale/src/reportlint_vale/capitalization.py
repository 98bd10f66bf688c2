"""The check of capitals. It judges words that have any: Han characters have none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

import regex
from reportlint import Document, Finding

from reportlint_vale.definition import Definition
from reportlint_vale.patterns import Search, compiled
from reportlint_vale.rule import ValeRule

_PIECE = regex.compile(r"(?s).+")
_LETTER = r"[^\W\d_\p{Han}\p{Hiragana}\p{Katakana}]"
_WORD = regex.compile(rf"{_LETTER}(?:{_LETTER}|['’-](?={_LETTER}))*")
_SMALL_AP = "a an and as at but by en for if in nor of on or per the to v via vs"
_SMALL_CHICAGO = (
    f"{_SMALL_AP} about above across after against along among around before behind below "
    "beneath beside between beyond down during from inside into like near off onto out over "
    "past since through toward under until up upon with within without"
)
"""Words that stay small within a title; lists of part of speech taggers would be longer."""


_CASES = ("$title", "$sentence", "$lower", "$upper")


class Capitalization(ValeRule):
    """Report a piece whose words are not in the case of `match`."""

    keys = frozenset(
        ["exceptions", "ignorecase", "indicators", "match", "prefix", "style", "threshold"]
    )
    match: ClassVar[str]
    pattern: ClassVar[Any]
    small: ClassVar[frozenset[str]]
    indicators: ClassVar[tuple[str, ...]]
    prefix: ClassVar[str]
    threshold: ClassVar[float]

    @classmethod
    def build(cls, definition: Definition) -> dict[str, Any]:
        """Take `match`: one of four names, or a pattern."""
        match = definition.string("match")
        small = _SMALL_CHICAGO if definition.string("style", "AP") == "Chicago" else _SMALL_AP
        return {
            **super().build(definition),
            "match": match,
            "pattern": None if match in _CASES else compiled(definition, ("match", match)),
            "small": frozenset(small.split()),
            "indicators": tuple(definition.strings("indicators")),
            "prefix": definition.string("prefix", ""),
            "threshold": definition.number("threshold", 0.8) or 0.8,
        }

    def search(self, document: Document, search: Search) -> Iterator[Finding]:
        """Yield a finding over each piece that has cased words and too few in the right case."""
        text = self.scope.text(document)
        for spans in self.scope.units(document):
            for piece in search.hits(_PIECE, text, spans):
                body = text[piece.start : piece.end].removeprefix(self.prefix)
                start = piece.end - len(body)
                inside = [(start, piece.end)]
                if self.pattern is not None:
                    right = any(True for _ in search.hits(self.pattern, text, inside))
                else:
                    right = self._is_right(document, search, inside)
                if not right:
                    yield self.report(document, piece, piece.text)

    def _is_right(self, document: Document, search: Search, spans: list[tuple[int, int]]) -> bool:
        text = self.scope.text(document)
        words = [hit for hit in search.hits(_WORD, text, spans) if _is_cased(hit.text)]
        if not words:
            return True
        judged = {hit.start for hit in self.hits(document, search, _WORD, spans)}
        count = 0
        for index, word in enumerate(words):
            ends = index in (0, len(words) - 1)
            before = text[spans[0][0] : word.start].rstrip()
            free = bool(self.indicators) and before.endswith(self.indicators)
            excepted = word.start not in judged
            count += excepted or free or self._fits(word.text, index == 0, ends)
        return count / len(words) >= self.threshold

    def _fits(self, word: str, first: bool, ends: bool) -> bool:
        """Tell whether a word is in the right case."""
        if self.match == "$lower":
            return word.islower()
        if self.match == "$upper":
            return word.isupper()
        if self.match == "$sentence":
            return word.isupper() or (word[0].isupper() if first else word.islower())
        small = not ends and word.lower() in self.small
        return word.islower() if small else word[0].isupper()


def _is_cased(word: str) -> bool:
    return word.lower() != word.upper()
