"""Fields in braces, in messages and in replacements: `{match}`, `{right}`, `{1}`, `{name}`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from reportlint.message import Message
from reportlint.schema import KeyPath, SettingError, nearest

_FIELD = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
_LONGEST = 40  # code points of a match that a message repeats


def fill(template: str, values: Mapping[str, str]) -> str:
    """Return a template with its fields filled in; `{{` and `}}` stand for braces."""

    def filled(found: re.Match[str]) -> str:
        name = found.group(1)
        return found.group()[0] if name is None else values.get(name, "")

    return _FIELD.sub(filled, template)


def without_fields(template: str) -> str:
    """Return a template with `…` in place of its fields."""
    return _FIELD.sub(lambda m: m.group()[0] if m.group(1) is None else "…", template)


def check_fields(templates: Iterable[str], known: Iterable[str], at: KeyPath) -> None:
    """Check that a wording asks only for what there is.

    Raises:
        SettingError: A field that the kind of rule and its patterns do not have.
    """
    names = list(known)
    for template in templates:
        for found in _FIELD.finditer(template):
            if found.group() in ("{", "}"):
                raise SettingError(
                    at,
                    Message(f"花括号不成对：{template}", f"a brace has no partner: {template}"),
                    Message("花括号本身写作 {{ }}", "write {{ }} for braces themselves"),
                )
            name = found.group(1)
            if name is not None and name not in names:
                raise SettingError(
                    at,
                    Message(f"没有字段 {{{name}}}", f"there is no field {{{name}}}"),
                    nearest(name, names),
                )


def clipped(text: str) -> str:
    """Return a text as a message repeats it: a long one loses its middle."""
    if len(text) <= _LONGEST:
        return text
    return f"{text[: _LONGEST - 10]}…{text[-8:]}"
