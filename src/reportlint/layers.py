"""Settings in layers: a later one goes before an earlier one, key by key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from reportlint.message import Message
from reportlint.records import NamedTuple

if TYPE_CHECKING:
    from reportlint.entry_points import EntryPoint


class Layer(NamedTuple):
    """One checked table of settings.

    Attributes:
        table: The settings.
        origin: Where they come from, as messages put it: `in X`, `on the command line`.
        folder: Absolute path that its path patterns are relative to.
        path: Absolute path of the file, where there is one.
        key: The key that messages name, where the table stands for part of a file.
        owner: The plugin that brought it, where one did.
    """

    table: Mapping[str, Any]
    origin: Message
    folder: str
    path: str | None = None
    key: str | None = None
    owner: EntryPoint | None = None


def named_profile(layers: Sequence[Layer]) -> tuple[str | None, list[Layer]]:
    """Return the profile that holds, and the layers that stay above it.

    The last layer that names a profile decides. Its choice takes the place of the
    `select` of the layers below it; what they ignore, add and grade still holds.
    """
    for at in range(len(layers) - 1, -1, -1):
        name = layers[at].table.get("profile")
        if name is not None:
            return name, [*map(_without_select, layers[:at]), *layers[at:]]
    return None, list(layers)


def _without_select(layer: Layer) -> Layer:
    table = {key: value for key, value in layer.table.items() if key != "select"}
    return layer._replace(table=table)


def merged(layers: Sequence[Layer]) -> dict[str, Any]:
    """Join the tables of layers: tables key by key, anything else replaced."""
    result: dict[str, Any] = {}
    for layer in layers:
        _merge_into(result, layer.table)
    return result


def _merge_into(result: dict[str, Any], table: Mapping[str, Any]) -> None:
    for key, value in table.items():
        if isinstance(value, Mapping):
            below = result.get(key)
            result[key] = dict(below) if isinstance(below, dict) else {}
            _merge_into(result[key], value)
        else:
            result[key] = value
