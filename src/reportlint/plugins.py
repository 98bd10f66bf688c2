"""Plugins: found over entry points, loaded one by one, joined into a registry.

A plugin that is broken is an error that names its distribution; it is never
skipped. What the scan of the environment found is remembered between runs.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable
from importlib import import_module
from typing import Any, NamedTuple

import pluggy

from reportlint import hookspecs, memo
from reportlint.hookspecs import PROJECT, Parser, Reporter
from reportlint.message import Message, ReportlintError
from reportlint.rule import Rule


class PluginError(ReportlintError):
    """A plugin cannot be loaded, or two of them clash."""


class EntryPoint(NamedTuple):
    """One line under `[project.entry-points.reportlint]` of an installed distribution."""

    distribution: str
    version: str
    name: str
    value: str


class Plugin(NamedTuple):
    """A loaded plugin, what it brought, and the seconds its import took."""

    entry: EntryPoint
    rules: tuple[type[Rule], ...]
    parsers: tuple[Parser, ...]
    reporters: tuple[Reporter, ...]
    profiles: dict[str, dict[str, Any]]
    seconds: float


class Registry:
    """All that is installed: rules by code, parsers by suffix and name, reporters, profiles."""

    def __init__(self) -> None:
        self.plugins: list[Plugin] = []
        self.rules: dict[str, type[Rule]] = {}
        self.codes: dict[str, str] = {}
        """Code by kebab-case name."""
        self.owners: dict[str, EntryPoint] = {}
        """The entry point that brought a code."""
        self.parsers: dict[str, Parser] = {}
        self.parser_by_suffix: dict[str, Parser] = {}
        self.reporters: dict[str, Reporter] = {}
        self.profiles: dict[str, dict[str, Any]] = {}

    def add(self, plugin: Plugin) -> None:
        """Join one plugin.

        Raises:
            PluginError: A code or a name is taken, or a rule lacks its metadata.
        """
        entry = plugin.entry
        for rule in plugin.rules:
            self._add_rule(rule, entry)
        for parser in plugin.parsers:
            self.parsers[parser.name] = parser
            for suffix in parser.suffixes:
                self.parser_by_suffix[suffix.lower()] = parser
        for reporter in plugin.reporters:
            self.reporters[reporter.name] = reporter
        self.profiles.update(plugin.profiles)
        self.plugins.append(plugin)

    def _add_rule(self, rule: type[Rule], entry: EntryPoint) -> None:
        if not _CODE_SHAPE(rule.code) or not rule.name or not rule.__doc__:
            raise _broken(
                entry,
                Message(
                    f"规则 {rule.__qualname__} 缺少编号、名称或说明",
                    f"rule {rule.__qualname__} lacks a code, a name or a docstring",
                ),
            )
        taken = self.owners.get(rule.code)
        if taken is None and rule.name in self.codes:
            taken = self.owners[self.codes[rule.name]]
        if taken is not None:
            here = f"{entry.distribution} {entry.version} ({entry.value})"
            there = f"{taken.distribution} {taken.version} ({taken.value})"
            raise PluginError(
                Message(
                    f"规则编号或名称 {rule.code}/{rule.name} 重复：{there} 与 {here}",
                    f"code or name {rule.code}/{rule.name} is claimed by {there} and by {here}",
                ),
                remedy=Message(
                    f'卸载其一，或在配置中写 plugins.disabled = ["{entry.distribution}"]',
                    f'uninstall one, or set plugins.disabled = ["{entry.distribution}"]',
                ),
            )
        self.rules[rule.code] = rule
        self.codes[rule.name] = rule.code
        self.owners[rule.code] = entry

    def code_of(self, word: str) -> str | None:
        """Return the code that a code or a kebab-case name stands for."""
        if word in self.rules:
            return word
        return self.codes.get(word)


def _CODE_SHAPE(code: str) -> bool:  # noqa: N802  # reads as the constant it stands for
    letters = code.rstrip("0123456789")
    return 2 <= len(letters) <= 5 and letters.isupper() and letters.isascii() and letters != code


def load_registry(disabled: Iterable[str] = (), *, fresh: bool = False) -> Registry:
    """Load every installed plugin.

    Args:
        disabled: Names of distributions or of entry points that are not loaded.
        fresh: Scan the environment again instead of using what is remembered.

    Raises:
        PluginError: A plugin cannot be imported, misspells a hook, or clashes.
    """
    registry = Registry()
    skipped = {name.lower().replace("_", "-") for name in disabled}
    for entry in find_entry_points(fresh=fresh):
        if entry.distribution.lower().replace("_", "-") in skipped or entry.name in skipped:
            continue
        registry.add(_load(entry))
    return registry


def find_entry_points(*, fresh: bool = False) -> list[EntryPoint]:
    """List the entry points of the group, ours first, then by distribution and name."""
    folders = tuple((folder, *memo.stamp(folder)) for folder in sys.path if folder)
    if fresh:
        found, _ = _scan()
        return [EntryPoint(*line) for line in found]
    key = ("entry points", sys.version, folders)
    found, files = memo.remember(key, _scan)
    if any(memo.stamp(path) != (size, mtime) for path, size, mtime in files):
        memo.forget(key)
        found, _ = memo.remember(key, _scan)
    return [EntryPoint(*line) for line in found]


def _scan() -> tuple[list[tuple[str, str, str, str]], list[tuple[str, int, int]]]:
    from importlib.metadata import distributions  # slow to import; a warm start never needs it

    found: dict[tuple[str, str], tuple[str, str, str, str]] = {}
    files: list[tuple[str, int, int]] = []
    seen: set[str] = set()
    for distribution in distributions():
        name = str(distribution.metadata["Name"] or "")
        if name.lower() in seen:
            continue  # the first on the path is the one that imports find
        seen.add(name.lower())
        ours = [point for point in distribution.entry_points if point.group == PROJECT]
        if ours:
            path = str(distribution.locate_file(""))
            folder = getattr(distribution, "_path", None)
            if folder is not None:
                path = os.path.join(str(folder), "entry_points.txt")
            files.append((path, *memo.stamp(path)))
        for point in ours:
            found[name, point.name] = (name, distribution.version, point.name, point.value)
    ordered = sorted(found.values(), key=lambda line: (line[0] != PROJECT, line))
    return ordered, files


def _load(entry: EntryPoint) -> Plugin:
    started = time.perf_counter()
    module_name, _, attribute = entry.value.partition(":")
    try:
        module: Any = import_module(module_name.strip())
        for part in filter(None, attribute.split(".")):
            module = getattr(module, part)
    except Exception as error:
        raise _broken(
            entry,
            Message(
                f"无法导入 {entry.value}：{type(error).__name__}: {error}",
                f"cannot import {entry.value}: {type(error).__name__}: {error}",
            ),
        ) from error
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(hookspecs)
    try:
        manager.register(module, name=entry.name)
        manager.check_pending()
        plugin = Plugin(
            entry,
            tuple(rule for rules in manager.hook.reportlint_rules() for rule in rules),
            tuple(parser for parsers in manager.hook.reportlint_parsers() for parser in parsers),
            tuple(r for reporters in manager.hook.reportlint_reporters() for r in reporters),
            {k: v for table in manager.hook.reportlint_profiles() for k, v in table.items()},
            time.perf_counter() - started,
        )
    except pluggy.PluginValidationError as error:
        raise _broken(entry, Message(f"钩子有误：{error}", f"wrong hook: {error}")) from error
    except Exception as error:
        raise _broken(
            entry,
            Message(
                f"钩子出错：{type(error).__name__}: {error}",
                f"a hook failed: {type(error).__name__}: {error}",
            ),
        ) from error
    return plugin


def _broken(entry: EntryPoint, what: Message) -> PluginError:
    return PluginError(
        Message(
            f"插件 {entry.distribution} {entry.version}（入口 {entry.name}）：{what.zh}",
            f"plugin {entry.distribution} {entry.version} (entry point {entry.name}): {what.en}",
        ),
        remedy=Message(
            f'升级或卸载 {entry.distribution}，或在配置中写 plugins.disabled = ["{entry.distribution}"]',
            f"upgrade or uninstall {entry.distribution}, or set plugins.disabled = "
            f'["{entry.distribution}"]',
        ),
    )


def is_disabled(entry: EntryPoint, disabled: Iterable[str]) -> bool:
    """Tell whether a list names an entry point, by its distribution or by its own name."""
    names = {name.lower().replace("_", "-") for name in disabled}
    return entry.distribution.lower().replace("_", "-") in names or entry.name in names
