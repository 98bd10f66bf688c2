"""The words that plugins and the configuration give to rules, joined by table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from reportlint.entry_points import is_disabled
from reportlint.words import WordTable

if TYPE_CHECKING:
    from reportlint.plugins import Registry


def join_words(
    registry: Registry, config: Mapping[str, Any], disabled: tuple[str, ...]
) -> dict[str, WordTable]:
    """Return what is added to each table and taken from it.

    Plugins come first, in the order of loading, then the configuration, whose `remove`
    goes before all that is added.

    Args:
        registry: The plugins.
        config: The merged table `words`, checked.
        disabled: Plugins whose words do not count.
    """
    pairs: dict[str, dict[str, str]] = {}
    for plugin in registry.plugins:
        if plugin.words and not (disabled and is_disabled(plugin.entry, disabled)):
            for name, words in plugin.words.items():
                pairs.setdefault(name, {}).update(_as_pairs(words))
    removed: dict[str, frozenset[str]] = {}
    for name, part in config.items():
        own = pairs.setdefault(name, {})
        own.update(part.get("pairs", {}))
        own.update(_as_pairs(part.get("phrases", ())))
        removed[name] = frozenset(part.get("remove", ()))
        for word in removed[name]:
            own.pop(word, None)
    return {name: WordTable(words, removed.get(name, frozenset())) for name, words in pairs.items()}


def _as_pairs(words: Any) -> Mapping[str, str]:
    return words if isinstance(words, Mapping) else {word: word for word in words}
