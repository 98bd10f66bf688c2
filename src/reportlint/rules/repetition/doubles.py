"""Where a text says the same characters twice in a row: `学习学习`, `的的`.

A character that equals the one `k` places on is a zero in the text XORed with
itself shifted by `k`; a zero run of `k` characters is a doubled string of `k`.
Big integers do this natively in linear time: a backreference costs ten times as much.
"""

from __future__ import annotations

from collections.abc import Iterator


def doubled(text: str, longest: int) -> Iterator[tuple[int, int]]:
    """Yield (offset, length) of strings that follow themselves at once.

    Args:
        text: The text to scan.
        longest: The longest string to look for, in code points.

    Yields:
        The offset of the first copy and the length of one copy, by length; of
        overlapping doublings of one length the leftmost. Runs of one repeated
        character are yielded only with length 1.
    """
    width, codec = 2, "utf-16-le"
    data = text.encode(codec, "surrogatepass")
    if len(data) != 2 * len(text):
        width, codec = 4, "utf-32-le"
        data = text.encode(codec, "surrogatepass")
    number = int.from_bytes(data, "little")
    size = len(data)
    for length in range(1, longest + 1):
        shifted = number ^ (number >> (8 * width * length))
        # The last `length` characters met no partner: they are zero only where NUL is.
        equal = shifted.to_bytes(size, "little")
        yield from _runs(text, equal, width, length)


def _runs(text: str, equal: bytes, width: int, length: int) -> Iterator[tuple[int, int]]:
    wanted = bytes(width * length)
    at = equal.find(wanted)
    while at >= 0:
        past = at % width
        if past:  # between two characters: the halves of two that differ
            at = equal.find(wanted, at + width - past)
            continue
        start = at // width
        character = text[start]
        if text.count(character, start, start + length) == length:
            # Blanks or a rule line: one hit for the whole run, however long.
            if length == 1:
                yield start, 1
            at = _past_run(text, start, character) * width
        else:
            yield start, length
            at += width * length
        at = equal.find(wanted, at)


def _past_run(text: str, start: int, character: str) -> int:
    end = start
    while True:
        piece = text[end : end + 64]
        same = len(piece) - len(piece.lstrip(character))
        end += same
        if same < 64:
            return end
