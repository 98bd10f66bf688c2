"""A folder with a configuration, and the command line run in it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from reportlint.cli import main


class Outcome(NamedTuple):
    code: int
    out: str
    err: str


class Project:
    """A folder in which the command line runs, in this process."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        return path

    def configure(self, tables: str) -> None:
        self.write(".reportlint.toml", tables)

    def run(self, *arguments: str) -> Outcome:
        code = main(list(arguments))
        done = self._capsys.readouterr()
        assert "Traceback" not in done.err
        return Outcome(code, done.out, done.err)


@pytest.fixture
def project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Project:
    folder = tmp_path / "project"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return Project(folder, capsys)
