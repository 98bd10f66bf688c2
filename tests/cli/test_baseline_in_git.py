"""A baseline on an old repository: only what is new shows, and git merges two versions."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from reportlint.baseline import read_baseline
from reportlint.cli import main

NAME = "reportlint-baseline.jsonl"
Said = tuple[int, str, str]
Call = Callable[..., Said]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    def run(*arguments: str) -> Said:
        code = main([*arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return run


def git(*arguments: str) -> str:
    identity = [
        "-c",
        "user.name=tester",
        "-c",
        "user.email=tester@example.org",
        "-c",
        "merge.conflictStyle=merge",
    ]
    done = subprocess.run(
        ["git", *identity, *arguments], capture_output=True, check=True, encoding="utf-8"
    )
    return done.stdout


def commit(what: str) -> None:
    git("add", "-A")
    git("commit", "-q", "-m", what)


def start_repository() -> None:
    git("init", "-q", "-b", "main")
    git("config", "core.autocrlf", "false")


@pytest.fixture(scope="module")
def pattern(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The corpus in a git repository, with a baseline: made once, and copied for each test."""
    folder = tmp_path_factory.mktemp("pattern")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        start_repository()
        for path in (shared / "corpus").rglob("*.txt"):
            target = Path("corpus") / path.relative_to(shared / "corpus")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
        assert main(["baseline", "create", "corpus"]) == 0
        Path(".reportlint.toml").write_text(f'baseline = "{NAME}"\n')
        commit("adopt reportlint")
    return folder


@pytest.fixture
def old_repository(pattern: Path) -> list[Path]:
    """The documents of that repository, which lies in the current folder."""
    shutil.copytree(pattern, ".", dirs_exist_ok=True)
    return sorted(Path("corpus").rglob("*.txt"))


def insert(path: Path, words: str) -> None:
    """Put a paragraph into the middle of a document."""
    text = path.read_bytes().decode("utf-8")
    at = text.find("\n", len(text) // 2) + 1
    path.write_bytes(f"{text[:at]}{words}\n{text[at:]}".encode())


def stars(out: str) -> list[str]:
    return sorted(line.split(":")[0] for line in out.splitlines() if "走访企业" in line)


def test_only_new_findings_show_on_an_old_repository(
    old_repository: list[Path], call: Call
) -> None:
    code, out, err = call("check", "corpus")
    assert (code, out) == (0, "")
    assert "存量" in err
    edited = old_repository[::6][:10]
    assert len(edited) == 10
    for number, path in enumerate(edited):
        insert(path, f"第{number}次会议强调，要持续抓好落实。走访企业*家，解决难题{number + 3}个。")
    code, out, _ = call("check", "corpus")
    assert code == 1
    assert stars(out) == sorted(map(str, edited))
    assert len(out.splitlines()) <= 12, out  # an edit may touch what a rule says of the whole


def test_two_branches_that_both_updated_it_merge(old_repository: list[Path], call: Call) -> None:
    first, second = old_repository[3], old_repository[-3]
    git("checkout", "-q", "-b", "other")
    insert(second, "走访企业*家，解决难题5个。")
    call("baseline", "update", "corpus")
    commit("other")
    git("checkout", "-q", "main")
    insert(first, "走访企业*家，解决难题6个。")
    call("baseline", "update", "corpus")
    commit("main")
    git("merge", "-q", "--no-edit", "other")
    assert call("check", "corpus")[:2] == (0, "")
    merged = Path(NAME).read_bytes()
    call("baseline", "update", "corpus")
    assert Path(NAME).read_bytes() == merged  # sorted as it is


def test_a_union_merge_takes_both_sides_of_neighbouring_lines(call: Call) -> None:
    start_repository()
    Path(".gitattributes").write_text(f"{NAME} merge=union\n")
    Path(".reportlint.toml").write_text(f'baseline = "{NAME}"\nselect = ["RPT101"]\n')
    for name in ("a.txt", "b.txt"):
        Path(name).write_text("召开会议3次。\n", "utf-8")
    call("baseline", "create")
    commit("base")
    git("checkout", "-q", "-b", "other")
    Path("b.txt").write_text("召开会议3次。走访企业*家。\n", "utf-8")
    call("baseline", "update")
    commit("other")
    git("checkout", "-q", "main")
    Path("a.txt").write_text("召开会议3次。走访企业*家。\n", "utf-8")
    call("baseline", "update")
    commit("main")
    git("merge", "-q", "--no-edit", "other")
    assert len(read_baseline(NAME)) == 2
    assert call("check", ".")[:2] == (0, "")
