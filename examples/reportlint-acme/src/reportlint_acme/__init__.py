"""reportlint-acme: two rules, a pack of rules without code, a reporter and a parser.

Everything is imported where a hook is asked for it: reportlint starts at every commit.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reportlint import Parser, Reporter, Rule, hookimpl

reportlint_api = 1


@hookimpl
def reportlint_rules() -> Sequence[type[Rule]]:
    """Return the rules with code."""
    from reportlint_acme.rules.long_heading import LongHeading
    from reportlint_acme.rules.ticket_number import TicketNumber

    return [LongHeading, TicketNumber]


@hookimpl
def reportlint_packs() -> Sequence[Path]:
    """Return the rules without code."""
    return [Path(__file__).parent / "wording.toml"]


@hookimpl
def reportlint_parsers() -> Sequence[Parser]:
    """Return the parser of `.memo`."""
    from reportlint_acme.memo import MemoParser

    return [MemoParser()]


@hookimpl
def reportlint_reporters() -> Sequence[Reporter]:
    """Return the format `csv`."""
    from reportlint_acme.table import CsvReporter

    return [CsvReporter()]
