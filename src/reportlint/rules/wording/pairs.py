"""Pairs that the configuration adds to a rule: `错=对`."""

from __future__ import annotations

from collections.abc import Iterator

from reportlint import Severity
from reportlint.rules.wording.lexicon import Entry, Hit


def extra_hits(prose: str, pairs: tuple[str, ...], severity: Severity) -> Iterator[Hit]:
    """Yield every place of a configured pair's wrong form, in the order of the pairs.

    A pair without `=` or with an empty side is no pair and finds nothing.
    """
    for pair in pairs:
        wrong, _, right = pair.partition("=")
        if not wrong or not right:
            continue
        entry = Entry("extra", wrong, right, "", severity, True, "configuration", "")
        at = prose.find(wrong)
        while at >= 0:
            yield Hit(entry, at, at + len(wrong))
            at = prose.find(wrong, at + len(wrong))
