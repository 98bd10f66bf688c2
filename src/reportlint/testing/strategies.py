"""Hypothesis strategies: texts as files really hold them, reports with sections, documents.

This is the only module of reportlint that imports Hypothesis: `pip install hypothesis`.
"""

from __future__ import annotations

from hypothesis import strategies as st

from reportlint.document import Document
from reportlint.testing import parse

BREAKS = ("\n", "\r\n", "\r")
_ALPHABET = st.sampled_from(
    "一二三四五六七八九十百第章节部分是要学习工作问题个次条局委市"
    "，。；：！？、“”《》（）()【】[]〔〕—…-.·*＊_#>|`~<&=\\/@$^+ \t\u3000\xa0"
    "0123456789０１aAxX×某①②③△□○〇"
    "\n\r\u2028\u2029\x0b\x0c\x1c\x85\u200b\u200d\ufeff\ufffc\0"
    "𠮷👍🏽é\u0301"
)
_PIECES = st.sampled_from(
    [
        "\r\n", "\n\n", "一、", "（一）", "1.", "（1）", "第一章", "第二部分", "①", "一是", "##paidbegin##",
        "##paidend##", "<!-- ", " -->", "```\n", "~~~", "    ", "\t", "# ", "## ", "> ", "- ", "* ", "1. ", "1) ",
        "**", "*", "__", "***", "---\n", "===\n", "|", "|-|-|\n", "[", "](", ")", "![", "]: /x\n", "<b>", "</b>",
        "http://x.cn/?a=1", "&nbsp;", "&#12", "---\ntitle: ", "目录\n", "特此报告。", "2023年5月1日", "各位代表：",
        "关于学习情况的报告", "👨‍👩‍👧", "𠮷", "查找问题*个，", "##reportlint-disable RPT101##", "。", "，",
    ]
)  # fmt: skip

texts = st.lists(st.one_of(_ALPHABET, _PIECES, st.text(max_size=4)), max_size=60).map("".join)
"""Any text at all, rich in what parsers look for; unpaired surrogates too."""

encodable_texts = texts.filter(lambda text: not any("\ud800" <= c <= "\udfff" for c in text))
"""Such text as a file can hold: no unpaired surrogates."""

_WORDS = st.sampled_from(
    [
        "抓好理论学习",
        "推动工作落实",
        "解决群众困难",
        "健全制度机制",
        "加强组织领导",
        "压实主体责任",
        "查找突出问题",
    ]
)
_SENTENCE = st.lists(_WORDS, min_size=1, max_size=4).map(lambda words: "，".join(words) + "。")
_PARAGRAPH = st.lists(_SENTENCE, min_size=1, max_size=4).map("".join)
_HAN = "一二三四五六七八九"


@st.composite
def reports(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Draw a report, and the titles of its 一、 sections in order."""
    br = draw(st.sampled_from(BREAKS))
    indent = draw(st.sampled_from(["", "\u3000\u3000", "  "]))
    lines = ["关于学习情况的报告", "各单位：", indent + "现将有关情况报告如下。"]
    titles = []
    for number in range(draw(st.integers(1, 5))):
        title = draw(_WORDS)
        titles.append(title)
        lines.append(f"{indent}{_HAN[number]}、{title}")
        for inner in range(draw(st.integers(0, 3))):
            lead = f"（{_HAN[inner]}）{draw(_WORDS)}。"
            lines.append(indent + lead + draw(_PARAGRAPH))
        lines.append(indent + draw(_PARAGRAPH))
    lines += ["特此报告。", "某某单位", "2023年5月1日"]
    gap = draw(st.sampled_from([br, br + br]))
    return gap.join(lines) + draw(st.sampled_from(["", br])), titles


def documents(format: str = "plain") -> st.SearchStrategy[Document]:
    """Draw any text and any report, parsed by an installed parser.

    Args:
        format: The parser's name.
    """
    drawn = st.one_of(texts, reports().map(lambda made: made[0]))
    return drawn.map(lambda text: parse(text, format))
