"""Patterns over paths, written as in `.gitignore`."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


class PathPatterns:
    """Patterns relative to one folder.

    Args:
        folder: Absolute path that patterns with a slash are relative to.
        patterns: Lines as in `.gitignore`; a later `!pattern` takes back.
        negated: Whether it matches what no pattern names.
    """

    __slots__ = ("_folder", "_negated", "_patterns", "_spec")

    def __init__(self, folder: str, patterns: Iterable[str], negated: bool = False) -> None:
        self._folder = folder.rstrip("/\\") + os.sep
        self._patterns = tuple(patterns)
        self._negated = negated
        self._spec: GitIgnoreSpec | None = None

    def match(self, path: str) -> bool:
        """Tell whether an absolute path matches; a folder ends in a slash."""
        spec = self._spec
        if spec is None:
            from pathspec import GitIgnoreSpec  # costly to import; few configurations need it

            spec = self._spec = GitIgnoreSpec.from_lines(self._patterns)
        return spec.match_file(self._relative(path)) != self._negated

    def _relative(self, path: str) -> str:
        folder = self._folder
        if path.startswith(folder):
            relative = path[len(folder) :]
        else:
            try:
                relative = os.path.relpath(path, folder) + ("/" if path.endswith("/") else "")
            except ValueError:  # another drive
                relative = os.path.splitdrive(path)[1].lstrip("/\\")
        return relative.replace("\\", "/") if os.sep == "\\" else relative


def single(folder: str, pattern: str) -> PathPatterns:
    """Make the patterns of one line, where a leading `!` names all that does not match it."""
    negated = pattern.startswith("!")
    return PathPatterns(folder, [pattern[1:] if negated else pattern], negated)
