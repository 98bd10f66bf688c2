"""Structure: expected parts, empty sections, the title."""

from __future__ import annotations

import json
import re
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportlint import Document, Finding, Rule, Severity, Source, load_table
from reportlint.engine import lint
from reportlint.rules.structure import expected_parts, own_patterns
from reportlint.rules.structure.closing_elements import MissingClosingElements
from reportlint.rules.structure.empty_section import EmptySection
from reportlint.rules.structure.expected_parts import parts
from reportlint.rules.structure.genre_words import GenreWords
from reportlint.rules.structure.heading_parallelism import HeadingParallelism
from reportlint.rules.structure.missing_parts import (
    ImplicitSectionOnly,
    MissingNextStepsSection,
    MissingProblemsSection,
)
from reportlint.rules.structure.missing_title import MissingTitle
from reportlint.rules.structure.request_in_report import RequestInReport
from reportlint.testing import parse, rule_test

test_rpt201 = rule_test(MissingProblemsSection)
test_rpt202 = rule_test(MissingNextStepsSection)
test_rpt203 = rule_test(ImplicitSectionOnly)
test_rpt204 = rule_test(EmptySection)
test_rpt205 = rule_test(MissingTitle)
test_rpt206 = rule_test(RequestInReport)
test_rpt207 = rule_test(MissingClosingElements)
test_rpt208 = rule_test(GenreWords)
test_rpt209 = rule_test(HeadingParallelism)

FAMILY: list[type[Rule]] = [
    MissingProblemsSection,
    MissingNextStepsSection,
    ImplicitSectionOnly,
    EmptySection,
    MissingTitle,
]
BODY = "全局上下认真学习，扎实推进，各项任务按时办结，群众给予好评。" * 12


def run(document: Document, *rules: type[Rule]) -> list[Finding]:
    findings, errors = lint(document, [rule() for rule in rules or FAMILY])
    assert not errors
    return findings


def report(*headings: str, title: str = "年度工作总结") -> str:
    return f"{title}\n" + "\n".join(
        f"{number}、{heading}\n{BODY}" for number, heading in zip("一二三四五", headings)
    )


def codes(text: str, genre: str | None = None) -> set[str]:
    return {finding.code for finding in run(parse(text, genre=genre))}


PROBLEM_HEADINGS = [
    "存在问题", "存在的主要问题", "存在的问题及原因", "主要问题", "问题和不足", "困难与挑战", "短板弱项",
    "面临的主要困难", "工作中存在的不足", "差距与不足", "不足之处", "薄弱环节", "存在的突出问题和困难",
    "有待改进的方面", "仍需加强的地方", "问题反思",
]  # fmt: skip
NEXT_HEADINGS = [
    "下一步打算", "下步工作", "下一阶段工作安排", "今后努力方向", "下半年工作思路", "2031年工作计划",
    "明年重点任务", "整改措施", "对策建议", "工作打算", "接下来的工作", "后续安排",
    "二〇三一年工作谋划", "二〇三一年重点工作", "2031年经营思路", "解决问题的措施", "加强和改进工作的建议",
]  # fmt: skip
NO_PROBLEM_HEADINGS = ["着力破解突出问题", "查找问题情况", "解决群众困难和问题", "坚持问题导向"]
NO_NEXT_HEADINGS = [
    "采取的主要措施",
    "2031年生产计划完成情况",
    "2031年工作回顾",
    "确保重点任务全面铺开",
    "工作计划完成情况",
]


@pytest.mark.parametrize("heading", PROBLEM_HEADINGS)
def test_problem_headings(heading: str) -> None:
    assert codes(report("主要工作", heading, "下一步打算")) == set()


@pytest.mark.parametrize("heading", NO_PROBLEM_HEADINGS)
def test_headings_about_work_on_problems(heading: str) -> None:
    assert codes(report("主要工作", heading, "下一步打算")) == {"RPT201"}


@pytest.mark.parametrize("heading", NEXT_HEADINGS)
def test_next_headings(heading: str) -> None:
    assert codes(report("主要工作", "存在问题", heading)) == set()


@pytest.mark.parametrize("heading", NO_NEXT_HEADINGS)
def test_headings_that_look_back(heading: str) -> None:
    assert codes(report("主要工作", "存在问题", heading)) == {"RPT202"}


@pytest.mark.parametrize(
    "confession",
    [
        "工作虽有成绩，但与要求相比还有不小差距。",
        "同时，我们也清醒地看到，工作中还有一些困难和问题。",
        "一是学得不够深入。二是抓得不够紧。三是作风不够实。",
        "工作仍存在不少薄弱环节。",
        "我们看到自身的问题还不少，主要表现在两个方面：一是人手少；二是经费紧。",
        "工作中的短板也不容忽视。",
        "与群众期盼相比还有一定距离。",
        "个别工作做得不尽如人意。",
        "自身也有不足，须认真对待。",
        "工作中的不足主要有两点，须认真对待。",
    ],
)
def test_confessions_count(confession: str) -> None:
    text = report("主要工作", "主要成效", "下一步打算").replace("三、", f"{confession}\n三、")
    assert codes(text) == {"RPT203"}


