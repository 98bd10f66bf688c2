"""Remember between runs what start-up would compute again: a speed-up, never a truth.

One small file in the user's cache folder holds plain values keyed by whatever they
depend on. Losing it, or being unable to write it, changes nothing but the time.
"""

from __future__ import annotations

import atexit
import marshal
import os
import sys
from typing import Any, TypeVar

T = TypeVar("T")
_LIMIT = 512  # entries; older keys of changed files pile up otherwise

_values: dict[Any, Any] | None = None
_changed = False
_on = True


def disable() -> None:
    """Neither read nor write the file in this process."""
    global _on, _values
    _on = False
    _values = {}


def cache_folder() -> str:
    """Return the folder for caches: `REPORTLINT_CACHE_DIR`, else the platform's."""
    named = os.environ.get("REPORTLINT_CACHE_DIR")
    if named:
        return named
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.expanduser("~")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return os.path.join(base, "reportlint")


def stamp(path: str) -> tuple[int, int]:
    """Return size and modification time (ns) of a file, or (-1, -1) where there is none."""
    try:
        status = os.stat(path)
    except OSError:
        return -1, -1
    return status.st_size, status.st_mtime_ns


def remember(key: Any, make: Any) -> Any:
    """Return the remembered value of `key`, or make it and remember it.

    Args:
        key: A tuple of plain values that names everything the value depends on.
        make: Called without arguments when nothing is remembered; its result
            must consist of the plain types that `marshal` writes.
    """
    global _changed
    values = _load()
    if key in values:
        return values[key]
    made = values[key] = make()
    if not _changed and _on:
        _changed = True
        atexit.register(_save)
    return made


def forget(key: Any) -> None:
    """Drop one remembered value that turned out stale."""
    _load().pop(key, None)


def _file() -> str:
    return os.path.join(cache_folder(), f"memo-{sys.implementation.cache_tag}.bin")


def _load() -> dict[Any, Any]:
    global _values
    if _values is None:
        _values = {}
        try:
            with open(_file(), "rb") as file:
                loaded = marshal.load(file)
            if isinstance(loaded, dict):
                _values = loaded
        except (OSError, ValueError, EOFError, TypeError):
            pass  # no memo, or a damaged one: it is made anew
    return _values


def _save() -> None:
    values = dict(list((_values or {}).items())[-_LIMIT:])
    target = _file()
    beside = f"{target}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(beside, "wb") as file:
            marshal.dump(values, file)
        os.replace(beside, target)
    except (OSError, ValueError):
        pass  # a cache that cannot be written is no fault of the document
