"""Which rule files a path stands for: `StylesPath`, one style, or one file."""

from __future__ import annotations

import os
from typing import NamedTuple

SUFFIX = ".yml"
"""Vale reads no other."""
_NOT_STYLES = ("config", "Vocab")  # what else may lie in a StylesPath


class RuleFile(NamedTuple):
    """One file of a style; `rule` has the folders within the style before it, with points."""

    path: str
    style: str
    rule: str


def rule_files(path: str) -> list[RuleFile]:
    """Return the rule files in order; none where the path is no folder of styles."""
    if os.path.isfile(path):
        if not path.endswith(SUFFIX):
            return []
        folder, name = os.path.split(os.path.abspath(path))
        return [RuleFile(path, os.path.basename(folder), name.removesuffix(SUFFIX))]
    if not os.path.isdir(path):
        return []
    names = sorted(os.listdir(path))
    if any(name.endswith(".toml") for name in names):
        return []  # a pack of reportlint's own
    if any(name.endswith(SUFFIX) for name in names):
        return _of_style(path)
    return [
        file
        for name in names
        if name not in _NOT_STYLES and os.path.isdir(os.path.join(path, name))
        for file in _of_style(os.path.join(path, name))
    ]


def _of_style(folder: str) -> list[RuleFile]:
    style = os.path.basename(os.path.abspath(folder))
    found = []
    for inner, _, names in os.walk(folder):
        parts = os.path.relpath(inner, folder).split(os.sep)
        for name in names:
            if name.endswith(SUFFIX):
                dotted = ".".join([*parts, name.removesuffix(SUFFIX)]).lstrip(".")
                found.append(RuleFile(os.path.join(inner, name), style, dotted))
    return sorted(found)
