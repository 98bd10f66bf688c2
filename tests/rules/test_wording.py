"""The wording rules by their own examples, and the word tables by their own entries."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reportlint import load_table
from reportlint.engine import lint
from reportlint.parsers.plain import PlainParser
from reportlint.rules import wording
from reportlint.rules.wording import lexicon
from reportlint.rules.wording.collocations import CollocationRedundancy
from reportlint.rules.wording.confusable import ConfusableTypo
from reportlint.rules.wording.fixed_phrases import (
    FixedPhraseTypo,
    fixed_phrases,
    phrase_table,
)
from reportlint.rules.wording.frames import IncompleteFrame
from reportlint.rules.wording.incomplete_phrases import FixedPhraseIncomplete
from reportlint.rules.wording.particles import DeParticles
from reportlint.rules.wording.preferred import PreferredWording
from reportlint.testing import parse, rule_test

RULES = {rule.code: rule for rule in wording.reportlint_rules()}

test_rpt701 = rule_test(ConfusableTypo)
test_rpt702 = rule_test(FixedPhraseTypo)
test_rpt703 = rule_test(FixedPhraseIncomplete)
test_rpt704 = rule_test(DeParticles)
test_rpt705 = rule_test(IncompleteFrame)
test_rpt706 = rule_test(CollocationRedundancy)
test_rpt707 = rule_test(PreferredWording)

ENTRIES = [entry for name in lexicon.TABLES for entry in lexicon.table(name).values()]
CODES = {"confusions.toml": "RPT701", "variants.toml": "RPT707", "collocations.toml": "RPT706"}


def test_the_tables_hold_enough_pairs_and_no_word_twice() -> None:
    pairs = [*lexicon.table("confusions.toml"), *lexicon.table("variants.toml")]
    assert len(pairs) >= 600
    assert len({e.wrong for e in ENTRIES}) == len(ENTRIES)


def test_every_entry_says_where_it_is_from_and_changes_something() -> None:
    for entry in ENTRIES:
        assert entry.source
        assert entry.wrong != entry.right
        assert entry.right


def test_no_right_form_is_a_wrong_form_of_another_entry() -> None:
    wrong = {entry.wrong for entry in ENTRIES}
    assert not {entry.right for entry in ENTRIES} & wrong


@pytest.mark.parametrize("table", sorted(CODES))
def test_every_guard_lets_its_own_word_through(table: str) -> None:
    """A guard that can never match would silence its word for good."""
    silent = []
    for entry in lexicon.table(table).values():
        if entry.guard:
            settings = (
                ("，", "的", "我们"),
                ("，", "。", "的工作", "2023年", "进行了", "贡献", "的贡献"),
            )
            if not any(
                re.compile(entry.guard).match(before + entry.wrong + after, len(before))
                for before in settings[0]
                for after in settings[1]
            ):
                silent.append(entry.wrong)
    assert silent == []


def test_right_forms_are_silent() -> None:
    text = "。".join(entry.right for entry in ENTRIES)
    rules = [RULES[code]() for code in ("RPT701", "RPT707")]
    findings, errors = lint(parse(text), rules)
    assert not errors
    assert [text[f.start : f.end] for f in findings] == []


def test_fixed_phrases_are_silent_as_they_stand() -> None:
    text = "。".join(fixed_phrases())
    assert not list(RULES["RPT702"]().check(parse(text)))


def test_a_neighbour_of_a_phrase_is_found_unless_it_may_be_right() -> None:
    table = load_table(lexicon.__file__, "neighbours.toml")
    assert all(len(set(group)) > 1 for group in table["sounds"] + table["shapes"])
    natural = table["natural"].split()
    phrases = set(fixed_phrases())
    assert not phrases & set(natural)
    text = "。".join(natural)
    assert not list(RULES["RPT702"]().check(parse(text)))
    for wrong, right in {
        "呕心力血": "呕心沥血",
        "因材失教": "因材施教",
        "警钟长呜": "警钟长鸣",
    }.items():
        (finding,) = RULES["RPT702"]().check(parse(f"做到{wrong}。"))
        assert right in finding.message


def test_of_a_half_that_stands_in_every_text_three_characters_are_looked_for() -> None:
    rule = RULES["RPT702"]()
    words = set(rule.anchor_words())
    common = set(phrase_table()["common"].split())
    old = {half for p in phrase_table()["phrases"] for half in (p[: len(p) // 2], p[len(p) // 2 :])}
    assert words & common <= old
    assert list(rule.check(parse("推行民主集中。"))) == []


def test_finished_documents_hold_no_word_of_the_sure_table(shared: Path) -> None:
    """Collisions with ordinary words would show here, over every finished document."""
    from reportlint import ParseContext, Source

    allowed = {"显着"}  # a real misprint in two of them
    met: dict[str, str] = {}
    for folder in ("reports", "laws-md", "news-md", "reports-md"):
        for path in sorted((shared / "corpus" / folder).iterdir()):
            source = Source.from_bytes(path.read_bytes(), path.name)
            document = PlainParser().parse(source, ParseContext())
            for hit in lexicon.hits(document, "confusions.toml"):
                if hit.entry.severity.label == "error" and hit.entry.wrong not in allowed:
                    met[hit.entry.wrong] = path.name
    assert met == {}
