"""Numbering: enumerations, sequences of headings, announced counts."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportlint import Finding, Rule, Source, int_to_han
from reportlint.engine import lint
from reportlint.rules.numbering.announced_count import AnnouncedCountMismatch
from reportlint.rules.numbering.enumeration_gap import EnumerationGap
from reportlint.rules.numbering.heading_sequence import HeadingSequenceGap
from reportlint.rules.numbering.level_order import HeadingLevelOrder
from reportlint.rules.numbering.mixed_series import MixedOrdinalSeries
from reportlint.rules.numbering.ordinal_punctuation import OrdinalPunctuation
from reportlint.rules.numbering.sequence import faults, renumbered
from reportlint.testing import parse, rule_test

test_rpt301 = rule_test(EnumerationGap)
test_rpt302 = rule_test(HeadingSequenceGap)
test_rpt303 = rule_test(AnnouncedCountMismatch)
test_rpt304 = rule_test(OrdinalPunctuation)
test_rpt305 = rule_test(HeadingLevelOrder)
test_rpt306 = rule_test(MixedOrdinalSeries)

FAMILY: list[type[Rule]] = [EnumerationGap, HeadingSequenceGap, AnnouncedCountMismatch]


def run(text: str, *rules: type[Rule], lang: str = "zh") -> list[Finding]:
    findings, errors = lint(parse(text), [rule(lang=lang) for rule in rules or FAMILY])
    assert not errors
    return findings


MARKERS = st.sampled_from(["{}是", "{}要", "第{}，", "其{}，"])
BODIES = st.lists(
    st.text(alphabet="抓学习促落实强作风优服务", min_size=3, max_size=12), min_size=4, max_size=9
)
JOINTS = st.sampled_from(["。", "。\n", "。\r\n　　", "。\n\n"])


@settings(max_examples=60, deadline=None)
@given(marker=MARKERS, bodies=BODIES, joint=JOINTS, data=st.data())
def test_chain_with_one_item_lost(
    marker: str, bodies: list[str], joint: str, data: st.DataObject
) -> None:
    items = [marker.format(int_to_han(n)) + body for n, body in enumerate(bodies, 1)]
    assert run("工作情况：" + joint.join(items) + "。") == []
    lost = data.draw(st.integers(1, len(items) - 2))
    text = "工作情况：" + joint.join(items[:lost] + items[lost + 1 :]) + "。"
    (finding,) = run(text)
    assert finding.code == "RPT301"
    assert text[finding.start : finding.end] in items[lost + 1]
    assert marker.format(int_to_han(lost + 1)).strip("，") in finding.message
    assert finding.fix is not None
    assert not finding.fix.safe
    for edit in reversed(finding.fix.edits):
        text = text[: edit.start] + edit.replacement + text[edit.end :]
    assert run(text) == []


@settings(max_examples=60, deadline=None)
@given(marker=st.sampled_from(["{}、", "（{}）", "第{}部分 "]), bodies=BODIES, data=st.data())
def test_sequence_with_one_heading_lost(
    marker: str, bodies: list[str], data: st.DataObject
) -> None:
    heads = [marker.format(int_to_han(n)) + body for n, body in enumerate(bodies, 1)]
    text = "\n".join(f"{head}\n今年的正文在这里，分两句。" for head in heads)
    assert run(text, HeadingSequenceGap) == []
    lost = data.draw(st.integers(1, len(heads) - 2))
    text = "\n".join(f"{h}\n今年的正文在这里，分两句。" for h in heads[:lost] + heads[lost + 1 :])
    (finding,) = run(text, HeadingSequenceGap)
    assert heads[lost + 1].startswith(text[finding.start : finding.end])


@given(st.lists(st.integers(1, 9), min_size=1, max_size=12))
def test_faults_are_silent_on_consecutive_numbers_only(values: list[int]) -> None:
    consecutive = all(b == a + 1 for a, b in itertools.pairwise(values))
    assert (faults(values) == []) == consecutive


def test_a_single_wrong_number_is_a_single_fault() -> None:
    assert faults([1, 2, 2, 4]) == [(2, 3)]
    assert faults([1, 2, 7, 4, 5]) == [(2, 3)]
    assert faults([1, 2, 3, 3, 4]) == [(3, 4)]
    assert faults([1, 2, 5, 6, 7]) == [(2, 3)]


def test_renumbered_keeps_the_form() -> None:
    assert renumbered("（四）", 11) == "（十一）"
    assert renumbered("7．", 10) == "10．"
    assert renumbered("②", 3) == "③"
    assert renumbered("第三部分", 2) == "第二部分"
    assert renumbered("④", 21) is None


def test_chains_nest_and_restart() -> None:
    text = "一是甲：一是乙，二是丙。二是丁。\n一、标题\n一是戊。二是己。"
    chains = parse(text).enumerations
    assert [chain.values for chain in chains] == [[1, 2], [1, 2], [1, 2]]
    assert run("一是甲。\n1．子项一，如下；\n2．子项二，如下；\n二是乙。\n三是丙。") == []


def test_message_names_the_expected_word() -> None:
    (finding,) = run("一是学。二是改。四是严。")
    assert "应为“三是”" in finding.message
    (finding,) = run("一是学。二是改。四是严。", lang="en")
    assert "expected “三是”" in finding.message
    assert finding.related[0].start == 4


def test_several_counts_announced_in_one_clause() -> None:
    assert run("提出三个方面、四项任务：一是学。二是查。三是改。四是评。") == []
    assert run("“十四五”重点工作：一是学。二是查。") == []


@pytest.mark.parametrize(
    "unit", ["一是学，见效。", "一、甲\n（一）乙。\n正文正文。\n", "一是学。\n二、甲事\n"]
)
def test_time_grows_with_length_and_no_faster(unit: str) -> None:
    def seconds(times: int) -> float:
        document = parse("工作情况如下：\n" + unit * times)
        begin = process_time()
        for rule in FAMILY:
            list(rule().check(document))
        return process_time() - begin

    small, large = seconds(2_000), seconds(16_000)
    assert large < 24 * small + 0.1


def test_seeds(shared: Path) -> None:
    expected = set()
    for line in (shared / "gold" / "seeds.jsonl").read_text("utf-8").splitlines():
        entry = json.loads(line)
        for code in {"RPT301", "RPT302", "RPT303"} & set(entry["codes"]):
            expected.add((entry["file"], code, entry["line"], entry["column"]))
    found = set()
    for path in sorted((shared / "seeds").glob("*.txt")):
        source = Source.from_bytes(path.read_bytes())
        for finding in run(source.text):
            place = source.position(finding.start)
            found.add((path.name, finding.code, place.line, place.column))
    assert found == expected


def test_a_habit_is_only_mentioned() -> None:
    def levels(text: str) -> set[str]:
        return {f.severity.label for f in OrdinalPunctuation().check(parse(text))}

    uniform = "1、加强学习\n扎实推进。\n2、改进作风\n扎实推进。\n"
    assert levels(uniform) == {"info"}
    assert levels(f"{uniform}附件：1.甲表\n2.乙表\n") == {"info"}
    assert levels(f"{uniform}3.完善制度\n扎实推进。\n") == {"warning"}
    assert levels("第一、加强学习。第二、改进作风。") == {"info"}
    assert levels("第一、加强学习。第二、改进作风。第二，完善制度。") == {"warning"}
    assert levels("做法：一是，加强学习。二是，改进作风。") == {"info"}
    assert levels("做法：一是，加强学习。二是改进作风。") == {"warning"}
