"""Local rules: Python files of the project itself, named under `plugins.local`.

They are code of whoever can change the project, so they run only when the configuration
names them, and only from below the folder of the file that does.
"""

from __future__ import annotations

import os
import sys
import time
from binascii import crc32
from types import ModuleType, TracebackType
from typing import Any

from reportlint.entry_points import EntryPoint
from reportlint.hooks import Manager
from reportlint.loading import Plugin, collect
from reportlint.message import Message
from reportlint.plugin_faults import PluginError, named, without
from reportlint.schema import SettingError

_HOOKS = ("reportlint_rules", "reportlint_words", "reportlint_filter", "reportlint_profiles")
"""What a local file may implement: what holds for documents, not for the whole run."""

_AT = ("plugins", "local")
_loaded: dict[str, Plugin] = {}


def load_local(named_file: str, folder: str) -> Plugin:
    """Run a local file and ask its hooks; each file once in a process.

    Args:
        named_file: The path as the configuration has it.
        folder: Absolute path of the folder of that configuration file.

    Raises:
        SettingError: The path leads out of the folder, or to no Python file.
        PluginError: The file cannot be run, or is no plugin; it names file and line.
    """
    path = _inside(named_file, folder)
    plugin = _loaded.get(path)
    if plugin is None:
        plugin = _loaded[path] = _load(path)
    return plugin


def _inside(named_file: str, folder: str) -> str:
    parts = named_file.replace("\\", "/").split("/")
    path = os.path.join(folder, *parts)
    real = os.path.realpath(path)
    within = os.path.join(os.path.realpath(folder), "")
    if (
        os.path.isabs(named_file)
        or parts[0][:1] in ("", "~")
        or ":" in parts[0]
        or ".." in parts
        or not real.startswith(within)
    ):
        raise SettingError(
            _AT,
            Message(
                f"本地规则 {named_file} 不在本配置文件所在的文件夹内",
                f"the local rules {named_file} do not lie in the folder of this configuration",
            ),
            Message(
                "写相对路径，不用 ..，不用通向外面的链接",
                "write a relative path without .. and without a link that leads out",
            ),
            named_file,
        )
    if not real.endswith(".py") or not os.path.isfile(real):
        raise SettingError(
            _AT,
            Message(f"没有本地规则文件 {named_file}", f"there is no file of rules {named_file}"),
            Message('写作 local = ["tools/rules.py"]', 'write it as local = ["tools/rules.py"]'),
            named_file,
        )
    return path


def _load(path: str) -> Plugin:
    started = time.perf_counter()
    shown = os.path.relpath(path)
    if shown.startswith(os.pardir):
        shown = path
    shown = shown.replace(os.sep, "/")
    entry = EntryPoint(shown, "", shown, path)
    module = ModuleType(f"reportlint_local_{crc32(os.fsencode(path)):08x}")
    module.__file__ = path
    sys.modules[module.__name__] = module
    try:
        with open(path, "rb") as file:
            code = compile(file.read(), path, "exec", dont_inherit=True)
        exec(code, vars(module))
    except (Exception, SystemExit) as error:
        raise PluginError(
            Message(f"本地规则无法运行：{named(error)}", f"cannot be run: {named(error)}"),
            remedy=without(entry),
            path=shown,
            line=_line(error, path),
        ) from error
    try:
        plugin = collect(entry, module, Manager(), started)
    except PluginError as error:
        line = _line(error.__cause__, path) if error.__cause__ else _first_hook(module)
        raise PluginError(error.message, remedy=error.remedy, path=shown, line=line) from error
    for hook in plugin.hooks:
        if hook not in _HOOKS:
            listed = ", ".join(_HOOKS)
            raise PluginError(
                Message(
                    f"本地规则不能实现 {hook}（可以实现 {listed}）",
                    f"local rules cannot implement {hook} (they can {listed})",
                ),
                remedy=Message(
                    "把它做成插件：reportlint new-plugin",
                    "make it a plugin that is installed: reportlint new-plugin",
                ),
                path=shown,
                line=getattr(module, hook).__code__.co_firstlineno,
            )
    return plugin


def _line(error: BaseException | None, path: str) -> int:
    """Return the line of the file at which an error arose; 1 where none can be told."""
    if isinstance(error, SyntaxError) and error.filename == path:
        return error.lineno or 1
    line = 1
    trace: TracebackType | None = error.__traceback__ if error else None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == path:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _first_hook(module: Any) -> int:
    """Return the line of the first function that looks like a hook of ours."""
    lines = [
        value.__code__.co_firstlineno
        for name, value in vars(module).items()
        if name.startswith("reportlint_") and hasattr(value, "__code__")
    ]
    return min(lines, default=1)
