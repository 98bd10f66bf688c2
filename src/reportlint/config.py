"""One configuration file: read, checked, and joined with the files it extends.

Every fault names the file, the line of the key and the nearest name that is known.
What a configuration means for a document is decided in `policy.py`.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from reportlint.layers import Layer
from reportlint.message import Message, ReportlintError
from reportlint.names import check_names, check_version, installed_part, with_codes
from reportlint.schema import KEYS, PROFILE_KEYS, SettingError, check_table

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from reportlint.plugins import Registry


class ConfigError(ReportlintError):
    """A configuration file or a command line option that cannot be used."""


def load_layers(path: str, registry: Registry, folder: str | None = None) -> list[Layer]:
    """Read a configuration file and all it extends, the farthest base first.

    Args:
        path: Absolute path of the file.
        registry: What is installed, to check codes, options, profiles and plugins.
        folder: What patterns are relative to; each file's own folder without it.

    Raises:
        ConfigError: A file cannot be read, or something in it does not fit.
    """
    layers: list[Layer] = []
    chain: list[str] = []
    following: str | None = path
    asked_by: tuple[str, str] | None = None
    while following is not None:
        text = _read(following, asked_by)
        table, within = _our_table(following, text)
        if table is None:
            raise ConfigError(
                Message("没有 [tool.reportlint] 表", "has no table [tool.reportlint]"),
                path=shown(following),
            )
        try:
            table = _checked(table, registry)
        except SettingError as fault:
            raise _located(fault, following, text, within) from None
        chain.append(following)
        here = os.path.dirname(following)
        if "baseline" in table:
            named = os.path.expanduser(table["baseline"])
            table = {**table, "baseline": os.path.normpath(os.path.join(here, named))}
        name = shown(following)
        layers.append(Layer(table, Message(f"{name} 的", f"in {name}"), folder or here, following))
        asked_by, following = (following, text), _base(table, following)
        if following in chain:
            circle = " → ".join(shown(link) for link in [*chain, following])
            circular = SettingError(
                ("extend",),
                Message(f"extend 成环：{circle}", f"extend goes in a circle: {circle}"),
                Message("删去其中一处 extend", "remove one of these extend keys"),
            )
            raise _located(circular, *asked_by, within)
    return layers[::-1]


def command_line_layer(table: Mapping[str, Any], registry: Registry) -> Layer:
    """Check the settings given as command line options; the name of an option is its key.

    Raises:
        ConfigError: One of them does not fit; the message names the option.
    """
    try:
        table = _checked(table, registry)
    except SettingError as fault:
        flag = f"--{fault.at[0]}"
        message = Message(f"{flag}：{fault.message.zh}", f"{flag}: {fault.message.en}")
        raise ConfigError(message, remedy=fault.remedy) from None
    return Layer(table, Message("命令行的", "on the command line"), os.getcwd())


def profile_layer(name: str, registry: Registry) -> Layer:
    """Return the settings of a profile that is installed.

    It may name rules that are not: their plugin can be optional, or disabled.

    Raises:
        ConfigError: The profile's own table does not fit.
    """
    origin = Message(f"规则组合 {name} 的", f"in profile {name}")
    table = registry.profiles.get(name, {})
    try:
        check_table(table, PROFILE_KEYS)
        table = installed_part(table, registry)
        check_names(table, registry)
        table = with_codes(table, registry)
    except SettingError as fault:
        message = Message(
            f"规则组合 {name}：{fault.message.zh}", f"profile {name}: {fault.message.en}"
        )
        raise ConfigError(message, remedy=fault.remedy) from None
    return Layer(table, origin, os.getcwd())


def has_our_table(path: str, data: bytes) -> bool:
    """Tell whether a `pyproject.toml` that mentions us has the table `[tool.reportlint]`.

    Raises:
        ConfigError: It is no TOML.
    """
    table, _ = _our_table(path, _decode(path, data))
    return table is not None


def raw_table(path: str) -> Mapping[str, Any]:
    """Return a file's table unchecked, for the keys that are needed before plugins load.

    Raises:
        ConfigError: The file cannot be read or is no TOML.
    """
    table, _ = _our_table(path, _read(path, None))
    return table or {}


def shown(path: str) -> str:
    """Return a path as people are told it: relative where it lies below here."""
    here = os.getcwd().rstrip(os.sep) + os.sep
    return path[len(here) :] if path.startswith(here) else path


def _checked(table: Mapping[str, Any], registry: Registry) -> dict[str, Any]:
    check_version(table)
    check_table(table, KEYS)
    check_names(table, registry)
    return with_codes(table, registry)


def _base(table: Mapping[str, Any], path: str) -> str | None:
    named = table.get("extend")
    if named is None:
        return None
    joined = os.path.join(os.path.dirname(path), os.path.expanduser(named))
    return os.path.normpath(joined)


def _read(path: str, asked_by: tuple[str, str] | None) -> str:
    try:
        with open(path, "rb") as file:
            return _decode(path, file.read())
    except OSError as error:
        reason = error.strerror or str(error)
        if asked_by is None:
            raise ConfigError(
                Message(f"无法读取配置文件：{reason}", f"cannot read the configuration: {reason}"),
                remedy=Message("检查路径与权限", "check the path and the permissions"),
                path=shown(path),
            ) from None
        unreadable = SettingError(
            ("extend",),
            Message(
                f"无法读取 extend 所指的 {shown(path)}：{reason}",
                f"cannot read {shown(path)}, which extend names: {reason}",
            ),
            Message("路径相对于本文件", "the path is relative to this file"),
        )
        within = ("tool", "reportlint") if asked_by[0].endswith("pyproject.toml") else ()
        raise _located(unreadable, *asked_by, within) from None


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


def _our_table(path: str, text: str) -> tuple[dict[str, Any] | None, tuple[str, ...]]:
    """Parse a file; return our table, and the keys that lead to it."""
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
    if os.path.basename(path) != "pyproject.toml":
        return table, ()
    tool = table.get("tool")
    ours = tool.get("reportlint") if isinstance(tool, dict) else None
    return (ours if isinstance(ours, dict) else None), ("tool", "reportlint")


def _located(fault: SettingError, path: str, text: str, within: Sequence[str]) -> ConfigError:
    from reportlint.locate import line_of

    return ConfigError(
        fault.message,
        remedy=fault.remedy,
        path=shown(path),
        line=line_of(text, (*within, *fault.at), fault.value),
    )
