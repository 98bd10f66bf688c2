"""A line on a terminal's standard error while work takes longer than a second."""

from __future__ import annotations

import sys
import time

_PATIENCE = 1.0  # seconds before anything is shown
_PACE = 0.1  # seconds between two states


class Progress:
    """Counts documents and shows how far the run is.

    Args:
        total: Number of documents.
        wanted: Always, never, or (None) on a terminal only.
        lang: "zh" or "en".
    """

    def __init__(self, total: int, wanted: bool | None, lang: str) -> None:
        self._total = total
        self._done = 0
        self._shown = False
        self._template = "\r{}/{} linted ({}%)" if lang == "en" else "\r已检查 {}/{}（{}%）"
        self._on = sys.stderr.isatty() if wanted is None else wanted
        self._next = time.monotonic() + _PATIENCE

    def advance(self) -> None:
        """Count one document."""
        self._done += 1
        if self._on and time.monotonic() >= self._next:
            self._next = time.monotonic() + _PACE
            share = self._done * 100 // self._total
            sys.stderr.write(self._template.format(self._done, self._total, share))
            sys.stderr.flush()
            self._shown = True

    def clear(self) -> None:
        """Take the line away, so that other output can be printed."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._shown = False
