"""The rules that a configuration brings itself, without code: `[[custom]]` and `packs`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reportlint.config_files import ConfigError, File, shown
from reportlint.custom import Pack, PackError, make_rules, read_packs
from reportlint.entry_points import EntryPoint
from reportlint.loading import Plugin, read_pack
from reportlint.message import Message
from reportlint.schema import SettingError

if TYPE_CHECKING:
    from reportlint.plugins import Registry
    from reportlint.rule import Rule


def with_own_rules(registry: Registry, file: File) -> Registry:
    """Return a registry with the rules of a file's `[[custom]]` tables and packs.

    Args:
        registry: What is installed, and what the files before this one bring.
        file: The file; its shape is known to be right.

    Raises:
        SettingError: Something in the file itself does not fit.
        ConfigError: Something in one of its packs does not fit.
    """
    label = label_of(file)
    rules = make_rules(file.table.get("custom", ()), label)
    registry = _joined(registry, rules, label)
    for pack in packs_of(file, registry):
        try:
            registry = _joined(registry, pack.rules, pack.label)
        except SettingError as fault:
            raise _as_config_error(pack.error(fault)) from None
    return registry


def label_of(file: File) -> str:
    """Return a configuration file, or the plugin that brings one, as people are told it."""
    return shown(file.path) if file.path is not None else file.origin.en.removeprefix("in ")


def packs_of(file: File, registry: Registry, *, gated: bool = True) -> list[Pack]:
    """Read the packs that a file names.

    Args:
        file: The file.
        registry: The plugins, some of which read packs of their own format.
        gated: Whether a table whose own examples fail is an error.

    Raises:
        SettingError: There is no such file or folder.
        ConfigError: A pack cannot be read, or something in it does not fit.
    """
    packs: list[Pack] = []
    for name in file.table.get("packs", ()):
        path = os.path.normpath(os.path.join(file.folder, os.path.expanduser(name)))
        if not os.path.exists(path):
            raise SettingError(
                ("packs",),
                Message(f"没有规则包 {name}", f"there is no pack {name}"),
                Message("路径相对于本文件", "the path is relative to this file"),
                name,
            )
        try:
            packs += read_any(path, registry, gated=gated)
        except PackError as error:
            raise _as_config_error(error) from None
    return packs


def read_any(path: str, registry: Registry, *, gated: bool = True) -> list[Pack]:
    """Read a pack in a plugin's format or, where none knows it, as TOML.

    Raises:
        ReportlintError: It cannot be read, or something in it does not fit.
    """
    label = shown(path)
    for plugin in registry.plugins:
        rules = read_pack(plugin, label)
        if rules is not None:
            return [Pack(label, "", rules)]
    return read_packs(path, label, gated=gated)


def _joined(registry: Registry, rules: Sequence[type[Rule]], label: str) -> Registry:
    """Add the rules of one file.

    Raises:
        SettingError: A code or a name is taken; both owners are named.
    """
    entry = EntryPoint(label, "", label, "[[custom]]")
    if not rules or any(plugin.entry == entry for plugin in registry.plugins):
        return registry  # two configurations may extend the same base, or name the same pack
    taken: dict[str, str] = {}
    for code, owner in registry.owners.items():
        taken[code] = taken[registry.rules[code].name] = str(owner)
    for index, rule in enumerate(rules):
        for key, word in (("code", rule.code), ("name", rule.name)):
            if word in taken:
                raise SettingError(
                    ("custom", index, key),
                    Message(
                        f"{word} 重复：{taken[word]} 与 {label} 的 [[custom]] {rule.code} 都有它",
                        f"{word} is claimed by {taken[word]} and by [[custom]] {rule.code} "
                        f"in {label}",
                    ),
                    Message(f"另取一个 {key}", f"choose another {key}"),
                )
        taken[rule.code] = taken[rule.name] = f"{label} [[custom]] {rule.code}"
    return registry.extended([Plugin(entry, tuple(rules), (), (), {}, 0.0)])


def _as_config_error(error: PackError) -> ConfigError:
    return ConfigError(error.message, remedy=error.remedy, path=error.path, line=error.line)
