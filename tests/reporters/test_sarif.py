"""The `sarif` format: what each part says; `.ci/sarif-gate` asks the tools that read it."""

from __future__ import annotations

import gc
import json
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from reportlint import (
    Edit,
    FileResult,
    Finding,
    Fix,
    Message,
    ReportlintError,
    Run,
    SelectedRule,
    Severity,
)
from reportlint.identity import identity
from reportlint.reporters.line_hash import line_hashes
from reportlint.reporters.sarif import SarifWriter

Check = Callable[..., FileResult]
Write = Callable[..., str]


@pytest.fixture
def log(write: Write, shared: Path) -> Callable[..., dict[str, Any]]:
    """Write SARIF, hold it against the OASIS schema, and return its first run."""
    schema = json.loads((shared / "schemas" / "sarif-2.1.0-errata01.json").read_text("utf-8"))
    checker = jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())

    def do(*results: FileResult, **about: Any) -> dict[str, Any]:
        document = json.loads(write("sarif", *results, **about))
        checker.validate(document)
        run: dict[str, Any] = document["runs"][0]
        return run

    return do


def finding(start: int, end: int, severity: Severity = Severity.INFO, **more: Any) -> Finding:
    return Finding(start, end, "TST001", severity, "事实", **more)


def region(result: dict[str, Any]) -> tuple[int, int, int, int]:
    found = result["locations"][0]["physicalLocation"]["region"]
    line, column, end_line, end_column = (
        found[key] for key in ("startLine", "startColumn", "endLine", "endColumn")
    )
    return line, column, end_line, end_column


def test_empty_run_lists_the_rules(log: Callable[..., dict[str, Any]], tmp_path: Path) -> None:
    run = log(root=str(tmp_path))
    assert run["results"] == []
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["TST001", "TST002"]
    assert run["columnKind"] == "utf16CodeUnits"
    assert run["automationDetails"]["id"].endswith("/")
    assert run["invocations"] == [{"executionSuccessful": True}]
    assert run["originalUriBaseIds"]["%SRCROOT%"]["uri"] == tmp_path.as_uri() + "/"
    assert "artifacts" not in run


def test_rules_carry_their_manual(log: Callable[..., dict[str, Any]]) -> None:
    ours, theirs = log()["tool"]["driver"]["rules"]
    assert ours["name"] == "LeftStar"
    assert ours["shortDescription"]["text"] == "星号没有换成数字。"
    assert ours["help"]["text"].endswith(
        "办法：填写数字\n\n依据：《党政机关公文处理工作条例》第十九条"
    )
    assert "```text\n召开会议⟦*次⟧。\n```" in ours["help"]["markdown"]
    assert ours["defaultConfiguration"]["level"] == "error"
    assert "plugin" not in ours["properties"] or ours["properties"]["plugin"] != "reportlint"
    assert theirs["properties"]["plugin"] == "some-plugin"
    assert theirs["properties"]["pluginVersion"] == "2.0"
    assert "- `most` = `1`；most in a row" in theirs["help"]["markdown"]
    assert all(len(rule["properties"]["tags"]) <= 10 for rule in (ours, theirs))
    english = log(lang="en")["tool"]["driver"]["rules"][0]
    assert english["shortDescription"]["text"] == "Asterisk left in place."


def test_standards_are_taxonomies(log: Callable[..., dict[str, Any]]) -> None:
    run = log()
    assert [taxonomy["name"] for taxonomy in run["taxonomies"]] == [
        "GB/T 15834-2011",
        "中办发〔2012〕14号",
    ]
    links = run["tool"]["driver"]["rules"][1]["relationships"]
    assert [link["target"]["id"] for link in links] == ["4.3", "B.1.2"]


def test_columns_are_utf16_units(log: Callable[..., dict[str, Any]], check: Check) -> None:
    run = log(check("😀😀*次\r\n𠮷*个\r\n😀"))
    assert [region(result) for result in run["results"]] == [(1, 5, 1, 7), (2, 3, 2, 5)]
    bom = log(check("*次", bom=True))
    assert region(bom["results"][0]) == (1, 1, 1, 3)


def test_snippet_and_context(log: Callable[..., dict[str, Any]], check: Check) -> None:
    text = "首行\n" + "文" * 60 + "*次" + "字" * 60 + "\n末行"
    place = log(check(text))["results"][0]["locations"][0]["physicalLocation"]
    assert place["region"]["snippet"]["text"] == "*次"
    assert place["contextRegion"]["snippet"]["text"] == "文" * 30 + "*次" + "字" * 30


@pytest.mark.parametrize("text", ["*次", "前\r\n*次", "*次\r\n后", "前\r*次\r后", "\n*次"])
def test_context_is_always_more(
    log: Callable[..., dict[str, Any]], check: Check, text: str
) -> None:
    place = log(check(text))["results"][0]["locations"][0]["physicalLocation"]
    if text == "*次":
        assert "contextRegion" not in place  # nothing else is there
    else:
        shown = place["contextRegion"]["snippet"]["text"]
        assert "*次" in shown
        assert shown != "*次"
        assert text.replace("\r\n", "").count("\r") == shown.replace("\r\n", "").count("\r")


def test_message_and_fingerprints(log: Callable[..., dict[str, Any]], check: Check) -> None:
    result = check("一、会议\n开会*次\n开会*次")
    first = log(result)["results"][0]
    assert first["message"]["text"] == "“*次”未填写；填写数字。"
    assert first["partialFingerprints"] == {
        "primaryLocationLineHash": line_hashes(result.document.source, 3)[1],
        "reportlint/v1": identity(result.document, result.findings)[0],
    }


