"""Fixes: applied until nothing changes, the section tree and the encoding kept."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from reportlint import Document, Edit, Finding, Fix, ParseContext, Rule, Severity, Source
from reportlint.fixer import apply_edits, choose, fix_document, shape
from reportlint.parsers.plain import PlainParser


def _parse(source: Source) -> Document:
    return PlainParser().parse(source, ParseContext())


class Replace(Rule):
    """替换。"""

    code, name = "TST1", "replace"
    old, new, safe = "甲", "乙", True

    def check(self, document: Document) -> Iterator[Finding]:
        at = document.text.find(self.old)
        while at >= 0:
            edit = Edit(at, at + len(self.old), self.new)
            yield self.finding(at, edit.end, "替换", fix=Fix((edit,), self.safe))
            at = document.text.find(self.old, edit.end)


def _rule(old: str, new: str, safe: bool = True) -> Rule:
    made = type("Made", (Replace,), {"old": old, "new": new, "safe": safe, "__doc__": "替换。"})
    rule: Rule = made()
    return rule


def test_fixes_run_until_nothing_changes() -> None:
    rules = [_rule("的的", "的")]
    fixed = fix_document(_parse(Source("我们的的的的工作")), rules, _parse)
    assert fixed.document.text == "我们的工作"
    assert fixed.settled
    assert fixed.findings == []


def test_unsafe_fixes_need_to_be_asked_for() -> None:
    document = _parse(Source("甲方"))
    rules = [_rule("甲", "乙", safe=False)]
    assert fix_document(document, rules, _parse).document is document
    assert fix_document(document, rules, _parse, unsafe=True).document.text == "乙方"


def test_overlapping_fixes_take_turns() -> None:
    findings = [
        Finding(0, 2, "A1", Severity.ERROR, "", fix=Fix((Edit(0, 2, "x"),))),
        Finding(1, 3, "A2", Severity.ERROR, "", fix=Fix((Edit(1, 3, "y"),))),
        Finding(2, 3, "A3", Severity.ERROR, "", fix=Fix((Edit(2, 3, "z"),))),
        Finding(3, 3, "A4", Severity.ERROR, "", fix=Fix((Edit(3, 3, "w"),))),
    ]
    assert [fix.edits[0].replacement for fix in choose(findings, unsafe=False)] == ["x", "z"]


def test_the_same_edit_twice_counts_once() -> None:
    fix = Fix((Edit(0, 1, "乙"),))
    findings = [Finding(0, 1, code, Severity.INFO, "", fix=fix) for code in ("A1", "A2")]
    assert choose(findings, unsafe=False) == [fix]


def test_a_fix_that_changes_the_tree_is_left_out_and_the_others_stay() -> None:
    text = "一、主要工作\n甲方认真落实各项任务，成效很好。\n二、存在问题\n仍有不足。"
    rules = [_rule("一、", ""), _rule("甲", "乙")]
    document = _parse(Source(text))
    fixed = fix_document(document, rules, _parse)
    assert fixed.document.text == text.replace("甲", "乙")
    assert shape(fixed.document) == shape(document)


def test_two_rules_that_undo_each_other_come_to_an_end() -> None:
    fixed = fix_document(_parse(Source("甲方")), [_rule("甲", "乙"), _rule("乙", "甲")], _parse)
    assert not fixed.settled


def test_edits_may_come_in_any_order_but_not_overlap() -> None:
    assert apply_edits("甲乙丙", [Edit(2, 3, ""), Edit(0, 1, "丁")]) == "丁乙"
    with pytest.raises(ValueError, match="overlap"):
        apply_edits("甲乙丙", [Edit(0, 2, ""), Edit(1, 3, "")])


@pytest.mark.parametrize(
    "data",
    [
        "甲方\r\n乙方".encode(),
        b"\xef\xbb\xbf" + "甲方\r乙方".encode(),
        "甲方工作总结\n乙方".encode("gb18030"),
        b"\xff\xfe" + "甲方\n".encode("utf-16-le"),
    ],
)
def test_bytes_come_back_as_they_were(data: bytes) -> None:
    source = Source.from_bytes(data)
    assert source.encode(source.text) == data
    fixed = fix_document(_parse(source), [_rule("甲", "丁")], _parse)
    after = fixed.document.source
    assert Source.from_bytes(after.encode(after.text)).text == source.text.replace("甲", "丁")
