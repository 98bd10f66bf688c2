"""Remember between runs what start-up would compute again: a speed-up, never a truth.

One small file for each Python environment, in the user's cache folder, holds plain
values under keys, each with a stamp of what it depends on. Losing the file, or being
unable to write it, changes nothing but the time.
"""

from __future__ import annotations

import atexit
import marshal
import os
import sys
import time
from binascii import crc32
from collections.abc import Callable
from typing import Any

_MAGIC = b"reportlint-memo-2\n"
_LIMIT = 128  # entries; keys of files that are gone would pile up otherwise

_values: dict[Any, tuple[Any, Any]] | None = None
_state = {"enabled": True, "changed": False}


def cache_folder() -> str:
    """Return the folder for caches: `REPORTLINT_CACHE_DIR`, else the platform's."""
    named = os.environ.get("REPORTLINT_CACHE_DIR")
    if named:
        return os.path.abspath(named)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.expanduser("~")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME", "")
        if not os.path.isabs(base):  # the XDG specification ignores such a value
            base = os.path.expanduser("~/.cache")
    return os.path.join(base, "reportlint")


def stamp(path: str) -> tuple[int, int]:
    """Return size and modification time (ns) of a file, or (-1, -1) where there is none."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return -1, -1
    return status.st_size, status.st_mtime_ns


def remember(key: Any, depends_on: Any, make: Callable[[], Any]) -> Any:
    """Return the remembered value of `key`, or make it and remember it.

    Args:
        key: A string or a tuple of strings; it has one value at a time.
        depends_on: Plain values; the value is made anew when they have changed.
        make: Called without arguments when nothing is remembered; its result
            must consist of the plain types that `marshal` writes.
    """
    values = _load()
    known = values.pop(key, None)
    if known is not None and known[0] == depends_on:
        values[key] = known  # moved to the end: the oldest are dropped first
        return known[1]
    made = make()
    values[key] = depends_on, made
    if not _state["changed"]:
        _state["changed"] = True
        atexit.register(save)
    return made


def forget(key: Any) -> None:
    """Drop one remembered value that turned out stale."""
    _load().pop(key, None)


def disable() -> None:
    """Neither read nor write the file for the rest of the process."""
    global _values
    _state["enabled"] = False
    _values = {}


def save() -> None:
    """Write what is remembered, if anything changed; happens at exit by itself."""
    if not _state["enabled"] or not _state["changed"]:
        return
    target = _file()
    if not os.path.isabs(target):
        return  # no home folder: nothing may be left behind in the current one
    beside = f"{target}.{os.getpid()}-{time.time_ns()}"  # another process may write as well
    try:
        data = marshal.dumps(dict(list(_load().items())[-_LIMIT:]))
        os.makedirs(os.path.dirname(target), exist_ok=True)
        try:
            with open(beside, "wb") as file:
                file.write(_MAGIC + crc32(data).to_bytes(4, "big") + data)
            os.replace(beside, target)
        except OSError:
            os.unlink(beside)
    except (OSError, ValueError):
        pass  # a cache that cannot be written is no fault of the document


def _file() -> str:
    environment = crc32(os.fsencode(sys.prefix))
    return os.path.join(
        cache_folder(), f"memo-{sys.implementation.cache_tag}-{environment:08x}.bin"
    )


def _load() -> dict[Any, tuple[Any, Any]]:
    global _values
    if _values is None:
        _values = _read() if _state["enabled"] else {}
    return _values


def _read() -> dict[Any, tuple[Any, Any]]:
    """Read the file; the check sum keeps damaged bytes from `marshal`, which they could crash."""
    try:
        with open(_file(), "rb") as file:
            raw = file.read()
        head = len(_MAGIC) + 4
        if (
            not raw.startswith(_MAGIC)
            or crc32(raw[head:]).to_bytes(4, "big") != raw[head - 4 : head]
        ):
            return {}
        loaded = marshal.loads(raw[head:])
    except (OSError, ValueError, EOFError, TypeError):
        return {}  # no memo, or a damaged one: it is made anew
    return loaded if isinstance(loaded, dict) else {}
