"""The `full` format: the window around a fault and the marker under it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reportlint import FileResult, Finding, Message, ReportlintError, Severity, Source
from reportlint.reporters.cells import glyphs, width
from reportlint.reporters.full import excerpt

Check = Callable[..., FileResult]
Write = Callable[..., str]
CHARACTERS = st.sampled_from(
    "报告工作，。ab1 \t\xa0\u3000“”…\u200b\u2028é\u0301😀👍🏽☎\ufe0f🇨🇳𠮷\x07"
)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", 0),
        ("abc", 3),
        ("报告", 4),
        ("，。（", 6),
        ("e\u0301", 1),
        ("😀", 2),
        ("👨\u200d👩\u200d👧", 2),
        ("👍🏽", 2),
        ("❤\ufe0f", 2),
        ("🇨🇳", 2),
        ("𠮷", 2),
        ("ｱ", 1),
        ("Ａ", 2),
        ("가", 2),
        ("\u1100\u1161", 2),
    ],
)
def test_cells(text: str, cells: int) -> None:
    assert width(text) == cells


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\tb", "a⇥b"),
        ("\xa0一", "␣一"),
        ("\u3000", "\u3000"),
        ("\u200b", "<200B>"),
        ("\u202e", "<202E>"),
        ("\x1b[31m", "␛[31m"),
        ("\u2028", "<2028>"),
        ("\u0301", "◌\u0301"),
        ("报\u200d告", "报<200D>告"),
    ],
)
def test_unseen_characters_are_shown(text: str, shown: str) -> None:
    assert "".join(glyph.shown for glyph in glyphs(text)) == shown
    assert width(text) == sum(glyph.cells for glyph in glyphs(shown))


def test_page(check: Check, write: Write) -> None:
    result = check("一、会议\n　　今年召开会议*次，另有*场。\n", "报告.txt")
    shown = write("full", result)
    page, _, summary = shown.rpartition("\n\n")
    assert page == (
        "报告.txt:2:9 错误 TST001 left-star：“*次”未填写\n"
        "   2 | 　　今年召开会议*次，另有*场。\n"
        "     |                 ^^^\n"
        "     办法：填写数字\n"
        "     依据：《党政机关公文处理工作条例》第十九条\n"
        "\n"
        "报告.txt:2:14 错误 TST001 left-star：“*场”未填写\n"
        "   2 | 　　今年召开会议*次，另有*场。\n"
        "     |                          ^^^\n"
        "     参见 2:9：首次\n"
        "     办法：填写数字\n"
        "     依据：《党政机关公文处理工作条例》第十九条"
    )
    assert summary == (
        "检查 1 个文件，1 个有问题；共 2 处：错误 2，警告 0，提示 0；可自动修改 0 处；用时 0.00 秒\n"
    )


def test_english_page_and_failures(check: Check, write: Write) -> None:
    error = ReportlintError(Message("读不出", "cannot read"), path="x.txt")
    shown = write("full", check("好！！"), lang="en", errors=(error,))
    assert "甲.txt:1:2 info TST002 too-many-bangs: 叹号连用\n" in shown
    assert shown.endswith(
        "1 file checked, 1 with findings; 1 finding: 0 errors, 0 warnings, 1 info; "
        "1 fixable; 0.00 s; 1 failure\n"
    )


def test_color_only_where_asked_for(check: Check, write: Write) -> None:
    result = check("开会*次")
    plain, colored = write("full", result), write("full", result, color=True)
    assert "\x1b" not in plain
    assert "\x1b[1;31m^^^\x1b[0m" in colored
    assert re.sub(r"\x1b\[[\d;]*m", "", colored) == plain


def test_a_document_cannot_color_the_terminal(check: Check, write: Write) -> None:
    assert "\x1b" not in write("full", check("\x1b[31m开会*\x1b]0;x\x07", "\x1b[2J.txt"))


def test_whole_document_and_empty_file(check: Check, write: Write) -> None:
    result = check("")._replace(findings=[Finding(0, 0, "AB1", Severity.INFO, "缺标题")])
    assert "   1 | \n     | ^\n" in write("full", result)


def cells_of(shown: str, before: int) -> str:
    """Return what stands from a cell on; fails when the cell is the half of a character."""
    for index in range(len(shown) + 1):
        if width(shown[:index]) == before and width(shown[index:]) == width(shown) - before:
            return shown[index:]
    raise AssertionError(f"no character of {shown!r} begins at cell {before}")


@given(
    left=st.text(CHARACTERS, max_size=70),
    fault=st.text(CHARACTERS, max_size=40),
    right=st.text(CHARACTERS, max_size=70),
    room=st.integers(20, 90),
)
@example(left="作" * 60, fault="*次", right="作" * 60, room=40)
@example(left="", fault="作" * 60, right="", room=41)
def test_marker_stands_under_the_fault(left: str, fault: str, right: str, room: int) -> None:
    # Plain borders: a mark or an emoji part at the fault's edge belongs to two glyphs.
    text = f"上一行\n{left}甲{fault}乙丙{right}\n下一行"
    start = 4 + len(left) + 1
    finding = Finding(start, start + len(fault) + 1, "AB1", Severity.INFO, "x")
    shown, before, marked = excerpt(Source(text), finding, room)
    assert width(shown) <= room
    assert 1 <= marked <= room
    expected = "".join(glyph.shown for glyph in glyphs(fault + "乙"))
    if not glyphs(fault) or not fault.startswith(("\u0301", "\ufe0f", "🏽")):
        tail = cells_of(shown, before)
        assert tail.startswith(glyphs(fault + "乙")[0].shown)
        if width(expected) <= room - 2:
            assert marked == width(expected)
            assert tail.startswith(expected)
    if width(f"{left}甲") + width(f"{fault}乙") + width(f"丙{right}") <= room:
        assert "…" not in shown.replace("…", "", (left + fault + right).count("…"))


def test_the_fault_is_in_the_middle_of_a_long_line() -> None:
    text = "文" * 400 + "*次" + "字" * 400
    shown, before, marked = excerpt(Source(text), Finding(400, 402, "A1", Severity.INFO, "x"), 60)
    assert shown == "…" + "文" * 14 + "*次" + "字" * 13 + "…"
    assert (before, marked, width(shown)) == (29, 3, 59)


def test_a_fault_over_lines_is_marked_on_its_first() -> None:
    shown = excerpt(Source("一二三\r\n四五"), Finding(1, 7, "A1", Severity.INFO, "x"), 60)
    assert shown == ("一二三", 2, 4)
    assert excerpt(Source("一二\r\n四"), Finding(3, 4, "A1", Severity.INFO, "x"), 60) == (
        "一二", 4, 1,
    )  # fmt: skip


def test_cost_does_not_grow_with_the_line() -> None:
    source = Source("字" * 3_000_000)
    findings = [Finding(at, at + 2, "A1", Severity.INFO, "x") for at in range(0, 2_900_000, 29_000)]
    started = time.process_time()
    for finding in findings:
        excerpt(source, finding, 70)
    assert time.process_time() - started < 0.5
