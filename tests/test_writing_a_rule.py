"""`docs/writing-a-rule.md`: its code runs as it stands, and it names everything there is."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import reportlint
from reportlint import hookspecs
from reportlint.rule import Rule
from reportlint.testing import as_example, run_example
from reportlint.testing.literate import read_cases, run_case

PAGE = (Path(__file__).resolve().parent.parent / "docs" / "writing-a-rule.md").read_text("utf-8")
PYTHON = re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
RULE, HOOK = PYTHON[0], PYTHON[1]


def test_the_rule_has_fifteen_lines_of_code() -> None:
    docstring = re.compile(r'    """.*?"""\n', re.DOTALL)
    code = [line for line in docstring.sub("", RULE).splitlines() if line.strip()]
    assert len(code) <= 15


def test_its_examples_hold() -> None:
    held: dict[str, type[Rule]] = {}
    exec(RULE, held)
    rule = held["VagueAmount"]
    for example in map(as_example, [*rule.valid, *rule.invalid]):
        expected, found = run_example(rule, example)
        assert found == expected
    assert rule.options["words"].help


def test_rule_and_hook_are_a_local_file(tmp_path: Path) -> None:
    (tmp_path / "tools").mkdir()
    (tmp_path / "tools" / "rules.py").write_text(RULE + HOOK, "utf-8")
    table = next(t for t in re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL) if "local" in t)
    (tmp_path / ".reportlint.toml").write_text(table, "utf-8")
    (tmp_path / "a.txt").write_text("解决若干问题。\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "reportlint", "a.txt"], cwd=tmp_path, capture_output=True,
        encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.stdout.startswith("a.txt:1:3: HR101 “若干”太含糊；写明数量"), done.stderr


def test_the_literate_page_in_it_is_read() -> None:
    held = re.search(r"````markdown\n(.*?)````", PAGE, re.DOTALL)
    assert held is not None
    (case,) = read_cases(held[1].replace("HR101", "RPT701").replace("words", "extra"), "x.md")
    assert case.config == {"rules": {"RPT701": {"extra": ["不少"]}}}
    assert run_case(case, "x.md")[0] == "走访⟦不少⟧群众。"


def test_it_names_every_hook_and_every_attribute() -> None:
    for hook in (name for name in vars(hookspecs) if name.startswith("reportlint_")):
        assert f"| `{hook}(" in PAGE
    for name in (
        "code",
        "severity",
        "enabled",
        "source",
        "remedy",
        "valid",
        "anchors",
        "word_tables",
    ):
        assert re.search(rf"^\| .*`{name}`", PAGE, re.MULTILINE)
        assert hasattr(Rule, name)


def test_everything_it_imports_is_public() -> None:
    names = re.findall(r"^from reportlint import (.+)$", PAGE, re.MULTILINE)
    assert {name.strip() for line in names for name in line.split(",")} <= set(reportlint.__all__)
