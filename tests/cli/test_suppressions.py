"""Suppressions from the command line: configuration, outputs, fixes, writing them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportlint.cli import main

LINES = "召开会议*次。\n召开会议*次。\n召开会议*次。\n"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["check", "--no-progress", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


CONFIG = """
[[suppressions]]
file = "发文/a.txt"
code = "unfilled-placeholder"
excerpt = "会议*次"
reason = "已发文，不再改动"
approver = "办公室"
expires = 2999-12-31
"""


def test_the_configuration_file(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "发文").mkdir()
    (project / "发文" / "a.txt").write_text("召开会议*次。\n", "utf-8")
    (project / ".reportlint.toml").write_text(CONFIG, "utf-8")
    assert run(capsys, "发文/a.txt", "--select", "RPT101,RPT0") == (
        0,
        "",
        "reportlint: 豁免 1 处\n",
    )
    shown = run(capsys, ".", "--select", "RPT101", "--show-suppressed")[1]
    assert "（已豁免：已发文，不再改动（批准：办公室））" in shown
    (project / "发文" / "a.txt").write_text("召开会议3次。\n", "utf-8")
    code, out, _ = run(capsys, ".", "--select", "RPT101,RPT0")
    assert (code, "RPT003 配置中对本文的豁免 unfilled-placeholder 没有用到" in out) == (1, True)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('code = "RPT999"', ".reportlint.toml:4: 没有编号、名称或前缀为 RPT999 的规则"),
        ('expires = "明年"', "expires 应为日期"),
        ("expires = 2026-01-01T00:00:00", "expires 应为日期"),
        ('reasons = "x"', "是否应为 reason？"),
        ("file = 3", "file 应为字符串"),
    ],
)
def test_a_broken_entry_is_told(
    project: Path, capsys: pytest.CaptureFixture[str], line: str, words: str
) -> None:
    key = line.split()[0]
    kept = {"file": 'file = "a.txt"', "code": 'code = "RPT101"', key: line}
    (project / ".reportlint.toml").write_text("\n[[suppressions]]\n" + "\n".join(kept.values()))
    (project / "a.txt").write_text("召开会议3次。\n", "utf-8")
    code, _, err = run(capsys, "a.txt")
    assert (code, words in err) == (2, True), err
    (project / ".reportlint.toml").write_text('[[suppressions]]\nfile = "a.txt"\n')
    assert "[[suppressions]] 缺少 code" in run(capsys, "a.txt")[2]


# -- outputs -----------------------------------------------------------------------------------


def test_sarif_holds_suppressed_findings_only_when_asked(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "##reportlint-disable-next-block RPT101 -- 样表##\n召开会议*次。\n\n召开会议*次。\n"
    (project / "a.txt").write_text(text, "utf-8")
    sarif = ("a.txt", "--output-format", "sarif", "--select", "RPT101")
    (plain,) = json.loads(run(capsys, *sarif)[1])["runs"][0]["results"]
    assert "suppressions" not in plain
    results = json.loads(run(capsys, *sarif, "--sarif-suppressed")[1])["runs"][0]["results"]
    wanted = [[{"kind": "inSource", "status": "accepted", "justification": "样表"}], []]
    assert [result["suppressions"] for result in results] == wanted
    assert results[1]["partialFingerprints"] == plain["partialFingerprints"]
    summary = json.loads(run(capsys, "a.txt", "--output-format", "json")[1])["summary"]
    assert summary["held"] == {"suppressed": 1}
    assert "豁免 1 处" in run(capsys, "a.txt", "--output-format", "full")[1]


def test_fixes_of_suppressed_findings_are_not_applied(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "##reportlint-disable-next-block RPT501##\n一是抓好学习，。二是抓好整改。\n\n三是抓好落实，。\n"
    (project / "a.txt").write_text(text, "utf-8")
    run(capsys, "a.txt", "--fix", "--select", "RPT501,RPT0")
    assert (project / "a.txt").read_text("utf-8") == text.replace("落实，。", "落实。")
    run(capsys, "a.txt", "--fix", "--unsafe-fixes", "--select", "RPT501,RPT0")
    assert "学习，。二是" in (project / "a.txt").read_text("utf-8")


def test_unused_directives_are_taken_away_by_fix(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "标题\r\n  ##reportlint-disable-next-block RPT101##\r\n召开会议3次。##reportlint-disable-line RPT101##\r\n"
    (project / "a.txt").write_bytes(text.encode())
    run(capsys, "a.txt", "--fix", "--select", "RPT101,RPT003")
    assert (project / "a.txt").read_bytes().decode() == "标题\r\n召开会议3次。\r\n"


# -- writing them ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "encoding", "newline"),
    [("a.txt", "utf-8", "\n"), ("a.txt", "gb18030", "\r\n"), ("a.md", "utf-8-sig", "\n")],
)
def test_add_suppressions(
    project: Path, capsys: pytest.CaptureFixture[str], name: str, encoding: str, newline: str
) -> None:
    lines = [
        "关于学习情况的汇报",
        "",
        "一、工作情况",
        "",
        "召开会议*次，推动推动工作。",
        "",
        "- 收集意见*条。",
        "",
    ]
    path = project / name
    path.write_bytes(newline.join(lines).encode(encoding))
    code, out, err = run(capsys, name, "--add-suppressions", "历史文稿")
    assert (code, out) == (0, "")
    assert "已豁免" in err
    data = path.read_bytes()
    text = data.decode(encoding)
    opening, closing = ("<!-- ", " -->") if name == "a.md" else ("##", "##")
    assert (
        f"{opening}reportlint-disable-next-block RPT101, RPT401 -- 历史文稿{closing}{newline}"
        in text
    )
    kept = [line for line in text.split(newline) if "reportlint-" not in line]
    assert kept == lines
    assert run(capsys, name)[:2] == (0, "")
    assert "没有要豁免的问题" in run(capsys, name, "--add-suppressions", "历史文稿")[2]
    assert path.read_bytes() == data


@pytest.mark.parametrize("reason", ["", "  ", "a -->", "a ## b", "a\nb"])
def test_a_reason_that_would_end_the_directive_is_refused(
    project: Path, capsys: pytest.CaptureFixture[str], reason: str
) -> None:
    (project / "a.txt").write_text(LINES, "utf-8")
    code, _, err = run(capsys, "a.txt", "--add-suppressions", reason)
    assert (code, "--add-suppressions" in err) == (2, True)
    assert (project / "a.txt").read_text("utf-8") == LINES