@pytest.mark.parametrize(
    "busy",
    [
        "共查找问题十条，解决问题十条。",
        "梳理了普遍存在的问题二十个。",
        "着力解决发展中遇到的困难和问题。",
        "建立问题清单，坚持问题导向。",
        "群众反映的问题还不少，都已逐一解决。",
    ],
)
def test_work_on_problems_is_no_confession(busy: str) -> None:
    text = report("主要工作", "主要成效", "下一步打算").replace("三、", f"{busy}\n三、")
    assert codes(text) == {"RPT201"}


@pytest.mark.parametrize(
    "title",
    [
        "关于开展检查的通知",
        "全年工作方案",
        "在大会上的讲话",
        "先进经验材料",
        "关于拨款的函",
        "第3期工作简报",
    ],
)
def test_genres_that_need_neither_part(title: str) -> None:
    assert codes(report("主要工作", "有关要求", title=title)) == set()


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("关于年度工作情况的报告（送审稿）", "situation"),
        ("关于开展自查情况的报告", "inspection"),
        ("年度工作总结及下一年工作计划", "summary"),
        ("上半年工作总结暨下半年工作打算（讨论稿）", "summary"),
        ("年度工作情况和下一年工作安排", "situation"),
        ("关于贯彻落实会议讲话精神的报告", "unknown"),
        ("全市经济运行情况", "unknown"),
        ("干部年度考核情况", "unknown"),
        ("关于换届工作有关事项的报告", "unknown"),
        ("农村饮用水水质检测报告", "free"),
        ("冷库项目可行性研究报告", "free"),
        ("仓库火灾事故调查报告", "free"),
        ("先进个人先进事迹的报告", "free"),
        ("关于工作总结和计划编写的通知", "free"),
        ("关于赴外省学习数字政府建设情况的报告", "free"),
        ("赴邻市参观交流养老服务工作的考察报告", "free"),
        ("农村养老服务考察报告", "survey"),
        ("关于赴边远乡镇开展督查情况的报告", "unknown"),
    ],
)
def test_genre_of_a_title(title: str, genre: str) -> None:
    assert parse(f"{title}\n{BODY}\n一、甲事\n{BODY}\n二、乙事\n{BODY}").genre == genre


def test_a_bare_genre_word_leaves_it_to_the_formula() -> None:
    for formula, genre in (
        ("现将有关情况报告如下：", "situation"),
        ("现将全年工作报告如下：", "situation"),
        ("现将检测结果报告如下：", "unknown"),
        ("现将有关事项说明如下：", "free"),
    ):
        assert parse(f"关于养老服务的报告\n{formula}\n一、甲事\n{BODY}").genre == genre


def test_a_document_of_unknown_genre_is_judged_by_its_other_half() -> None:
    text = report("做法", "存在问题", title="我们这一年")
    (finding,) = run(parse(text))
    assert (finding.code, finding.severity) == ("RPT202", Severity.INFO)
    assert codes(report("做法", "感受", title="我们这一年")) == set()


def test_messages_speak_of_convention_and_not_of_a_standard() -> None:
    for finding in run(parse(report("主要工作", "主要成效"))):
        assert "惯例" in finding.message
        assert "规定" not in finding.message


def test_a_promise_alone_is_weak_evidence() -> None:
    text = report("主要工作", "存在问题") + "对于这些问题，我们将认真研究，逐项解决。"
    document = parse(text)
    assert document.view(parts).next.kind == "promise"
    (finding,) = run(document)
    assert finding.severity is Severity.INFO
    assert "仅一句整改承诺" in finding.message
    spelt_out = text + "一是抓学习，定计划。二是抓作风，严要求。"
    assert parse(spelt_out).view(parts).next.kind == "implicit"


@pytest.mark.parametrize(
    "ahead",
    [
        "针对以上问题，我局将采取以下措施：一是抓学习；二是抓作风。",
        "针对以上问题，我局将采取以下措施：\n（一）抓学习。定计划。\n（二）抓作风。严要求。",
        "针对存在的问题，我院拟采取以下措施：一是抓学习；二是抓作风。",
        "面对新任务，我局将聚焦主责主业，深化改革创新。",
        "二〇三一年，我局将扎实做好以下工作：一是抓学习。二是抓作风。",
    ],
)
def test_paragraphs_that_look_ahead(ahead: str) -> None:
    assert "RPT202" not in codes(report("主要工作", "存在问题") + f"\n{ahead}")


@pytest.mark.parametrize(
    "deed", ["我局将党建工作纳入考核，与业务同部署。", "我局将深化改革作为重要任务，出台文件。"]
)
def test_what_was_done_looks_not_ahead(deed: str) -> None:
    assert "RPT202" in codes(report("主要工作", "存在问题") + f"\n{deed}")


