"""What is installed: plugins loaded one by one and joined into a registry.

A plugin that is broken is an error that names its distribution; it is never
skipped in silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from reportlint.entry_points import EntryPoint, find_entry_points, is_disabled
from reportlint.hooks import Manager
from reportlint.loading import Plugin, load
from reportlint.message import Message
from reportlint.metadata import metadata_fault
from reportlint.plugin_faults import PluginError, broken, without
from reportlint.words import PAIRS, PHRASES

if TYPE_CHECKING:
    from reportlint.hookspecs import Parser, Reporter
    from reportlint.rule import Rule

__all__ = [
    "EntryPoint",
    "Plugin",
    "PluginError",
    "Registry",
    "find_entry_points",
    "is_disabled",
    "load_registry",
]


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
        self.configs: dict[str, tuple[EntryPoint, dict[str, Any]]] = {}
        """Shared configurations by name, each with who brought it."""
        self.tables: dict[str, str] = {}
        """The kind of each table of words that a rule reads: "pairs" or "phrases"."""
        self._claims: dict[tuple[str, str], EntryPoint] = {}

    def add(self, plugin: Plugin) -> None:
        """Join one plugin, wholly or, where something is wrong with it, not at all.

        Raises:
            PluginError: A code or a name is taken, or a rule lacks its metadata.
        """
        entry = plugin.entry
        claims: dict[tuple[str, str], EntryPoint] = {}
        for kind, name in _claimed(plugin):
            taken = self._claims.get((kind, name)) or claims.get((kind, name))
            if taken is not None:
                raise _clash(name, taken, entry)
            claims[kind, name] = entry
        for rule in plugin.rules:
            what = metadata_fault(rule)
            if what is not None:
                raise broken(entry, what)
        self._claims.update(claims)
        for rule in plugin.rules:
            self.rules[rule.code] = rule
            self.codes[rule.name] = rule.code
            self.owners[rule.code] = entry
            if rule.word_tables:
                self.tables.update(rule.word_tables)
        for parser in plugin.parsers:
            self.parsers[parser.name] = parser
            for suffix in parser.suffixes:
                self.parser_by_suffix[suffix.lower()] = parser
        for reporter in plugin.reporters:
            self.reporters[reporter.name] = reporter
        self.profiles.update(plugin.profiles)
        for name, table in plugin.configs.items():
            self.configs[name] = entry, table
        self.plugins.append(plugin)

    def extended(self, plugins: Sequence[Plugin]) -> Registry:
        """Return a registry with further plugins, for one configuration; this one stays.

        Raises:
            PluginError: One of them clashes with what is here, or is not sound.
        """
        if not plugins:
            return self
        made = Registry()
        for name, value in vars(self).items():
            setattr(made, name, value.copy())
        for plugin in plugins:
            made.add(plugin)
        return made

    def code_of(self, word: str) -> str | None:
        """Return the code that a code or a kebab-case name stands for."""
        if word in self.rules:
            return word
        return self.codes.get(word)


def load_registry(
    disabled: Iterable[str] = (),
    *,
    fresh: bool = False,
    errors: list[PluginError] | None = None,
) -> Registry:
    """Load every installed plugin.

    Args:
        disabled: Names of distributions or of entry points that are not loaded.
        fresh: Scan the environment again instead of using what is remembered.
        errors: Takes the error of each broken plugin, and the others are loaded;
            without it the first is raised.

    Raises:
        PluginError: A plugin cannot be imported, misspells a hook, or clashes.
    """
    registry = Registry()
    names = tuple(disabled)
    manager = Manager()
    for entry in find_entry_points(fresh=fresh):
        if names and is_disabled(entry, names):
            continue
        try:
            registry.add(load(entry, manager))
        except PluginError as error:
            if errors is None:
                raise
            errors.append(error)
    if not names and not errors:  # else whoever reads the table may be what is missing
        for fault in _stray_words(registry):
            if errors is None:
                raise fault
            errors.append(fault)
    return registry


def _stray_words(registry: Registry) -> Iterator[PluginError]:
    """Yield the error of each plugin with words that no rule reads, or reads otherwise."""
    for plugin in registry.plugins:
        for name, words in plugin.words.items():
            kind = registry.tables.get(name)
            given = PAIRS if isinstance(words, Mapping) else PHRASES
            if kind is None:
                known = ", ".join(registry.tables)
                yield broken(
                    plugin.entry,
                    Message(
                        f"没有规则使用词表 {name}（现有 {known}）",
                        f"no rule reads a table of words called {name} (there are {known})",
                    ),
                )
            elif kind != given:
                yield broken(
                    plugin.entry,
                    Message(
                        f"词表 {name} 应为 {kind}，不是 {given}",
                        f"the table {name} is one of {kind}, not of {given}",
                    ),
                )


def _claimed(plugin: Plugin) -> Iterable[tuple[str, str]]:
    """Yield (kind, name) of everything that only one plugin may bring."""
    for rule in plugin.rules:
        yield "rule", rule.code
        yield "rule", rule.name
    for parser in plugin.parsers:
        yield "parser", parser.name
    for reporter in plugin.reporters:
        yield "reporter", reporter.name
    for profile in plugin.profiles:
        yield "profile", profile
    for config in plugin.configs:
        yield "configuration", config


def _clash(name: str, taken: EntryPoint, entry: EntryPoint) -> PluginError:
    return PluginError(
        Message(
            f"{name} 重复：{taken} 与 {entry} 都提供了它",
            f"{name} is claimed by {taken} and by {entry}",
        ),
        remedy=without(entry),
    )
