from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlint import Position, Source
from reportlint.source import DecodeError
from strategies import encodable_texts, texts


@given(texts)
def test_position_and_offset_are_inverse(text: str) -> None:
    source = Source(text)
    for offset in range(len(text) + 1):
        assert source.offset(source.position(offset)) == offset


@given(texts)
def test_lines_tile_the_text_and_break_at_cr_and_lf_only(text: str) -> None:
    source = Source(text)
    lines = [source.line_text(n) for n in range(1, source.line_count + 1)]
    assert lines == text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


@given(texts, st.data())
def test_columns_count_the_units_before_them(text: str, data: st.DataObject) -> None:
    source = Source(text)
    offset = data.draw(st.integers(0, len(text)))
    line, column = source.position(offset)
    before = text[offset - column + 1 : offset]
    assert source.utf16_column(offset) == len(before.encode("utf-16-le", "surrogatepass")) // 2 + 1
    assert source.utf8_column(offset) == len(before.encode("utf-8", "surrogatepass")) + 1
    assert line >= 1


def test_columns_of_an_astral_character() -> None:
    source = Source("甲\n一𠮷二")
    offset = 5
    assert source.position(offset - 1) == Position(2, 3)
    assert source.position(offset) == Position(2, 4)
    assert source.utf16_column(offset - 1) == 4
    assert source.utf8_column(offset - 1) == 8


def test_long_line_columns_are_linear() -> None:
    text = "一𠮷" * 500_000
    source = Source("甲\r\n" + text)
    began = time.process_time()
    for offset in range(3, len(text), 100):
        units = source.utf16_column(offset)
    assert units == (offset - 3) // 2 * 3 + (offset - 3) % 2 + 1
    assert source.utf8_column(len(text) + 3) == 7 * 500_000 + 1
    assert time.process_time() - began < 5  # a quadratic scan takes minutes


@pytest.mark.parametrize("bad", [Position(0, 1), Position(3, 1), Position(1, 0), Position(2, 3)])
def test_no_offset_outside_the_text(bad: Position) -> None:
    with pytest.raises(ValueError, match=r"line|column"):
        Source("一\n二").offset(bad)


def test_no_position_outside_the_text() -> None:
    with pytest.raises(ValueError, match="outside"):
        Source("一").position(2)


@given(encodable_texts.filter(lambda text: "\0" not in text and not text.startswith("\ufeff")))
def test_utf8_round_trip(text: str) -> None:
    source = Source.from_bytes(text.encode())
    assert (source.text, source.encoding, source.bom) == (text, "utf-8", False)


@pytest.mark.parametrize(
    ("codec", "mark"),
    [
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-32-le", b"\xff\xfe\0\0"),
        ("utf-32-be", b"\0\0\xfe\xff"),
    ],
)
@given(text=encodable_texts)
def test_a_byte_order_mark_decides(codec: str, mark: bytes, text: str) -> None:
    if codec == "utf-16-le" and text.startswith("\0"):
        return  # the same bytes as UTF-32's mark
    source = Source.from_bytes(mark + text.encode(codec), encoding="gb18030")
    assert (source.text, source.encoding, source.bom) == (text, codec, True)


@pytest.mark.parametrize("text", ["主题教育", "抓好工作，𠮷。", "二〇二三年工作总结\r\n一、学习"])
def test_gb18030_is_found_out(text: str) -> None:
    source = Source.from_bytes(text.encode("gb18030"))
    assert (source.text, source.encoding) == (text, "gb18030")


def test_damaged_utf8_is_named_with_its_line() -> None:
    data = ("一、学习情况\n" * 3 + "二、存在问题" + "。\n" * 4).encode()
    broken = data.replace("存".encode(), "存".encode()[:2])
    with pytest.raises(DecodeError) as caught:
        Source.from_bytes(broken, "报告.txt")
    assert caught.value.line == 4
    assert "UTF-8" in str(caught.value)
    assert str(caught.value).startswith("报告.txt:4:")
    assert "damaged UTF-8" in caught.value.render("en")


def test_damaged_gb18030_is_named() -> None:
    data = "主题教育开展以来".encode("gb18030") + b"\xff\xff" + "工作".encode("gb18030")
    with pytest.raises(DecodeError, match="GB18030"):
        Source.from_bytes(data)


def test_what_is_neither_says_so() -> None:
    data = "标题\n\n正".encode() + b"\xff\xfe\x80" + "好".encode()
    with pytest.raises(DecodeError) as caught:
        Source.from_bytes(data, "a.txt")
    assert caught.value.line == 3
    assert "neither UTF-8 (byte 12 cannot be decoded) nor GB" in caught.value.render("en")


def test_damaged_utf16_is_named() -> None:
    with pytest.raises(DecodeError, match="UTF-16"):
        Source.from_bytes(b"\xff\xfe" + "一".encode("utf-16-le") + b"\x00")


def test_binary_is_refused() -> None:
    with pytest.raises(DecodeError, match="二进制"):
        Source.from_bytes(b"PK\x03\x04\0\0\0")


def test_a_named_encoding_is_used_and_checked() -> None:
    assert Source.from_bytes("報告".encode("big5"), encoding="big5").text == "報告"
    with pytest.raises(DecodeError, match="UTF-8"):
        Source.from_bytes("报告".encode("gb18030"), encoding="utf-8")


@pytest.mark.parametrize("name", ["latin-chinese", "rot13", "hex", "undefined", "a\0b"])
def test_what_is_no_text_encoding_is_refused(name: str) -> None:
    with pytest.raises(DecodeError, match="编码"):
        Source.from_bytes(b"abc", encoding=name)
