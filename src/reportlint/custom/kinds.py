"""The kinds of rule that a table may be, by name."""

from __future__ import annotations

from importlib import import_module

from reportlint.custom.rule import CustomRule

_CLASSES = {
    "existence": ("existence", "Existence"),
    "substitution": ("substitution", "Substitution"),
    "occurrence": ("occurrence", "Occurrence"),
    "repetition": ("repetition", "Repetition"),
    "consistency": ("consistency", "Consistency"),
    "conditional": ("conditional", "Conditional"),
    "required-section": ("required_section", "RequiredSection"),
    "paired-markers": ("paired_markers", "PairedMarkers"),
    "sequence": ("sequence", "Sequence"),
}

KINDS = tuple(_CLASSES)


def kind_of(name: str) -> type[CustomRule]:
    """Return the class of a kind, imported when it is first asked for."""
    module, attribute = _CLASSES[name]
    made: type[CustomRule] = getattr(import_module(f"reportlint.custom.{module}"), attribute)
    return made
