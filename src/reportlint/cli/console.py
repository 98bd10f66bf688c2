"""Standard output and standard error: encoding, colour, width, and how an error is said."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO

    from reportlint.message import Message, ReportlintError


def prepare() -> None:
    """Make both streams able to write any character, on Windows too.

    A pipe gets UTF-8 unless `PYTHONIOENCODING` names another encoding; a terminal keeps
    its own. What an encoding lacks is written as an escape and never raises.
    """
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if stream.isatty() or os.environ.get("PYTHONIOENCODING"):
            reconfigure(errors="backslashreplace")
        else:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def silence() -> None:
    """Send the rest of standard output nowhere: its reader has gone."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def language(arguments: list[str]) -> str:
    """Return the language that arguments ask for, before anything has parsed them."""
    for at, word in enumerate(arguments):
        if word == "--lang" and at + 1 < len(arguments):
            return "en" if arguments[at + 1] == "en" else "zh"
        if word.startswith("--lang="):
            return "en" if word == "--lang=en" else "zh"
    return "zh"


def complain(error: ReportlintError, lang: str) -> None:
    """Print one error on standard error."""
    word = "error: " if lang == "en" else "错误："
    print(word + error.render(lang), file=sys.stderr)


def note(message: Message, lang: str) -> None:
    """Print on standard error what is no error."""
    print("reportlint: " + message.render(lang), file=sys.stderr)


def wants_color(choice: str, stream: TextIO) -> bool:
    """Whether a standard stream gets colour: `--color`, then NO_COLOR, FORCE_COLOR, a terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def width(stream: TextIO) -> int:
    """Return the columns of a stream's terminal; 80 where there is none."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdigit() and int(columns) > 0:
        return int(columns)
    try:
        return os.get_terminal_size(stream.fileno()).columns or 80
    except (OSError, ValueError, AttributeError):
        return 80
