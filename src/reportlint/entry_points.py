"""Which plugins are installed: the entry points of our group, remembered between runs.

Scanning an environment takes longer than linting a document, so the result is kept
until a folder on the path, or the file that names an entry point, changes.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from reportlint import memo
from reportlint.hookspecs import PROJECT
from reportlint.message import Message
from reportlint.records import NamedTuple

if TYPE_CHECKING:
    from importlib.metadata import Distribution

Line = tuple[str, str, str, str]
Stamped = tuple[str, int, int]


class EntryPoint(NamedTuple):
    """One line under `[project.entry-points.reportlint]` of an installed distribution.

    A local file has its path as distribution and name, and no version.
    """

    distribution: str
    version: str
    name: str
    value: str

    @property
    def local(self) -> bool:
        """Whether this is a file that a configuration names, not an installed distribution."""
        return not self.version

    @property
    def label(self) -> Message:
        """How errors call it."""
        if self.local:
            return Message(f"本地规则 {self.name}", f"local rules {self.name}")
        return Message(
            f"插件 {self.distribution} {self.version}（入口 {self.name}）",
            f"plugin {self.distribution} {self.version} (entry point {self.name})",
        )

    def __str__(self) -> str:
        if self.local:
            return self.name
        return f"{self.distribution} {self.version} ({self.value})"


def is_disabled(entry: EntryPoint, disabled: Iterable[str]) -> bool:
    """Tell whether a list names an entry point, by its distribution or by its own name."""
    names = {_normalised(name) for name in disabled}
    return _normalised(entry.distribution) in names or _normalised(entry.name) in names


def find_entry_points(*, fresh: bool = False) -> list[EntryPoint]:
    """List the entry points of the group, ours first, then by distribution and name.

    Args:
        fresh: Scan the environment again instead of using what is remembered.
    """
    folders = [folder or os.getcwd() for folder in sys.path]
    if fresh:
        return [EntryPoint(*line) for line in _scan()[0]]
    key = ("entry points", sys.version, *folders)
    stamps = [(folder, *memo.stamp(folder)) for folder in folders]
    found, files = memo.remember(key, stamps, _scan)
    if any(memo.stamp(path) != (size, mtime) for path, size, mtime in files):
        memo.forget(key)
        found, _ = memo.remember(key, stamps, _scan)
    return [EntryPoint(*line) for line in found]


def _scan() -> tuple[list[Line], list[Stamped]]:
    """Return the lines of our group, and the files that may change without their folder."""
    from importlib.metadata import distributions  # slow to import; a warm start never needs it

    found: list[Line] = []
    files: list[Stamped] = []
    seen: set[str] = set()
    for distribution in distributions():
        folder = str(getattr(distribution, "_path", ""))
        name = getattr(distribution, "_normalized_name", None) or distribution.metadata["Name"]
        if not name or name in seen:
            continue  # the first on the path is the one that imports find
        seen.add(name)
        text = distribution.read_text("entry_points.txt") or ""
        ours = PROJECT in text
        if ours or folder.endswith(".egg-info"):  # these are rewritten in place
            path = os.path.join(folder, "entry_points.txt")
            files.append((path, *memo.stamp(path)))
        if ours:
            found += _lines(distribution, str(name))
    found.sort(key=lambda line: (line[0] != PROJECT, line))
    return found, files


def _lines(distribution: Distribution, name: str) -> list[Line]:
    points = [point for point in distribution.entry_points if point.group == PROJECT]
    if not points:
        return []
    metadata = distribution.metadata
    shown = str(metadata["Name"] or name)
    version = str(metadata["Version"] or "?")
    return [(shown, version, point.name, point.value) for point in points]


def _normalised(name: str) -> str:
    return name.lower().replace("_", "-").replace(".", "-")
