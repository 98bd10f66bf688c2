from __future__ import annotations

import pytest
from hypothesis import given

from reportlint import (
    BLANK,
    OBJECT,
    Block,
    Document,
    Mask,
    ParseContext,
    Source,
    apply_masks,
    common_masks,
)
from reportlint.parsers.plain import PlainParser
from reportlint.testing import check_tree
from strategies import reports, texts


def plain(text: str, context: ParseContext | None = None) -> Document:
    return PlainParser().parse(Source(text), context or ParseContext())


@given(texts)
def test_plain_text_keeps_every_promise(text: str) -> None:
    check_tree(plain(text))


@given(reports())
def test_reports_keep_every_promise(report: tuple[str, list[str]]) -> None:
    check_tree(plain(report[0]))


def test_section_path_and_block_at() -> None:
    text = "一、做法\n（一）抓学习。全年坚持学习。\n二、问题\n还有差距。"
    document = plain(text)
    assert document.section_path(0) == ("做法",)
    assert document.section_path(text.index("全年")) == ("做法", "抓学习")
    assert document.section_path(text.index("还有")) == ("问题",)
    assert document.section_path(len(text)) == ("问题",)
    block = document.block_at(text.index("全年"))
    assert block is not None
    assert (block.kind, text[block.start : block.end]) == ("paragraph", "全年坚持学习。")
    assert document.block_at(text.index("\n")) is None
    assert [section.level for section in document.root.walk()] == [0, 1, 2, 1]


def test_sentences_and_clauses() -> None:
    document = plain("他说：“好！”干部、群众都好，真好。\n二、问题\n仍有差距")
    assert document.sentences.texts == [
        "他说：“好！”",
        "干部、群众都好，真好。",
        "二、问题",
        "仍有差距",
    ]
    assert document.clauses.texts == [
        "他说",
        "“好",
        "”干部、群众都好",
        "真好",
        "二、问题",
        "仍有差距",
    ]
    assert [document.prose[s : s + 2] for s in document.clauses.starts][:2] == ["他说", "“好"]


def test_a_view_is_made_once() -> None:
    made = []

    def count(document: Document) -> int:
        made.append(document)
        return len(document.blocks)

    document = plain("一\n二")
    assert document.view(count) == document.view(count) == 2
    assert len(made) == 1


def test_prose_must_be_as_long_as_the_text() -> None:
    with pytest.raises(ValueError, match="as long"):
        Document(Source("一二"), "一", [])


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("##paidbegin##　一是", BLANK * 13 + "　一是"),
        ("见https://a.cn/b?c=1。", "见" + OBJECT * 18 + "。"),
        ("甲<br/>乙&nbsp;丙", "甲" + OBJECT * 5 + "乙" + OBJECT * 6 + "丙"),
        ("甲<!-- 一\n二 -->乙", "甲" + OBJECT * 6 + "\n" + OBJECT * 5 + "乙"),
        ("##reportlint-disable-line RPT101 -- 因##一", BLANK * 39 + "一"),
        ("A&B，a<b，c>d，A&B;", "A&B，a<b，c>d，A&B;"),
    ],
)
def test_common_masks(text: str, prose: str) -> None:
    assert plain(text).prose == prose


def test_markers_of_the_configuration() -> None:
    context = ParseContext(markers=(("[[付费]]", "[[/付费]]"),))
    assert plain("[[付费]]一[[/付费]]", context).prose == BLANK * 6 + "一" + BLANK * 7


@given(texts)
def test_masking_keeps_length_and_line_breaks(text: str) -> None:
    masks = [
        *common_masks(text, ParseContext()),
        Mask(0, len(text) // 2, OBJECT),
        Mask(1, 3, BLANK),
    ]
    prose = apply_masks(text, [mask for mask in masks if mask.end <= len(text)])
    assert len(prose) == len(text)
    assert [c in "\r\n" for c in prose] == [c in "\r\n" for c in text]


def test_of_overlapping_masks_the_first_holds() -> None:
    assert apply_masks("一二三四", [Mask(1, 4, OBJECT), Mask(0, 2, BLANK)]) == "  " + OBJECT * 2


BROKEN = {
    "overlaps": ("一二三四", [Block("paragraph", 0, 3), Block("paragraph", 2, 4)]),
    "no kind": ("一二三四", [Block("text", 0, 4)]),
    "white space": ("一二三 ", [Block("paragraph", 0, 4)]),
    "spans lines": ("一\n二", [Block("paragraph", 0, 3)]),
    "prose outside": ("一二三四", [Block("paragraph", 1, 4)]),
    "prose behind": ("一二三四", [Block("paragraph", 0, 3)]),
    "rank": ("一二三四", [Block("heading", 0, 4)]),
    "run-in": ("一二三四", [Block("paragraph", 0, 4, 0, None, True)]),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_check_tree_names_what_is_wrong(fault: str) -> None:
    text, blocks = BROKEN[fault]
    with pytest.raises(AssertionError, match=fault):
        check_tree(Document(Source(text), text, blocks))


def test_check_tree_sees_altered_prose() -> None:
    with pytest.raises(AssertionError, match="for '二' at 1"):
        check_tree(Document(Source("一二"), "一三", [Block("paragraph", 0, 2)]))
    with pytest.raises(AssertionError, match="line breaks"):
        check_tree(Document(Source("一\n二"), "一二二", [Block("paragraph", 0, 3)]))
