"""Anchors: one pass for the words of all rules, and nothing lost by it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import ClassVar

import pytest

from reportlint import Document, Finding, ParseContext, Rule, Source
from reportlint.anchors import Finder
from reportlint.engine import lint
from reportlint.parsers.plain import PlainParser
from reportlint.plugins import load_registry
from reportlint.testing import as_example, parse, unmark

RULES = load_registry().rules
ANCHORED = sorted(code for code, rule in RULES.items() if list(rule().anchor_words()))


class Waits(Rule):
    """等词。"""

    code, name = "TST1", "waits"
    anchors: ClassVar[tuple[str, ...]] = ("甲乙", "乙丙")
    calls = 0

    def check(self, document: Document) -> Iterator[Finding]:
        type(self).calls += 1
        for word in self.anchors:
            for at in document.places(word):
                yield self.finding(at, at + len(word), word)


def test_a_rule_is_called_only_where_a_word_of_its_stands() -> None:
    Waits.calls = 0
    assert lint(parse("丙丁戊"), [Waits()]) == ([], [])
    assert Waits.calls == 0
    findings, _ = lint(parse("甲乙丙甲乙"), [Waits()])
    assert [(f.start, f.end) for f in findings] == [(0, 2), (1, 3), (3, 5)]


def test_a_rule_that_does_not_wait_is_called_and_told_the_places() -> None:
    class Looks(Waits):
        """看。"""

        waits = False

    Waits.calls = Looks.calls = 0
    assert lint(parse("丙丁戊"), [Looks()]) == ([], [])
    assert Looks.calls == 1
    findings, _ = lint(parse("丙甲乙"), [Looks()])
    assert [(f.start, f.end) for f in findings] == [(1, 3)]


def test_places_are_the_same_without_the_engine() -> None:
    document = parse("甲甲甲乙")
    assert list(document.places("甲甲")) == [0, 1]
    assert document.places_of(frozenset(("甲甲", "丁"))) == {"甲甲": [0, 1]}


def test_a_masked_word_is_no_place() -> None:
    document = parse("`甲乙` 甲乙", "markdown")
    lint(document, [Waits()])
    assert list(document.places("甲乙")) == [5]


@pytest.mark.parametrize("words", [("",), (3,), ("\ud800",)])
def test_anchors_that_are_no_words_are_an_error_of_the_rule(words: tuple[object, ...]) -> None:
    class Broken(Waits):
        """坏。"""

        def anchor_words(self) -> Iterable[str]:
            return words  # type: ignore[return-value]  # what a plugin may get wrong

    findings, errors = lint(parse("甲乙"), [Broken()])
    assert len(findings) == 1
    assert "TST1" in str(errors[0])


WAITING = {code: RULES[code]() for code in ANCHORED}


def _ungated(rules: Iterable[Rule], document: Document) -> list[Finding]:
    return sorted((f for rule in rules for f in rule.check(document)), key=lambda f: f[:3])


@pytest.mark.parametrize("code", sorted(RULES))
def test_the_gate_loses_nothing_on_the_examples(code: str) -> None:
    """The gate is tested against the rules themselves: a typed word too few would show here."""
    for marked in (*RULES[code].invalid, *RULES[code].valid):
        example = as_example(marked)
        text, _ = unmark(example.text)
        own = {code: RULES[code](**example.options)} if example.options else {}
        rules = [own.get(other, rule) for other, rule in WAITING.items()]
        gated, errors = lint(parse(text, example.format, genre=example.genre), rules)
        assert not errors
        assert gated == _ungated(rules, parse(text, example.format, genre=example.genre))


def test_the_gate_loses_nothing_on_real_documents(shared: Path) -> None:
    rules = list(WAITING.values())
    paths = (
        sorted((shared / "seeds").iterdir()) + sorted((shared / "corpus/reports").iterdir())[::8]
    )
    for path in paths:
        source = Source.from_bytes(path.read_bytes(), path.name)
        document = PlainParser().parse(source, ParseContext())
        gated, errors = lint(document, rules)
        assert not errors
        assert gated == _ungated(rules, PlainParser().parse(source, ParseContext()))


@pytest.mark.parametrize("between", ["", "\U0001f600", "\U00020000\U00020001", "\ud800"])
def test_places_count_characters_whatever_they_take_to_store(between: str) -> None:
    rule = Waits()
    size = len(between)
    for _ in range(9):  # the first few go without the automaton
        document = parse(f"甲{between}甲乙{between}甲乙")
        lint(document, [rule])
        assert list(document.places("甲乙")) == [1 + size, 3 + 2 * size]


def test_the_halves_of_two_characters_are_no_word() -> None:
    # 01 4E 02 4E lie across the bytes of this text: 02 01 4E 02 4E 01
    class Amid(Waits):
        """半。"""

        anchors = ("\u014e\u024e",)

    rule = Amid()
    for _ in range(9):  # the first few go without the automaton
        document = parse("\u0201\u4e02\u4e01")
        assert lint(document, [rule]) == ([], [])
        assert not document.places("\u014e\u024e")


@pytest.mark.parametrize("before", [0, 9])
def test_both_ways_of_looking_find_the_same(before: int, shared: Path) -> None:
    """A few short documents go without the automaton, whatever comes after goes through it."""
    rules = [RULES[code]() for code in ANCHORED]
    finder = Finder(rules)
    for _ in range(before):
        finder.needed(parse("甲乙"))
    for path in sorted((shared / "seeds").iterdir())[:3]:
        prose = path.read_text(encoding="utf-8") + "𠮷甲乙😀" + "\ud800"
        document = parse(prose)
        finder.needed(document)
        fresh = parse(prose)
        for code in ANCHORED:
            for word in RULES[code]().anchor_words():
                assert list(document.places(word)) == list(fresh.places(word)), word
