"""One document through the rules: order, errors of rules, purity."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from reportlint import Document, Finding, Fix, Related, Rule, Severity
from reportlint.engine import lint, lint_together
from reportlint.testing import parse

TEXT = "甲乙甲\n乙甲"


class Find(Rule):
    """找到一个字。"""

    code, name = "EN101", "find"
    wanted = "甲"

    def check(self, document: Document) -> Iterable[Finding]:
        at = document.text.rfind(self.wanted)
        while at >= 0:  # backwards: the engine sorts
            yield self.finding(at, at + 1, self.wanted)
            at = document.text.rfind(self.wanted, 0, at)


class FindOther(Find):
    """找到另一个字。"""

    code, name = "EN002", "find-other"
    wanted = "乙"


class SamePlace(Find):
    """同一处的另一问题。"""

    code, name = "EN001", "same-place"


class Raises(Rule):
    """先报一处，再出错。"""

    code, name = "EN301", "raises"

    def check(self, document: Document) -> Iterable[Finding]:
        yield self.finding(0, 1, "seen before the fault")
        raise KeyError(document.format)


class Stray(Rule):
    """报到文外。"""

    code, name = "EN302", "stray"
    spans: tuple[tuple[int, int], ...] = ((0, 99), (2, 1), (-1, 1), (0, 1))

    def check(self, document: Document) -> Iterable[Finding]:
        return [Finding(*span, self.code, Severity.INFO, document.format) for span in self.spans]


class ReturnsNone(Rule):
    """什么也不返回。"""

    code, name = "EN303", "returns-none"

    def check(self, document: Document) -> Iterable[Finding]:
        return document.blocks.sort()  # type: ignore[return-value]  # returns None, by mistake


def test_findings_are_sorted_by_place_then_code() -> None:
    findings, errors = lint(parse(TEXT), [Find(), FindOther(), SamePlace()])
    assert errors == []
    assert [(f.start, f.code) for f in findings] == [
        (0, "EN001"), (0, "EN101"), (1, "EN002"), (2, "EN001"), (2, "EN101"),
        (4, "EN002"), (5, "EN001"), (5, "EN101"),
    ]  # fmt: skip


def test_the_order_of_rules_does_not_matter() -> None:
    rules = [Find(), FindOther(), SamePlace()]
    assert lint(parse(TEXT), rules) == lint(parse(TEXT), rules[::-1])


def test_findings_that_differ_in_fix_alone_can_be_sorted() -> None:
    class Twice(Rule):
        """同处两报。"""

        code, name = "EN304", "twice"

        def check(self, document: Document) -> Iterable[Finding]:
            end = len(document.text)
            yield self.finding(0, end, "x", fix=Fix(()))
            yield self.finding(0, end, "x", related=[Related(0, 1, "y")])
            yield self.finding(0, end, "x")

    findings, errors = lint(parse(TEXT), [Twice()])
    assert (len(findings), errors) == (3, [])


@pytest.mark.parametrize("rule", [Raises, ReturnsNone])
def test_a_rule_that_raises_is_an_error_and_the_others_go_on(rule: type[Rule]) -> None:
    document = parse(TEXT)
    findings, errors = lint(document, [rule(), Find()])
    assert [f.start for f in findings if f.code == "EN101"] == [0, 2, 5]
    (error,) = errors
    assert error.path == document.source.path
    assert rule.code in error.render("zh")
    assert f"turn it off with --ignore {rule.code}" in error.render("en")


def test_a_span_outside_the_text_is_an_error_and_not_a_finding() -> None:
    findings, errors = lint(parse(TEXT), [Stray(), Find()])
    assert [(f.start, f.end) for f in findings if f.code == "EN302"] == [(0, 1)]
    assert len([f for f in findings if f.code == "EN101"]) == 3
    (error,) = errors
    assert "EN302" in error.render("en")
    assert "outside 0..6" in error.render("en")


def test_no_rules_no_text() -> None:
    assert lint(parse(TEXT), []) == ([], [])
    assert lint(parse(""), [Find()]) == ([], [])


def test_documents_together_are_judged_as_each_alone() -> None:
    class Picky(Rule):
        """有乙则错。"""

        code, name = "EN305", "picky"

        def check(self, document: Document) -> Iterable[Finding]:
            yield self.finding(0, 0, document.text)
            if "乙" in document.text:
                raise ValueError(document.text)

    texts = ["甲", TEXT, "", "丙", TEXT * 2]
    rules = [Picky(), Find(), FindOther(), Stray()]
    together = lint_together([parse(text) for text in texts], rules)
    alone = [lint(parse(text), rules) for text in texts]
    assert [found for found, _ in together] == [found for found, _ in alone]
    assert [list(map(str, e)) for _, e in together] == [list(map(str, e)) for _, e in alone]
    assert [bool([e for e in errors if "EN305" in str(e)]) for _, errors in together] == [
        "乙" in text for text in texts
    ]


def test_rules_need_neither_hash_nor_identity_of_their_own() -> None:
    class Equal(Find):
        """与谁都相等。"""

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Find)

        __hash__ = None  # type: ignore[assignment]  # as of any class that only defines `__eq__`

    class EqualToo(Equal):
        """也是。"""

        code, name, wanted = "EN002", "equal-too", "乙"

    findings, errors = lint(parse(TEXT), [Equal(), EqualToo()])
    assert errors == []
    assert [f.code for f in findings] == ["EN101", "EN002", "EN101", "EN002", "EN101"]
