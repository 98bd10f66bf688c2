from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlint import Finding, Rule, Severity
from reportlint.engine import lint
from reportlint.rules.repetition.dense_ngram import DenseNgram
from reportlint.rules.repetition.doubles import doubled
from reportlint.rules.repetition.duplicate_clause import DuplicateClause
from reportlint.rules.repetition.duplicate_word import DuplicateWord
from reportlint.rules.repetition.near_duplicate import NearDuplicateText
from reportlint.rules.repetition.repeated_heading import RepeatedListHeading
from reportlint.testing import parse, rule_test

test_rpt401 = rule_test(DuplicateWord)
test_rpt402 = rule_test(DuplicateClause)
test_rpt403 = rule_test(NearDuplicateText)
test_rpt404 = rule_test(RepeatedListHeading)
test_rpt405 = rule_test(DenseNgram)


def _findings(rule: Rule, text: str) -> list[Finding]:
    findings, errors = lint(parse(text), [rule])
    assert not errors
    return findings


def test_the_first_place_is_related() -> None:
    text = "完善应急值守联动机制，压实责任。一是完善应急值守联动机制，补齐短板。"
    (finding,) = _findings(DuplicateClause(), text)
    (first,) = finding.related
    assert text[first.start : first.end] == "完善应急值守联动机制"
    assert first.start == 0
    assert finding.fix is None  # which of the two is to go, the author decides


def test_of_two_equal_clauses_side_by_side_one_may_go() -> None:
    text = "健全应急值守联动机制，健全应急值守联动机制，补齐短板。"
    (finding,) = _findings(DuplicateClause(), text)
    assert finding.fix is not None
    assert not finding.fix.safe


def test_far_apart_or_in_speech_a_repetition_is_only_a_hint() -> None:
    near = "完善应急值守联动机制，压实责任。一是完善应急值守联动机制，补齐短板。"
    speech = "完善应急值守联动机制，压实责任。会议强调，完善应急值守联动机制，补齐短板。"
    apart = "牵头完善应急值守联动机制，压实责任。\n有关部门要牵头，牵头完善应急值守联动机制。"
    assert [f.severity.label for f in _findings(DuplicateClause(), near)] == ["warning"]
    assert [f.severity.label for f in _findings(DuplicateClause(), speech)] == ["info"]
    assert [f.severity.label for f in _findings(DuplicateClause(), apart)] == ["info"]


def test_a_particle_is_an_error_with_a_safe_fix_and_a_word_is_neither() -> None:
    (particle,) = _findings(DuplicateWord(), "各部门的的任务。")
    (word,) = _findings(DuplicateWord(), "抓好工作工作落实。")
    assert (particle.severity, word.severity) == (Severity.ERROR, Severity.WARNING)
    assert particle.fix is not None
    assert word.fix is not None
    assert (particle.fix.safe, word.fix.safe) == (True, False)


def test_a_copied_paragraph_is_one_error_and_no_clause_of_it_is_reported() -> None:
    paragraph = (
        "镇里抽调骨干组成专班，逐户走访登记，建立台账清单，明确责任分工，倒排完成时限，"
        "确保底数清楚、情况明白、措施到位、群众满意。\n"
    )
    (finding,) = _findings(NearDuplicateText(), paragraph * 2)
    assert finding.severity is Severity.ERROR
    assert _findings(DuplicateClause(), paragraph * 2) == []


def test_extra_stock_silences_a_phrase() -> None:
    text = "打造滨江生态宜居新城，抓紧。中间隔一句。打造滨江生态宜居新城，抓实。"
    assert len(_findings(DuplicateClause(), text)) == 1
    assert _findings(DuplicateClause(extra_stock=("滨江生态宜居新城",)), text) == []


def _doubled(text: str, length: int) -> Iterator[int]:
    """Yield what `doubled` must find, of a text without long runs of one character."""
    at = 0
    while at + 2 * length <= len(text):
        one = text[at : at + length]
        if one != text[at + length : at + 2 * length]:
            at += 1
        elif one == one[0] * length:
            at += length
            while text[at : at + 1] == one[0]:
                at += 1
        else:
            yield at
            at += length


@given(st.text(alphabet="学习的一 \n\x00𠮷a，", max_size=60), st.integers(1, 4))
def test_doubled_agrees_with_a_plain_search(text: str, times: int) -> None:
    text *= times
    found = doubled(text, 5)
    for length in (3, 4, 5):
        assert [at for at, size in found if size == length] == list(_doubled(text, length))


@given(st.text(alphabet="的工作 ，", max_size=40))
def test_a_doubled_word_from_the_table_is_the_leftmost_of_those_that_overlap(text: str) -> None:
    listed = [at for at in _doubled(text, 2) if text[at : at + 2] == "工作"]
    found = [f.start for f in _findings(DuplicateWord(), text) if f.end - f.start == 4]
    kept = [at for i, at in enumerate(listed) if i == 0 or at - 2 not in listed[:i]]
    assert set(found) <= set(listed)
    assert set(kept) <= set(found)


@pytest.mark.parametrize("rule", [DuplicateWord, DuplicateClause, NearDuplicateText])
def test_a_document_that_is_one_repetition_takes_linear_time(rule: type[Rule]) -> None:
    unit = "坚持把整治工作抓在手上，逐项逐条对账销号，确保各项任务落到实处。"

    def seconds(times: int) -> float:
        document = parse((unit * 4 + "\n") * times)
        started = time.process_time()
        list(rule().check(document))
        return time.process_time() - started

    seconds(20)
    small = min(seconds(100) for _ in range(3))
    assert seconds(1600) < max(16 * 5 * small, 0.2)
