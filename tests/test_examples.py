"""The example reports: what their README says is what reportlint finds."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).resolve().parent.parent / "examples" / "reports"
FINISHED = "工作总结（定稿）.txt"


@pytest.fixture(scope="module")
def findings() -> list[dict[str, object]]:
    done = subprocess.run(
        [sys.executable, "-m", "reportlint", "check", "--isolated", "--output-format", "json", "."],
        cwd=EXAMPLES,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1, done.stderr
    found: list[dict[str, object]] = json.loads(done.stdout)["findings"]
    return found


def listed() -> set[tuple[str, int, str]]:
    """Return (file, line, code) of each row; an empty cell repeats the file above it."""
    rows, name = set(), ""
    for line in (EXAMPLES / "README.md").read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.split("|")[1:-1]]
        if len(cells) == 4 and re.fullmatch(r"RPT\d+", cells[2]):
            name = cells[0].strip("`") or name
            rows.add((name, int(cells[1]), cells[2]))
    return rows


def test_every_row_of_the_page_is_found(findings: list[dict[str, object]]) -> None:
    found = {(f["path"], f["line"], f["code"]) for f in findings}
    assert len(listed()) > 30
    assert listed() - found == set()


def test_the_finished_report_and_the_page_are_silent(findings: list[dict[str, object]]) -> None:
    assert (EXAMPLES / FINISHED).is_file()
    assert [f for f in findings if f["path"] in (FINISHED, "README.md")] == []


def test_one_report_is_gb18030() -> None:
    data = next(EXAMPLES.glob("*GB18030*")).read_bytes()
    with pytest.raises(UnicodeDecodeError):
        data.decode("utf-8")
    assert "安全生产" in data.decode("gb18030")
