"""Files that appear whole or not at all: written beside their place, then moved there."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

from reportlint.message import Message, ReportlintError

if TYPE_CHECKING:
    from types import TracebackType


_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


class WriteError(ReportlintError):
    """An output file cannot be written."""


class AtomicFile:
    """A file under way to `path`; an exception leaves the old one in place.

    Text becomes UTF-8; a character that UTF-8 lacks (a file name's undecodable byte) is
    written as an escape. What is no regular file, such as `/dev/stdout`, is written in place.

    Raises:
        WriteError: On opening, if the folder does not exist or is not writable.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._target = os.path.realpath(path)
        # A short name of its own: the target's with more behind it could be too long.
        beside = f".{os.getpid()}-{id(self):x}.tmp"
        self._beside: str | None = os.path.join(os.path.dirname(self._target), beside)
        self._old: os.stat_result | None = None
        try:
            self._old = os.stat(self._target)
        except OSError:
            pass
        else:
            if not stat.S_ISREG(self._old.st_mode):
                self._beside = None
        try:
            self._file = open(  # noqa: SIM115  # closed by __exit__
                self._beside or self._target, "xb" if self._beside else "wb", opener=self._opened
            )
        except OSError as error:
            raise self._fault(error) from None

    def _opened(self, path: str, flags: int) -> int:
        """Open without showing to anyone what the old file keeps to itself."""
        return os.open(path, flags, stat.S_IMODE(self._old.st_mode) if self._old else 0o666)

    def write(self, text: str) -> None:
        """Add text."""
        self.write_bytes(text.encode("utf-8", "backslashreplace"))

    def write_bytes(self, data: bytes) -> None:
        """Add bytes as they are."""
        try:
            self._file.write(data)
        except OSError as error:
            raise self._fault(error) from None

    def __enter__(self) -> AtomicFile:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            self._file.close()
            if kind is None and self._beside is not None:
                self._take_over(self._beside)
                os.replace(self._beside, self._target)
        except OSError as failure:
            self._remove()
            raise self._fault(failure) from None
        if kind is not None:
            self._remove()

    def _take_over(self, beside: str) -> None:
        """Give the new file the old one's owner, where we may, and its mode."""
        old = self._old
        if old is None:
            return
        new = os.stat(beside)
        if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
            with suppress(OSError):
                os.chown(beside, old.st_uid, old.st_gid)
        os.chmod(beside, stat.S_IMODE(old.st_mode))

    def _remove(self) -> None:
        if self._beside is not None and os.path.exists(self._beside):
            os.unlink(self._beside)

    def _fault(self, error: OSError) -> WriteError:
        return _unwritable(self.path, error.strerror or str(error))


def _unwritable(path: str, reason: str) -> WriteError:
    return WriteError(
        Message(f"无法写入：{reason}", f"cannot be written: {reason}"),
        remedy=Message("检查文件夹是否存在、可写", "check that its folder exists and is writable"),
        path=path,
    )


def replace_bytes(path: str, data: bytes) -> None:
    """Put bytes in the place of a file's; its mode, its owner and a link to it stay.

    Raises:
        WriteError: The file is read-only, or cannot be written; it is as it was.
    """
    # A folder that is writable would let us put a new file even in a read-only one's place.
    if not (os.access(path, os.W_OK) and os.stat(path).st_mode & _WRITABLE):
        raise WriteError(
            Message("文件只读，未作修改", "is read-only and was not mended"),
            remedy=Message("取消只读属性后再试", "make it writable and try again"),
            path=path,
        )
    with AtomicFile(path) as file:
        file.write_bytes(data)
