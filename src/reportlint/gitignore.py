"""What git ignores: the patterns that hold in a folder, nearest file first."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from reportlint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pathspec import GitIgnoreSpec


class _Patterns(NamedTuple):
    """The patterns of one file, and the folder (absolute) they are relative to."""

    base: str
    spec: GitIgnoreSpec


class Ignores:
    """All patterns that hold in one folder; those of deeper folders come first."""

    __slots__ = ("_patterns",)

    def __init__(self, patterns: tuple[_Patterns, ...] = ()) -> None:
        self._patterns = patterns

    @classmethod
    def above(cls, folder: str) -> Ignores:
        """Return what the folders above `folder` say, up to the root of its repository.

        Where git ignores `folder` itself, naming it was a wish: what stands above
        does not count then.
        """
        here = os.path.realpath(folder)
        chain = [here]
        while not os.path.exists(os.path.join(chain[-1], ".git")):
            parent = os.path.dirname(chain[-1])
            if parent == chain[-1]:
                return cls()  # no repository: only the folder's own files count
            chain.append(parent)
        ignores = cls(_read(chain[-1], os.path.join(chain[-1], ".git", "info", "exclude")))
        for outer, inner in zip(reversed(chain), list(reversed(chain))[1:]):
            ignores = ignores.within(outer, (".gitignore",))
            if ignores.ignored(inner, True):
                return cls()
        return ignores

    def within(self, folder: str, names: Iterable[str]) -> Ignores:
        """Return what holds inside `folder`, whose entries are called `names`."""
        if ".gitignore" not in names:
            return self
        base = os.path.realpath(folder)
        return Ignores(_read(base, os.path.join(base, ".gitignore")) + self._patterns)

    def ignored(self, path: str, is_folder: bool) -> bool:
        """Whether git ignores an entry of the folder."""
        if not self._patterns:
            return False
        folder, name = os.path.split(path)
        absolute = os.path.join(os.path.realpath(folder or os.curdir), name)
        for base, spec in self._patterns:
            relative = os.path.relpath(absolute, base).replace(os.sep, "/")
            include = spec.check_file(relative + "/" if is_folder else relative).include
            if include is not None:
                return include
        return False


def _read(base: str, path: str) -> tuple[_Patterns, ...]:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            lines = file.read().splitlines()
    except OSError:
        return ()  # as git does: a file that is not there ignores nothing
    if not any(line.strip() and not line.startswith("#") for line in lines):
        return ()  # as in the `exclude` of a new repository
    from pathspec import GitIgnoreSpec  # costs as much as linting a few dozen documents

    return (_Patterns(base, GitIgnoreSpec.from_lines(lines)),)
