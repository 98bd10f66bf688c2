"""Every format for reviews, written in one run of the command line, against its consumer.

rdjson, rdjsonl and gitlab are held against the schemas, and their places against the files;
junit is read by junitparser; the github and markdown formats are counted.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema
import pytest

from reportlint import Source

ROOT = Path(__file__).resolve().parents[2]
FORMATS = ("json", "jsonl", "gitlab", "rdjson", "rdjsonl", "junit", "github", "markdown", "text")
RUNS = ("seeds", "examples", "hard to place", "nothing found", "no files", "errors", "6,000")
_PLURAL = "召开会议*次，收集意见*条。\n"


class Outputs(NamedTuple):
    """What one run wrote, and the folder of its documents."""

    run: str
    folder: Path

    def text(self, format: str) -> str:
        return (self.folder.parent / f"out.{format}").read_bytes().decode()

    @property
    def findings(self) -> list[dict[str, Any]]:
        """The findings of the `json` format, to which the others are compared."""
        found: list[dict[str, Any]] = json.loads(self.text("json"))["findings"]
        return found


def _fill(run: str, folder: Path, shared: Path, documents: dict[str, bytes]) -> None:
    """Put the documents of a run into a folder."""
    if run == "seeds":
        shutil.copytree(shared / "seeds", folder / "年度 报告")
    elif run == "examples":
        shutil.copytree(ROOT / "examples" / "reports", folder / "reports")
    elif run == "hard to place":
        for name, data in documents.items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_bytes(data)
    elif run == "nothing found":
        (folder / "好.txt").write_text("今年的工作做完了。\n", encoding="utf-8")
    elif run == "errors":
        (folder / "坏 的.txt").write_bytes(b"\x00\x01\x02")
        (folder / "好.txt").write_text("召开会议*次。\n", encoding="utf-8")
    elif run == "6,000":
        (folder / "多.txt").write_text("报告\n" + _PLURAL * 3000, encoding="utf-8")


@pytest.fixture(scope="module", params=RUNS)
def outputs(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    shared: Path,
    documents: dict[str, bytes],
) -> Outputs:
    run: str = request.param
    folder = tmp_path_factory.mktemp("run") / "documents"
    folder.mkdir()
    _fill(run, folder, shared, documents)
    wanted = [f"--output-format={name}:{folder.parent / f'out.{name}'}" for name in FORMATS]
    rules = ["--select=RPT101"] if run in ("hard to place", "nothing found", "6,000") else []
    done = subprocess.run(
        [sys.executable, "-m", "reportlint", "check", "--isolated", "--exit-zero", "--no-cache",
         "--no-progress", *rules, *wanted, "."],
        cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == (2 if run == "errors" else 0), done.stderr
    return Outputs(run, folder)


@pytest.fixture(scope="session")
def schema(shared: Path) -> Callable[[str], Any]:
    """Make a validator of one of the schemas that the consumers publish."""

    def load(name: str) -> Any:
        table = json.loads((shared / "schemas" / name).read_text(encoding="utf-8"))
        kind = jsonschema.Draft4Validator if "definitions" in table else jsonschema.Draft7Validator
        kind.check_schema(table)
        return kind(table)

    return load


def shapes(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return entries of which no two differ in words and numbers only: six thousand take long."""
    found: dict[str, dict[str, Any]] = {}
    for entry in entries:
        words = re.sub(r'"(?:[^"\\]|\\.)*"(?!:)', '""', json.dumps(entry))
        found.setdefault(re.sub(r"\d+", "1", words), entry)
    return list(found.values())


class Read(NamedTuple):
    """A document, its bytes in UTF-8, and where its lines start in them."""

    source: Source
    data: bytes
    starts: list[int]


@cache
def read(path: Path) -> Read:
    source = Source.from_bytes(path.read_bytes())
    lines = [line.encode() for line in re.split(r"(?<=\n)|(?<=\r)(?!\n)", source.text)]
    return Read(source, b"".join(lines), [0, *accumulate(map(len, lines))])


def marked(source: Source, finding: dict[str, Any]) -> str:
    """Return what a finding marks, as the json format places it."""
    starts = source.line_starts
    start, end = (
        starts[finding[line] - 1] + finding[column] - 1
        for line, column in (("line", "column"), ("end_line", "end_column"))
    )
    return source.text[start:end]


