"""A pattern that runs away is stopped and told of; the rest goes on."""

from __future__ import annotations

import time
from typing import Any

import pytest

RUNAWAY = """
select = ["HS"]
[[custom]]
code = "HS101"
name = "runaway"
kind = "existence"
message = "x"
patterns = ['(a+)+b']
{more}
[[custom]]
code = "HS102"
kind = "existence"
message = "found"
terms = ["甲乙"]
"""


def test_a_line_of_ten_megabytes_ends_within_the_guard(project: Any) -> None:
    project.configure(RUNAWAY.format(more=""))
    project.write("big.txt", "a" * 10_000_000 + "甲乙")
    project.write("small.txt", "甲乙，ab。")
    started = time.process_time()
    outcome = project.run("check", "big.txt", "small.txt", "--lang", "en")
    assert time.process_time() - started < 5  # the guard's 2 s, and reading 10 MB
    assert outcome.code == 2
    assert outcome.err.startswith(
        "error: big.txt: a pattern of rule HS101 (runaway, in .reportlint.toml) took more than 2 s "
        "on big.txt and was stopped; the rule was not applied to it; avoid nested repetition"
    )
    assert outcome.err.count("error:") == 1
    lines = outcome.out.splitlines()
    assert [line.split()[1] for line in lines if line.startswith("big.txt")] == ["HS102"]
    assert [line.split()[1] for line in lines if line.startswith("small.txt")] == ["HS102", "HS101"]


@pytest.mark.parametrize("where", ["table", "option"])
def test_the_guard_is_an_option(project: Any, where: str) -> None:
    table = RUNAWAY.format(more="timeout = 0.1" if where == "table" else "")
    option = "[rules.runaway]\ntimeout = 0.1\n" if where == "option" else ""
    project.configure(table + option)
    project.write("a.txt", "a" * 5000)
    started = time.process_time()
    outcome = project.run("check", "a.txt")
    assert time.process_time() - started < 1.5
    assert outcome.code == 2
    assert "超过 0.1 秒，已中止" in outcome.err


@pytest.mark.parametrize(
    "keys",
    [
        "kind = \"substitution\"\npatterns = { '(a+)+b' = 'c' }",
        "kind = \"occurrence\"\npatterns = ['(a+)+b']\nat-most = 1",
        "kind = \"repetition\"\npatterns = ['(a+)+b']",
        "kind = \"conditional\"\nif = '(a+)+b'\nthen = 'c'",
        "kind = \"conditional\"\nif = 'a'\nthen = '(a+)+b'",
        "kind = \"sequence\"\nnumbers = '(a+)+b'",
        "kind = \"existence\"\npatterns = ['(?:a|aa)+c']",
    ],
)
def test_every_kind_is_guarded(project: Any, keys: str) -> None:
    project.configure(
        f'select = ["HS"]\n[[custom]]\ncode = "HS101"\nmessage = "x"\ntimeout = 0.05\n{keys}\n'
    )
    project.write("a.txt", "a" * 3000 + "。" + "a" * 3000)
    outcome = project.run("check", "a.txt")
    assert outcome.code == 2
    assert "HS101" in outcome.err


def test_time_adds_up_over_paragraphs(project: Any) -> None:
    """Each paragraph is quick, all together are not."""
    project.configure(
        'select = ["HS"]\n[[custom]]\ncode = "HS101"\nkind = "existence"\nmessage = "x"\n'
        "patterns = ['a*a*a*[bc]']\ntimeout = 0.2\n"
    )
    project.write("a.txt", ("a" * 200 + "。\n") * 2000)
    started = time.process_time()
    assert project.run("check", "a.txt").code == 2
    assert time.process_time() - started < 2
