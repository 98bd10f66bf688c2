"""Words and patterns that a table names, and where they occur in a text.

Words are literal; Latin letters at their ends must not touch further Latin letters.
Patterns run on the `regex` library, whose searches can be stopped.
"""

from __future__ import annotations

import re
import time
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

from reportlint.custom.wording import clipped
from reportlint.message import Message
from reportlint.schema import KeyPath, SettingError

_LATIN = "A-Za-zÀ-ÖØ-öø-ɏ"
_IS_LATIN = re.compile(f"[{_LATIN}]")


class Hit(NamedTuple):
    """One occurrence: a half-open span of the document, and the match that gave it."""

    start: int
    end: int
    found: Any

    @property
    def text(self) -> str:
        """The matched text."""
        return str(self.found.group())

    def values(self) -> dict[str, str]:
        """Return the fields that messages may use: the match and its groups."""
        values = {"match": clipped(self.text)}
        for number, group in enumerate(self.found.groups(), 1):
            values[str(number)] = clipped(group or "")
        for name, group in self.found.groupdict().items():
            values[name] = clipped(group or "")
        return values


class Budget:
    """The seconds that one rule's patterns may still take on one document."""

    def __init__(self, seconds: float) -> None:
        self._left = seconds

    def run(self, pattern: Any, text: str) -> Iterator[Any]:
        """Yield the matches of a compiled pattern that are not empty.

        Raises:
            TimeoutError: The seconds are used up.
        """
        clock = time.monotonic
        started = clock()
        left = self._left
        if left <= 0:
            raise TimeoutError
        try:
            for found in pattern.finditer(text, timeout=left):
                if clock() - started > left:
                    raise TimeoutError
                if found.end() > found.start():
                    yield found
        finally:
            self._left = left - (clock() - started)


def literal(words: Iterable[str], *, ignore_case: bool = False) -> re.Pattern[str]:
    """Return a pattern of words; of those that begin together the longest matches."""
    parts = []
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        before = f"(?<![{_LATIN}])" if _IS_LATIN.match(word[0]) else ""
        after = f"(?![{_LATIN}])" if _IS_LATIN.match(word[-1]) else ""
        parts.append(before + re.escape(word) + after)
    return re.compile("|".join(parts), re.IGNORECASE if ignore_case else 0)


def compiled(pattern: str, at: KeyPath, *, ignore_case: bool = False) -> Any:
    """Compile a user's pattern.

    Raises:
        SettingError: It is no pattern; the message says where in it the fault is.
    """
    import regex  # costs as much as a document's lint; needed for patterns only

    try:
        return regex.compile(pattern, regex.IGNORECASE if ignore_case else 0)
    except regex.error as error:
        place = len(pattern) if error.pos is None else error.pos
        reason = error.msg
    except (OverflowError, RecursionError, ValueError) as error:
        place, reason = 0, str(error)
    pointed = f"{pattern[:place]}▶{pattern[place:]}"
    raise SettingError(
        at,
        Message(
            f"正则表达式第 {place + 1} 个字符处有误（{reason}）：{pointed}",
            f"bad pattern at character {place + 1} ({reason}): {pointed}",
        ),
        Message(
            "TOML 中正则宜用单引号，如 '\\p{Han}+'",
            "patterns are best quoted singly in TOML, as in '\\p{Han}+'",
        ),
        pattern,
    )


class Matcher:
    """All the words and patterns of one table.

    Args:
        terms: Literal words.
        patterns: Compiled patterns.
        ignore_case: Whether case is of no account.
        exceptions: Words inside which nothing counts.
    """

    def __init__(
        self,
        terms: Sequence[str] = (),
        patterns: Sequence[Any] = (),
        *,
        ignore_case: bool = False,
        exceptions: Sequence[str] = (),
    ) -> None:
        self._terms = tuple(terms)
        self._literal = literal(terms, ignore_case=ignore_case) if terms else None
        self._patterns = tuple(patterns)
        self._ignore_case = ignore_case
        self._exceptions = tuple(exceptions)

    @property
    def groups(self) -> list[str]:
        """The names of the groups: numbers from 1, and what the patterns call them."""
        count = max((pattern.groups for pattern in self._patterns), default=0)
        names = [name for pattern in self._patterns for name in pattern.groupindex]
        return [*map(str, range(1, count + 1)), *names]

    @property
    def literals(self) -> tuple[str, ...]:
        """The words of which a text must hold one, as they are; empty where that is not so."""
        if self._patterns or self._ignore_case:
            return ()
        return self._terms

    def may_match(self, text: str) -> bool:
        """Tell quickly whether a text can hold any occurrence."""
        if self._patterns or self._ignore_case:
            return True
        return any(term in text for term in self._terms)

    def find(self, text: str, budget: Budget, offset: int = 0) -> list[Hit]:
        """Return the occurrences in order; of overlapping ones the first, then the longest.

        Args:
            text: Where to look.
            budget: What the patterns may take.
            offset: What the text's own offset in the document is.

        Raises:
            TimeoutError: A pattern took too long.
        """
        found: list[Any] = []
        if self._literal is not None and self.may_match(text):
            found += self._literal.finditer(text)
        for pattern in self._patterns:
            found += budget.run(pattern, text)
        if not found:
            return []
        exempt = _Spans(spans_of(self._exceptions, text)) if self._exceptions else None
        hits = []
        end = -1
        for match in sorted(found, key=lambda match: (match.start(), -match.end())):
            span = match.span()
            if span[0] >= end and not (exempt and exempt.hold(*span)):
                hits.append(Hit(span[0] + offset, span[1] + offset, match))
                end = span[1]
        return hits


class _Spans:
    """Spans of a text, asked whether one of them holds another."""

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        spans.sort()
        self._starts = [start for start, _ in spans]
        self._reach = list(accumulate((end for _, end in spans), max))

    def hold(self, start: int, end: int) -> bool:
        """Whether one span begins at or before the start and reaches the end."""
        last = bisect_right(self._starts, start) - 1
        return last >= 0 and self._reach[last] >= end


def spans_of(words: Iterable[str], text: str) -> list[tuple[int, int]]:
    """Return every place of every word, overlapping ones too."""
    spans = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            spans.append((at, at + len(word)))
            at = text.find(word, at + 1)
    return spans
