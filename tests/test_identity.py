"""What keeps a finding's identity, and what changes it."""

from __future__ import annotations

import random
import re

from hypothesis import given
from hypothesis import strategies as st

from reportlint import Document, Finding, ParseContext, Severity, Source
from reportlint.identity import identity
from reportlint.parsers.plain import PlainParser

TEXT = """关于某项工作的报告

一、基本情况
（一）会议
今年召开会议*次，收集意见*条。
二、存在问题
召开会议*次，收集意见*条，收集意见*条。
"""


def parse(text: str) -> Document:
    return PlainParser().parse(Source(text), ParseContext(()))


def stars(text: str, code: str = "AB1", message: str = "事实") -> list[Finding]:
    return [
        Finding(found.start(), found.end(), code, Severity.INFO, message)
        for found in re.finditer(r"\*.", text)
    ]


def of(text: str, **about: str) -> list[str]:
    return identity(parse(text), stars(text, **about))


def test_all_differ() -> None:
    found = of(TEXT)
    assert len(found) == len(set(found)) == 5
    assert all(re.fullmatch("[0-9a-f]{32}", one) for one in found)


def test_language_and_path_take_no_part_but_the_code_does() -> None:
    assert of(TEXT) == of(TEXT, message="fact")
    assert not set(of(TEXT)) & set(of(TEXT, code="AB2"))


def test_the_section_takes_part_but_not_its_number() -> None:
    assert of(TEXT) == of(TEXT.replace("二、存在问题", "五、存在问题"))
    changed = of(TEXT.replace("存在问题", "下一步打算"))
    assert changed[:2] == of(TEXT)[:2]
    assert not set(changed[2:]) & set(of(TEXT))


def test_white_space_and_width_take_no_part() -> None:
    assert of(TEXT) == of(TEXT.replace("会议*", "会\u3000 议*").replace("\n", "\r\n"))
    assert of("共１２个*次") == of("共12个*次")


def test_equal_places_are_told_apart_by_their_order() -> None:
    both = of("收集意见*条，收集意见*条。")
    assert len(set(both)) == 2
    assert of("收集意见*条。") == both[:1]


def test_another_clause_of_the_sentence_takes_no_part() -> None:
    assert of("前面说过，开会*次，后面再说。")[0] == of("前面改了，开会*次；后面不说。")[0]
    assert of("开会*次")[0] != of("开了会*次")[0]


def test_about_the_whole_document() -> None:
    whole = [Finding(0, 0, "AB1", Severity.INFO, "缺标题")]
    assert identity(parse(TEXT), whole) == identity(parse("别的\n" + TEXT), whole)


def test_a_long_marked_text_may_change_further_on() -> None:
    head = "开头" * 50
    texts = [f"{head}甲\n", f"{head}乙丙\n"]
    first, second = (
        identity(parse(t), [Finding(0, len(t) - 1, "AB1", Severity.INFO, "长")]) for t in texts
    )
    assert first == second


SENTENCES = st.lists(st.text("报告工作，。；a1 \u3000", max_size=30), max_size=4)


@given(before=SENTENCES, after=SENTENCES)
def test_text_elsewhere_may_be_added(before: list[str], after: list[str]) -> None:
    section = "一、独有的标题\n今年召开会议*次，收集意见*条。\n"
    alone = of(section)
    added = "".join(f"{line}。\n" for line in before) + section
    added += "".join(f"{line}。\n" for line in after)
    assert of(added) == alone


ELSEWHERE = [
    "今年又办了几件事。",
    "",
    "\u3000\u3000天气很好，收成也好。",
    "emoji 😀𠮷",
    "见附件：a*b 表",
]
REPORT = [
    "关于某项工作的报告",
    "",
    "一、基本情况",
    "（一）会议",
    "今年召开会议*次，收集意见*条。",
    "（二）培训",
    "举办培训班*期。培训干部*人，考核合格*人。",
    "二、存在问题",
    "一些问题还没有解决，涉及*个单位。",
    "三、下一步打算",
    "再召开会议*次，收集意见*条。",
]
"""Lines whose findings are told apart by section or clause."""


def test_two_hundred_edits_elsewhere() -> None:
    """One document, edited again and again: no old finding comes back, none hides another."""
    chance = random.Random(14)
    lines = list(REPORT)
    kept = of("\n".join(lines))
    assert len(kept) == len(set(kept)) == 8
    for _ in range(200):
        _edit(lines, chance)
        text = "\n".join(lines)
        document = parse(text)
        old = [f for f in stars(text) if text[f.start + 1] in "次条期人个"]
        assert sorted(identity(document, old)) == sorted(kept), text
        new = [f for f in stars(text) if f not in old]
        both = identity(document, stars(text))
        assert len(set(both)) == len(old) + len(new)
        assert set(kept) < set(both) if new else set(kept) == set(both)


def _edit(lines: list[str], chance: random.Random) -> None:
    """Change one line that holds no finding of the report, or renumber, or move a section."""
    added = [at for at, line in enumerate(lines) if line not in REPORT and "、" not in line[:2]]
    kind = chance.choice(["add", "add", "add", "drop", "change", "renumber", "move"])
    if kind == "add":
        lines.insert(chance.randint(2, len(lines)), chance.choice(ELSEWHERE))
    elif kind == "drop" and added:
        del lines[chance.choice(added)]
    elif kind == "change" and added:
        lines[chance.choice(added)] = chance.choice(ELSEWHERE) + str(chance.randint(0, 99))
    else:
        heads = [at for at, line in enumerate(lines) if re.match("[一二三四五六七]、", line)]
        if kind == "renumber":
            for number, at in zip(chance.sample("一二三四五六七", len(heads)), heads):
                lines[at] = number + lines[at][1:]
        else:  # the last section to the front
            moved = lines[heads[-1] :]
            del lines[heads[-1] :]
            lines[heads[0] : heads[0]] = moved
