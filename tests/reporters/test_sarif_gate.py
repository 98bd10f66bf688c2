"""`.ci/sarif-gate` on documents that are hard to place: real programs read our SARIF.

Takes Node packages, a Python with sarif-tools, and a minute; so it runs where
`SARIF_PYTHON` names that Python, as `.ci/run` does, and then nothing may be missing.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from reportlint import FileResult, Message, ReportlintError, Source
from reportlint.reporters import sarif

GATE = Path(__file__).resolve().parents[2] / ".ci" / "sarif-gate"
Check = Callable[..., FileResult]
Write = Callable[..., str]


@pytest.fixture
def gate(tmp_path: Path, shared: Path, documents: dict[str, bytes]) -> Callable[[str], str]:
    """Run the gate on a log in a git repository that holds the documents."""
    python = os.environ.get("SARIF_PYTHON")
    if not python:
        pytest.skip("SARIF_PYTHON names no Python with sarif-tools")
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    for name, data in documents.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    (tmp_path / "链接.txt").symlink_to(tmp_path / "bom.txt")
    environment = {**os.environ, "PYTHON": python, "REPORTLINT_SHARED": str(shared)}

    def do(log: str) -> str:
        (tmp_path / "out.sarif").write_text(log, encoding="utf-8")
        done = subprocess.run(
            [str(GATE), "out.sarif"],
            cwd=tmp_path, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    return do


def read(folder: Path, documents: dict[str, bytes], check: Check) -> list[FileResult]:
    results = []
    for name in [*documents, "链接.txt"]:
        source = Source.from_bytes((folder / name).read_bytes())
        results.append(check(source.text, name, source.encoding, source.bom))
    return results


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_documents_that_are_hard_to_place(
    gate: Callable[[str], str],
    tmp_path: Path,
    documents: dict[str, bytes],
    check: Check,
    write: Write,
    lang: str,
) -> None:
    results = read(tmp_path, documents, check)
    log = write("sarif", *results, root=str(tmp_path), lang=lang)
    count = sum(len(result.findings) for result in results)
    assert f"{count} results" in gate(log)


def test_empty_run(gate: Callable[[str], str], tmp_path: Path, write: Write) -> None:
    assert "0 results" in gate(write("sarif", root=str(tmp_path)))


def test_run_with_errors(
    gate: Callable[[str], str], tmp_path: Path, check: Check, write: Write
) -> None:
    error = ReportlintError(Message("读不出", "cannot read"), path="年度 报告/坏.txt", line=3)
    assert gate(write("sarif", check("好"), root=str(tmp_path), errors=(error, error)))


@pytest.mark.parametrize("most", [500, pytest.param(None, marks=pytest.mark.slow)])
def test_more_findings_than_github_shows(
    gate: Callable[[str], str],
    tmp_path: Path,
    check: Check,
    write: Write,
    most: int | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The multitool takes three seconds for a thousand, so 500 stand for GitHub's 5,000."""
    if most:
        monkeypatch.setattr(sarif, "SHOWN_BY_GITHUB", most)
    half = sarif.SHOWN_BY_GITHUB * 3 // 5
    text = "报告\n" + "召开会议*次，收集意见*条。\n" * half
    (tmp_path / "多.txt").write_text(text, encoding="utf-8", newline="")
    log = write("sarif", check(text, "多.txt"), root=str(tmp_path))
    assert json.loads(log)["runs"][0]["invocations"][0]["toolExecutionNotifications"]
    assert f"{2 * half} results" in gate(log)


def test_the_gate_has_teeth(
    gate: Callable[[str], str],
    tmp_path: Path,
    documents: dict[str, bytes],
    check: Check,
    write: Write,
) -> None:
    """Without the faults that are put in here, the log is the one that passes above."""
    log = write("sarif", *read(tmp_path, documents, check), root=str(tmp_path))
    moved = json.loads(log)
    places = [r["locations"][0]["physicalLocation"] for r in moved["runs"][0]["results"]]
    place = next(place for place in places if place["artifactLocation"]["uri"] == "bom.txt")
    place["region"]["snippet"]["text"] = "别的"
    with pytest.raises(AssertionError, match="rewrite: "):
        gate(json.dumps(moved))
    with pytest.raises(AssertionError, match="schema: "):
        gate(log.replace('"level":"error"', '"level":"fatal"'))
