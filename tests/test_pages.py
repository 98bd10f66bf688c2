"""Manual pages: what they show, safely set; the pages under docs/rules are current."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType

import pytest
from markdown_it import MarkdownIt

from reportlint import Document, Example, Finding, Message, Rule, option
from reportlint.pages import (
    Block,
    code_span,
    escaped,
    fenced,
    fix_examples,
    markdown,
    page,
    shown,
    terminal,
)
from reportlint.plugins import load_registry
from reportlint.testing import as_example

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).resolve().parent.parent
REGISTRY = load_registry()
RULES = [
    rule
    for code, rule in sorted(REGISTRY.rules.items())
    if REGISTRY.owners[code].distribution == "reportlint"
]
each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


@pytest.fixture(scope="module")
def build_docs() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_docs", ROOT / "tools" / "build_docs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def made(build_docs: ModuleType) -> dict[str, str]:
    """The pages of all rules, by name."""
    pages: dict[str, str] = build_docs.pages(REGISTRY)
    return pages


def fences(text: str) -> list[str]:
    """Return what a Markdown reader shows in code blocks."""
    return [t.content for t in MarkdownIt("commonmark").parse(text) if t.type == "fence"]


def inline_text(text: str) -> str:
    """Return the running text that a Markdown reader shows, code spans with it."""
    out = ""
    for token in MarkdownIt("gfm-like", {"linkify": False}).parseInline(text)[0].children or ():
        assert token.type in ("text", "code_inline", "softbreak", "text_special"), token.type
        out += token.content
    return out


# -- content -----------------------------------------------------------------------------------


@each_rule
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_page_shows_everything_in_both_settings(rule: type[Rule], lang: str) -> None:
    blocks = list(page(rule, REGISTRY, lang))
    plain, rich = terminal(blocks), markdown(blocks)
    samples = [block for block in blocks if block.kind in ("sample", "result")]
    read = fences(rich)
    for block in samples:
        assert "\n".join(block.lines) + "\n" in read
        assert all(line.rstrip(" ") in plain for line in block.lines)
    assert rule.source in plain
    assert rule.name in plain
    assert rule.title(lang) in plain
    assert "⟦" in plain
    prose = " ".join(line for b in blocks if b.kind == "prose" for line in b.lines)
    assert not re.search(r"(?<!\{)\{\w+\}", prose)
    for block in blocks:
        if block.kind == "toml":
            table = tomllib.loads("\n".join(block.lines))["rules"][rule.name]
            for option in rule.options.values():
                given = table.pop(option.name.replace("_", "-"))
                assert option.check(given) == option.default
            assert table == {}


@each_rule
def test_a_rule_with_a_fix_shows_what_it_does(rule: type[Rule]) -> None:
    fixes = fix_examples(rule, REGISTRY)
    assert set(fixes) <= {"safe", "unsafe"}
    blocks = list(page(rule, REGISTRY, "en"))
    assert sum(block.kind == "result" for block in blocks) == len(fixes)
    for example in fixes.values():
        assert example.before != example.after


def test_safe_and_unsafe_fixes_are_told_apart() -> None:
    kinds = {rule.code: set(fix_examples(rule, REGISTRY)) for rule in RULES}
    assert kinds["RPT107"] == {"safe"}
    assert kinds["RPT301"] == {"unsafe"}
    assert kinds["RPT101"] == set()


class Awkward(Rule):
    """竖线 | 与 *星号*，`a|b`。

    1. <b>不是标签</b>，[不是链接](x)，&amp;，##不是标题##。
    - 不是列表
    ---
    A | and *stars*, `a|b`.

    One line.
    """

    code = "ZZ901"
    name = "awkward"
    remedy = Message("写“{good}”", "write {good}")
    valid = ("短。", "长。" * 200)
    invalid = (
        Example(
            "```\n⟦甲⟧ | 乙\r\n```` `丁` \u00a0\u200b\n末\u3000\n", options={"words": ('"', "\\|")}
        ),
    )

    words: tuple[str, ...] = option((), "further words")

    def check(self, document: Document) -> Iterable[Finding]:
        del document
        return ()


def test_an_awkward_page_reads_as_it_was_written() -> None:
    blocks = list(page(Awkward, REGISTRY, "zh"))
    rich = markdown(blocks)
    assert "```\n⟦甲⟧ | 乙\n```` `丁` ‹U+00A0›‹U+200B›\n末‹U+3000›\n" in fences(rich)
    assert not any(len(block) > 300 for block in fences(rich))
    kinds = {token.type for token in MarkdownIt("commonmark").parse(rich)}
    assert not kinds & {"html_block", "ordered_list_open"}
    items = rich.count("\n- ")
    assert items == 4, "only the facts are a list"
    assert "写“…”" in rich
    assert r'words = ["\"", "\\|"]' in rich


@pytest.mark.parametrize(
    "text",
    [
        "a*b*c",
        "__x__",
        "<br>",
        "[x](y)",
        "&nbsp;",
        "##paidbegin##",
        "~~x~~",
        r"a\*b",
        "a|b",
        "`",
        "``x",
    ],
)
def test_escaped_text_shows_as_it_is(text: str) -> None:
    assert inline_text(escaped(text)) == text


def test_code_spans_stay_and_hold_any_backtick() -> None:
    assert escaped("见 `a*b` 与 a*b") == r"见 `a*b` 与 a\*b"
    for text in ("a`b", "``", "`x"):
        assert inline_text(code_span(text)) == text
    assert fences(fenced(["```", "`````x"])) == ["```\n`````x\n"]


def test_unseen_characters_are_named() -> None:
    assert shown("\n甲\t乙\u2028 \n") == ["甲‹U+0009›乙‹U+2028›‹U+0020›"]
    assert shown("\u3000\u3000首行 a") == ["\u3000\u3000首行 a"]


def test_the_terminal_keeps_many_lines_of_a_sample_together() -> None:
    out = terminal(
        [Block("heading", ("会报告",)), Block("sample", ("甲", "乙")), Block("sample", ("丙",))]
    )
    assert out == "会报告\n  · 甲\n    乙\n  · 丙\n"


# -- docs/rules --------------------------------------------------------------------------------


def test_the_pages_of_the_rules_are_current(build_docs: ModuleType, made: dict[str, str]) -> None:
    assert set(made) == {f"{rule.code}.md" for rule in RULES} | {"index.md"}
    assert list(build_docs.stale(made, ROOT / "docs" / "rules")) == [], "run tools/build_docs.py"


def test_check_names_stale_pages_and_a_run_mends_them(
    build_docs: ModuleType,
    made: dict[str, str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert build_docs.main([], tmp_path) == 0
    monkeypatch.setattr(build_docs, "pages", lambda _: made)  # as the run above made them
    assert build_docs.main(["--check"], tmp_path) == 0
    (tmp_path / "RPT101.md").write_text("old", "utf-8")
    (tmp_path / "RPT199.md").write_text("gone", "utf-8")
    (tmp_path / "RPT102.md").unlink()
    capsys.readouterr()
    assert build_docs.main(["--check"], tmp_path) == 1
    err = capsys.readouterr().err
    assert "RPT101.md is stale" in err
    assert "RPT102.md is stale" in err
    assert "RPT199.md belongs to no rule" in err
    assert (tmp_path / "RPT101.md").read_text("utf-8") == "old"
    assert build_docs.main([], tmp_path) == 0
    assert build_docs.main(["--check"], tmp_path) == 0
    assert not (tmp_path / "RPT199.md").exists()


def test_pages_hold_both_languages_and_the_index_links_each(made: dict[str, str]) -> None:
    for rule in RULES:
        text = made[f"{rule.code}.md"]
        assert text.index("### 会报告") < text.index("### Reported")
        assert f"[{rule.code}]({rule.code}.md)" in made["index.md"]
    rows = [line for line in made["index.md"].splitlines() if line.startswith("| [")]
    assert len(rows) == len(RULES)
    assert {row.replace(r"\|", "").count("|") for row in rows} == {7}


def test_examples_on_pages_are_the_rules_own(made: dict[str, str]) -> None:
    rule = REGISTRY.rules["RPT301"]
    text = made["RPT301.md"]
    assert "\n".join(shown(as_example(rule.invalid[0]).text)) in text
