from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlint import han_to_int, int_to_han, to_int
from strategies import texts


@given(st.integers(0, 999))
def test_han_round_trip(value: int) -> None:
    assert han_to_int(int_to_han(value)) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("二十一", 21),
        ("一百零二", 102),
        ("〇", 0),
        ("一十", 10),
    ],
)
def test_read(text: str, value: int) -> None:
    assert han_to_int(text) == value


@pytest.mark.parametrize(
    ("value", "text"), [(10, "十"), (110, "一百一十"), (305, "三百零五"), (0, "零")]
)
def test_write(value: int, text: str) -> None:
    assert int_to_han(value) == text


@pytest.mark.parametrize("text", ["", "百", "十十", "二三", "甲", "1"])
def test_what_is_no_numeral(text: str) -> None:
    with pytest.raises(ValueError, match="numeral"):
        han_to_int(text)


@pytest.mark.parametrize("value", [-1, 1000])
def test_out_of_bounds(value: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        int_to_han(value)


@pytest.mark.parametrize(
    ("text", "value"), [("12", 12), ("１２", 12), ("⑳", 20), ("①", 1), ("二十", 20)]
)
def test_ordinals(text: str, value: int) -> None:
    assert to_int(text) == value


@given(texts)
def test_reading_raises_nothing_but_value_error(text: str) -> None:
    with contextlib.suppress(ValueError):
        assert to_int(text) >= 0
