"""What is wrong with a plugin: the error that names its distribution, or the local file."""

from __future__ import annotations

from reportlint.entry_points import EntryPoint
from reportlint.hookspecs import PROJECT
from reportlint.message import Message, ReportlintError


class PluginError(ReportlintError):
    """A plugin cannot be loaded, or two of them clash."""


def named(error: BaseException) -> str:
    """Return an error's type and text on one line; pluggy's texts span several."""
    return " ".join(f"{type(error).__name__}: {error}".split())


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
