"""Plugins: loaded one by one, checked, and joined into a registry.

A plugin that is broken is an error that names its distribution; it is never
skipped in silence.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any, NamedTuple

import pluggy

from reportlint import hookspecs
from reportlint.entry_points import EntryPoint, find_entry_points, is_disabled
from reportlint.hookspecs import PROJECT, Parser, Reporter
from reportlint.message import Message, ReportlintError
from reportlint.metadata import metadata_fault
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


class PluginError(ReportlintError):
    """A plugin cannot be loaded, or two of them clash."""


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
                raise _broken(entry, what)
        self._claims.update(claims)
        for rule in plugin.rules:
            self.rules[rule.code] = rule
            self.codes[rule.name] = rule.code
            self.owners[rule.code] = entry
        for parser in plugin.parsers:
            self.parsers[parser.name] = parser
            for suffix in parser.suffixes:
                self.parser_by_suffix[suffix.lower()] = parser
        for reporter in plugin.reporters:
            self.reporters[reporter.name] = reporter
        self.profiles.update(plugin.profiles)
        self.plugins.append(plugin)

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
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(hookspecs)
    for entry in find_entry_points(fresh=fresh):
        if names and is_disabled(entry, names):
            continue
        try:
            registry.add(_load(entry, manager))
        except PluginError as error:
            if errors is None:
                raise
            errors.append(error)
    return registry


def _load(entry: EntryPoint, manager: pluggy.PluginManager) -> Plugin:
    started = time.perf_counter()
    module_name, _, attribute = entry.value.partition(":")
    try:
        module: Any = import_module(module_name.strip())
        for part in filter(None, attribute.strip().split(".")):
            module = getattr(module, part)
    except (Exception, SystemExit) as error:  # a script without a guard would end the run
        raise _broken(
            entry,
            Message(
                f"无法导入 {entry.value}：{_named(error)}",
                f"cannot import {entry.value}: {_named(error)}",
            ),
        ) from error
    hooks = _hooks(entry, module, manager)
    rules = _items(entry, hooks, "reportlint_rules", _is_rule)
    parsers = _items(entry, hooks, "reportlint_parsers", _is_parser)
    reporters = _items(entry, hooks, "reportlint_reporters", _is_reporter)
    profiles = _call(entry, hooks, "reportlint_profiles", {})
    if not isinstance(profiles, dict) or not all(isinstance(v, dict) for v in profiles.values()):
        raise _wrong(entry, "reportlint_profiles", profiles)
    return Plugin(entry, rules, parsers, reporters, profiles, time.perf_counter() - started)


def _hooks(
    entry: EntryPoint, module: Any, manager: pluggy.PluginManager
) -> dict[str, Callable[[], Any]]:
    """Register a plugin and return its implementations by hook: each called on its own."""
    name = f"{entry.distribution}:{entry.name}"
    try:
        manager.register(module, name=name)
    except (pluggy.PluginValidationError, ValueError) as error:
        raise _broken(
            entry, Message(f"钩子有误：{_named(error)}", f"wrong hook: {_named(error)}")
        ) from error
    hooks: dict[str, Callable[[], Any]] = {}
    for caller in manager.get_hookcallers(module) or ():
        if not caller.has_spec():
            raise _misspelt(entry, caller.name)
        for implementation in caller.get_hookimpls():
            if implementation.plugin_name == name:
                hooks[caller.name] = implementation.function
    for hook in _HOOKS:
        if hook not in hooks and callable(getattr(module, hook, None)):
            raise _broken(
                entry,
                Message(f"{hook} 缺少 @hookimpl 标记", f"{hook} is not marked with @hookimpl"),
            )
    if not hooks:
        listed = ", ".join(_HOOKS)
        raise _broken(
            entry,
            Message(
                f"{entry.value} 没有实现任何钩子（{listed}）",
                f"{entry.value} implements no hook ({listed})",
            ),
        )
    return hooks


_HOOKS = tuple(name for name in vars(hookspecs) if name.startswith(f"{PROJECT}_"))


def _misspelt(entry: EntryPoint, hook: str) -> PluginError:
    from difflib import get_close_matches  # costly to import; needed for a message only

    near = (get_close_matches(hook, _HOOKS, n=1) or _HOOKS)[0]
    return _broken(
        entry,
        Message(
            f"没有名为 {hook} 的钩子，是否应为 {near}？",
            f"no hook is called {hook}; did you mean {near}?",
        ),
    )


def _call(entry: EntryPoint, hooks: dict[str, Callable[[], Any]], hook: str, otherwise: Any) -> Any:
    function = hooks.get(hook)
    if function is None:
        return otherwise
    try:
        return function()
    except (Exception, SystemExit) as error:
        raise _broken(
            entry,
            Message(
                f"钩子 {hook} 出错：{_named(error)}",
                f"the hook {hook} failed: {_named(error)}",
            ),
        ) from error


def _items(
    entry: EntryPoint,
    hooks: dict[str, Callable[[], Any]],
    hook: str,
    fits: Callable[[Any], bool],
) -> tuple[Any, ...]:
    """Return the members of the list that a hook returns, each checked."""
    returned = _call(entry, hooks, hook, ())
    try:
        items = tuple(returned)
    except TypeError:
        raise _wrong(entry, hook, returned) from None
    for item in items:
        if not fits(item):
            raise _wrong(entry, hook, item)
    return items


def _is_rule(item: Any) -> bool:
    return isinstance(item, type) and issubclass(item, Rule)


def _is_parser(item: Any) -> bool:
    return (
        isinstance(getattr(item, "name", None), str)
        and isinstance(getattr(item, "suffixes", None), tuple | list)
        and callable(getattr(item, "parse", None))
    )


def _is_reporter(item: Any) -> bool:
    return isinstance(getattr(item, "name", None), str) and callable(getattr(item, "begin", None))


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


def _named(error: BaseException) -> str:
    """Return an error's type and text on one line; pluggy's texts span several."""
    return " ".join(f"{type(error).__name__}: {error}".split())


def _wrong(entry: EntryPoint, hook: str, value: object) -> PluginError:
    return _broken(
        entry,
        Message(
            f"钩子 {hook} 返回了不合要求的 {value!r}",
            f"the hook {hook} returned {value!r}, which does not fit",
        ),
    )


def _clash(name: str, taken: EntryPoint, entry: EntryPoint) -> PluginError:
    return PluginError(
        Message(
            f"{name} 重复：{taken} 与 {entry} 都提供了它",
            f"{name} is claimed by {taken} and by {entry}",
        ),
        remedy=_without(entry),
    )


def _broken(entry: EntryPoint, what: Message) -> PluginError:
    return PluginError(
        Message(
            f"插件 {entry.distribution} {entry.version}（入口 {entry.name}）：{what.zh}",
            f"plugin {entry.distribution} {entry.version} (entry point {entry.name}): {what.en}",
        ),
        remedy=_without(entry),
    )


def _without(entry: EntryPoint) -> Message:
    own = entry.distribution == PROJECT
    name = entry.name if own else entry.distribution  # never the whole of reportlint
    return Message(
        f'升级或卸载 {entry.distribution}，或在配置中写 plugins.disabled = ["{name}"]',
        f'upgrade or uninstall {entry.distribution}, or set plugins.disabled = ["{name}"]',
    )
