"""GitHub's `primaryLocationLineHash`: what code scanning matches alerts by.

The algorithm is that of `fingerprints.ts` in github/codeql-action: a rolling hash of
base 37 modulo 2^64 over the 100 UTF-16 units from the start of a line, where blanks
and tabs are skipped, CR and CRLF count as LF, and 65535 stands for the end of the
file; then `:n` for the nth line with that hash. It runs over the bytes read as UTF-8,
whatever their encoding.
"""

from __future__ import annotations

import sys
from operator import mul
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportlint import Source

_WINDOW = 100
_MASK = (1 << 64) - 1
_POWERS = tuple(pow(37, _WINDOW - 1 - index, 1 << 64) for index in range(_WINDOW))
_UTF16 = "utf-16-le" if sys.byteorder == "little" else "utf-16-be"
_BOMS = {
    "utf-16-le": b"\xff\xfe",
    "utf-16-be": b"\xfe\xff",
    "utf-32-le": b"\xff\xfe\x00\x00",
    "utf-32-be": b"\x00\x00\xfe\xff",
}


def line_hashes(source: Source, last: int) -> list[str]:
    """Return the hashes of lines 1 to `last`, as far as GitHub sees that many lines.

    In UTF-16 some halves of characters look like line breaks to GitHub; its hash
    for a line number is given all the same, because that is what it will compare.
    """
    text = _as_utf8(source).replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace(" ", "").replace("\t", "") + "\uffff"
    units = memoryview(text.encode(_UTF16, "surrogatepass")).cast("H")
    narrow = len(units) == len(text)
    counts: dict[int, int] = {}
    out = []
    start = 0
    for line in text.split("\n", last)[:last]:
        value = sum(map(mul, units[start : start + _WINDOW], _POWERS)) & _MASK
        counts[value] = count = counts.get(value, 0) + 1
        out.append(f"{value:x}:{count}")
        start += 1 + (len(line) if narrow else len(line.encode(_UTF16, "surrogatepass")) // 2)
    return out


def _as_utf8(source: Source) -> str:
    """Return the file's bytes, read as UTF-8 with U+FFFD for what is none."""
    if source.encoding == "utf-8":
        return "\ufeff" + source.text if source.bom else source.text
    mark = _BOMS.get(source.encoding, b"") if source.bom else b""
    return (mark + source.text.encode(source.encoding, "replace")).decode("utf-8", "replace")
