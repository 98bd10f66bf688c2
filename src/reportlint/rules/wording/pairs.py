"""Pairs that the configuration adds to a rule: `错=对`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportlint import Document, Severity
from reportlint.rules.wording.lexicon import Entry, Hit


def read_pairs(pairs: Iterable[str]) -> dict[str, str]:
    """Return right by wrong; what has no `=` or an empty side is no pair."""
    split = (pair.partition("=") for pair in pairs)
    return {wrong: right for wrong, sign, right in split if wrong and sign and right}


def extra_hits(document: Document, pairs: tuple[str, ...], severity: Severity) -> Iterator[Hit]:
    """Yield every place of a configured pair's wrong form, in the order of the pairs."""
    for wrong, right in read_pairs(pairs).items() if pairs else ():
        entry = Entry(wrong, right, "", severity, True, "configuration")
        for at in document.places(wrong):
            yield Hit(entry, at, at + len(wrong))
