"""The checks that look for words: existence, substitution, occurrence, repetition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, ClassVar

from reportlint import Document, Finding, Message

from reportlint_vale.definition import Definition
from reportlint_vale.patterns import Hit, Search, as_words, compiled, translated
from reportlint_vale.rule import ValeRule

_ENDS_SENTENCE = re.compile(r"[。！？!?]|\.\s")


class Existence(ValeRule):
    """Report every occurrence of a token."""

    keys = frozenset(["append", "ignorecase", "nonword", "raw", "tokens", "exceptions"])
    pattern: ClassVar[Any]

    @classmethod
    def build(cls, definition: Definition) -> dict[str, Any]:
        """Join tokens, with word edges around them, and `raw` before or behind."""
        tokens = [("tokens", token) for token in definition.strings("tokens")]
        raw = "".join(definition.strings("raw"))
        if not tokens and not raw:
            raise definition.error(Message("缺少 tokens", "tokens is missing"))
        compiled(definition, ("raw", raw))
        form = "(?:{})" if definition.flag("nonword") or not tokens else as_words()
        raw = translated(raw)
        form = form + raw if definition.flag("append") else raw + form
        return {**super().build(definition), "pattern": compiled(definition, *tokens, form=form)}

    def search(self, document: Document, search: Search) -> Iterator[Finding]:
        """Yield a finding for each occurrence."""
        for spans in self.scope.units(document):
            for hit in self.hits(document, search, self.pattern, spans):
                yield self.report(document, hit, hit.text)


class Substitution(ValeRule):
    """Report what `swap` has a better word for."""

    keys = frozenset(["ignorecase", "nonword", "swap", "exceptions"])
    pattern: ClassVar[Any]
    rights: ClassVar[list[str]]

    @classmethod
    def build(cls, definition: Definition) -> dict[str, Any]:
        """Take `swap`; of keys that begin together the longest goes first."""
        swap = sorted(definition.pairs("swap").items(), key=lambda pair: (-len(pair[0]), pair))
        form = "(?:{})" if definition.flag("nonword") else as_words()
        pattern = compiled(
            definition, *(("swap", wrong) for wrong, _ in swap), form=form, told=True
        )
        return {
            **super().build(definition),
            "pattern": pattern,
            "rights": [right for _, right in swap],
        }

    def search(self, document: Document, search: Search) -> Iterator[Finding]:
        """Yield a finding for each occurrence that is not the better word already."""
        for spans in self.scope.units(document):
            for hit in self.hits(document, search, self.pattern, spans):
                rights = self.rights[hit.part].split("|")
                if hit.text not in rights:
                    better = self.say("或", " or ").join(rights)
                    yield self.report(document, hit, better, hit.text, swap=rights)


class Occurrence(ValeRule):
    """Report where a token stands too often, or not often enough."""

    keys = frozenset(["ignorecase", "max", "min", "token"])
    pattern: ClassVar[Any]
    most: ClassVar[int]
    least: ClassVar[int]

    @classmethod
    def build(cls, definition: Definition) -> dict[str, Any]:
        """Take the token and its limits."""
        most, least = int(definition.number("max", 0)), int(definition.number("min", 0))
        if not most and not least:
            raise definition.error(Message("缺少 max 或 min", "max or min is missing"))
        pattern = compiled(definition, ("token", definition.string("token")))
        return {**super().build(definition), "pattern": pattern, "most": most, "least": least}

    def search(self, document: Document, search: Search) -> Iterator[Finding]:
        """Yield a finding for each piece of the scope, at the first occurrence or at its start."""
        for spans in self.scope.units(document):
            hits = list(self.hits(document, search, self.pattern, spans))
            if (self.most and len(hits) > self.most) or len(hits) < self.least:
                start = spans[0][0] if spans else 0
                yield (
                    self.report(document, hits[0])
                    if hits
                    else self.finding(start, start, self.wording)
                )


class Repetition(ValeRule):
    """Report a token that comes again before any other does."""

    keys = frozenset(["alpha", "exceptions", "ignorecase", "max", "tokens"])
    pattern: ClassVar[Any]
    most: ClassVar[int]
    alpha: ClassVar[bool]
    fold: ClassVar[bool]

    @classmethod
    def build(cls, definition: Definition) -> dict[str, Any]:
        """Take the tokens."""
        tokens = [("tokens", token) for token in definition.strings("tokens")]
        if not tokens:
            raise definition.error(Message("缺少 tokens", "tokens is missing"))
        return {
            **super().build(definition),
            "pattern": compiled(definition, *tokens),
            "most": int(definition.number("max", 0)),
            "alpha": definition.flag("alpha"),
            "fold": definition.flag("ignorecase"),
        }

    def search(self, document: Document, search: Search) -> Iterator[Finding]:
        """Yield a finding over each repetition within a sentence."""
        text = self.scope.text(document)
        for spans in self.scope.units(document):
            before: Hit | None = None
            times = 0
            for hit in self.hits(document, search, self.pattern, spans):
                same = before is not None and self._word(before) == self._word(hit)
                if before is None or not same or _ENDS_SENTENCE.search(text, before.end, hit.start):
                    times = 0
                elif not self.alpha or self._word(hit).isalpha():
                    times += 1
                    if times > self.most:
                        both = Hit(before.start, hit.end, hit.found)
                        yield self.report(document, both, self._word(hit))
                before = hit

    def _word(self, hit: Hit) -> str:
        word = hit.text.strip()
        return word.lower() if self.fold else word
