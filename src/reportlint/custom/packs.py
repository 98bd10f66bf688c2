"""Packs: TOML files, or folders of them, that hold nothing but `[[custom]]` tables."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from reportlint.custom.tables import make_rules
from reportlint.locate import line_of
from reportlint.message import Message, ReportlintError
from reportlint.schema import SettingError, nearest

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from reportlint.rule import Rule

_KEYS = ("custom",)


class PackError(ReportlintError):
    """A pack cannot be read, or a table in it does not fit."""


class Pack(NamedTuple):
    """One file of tables and the rules they make, or what a plugin read in its own format.

    Attributes:
        label: Its path as people are told it.
        text: The file's text, to find lines in; empty where a plugin read it.
        rules: One for each table, in order.
    """

    label: str
    text: str
    rules: Sequence[type[Rule]]

    def error(self, fault: SettingError) -> PackError:
        """Return the error of a key in this file, with its line."""
        return _located(fault, self.label, self.text)


def read_packs(path: str, label: str, *, gated: bool = True) -> list[Pack]:
    """Read a pack: a TOML file, or a folder with any number of them.

    Args:
        path: The file or folder.
        label: How people are told it.
        gated: Whether a table whose own examples fail is an error.

    Raises:
        PackError: It cannot be read, or a table does not fit.
    """
    if not os.path.isdir(path):
        return [_read(path, label, gated)]
    try:
        names = sorted(name for name in os.listdir(path) if name.endswith(".toml"))
    except OSError as error:
        raise _unreadable(label, error.strerror or str(error)) from None
    if not names:
        raise PackError(
            Message("文件夹里没有 .toml 文件", "the folder holds no .toml file"), path=label
        )
    return [_read(os.path.join(path, name), os.path.join(label, name), gated) for name in names]


def plugin_rules(items: Sequence[Any], label: str) -> list[type[Rule]]:
    """Return the rules of what a plugin's `reportlint_packs` returned: paths and tables.

    Raises:
        PackError: A pack cannot be read, or a table does not fit.
    """
    rules: list[type[Rule]] = []
    for item in items:
        if isinstance(item, Mapping):
            try:
                rules += make_rules([item], label)
            except SettingError as fault:
                raise PackError(fault.message, remedy=fault.remedy) from None
        else:
            path = os.fspath(item)
            rules += [rule for pack in read_packs(path, path) for rule in pack.rules]
    return rules


def _read(path: str, label: str, gated: bool) -> Pack:
    try:
        with open(path, "rb") as file:
            text = file.read().decode("utf-8-sig")
    except OSError as error:
        raise _unreadable(label, error.strerror or str(error)) from None
    except UnicodeDecodeError:
        raise PackError(
            Message("文件不是 UTF-8 编码", "the file is not UTF-8"),
            remedy=Message("另存为 UTF-8", "save it as UTF-8"),
            path=label,
        ) from None
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+)", str(error))
        reason = re.sub(r" \(at .*\)$", "", str(error))
        raise PackError(
            Message(f"TOML 语法错误：{reason}", f"TOML syntax error: {reason}"),
            remedy=Message("字符串要加引号，列表用 [ ]", "quote strings; lists stand in [ ]"),
            path=label,
            line=int(found.group(1)) if found else text.rstrip("\n").count("\n") + 1,
        ) from None
    try:
        return Pack(label, text, make_rules(_tables(table), label, gated=gated))
    except SettingError as fault:
        raise _located(fault, label, text) from None


def _tables(table: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    for name in table:
        if name not in _KEYS:
            raise SettingError(
                (name,),
                Message(
                    f"规则包里只能有 [[custom]]，没有 {name}",
                    f"a pack holds [[custom]] only, no {name}",
                ),
                nearest(name, _KEYS),
            )
    tables = table.get("custom")
    if not isinstance(tables, list) or not tables or not all(isinstance(t, dict) for t in tables):
        raise SettingError(
            ("custom",),
            Message("规则包里没有 [[custom]] 表", "the pack holds no table [[custom]]"),
        )
    return tables


def _located(fault: SettingError, label: str, text: str) -> PackError:
    line = line_of(text, fault.at, fault.value)
    return PackError(fault.message, remedy=fault.remedy, path=label, line=line)


def _unreadable(label: str, reason: str) -> PackError:
    return PackError(
        Message(f"无法读取规则包：{reason}", f"cannot read the pack: {reason}"),
        remedy=Message("检查路径与权限", "check the path and the permissions"),
        path=label,
    )
