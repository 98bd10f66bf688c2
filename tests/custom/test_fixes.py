"""Fixes of tables: through the command line, and idempotent whatever the map."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reportlint import Finding, Source
from reportlint.custom import make_rules
from reportlint.fixer import apply_edits
from reportlint.marks import unmark
from reportlint.masking import ParseContext
from reportlint.parsers.plain import PlainParser
from reportlint.schema import SettingError

FIXED: dict[str, tuple[str, str, str]] = {
    "words": ('map = { "帐户" = "账户" }', "帐户和帐户。", "账户和账户。"),
    "right around wrong": ('map = { "部门" = "有关部门" }', "部门、有关部门。", "有关部门、有关部门。"),
    "deletion": ('map = { "的的" = "的" }', "我的的。", "我的。"),
    "groups": ("patterns = { '(\\d+)％' = '{1}%' }", "5％和66％。", "5%和66%。"),
    "named groups": ("patterns = { '(?P<n>\\d)个人' = '{n}人' }", "3个人。", "3人。"),
    "long groups": ("patterns = { '(甲+)乙' = '{1}' }", "甲" * 60 + "乙", "甲" * 60),
    "case": ('map = { "App" = "应用" }\nignore-case = true', "APP、app、apps。", "应用、应用、apps。"),
    "not settled": ('map = { "甲乙" = "甲" }', "甲乙乙、甲乙。", "甲乙乙、甲。"),
    "not in an address": ('map = { "abc" = "甲" }', "见 http://x.test/abc 和abc。", "见 http://x.test/abc 和甲。"),
}  # fmt: skip


@pytest.mark.parametrize(("keys", "text", "fixed"), FIXED.values(), ids=FIXED)
def test_fix(project: Any, keys: str, text: str, fixed: str) -> None:
    table = f'[[custom]]\ncode = "HS101"\nkind = "substitution"\nmessage = "x"\n{keys}\n'
    project.configure('select = ["HS"]\n' + table + 'fix = "safe"\n')
    path = project.write("a.txt", text)
    project.run("check", "--fix", "a.txt")
    assert path.read_text("utf-8") == fixed
    project.run("check", "--fix", "a.txt")
    assert path.read_text("utf-8") == fixed


@pytest.mark.parametrize(
    ("fix", "safe", "unsafe"),
    [("safe", "账户", "账户"), ("unsafe", "帐户", "账户"), ("none", "帐户", "帐户")],
)
def test_safety(project: Any, fix: str, safe: str, unsafe: str) -> None:
    project.configure(
        'select = ["HS"]\n[[custom]]\ncode = "HS101"\nkind = "substitution"\nmessage = "x"\n'
        f'map = {{ "帐户" = "账户" }}\nfix = "{fix}"\n'
    )
    path = project.write("a.txt", "帐户")
    project.run("check", "--fix", "a.txt")
    assert path.read_text("utf-8") == safe
    project.run("check", "--fix", "--unsafe-fixes", "a.txt")
    assert path.read_text("utf-8") == unsafe


def test_consistency_fix(project: Any) -> None:
    project.configure(
        'select = ["HS"]\n[[custom]]\ncode = "HS101"\nkind = "consistency"\nmessage = "x"\n'
        'spellings = [["其他", "其它"]]\nfix = "safe"\n'
    )
    path = project.write("a.txt", "其他、其他、其它。")
    assert project.run("check", "--fix", "a.txt").code == 0
    assert path.read_text("utf-8") == "其他、其他、其他。"


def _findings(rule: Any, text: str) -> list[Finding]:
    document = PlainParser().parse(Source(text), ParseContext())
    return list(rule().check(document))


def _fixed(rule: Any, text: str) -> str:
    edits = [e for f in _findings(rule, text) if f.fix is not None for e in f.fix.edits]
    return apply_edits(text, edits)


words = st.text(alphabet="甲乙丙ab", min_size=1, max_size=3)
maps = st.dictionaries(words, st.text(alphabet="甲乙丙ab", max_size=4), min_size=1, max_size=3)
texts = st.text(alphabet="甲乙丙ab。\n", max_size=24)
patterns = st.dictionaries(
    st.sampled_from(["甲+", "(甲)(乙)", "乙(?=甲)", "(?<=甲)乙", "(甲|乙)丙", "a.b", "(?<!a)b"]),
    st.sampled_from(["", "甲", "乙甲", "丙", "ab", "b"]),
    max_size=2,
)


@example(mapping={"a": ""}, more={"(?<=甲)乙": "甲", "甲+": ""}, text="甲乙a乙", fold=False)
@example(mapping={"b": "甲"}, more={"甲+": "ab", "(?<!a)b": ""}, text="b甲", fold=False)
@given(mapping=maps, more=patterns, text=texts, fold=st.booleans())
def test_fixing_twice_is_fixing_once(
    mapping: dict[str, str], more: dict[str, str], text: str, fold: bool
) -> None:
    table = {
        "code": "HS101",
        "kind": "substitution",
        "message": "x",
        "map": mapping,
        "ignore-case": fold,
        **({"patterns": more} if more else {}),
    }
    try:
        (rule,) = make_rules([table], "x.toml")
    except SettingError:
        return  # a map that leads on is refused
    once = _fixed(rule, text)
    assert _fixed(rule, once) == once


@given(
    text=st.text(alphabet="甲乙丙⟦⟧", max_size=12), terms=st.lists(words, min_size=1, max_size=3)
)
def test_every_term_is_found_and_nothing_else(text: str, terms: list[str]) -> None:
    text = text.replace("⟦", "").replace("⟧", "")
    table = {"code": "HS101", "kind": "existence", "message": "x", "terms": terms}
    (rule,) = make_rules([table], "x.toml")
    spans = [(f.start, f.end) for f in _findings(rule, text)]
    assert all(text[start:end] in terms for start, end in spans)
    assert sorted(set(spans)) == spans
    left = list(text)
    for start, end in spans:
        left[start:end] = "\n" * (end - start)
    rest = "".join(left)
    assert not any(term in rest for term in terms if not re.search("[a-b]", term))
    assert unmark(text) == (text, [])
