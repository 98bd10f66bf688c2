"""Placeholders and residue: RPT101 to RPT108."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

from reportlint import Document, Example, Finding, Rule, Severity, Source
from reportlint.engine import lint
from reportlint.rules.placeholders import reportlint_rules
from reportlint.rules.placeholders.empty_container import EmptyContainer
from reportlint.rules.placeholders.missing_quantity import MissingQuantity
from reportlint.rules.placeholders.paid_marker_residue import PaidMarkerResidue
from reportlint.rules.placeholders.site_residue import SiteResidue
from reportlint.rules.placeholders.template_instruction import TemplateInstructionResidue
from reportlint.rules.placeholders.unbalanced_paid_marker import UnbalancedPaidMarker
from reportlint.rules.placeholders.unfilled_date import UnfilledDate
from reportlint.rules.placeholders.unfilled_placeholder import UnfilledPlaceholder
from reportlint.testing import as_example, parse, rule_test, unmark

test_rpt101 = rule_test(UnfilledPlaceholder)
test_rpt102 = rule_test(UnfilledDate)
test_rpt103 = rule_test(TemplateInstructionResidue)
test_rpt104 = rule_test(MissingQuantity)
test_rpt105 = rule_test(EmptyContainer)
test_rpt106 = rule_test(UnbalancedPaidMarker)
test_rpt107 = rule_test(PaidMarkerResidue)
test_rpt108 = rule_test(SiteResidue)


def found_in(text: str, format: str = "plain", *rules: Rule) -> list[Finding]:
    chosen = rules or tuple(rule() for rule in reportlint_rules())
    findings, errors = lint(parse(text, format), chosen)
    assert errors == []
    return findings


def mended(text: str, findings: list[Finding]) -> str:
    edits = sorted(edit for f in findings if f.fix for edit in f.fix.edits)
    for start, end, replacement in reversed(edits):
        text = text[:start] + replacement + text[end:]
    return text


FIXED = [
    (rule, as_example(example))
    for rule in (PaidMarkerResidue, SiteResidue)
    for example in rule.invalid
    if as_example(example).fixed is not None
]


@pytest.mark.parametrize(("rule", "example"), FIXED)
def test_fixes_are_safe_and_mend_the_text(rule: type[Rule], example: Example) -> None:
    text, _ = unmark(example.text)
    findings = found_in(text, example.format, rule(**example.options))
    assert all(f.fix is not None and f.fix.safe for f in findings)
    once = mended(text, findings)
    assert once == example.fixed
    assert found_in(once, example.format, rule(**example.options)) == []


def test_a_fault_elsewhere_keeps_paid_markers_from_being_deleted() -> None:
    text = "##paidbegin##一。##paidend##二。##paidbegin##三。"
    findings = found_in(text, "plain", PaidMarkerResidue())
    assert [f.start for f in findings] == [0, 15]
    assert all(f.fix is None for f in findings)


def test_every_placeholder_is_one_rule_s() -> None:
    findings = found_in("x月x日召开会议X次，共收集意见余条，培训X人次，20XX年X月完成X%。")
    codes = [f.code for f in findings]
    assert codes == ["RPT102", "RPT101", "RPT104", "RPT101", "RPT102", "RPT101"]
    for before, after in pairwise(findings):
        assert before.end <= after.start


def test_a_figure_that_is_a_placeholder_is_not_missing_too() -> None:
    findings = found_in("今年共开展活动N次。")
    assert [f.code for f in findings] == ["RPT101"]


def test_a_title_is_named_in_the_message() -> None:
    first, *_ = found_in("XX局2023年工作总结\n全局上下抓好落实。", "plain", UnfilledPlaceholder())
    assert "标题" in first.message
    english, *_ = found_in("XX局2023年工作总结\n全局。", "plain", UnfilledPlaceholder(lang="en"))
    assert "title" in english.message


def test_forms_and_examples_are_only_mentioned() -> None:
    text = "甲方（盖章）：____　2023年　月　日\n查处某镇一起问题，某某反映情况。"
    findings = found_in(text, "plain", UnfilledPlaceholder(), UnfilledDate())
    assert findings
    assert {f.severity for f in findings} == {Severity.INFO}


def test_crlf_and_lone_signs_do_not_reach_over_a_line_break() -> None:
    assert found_in("排名X\r\n个人先进\r\n*\r\n局领导\r\n") == []


def test_what_code_holds_in_markdown_is_no_marker() -> None:
    text = "标记写作 `##paidbegin##`。\n\n```\n##paidend##\n上党课*次\n```\n"
    findings = found_in(text, "markdown", UnbalancedPaidMarker(), PaidMarkerResidue())
    assert findings == []


def test_the_allowed_may_be_a_pattern_of_the_user() -> None:
    text = "研讨X次，走访X户。"
    findings = found_in(text, "plain", UnfilledPlaceholder(allow=(r"研讨.次",)))
    assert [text[f.start : f.end] for f in findings] == ["X户"]


def test_many_placeholders_in_one_line_take_linear_time() -> None:
    findings = found_in("查找问题*个、" * 20_000)
    assert len(findings) == 20_000


# -- the shared material ---------------------------------------------------

CODES = {f"RPT10{digit}" for digit in range(1, 9)}


def read(path: Path) -> Document:
    source = Source.from_bytes(path.read_bytes(), str(path))
    return parse(source.text, "markdown" if path.suffix == ".md" else "plain")


def findings_of(path: Path) -> tuple[Document, list[Finding]]:
    document = read(path)
    findings, errors = lint(document, [rule() for rule in reportlint_rules()])
    assert errors == []
    return document, findings


def test_the_seeds_hold_what_a_proofreader_marked_and_nothing_else(shared: Path) -> None:
    rows = [
        json.loads(line) for line in (shared / "gold/seeds.jsonl").read_text("utf-8").splitlines()
    ]
    for path in sorted((shared / "seeds").iterdir()):
        document, findings = findings_of(path)
        marked = []
        for row in rows:
            if row["file"] == path.name and CODES & set(row["codes"]):
                start = document.source.line_starts[row["line"] - 1] + row["column"] - 1
                marked.append((start, start + len(row["text"]), row))
        for start, end, row in marked:
            if row["certainty"] == "S":
                assert any(
                    f.start < end and start < f.end and f.code in row["codes"] for f in findings
                ), row
        for finding in findings:
            if finding.severity > Severity.INFO:
                assert any(
                    finding.start < end and start < finding.end and finding.code in row["codes"]
                    for start, end, row in marked
                ), document.text[finding.start - 10 : finding.end + 10]


@pytest.mark.parametrize("folder", ["reports", "laws-md", "news-md"])
def test_finished_documents_stay_silent(shared: Path, folder: str) -> None:
    loud = []
    for path in sorted((shared / "corpus" / folder).iterdir()):
        document, findings = findings_of(path)
        loud += [
            (path.name, f.code, document.text[f.start : f.end])
            for f in findings
            if f.severity > Severity.INFO and f.code != "RPT108"
        ]
    assert loud == []
