"""One plugin: imported, its hooks called one by one, and what they return checked.

Whatever is wrong becomes a `PluginError` that names the distribution, or the local file.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from reportlint.entry_points import EntryPoint
from reportlint.hooks import HOOKS, Hooks, Manager
from reportlint.hookspecs import API_VERSION, PROJECT, Parser, Reporter
from reportlint.message import Message, ReportlintError
from reportlint.plugin_faults import PluginError, broken, named
from reportlint.records import NamedTuple
from reportlint.rule import Rule


class Filter(NamedTuple):
    """A plugin's `reportlint_filter` and whose it is."""

    owner: EntryPoint
    keep: Callable[..., Any]


class Plugin(NamedTuple):
    """A loaded plugin, what it brought, and the seconds its import took."""

    entry: EntryPoint
    rules: tuple[type[Rule], ...]
    parsers: tuple[Parser, ...]
    reporters: tuple[Reporter, ...]
    profiles: dict[str, dict[str, Any]]
    seconds: float
    configs: Mapping[str, dict[str, Any]] = {}
    default_config: Mapping[str, Any] = {}
    words: Mapping[str, Any] = {}
    filter: Filter | None = None
    read_pack: Callable[[str], Any] | None = None
    hooks: tuple[str, ...] = ()
    """The names of the hooks it implements."""


def load(entry: EntryPoint, manager: Manager) -> Plugin:
    """Import an installed plugin and ask its hooks.

    Raises:
        PluginError: It cannot be imported, or is no plugin of ours.
    """
    started = time.perf_counter()
    module_name, _, attribute = entry.value.partition(":")
    try:
        module: Any = import_module(module_name.strip())
        for part in filter(None, attribute.strip().split(".")):
            module = getattr(module, part)
    except (Exception, SystemExit) as error:  # a script without a guard would end the run
        raise broken(
            entry,
            Message(
                f"无法导入 {entry.value}：{named(error)}",
                f"cannot import {entry.value}: {named(error)}",
            ),
        ) from error
    return collect(entry, module, manager, started)


def collect(entry: EntryPoint, module: Any, manager: Manager, started: float) -> Plugin:
    """Ask the hooks of a module that is imported.

    Args:
        entry: Whom errors name.
        module: The module, or the object in it, that implements hooks.
        manager: Where it is registered.
        started: `time.perf_counter()` before its import.

    Raises:
        PluginError: It is no plugin of ours, or a hook returned what does not fit.
    """
    _check_api(entry, module)
    hooks = manager.hooks(entry, module)
    return Plugin(
        entry,
        _items(entry, hooks, "reportlint_rules", _is_rule) + _packed(entry, hooks),
        _items(entry, hooks, "reportlint_parsers", _is_parser),
        _items(entry, hooks, "reportlint_reporters", _is_reporter),
        _tables(entry, hooks, "reportlint_profiles"),
        time.perf_counter() - started,
        _tables(entry, hooks, "reportlint_configs"),
        _call(entry, hooks, "reportlint_default_config", _is_table, {}),
        _call(entry, hooks, "reportlint_words", _are_words, {}),
        Filter(entry, hooks["reportlint_filter"]) if "reportlint_filter" in hooks else None,
        hooks.get("reportlint_read_pack"),
        tuple(hook for hook in HOOKS if hook in hooks),
    )


def _check_api(entry: EntryPoint, module: Any) -> None:
    stated = getattr(module, f"{PROJECT}_api", API_VERSION)
    if type(stated) is not int or stated < 1:
        raise broken(
            entry,
            Message(
                f"reportlint_api 应为正整数，不能是 {stated!r}",
                f"reportlint_api must be a positive integer, not {stated!r}",
            ),
        )
    if stated > API_VERSION:
        raise PluginError(
            Message(
                f"{entry.label.zh}：要求插件接口第 {stated} 版，现为第 {API_VERSION} 版",
                f"{entry.label.en}: it needs version {stated} of the plugin API, "
                f"this reportlint has {API_VERSION}",
            ),
            remedy=Message(
                f"升级 reportlint，或改用 {entry.distribution} 的较早版本",
                f"upgrade reportlint, or use an older {entry.distribution}",
            ),
        )


