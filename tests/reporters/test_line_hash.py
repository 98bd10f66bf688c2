"""`primaryLocationLineHash` against a second implementation, written from the description."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reportlint import Source
from reportlint.reporters.line_hash import line_hashes

BLOCK = 100
CHARACTERS = st.sampled_from("报告，。a1 \t\r\n\u2028\x85\u3000😀𠮷上一\ufeff\uffff")


def described(data: bytes) -> dict[int, str]:
    """Hash a file's lines character by character with a window that rolls, as GitHub does."""
    window = [0] * BLOCK
    lines = [-1] * BLOCK
    state = {"hash": 0, "index": 0, "line": 0}
    first_mod = pow(37, BLOCK, 2**64)
    counts: dict[str, int] = {}
    out: dict[int, str] = {}
    line_start, previous_cr = True, False

    def give() -> None:
        value = format(state["hash"], "x")
        counts[value] = counts.get(value, 0) + 1
        out[lines[state["index"]]] = f"{value}:{counts[value]}"
        lines[state["index"]] = -1

    def update(unit: int) -> None:
        leaving = window[state["index"]]
        window[state["index"]] = unit
        state["hash"] = (37 * state["hash"] + unit - first_mod * leaving) % 2**64
        state["index"] = (state["index"] + 1) % BLOCK

    encoded = data.decode("utf-8", "replace").encode("utf-16-le")
    units = [int.from_bytes(encoded[i : i + 2], "little") for i in range(0, len(encoded), 2)]
    for unit in [*units, 65535]:
        if unit in (32, 9) or (previous_cr and unit == 10):
            previous_cr = False
            continue
        previous_cr = unit == 13
        unit = 10 if unit == 13 else unit
        if lines[state["index"]] != -1:
            give()
        if line_start:
            line_start = False
            state["line"] += 1
            lines[state["index"]] = state["line"]
        line_start = unit == 10
        update(unit)
    for _ in range(BLOCK):
        if lines[state["index"]] != -1:
            give()
        update(0)
    return out


def ours(data: bytes, encoding: str | None = None) -> dict[int, str]:
    source = Source.from_bytes(data, encoding=encoding)
    return dict(enumerate(line_hashes(source, source.line_count), 1))


@given(text=st.text(CHARACTERS, max_size=260), bom=st.booleans())
@example(text="", bom=False)
@example(text="一\r\n", bom=True)
@example(text="一\r \n二", bom=False)
@example(text="x" * 99 + "\n" + "x" * 100 + "\n" + "x" * 101, bom=False)
@example(text="同\n" * 150, bom=False)
def test_utf8(text: str, bom: bool) -> None:
    data = (b"\xef\xbb\xbf" if bom else b"") + text.encode()
    assert ours(data, None if bom else "utf-8") == described(data)


@given(text=st.text(CHARACTERS, max_size=150))
def test_gb18030(text: str) -> None:
    data = text.encode("gb18030")
    assert ours(data, "gb18030") == described(data)


@given(text=st.text(CHARACTERS, max_size=150))
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16(encoding: str, text: str) -> None:
    mark = b"\xff\xfe" if encoding == "utf-16-le" else b"\xfe\xff"
    data = mark + text.encode(encoding)
    theirs = described(data)
    for line, value in ours(data).items():
        assert theirs[line] == value


def test_known_value() -> None:
    """One line `a`: ((97·37 + 65535)·37^98) mod 2^64, the file's end behind it."""
    value = (97 * 37 + 65535) * pow(37, 98) % 2**64
    assert line_hashes(Source("a"), 1) == [f"{value:x}:1"]


def test_only_lines_that_are_asked_for() -> None:
    assert len(line_hashes(Source("一\n二\n三"), 2)) == 2


def test_seeds(shared: Path) -> None:
    for path in sorted((shared / "seeds").iterdir()):
        data = path.read_bytes()
        assert ours(data) == described(data), path.name
