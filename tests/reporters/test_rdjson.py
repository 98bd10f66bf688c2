"""The `rdjson` and `rdjsonl` formats: places in bytes, and what a suggestion would write."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from reportlint import Edit, FileResult, Finding, Fix, Severity

Check = Callable[..., FileResult]
Write = Callable[..., str]


def diagnostics(out: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(out)["diagnostics"]
    return found


def applied(data: bytes, suggestion: dict[str, Any]) -> bytes:
    """Do as reviewdog does: lines end at LF, columns are bytes."""
    lines = [line + b"\n" for line in data.split(b"\n")]

    def offset(position: dict[str, int]) -> int:
        return sum(map(len, lines[: position["line"] - 1])) + position["column"] - 1

    text: str = suggestion["text"]
    place = suggestion["range"]
    return data[: offset(place["start"])] + text.encode() + data[offset(place["end"]) :]


def test_columns_are_bytes(check: Check, write: Write) -> None:
    out = write("rdjson", check("a𐐀b*次\r\n今年开会*次", "年 度.txt"))
    first, second = diagnostics(out)
    assert first == {
        "message": "“*次”未填写；填写数字",
        "location": {
            "path": "年 度.txt",
            "range": {"start": {"line": 1, "column": 7}, "end": {"line": 1, "column": 11}},
        },
        "severity": "ERROR",
        "code": {"value": "TST001", "url": "https://reportlint.example/rules/TST001"},
    }
    assert second["location"]["range"]["start"] == {"line": 2, "column": 13}
    (related,) = second["related_locations"]
    assert related["message"] == "首次"
    assert related["location"]["range"]["start"] == {"line": 1, "column": 7}
    assert json.loads(out)["source"]["name"] == "reportlint"


def test_a_plugin_s_rule_has_a_url(check: Check, write: Write) -> None:
    (found,) = diagnostics(write("rdjson", check("好！！")))
    assert found["severity"] == "INFO"
    assert found["code"]["value"] == "TST002"
    assert "some-plugin" in found["code"]["url"]


@pytest.mark.parametrize("text", ["很好！！！", "首行\r\n𠮷😀好！！\r\n", "好！！\n"])
def test_suggestions_are_safe_fixes(check: Check, write: Write, text: str) -> None:
    (found,) = diagnostics(write("rdjson", check(text)))
    (suggestion,) = found["suggestions"]
    mended = text.replace("！！！", "！").replace("！！", "！")
    assert applied(text.encode(), suggestion).decode() == mended


def test_edits_of_one_fix_are_one_suggestion(check: Check, write: Write) -> None:
    text = "他说(好)的\n"
    fix = Fix((Edit(2, 3, "（"), Edit(4, 5, "）")))
    found = Finding(2, 5, "AB1", Severity.INFO, "半角", fix=fix)
    (one,) = diagnostics(write("rdjson", check(text)._replace(findings=[found])))
    (suggestion,) = one["suggestions"]
    assert applied(text.encode(), suggestion).decode() == "他说（好）的\n"
    assert one["code"] == {"value": "AB1"}


def test_no_suggestion_where_it_would_do_harm(check: Check, write: Write) -> None:
    def suggested(result: FileResult) -> bool:
        return "suggestions" in write("rdjson", result)

    assert suggested(check("好！！"))
    unsafe = Finding(0, 1, "AB1", Severity.INFO, "改", fix=Fix((Edit(0, 1, "x"),), safe=False))
    assert not suggested(check("好")._replace(findings=[unsafe]))
    assert not suggested(check("好！！", encoding="gb18030"))  # bytes are counted in the file
    assert not suggested(check("首\r好！！"))  # lines end at LF there
    assert not suggested(check("好！！", bom=True))
    assert suggested(check("首\n好！！", bom=True))


def test_lines_hold_the_same(check: Check, write: Write) -> None:
    results = [check("开会*次！！"), check("好"), check("\u2028*个", "乙.txt")]
    lines = write("rdjsonl", *results).splitlines()
    read = [json.loads(line) for line in lines]
    assert [one.pop("source")["name"] for one in read] == ["reportlint"] * 3
    assert read == diagnostics(write("rdjson", *results))
    assert diagnostics(write("rdjson")) == []
    assert write("rdjsonl", check("好")) == ""
