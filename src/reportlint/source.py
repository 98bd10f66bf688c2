r"""A decoded document and its positions.

This is the only place where offsets become lines and columns, and bytes become
text. Lines break at `\r\n`, `\n` and `\r` only: `str.splitlines` also breaks at
U+2028, form feed and U+0085 and would shift every later line.
"""

from __future__ import annotations

from bisect import bisect_right

from reportlint.deferred import lazy
from reportlint.message import Message, ReportlintError
from reportlint.records import NamedTuple

_LINE_BREAK = lazy(r"\r\n?|\n")
_CHUNK = 4096  # code points between two marks of the cumulative unit counts
_BOMS = (  # the longer first: UTF-32 begins like UTF-16
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)


class Span(NamedTuple):
    """A half-open pair of offsets in code points."""

    start: int
    end: int


class Position(NamedTuple):
    """A line and a column, both 1-based; the column in code points."""

    line: int
    column: int


class DecodeError(ReportlintError):
    """The bytes of a file are not text in an encoding that is known or was named."""


class Source:
    """One document as it was read: the untouched text and how it was decoded.

    Args:
        text: The decoded text; a byte order mark is not part of it.
        path: The file's name for people; it is never opened from here.
        encoding: Python's name of the encoding the bytes were in.
        bom: Whether the bytes began with a byte order mark.
    """

    __slots__ = ("_starts", "_units", "bom", "encoding", "path", "text")

    def __init__(
        self, text: str, path: str = "<text>", encoding: str = "utf-8", bom: bool = False
    ) -> None:
        self.text = text
        self.path = path
        self.encoding = encoding
        self.bom = bom
        self._starts: list[int] | None = None
        self._units: dict[str, list[int]] = {}

    @classmethod
    def from_bytes(cls, data: bytes, path: str = "<text>", encoding: str | None = None) -> Source:
        """Decode a file's bytes.

        Args:
            data: The whole file.
            path: Its name, for messages.
            encoding: The encoding to use; without it a BOM decides, then strict
                UTF-8, then GB18030.

        Raises:
            DecodeError: The bytes are binary, damaged, or not in that encoding.
        """
        text, used, bom = _decode(data, path, encoding)
        return cls(text, path, used, bom)

    def encode(self, text: str) -> bytes:
        """Return a text as bytes in this source's encoding, with its byte order mark."""
        mark = next((mark for mark, name in _BOMS if name == self.encoding), b"")
        return (mark if self.bom else b"") + text.encode(self.encoding)

    @property
    def line_starts(self) -> list[int]:
        """Offset of the first code point of every line; the first is 0."""
        starts = self._starts
        if starts is None:
            text = self.text
            starts = [0]
            if "\r" in text:
                starts.extend(found.end() for found in _LINE_BREAK.finditer(text))
            else:
                at = text.find("\n") + 1
                while at:
                    starts.append(at)
                    at = text.find("\n", at) + 1
            self._starts = starts
        return starts

    @property
    def line_count(self) -> int:
        """Number of lines; the empty text and a final line break count one more."""
        return len(self.line_starts)

    def position(self, offset: int) -> Position:
        """Locate an offset.

        Args:
            offset: Code points from the start of `text`; 0 ≤ offset ≤ len(text).

        Returns:
            Line and column, both 1-based, the column in code points.

        Raises:
            ValueError: offset lies outside the text.
        Source: SARIF 2.1.0 §3.30 (regions).
        """
        if not 0 <= offset <= len(self.text):
            raise ValueError(f"offset {offset} outside 0..{len(self.text)}")
        starts = self.line_starts
        line = bisect_right(starts, offset)
        return Position(line, offset - starts[line - 1] + 1)

    def offset(self, position: Position) -> int:
        """Return the offset of a position; the inverse of `position`.

        Raises:
            ValueError: There is no such line, or the column lies beyond its end.
        """
        line, column = position
        starts = self.line_starts
        if not 1 <= line <= len(starts):
            raise ValueError(f"line {line} outside 1..{len(starts)}")
        offset = starts[line - 1] + column - 1
        limit = starts[line] - 1 if line < len(starts) else len(self.text)
        if column < 1 or offset > limit:
            raise ValueError(f"column {column} outside line {line}")
        return offset

    def line_span(self, line: int) -> Span:
        """Return the span of a 1-based line without its line break."""
        starts = self.line_starts
        start = starts[line - 1]
        end = starts[line] if line < len(starts) else len(self.text)
        text = self.text
        if end > start and text[end - 1] == "\n":
            end -= 1
        if end > start and text[end - 1] == "\r":
            end -= 1
        return Span(start, end)

    def line_text(self, line: int) -> str:
        """Return a 1-based line without its line break."""
        start, end = self.line_span(line)
        return self.text[start:end]

    def utf16_column(self, offset: int) -> int:
        """Return the 1-based column of an offset in UTF-16 code units (SARIF, LSP)."""
        return self._column(offset, "utf-16-le") // 2 + 1

    def utf8_column(self, offset: int) -> int:
        """Return the 1-based column of an offset in UTF-8 bytes (reviewdog)."""
        return self._column(offset, "utf-8") + 1

    def _column(self, offset: int, codec: str) -> int:
        """Bytes in `codec` from the start of the line to the offset."""
        starts = self.line_starts
        start = starts[bisect_right(starts, offset) - 1]
        if offset - start <= _CHUNK:
            return len(self.text[start:offset].encode(codec, "surrogatepass"))
        return self._bytes_before(offset, codec) - self._bytes_before(start, codec)

    def _bytes_before(self, offset: int, codec: str) -> int:
        """Bytes in `codec` before an offset, with marks so that long lines stay linear."""
        marks = self._units.get(codec)
        text = self.text
        if marks is None:
            marks = [0]
            for at in range(0, len(text), _CHUNK):
                piece = text[at : at + _CHUNK].encode(codec, "surrogatepass")
                marks.append(marks[-1] + len(piece))
            self._units[codec] = marks
        whole = offset // _CHUNK
        rest = text[whole * _CHUNK : offset].encode(codec, "surrogatepass")
        return marks[whole] + len(rest)


