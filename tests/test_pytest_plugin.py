"""The pytest plugin: pages of cases, readable differences, and nothing imported for others."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given

from reportlint.testing import check_tree, compared, mark, unmark
from reportlint.testing.literate import CaseError, read_cases, run_case
from reportlint.testing.strategies import documents

PAGE = """---
rule: duplicate-word
---
# 标题

```toml
[rules.RPT402]
min-chars = 6
```

## RPT402 分句

```text
压实各方责任，抓紧。压实各方责任，抓好。
```

```python
not_a_case = 1
```

## 空 RPT101

~~~~markdown
```text
x
```
~~~~

  ```text
  全年培训⟦*次⟧。
  ```
"""


def run(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-q", f"--rootdir={folder}", *arguments],
        cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False,
    )  # fmt: skip
    return done.stdout


def test_cases_of_a_page() -> None:
    cases = read_cases(PAGE, "x.rules.md")
    assert [(c.name, c.line, c.rule, c.format, c.text) for c in cases] == [
        ("RPT402 分句", 14, "RPT402", "plain", "压实各方责任，抓紧。压实各方责任，抓好。"),
        ("空 RPT101", 24, "RPT101", "markdown", "```text\nx\n```"),
        ("空 RPT101 2", 30, "RPT101", "plain", "全年培训⟦*次⟧。"),
    ]
    assert [c.config for c in cases] == [{}, {}, {}]  # a heading ends what a block configures


def test_the_rule_of_the_front_matter_and_of_the_name() -> None:
    text = "```text\n甲\n```\n"
    assert read_cases(f"---\nrule: 'dash'\n---\n{text}", "RPT402.md")[0].rule == "dash"
    assert read_cases(text, "a/RPT402.rules.md")[0].rule == "RPT402"
    with pytest.raises(CaseError, match="没有写明规则"):
        read_cases(text, "notes.rules.md")


def test_faults_name_page_and_line() -> None:
    with pytest.raises(CaseError) as raised:
        read_cases("# RPT402\n\n```toml\na = = 1\n```\n", "p.md")
    assert raised.value.render("en").startswith("p.md:4: no TOML: ")
    (case,) = read_cases("# ZZ999\n```text\n甲\n```\n", "p.md")
    with pytest.raises(CaseError, match=r"p.md:3: 没有规则 ZZ999"):
        run_case(case, "p.md")
    (case,) = read_cases("# RPT402\n```text\n⟦甲\n```\n", "p.md")
    with pytest.raises(CaseError, match=r"p.md:3: 标记不成对"):
        run_case(case, "p.md")


def test_pages_are_collected_and_failures_are_readable(tmp_path: Path) -> None:
    (tmp_path / "a.rules.md").write_text(
        "# RPT701\n\n## 错字\n\n```text\n第一行。\n甲⟦按⟧排。\n```\n\n"
        "## 误配\n\n```toml\n[rules.RPT701]\nextr = []\n```\n\n```text\n甲\n```\n",
        "utf-8",
    )
    (tmp_path / "tests" / "rules").mkdir(parents=True)
    (tmp_path / "tests" / "rules" / "RPT701.md").write_text("```text\n⟦按排⟧。\n```\n", "utf-8")
    (tmp_path / "notes.md").write_text("```text\n按排\n```\n", "utf-8")
    said = run(tmp_path)
    assert "2 failed, 1 passed" in said
    page = tmp_path / "a.rules.md"
    assert (
        f"{page}:6: RPT701\nline 2:  甲按排。\nexpected:  ^^\n".replace(
            "expected:  ", "expected:   "
        )
        + "found:      ^^^^\n"
        "not found: 6..7 '按'\n"
        "not expected: 6..8 '按排'\n"
    ) in said
    assert "rule RPT701 (confusable-typo) has no option extr; did you mean extra?" in said


def test_an_assertion_on_marked_texts_is_shown(tmp_path: Path) -> None:
    (tmp_path / "test_x.py").write_text(
        "def test_it():\n    assert '甲⟦乙⟧' == '⟦甲⟧乙'\n\n"
        "def test_other():\n    assert '⟦甲⟧' == '乙'\n",
        "utf-8",
    )
    said = run(tmp_path)
    assert "expected: ^^" in said
    assert "found:      ^^" in said
    assert "2 failed" in said


def test_a_run_without_cases_does_not_import_reportlint(tmp_path: Path) -> None:
    (tmp_path / "test_x.py").write_text(
        "import sys\n\ndef test_it():\n"
        "    assert 'pytest_reportlint' in sys.modules\n"
        "    assert 'reportlint' not in sys.modules\n",
        "utf-8",
    )
    (tmp_path / "notes.md").write_text("# notes\n")
    assert "1 passed" in run(tmp_path, "-p", "no:hypothesispytest")


def test_marks_one_under_the_other() -> None:
    assert compared("甲⟦乙⟧\na⟦b⟧", "甲⟦乙⟧\n⟦ab⟧") == [
        "line 2:  ab", "expected:  ^", "found:    ^^", "not found: 4..5 'b'", "not expected: 3..5 'ab'",
    ]  # fmt: skip
    assert compared("⟦⟧甲", "甲") == ["line 1:  甲", "expected: |", "found:", "not found: 0..0 ''"]
    assert compared("⟦甲⟧", "⟦甲⟧") == []
    with pytest.raises(ValueError, match="two different texts"):
        compared("甲", "乙")


@given(documents())
def test_the_strategy_draws_documents_that_keep_the_promises(document: object) -> None:
    from reportlint import Document

    assert isinstance(document, Document)
    check_tree(document)
    assert unmark(mark("甲乙", []))[0] == "甲乙"
