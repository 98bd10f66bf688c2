"""Compiled regular expressions, remembered between runs of the command.

`re` compiles in Python, and for the patterns of all rules that takes longer than reading
and linting a document. What it makes in the end is plain numbers for the engine `_sre`,
so the command keeps them in the memo and hands them to `_sre` again, whoever compiles:
our rules, a plugin's, a library's. `_sre` validates them before it uses them. Where an
interpreter works differently, everything is compiled as ever. Only the command does
this; who uses reportlint as a library keeps the `re` that Python has.
"""

from __future__ import annotations

import re
import sys
from importlib import import_module
from typing import Any

from reportlint import memo

_KEY = "patterns"
_LIMIT = 1000  # patterns; those of older versions and of configurations would pile up
_UNUSUAL = int(re.DEBUG | re.LOCALE)  # printed while compiling; bound to the process's locale

Key = tuple[Any, int]
"""The pattern's text and its flags."""
Program = tuple[int, bytes, int, dict[str, int]]
"""All flags, the program's 32-bit numbers, the number of groups, groups by name."""


def remember_patterns() -> None:
    """Let `re` find its programs in the memo, for the rest of the process."""
    try:
        compiler, parser, sre = _modules()
        depends_on = (sys.version, sre.MAGIC, sre.CODESIZE)
        original, translate, parse, build = (
            compiler.compile,
            compiler._code,
            parser.parse,
            sre.compile,
        )
    except (ImportError, AttributeError):
        return
    if sre.CODESIZE != 4:
        return
    known: dict[Key, Program] = memo.remember(_KEY, depends_on, dict)
    made: dict[Key, Program] = {}

    def compile(pattern: Any, flags: int = 0) -> Any:
        flags = int(flags)
        if flags & _UNUSUAL or not isinstance(pattern, str) or len(made) > _LIMIT:
            return original(pattern, flags)
        program = known.get((pattern, flags))
        try:
            if program is None:
                program = _program(parse(pattern, flags), flags, translate)
                if not made:
                    _save_at_exit(depends_on, known, made)
                made[pattern, flags] = program
            used, words, groups, names = program
            by_number: list[str | None] = [None] * (groups + 1)
            for name, number in names.items():
                by_number[number] = name
            code = memoryview(words).cast("I").tolist()
            return build(pattern, used, code, groups, names, tuple(by_number))
        except (AttributeError, TypeError, ValueError, RuntimeError, OverflowError):
            return original(pattern, flags)

    compiler.compile = compile


def _modules() -> tuple[Any, Any, Any]:
    """Return the private modules behind `re`: compiler, parser, engine."""
    if sys.version_info >= (3, 11):
        return import_module("re._compiler"), import_module("re._parser"), import_module("_sre")
    return import_module("sre_compile"), import_module("sre_parse"), import_module("_sre")


def _program(parsed: Any, flags: int, translate: Any) -> Program:
    code = translate(parsed, flags)
    state = parsed.state
    words = b"".join([word.to_bytes(4, sys.byteorder) for word in code])
    return flags | state.flags, words, state.groups - 1, dict(state.groupdict)


def _save_at_exit(depends_on: Any, known: dict[Key, Program], made: dict[Key, Program]) -> None:
    import atexit

    def save() -> None:
        memo.forget(_KEY)
        whole = {**known, **made} if len(known) + len(made) <= _LIMIT else made
        memo.remember(_KEY, depends_on, lambda: whole)
        memo.save()

    atexit.register(save)
