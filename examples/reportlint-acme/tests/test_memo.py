"""The parser: its promises on awkward texts, and what it makes of a memo."""

from hypothesis import given
from reportlint.testing import check_tree, parse, parser_conformance
from reportlint.testing.strategies import texts

from reportlint_acme.memo import MemoParser

MEMO = "To: 各部门\nSubject: 关于设备检修的报告\n\n现将情况报告如下。\n一、检修情况\n已检修3台。\n"


def test_the_parser_keeps_its_promises() -> None:
    parser_conformance(MemoParser())


@given(texts)
def test_any_text_is_a_memo(text: str) -> None:
    check_tree(parse("Subject: 报告\n" + text, "memo"))


def test_only_the_subject_is_prose() -> None:
    document = parse(MEMO, "memo")
    assert document.title is not None
    assert document.prose[document.title.start : document.title.end] == "关于设备检修的报告"
    assert [document.heading_title(heading) for heading in document.headings] == ["检修情况"]
    assert "各部门" not in document.prose
