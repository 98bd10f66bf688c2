"""One plugin: imported, its hooks called one by one, and what they return checked.

Whatever is wrong becomes a `PluginError` that names the distribution, or the local file.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, NamedTuple

import pluggy

from reportlint import hookspecs
from reportlint.entry_points import EntryPoint
from reportlint.hookspecs import API_VERSION, PROJECT, Parser, Reporter
from reportlint.message import Message, ReportlintError
from reportlint.rule import Rule

Hooks = dict[str, Callable[..., Any]]
"""A plugin's implementations by the name of the hook."""

_HOOKS = tuple(name for name in vars(hookspecs) if name.startswith(f"{PROJECT}_"))


class PluginError(ReportlintError):
    """A plugin cannot be loaded, or two of them clash."""


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


def new_manager() -> pluggy.PluginManager:
    """Return a manager that knows our hooks."""
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(hookspecs)
    return manager


def load(entry: EntryPoint, manager: pluggy.PluginManager) -> Plugin:
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


def collect(
    entry: EntryPoint, module: Any, manager: pluggy.PluginManager, started: float
) -> Plugin:
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
    hooks = _hooks(entry, module, manager)
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
        tuple(hook for hook in _HOOKS if hook in hooks),
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


def _hooks(entry: EntryPoint, module: Any, manager: pluggy.PluginManager) -> Hooks:
    """Register a plugin and return its implementations: each is called on its own."""
    name = f"{entry.distribution}:{entry.name}"
    try:
        manager.register(module, name=name)
    except (pluggy.PluginValidationError, ValueError) as error:
        raise broken(
            entry, Message(f"钩子有误：{named(error)}", f"wrong hook: {named(error)}")
        ) from error
    hooks: Hooks = {}
    for caller in manager.get_hookcallers(module) or ():
        if not caller.has_spec():
            raise _misspelt(entry, caller.name)
        for implementation in caller.get_hookimpls():
            if implementation.plugin_name == name:
                hooks[caller.name] = implementation.function
                if caller.name == "reportlint_filter" and len(implementation.argnames) != 2:
                    raise broken(entry, _FILTER_SIGNATURE)
    for hook in _HOOKS:
        if hook not in hooks and callable(getattr(module, hook, None)):
            raise broken(
                entry,
                Message(f"{hook} 缺少 @hookimpl 标记", f"{hook} is not marked with @hookimpl"),
            )
    if not hooks:
        listed = ", ".join(_HOOKS)
        raise broken(
            entry,
            Message(
                f"{entry.value} 没有实现任何钩子（{listed}）",
                f"{entry.value} implements no hook ({listed})",
            ),
        )
    return hooks


_FILTER_SIGNATURE = Message(
    "钩子 reportlint_filter 应有参数 document 和 findings",
    "the hook reportlint_filter takes document and findings",
)


def _misspelt(entry: EntryPoint, hook: str) -> PluginError:
    from difflib import get_close_matches  # costly to import; needed for a message only

    near = (get_close_matches(hook, _HOOKS, n=1) or _HOOKS)[0]
    return broken(
        entry,
        Message(
            f"没有名为 {hook} 的钩子，是否应为 {near}？",
            f"no hook is called {hook}; did you mean {near}?",
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


def named(error: BaseException) -> str:
    """Return an error's type and text on one line; pluggy's texts span several."""
    return " ".join(f"{type(error).__name__}: {error}".split())


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


def broken(entry: EntryPoint, what: Message) -> PluginError:
    """Return the error for a plugin with which something is wrong."""
    return PluginError(
        Message(f"{entry.label.zh}：{what.zh}", f"{entry.label.en}: {what.en}"),
        remedy=without(entry),
    )


def without(entry: EntryPoint) -> Message:
    """Say how to do without a plugin."""
    if entry.local:
        return Message(
            "改正它，或从 plugins.local 中删去", "mend it, or take it out of plugins.local"
        )
    own = entry.distribution == PROJECT
    name = entry.name if own else entry.distribution  # never the whole of reportlint
    return Message(
        f'升级或卸载 {entry.distribution}，或在配置中写 plugins.disabled = ["{name}"]',
        f'upgrade or uninstall {entry.distribution}, or set plugins.disabled = ["{name}"]',
    )