def test_messages_hold_neither_links_nor_controls(
    log: Callable[..., dict[str, Any]], check: Check
) -> None:
    evil = Finding(0, 1, "AB1", Severity.INFO, "见[甲](1)\x1b[31m\n")
    shown = log(check("x")._replace(findings=[evil]))["results"][0]
    assert shown["message"]["text"] == "见\\[甲\\](1)\\x1b\\[31m\\n。"
    assert "ruleIndex" not in shown


def test_sections_and_related_places(log: Callable[..., dict[str, Any]], check: Check) -> None:
    run = log(check("一、会议\n（一）次数\n开会*次，再开*场"))
    second = run["results"][1]
    assert second["locations"][0]["logicalLocations"] == [
        {"name": "次数", "fullyQualifiedName": "会议/次数", "kind": "section"}
    ]
    related = second["relatedLocations"][0]
    assert related["message"]["text"] == "首次。"
    assert related["physicalLocation"]["region"]["startColumn"] == 3


def test_only_safe_fixes(log: Callable[..., dict[str, Any]], check: Check) -> None:
    run = log(check("好！！！"))
    (fix,) = run["results"][0]["fixes"]
    (replacement,) = fix["artifactChanges"][0]["replacements"]
    assert replacement == {
        "deletedRegion": {"startLine": 1, "startColumn": 3, "endLine": 1, "endColumn": 5}
    }
    unsafe = finding(0, 1, fix=Fix((Edit(0, 1, "x"),), safe=False))
    assert "fixes" not in log(check("好")._replace(findings=[unsafe]))["results"][0]


def test_sorted_by_severity_then_place(log: Callable[..., dict[str, Any]], check: Check) -> None:
    run = log(check("！！*次\n！！", "乙.txt"), check("！！*次*个", "a.txt"))
    places = [
        (
            result["level"],
            result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"][-5:],
            region(result)[:2],
        )
        for result in run["results"]
    ]
    assert places == [
        ("error", "9.txt", (1, 3)),
        ("error", "a.txt", (1, 3)),
        ("error", "a.txt", (1, 5)),
        ("note", "9.txt", (1, 1)),
        ("note", "9.txt", (2, 1)),
        ("note", "a.txt", (1, 1)),
    ]


def test_other_encodings_are_named(log: Callable[..., dict[str, Any]], check: Check) -> None:
    run = log(check("*次"), check("*次", "gb.txt", "gb18030"), check("*次", "u.txt", "utf-16-le"))
    assert [artifact["encoding"] for artifact in run["artifacts"]] == ["GB18030", "UTF-16LE"]
    for result in run["results"]:
        location = result["locations"][0]["physicalLocation"]["artifactLocation"]
        index = location.pop("index", None)
        if index is not None:
            assert run["artifacts"][index]["location"] == location


def test_errors_are_notified(log: Callable[..., dict[str, Any]]) -> None:
    error = ReportlintError(
        Message("读不出", "cannot read"), path="坏 的.txt", line=3, remedy=Message("重存", "save")
    )
    (invocation,) = log(errors=(error,))["invocations"]
    assert invocation["executionSuccessful"] is False
    (notification,) = invocation["toolExecutionNotifications"]
    assert notification["message"]["text"] == "读不出；重存。"
    place = notification["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "%E5%9D%8F%20%E7%9A%84.txt"
    assert place["region"] == {"startLine": 3}


def test_notice_above_what_github_keeps(write: Write, check: Check) -> None:
    def log(*results: FileResult) -> Any:  # the schema takes long over five thousand results
        return json.loads(write("sarif", *results))["runs"][0]

    result = check("*次" * 501)
    many = [result._replace(path=f"{n}.txt") for n in range(10)]
    (invocation,) = log(*many)["invocations"]
    assert invocation["executionSuccessful"] is True
    (notice,) = invocation["toolExecutionNotifications"]
    assert notice["level"] == "note"
    assert "5010" in notice["message"]["text"]
    assert "toolExecutionNotifications" not in log(*many[:9])["invocations"][0]


def test_split_above_what_github_takes(write: Write, check: Check) -> None:
    result = check("*次" * 9_000)
    many = [result._replace(path=f"{n}.txt") for n in range(3)]
    first, second = json.loads(write("sarif", *many, check("好！！")))["runs"]
    assert (len(first["results"]), len(second["results"])) == (25_000, 2_001)
    assert [run["automationDetails"]["id"] for run in (first, second)] == [
        "reportlint/",
        "reportlint/2/",
    ]
    assert first["tool"] == second["tool"]
    assert second["results"][-1]["level"] == "note"


def test_documents_are_not_kept(check: Check, selected: list[SelectedRule]) -> None:
    class Kept(str):
        """A text that can be watched."""

    writer = SarifWriter(Run(selected, "zh", "0.1.0", "/"))
    result = check(Kept("今年开会*次"))
    watched = weakref.ref(result.document.text)
    assert writer.file(result) == ""
    del result
    gc.collect()
    assert watched() is None


def test_equal_runs_are_equal(write: Write, check: Check) -> None:
    texts = [("*次！！", "a.txt"), ("好", "b.txt"), ("*次", "c.txt")]
    once = write("sarif", *[check(*text) for text in texts])
    assert write("sarif", *[check(*text) for text in reversed(texts)]) == once
