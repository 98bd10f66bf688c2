"""The `markdown` format, read back by a CommonMark parser with GitHub's tables."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reportlint import FileResult, Finding, Message, ReportlintError, Severity
from reportlint.reporters import markdown
from reportlint.reporters.markdown import escape

Check = Callable[..., FileResult]
Write = Callable[..., str]
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def cells(page: str) -> list[list[str]]:
    """Return the rows of all tables as HTML."""
    html = re.sub("<!-- -->", "", READER.render(page))
    rows = re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)
    return [re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.DOTALL) for row in rows]


def test_page(check: Check, write: Write) -> None:
    page = write("markdown", check("开会*次，*场！！", "年度 报告/甲.txt"), check("好"))
    assert page.startswith(
        "## reportlint\n\n检查 2 个文件，1 个有问题；共 3 处：错误 2，警告 0，提示 1；可自动修改 1 处\n"
    )
    assert "\n### 年度 报告/甲.txt\n" in page
    assert "用时" not in page
    assert cells(page) == [
        ["级别", "规则", "说明", "处数"],
        ["错误", "TST001 left-star", "星号没有换成数字", "2"],
        ["提示", "TST002 too-many-bangs", "叹号过多", "1"],
        ["位置", "级别", "规则", "说明", "原文"],
        ["1:3", "错误", "TST001", "“*次”未填写；填写数字", "开会<b>*次</b>，*场！！"],
        ["1:6", "错误", "TST001", "“*场”未填写；填写数字", "开会*次，<b>*场</b>！！"],
        ["1:8", "提示", "TST002", "叹号连用", "开会*次，*场<b>！！</b>"],
    ]


def test_empty_run_and_failures(write: Write, check: Check) -> None:
    page = write("markdown", check("好"), lang="en")
    assert page == (
        "## reportlint\n\n1 file checked, 0 with findings; "
        "0 findings: 0 errors, 0 warnings, 0 infos; 0 fixable\n"
    )
    error = ReportlintError(Message("读*不*出", "cannot read"), path="坏|.txt")
    page = write("markdown", errors=(error,) * 60)
    assert page.count("- 坏\\|.txt\\: 读\\*不\\*出\n") == 50
    assert "- 另有 10 项\n" in page


@pytest.mark.parametrize(
    "text",
    [
        "a|b\\|c", "<script>x</script>", "<!-- x -->", "[甲](http://x.example)", "![图](x)",
        "http://x.example www.x.example", "*强*调**字**", "`码`", "~~删~~", "&lt;&amp;", "_x_ __y__",
        "$x$", "[^1]", "- 1. + #", ":smile:", "\\", "末尾\\", "==高亮==", "<b>",
    ],
)  # fmt: skip
def test_text_shows_as_it_reads(check: Check, write: Write, text: str) -> None:
    finding = Finding(0, len(text), "AB1", Severity.INFO, text)
    (row,) = cells(write("markdown", check(text)._replace(findings=[finding])))[-1:]
    assert [unescape(cell) for cell in row[3:]] == [text, f"<b>{text}</b>"]
    assert "<" not in row[3]


@given(st.text(st.sampled_from("甲|\\*_`<>&[]()!~#1.-+=:$^{}@ \n\r\t\x00\u2028"), max_size=20))
def test_any_text_is_one_cell(text: str) -> None:
    (_, row) = cells(f"| a | b |\n|---|---|\n| x{escape(text)}x | y |\n")
    assert len(row) == 2
    assert "<" not in row[0]
    shown = unescape(row[0])
    plain = "".join(character for character in text if character.isprintable())
    assert re.sub(r"\\(?:[nrt]|x00|u2028)", "", shown) == f"x{plain}x" or "\\" in plain


def test_nobody_is_called(check: Check, write: Write) -> None:
    page = write("markdown", check("@someone #12 a@b.example*次"))
    assert not re.search(r"@\w|#\d", page)


def test_a_long_fault_is_cut(check: Check, write: Write) -> None:
    text = "前" * 50 + "长" * 200 + "\n末行"
    finding = Finding(50, 252, "AB1", Severity.INFO, "长")
    row = cells(write("markdown", check(text)._replace(findings=[finding])))[-1]
    assert row[4] == "…" + "前" * 20 + "<b>" + "长" * 60 + "…</b>"


def test_the_least_severe_give_way(
    check: Check, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(markdown, "LIMIT", 4000)
    results = [check("好！！\n" * 10 + "开会*次", f"{n}.txt") for n in range(10)]
    page = write("markdown", *results)
    errors = [row for row in cells(page) if row[1:3] == ["错误", "TST001"]]
    infos = [row for row in cells(page) if row[1:3] == ["提示", "TST002"]]
    assert len(errors) == 10
    assert 0 < len(infos) < 100
    assert f"另有 {110 - 10 - len(infos)} 处未列出" in page
    assert ["提示", "TST002 too-many-bangs", "叹号过多", "100"] in cells(page)
    paths = re.findall(r"^### (.*)$", page, re.MULTILINE)
    assert paths == [f"{n}.txt" for n in range(10)]


def test_github_takes_the_page(check: Check, write: Write) -> None:
    result = check("开会*次，收集意见！！" * 2000)
    page = write("markdown", *[result._replace(path=f"{n}.txt") for n in range(5)])
    assert 900_000 < len(page.encode()) <= 1024 * 1024
    assert cells(page)[1][3] == "10000"
