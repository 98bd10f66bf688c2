"""Vim and Neovim read the `text` format, and the cursor stands on the fault."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reportlint import FileResult, Source

EDITORS = {"vim": ["-N", "-es"], "nvim": ["--headless", "-es"]}
# Other documents hold lone carriage returns among other line breaks: to an editor no breaks.
BROKEN_ELSEWHERE = ("年度 报告/混合.txt",)
SCRIPT = r"""
set encoding=utf-8 fileencodings=ucs-bom,utf-8,gb18030 fileformats=unix,dos,mac hidden
set errorformat=%f:%l:%c:\ %m
cgetfile out.text
let places = []
for entry in range(1, len(getqflist()))
  execute 'cc' entry
  let rest = strpart(getline('.'), col('.') - 1)
  call add(places, json_encode([expand('%'), line('.'), rest, getqflist()[entry - 1].text]))
endfor
call writefile(places, 'places.jsonl')
qall!
"""
Check = Callable[..., FileResult]
Write = Callable[..., str]


@pytest.fixture(params=EDITORS)
def jump(
    request: pytest.FixtureRequest, absent: Callable[[str], None], tmp_path: Path
) -> Callable[[str], list[list[Any]]]:
    """Load a text output; return file, line, the line from the cursor on, and the message."""
    editor: str = request.param
    usable = [name for name in EDITORS if _has_quickfix(name)]
    if not usable:
        absent("Vim or Neovim with quickfix")
    if editor not in usable:
        pytest.skip(f"{editor} is absent; {usable[0]} is asked")

    def do(text: str) -> list[list[Any]]:
        (tmp_path / "out.text").write_bytes(text.encode())
        (tmp_path / "script.vim").write_text(SCRIPT, encoding="utf-8")
        command = [editor, "-u", "NONE", "-i", "NONE", "-n", *EDITORS[editor], "-S", "script.vim"]
        subprocess.run(
            command, cwd=tmp_path, stdin=subprocess.DEVNULL, capture_output=True,
            timeout=60, check=False,
        )  # fmt: skip
        lines = (tmp_path / "places.jsonl").read_text(encoding="utf-8").split("\n")
        return [json.loads(line) for line in lines if line]

    return do


def _has_quickfix(editor: str) -> bool:
    if shutil.which(editor) is None:
        return False
    done = subprocess.run([editor, "--version"], capture_output=True, text=True, check=False)
    return "-quickfix" not in done.stdout  # Neovim always has it and names no features


def results(folder: Path, documents: dict[str, bytes], check: Check) -> list[FileResult]:
    found = []
    for name, data in documents.items():
        if name in BROKEN_ELSEWHERE:
            continue
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)
        source = Source.from_bytes(data)
        found.append(check(source.text, name, source.encoding, source.bom))
    return found


def expected(result: FileResult) -> list[list[Any]]:
    source = result.document.source
    places = []
    for finding in result.findings:
        line = source.position(finding.start).line
        rest = source.text[finding.start : source.line_span(line).end]
        message = f"{finding.code} {finding.message}"
        message += "；" + finding.remedy if finding.remedy else ""
        places.append([result.path, line, rest, message])
    return places


def test_the_cursor_stands_on_the_fault(
    jump: Callable[[str], list[list[Any]]],
    tmp_path: Path,
    documents: dict[str, bytes],
    check: Check,
    write: Write,
) -> None:
    found = results(tmp_path, documents, check)
    places = jump(write("text", *found, column_unit="utf8"))
    assert len(places) > 20
    assert places == [place for result in found for place in expected(result)]


def test_code_points_miss_it(
    jump: Callable[[str], list[list[Any]]], tmp_path: Path, check: Check, write: Write
) -> None:
    """Why `--column-unit utf8` is there: `%c` counts bytes."""
    text = "今年召开会议*次\n"
    found = results(tmp_path, {"甲.txt": text.encode()}, check)
    assert jump(write("text", *found, column_unit="utf8"))[0][2] == "*次"
    assert jump(write("text", *found))[0][2] != "*次"