def test_there_are_findings(outputs: Outputs) -> None:
    count = len(outputs.findings)
    assert (count == 0) == (outputs.run in ("nothing found", "no files"))
    assert count == 6000 or outputs.run != "6,000"
    assert len(outputs.text("jsonl").splitlines()) == count


def test_gitlab(outputs: Outputs, schema: Callable[[str], Any]) -> None:
    entries = json.loads(outputs.text("gitlab"))
    checker = schema("gitlab-codequality-entry.json")
    for entry in shapes(entries):
        checker.validate(entry)
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)
    assert [(e["location"]["path"], e["location"]["lines"]["begin"]) for e in entries] == [
        (finding["path"], finding["line"]) for finding in outputs.findings
    ]
    for path in {entry["location"]["path"] for entry in entries}:
        assert (outputs.folder / path).is_file()
        assert not path.startswith("./")


def test_rdjson(outputs: Outputs, schema: Callable[[str], Any]) -> None:
    result = json.loads(outputs.text("rdjson"))
    few = {**result, "diagnostics": shapes(result["diagnostics"])}
    schema("rdjson-DiagnosticResult.json").validate(few)
    checker = schema("rdjsonl-Diagnostic.json")
    lines = [json.loads(line) for line in outputs.text("rdjsonl").splitlines()]
    for line in shapes(lines):
        checker.validate(line)
    assert [line.pop("source") for line in lines] == [result["source"]] * len(lines)
    assert lines == result["diagnostics"]


def test_rdjson_places(outputs: Outputs) -> None:
    """What stands at the bytes of a range is what the finding marks."""
    found = json.loads(outputs.text("rdjson"))["diagnostics"]
    assert len(found) == len(outputs.findings)
    for diagnostic, finding in list(zip(found, outputs.findings))[:500]:
        source, data, starts = read(outputs.folder / finding["path"])
        assert diagnostic["location"]["path"] == finding["path"]
        place = diagnostic["location"]["range"]
        start, end = (
            starts[point["line"] - 1] + point["column"] - 1
            for point in (place["start"], place["end"])
        )
        assert data[start:end].decode() == marked(source, finding)


def test_junit(outputs: Outputs, absent: Callable[[str], None]) -> None:
    try:
        import junitparser
    except ImportError:
        absent("junitparser")
    parsed = junitparser.JUnitXml.fromfile(str(outputs.folder.parent / "out.junit"))
    failures: list[tuple[str, str]] = []
    errors = 0
    for suite in parsed:
        for case in suite:
            for result in case.result:
                if isinstance(result, junitparser.Failure):
                    failures.append((suite.name, result.message))
                errors += isinstance(result, junitparser.Error)
        assert suite.tests == len(list(suite))
    lines = re.findall(r"^(.*):\d+:\d+: \w+ (.*)$", outputs.text("text"), re.MULTILINE)
    assert failures == lines
    assert (parsed.tests, parsed.failures) == (sum(s.tests for s in parsed), len(failures))
    assert parsed.errors == errors == (1 if outputs.run == "errors" else 0)
    parsed.update_statistics()  # type: ignore[no-untyped-call]  # junitparser's own count
    assert parsed.failures == len(failures)


def test_github(outputs: Outputs) -> None:
    kinds = {"error": "error", "warning": "warning", "info": "notice"}
    lines = outputs.text("github").splitlines()
    files = [line for line in lines if re.match("::[a-z]+ file=.*,title=RPT", line)]
    assert all(re.match("::(error|warning|notice) [a-z]+=", line) for line in lines)
    for severity, kind in kinds.items():
        count = sum(finding["severity"] == severity for finding in outputs.findings)
        assert sum(line.startswith(f"::{kind} ") for line in files) == count
    assert any("坏 的.txt" in line for line in lines) == (outputs.run == "errors")


def test_markdown(outputs: Outputs) -> None:
    page = outputs.text("markdown")
    assert len(page.encode()) <= 1024 * 1024
    rows = re.findall(r"^\| \d+:\d+ \|", page, re.MULTILINE)
    left_out = sum(map(int, re.findall(r"另有 (\d+) 处未列出", page)))
    assert len(rows) + left_out == len(outputs.findings)
    assert ("未能检查" in page) == (outputs.run == "errors")
