"""Many documents in one run: one result a file, errors kept, paths as outputs show them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from reportlint.message import ReportlintError
from reportlint.plugins import load_registry
from reportlint.policy import Policies
from reportlint.report import FileResult
from reportlint.runner import Input, Tally, load, run, selected_rules

FAULTY = "关于防汛工作的情况汇报\n\n一是巡查堤防。三是补充物资。\n"
REGISTRY = load_registry()


def lint(
    *inputs: Input, root: str | None = None
) -> tuple[list[FileResult], Tally, list[ReportlintError]]:
    tally, told = Tally(), list[ReportlintError]()
    policies = Policies(REGISTRY, isolated=True, overrides={"select": ["RPT301"]})
    results = run(inputs, policies, REGISTRY, tally, root=root or os.getcwd(), on_error=told.append)
    return list(results), tally, told


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("b.txt", "a.txt"):
        Path(name).write_text(FAULTY, encoding="utf-8")


def test_results_stream_in_the_order_given() -> None:
    tally = Tally()
    policies = Policies(REGISTRY, isolated=True)
    drawn = []

    def inputs() -> Iterator[Input]:
        for number in range(300):
            drawn.append(number)
            yield Input(f"{number}.txt", FAULTY.encode())

    results = run(inputs(), policies, REGISTRY, tally, root=os.getcwd(), on_error=print)
    assert next(results).path == "0.txt"
    assert len(drawn) < 100  # the rest has not been read yet
    assert [result.path for result in results] == [f"{n}.txt" for n in range(1, 300)]
    assert (tally.files, tally.exit_code) == (300, 1)


def test_a_file_that_vanishes_is_an_error_and_the_others_are_linted() -> None:
    tally, told = Tally(), list[ReportlintError]()
    policies = Policies(REGISTRY, isolated=True)

    def inputs() -> Iterator[Input]:
        yield Input("b.txt")
        Path("a.txt").unlink()
        yield Input("a.txt")
        yield Input("b.txt")

    results = run(inputs(), policies, REGISTRY, tally, root=os.getcwd(), on_error=told.append)
    assert [result.path for result in results] == ["b.txt", "b.txt"]
    assert (tally.files, len(told), tally.exit_code) == (2, 1, 2)


def test_each_document_of_a_run_is_judged_by_what_holds_for_it() -> None:
    for name in ("one", "two"):
        Path(name).mkdir()
        Path(name, ".reportlint.toml").write_text(
            f'select = ["RPT30{1 if name == "one" else 2}"]\n', encoding="utf-8"
        )
    tally = Tally()
    paths = ["one/1.txt", "one/2.txt", "two/1.txt", "none.txt", "one/3.txt"]
    inputs = [Input(path, None if path == "none.txt" else FAULTY.encode()) for path in paths]
    results = run(
        inputs, Policies(REGISTRY), REGISTRY, tally, root=os.getcwd(), on_error=lambda _: None
    )
    found = {result.path: [f.code for f in result.findings] for result in results}
    one = ["RPT301"]
    assert found == {"one/1.txt": one, "one/2.txt": one, "two/1.txt": [], "one/3.txt": one}
    assert tally.exit_code == 2


def test_counts_and_exit_codes() -> None:
    results, tally, told = lint(Input("a.txt"), Input("b.txt"))
    assert [len(result.findings) for result in results] == [1, 1]
    assert (tally.files, tally.findings, tally.failing, tally.exit_code) == (2, 2, 2, 1)
    assert told == []
    assert lint()[1].exit_code == 0


def test_bytes_that_come_from_elsewhere() -> None:
    results, _, _ = lint(Input("none.md", FAULTY.encode("gb18030")))
    assert (results[0].path, results[0].document.format) == ("none.md", "markdown")
    assert results[0].document.source.encoding == "gb18030"
    assert len(results[0].findings) == 1


def test_an_error_is_told_once() -> None:
    results, tally, told = lint(Input("none.txt"), Input("none.txt"), Input("a.txt"))
    assert len(results) == len(tally.errors) == len(told) == 1


def test_paths_are_relative_to_the_root_where_they_lie_below(tmp_path: Path) -> None:
    outside = tmp_path.parent / "outside.txt"
    outside.write_text(FAULTY, encoding="utf-8")
    Path("sub").mkdir()
    names = ["a.txt", "./a.txt", "sub/../a.txt", str(tmp_path / "a.txt"), str(outside)]
    results, _, _ = lint(*map(Input, names))
    assert [result.path for result in results] == ["a.txt"] * 4 + [str(outside)]
    results, _, _ = lint(Input("a.txt"), root=str(tmp_path.parent))
    assert [result.path for result in results] == [f"{tmp_path.name}/a.txt"]


def test_unknown_suffix_is_plain_text() -> None:
    Path("NOTES").write_text(FAULTY, encoding="utf-8")
    policy = Policies(REGISTRY, isolated=True).for_path("NOTES")
    assert load("NOTES", policy, REGISTRY).format == "plain"


def test_selected_rules_of_all_files() -> None:
    Path("one").mkdir()
    Path("one/.reportlint.toml").write_text('select = ["RPT301"]\n', encoding="utf-8")
    Path("two").mkdir()
    Path("two/.reportlint.toml").write_text('select = ["RPT402"]\n', encoding="utf-8")
    Path("bad").mkdir()
    Path("bad/.reportlint.toml").write_text("select = 1\n", encoding="utf-8")
    policies = Policies(REGISTRY)
    paths = ["two/a.txt", "one/a.txt", "bad/a.txt", "one/b.txt"]
    assert [s.rule.code for s in selected_rules(paths, policies)] == ["RPT301", "RPT402"]
