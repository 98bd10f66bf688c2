"""Markdown: what is masked, what each line is, and what stays a placeholder."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
from hypothesis import given, settings

from reportlint import BLANK, OBJECT, Document, ParseContext, Parser, Source
from reportlint.parsers.markdown import MarkdownParser
from reportlint.parsers.plain import PlainParser
from reportlint.testing import check_tree, parser_conformance
from strategies import reports, texts

BODY = "全年坚持以学铸魂、以学增智，推动各项任务落地见效，取得了比较明显的成效。"
SIGNS = {ord(OBJECT): "■", ord(BLANK): "·"}


def markdown(text: str) -> Document:
    return MarkdownParser().parse(Source(text), ParseContext())


def masked(text: str) -> str:
    """The masked text with signs one can see; spaces of the text show as masked ones do."""
    return markdown(text).prose.translate(SIGNS)


def kinds(text: str) -> list[str]:
    return [b.kind + (str(b.rank) if b.rank else "") for b in markdown(text).blocks]


MASKS = {
    "code span": ("用`x*个`查", "用■■■■■查"),
    "code span over two lines": ("用`一\n二`查", "用■■\n■■查"),
    "link": ('见[通知](http://a.cn "题")。', "见■通知" + "■" * 18 + "。"),
    "link by reference": ("见[通知][甲]。\n\n[甲]: http://a.cn", "见■通知■■■■。\n\n" + "■" * 16),
    "a slot is no link": ("由[单位]负责。\n\n[单位]: 待定", "由[单位]负责。\n\n[单位]:·待定"),
    "image": ("见![图](a.png)。", "见■■■■■■■■■■■。"),
    "autolink": ("见<http://a.cn>。", "见■■■■■■■■■■■■■。"),
    "tag": ("甲<b class='x'>乙</b>", "甲■■■■■■■■■■■■■乙■■■■"),
    "comment": ("<!-- 一 -->\n二", "■■■■■■■■■■\n二"),
    "escape": ("整改\\*个", "整改■*个"),
    "footnote": ("完成任务[^1]。", "完成任务■■■■。"),
    "emphasis": ("*抓好学习*", "■抓好学习■"),
    "strong": ("**抓好学习**，__推动落实__", "■■抓好学习■■，■■推动落实■■"),
    "both": ("***抓好学习***", "■■■抓好学习■■■"),
    "emphasis in a link": ("[**通知**](b)", "■■■通知■■■■■■"),
    "emphasis over two lines": ("**抓好\n学习**", "■■抓好\n学习■■"),
    "heading": ("## 一、做法 ##", "···一、做法·" + "··"),
    "setext heading": ("做法\n====\n正文", "做法\n····\n正文"),
    "list marks": ("- 一\n* 二\n+ [ ] 三", "··一\n··二\n······三"),
    "ordered list": ("1. 一\n2. 二", "1.·一\n2.·二"),
    "quotation": ("> 引用\n> - 二", "··引用\n····二"),
    "table": ("|甲|乙|\n|:-|-|\n|*个|\\|x|", "·甲·乙·\n······\n·*个·■|x·"),
    "rule": ("一\n\n***\n\n二", "一\n\n···\n\n二"),
    "fence": ("```py\n*个 <!--\n```\n<b>二</b>", "■■■■■\n■■■■■■■\n■■■\n■■■二■■■■"),
    "tildes, never closed": ("~~~\n*个", "■■■\n■■"),
    "indented code": ("一\n\n    x = 1\n", "一\n\n■■■■■■■■■\n"),
    "an indented paragraph": ("一\n\n    抓好学习。\n", "一\n\n····抓好学习。\n"),
    "script": ("<script>\n一\n</script>\n二", "■■■■■■■■\n■\n■■■■■■■■■\n二"),
    "words between tags": ("<div>\n整改*个\n</div>", "■■■■■\n整改*个\n■■■■■■"),
    "front matter": ("---\ntitle: 报告\n---\n一", "■■■\n■■■■■■■■■\n■■■\n一"),
    "a rule is no front matter": ("---\n一、做法\n---\n二", "···\n一、做法\n···\n二"),
    "paid markers": ("##paidbegin##一", "·············一"),
    "CRLF": ("> 一\r\n> `二`\r\n", "··一\r\n··■■■\r\n"),
    "CR": ("- 一\r- `二`\r", "··一\n··■■■\n"),
    "NUL and U+2028": ("一\0`二`\u2028**三**", "一\0■■■\u2028■■三■■"),
    "astral": ("𠮷`x`👍**二**", "𠮷■■■👍■■二■■"),
}


@pytest.mark.parametrize("name", MASKS)
def test_masks(name: str) -> None:
    text, expected = MASKS[name]
    assert masked(text) == expected.replace(" ", "·")
    check_tree(markdown(text))


@pytest.mark.parametrize(
    "text",
    [
        "查找问题*个，解决问题*个",
        "共有*人次参加，发放*份",
        "在*委的部署下，在*指导组的帮助下",
        "*局党组高度重视，带领*局干部",
        "建设“*”工程，打造“*”品牌",
        "整改率*%，满意率*%",
        "2023年*月*日",
        "**局党组、**镇党委",
        "完成**项，剩余**项。",
        "***公司与***公司",
        "梳理*条，其中*条、*条",
        "整改*\n个，解决*个",
    ],
)
def test_a_blank_stays_a_blank(text: str) -> None:
    assert markdown(text).prose == text


@pytest.mark.parametrize(
    "text",
    [
        "**第一条** 为了规范",
        "**加粗**的字",
        "*全文都是斜体，没有空缺。*",
        "**人民至上，生命至上**",
        "**项目名称**：某",
        "**个人总结**，**本次会议**，**大力推进，狠抓落实**",
        "**市委、市政府**高度重视",
        "**市委高度重视。**全年多次研究",
        "**条例**和**名单**，**次要问题**",
        "*注：本表不含*",
        "**一是抓学习，**全年学习",
    ],
)
def test_emphasis_stays_emphasis(text: str) -> None:
    assert "*" not in markdown(text).prose


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"# 工作总结\n## 一、做法\n{BODY}", "title heading20 paragraph"),
        (f"## 一、做法\n### （一）学习\n{BODY}", "heading20 heading30 paragraph"),
        (f"一、做法\n{BODY}\n二、问题\n{BODY}", "heading120 paragraph heading120 paragraph"),
        (f"**一、做法**\n{BODY}", "heading120 paragraph"),
        (f"**（一）抓学习。**{BODY}", "heading130 paragraph"),
        (f"{BODY}\n\n**存在问题**\n\n{BODY}", "paragraph heading115 paragraph"),
        (f"一、做法\n\n**抓学习**\n\n{BODY}", "heading120 heading135 paragraph"),
        (f"##一、做法\n{BODY}", "heading20 paragraph"),
        ("#工作简报# 今天发布", "paragraph"),
        (f"做法\n---\n{BODY}", "title paragraph"),
        (f"{BODY}\n---\n{BODY}", "paragraph paragraph"),
        (f"<h2>做法</h2>\n\n{BODY}", "title paragraph"),
        ("- 学习\n- 调研\n\n```\nx\n```\n\n```\ny\n```\n", "item item code code"),
        ("|甲|乙|\n|-|-|\n|一|二|\n", "row row"),
        ("> 一、做法\n> " + BODY, "heading120 paragraph"),
        ("> " * 30 + "深", "paragraph"),
    ],
)
def test_kinds(text: str, expected: str) -> None:
    assert kinds(text) == expected.split()
    assert kinds(text.replace("\n", "\r\n")) == expected.split()


def test_front_title() -> None:
    document = markdown('---\ndate: 2023\ntitle: "工作总结"\n---\n正文。')
    assert document.front_title is not None
    start, end = document.front_title
    assert document.text[start:end] == "工作总结"
    assert document.genre == "summary"


def test_number_behind_bold_marks_is_read() -> None:
    block = markdown(f"**（二）抓学习。**{BODY}").blocks[0]
    assert block.ordinal is not None
    assert (block.start, block.ordinal.value, block.run_in) == (2, 2, True)


@pytest.mark.parametrize("parser", [PlainParser(), MarkdownParser()], ids=lambda p: p.name)
def test_conformance(parser: Parser) -> None:
    parser_conformance(parser)


@given(texts)
@settings(max_examples=300, deadline=None)
def test_any_text_is_read(text: str) -> None:
    check_tree(markdown(text))


@given(reports())
def test_reports_read_as_in_plain_text(report: tuple[str, list[str]]) -> None:
    text = report[0]
    plain = PlainParser().parse(Source(text), ParseContext())
    assert markdown(text).blocks == plain.blocks


@pytest.mark.parametrize(
    "piece",
    [
        "*a ",
        "**a",
        "[",
        "![",
        "[a](",
        "<a ",
        "<!--",
        "`a",
        "> ",
        "- ",
        "a\n",
        "> a\n\n",
        "|",
        "_a*b",
        "一",
    ],
)
def test_time_grows_with_the_text(piece: str) -> None:
    def seconds(size: int) -> float:
        source = Source((piece * size)[:size])
        began = time.process_time()
        MarkdownParser().parse(source, ParseContext())
        return time.process_time() - began

    seconds(100)
    assert seconds(40_000) < 1.5 + 16 * seconds(10_000)  # quadratic would be tens of seconds


def test_plain_text_does_not_load_the_library() -> None:
    code = (
        "import sys; from reportlint import *; import reportlint.parsers as p;"
        "[x.parse(Source('一'), ParseContext()) for x in p.reportlint_parsers() if x.name == 'plain'];"
        "sys.exit('markdown_it' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_real_documents_keep_the_promises(shared: object) -> None:
    from pathlib import Path

    folder = Path(str(shared))
    files = [*folder.glob("seeds/*.txt"), *sorted(folder.glob("corpus/*/*.md"))[::4]]
    for file in files:
        source = Source.from_bytes(file.read_bytes(), str(file))
        check_tree(MarkdownParser().parse(source, ParseContext()))
        check_tree(PlainParser().parse(source, ParseContext()))