def _call(
    entry: EntryPoint, hooks: Hooks, hook: str, fits: Callable[[Any], bool], otherwise: Any
) -> Any:
    """Return what a hook returns, checked as a whole."""
    function = hooks.get(hook)
    if function is None:
        return otherwise
    try:
        returned = function()
    except (Exception, SystemExit) as error:
        raise _failed(entry, hook, error) from error
    if not fits(returned):
        raise _wrong(entry, hook, returned)
    return returned


def _items(
    entry: EntryPoint, hooks: Hooks, hook: str, fits: Callable[[Any], bool]
) -> tuple[Any, ...]:
    """Return the members of the list that a hook returns, each checked."""
    return _members(entry, hook, _call(entry, hooks, hook, lambda _: True, ()), fits)


def _members(
    entry: EntryPoint, hook: str, returned: Any, fits: Callable[[Any], bool]
) -> tuple[Any, ...]:
    try:
        items = tuple(returned)
    except TypeError:
        raise _wrong(entry, hook, returned) from None
    for item in items:
        if not fits(item):
            raise _wrong(entry, hook, item)
    return items


def read_pack(plugin: Plugin, path: str) -> tuple[type[Rule], ...] | None:
    """Return the rules of a pack in a plugin's own format; None where it is not.

    Raises:
        ReportlintError: Something is wrong in the pack.
        PluginError: Something is wrong with the plugin.
    """
    if plugin.read_pack is None:
        return None
    hook = "reportlint_read_pack"
    try:
        returned = plugin.read_pack(path)
    except ReportlintError:
        raise
    except Exception as error:
        raise _failed(plugin.entry, hook, error) from error
    return None if returned is None else _members(plugin.entry, hook, returned, _is_rule)


def _packed(entry: EntryPoint, hooks: Hooks) -> tuple[type[Rule], ...]:
    """Return the rules of a plugin's packs."""
    packs = _items(entry, hooks, "reportlint_packs", _is_pack)
    if not packs:
        return ()
    from reportlint.custom import PackError, plugin_rules

    try:
        return tuple(plugin_rules(packs, entry.distribution))
    except PackError as error:
        place = f"{error.path}:{error.line or 1}: " if error.path else ""
        zh, en = error.message
        raise broken(entry, Message(place + zh, place + en)) from error


def _tables(entry: EntryPoint, hooks: Hooks, hook: str) -> dict[str, dict[str, Any]]:
    """Return the tables by name that a hook returns."""
    tables: dict[str, dict[str, Any]] = _call(entry, hooks, hook, _are_tables, {})
    return tables


def _is_rule(item: Any) -> bool:
    return isinstance(item, type) and issubclass(item, Rule)


def _is_pack(item: Any) -> bool:
    return isinstance(item, str | os.PathLike | Mapping)


def _is_parser(item: Any) -> bool:
    return (
        isinstance(getattr(item, "name", None), str)
        and isinstance(getattr(item, "suffixes", None), tuple | list)
        and callable(getattr(item, "parse", None))
    )


def _is_reporter(item: Any) -> bool:
    return isinstance(getattr(item, "name", None), str) and callable(getattr(item, "begin", None))


def _is_table(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(key, str) for key in value)


def _are_tables(value: Any) -> bool:
    return _is_table(value) and all(map(_is_table, value.values()))


def _are_words(value: Any) -> bool:
    return isinstance(value, Mapping) and all(
        isinstance(name, str)
        and isinstance(words, Mapping | list | tuple)
        and all(isinstance(word, str) and word for word in words)
        and (
            not isinstance(words, Mapping)
            or all(isinstance(right, str) and right != word for word, right in words.items())
        )
        for name, words in value.items()
    )


def _failed(entry: EntryPoint, hook: str, error: BaseException) -> PluginError:
    return broken(
        entry,
        Message(f"钩子 {hook} 出错：{named(error)}", f"the hook {hook} failed: {named(error)}"),
    )


def _wrong(entry: EntryPoint, hook: str, value: object) -> PluginError:
    return broken(
        entry,
        Message(
            f"钩子 {hook} 返回了不合要求的 {value!r}",
            f"the hook {hook} returned {value!r}, which does not fit",
        ),
    )
