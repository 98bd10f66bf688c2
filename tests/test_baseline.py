"""The baseline: old findings are held back, new ones are not, and git can merge it."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from reportlint import Document, FileResult, ParseContext, Source
from reportlint.baseline import (
    Baseline,
    BaselineError,
    Baselines,
    Entry,
    entries_of,
    read_baseline,
    updated,
    written,
)
from reportlint.cli import main
from reportlint.identity import identities, identity
from reportlint.judging import Judged, lint_document
from reportlint.plugins import load_registry
from reportlint.policy import Policies
from reportlint.report import Held

REGISTRY = load_registry()
POLICY = Policies(REGISTRY, isolated=True).for_path("x.txt")
NAME = "reportlint-baseline.jsonl"
REPORT = """关于学习情况的汇报

各单位：
现将有关情况汇报如下。
一、工作情况
召开会议*次，收集意见12条。推动推动工作落实。
（一）抓好学习。制定方案*个，开展调研3次，解决问题5个。
抓好学习，，抓好整改。
二、存在问题
有的同志学习不够深入，有的工作不够扎实。召开会议*次。
三、下一步打算
纳入到规划，持续抓好落实。
特此报告。
"""


def read(text: str, path: str = "x.txt") -> Document:
    return REGISTRY.parsers["plain"].parse(Source(text, path), ParseContext())


def judge(text: str, path: str = "x.txt") -> tuple[Document, Judged]:
    document = read(text, path)
    return document, lint_document(document, POLICY)


def entries(text: str, path: str = "x.txt") -> list[Entry]:
    document, judged = judge(text, path)
    return entries_of("b.jsonl", document, judged.findings, judged.held)


def left(text: str, known: list[Entry], path: str = "x.txt") -> list[str]:
    """Return code and excerpt of what a baseline lets through."""
    document, judged = judge(text, path)
    after = Baseline("b.jsonl", known).hold(document, judged)
    assert len(after.findings) + len(after.held) == len(judged.findings) + len(judged.held)
    return [f"{f.code} {text[f.start : f.end]}" for f in after.findings]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


# -- matching ----------------------------------------------------------------------------------


def test_what_is_known_is_held_back_and_what_is_new_is_not() -> None:
    known = entries(REPORT)
    assert len(known) >= 5
    assert left(REPORT, known) == []
    edited = REPORT.replace("解决问题5个", "解决问题*个").replace("纳入到规划", "纳入规划")
    assert left(edited, known) == ["RPT101 *个"]


def test_the_same_words_elsewhere_are_another_finding() -> None:
    known = entries(REPORT)
    edited = REPORT.replace("持续抓好落实。", "持续抓好落实。召开会议*次。")
    assert left(edited, known) == ["RPT101 *次"]


def test_one_more_of_the_same_in_one_section_is_new() -> None:
    edited = REPORT.replace("召开会议*次，", "召开会议*次，召开会议*次，", 1)
    assert [line.split()[0] for line in left(edited, entries(REPORT))].count("RPT101") == 1


def test_mending_one_and_adding_another_does_not_balance() -> None:
    edited = REPORT.replace("制定方案*个", "制定方案8个").replace("开展调研3次", "开展调研*次")
    assert left(edited, entries(REPORT)) == ["RPT101 *次"]


def test_suppressed_findings_keep_their_ordinals() -> None:
    text = "一、工作情况\n召开会议*次。\n召开会议*次。\n"
    document, judged = judge(text)
    stars = [finding for finding in judged.findings if finding.code == "RPT101"]
    both = identity(document, stars)
    assert identities(document, stars[1:], [Held(stars[0], "inSource")]) == both[1:]
    assert identities(document, stars[:1], [Held(stars[1], "inSource")]) == both[:1]
    known = [entry for entry in entries(text) if entry.identity == both[0]]
    hidden = text.replace("召开", "##reportlint-disable-next-block RPT101##\n召开", 1)
    assert left(hidden, known) == ["RPT101 *次"]  # the second was never known


def test_two_hundred_edits_elsewhere() -> None:
    """No entry comes back, and no new finding hides."""
    chance = random.Random(20240501)
    known = entries(REPORT)
    lines = REPORT.split("\n")
    harmless = (
        "认真抓好各项工作的落实。",
        "组织开展集中学习，收集意见12条。",
        "形成长效机制，巩固学习成果。",
    )
    for number in range(200):
        edited = list(lines)
        for _ in range(chance.randint(1, 4)):
            at = chance.choice([4, 6, 7, 8, 10, 11, 12])  # before any line of the body
            edited.insert(at, f"{chance.choice(harmless)}（{number}）")
        if chance.random() < 0.3:  # a section moves
            start, end = edited.index("二、存在问题"), edited.index("三、下一步打算")
            part = edited[start:end]
            del edited[start:end]
            at = edited.index("特此报告。")
            edited[at:at] = part
        plain = "\n".join(edited)
        fresh = [
            line
            for line in left(plain, known)
            if line.split()[0] in ("RPT101", "RPT401", "RPT501", "RPT706")
        ]
        assert fresh == [], plain
        at = chance.randrange(5, len(edited) - 2)
        with_new = "\n".join([*edited[:at], f"走访企业*家（{number}）。", *edited[at:]])
        assert [line for line in left(with_new, known) if line.startswith("RPT101")] == [
            "RPT101 *家"
        ]


def test_a_renamed_file_keeps_its_entries_while_the_old_one_is_gone() -> None:
    known = entries(REPORT, "old.txt")
    assert left(REPORT, known, "new.txt") == []
    Path("old.txt").write_text(REPORT, "utf-8")
    assert len(left(REPORT, known, "new.txt")) == len(known)  # a copy is no renaming


def test_a_new_file_does_not_hide_behind_one_that_is_gone() -> None:
    untitled = (
        "今年以来，我局周密部署，全员参加。现将情况总结如下：\n一、做法\n"
        + "抓好学习，见到成效。\n" * 30
    )
    known = entries(untitled, "gone.txt")
    assert any(entry.excerpt == "" for entry in known)
    known += entries("召开会议*次。收集意见*条。\n", "gone.txt")
    other = untitled.replace("抓好学习，见到成效。", "走访企业，解决难题。")
    assert len(left(other, known, "new.txt")) == len(entries(other))


# -- the file ----------------------------------------------------------------------------------


def test_it_reads_what_it_wrote_in_any_order_with_lines_twice() -> None:
    known = [*entries(REPORT), Entry("路径 \u2028\x85\t\n.txt", "RPT101", "0" * 32, '"引号"\\')]
    text = written(known)
    assert text.splitlines() == text.split("\n")[:-1]
    assert text.split("\n")[:-1] == sorted(set(text.split("\n")[:-1])) or len(known) > 1
    lines = text.splitlines(keepends=True)
    Path("b.jsonl").write_text("\n" + "".join(lines[::-1] + lines).replace("\n", "\r\n"), "utf-8")
    assert read_baseline("b.jsonl") == sorted(known)
    assert written(read_baseline("b.jsonl")) == text


@pytest.mark.parametrize(
    "line",
    [
        "nonsense", "{", "[]", "3", '{"path": "a"}', "\x00", "<<<<<<< HEAD", "=======",
        '{"path": 1, "code": "a", "identity": "b", "excerpt": ""}',
        '{"path": "a", "code": "a", "identity": "b", "excerpt": "", "more": 1}',
        "[" * 100_000,
    ],
    ids=lambda line: line[:12],
)  # fmt: skip
def test_a_damaged_line_is_named(line: str) -> None:
    Path("b.jsonl").write_text(written(entries(REPORT)[:2]) + line + "\n", "utf-8")
    with pytest.raises(BaselineError) as caught:
        read_baseline("b.jsonl")
    assert (caught.value.path, caught.value.line) == ("b.jsonl", 3)
    remedy = caught.value.render("en")
    assert ("conflict" in remedy) is line.startswith(("<<<", "==="))


def test_a_missing_file_is_an_error_that_says_how_to_make_it() -> None:
    with pytest.raises(BaselineError, match="baseline create"):
        Baselines().hold("none.jsonl", *judge(REPORT))


def test_updating_moves_adds_removes_and_leaves_the_rest() -> None:
    for name in ("a.txt", "b.txt"):
        Path(name).write_text("x")
    old = entries(REPORT, "a.txt") + entries(REPORT, "b.txt") + entries(REPORT, "gone.txt")
    now = entries(REPORT.replace("纳入到规划", "纳入规划").replace("意见12条", "意见*条"), "a.txt")
    change = updated("b.jsonl", old, {"a.txt": now})
    paths = {entry.path for entry in change.entries}
    assert paths == {"a.txt", "b.txt"}
    assert change.added == 1
    assert change.removed == 1 + len(entries(REPORT, "gone.txt"))
    pruned = updated("b.jsonl", old, {"a.txt": now}, add=False)
    assert pruned.added == 0
    assert len(pruned.entries) == len(change.entries) - 1
    moved = updated(
        "b.jsonl", entries(REPORT, "gone.txt"), {"c.txt": entries(REPORT, "c.txt")}, add=False
    )
    assert [entry.path for entry in moved.entries] == ["c.txt"] * len(entries(REPORT))


# -- the commands ------------------------------------------------------------------------------

Said = tuple[int, str, str]
Call = Callable[..., Said]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    def run(*arguments: str) -> Said:
        code = main([*arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return run


def test_create_check_update_prune_show(call: Call) -> None:
    Path("稿").mkdir()
    path = Path("稿/报告 一.txt")
    path.write_text(REPORT, "utf-8")
    code, out, err = call("baseline", "create", "稿")
    count = len(entries(REPORT))
    assert (code, out) == (0, "")
    assert f"{NAME}：记入 {count} 处（1 个文件）" in err
    assert f'baseline = "{NAME}"' in err
    first = Path(NAME).read_bytes()
    assert json.loads(first.splitlines()[0])["path"] == "稿/报告 一.txt"
    assert call("baseline", "create", "稿")[0] == 2
    assert call("baseline", "create", "稿", "--force")[0] == 0
    assert Path(NAME).read_bytes() == first

    code, out, err = call("check", ".", "--baseline", NAME)
    assert (code, out, err) == (0, "", f"reportlint: 存量 {count} 处未计\n")
    assert call("check", ".")[0] == 1
    Path(".reportlint.toml").write_text(f'baseline = "{NAME}"\n')
    assert call("check", "稿")[0] == 0
    assert f"存量 {count} 处未计" in call("check", ".", "--output-format", "full")[1]
    summary = json.loads(call("check", ".", "--output-format", "json")[1])["summary"]
    assert (summary["findings"], summary["held"]) == (0, {"baseline": count})

    path.write_text(REPORT.replace("纳入到", "纳入").replace("意见12条", "意见*条"), "utf-8")
    code, out, _ = call("check", ".")
    assert (code, out.count("\n"), "意见*条" in out) == (1, 1, True)
    code, _, err = call("baseline", "prune")
    assert (code, "新增 0 处，删去 1 处" in err) == (0, True)
    assert call("check", ".")[0] == 1
    code, _, err = call("baseline", "update", "--lang", "en")
    assert (code, f"1 added, 0 removed, {count} in all" in err) == (0, True)
    assert call("check", ".")[0] == 0

    code, out, err = call("baseline", "show")
    assert (code, len(out.splitlines())) == (0, count)
    assert "RPT101" in out
    assert f"共 {count} 处" in err
    assert len(json.loads(call("baseline", "show", "--format", "json")[1])) == count


def test_a_broken_baseline_ends_the_run_with_one_error(call: Call) -> None:
    for name in ("a.txt", "b.txt"):
        Path(name).write_text(REPORT, "utf-8")
    Path(NAME).write_text("{}\n")
    code, out, err = call("check", ".", "--baseline", NAME)
    assert (code, out, err.count("错误")) == (2, "", 1)
    assert f"{NAME}:1: 存量清单已损坏" in err
    assert call("baseline", "update", "--baseline", "none.jsonl")[0] == 2
    assert not Path("none.jsonl").exists()


def test_what_cannot_be_read_keeps_its_entries(call: Call) -> None:
    for name in ("a.txt", "b.txt"):
        Path(name).write_text(REPORT, "utf-8")
    call("baseline", "create")
    before = Path(NAME).read_bytes()
    Path("b.txt").write_bytes(
        "一是抓好学习。".encode() * 20 + b"\xff\xfe\xff" + "二是抓好整改。".encode() * 20
    )
    assert call("baseline", "update")[0] == 2
    assert Path(NAME).read_bytes() == before


def test_results_say_what_they_hold() -> None:
    document, judged = judge(REPORT)
    after = Baseline("b.jsonl", entries(REPORT)).hold(document, judged)
    result = FileResult("x.txt", document, after.findings, after.held)
    assert {held.kind for held in result.held} == {"baseline"}
