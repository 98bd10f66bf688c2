"""The benchmarks measure what they say, on tiny inputs."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reportlint.plugins import load_registry

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

READINGS = Path(__file__).resolve().parent.parent / "src" / "reportlint" / "readings.toml"
FOLDER = Path(__file__).resolve().parent.parent / "benchmarks"
TEXT = "各部门的的任务。\n一是加强领导，抓紧。二是加强领导，抓实。\n"


@pytest.fixture(scope="module")
def load() -> Iterator[Any]:
    sys.path.insert(0, str(FOLDER))
    yield importlib.import_module
    sys.path.remove(str(FOLDER))


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A shared folder with one seed, two gold rows and one document of the corpus."""
    for name in ("seeds", "gold", "corpus/reports"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "seeds" / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "corpus" / "reports" / "b.txt").write_text("全年工作平稳。\n", "utf-8")
    rows = [
        {"line": 1, "column": 4, "text": "的的", "codes": ["RPT401"], "certainty": "S"},
        {"line": 2, "column": 15, "text": "加强领导", "codes": ["RPT401"], "certainty": "L"},
    ]
    gold = "".join(json.dumps({"file": "a.txt", **row}) + "\n" for row in rows)
    (tmp_path / "gold" / "seeds.jsonl").write_text(gold, "utf-8")
    return tmp_path