def _decode(data: bytes, path: str, encoding: str | None) -> tuple[str, str, bool]:
    for mark, name in _BOMS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(name), name, True
            except UnicodeDecodeError as error:
                raise _damaged(data, path, name, error.start + len(mark)) from None
    if encoding is not None:
        try:
            return data.decode(encoding), encoding, False
        except UnicodeDecodeError as error:
            raise _damaged(data, path, encoding, error.start) from None
        except (LookupError, ValueError):  # no such codec, or one that is none for text
            raise DecodeError(
                Message(f"没有名为 {encoding} 的编码", f"no encoding is called {encoding}"),
                remedy=Message("改用 utf-8 或 gb18030", "use utf-8 or gb18030"),
                path=path,
            ) from None
    if b"\0" in data:
        raise DecodeError(
            Message("是二进制文件，不是文本", "is a binary file, not text"),
            remedy=Message(
                "从检查范围中排除（exclude），或另存为文本",
                "exclude it, or save it as text",
            ),
            path=path,
        )
    try:
        return data.decode("utf-8"), "utf-8", False
    except UnicodeDecodeError as error:
        first = error.start
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        gb_first = error.start
    else:
        if not _mostly_utf8(data):
            return text, "gb18030", False
        raise _damaged(data, path, "utf-8", first)
    if _mostly_utf8(data):
        raise _damaged(data, path, "utf-8", first)
    raise DecodeError(
        Message(
            f"既不是 UTF-8（第 {first + 1} 个字节处损坏），"
            f"也不是 GB18030（第 {gb_first + 1} 个字节处损坏）",
            f"neither UTF-8 (byte {first + 1} cannot be decoded) "
            f"nor GB18030 (byte {gb_first + 1} cannot be decoded)",
        ),
        remedy=_SAVE_AGAIN,
        path=path,
        line=data[:first].count(b"\n") + 1,
    )


def _mostly_utf8(data: bytes) -> bool:
    """Whether text that is not strict UTF-8 was meant as UTF-8.

    A UTF-8 file that lost a byte can pass as GB18030; Chinese text in GB18030,
    read as UTF-8, breaks at nearly every character.
    """
    read = data.decode("utf-8", "replace")
    broken = read.count("\ufffd")
    whole = sum(1 for character in read if character > "\x7f") - broken
    return whole > 4 * broken


_SAVE_AGAIN = Message(
    "从原稿重新保存为 UTF-8，或用 --encoding 指明编码",
    "save it again as UTF-8 from the original, or name the encoding with --encoding",
)


def _damaged(data: bytes, path: str, name: str, first: int) -> DecodeError:
    before = data[:first]
    unit = {"utf-16-le": b"\n\0", "utf-16-be": b"\0\n"}.get(name, b"\n")
    line = before.count(unit) + 1
    shown = name.upper()
    return DecodeError(
        Message(
            f"{shown} 文本在第 {first + 1} 个字节处损坏",
            f"damaged {shown}: byte {first + 1} cannot be decoded",
        ),
        remedy=_SAVE_AGAIN,
        path=path,
        line=line,
    )
