"""The reporter, through the command line as a user meets it."""

import csv
import io
import subprocess
import sys
from pathlib import Path

import pytest

DOCUMENT = Path(__file__).parent.parent / "documents" / "检修.memo"


def rows(*arguments: str, code: int) -> list[list[str]]:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "reportlint",
            "check",
            "--isolated",
            "--output-format",
            "csv",
            *arguments,
        ],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == code, done.stderr
    return list(csv.reader(io.StringIO(done.stdout)))


def test_one_row_a_finding() -> None:
    head, *found = rows("--select", "AC", str(DOCUMENT), code=1)
    assert head == ["path", "line", "column", "severity", "code", "message", "remedy"]
    assert [row[1:5] for row in found] == [
        ["6", "6", "warning", "AC101"],
        ["9", "1", "warning", "AC201"],
    ]


@pytest.mark.parametrize("text", ["", "一切正常。\n"])
def test_a_head_without_findings(tmp_path: Path, text: str) -> None:
    path = tmp_path / "稿.txt"
    path.write_text(text, "utf-8")
    assert len(rows("--select", "AC", str(path), code=0)) == 1
