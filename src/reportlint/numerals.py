"""Chinese numerals and the ordinals that number headings and items."""

from __future__ import annotations

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def han_to_int(text: str) -> int:
    """Read a Chinese cardinal below one thousand.

    Args:
        text: For example `三`, `十`, `二十一`, `一百零二`.

    Raises:
        ValueError: The text is not such a numeral.
    """
    total, digit = 0, -1
    last = 1000
    for character in text:
        unit = 10 if character == "十" else 100 if character == "百" else 0
        if unit:
            if unit >= last or (digit < 0 and unit == 100):
                raise ValueError(f"not a numeral: {text!r}")
            total += (digit if digit >= 0 else 1) * unit
            digit, last = -1, unit
        elif character in _DIGITS and digit <= 0:
            digit = _DIGITS[character]
        else:
            raise ValueError(f"not a numeral: {text!r}")
    if not text:
        raise ValueError("an empty text is no numeral")
    return total + max(digit, 0)


def int_to_han(value: int) -> str:
    """Write a number from 0 to 999 as one does in an ordinal: 10 is 十, 12 is 十二."""
    if not 0 <= value < 1000:
        raise ValueError(f"{value} outside 0..999")
    digits = "零一二三四五六七八九"
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    out = f"{digits[hundreds]}百" if hundreds else ""
    if tens:
        out += ("" if tens == 1 and not hundreds else digits[tens]) + "十"
    elif hundreds and ones:
        out += "零"
    return out + (digits[ones] if ones or not value else "")


def to_int(text: str) -> int:
    """Read an ordinal's numeral: Chinese, Arabic (half or full width), or circled.

    Raises:
        ValueError: The text is none of these.
    """
    if len(text) == 1 and text in _CIRCLED:
        return _CIRCLED.index(text) + 1
    return int(text) if text.isdecimal() else han_to_int(text)
