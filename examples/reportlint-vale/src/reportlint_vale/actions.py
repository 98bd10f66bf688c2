"""Vale's `action`: how a match could be mended. No fix is safe: a style does not say so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from reportlint import Message

from reportlint_vale.definition import Definition


class Action(NamedTuple):
    """An action of a rule file.

    Attributes:
        rights: From the match and the replacements of `swap` to what may stand in its place.
    """

    rights: Callable[[str, Sequence[str]], Sequence[str]]


_TRIMS: dict[str, Callable[[str, str], str]] = {
    "trim": str.strip,
    "trim_left": str.lstrip,
    "trim_right": str.rstrip,
    "remove": str.strip,  # an older name
}
SCRIPTED = ("suggest", "edit")
"""Actions that Vale hands to scripts and editors; of `edit`, trimming is done here too."""


def action_of(definition: Definition) -> Action | None:
    """Return the action of a rule file; None without one, and where it cannot be done here.

    Raises:
        StyleError: There is no such action.
    """
    table = definition.inner("action")
    name, params = table.get("name"), table.get("params") or []
    if name == "remove":
        return Action(lambda _text, _swap: [""])
    if name == "replace":
        return Action(lambda _text, swap: params or swap)
    if name == "edit" and len(params) == 2 and params[0] in _TRIMS:
        trim = _TRIMS[params[0]]
        return Action(lambda text, _swap: [trim(text, params[1])])
    if not table or name in SCRIPTED:
        return None
    raise definition.error(
        Message(f"没有名为 {name} 的 action", f"no action is called {name}"), "action"
    )
