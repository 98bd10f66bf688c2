"""What rules say: every finding of every example, in Chinese and in English."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from string import Formatter

import pytest

from reportlint import Example, Finding, Message, Rule
from reportlint.identity import identity
from reportlint.plugins import load_registry
from reportlint.testing import as_example, lint_example, parse, unmark

REGISTRY = load_registry()
CASES = [
    (rule, as_example(example))
    for code, rule in sorted(REGISTRY.rules.items())
    if REGISTRY.owners[code].distribution == "reportlint"
    for example in rule.invalid
]
each_case = pytest.mark.parametrize(
    ("rule", "example"), CASES, ids=[f"{rule.code}-{e.text[:20]}" for rule, e in CASES]
)

HAN = re.compile(r"[\u3400-\u9fff]")
WORD = re.compile(r"[A-Za-z]{2,}")
LETTER = re.compile("[A-Za-z]")
FIELD = re.compile(r"\{[a-z_]+\}")
ENGLISH_QUOTES = re.compile(r"“[^“”]*”|\"[^\"]*\"|‘[^‘’]*’|'[^']*'|《[^《》]*》|\([^()]*\)")


def findings(rule: type[Rule], example: Example, lang: str) -> tuple[list[Finding], list[str]]:
    """Return a rule's findings in an example, and their identities."""
    text, _ = unmark(example.text)
    document = parse(text, example.format, genre=example.genre, **example.config)
    found, errors = lint_example(document, rule(lang=lang, **example.options))
    assert not errors
    assert found
    return found, identity(document, found)


def texts(found: list[Finding]) -> Iterator[str]:
    """Yield all that findings say."""
    for finding in found:
        yield finding.message
        if finding.remedy:
            yield finding.remedy
        yield from (related.message for related in finding.related if related.message)


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def skeleton(template: str) -> str:
    """Return a template without its fields and what it quotes."""
    return ENGLISH_QUOTES.sub("", FIELD.sub("", template))


@each_case
def test_both_languages_report_the_same(rule: type[Rule], example: Example) -> None:
    (zh, zh_ids), (en, en_ids) = (findings(rule, example, lang) for lang in ("zh", "en"))
    for ours, theirs in zip(zh, en, strict=True):
        assert ours[:4] == theirs[:4]  # span, code, severity
        assert ours.fix == theirs.fix
        assert [r[:2] for r in ours.related] == [r[:2] for r in theirs.related]
        assert bool(ours.remedy) == bool(theirs.remedy)
    assert zh_ids == en_ids


@each_case
def test_messages_are_filled_in_and_in_their_language(rule: type[Rule], example: Example) -> None:
    quoted, _ = unmark(example.text)
    for lang in ("zh", "en"):
        for said in texts(findings(rule, example, lang)[0]):
            left = {field for field in FIELD.findall(said) if field not in quoted}
            assert not left, said
            assert said == said.strip()
            assert (HAN if lang == "zh" else WORD).search(said), said
            end = r"[\u3400-\u9fff]。$" if lang == "zh" else r"[a-z]\.$"
            assert not re.search(end, said), "the reporter ends the sentence"


@each_case
def test_templates_have_both_languages_and_the_same_fields(
    rule: type[Rule], example: Example, monkeypatch: pytest.MonkeyPatch
) -> None:
    used: set[Message] = set()
    plain = Message.fill

    def fill(self: Message, lang: str, values: Mapping[str, object]) -> str:
        used.add(self)
        for template in self:
            if values:
                assert fields(template) <= set(values), template
        return plain(self, lang, values)

    monkeypatch.setattr(Message, "fill", fill)
    findings(rule, example, "en")
    assert used, "what a rule says is a Message, in two languages"
    for message in used:
        assert HAN.search(skeleton(message.zh)), message.zh
        assert WORD.search(skeleton(message.en)), message.en
        # It may name the Chinese words it is about, but what it says of them is English.
        own = skeleton(message.en)
        assert len(HAN.findall(own)) < len(LETTER.findall(own)), message.en
