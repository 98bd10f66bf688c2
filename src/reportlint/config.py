"""The configuration of a file with all it extends: names checked, joined in layers.

Every fault names the file, the line of the key and the nearest name that is known.
What a configuration means for a document is decided in `policy.py`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from reportlint.config_files import ConfigError, read_chain
from reportlint.layers import Layer
from reportlint.message import Message
from reportlint.names import check_names, check_version, installed_part, with_codes
from reportlint.records import NamedTuple
from reportlint.schema import DEFAULT_KEYS, KEYS, PROFILE_KEYS, SettingError, check_table

if TYPE_CHECKING:
    from reportlint.loading import Plugin
    from reportlint.plugins import Registry
    from reportlint.schema import Key

__all__ = [
    "ConfigError",
    "Loaded",
    "command_line_layer",
    "default_layers",
    "load_layers",
    "profile_layer",
]


class Loaded(NamedTuple):
    """A configuration file with all it extends.

    Attributes:
        layers: The tables, the farthest base first.
        registry: What is installed, and the local rules that these files name.
    """

    layers: list[Layer]
    registry: Registry


def load_layers(path: str, registry: Registry, folder: str | None = None) -> Loaded:
    """Read a configuration file and all it extends.

    Args:
        path: Absolute path of the file.
        registry: What is installed, to check codes, options, profiles and plugins.
        folder: What patterns are relative to; each file's own folder without it.

    Raises:
        ConfigError: A file cannot be read, or something in it does not fit.
        PluginError: Local rules are broken.
    """
    files = read_chain(path, registry)
    for file in files:
        with file.located():
            local = file.table.get("plugins", {}).get("local", ())
            plugins = [_local(name, file.folder) for name in local]
            known = {plugin.entry for plugin in registry.plugins}
            registry = registry.extended([p for p in plugins if p.entry not in known])
            if "custom" in file.table or "packs" in file.table:
                from reportlint.own_rules import with_own_rules

                registry = with_own_rules(registry, file)
    layers = []
    for file in files:
        with file.located():
            check_names(file.table, registry)
            table = with_codes(file.table, registry)
        if "baseline" in table:
            named = os.path.expanduser(table["baseline"])
            table = {**table, "baseline": os.path.normpath(os.path.join(file.folder, named))}
        if "suppressions" in table:
            from reportlint.suppressions import resolved

            table = {
                **table,
                "suppressions": resolved(table["suppressions"], folder or file.folder),
            }
        layers.append(Layer(table, file.origin, folder or file.folder, file.path))
    return Loaded(layers, registry)


def _local(name: str, folder: str) -> Plugin:
    from reportlint.local import load_local  # runs code: only when a configuration names it

    return load_local(name, folder)


def command_line_layer(table: Mapping[str, Any], registry: Registry) -> Layer:
    """Check the settings given as command line options; the name of an option is its key.

    Raises:
        ConfigError: One of them does not fit; the message names the option.
    """
    try:
        check_version(table)
        check_table(table, KEYS)
        check_names(table, registry)
        table = with_codes(table, registry)
        if "baseline" in table:
            table["baseline"] = os.path.abspath(table["baseline"])
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
    about = Message(f"规则组合 {name}", f"profile {name}")
    table = _tolerant(registry.profiles.get(name, {}), PROFILE_KEYS, registry, about)
    return Layer(table, origin, os.getcwd())


def default_layers(registry: Registry) -> list[Layer]:
    """Return what installed plugins set for whoever says nothing else, in order of loading.

    Raises:
        ConfigError: A plugin's table does not fit; the message names its distribution.
    """
    layers = []
    for plugin in registry.plugins:
        if plugin.default_config:
            zh, en = plugin.entry.label
            about = Message(f"{zh} 的 reportlint_default_config", f"default settings of {en}")
            table = _tolerant(plugin.default_config, DEFAULT_KEYS, registry, about)
            name = plugin.entry.distribution
            origin = Message(f"插件 {name} 的缺省配置", f"in the default settings of {name}")
            layers.append(Layer(table, origin, os.getcwd(), owner=plugin.entry))
    return layers


def _tolerant(
    table: Mapping[str, Any], keys: Mapping[str, Key], registry: Registry, about: Message
) -> dict[str, Any]:
    """Check a plugin's table; rules that it names may be missing with their plugin."""
    try:
        check_table(table, keys)
        table = installed_part(table, registry)
        check_names(table, registry)
        return with_codes(table, registry)
    except SettingError as fault:
        message = Message(f"{about.zh}：{fault.message.zh}", f"{about.en}: {fault.message.en}")
        raise ConfigError(message, remedy=fault.remedy) from None