def test_accuracy_counts_found_missed_and_uncovered(
    load: Any, tiny: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tiny / "new.json"
    status = load("accuracy").main(["--shared", str(tiny), "--json", str(out), "--list"])
    assert status == 0
    measured = json.loads(out.read_text("utf-8"))["seeds"]
    assert measured["recall"]["RPT401"] == {"S": [1, 1], "L": [0, 1], "D": [0, 0]}
    assert measured["precision"]["RPT401"] == [1, 1]
    assert measured["precision"]["RPT404"] == [0, 1]
    assert [row["column"] for row in measured["missed"]] == [15]
    assert "RPT404 warning" in capsys.readouterr().out


def test_accuracy_page_is_written_checked_and_found_stale(
    load: Any, tiny: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main = load("accuracy").main
    out = tiny / "accuracy.md"
    words = ["--shared", str(tiny), "--markdown", str(out)]
    assert main([*words, "--check"]) == 1
    assert not out.exists()
    assert main(words) == 0
    text = out.read_text("utf-8")
    assert "| [RPT401](rules/RPT401.md) duplicate-word | 1/1 | 0/1 | – | 1/1 |" in text
    assert "| all | 1/1 | 0/1 | – | 1/2 |" in text
    assert "| documents |  | 1 |" in text
    assert "Found there, and not read yet: none." in text
    assert main([*words, "--check"]) == 0
    (tiny / "corpus" / "reports" / "b.txt").write_text("全年的的工作，，平稳。\n", "utf-8")
    capsys.readouterr()
    assert main([*words, "--check"]) == 1
    assert "is stale" in capsys.readouterr().err
    assert out.read_text("utf-8") == text
    assert main(words) == 0
    assert "| RPT401 | error | 1 (" in out.read_text("utf-8")


def test_accuracy_page_needs_all_and_is_not_checked_without_documents(
    load: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    main = load("accuracy").main
    words = ["--shared", str(tmp_path / "none"), "--markdown", str(tmp_path / "a.md"), "--check"]
    monkeypatch.delenv("REPORTLINT_REQUIRE_ALL", raising=False)
    assert main(words) == 0
    assert "not checked" in capsys.readouterr().out
    monkeypatch.setenv("REPORTLINT_REQUIRE_ALL", "1")
    assert main(words) == 2
    for wrong in (["--check"], ["--markdown", "a.md", "--seeds-only"]):
        with pytest.raises(SystemExit, match="2"):
            main(wrong)


def test_readings_are_of_rules_and_add_up() -> None:
    table = tomllib.loads(READINGS.read_text("utf-8"))
    silent = table.pop("silent")
    assert table.pop("characters") > 0
    assert {*table, *silent} <= set(load_registry().rules)
    assert not set(table) & set(silent)
    for code, read in table.items():
        assert 0 <= read["right"] <= read["read"] <= read["found"], code
        assert read["read"] >= min(read["found"], 20), code
        assert (read["right"] < read["read"]) == ("wrong" in read), code


def test_accuracy_diff_names_what_is_new_and_gone(
    load: Any, tiny: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    accuracy = load("accuracy")
    before = tiny / "before.json"
    accuracy.main(["--shared", str(tiny), "--json", str(before)])
    (tiny / "seeds" / "a.txt").write_text("各部门是是任务。\n", "utf-8")
    capsys.readouterr()
    accuracy.main(["--shared", str(tiny), "--diff", str(before)])
    told = capsys.readouterr().out.splitlines()
    assert any(line.startswith("+ RPT401 error seeds/a.txt: 是是") for line in told)
    assert any(line.startswith("- RPT401 error seeds/a.txt: 的的") for line in told)


def test_a_row_matches_by_line_and_overlap(load: Any) -> None:
    accuracy, found = load("accuracy"), load("checking").Found
    row = accuracy.Gold("a.txt", 3, 5, "四个字啊", ("RPT402",), "S")

    def at(line: int, start: int, end: int, code: str = "RPT402") -> bool:
        one = found("seeds", "a.txt", code, "warning", line, start, line, end, "", "", "", "")
        return bool(accuracy.matches(row, one))

    assert at(3, 8, 12)
    assert at(3, 1, 6)
    assert not at(3, 9, 12)
    assert not at(3, 1, 5)
    assert not at(2, 5, 9)
    assert not at(3, 5, 9, "RPT401")


def test_without_the_folder_it_says_so(
    load: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("accuracy", "speed", "profile_rules", "word_search"):
        assert load(name).main(["--shared", str(tmp_path / "nowhere")]) == 2
        assert "--shared" in capsys.readouterr().err


def test_workloads_are_deterministic_and_hardly_repeat(load: Any) -> None:
    workloads = load("workloads")
    seeds = ["今年共完成3项任务。" * 40, "另一份。" * 90]
    assert workloads.perturbed(seeds, 2) == workloads.perturbed(seeds, 2)
    assert workloads.perturbed(seeds, 2) != workloads.perturbed(seeds, 4)
    assert len(workloads.perturbed(seeds, 2)) == len(seeds[0])
    text = workloads.low_repeat(20_000)
    assert 20_000 <= len(text.encode("utf-8")) < 22_000
    clauses = [clause for clause in text.replace("。", "，").split("，") if len(clause) > 7]
    assert len(set(clauses)) == len(clauses)


def test_speed_measures_children_and_judges_limits(load: Any, tiny: Path) -> None:
    speed = load("speed")
    lines = {line.name: line for line in speed.measure(tiny, 3, 1, 3000, 6000)}
    assert lines["  their throughput"].value > 0
    assert lines["start-up against python -c pass"].limit == 6.0
    assert lines["large against small"].value > 0
    assert lines["with 20 plugins of 10 rules"].value > 0
    assert lines["what they add to the start-up"].limit == 60.0
    assert lines["peak memory on the large file"].value > 5
    assert speed.Line("x", 3.0, "×", 2.0).holds is False
    assert speed.Line("x", 13.0, "MB/CPU s", 12.0, at_least=True).holds is True
    assert speed.Line("x", 1.0, "s").holds is None


def test_speed_reports_a_command_that_fails(load: Any) -> None:
    speed = load("speed")
    with pytest.raises(RuntimeError, match="kaputt"):
        speed.spend([sys.executable, "-c", "import sys; sys.stderr.write('kaputt'); sys.exit(2)"])


def test_profile_lists_the_rules_asked_for(
    load: Any, tiny: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = load("profile_rules").main(["RPT40", "--shared", str(tiny), "--rounds", "1"])
    told = capsys.readouterr().out
    assert status == 0
    assert "RPT402  duplicate-clause" in told
    assert "RPT101" not in told
    assert "together" in told


def test_ways_to_find_words_are_compared(
    load: Any, tiny: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    search = load("word_search")
    assert search.main(["--shared", str(tiny), "--copies", "1", "--rounds", "1"]) == 0
    assert "ahocorasick-rs" in capsys.readouterr().out
    found = {name: find("一是，三是，一是") for name, find in search.ways(["一是", "三是"])}
    assert len(found["ahocorasick-rs"]) == len(found["one pattern of re"]) == 3
    assert found["a search for each word"] == [0, 3]


def test_gold_set_and_seeds(load: Any, shared: Path) -> None:
    """Every sure repetition is found; nothing loud that no row lists."""
    accuracy, checking = load("accuracy"), load("checking")
    checker = checking.Checker()
    found = [
        one
        for path in sorted((shared / "seeds").glob("*.txt"))
        for one in checker.check(path, "seeds")[1]
        if one.code.startswith("RPT40")
    ]
    gold = [
        row
        for row in accuracy.read_gold(shared / "gold" / "seeds.jsonl")
        if row.codes[0].startswith("RPT40")
    ]
    result = accuracy.score(gold, found)
    assert [row for row in result.missed if row.certainty == "S"] == []
    assert result.uncovered == []
