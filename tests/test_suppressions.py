"""Suppressions: in documents and in the configuration, what they reach, and what they leave."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportlint import Document, Finding, ParseContext, Source
from reportlint.annotate import annotate
from reportlint.directives import find_directives
from reportlint.fixer import shape
from reportlint.judging import Judged, lint_document
from reportlint.plugins import load_registry
from reportlint.policy import Policies, Policy
from reportlint.suppressions import by_file, resolved
from strategies import BREAKS, reports

REGISTRY = load_registry()
POLICY = Policies(REGISTRY, isolated=True).for_path("x.txt")
ABOUT = ("RPT003", "RPT004", "RPT005")
FORMATS = ("plain", "markdown")


def read(text: str, format: str = "plain", path: str = "x.txt") -> Document:
    return REGISTRY.parsers[format].parse(Source(text, path), ParseContext())


def judge(text: str, format: str = "plain", policy: Policy = POLICY) -> Judged:
    judged = lint_document(read(text, format), policy)
    assert list(judged.errors) == []
    return judged


def codes(judged: Judged) -> list[str]:
    return [finding.code for finding in judged.findings]


def placeholders(text: str, format: str = "plain") -> list[int]:
    """Return the lines on which RPT101 is reported."""
    document = read(text, format)
    judged = lint_document(document, POLICY)
    assert not set(codes(judged)) & set(ABOUT), judged.findings
    return [
        document.source.position(finding.start).line
        for finding in judged.findings
        if finding.code == "RPT101"
    ]


def with_entries(*tables: dict[str, object]) -> Policy:
    made = [{"file": "x.txt", **table} for table in tables]
    return POLICY._replace(suppressions=by_file(resolved(made, str(Path.cwd()))))


LINES = "召开会议*次。\n召开会议*次。\n召开会议*次。\n"


# -- reach -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "left"),
    [
        ("##reportlint-disable-next-block RPT101##\n", [3, 4]),
        ("##reportlint-disable-next-block unfilled-placeholder -- 样表##\n", [3, 4]),
        ("##reportlint-disable-next-block RPT1##\n\n\n", [5, 6]),
        ("## reportlint-disable-next-block RPT101##\n", [3, 4]),
        ("<!-- reportlint-disable-next-block RPT101 -- 样表 -->\n", [3, 4]),
        ("##reportlint-disable RPT101##\n", []),
        ("##reportlint-disable-section RPT101##\n", []),
        ("##reportlint-disable-file RPT101 -- 见 #12 和——破折号##\n", []),
        ("", [1, 2, 3]),
    ],
)
def test_a_directive_on_a_line_of_its_own(before: str, left: list[int]) -> None:
    assert placeholders(before + LINES) == left


def test_next_block_in_markdown_is_the_paragraph_with_all_its_lines() -> None:
    text = "<!-- reportlint-disable-next-block RPT101 -->\n\n" + LINES + "\n召开会议*次。\n"
    assert placeholders(text, "markdown") == [7]
    assert placeholders("<!-- reportlint-disable-next-block RPT101 -->\n" + LINES, "markdown") == []


def test_next_block_takes_a_heading_with_the_text_on_its_line_and_a_whole_table() -> None:
    run_in = "##reportlint-disable-next-block RPT101##\n（一）抓好学习。召开会议*次，收集意见3条。\n召开会议*次。\n"
    assert placeholders(run_in) == [3]
    table = "| 项目 | 次数 |\n|---|---|\n| 会议 | 召开会议*次 |\n| 调研 | 开展调研*次 |\n\n召开会议*次。\n"
    found = placeholders("<!-- reportlint-disable-next-block RPT101 -->\n\n" + table, "markdown")
    assert found == [8]


def test_line_is_the_physical_line() -> None:
    text = "召开会议*次，收集意见*条。 <!-- reportlint-disable-line RPT101 -- 样表 -->\n召开会议*次。\n"
    assert placeholders(text, "markdown") == [2]
    assert placeholders("召开会议*次。##reportlint-disable-line RPT101##\n召开会议*次。\n") == [2]


def test_enable_ends_what_it_names_only() -> None:
    text = (
        "##reportlint-disable RPT101, RPT401##\n召开会议*次，推动推动工作。\n"
        "##reportlint-enable RPT101##\n召开会议*次，推动推动工作。\n"
    )
    assert placeholders(text) == [4]
    assert "RPT401" not in codes(judge(text))


def test_section_ends_with_the_section() -> None:
    text = "一、工作情况\n##reportlint-disable-section RPT101##\n召开会议*次。\n（一）学习\n召开会议*次。\n二、存在问题\n召开会议*次。\n"
    assert placeholders(text) == [7]


def test_a_finding_about_the_whole_document_goes_with_the_file_only() -> None:
    body = "今年以来，我局周密部署，全员参加。现将情况总结如下：\n一、做法\n"
    body += "召开会议3次，收集意见12条，解决问题5个。\n" * 30
    assert "RPT205" in codes(judge(body))
    assert "RPT205" not in codes(judge("##reportlint-disable-file RPT205##\n" + body))
    assert "RPT205" in codes(judge("##reportlint-disable RPT205##\n" + body))


@pytest.mark.parametrize("newline", BREAKS)
def test_every_newline(newline: str) -> None:
    text = "##reportlint-disable-next-block RPT101##\n" + LINES
    assert placeholders(text.replace("\n", newline)) == [3, 4]


@pytest.mark.parametrize("format", FORMATS)
def test_directives_in_code_are_samples(format: str) -> None:
    sample = "<!-- reportlint-disable-file RPT101 -->"
    fenced = f"```\n{sample}\n```\n\n召开会议*次。\n"
    assert (len(find_directives(read(fenced, format))) == 0) is (format == "markdown")
    assert find_directives(read(f"写作 `{sample}`。\n", "markdown")) == []


# -- directives are no prose -------------------------------------------------------------------

DIRECTIVES = (
    "##reportlint-disable-next-block RPT101 -- 样表保留*号，见x月x日##",
    "##reportlint-disable-file RPT101, RPT102 until 2999-12-31 -- 待定待定##",
    "<!-- reportlint-disable RPT101 -- （待补充），，的的 -->",
)


@pytest.mark.parametrize("directive", DIRECTIVES)
@pytest.mark.parametrize("format", FORMATS)
def test_a_directive_is_no_block_and_no_rule_reports_it(directive: str, format: str) -> None:
    everything = Policies(REGISTRY, isolated=True, overrides={"select": ["ALL"]}).for_path("x.txt")
    assert read(directive, format).blocks == []
    own = {"RPT003"}  # it suppresses nothing, of course
    assert set(codes(judge(directive, format, everything))) <= own
    text = "关于学习情况的汇报\n\n一是抓好学习。\n\n二是抓好整改。\n"
    plain = judge(text, format, everything)
    with_it = judge(text.replace("\n\n二", f"\n\n{directive}\n\n二"), format, everything)
    assert [c for c in codes(with_it) if c not in own] == codes(plain)


# -- what becomes of them ----------------------------------------------------------------------


def test_a_suppressed_finding_is_kept_with_its_reason() -> None:
    judged = judge("##reportlint-disable-next-block RPT101 -- 样表，  保留##\n召开会议*次。\n")
    assert codes(judged) == []
    (held,) = judged.held
    assert (held.finding.code, held.kind, held.reason) == ("RPT101", "inSource", "样表， 保留")


def test_rules_that_did_not_run_leave_nothing_unused() -> None:
    text = "##reportlint-disable-next-block RPT402##\n召开会议3次。\n"
    few = Policies(REGISTRY, isolated=True, overrides={"select": ["RPT1", "RPT0"]})
    assert codes(judge(text, policy=few.for_path("x.txt"))) == []
    assert codes(judge(text)) == ["RPT003"]
    one = Policies(REGISTRY, isolated=True, overrides={"select": ["RPT101", "RPT0"]})
    prefix = text.replace("RPT402", "RPT1")
    assert codes(judge(prefix, policy=one.for_path("x.txt"))) == []
    assert codes(judge(prefix)) == ["RPT003"]


def test_findings_about_suppressions_can_be_suppressed_ignored_and_graded() -> None:
    text = "##reportlint-disable-next-block RPT101##\n召开会议3次。\n"
    assert codes(judge("##reportlint-disable-file RPT003 -- 旧稿##\n" + text)) == []
    ignoring = Policies(REGISTRY, isolated=True, overrides={"ignore": ["RPT003"]})
    assert codes(judge(text, policy=ignoring.for_path("x.txt"))) == []


def test_an_expired_suppression_suppresses_nothing_and_is_not_unused() -> None:
    text = "##reportlint-disable-next-block RPT101 until {day} -- 待统计##\n召开会议*次。\n"
    assert codes(judge(text.format(day="2020-01-31"))) == ["RPT004", "RPT101"]
    assert codes(judge(text.format(day="2999-01-31"))) == []


@pytest.mark.parametrize(
    ("directive", "near"),
    [
        ("##reportlint-disable-next-blok RPT101##", "reportlint-disable-next-block"),
        ("##reportlint-disable-next-block unfilled-placehoder##", "unfilled-placeholder"),
        ("##reportlint-disable RPT101 until 2026-02-30##", "until 2026-12-31"),
        ("##reportlint-disable##", "RPT101"),
        ("##reportlint-enable##", "RPT101"),
        ("##reportlint-disable RPT101", "##"),
        ("<!-- reportlint-disable RPT101", "-->"),
    ],
)
def test_malformed_directives_say_what_was_meant(directive: str, near: str) -> None:
    judged = judge(directive + "\n\n召开会议12次。\n")
    (finding,) = [f for f in judged.findings if f.code == "RPT005"]
    assert near in finding.remedy
    assert finding.start == 0


def test_one_unknown_code_leaves_the_others_in_force() -> None:
    judged = judge("##reportlint-disable-next-block RPT101, RPT999##\n召开会议*次。\n")
    assert codes(judged) == ["RPT005"]
    assert [held.finding.code for held in judged.held] == ["RPT101"]


# -- configuration -----------------------------------------------------------------------------


def test_entries_of_the_configuration_go_by_file_code_and_excerpt() -> None:
    text = "召开会议*次。\n收集意见*条。\n"
    assert codes(judge(text, policy=with_entries({"code": "RPT101"}))) == []
    one = judge(
        text, policy=with_entries({"code": ["RPT1"], "excerpt": "会议*次", "reason": "样表"})
    )
    assert codes(one) == ["RPT101"]
    assert [(h.kind, h.reason, text[h.finding.start]) for h in one.held] == [
        ("external", "样表", "*")
    ]
    assert one.held[0].finding.start == text.index("*")
    other = judge(text, policy=with_entries({"code": "RPT101", "file": "y.txt"}))
    assert codes(other) == ["RPT101", "RPT101"]


def test_entries_that_are_unused_or_expired_are_reported_at_the_start() -> None:
    unused = judge("召开会议3次。\n", policy=with_entries({"code": "RPT101"}))
    assert [(f.start, f.end, f.code) for f in unused.findings] == [(0, 0, "RPT003")]
    table: dict[str, object] = {"code": "RPT101", "expires": "2020-01-01"}
    expired = judge("召开会议*次。\n", policy=with_entries(table))
    assert codes(expired) == ["RPT004", "RPT101"]


# -- writing them ------------------------------------------------------------------------------


def test_other_formats_are_refused() -> None:
    document = read(LINES)
    document.format = "docx"
    with pytest.raises(Exception, match="docx"):
        annotate(document, judge(LINES), "理由", read_source, lambda d: lint_document(d, POLICY))


def read_source(source: Source) -> Document:
    return REGISTRY.parsers["plain"].parse(source, ParseContext())


# -- properties --------------------------------------------------------------------------------


def seen(document: Document, findings: list[Finding]) -> Counter[tuple[str, str]]:
    """Count findings by code and marked text.

    Those about suppressions are left out, those about the whole document (rules that ask for
    some length take directives for part of it), and repetitions (which are told by distance).
    """
    return Counter(
        (f.code, document.text[f.start : f.end])
        for f in findings
        if f.end and f.code not in ABOUT and not f.code.startswith("RPT4")
    )


FAULTS = (
    "召开会议*次。",
    "推动推动工作。",
    "抓好学习，，抓好整改。",
    "x月x日召开会议。",
    "纳入到规划。",
)


@st.composite
def faulty_reports(draw: st.DrawFn) -> str:
    text, _ = draw(reports())
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        at = text.rfind("。", 0, at) + 1
        text = text[:at] + draw(st.sampled_from(FAULTS)) + text[at:]
    return text


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(faulty_reports(), st.sampled_from(FORMATS), st.data())
def test_suppressing_a_finding_removes_it_and_nothing_else(
    text: str, format: str, data: st.DataObject
) -> None:
    document = read(text, format)
    before = lint_document(document, POLICY).findings
    if not before:
        return
    chosen = data.draw(st.sampled_from(before))
    entry: dict[str, object] = {"code": chosen.code, "excerpt": text[chosen.start : chosen.end]}
    if chosen.end == 0 or not entry["excerpt"]:
        del entry["excerpt"]
    after = judge(text, format, with_entries(entry))
    gone = [held.finding for held in after.held]
    assert chosen in gone
    assert sorted([*after.findings, *gone]) == sorted(before)
    assert {finding.code for finding in gone} == {chosen.code}


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(faulty_reports(), st.sampled_from(FORMATS))
def test_written_directives_hide_all_and_change_nothing(text: str, format: str) -> None:
    document = read(text, format)
    judged = lint_document(document, POLICY)

    def parse(source: Source) -> Document:
        return REGISTRY.parsers[format].parse(source, ParseContext())

    made, after, added = annotate(
        document, judged, "理由", parse, lambda d: lint_document(d, POLICY)
    )
    assert added == len(judged.findings)
    assert after.findings == []
    assert shape(made) == shape(document)
    assert seen(made, [held.finding for held in after.held]) == seen(document, judged.findings)
    rest = "".join(line for line in made.text.splitlines(True) if "reportlint-" not in line)
    assert rest.rstrip() == document.text.rstrip()


def test_written_directives_on_real_documents(shared: Path) -> None:
    for path in sorted((shared / "seeds").glob("*.txt")):
        document = read(path.read_bytes().decode("utf-8"), path=str(path))
        judged = lint_document(document, POLICY)
        made, after, added = annotate(
            document, judged, "历史文稿", read_source, lambda d: lint_document(d, POLICY)
        )
        assert added == len(judged.findings) > 0
        assert after.findings == []
        lines = made.text.split("\n")
        assert [x for x in lines if "reportlint-" not in x] == document.text.split("\n")
