"""Where a text says the same characters twice in a row: `营商环境营商环境`.

A character that equals the one `k` places on is a zero in the text XORed with
itself shifted by `k`; a zero run of `k` characters is a doubled string of `k`.
Big integers do this natively in linear time: a backreference costs many times as much.
Only the low byte of every character goes in; what comes out is checked against the text.
"""

from __future__ import annotations

SHORTEST = 3
"""Code points of the shortest string that is looked for."""


def doubled(text: str, longest: int) -> list[tuple[int, int]]:
    """Find strings of three characters or more that follow themselves at once.

    Args:
        text: The text to scan.
        longest: The longest string to look for, in code points.

    Returns:
        Offset of the first copy and length of one copy, by length; of overlapping
        doublings of one length the leftmost. A run of one repeated character is none.
    """
    data, size = text.encode("utf-16-le", "surrogatepass"), 2
    if len(data) != size * len(text):  # characters beyond the Basic Multilingual Plane
        data, size = text.encode("utf-32-le", "surrogatepass"), 4
    # A run of three zeros or more holds a pair that begins at an even place, so half as many
    # bytes need a look: one of a pair is zero where both its characters come again.
    low = data[:: 2 * size]
    even = int.from_bytes(low, "little")
    odd = int.from_bytes(data[size :: 2 * size], "little")
    hits: list[tuple[int, int]] = []
    for length in range(SHORTEST, longest + 1):
        half = length // 2 * 8
        if length & 1:
            unequal = (even ^ (odd >> half)) | (odd ^ (even >> (half + 8)))
        else:
            unequal = (even ^ (even >> half)) | (odd ^ (odd >> half))
        pairs = unequal.to_bytes(len(low), "little")
        wanted = bytes(2 if length > 4 else 1)  # a run of five holds two such pairs
        done = 0
        pair = pairs.find(wanted)
        while pair >= 0:
            at = 2 * pair
            if at > done and text[at - 1 : at] == text[at + length - 1 : at + length]:
                at -= 1  # where the run begins
            end = at + length
            while text.startswith(one := text[at:end], end) and end < len(text):
                if one == one[0] * length:
                    end = _past_run(text, end, one[0])
                else:
                    hits.append((at, length))
                at = done = end
                end += length
            pair = pairs.find(wanted, max(pair + 1, (done + 1) // 2))
    return hits


def _past_run(text: str, start: int, character: str) -> int:
    """Return where a run of one character ends: blanks and rule lines may be long."""
    while True:
        piece = text[start : start + 64]
        same = len(piece) - len(piece.lstrip(character))
        start += same
        if same < 64:
            return start
