"""Files that appear whole or not at all: written beside their place, then moved there."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from reportlint.message import Message, ReportlintError

if TYPE_CHECKING:
    from types import TracebackType


class WriteError(ReportlintError):
    """An output file cannot be written."""


class AtomicFile:
    """A UTF-8 text file under way to `path`; an exception leaves the old one in place.

    A character that UTF-8 lacks (a file name's undecodable byte) is written as an
    escape. What is no regular file, such as `/dev/stdout`, is written in place.

    Raises:
        WriteError: On opening, if the folder does not exist or is not writable.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._target = os.path.realpath(path)
        self._beside: str | None = f"{self._target}.{os.getpid()}.tmp"
        self._mode: int | None = None
        try:
            status = os.stat(self._target)
        except OSError:
            pass
        else:
            self._mode = stat.S_IMODE(status.st_mode)
            if not stat.S_ISREG(status.st_mode):
                self._beside = None
        try:
            self._file = open(  # noqa: SIM115  # closed by __exit__
                self._beside or self._target,
                "w",
                encoding="utf-8",
                errors="backslashreplace",
                newline="\n",
            )
        except OSError as error:
            raise self._fault(error) from None

    def write(self, text: str) -> None:
        """Add text."""
        try:
            self._file.write(text)
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
                if self._mode is not None:
                    os.chmod(self._beside, self._mode)
                os.replace(self._beside, self._target)
        except OSError as failure:
            self._remove()
            raise self._fault(failure) from None
        if kind is not None:
            self._remove()

    def _remove(self) -> None:
        if self._beside is not None and os.path.exists(self._beside):
            os.unlink(self._beside)

    def _fault(self, error: OSError) -> WriteError:
        reason = error.strerror or str(error)
        return WriteError(
            Message(f"无法写入：{reason}", f"cannot be written: {reason}"),
            remedy=Message(
                "检查文件夹是否存在、可写", "check that its folder exists and is writable"
            ),
            path=self.path,
        )
