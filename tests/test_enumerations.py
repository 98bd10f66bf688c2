"""Chains of items in running text: what every rule may rely on."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlint import ENUMERATORS, Document, Enumeration, ParseContext, Source, int_to_han
from reportlint.parsers.markdown import MarkdownParser
from reportlint.parsers.plain import PlainParser
from strategies import reports

_PIECES = (
    *ENUMERATORS, "二十一是", "第十二，", "②", "③", "。", "；", "，", "：", "\n", "\n\n", "抓学习", "“", "”", "**",
    "一、做法\n", "（二）", "2.", "（2）", "| 一是 |", "`一是`",
)  # fmt: skip
fragments = st.lists(st.sampled_from(_PIECES), max_size=40).map("".join)
"""Texts that are made of little else than what marks items."""


def plain(text: str) -> Document:
    return PlainParser().parse(Source(text), ParseContext())


def markdown(text: str) -> Document:
    return MarkdownParser().parse(Source(text), ParseContext())


def shown(text: str) -> list[tuple[str, list[int]]]:
    return [(chain.style, chain.values) for chain in plain(text).enumerations]


def check(document: Document) -> None:
    """Check what `docs/document.md` promises."""
    chains = document.enumerations
    assert chains == document.enumerations  # made once
    assert [c.items[0].start for c in chains] == sorted(c.items[0].start for c in chains)
    for chain in chains:
        starts = [item.start for item in chain.items]
        assert starts == sorted(set(starts))
        first = chain.values[0]
        assert chain.steady == (chain.values == [*range(first, first + len(starts))])
        for item in chain.items:
            block = document.blocks[item.block]
            assert block.kind not in ("code", "row")
            assert block.start <= item.start < item.end <= block.end
            if chain.style in "是要第其":
                assert document.prose[item.start : item.end] == chain.word(item.value)
            if item.start == block.start:
                assert item.leads


@given(fragments)
def test_any_text_keeps_the_promises(text: str) -> None:
    check(plain(text))
    check(markdown(text))


@given(reports())
def test_reports_keep_the_promises(report: tuple[str, list[str]]) -> None:
    check(plain(report[0]))


@given(st.integers(2, 30), st.sampled_from(["是", "要"]), st.sampled_from(["。", "；", "。\n"]))
def test_a_chain_is_read_as_it_was_written(length: int, style: str, end: str) -> None:
    text = "".join(f"{int_to_han(n)}{style}抓好工作{end}" for n in range(1, length + 1))
    assert shown(text) == [(style, [*range(1, length + 1)])]


@pytest.mark.parametrize(
    ("text", "chains"),
    [
        ("第一，学。第二，查。", [("第", [1, 2])]),
        ("首先，学。其次，查。再次，改。最后，评。", [("首", [1, 2, 3, 4])]),
        ("①学；②查；③改。", [("①", [1, 2, 3])]),
        ("如下：（一）学；（二）查；（四）改。", [("（", [1, 2, 4])]),
        ("如下：1.学；2.查。", [(".", [1, 2])]),
        ("（1）学；（2）查；（3）改。", [("(", [1, 2, 3])]),
        ("1.学；2.查。\n2.改。", []),
        ("1.学；2.查；1.改；2.评；3.考。", [(".", [1, 2]), (".", [1, 2, 3])]),
        ("一是甲：第一，乙；第二，丙。二是丁。", [("是", [1, 2]), ("第", [1, 2])]),
        ("一是学。\n二是查。\n一、标题\n二是改。", [("是", [1, 2]), ("是", [2])]),
        ("他说：“一是学，二是查。”", []),
        ("产量全国第一、品质第二。", []),
    ],
)
def test_styles(text: str, chains: list[tuple[str, list[int]]]) -> None:
    assert shown(text) == chains


def test_no_chain_in_tables_and_code() -> None:
    table = "| 一是学 | 二是查 |\n| --- | --- |\n| 一是学 | 二是查 |\n"
    assert markdown(table).enumerations == ()
    assert markdown("```\n一是学，二是查\n```\n").enumerations == ()


def test_many_chains_in_one_line_take_linear_time() -> None:
    def seconds(times: int) -> float:
        document = plain("1.学；2.查；" * times)
        started = time.process_time()
        assert len(document.enumerations) == times
        return time.process_time() - started

    seconds(20)
    small = min(seconds(100) for _ in range(3))
    assert seconds(1600) < max(16 * 5 * small, 0.2)


def test_words_of_a_chain() -> None:
    words = [
        Enumeration(style, (), True).word(2) for style in ("是", "第", "首", "①", "（", "(", ".")
    ]
    assert words == ["二是", "第二", "其次", "②", "（二）", "（2）", "2"]
