"""Output formats as the command line offers them: several at once, a third party's, units."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest


class Outcome(NamedTuple):
    code: int
    out: str
    err: str


Runner = Callable[..., Outcome]
Plugin = Callable[[str, str], Path]

FAULTY = "😀召开会议*次。\n"
OURS = (
    "text", "full", "json", "jsonl", "sarif", "github", "gitlab", "rdjson", "rdjsonl", "junit",
    "markdown",
)  # fmt: skip
COUNTING = """
from reportlint import hookimpl

class Counting:
    name = "counting"
    def begin(self, run):
        self.rules = len(run.rules)
        return self
    def file(self, result):
        return "".join(f"{result.path} {finding.code}\\n" for finding in result.findings)
    def end(self, summary):
        return f"{summary.files} files, {self.rules} rules\\n"

@hookimpl
def reportlint_reporters():
    return [Counting()]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "文稿").mkdir()
    (tmp_path / "文稿" / "年度 报告.txt").write_text(FAULTY, encoding="utf-8")
    (tmp_path / "文稿" / "好.txt").write_text("都写完了。\n", encoding="utf-8")
    return tmp_path


def select(*more: str) -> tuple[str, ...]:
    return ("check", "--isolated", "--select", "RPT101", *more, "文稿")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", OURS)
def test_equal_runs_exit_equally(reportlint: Runner, inside: Runner, name: str) -> None:
    code, out, err = reportlint(*select("--output-format", name))
    assert (code, err) == (1, "")
    assert "RPT101" in out
    assert inside(*select("--output-format", name, "--exit-zero")).code == 0


def test_all_in_one_run(reportlint: Runner, inside: Runner, folder: Path) -> None:
    wanted = [f"--output-format={name}:out.{name}" for name in OURS if name != "text"]
    together = reportlint(*select(*wanted, "--output-format", "text"))
    assert together.code == 1
    assert together.out == inside(*select()).out
    for name in OURS[2:]:
        alone = inside(*select("--output-format", name)).out
        assert (folder / f"out.{name}").read_bytes().decode() == alone, name


def test_a_third_party_s_format(reportlint: Runner, folder: Path, plugin: Plugin) -> None:
    site = plugin("acme", COUNTING)
    given = select("--output-format", "counting", "--output-format", "gitlab:quality.json")
    code, out, _ = reportlint(*given, path=site)
    assert code == 1
    assert out == "文稿/年度 报告.txt RPT101\n2 files, 1 rules\n"
    (entry,) = json.loads((folder / "quality.json").read_text(encoding="utf-8"))
    assert entry["check_name"] == "RPT101"
    code, _, err = reportlint(*select("--output-format", "countin"), path=site)
    assert (code, "counting" in err) == (2, True)


def test_a_format_that_is_written_in_pieces(
    reportlint: Runner, folder: Path, plugin: Plugin
) -> None:
    whole = '        return f"{summary.files} files, {self.rules} rules\\n"'
    pieces = """        raise AssertionError
    def pieces(self, summary):
        yield f"{summary.files} files, "
        yield f"{self.rules} rules\\n"
"""
    assert whole in COUNTING
    site = plugin("acme", COUNTING.replace(whole, pieces))
    given = select("--output-format", "counting")
    code, out, _ = reportlint(*given, path=site)
    assert (code, out) == (1, "文稿/年度 报告.txt RPT101\n2 files, 1 rules\n")
    reportlint(*given, "--output-file", "out.txt", path=site)
    assert (folder / "out.txt").read_bytes().decode() == out


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("unit", "start", "end"), [("codepoint", 6, 8), ("utf16", 7, 9), ("utf8", 17, 21)]
)
def test_column_unit(reportlint: Runner, inside: Runner, unit: str, start: int, end: int) -> None:
    given = ("--column-unit", unit)
    assert reportlint(*select(*given)).out.startswith(f"文稿/年度 报告.txt:1:{start}: RPT101 ")
    whole = json.loads(inside(*select(*given, "--output-format", "json")).out)
    line = json.loads(inside(*select(*given, "--output-format", "jsonl")).out)
    assert whole["column_unit"] == unit
    assert whole["findings"] == [line]
    assert (line["column"], line["end_column"]) == (start, end)


@pytest.mark.usefixtures("folder")
def test_column_unit_is_known_and_leaves_other_formats_alone(inside: Runner) -> None:
    assert inside(*select("--column-unit", "cells")).code == 2
    for name in ("sarif", "rdjson", "github", "gitlab"):
        plain = inside(*select("--output-format", name)).out
        assert inside(*select("--output-format", name, "--column-unit", "utf8")).out == plain


@pytest.mark.usefixtures("folder")
def test_statistics_in_english(reportlint: Runner) -> None:
    out = reportlint(*select("--statistics", "--lang", "en")).out
    assert "\n2 files checked, 1 with findings; 1 finding: 1 error, 0 warnings, 0 infos; " in out
    assert "; 0 fixable; 0." in out
