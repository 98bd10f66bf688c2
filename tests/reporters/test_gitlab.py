"""The `gitlab` format: a Code Quality report."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from reportlint import FileResult, Finding, Severity
from reportlint.identity import identity

Check = Callable[..., FileResult]
Write = Callable[..., str]


def test_one_object_a_finding(check: Check, write: Write) -> None:
    result = check("好！！\n开会*次", "年度 报告/甲.txt")
    entries = json.loads(write("gitlab", result, check("好")))
    assert entries[1] == {
        "description": "“*次”未填写；填写数字",
        "check_name": "TST001",
        "fingerprint": identity(result.document, result.findings)[1],
        "severity": "major",
        "location": {"path": "年度 报告/甲.txt", "lines": {"begin": 2, "end": 2}},
    }
    assert [entry["severity"] for entry in entries] == ["info", "major"]
    assert json.loads(write("gitlab")) == json.loads(write("gitlab", check("好"))) == []


def test_no_two_files_share_a_fingerprint(check: Check, write: Write) -> None:
    texts = [check("开会*次", f"{name}.txt") for name in "甲乙丙"]
    prints = [entry["fingerprint"] for entry in json.loads(write("gitlab", *texts))]
    own = identity(texts[0].document, texts[0].findings)[0]
    assert prints == [own, f"{own}:2", f"{own}:3"]


def test_path_is_raw_and_the_repository_s(check: Check, write: Write, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "文稿").mkdir()
    out = write("gitlab", check("*次", "a b%.txt"), root=str(tmp_path / "文稿"))
    assert json.loads(out)[0]["location"]["path"] == "文稿/a b%.txt"
    assert "文稿/a b%.txt" in out


def test_no_control_reaches_the_review(check: Check, write: Write) -> None:
    finding = Finding(0, 1, "AB1", Severity.WARNING, "一\x1b\n\u2028二")
    (entry,) = json.loads(write("gitlab", check("x")._replace(findings=[finding])))
    assert entry["description"] == "一\\x1b\\n\\u2028二"
