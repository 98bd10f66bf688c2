"""The table of `--statistics`."""

from __future__ import annotations

from reportlint import Run, SelectedRule, Summary
from reportlint.reporters.statistics import statistics


def test_most_frequent_first() -> None:
    rules_run = Run([], "zh", "0.1.0", "/")
    summary = Summary()
    assert statistics(summary, rules_run) == ""
    summary.by_code.update({"TST002": 12, "ZZ1": 3, "AB1": 3})
    assert statistics(summary, rules_run) == "12  TST002\n 3  AB1\n 3  ZZ1\n"


def test_names_and_titles(selected: list[SelectedRule]) -> None:
    summary = Summary()
    summary.by_code.update({"TST001": 2, "TST002": 10})
    assert statistics(summary, Run(selected, "zh", "0.1.0", "/")) == (
        "10  TST002  too-many-bangs  叹号过多\n 2  TST001  left-star       星号没有换成数字\n"
    )
    assert "Asterisk left in place\n" in statistics(summary, Run(selected, "en", "0.1.0", "/"))
