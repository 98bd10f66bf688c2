"""What would be changed, as a unified diff that `git apply` and `patch` read."""

from __future__ import annotations

_NO_BREAK = "\\ No newline at end of file\n"
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def unified_diff(path: str, before: str, after: str) -> str:
    r"""Return the difference of two texts; empty where there is none.

    Only `\n` ends a line, as in git: a `\r` is part of its line, so that the diff applies.

    Args:
        path: The file as outputs show it.
        before: Its text.
        after: Its text with the fixes.
    """
    from difflib import unified_diff as differing

    old, new = _name("a", path), _name("b", path)
    lines = differing(_lines(before), _lines(after), old, new)
    return "".join(line if line.endswith("\n") else f"{line}\n{_NO_BREAK}" for line in lines)


def _lines(text: str) -> list[str]:
    lines = [line + "\n" for line in text.split("\n")]
    last = lines.pop()[:-1]
    return [*lines, last] if last else lines


def _name(side: str, path: str) -> str:
    """Return a file's name as git writes it: quoted if need be, a tab behind one with blanks."""
    name = f"{side}/{path.lstrip('/')}"
    if any(character in _ESCAPES for character in name):
        return '"' + "".join(_ESCAPES.get(character, character) for character in name) + '"'
    return name + "\t" if " " in name else name
