"""Regular expressions that are compiled when they are first used.

For the modules that every start loads: compiling their patterns there would cost more
than reading and linting a document, and the command remembers compiled patterns only
once it runs (`cli/patterns.py`).
"""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("match", "fullmatch", "search", "finditer", "findall", "split", "sub", "subn")


class _Lazy:
    """Stands for a compiled pattern; its first use compiles it, the others cost nothing more."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._arguments = pattern, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(*self._arguments)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what can be used like `re.compile(pattern, flags)`, compiled on first use.

    Args:
        pattern: A pattern of our own: a fault in it shows only when it is used.
        flags: As for `re.compile`.
    """
    return cast("re.Pattern[str]", _Lazy(pattern, int(flags)))
