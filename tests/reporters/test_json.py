"""The `json` and `jsonl` formats against the schema that is shipped."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import jsonschema
import pytest

from reportlint import Edit, FileResult, Finding, Fix, Message, ReportlintError, Severity

Check = Callable[..., FileResult]
Write = Callable[..., str]


@pytest.fixture(scope="module")
def schema() -> Any:
    path = files("reportlint") / "schemas" / "reportlint-1.schema.json"
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return schema


def valid(schema: Any, value: Any, definition: str | None = None) -> Any:
    if definition:
        schema = {"$ref": f"#/$defs/{definition}", "$defs": schema["$defs"]}
    jsonschema.Draft202012Validator(schema).validate(value)
    return value


def test_document(check: Check, write: Write, schema: Any) -> None:
    text = "一、基本情况\n（一）会议\n开会*次，😀*场！！\n"
    error = ReportlintError(
        Message("读不出", "cannot read"), remedy=Message("重存", "save"), path="坏.txt", line=2
    )
    shown = write("json", check(text, "a/甲.txt"), check("好。"), check("*条"), errors=(error,))
    document = valid(schema, json.loads(shown))
    assert document["schema"] == "reportlint/1"
    assert document["findings"][1] == {
        "path": "a/甲.txt",
        "line": 3,
        "column": 7,
        "end_line": 3,
        "end_column": 9,
        "code": "TST001",
        "name": "left-star",
        "severity": "error",
        "message": "“*场”未填写",
        "remedy": "填写数字",
        "section": ["基本情况", "会议"],
        "fixable": False,
        "related": [{"line": 3, "column": 3, "end_line": 3, "end_column": 4, "message": "首次"}],
    }
    assert [finding["fixable"] for finding in document["findings"]] == [False, False, True, False]
    assert document["summary"] == {
        "version": "0.1.0",
        "files": 3,
        "files_with_findings": 2,
        "findings": 4,
        "fixable": 1,
        "by_severity": {"error": 3, "warning": 0, "info": 1},
        "by_code": {"TST001": 3, "TST002": 1},
        "errors": [{"message": "读不出", "remedy": "重存", "path": "坏.txt", "line": 2}],
    }


@pytest.mark.parametrize("texts", [[], ["好。"], ["*次"], ["好。", "*次", "好。", "*次"]])
def test_pieces_join_to_one_document(
    check: Check, write: Write, schema: Any, texts: list[str]
) -> None:
    document = valid(schema, json.loads(write("json", *[check(text) for text in texts])))
    assert len(document["findings"]) == sum("*" in text for text in texts)


def test_lines(check: Check, write: Write, schema: Any) -> None:
    out = write("jsonl", check("开会*次\n收集*条"), check("好"), check("*个", "乙.txt"))
    lines = [valid(schema, json.loads(line), "finding") for line in out.splitlines()]
    assert [line["path"] for line in lines] == ["甲.txt", "甲.txt", "乙.txt"]
    whole = json.loads(write("json", check("开会*次\n收集*条"), check("*个", "乙.txt")))
    assert lines == whole["findings"]


def test_no_reader_breaks_a_line(check: Check, write: Write, schema: Any) -> None:
    message = 'a\u2028b\u2029c\x85d\x7fe\n"\\\x00'
    result = check("x", "\u2028\udcff.txt")._replace(
        findings=[Finding(0, 1, "AB1", Severity.INFO, message)]
    )
    out = write("jsonl", result)
    out.encode()
    assert len(out.splitlines()) == 1
    finding = valid(schema, json.loads(out), "finding")
    assert (finding["message"], finding["path"]) == (message, "\u2028\udcff.txt")
    assert finding["name"] == ""  # no rule of the run has this code


def test_whole_document_stands_at_the_start(check: Check, write: Write) -> None:
    fix = Fix((Edit(0, 0, "标题\n"),), safe=False)
    result = check("一\n")._replace(findings=[Finding(0, 0, "AB1", Severity.INFO, "缺", fix=fix)])
    finding = json.loads(write("jsonl", result))
    place = [finding[key] for key in ("line", "column", "end_line", "end_column")]
    assert place == [1, 1, 1, 1]
    assert finding["fixable"] is False  # only what a safe fix mends
