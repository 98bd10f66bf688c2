"""Line kinds, by small documents: one line of expectation a line of text."""

from __future__ import annotations

import pytest
from hypothesis import given

from reportlint import ParseContext, Source, outline
from reportlint.parsers.plain import PlainParser
from strategies import reports

BODY = "全年坚持以学铸魂、以学增智，推动各项任务落地见效，取得了比较明显的成效。"


def kinds(text: str) -> list[str]:
    """Kind, rank and run-in of every block, in one word each."""
    return [
        block.kind
        + (f"{block.rank}" if block.rank else "")
        + (f"-{block.ordinal.style}{block.ordinal.value}" if block.ordinal else "")
        + ("+" if block.run_in else "")
        for block in outline(text)
    ]


CASES = {
    "two numerals are no number": (
        f"工作情况汇报\n三、四月份，{BODY}\n二、三产业加快融合，{BODY}",
        "title paragraph paragraph",
    ),
    "title, salutation, closing": (
        f"关于学习情况的报告\n各单位：\n{BODY}\n特此报告。\n某单位\n2023年5月1日",
        "title salutation paragraph closing closing closing",
    ),
    "title in two lines with speaker": (
        f"2023年度主题教育\n开展情况的报告\n（2023年5月1日）\n局长　某某\n各位代表：\n{BODY}",
        "title subtitle subtitle subtitle salutation paragraph",
    ),
    "dash below the title": (f"工作报告\n——在全会上\n{BODY}", "title subtitle paragraph"),
    "page chrome above the title": (
        f"当前位置：\n首页\n>\n政务信息\n>\n要闻\n2025年工作报告\n来源：日报\n——在全会上\n{BODY}",
        "paragraph paragraph paragraph paragraph paragraph paragraph title paragraph subtitle paragraph",
    ),
    "a lead-in is no salutation": (
        f"{BODY}\n现将情况报告如下：\n{BODY}",
        "paragraph paragraph paragraph",
    ),
    "a heading below the title is no subtitle": (
        f"2023年工作总结\n主要做法\n{BODY}\n存在问题\n{BODY}",
        "title heading115 paragraph heading115 paragraph",
    ),
    "one line alone has no title": ("召开会议*次", "paragraph"),
    "signature and date without a formula": (
        f"{BODY}\n某单位\n2023年5月1日\n打印",
        "paragraph closing closing paragraph",
    ),
    "a note below the date": (
        f"{BODY}\n特此函复。\n某单位\n二〇二三年五月\n（联系人：某某，电话：0000）",
        "paragraph closing closing closing paragraph",
    ),
    "short last lines without a date are text": (f"{BODY}\n谢谢大家", "paragraph paragraph"),
    "the usual four styles": (
        f"一、做法\n（一）抓学习\n1.抓制度\n（1）抓落实\n{BODY}",
        "heading120-han1 heading130-han-paren1 heading140-arabic1 heading150-arabic-paren1 paragraph",
    ),
    "half-width and other points": (
        f"一. 做法\n{BODY}\n(二)、抓学习\n{BODY}\n3、抓制度\n{BODY}\n（ 四 ）抓落实\n{BODY}",
        "heading120-han1 paragraph heading130-han-paren2 paragraph heading140-arabic3 paragraph"
        " heading130-han-paren4 paragraph",
    ),
    "parts, chapters, sections": (
        f"第一部分　做法\n第二章 抓学习\n第三节 抓制度\n{BODY}",
        "heading100-chapter1 heading100-chapter2 heading110-part3 paragraph",
    ),
    "run-in heading": (f"（一）抓学习。{BODY}", "heading130-han-paren1+ paragraph"),
    "a long item is no heading": (f"1.{BODY[:-1]}，{BODY}", "item-arabic1"),
    "items with semicolons, the last with a point": (
        "（一）不履行职责的；\n（二）违反程序的；\n（三）其他行为。\n附则",
        "item-han-paren1 item-han-paren2 item-han-paren3 paragraph",
    ),
    "a run of bare numbers is a list": (
        f"{BODY}\n1.学习\n2.调研\n3.整改\n{BODY}",
        "paragraph item-arabic1 item-arabic2 item-arabic3 paragraph",
    ),
    "circled numbers are items": ("①学习\n②调研", "item-circled1 item-circled2"),
    "a question may be a heading": (f"一、为什么要改革？\n{BODY}", "heading120-han1 paragraph"),
    "no ordinal in a number, a date, a grade": (
        f"{BODY}\n3.5亿元的项目已经开工，成效明显。\n1、2月份全面完成了任务，成效明显。\n一、二级单位都完成了任务。",
        "paragraph paragraph paragraph paragraph",
    ),
    "a month behind an ordinal": ("10.5月份投产；\n11.6月份达标；", "item-arabic10 item-arabic11"),
    "table of contents": (
        f"工作报告\n目 录\n一、做法……1\n二、问题……3\n一、做法\n{BODY}\n二、问题\n{BODY}",
        "title row row row heading120-han1 paragraph heading120-han2 paragraph",
    ),
    "a line that goes on is no heading": (
        f"{BODY}依据《\n著作权法\n》第五条，不适用于该法，属于公有领域，任何人都可以使用。\n公有领域\n。{BODY}",
        "paragraph paragraph paragraph paragraph paragraph",
    ),
    "a line broken before 《》 is no title": (
        f"全体会议听取和审议了国务院总理所作的\n政府工作报告\n。{BODY}",
        "paragraph paragraph paragraph",
    ),
    "headings without numbers": (
        f"{BODY}\n主要做法\n{BODY}\n【存在问题】\n{BODY}",
        "paragraph heading115 paragraph heading115 paragraph",
    ),
    "a known section without its number": (
        f"一、做法\n{BODY}\n存在的主要问题\n{BODY}\n某某同志\n{BODY}",
        "heading120-han1 paragraph heading115 paragraph paragraph paragraph",
    ),
    "U+2028 breaks no line": ("一、做法\u2028还是做法\n" + BODY, "heading120-han1 paragraph"),
}


@pytest.mark.parametrize("name", CASES)
def test_kinds(name: str) -> None:
    text, expected = CASES[name]
    assert kinds(text) == expected.split()


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("line_break", ["\r\n", "\r", "\n\n", "\u3000\n\t"])
def test_kinds_do_not_depend_on_line_breaks(name: str, line_break: str) -> None:
    text, expected = CASES[name]
    assert kinds(text.replace("\n", line_break)) == expected.split()


@given(reports())
def test_reports_get_their_sections(report: tuple[str, list[str]]) -> None:
    text, titles = report
    document = PlainParser().parse(Source(text), ParseContext())
    assert document.title is not None
    assert [
        document.heading_title(s.heading) for s in document.root.sections if s.heading
    ] == titles
    assert [b.kind for b in document.blocks[-3:]] == ["closing"] * 3
    assert document.blocks[1].kind == "salutation"