@pytest.mark.parametrize(
    ("rule", "option"),
    [
        (MissingProblemsSection, "problem_patterns"),
        (MissingNextStepsSection, "next_patterns"),
    ],
)
def test_patterns_of_the_configuration(
    rule: type[Rule], option: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken: dict[str, Any] = {option: ["(甲"]}
    with pytest.raises(ValueError, match="regular expressions"):
        rule(**broken)
    monkeypatch.setattr(own_patterns, "_SECONDS", 0.1)
    runaway: dict[str, Any] = {option: ["(?:甲|甲甲)+乙丙?丁"]}
    document = parse(report("主要工作", "主要成效") + "\n" + "甲" * 500 + "乙")
    _, (error,) = lint(document, [rule(**runaway)])
    assert "TimeoutError" in str(error)


def test_a_lone_number_at_the_end() -> None:
    assert codes(report("主要工作", "存在问题", "下一步打算") + "\n①") == set()


@pytest.mark.parametrize(
    "unit", ["虽存在问题将", "一、甲\n（一）乙。\n正文正文。\n", "一是学。\n二、甲事\n"]
)
def test_time_grows_with_length_and_no_faster(unit: str) -> None:
    def seconds(times: int) -> float:
        document = parse("现将工作情况汇报如下：\n" + unit * times)
        begin = process_time()
        run(document)
        return process_time() - begin

    small, large = seconds(2_000), seconds(16_000)
    assert large < 24 * small + 0.1


@settings(max_examples=40, deadline=None)
@given(st.lists(st.booleans(), min_size=3, max_size=5))
def test_every_empty_section_among_filled_ones(filled: list[bool]) -> None:
    text = "\n".join(
        f"{number}、{name}" + ("\n认真学习，扎实推进。" if full else "")
        for number, name, full in zip(
            "一二三四五", ("甲事", "乙事", "丙事", "丁事", "戊事"), filled
        )
    )
    empty = filled.count(False)
    expected = empty if empty <= filled.count(True) else 0
    assert len(run(parse(text), EmptySection)) == expected


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\n\n\u3000\u3000"])
def test_title_is_found_whatever_the_line_break(line_break: str) -> None:
    body = report("主要工作", "存在问题", "下一步打算")
    assert codes(body.replace("\n", line_break)) == set()
    untitled = body.split("\n", 1)[1]
    opening = "一年来，我局抓学习，抓整改，成效明显。现将有关情况总结如下：\n"
    assert codes((opening + untitled).replace("\n", line_break)) == {"RPT205"}


def test_seeds(shared: Path) -> None:
    gold = [
        json.loads(line)
        for line in (shared / "gold" / "seeds.jsonl").read_text("utf-8").splitlines()
    ]
    mine = {rule.code for rule in FAMILY}
    expected = {(g["file"], code) for g in gold for code in mine & set(g["codes"])}
    found = set()
    for path in sorted((shared / "seeds").glob("*.txt")):
        source = Source.from_bytes(path.read_bytes())
        for finding in run(parse(source.text)):
            found.add((path.name, finding.code))
            if finding.code == "RPT203":
                line = source.position(finding.start).line
                assert (path.name, line) in {
                    (g["file"], g["line"]) for g in gold if "RPT203" in g["codes"]
                }
    assert found == expected


def test_finished_reports_have_what_is_expected(shared: Path) -> None:
    noisy = []
    paths = sorted((shared / "corpus" / "reports").glob("*.txt"))
    for path in paths:
        document = parse(Source.from_bytes(path.read_bytes()).text)
        if run(document, MissingProblemsSection, MissingNextStepsSection):
            noisy.append(path.name)
    assert len(noisy) * 20 <= len(paths), noisy


def test_no_word_of_weakness_holds_or_overlaps_another() -> None:
    """Their places are counted: overlapping words would count one weakness twice."""
    words = load_table(expected_parts.__file__, "sections.toml")["problems"]["weak"]
    for one in words:
        for other in words:
            if one != other:
                assert one not in other
            assert not any(one.endswith(other[:size]) for size in range(1, len(other)))


def title_patterns() -> list[str]:
    """All patterns that are tried on titles with a cue only."""
    words = load_table(expected_parts.__file__, "sections.toml")
    problems, ahead = words["problems"], words["next"]
    return [
        *problems["headings"],
        *ahead["headings"],
        problems["headings_inspection"],
        ahead["labels"],
    ]


@given(st.one_of([st.from_regex(pattern) for pattern in title_patterns()]))
@settings(max_examples=300)
def test_what_opens_a_part_holds_a_cue(title: str) -> None:
    cue = load_table(expected_parts.__file__, "sections.toml")["titles"]["cue"]
    assert re.search(cue, title)
