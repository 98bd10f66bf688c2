"""The `junit` format, read back by the standard library; junitparser is asked elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree

from reportlint import FileResult, Finding, Message, ReportlintError, Severity

Check = Callable[..., FileResult]
Write = Callable[..., str]


def test_one_suite_a_file(check: Check, write: Write) -> None:
    root = ElementTree.fromstring(
        write("junit", check("开会*次，*场"), check("好", "b&<\">'.txt"), check("好！！", "丙.txt"))
    )
    assert root.attrib == {"name": "reportlint", "tests": "4", "failures": "3", "errors": "0"}
    assert [(suite.get("name"), suite.get("tests"), suite.get("failures")) for suite in root] == [
        ("甲.txt", "2", "2"),
        ("b&<\">'.txt", "1", "0"),
        ("丙.txt", "1", "1"),
    ]
    case = root[0][1]
    assert case.attrib == {
        "name": "TST001 left-star 1:6",
        "classname": "甲.txt",
        "file": "甲.txt",
        "line": "1",
    }
    assert case[0].attrib == {"message": "“*场”未填写；填写数字", "type": "error"}
    assert case[0].text == (
        "1:6 错误 “*场”未填写；填写数字\n开会*次，*场\n依据：《党政机关公文处理工作条例》第十九条"
    )
    assert not list(root[1][0])


def test_xml_has_no_word_for_controls(check: Check, write: Write) -> None:
    text = "".join(map(chr, range(32))) + "\x7f\x85\u2028\ufffe\uffff]]>&<*次"
    evil = Finding(0, len(text), "AB1", Severity.INFO, f"坏{text}\ud800")
    out = write("junit", check(text, "坏\x01\udcff.txt")._replace(findings=[evil]))
    out.encode()
    root = ElementTree.fromstring(out)
    assert root[0].get("name") == "坏\\x01\\udcff.txt"
    message = root[0][0][0].get("message", "")
    assert message.startswith("坏\\x00\\x01")
    assert message.endswith("\\uffff]]>&<*次\\ud800")


def test_what_failed_is_an_error(check: Check, write: Write) -> None:
    error = ReportlintError(Message("读不出", "cannot read"), path="坏.txt", line=2)
    root = ElementTree.fromstring(write("junit", check("*次"), errors=(error,), lang="en"))
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("2", "1", "1")
    case = root[1][0]
    assert (case.get("name"), case[0].tag, case[0].get("message")) == (
        "坏.txt",
        "error",
        "坏.txt:2: cannot read",
    )
    assert ElementTree.fromstring(write("junit")).get("tests") == "0"


def test_excerpt_is_short(check: Check, write: Write) -> None:
    root = ElementTree.fromstring(write("junit", check("前" * 500 + "*次" + "后" * 500)))
    assert "\n" + "前" * 30 + "*次" + "后" * 30 + "\n" in (root[0][0][0].text or "")
