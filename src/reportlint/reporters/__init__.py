"""Reporters: from findings to one output format each; none opens a file or prints."""

from collections.abc import Sequence

from reportlint import Reporter, hookimpl


@hookimpl
def reportlint_reporters() -> Sequence[Reporter]:
    return []
