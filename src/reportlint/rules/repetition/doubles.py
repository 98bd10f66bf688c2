"""Where a text says the same characters twice in a row: `学习学习`, `的的`.

A character that equals the one `k` places on is a zero in the text XORed with
itself shifted by `k`; a zero run of `k` characters is a doubled string of `k`.
Big integers do this natively in linear time: a backreference costs many times as much.
Only the low byte of every character goes in; what comes out is checked against the text.
"""

from __future__ import annotations


def doubled(text: str, longest: int, shortest: int = 1) -> list[tuple[int, int]]:
    """Find strings that follow themselves at once.

    Args:
        text: The text to scan.
        longest: The longest string to look for, in code points.
        shortest: The shortest one.

    Returns:
        Offset of the first copy and length of one copy, by length; of overlapping
        doublings of one length the leftmost. A run of one repeated character counts
        once, with length 1.
    """
    low = text.encode("utf-16-le", "surrogatepass")[::2]
    if len(low) != len(text):  # characters beyond the Basic Multilingual Plane
        low = text.encode("utf-32-le", "surrogatepass")[::4]
    number = int.from_bytes(low, "little")
    hits: list[tuple[int, int]] = []
    for length in range(shortest, longest + 1):
        equal = (number ^ (number >> (8 * length))).to_bytes(len(low), "little")
        wanted = bytes(length)
        at = equal.find(wanted)
        while at >= 0:
            end = at + length
            one = text[at:end]
            if not text.startswith(one, end) or end == len(text):
                at += 1
            elif one == one[0] * length:
                if length == 1:
                    hits.append((at, 1))
                at = _past_run(text, end, one[0])
            else:
                hits.append((at, length))
                at = end
            at = equal.find(wanted, at)
    return hits


def _past_run(text: str, start: int, character: str) -> int:
    """Return where a run of one character ends: blanks and rule lines may be long."""
    while True:
        piece = text[start : start + 64]
        same = len(piece) - len(piece.lstrip(character))
        start += same
        if same < 64:
            return start
