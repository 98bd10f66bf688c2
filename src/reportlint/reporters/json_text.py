"""Strings as JSON, written directly: a dictionary for every finding would cost too much."""

from __future__ import annotations

from json.encoder import encode_basestring, encode_basestring_ascii


def quote(text: str) -> str:
    """Return a JSON string; Chinese stays readable, lone surrogates become escapes.

    A surrogate comes from a file name that is no UTF-8; no encoder would write it.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return encode_basestring_ascii(text)
    return encode_basestring(text)


def one_line(chunk: str) -> str:
    r"""Return a piece of JSON without characters at which readers break lines.

    U+2028, U+2029, U+0085 and U+007F are legal in a JSON string, but Python's
    `splitlines` and many a script take the first three for the end of a line.
    """
    if "\u2028" in chunk:
        chunk = chunk.replace("\u2028", "\\u2028")
    if "\u2029" in chunk:
        chunk = chunk.replace("\u2029", "\\u2029")
    if "\x85" in chunk:
        chunk = chunk.replace("\x85", "\\u0085")
    return chunk.replace("\x7f", "\\u007f") if "\x7f" in chunk else chunk
