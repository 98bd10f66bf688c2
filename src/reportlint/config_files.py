"""Configuration files as they are read: TOML, the chain of what they extend, faults with lines.

What the keys mean and whether the names in them exist is checked in `config.py`.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from reportlint.message import Message, ReportlintError
from reportlint.names import check_version
from reportlint.schema import KEYS, SHARED_CONFIG_KEYS, SettingError, check_table, nearest

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from reportlint.plugins import Registry


class ConfigError(ReportlintError):
    """A configuration file or a command line option that cannot be used."""


class File:
    """One table of settings and where it comes from.

    Attributes:
        table: The settings; names in them are not yet checked.
        origin: Where they come from, as messages put it.
        folder: Absolute path that what it names is relative to.
        path: Absolute path of the file; None for a configuration that a plugin brings.
    """

    def __init__(
        self, table: Mapping[str, Any], origin: Message, folder: str, path: str | None, text: str
    ) -> None:
        self.table = table
        self.origin = origin
        self.folder = folder
        self.path = path
        self._text = text

    @contextmanager
    def located(self) -> Iterator[None]:
        """Turn a setting that does not fit into an error with the place of its key."""
        try:
            yield
        except SettingError as fault:
            raise self._error(fault) from None

    def _error(self, fault: SettingError) -> ConfigError:
        if self.path is None:
            zh, en = self.origin
            message = Message(f"{zh}：{fault.message.zh}", f"{en}: {fault.message.en}")
            return ConfigError(message, remedy=fault.remedy)
        from reportlint.locate import line_of

        within = ("tool", "reportlint") if _is_pyproject(self.path) else ()
        line = line_of(self._text, (*within, *fault.at), fault.value)
        return ConfigError(fault.message, remedy=fault.remedy, path=shown(self.path), line=line)


def read_chain(path: str, registry: Registry) -> list[File]:
    """Read a configuration file and all it extends.

    Args:
        path: Absolute path of the file.
        registry: The shared configurations that plugins bring.

    Returns:
        The tables, each behind what it extends.

    Raises:
        ConfigError: A file cannot be read, or the shape of one does not fit.
    """
    files: list[File] = []
    _follow(path, registry, files, ())
    return files


def _follow(path: str, registry: Registry, files: list[File], above: tuple[str, ...]) -> None:
    """Add what a file extends, then the file itself."""
    file = _file(path)
    chain = (*above, path)
    for name in bases(file.table):
        with file.located():
            if not is_path(name):
                files.append(_shared(name, file, registry))
                continue
            base = base_path(name, file.folder)
            if base in chain:
                circle = " → ".join(shown(link) for link in (*chain, base))
                raise SettingError(
                    ("extend",),
                    Message(f"extend 成环：{circle}", f"extend goes in a circle: {circle}"),
                    Message("删去其中一处 extend", "remove one of these extend keys"),
                    name,
                )
            _check_readable(base, name)
        _follow(base, registry, files, chain)
    files.append(file)


def _file(path: str) -> File:
    text = _read(path)
    table = our_table(path, text)
    if table is None:
        raise ConfigError(
            Message("没有 [tool.reportlint] 表", "has no table [tool.reportlint]"),
            path=shown(path),
        )
    name = shown(path)
    file = File(table, Message(f"{name} 的", f"in {name}"), os.path.dirname(path), path, text)
    with file.located():
        check_version(table)
        check_table(table, KEYS)
    return file


def bases(table: Mapping[str, Any]) -> list[str]:
    """Return what `extend` names, in order; a table whose shape is wrong extends nothing."""
    named = table.get("extend", [])
    if isinstance(named, str):
        return [named]
    return [name for name in named if isinstance(name, str)] if isinstance(named, list) else []


def is_path(name: str) -> bool:
    """Tell whether `extend` means a file: it has a slash, or ends in .toml."""
    return "/" in name or os.sep in name or name.endswith(".toml")


def base_path(name: str, folder: str) -> str:
    """Return the absolute path of a file that `extend` names."""
    return os.path.normpath(os.path.join(folder, os.path.expanduser(name)))


def _shared(name: str, asked_by: File, registry: Registry) -> File:
    """Return a configuration that a plugin brings; its patterns hold where it is asked for."""
    known = registry.configs.get(name)
    if known is None:
        remedy = Message("文件名以 .toml 结尾", "a file ends in .toml")
        if registry.configs:
            remedy = nearest(name, registry.configs)
        raise SettingError(
            ("extend",),
            Message(f"没有名为 {name} 的共享配置", f"no shared configuration is called {name}"),
            remedy,
            name,
        )
    owner, table = known
    origin = Message(
        f"{owner.distribution} 的共享配置 {name}",
        f"in shared configuration {name} of {owner.distribution}",
    )
    file = File(table, origin, asked_by.folder, None, "")
    with file.located():
        check_version(table)
        check_table(table, SHARED_CONFIG_KEYS)
    return file


def _check_readable(path: str, name: str) -> None:
    try:
        with open(path, "rb"):
            pass
    except OSError as error:
        reason = error.strerror or str(error)
        raise SettingError(
            ("extend",),
            Message(
                f"无法读取 extend 所指的 {shown(path)}：{reason}",
                f"cannot read {shown(path)}, which extend names: {reason}",
            ),
            Message("路径相对于本文件", "the path is relative to this file"),
            name,
        ) from None


def has_our_table(path: str, data: bytes) -> bool:
    """Tell whether a `pyproject.toml` that mentions us has the table `[tool.reportlint]`.

    Raises:
        ConfigError: It is no TOML.
    """
    return our_table(path, _decode(path, data)) is not None


def disabled_plugins(path: str) -> list[str]:
    """Return `plugins.disabled` of a file or of what it extends, before any plugin is loaded.

    A file that the chain names by a shared configuration's name is left out: only a
    loaded plugin knows it.

    Raises:
        ConfigError: A file cannot be read or is no TOML.
    """
    return _disabled(path, set()) or []


def _disabled(path: str, met: set[str]) -> list[str] | None:
    met.add(path)
    table = our_table(path, _read(path)) or {}
    plugins = table.get("plugins")
    named = plugins.get("disabled") if isinstance(plugins, dict) else None
    if isinstance(named, list):
        return [name for name in named if isinstance(name, str)]
    for name in reversed(bases(table)):
        base = base_path(name, os.path.dirname(path))
        if is_path(name) and base not in met:
            found = _disabled(base, met)
            if found is not None:
                return found
    return None


def shown(path: str) -> str:
    """Return a path as people are told it: relative where it lies below here."""
    here = os.getcwd().rstrip(os.sep) + os.sep
    return path[len(here) :] if path.startswith(here) else path


def _read(path: str) -> str:
    try:
        with open(path, "rb") as file:
            return _decode(path, file.read())
    except OSError as error:
        reason = error.strerror or str(error)
        raise ConfigError(
            Message(f"无法读取配置文件：{reason}", f"cannot read the configuration: {reason}"),
            remedy=Message("检查路径与权限", "check the path and the permissions"),
            path=shown(path),
        ) from None


def _decode(path: str, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(
            Message("配置文件不是 UTF-8 编码", "the configuration is not UTF-8"),
            remedy=Message("另存为 UTF-8", "save it as UTF-8"),
            path=shown(path),
            line=data.count(b"\n", 0, error.start) + 1,
        ) from None


def our_table(path: str, text: str) -> dict[str, Any] | None:
    """Parse a file; return our table, if it has one.

    Raises:
        ConfigError: It is no TOML.
    """
    try:
        table: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+)", str(error))
        line = int(found.group(1)) if found else text.rstrip("\n").count("\n") + 1
        reason = re.sub(r" \(at .*\)$", "", str(error))
        raise ConfigError(
            Message(f"TOML 语法错误：{reason}", f"TOML syntax error: {reason}"),
            remedy=Message("字符串要加引号，列表用 [ ]", "quote strings; lists stand in [ ]"),
            path=shown(path),
            line=line,
        ) from None
    if not _is_pyproject(path):
        return table
    tool = table.get("tool")
    ours = tool.get("reportlint") if isinstance(tool, dict) else None
    return ours if isinstance(ours, dict) else None


def _is_pyproject(path: str) -> bool:
    return os.path.basename(path) == "pyproject.toml"
