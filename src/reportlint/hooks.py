"""Which hooks a plugin implements.

pluggy's marks and specifications say so. Its manager is asked only where something is
unusual: importing pluggy costs a start an eighth of its time, and that every function
marked is a hook with the arguments of its specification can be seen without it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from types import FunctionType, MethodType, ModuleType
from typing import TYPE_CHECKING, Any

from reportlint import hookspecs
from reportlint.entry_points import EntryPoint
from reportlint.hookspecs import MARK, PLAIN_MARK, PROJECT
from reportlint.message import Message
from reportlint.plugin_faults import PluginError, broken, named

if TYPE_CHECKING:
    import pluggy

Hooks = dict[str, Callable[..., Any]]
"""A plugin's implementations by the name of the hook."""

HOOKS = tuple(name for name in vars(hookspecs) if name.startswith(f"{PROJECT}_"))
"""The names of all hooks."""


class Manager:
    """Tells the hooks of plugins; no module is loaded twice through one manager."""

    def __init__(self) -> None:
        self._pluggy: pluggy.PluginManager | None = None
        self._seen: list[Any] = []

    def hooks(self, entry: EntryPoint, module: Any) -> Hooks:
        """Return the implementations of a plugin: each is called on its own.

        Args:
            entry: Whom errors name.
            module: The module, or the object in it, that implements hooks.

        Raises:
            PluginError: It implements none, misspells one, or takes wrong arguments.
        """
        if any(module is other for other in self._seen):
            raise broken(
                entry,
                Message(
                    f"{entry.value} 已由另一个入口载入",
                    f"{entry.value} is loaded already, by another entry point",
                ),
            )
        self._seen.append(module)
        hooks = _plain_hooks(module)
        if hooks is None:
            hooks = self._asked(entry, module)
        for hook in HOOKS:
            if hook not in hooks and callable(getattr(module, hook, None)):
                raise broken(
                    entry,
                    Message(f"{hook} 缺少 @hookimpl 标记", f"{hook} is not marked with @hookimpl"),
                )
        if not hooks:
            listed = ", ".join(HOOKS)
            raise broken(
                entry,
                Message(
                    f"{entry.value} 没有实现任何钩子（{listed}）",
                    f"{entry.value} implements no hook ({listed})",
                ),
            )
        return hooks

    def _asked(self, entry: EntryPoint, module: Any) -> Hooks:
        """Return what pluggy makes of a plugin, or say what it finds wrong."""
        import pluggy

        if self._pluggy is None:
            self._pluggy = _new_manager()
        manager = self._pluggy
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
        return hooks


def _plain_hooks(module: Any) -> Hooks | None:
    """Return the hooks of a module all of whose marks are plain; None leaves it to pluggy.

    Plain is a function under the name of a hook, with the arguments of its specification and
    a mark without options.
    """
    if type(module) is not ModuleType:
        return None
    hooks: Hooks = {}
    for name, value in vars(module).items():
        kind = type(value)
        if kind is FunctionType:
            mark = vars(value).get(MARK)
            if mark is None:
                continue
            if mark != PLAIN_MARK or _arguments(value) != _specified().get(name):
                return None
            hooks[name] = value
        elif kind is MethodType or (kind is not type and name in HOOKS):
            return None
    return hooks


@cache
def _specified() -> dict[str, tuple[Any, ...]]:
    """Return the arguments of every hook."""
    return {name: _arguments(getattr(hookspecs, name)) for name in HOOKS}


def _arguments(function: Any) -> tuple[Any, ...]:
    """Return the names of the arguments, and how many of which kind there are."""
    code = function.__code__
    count = code.co_argcount
    kinds = count, code.co_kwonlyargcount, code.co_flags & _VARIADIC, function.__defaults__
    return code.co_varnames[:count], kinds


_VARIADIC = 0x04 | 0x08  # *args, **kwargs; `inspect` would have to be imported for their names


def _new_manager() -> pluggy.PluginManager:
    """Return a manager that knows our hooks."""
    import pluggy

    specification = pluggy.HookspecMarker(PROJECT)
    for name in HOOKS:
        specification(getattr(hookspecs, name))
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(hookspecs)
    return manager


_FILTER_SIGNATURE = Message(
    "钩子 reportlint_filter 应有参数 document 和 findings",
    "the hook reportlint_filter takes document and findings",
)


def _misspelt(entry: EntryPoint, hook: str) -> PluginError:
    from difflib import get_close_matches  # costly to import; needed for a message only

    near = (get_close_matches(hook, HOOKS, n=1) or HOOKS)[0]
    return broken(
        entry,
        Message(
            f"没有名为 {hook} 的钩子，是否应为 {near}？",
            f"no hook is called {hook}; did you mean {near}?",
        ),
    )
