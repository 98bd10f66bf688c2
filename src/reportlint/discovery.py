"""Which configuration file holds for a folder: the nearest one above the document."""

from __future__ import annotations

import os

NAMES = (".reportlint.toml", "reportlint.toml")
PYPROJECT = "pyproject.toml"


class Finder:
    """Finds configuration files; remembers the answer for every folder it met."""

    def __init__(self) -> None:
        self._found: dict[str, str | None] = {}

    def find(self, folder: str) -> str | None:
        """Return the absolute path of the file that holds in a folder, if there is one.

        In one folder `.reportlint.toml` comes before `reportlint.toml`, and that
        before a `pyproject.toml` with a table `[tool.reportlint]`.
        """
        met: list[str] = []
        answer = None
        while True:
            if folder in self._found:
                answer = self._found[folder]
                break
            met.append(folder)
            answer = _in_folder(folder)
            parent = os.path.dirname(folder)
            if answer is not None or parent == folder:
                break
            folder = parent
        for folder in met:
            self._found[folder] = answer
        return answer


def _in_folder(folder: str) -> str | None:
    for name in NAMES:
        path = os.path.join(folder, name)
        if os.path.isfile(path):
            return path
    path = os.path.join(folder, PYPROJECT)
    if os.path.isfile(path) and _mentions_us(path):
        return path
    return None


def _mentions_us(path: str) -> bool:
    """Whether a pyproject has our table; most do not even hold the word."""
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError:
        return False
    if b"reportlint" not in data:
        return False
    from reportlint.config_files import has_our_table

    return has_our_table(path, data)
