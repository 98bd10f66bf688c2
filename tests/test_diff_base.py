"""`--diff-base`: only what touches lines changed since a git revision."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from reportlint import Document, Finding, ParseContext, Related, Severity, Source
from reportlint.changes import Changes, ChangesError, spans_of
from reportlint.cli import main
from reportlint.judging import Judged
from reportlint.parsers.plain import PlainParser

OLD = "标题\n召开会议*次。\n收集意见*条。\n解决问题*个。\n"


def git(*arguments: str) -> None:
    identity = ["-c", "user.name=tester", "-c", "user.email=tester@example.org"]
    subprocess.run(["git", *identity, *arguments], capture_output=True, check=True)


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "库 一"
    root.mkdir()
    monkeypatch.chdir(root)
    monkeypatch.delenv("GIT_DIR", raising=False)
    git("init", "-q", "-b", "main")
    git("config", "core.autocrlf", "false")
    for name in ("a.txt", "文 稿.txt"):
        Path(name).write_bytes(OLD.encode())
    git("add", "-A")
    git("commit", "-q", "-m", "old")
    return root


def write(name: str, text: str, encoding: str = "utf-8") -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_bytes(text.encode(encoding))


Said = tuple[int, list[str], str]
Check = Callable[..., Said]


@pytest.fixture
def check(capsys: pytest.CaptureFixture[str]) -> Check:
    """Call check with `--diff-base`; return the code, path:line of every finding, the errors."""

    def run(*arguments: str, base: str = "HEAD") -> Said:
        code = main(["check", "--select", "RPT101", "--diff-base", base, *arguments])
        out, err = capsys.readouterr()
        return code, [":".join(line.split(":")[:2]) for line in out.splitlines()], err

    return run


def test_only_changed_lines_count(check: Check) -> None:
    code, found, err = check(".")
    assert (code, found) == (0, [])
    assert "未改动之处 6 处未计" in err
    write("文 稿.txt", OLD.replace("收集意见*条", "收集意见*条，走访企业*家"))
    assert check(".")[:2] == (1, ["文 稿.txt:3", "文 稿.txt:3"])
    assert check("a.txt")[:2] == (0, [])
    git("commit", "-q", "-a", "-m", "new")
    assert check(".")[:2] == (0, [])
    assert check(".", base="HEAD~1")[:2] == (1, ["文 稿.txt:3", "文 稿.txt:3"])


def test_lines_that_only_moved_count_with_those_that_changed(check: Check) -> None:
    write("a.txt", OLD.replace("收集意见*条。\n", ""))
    assert check(".")[:2] == (0, [])  # a deletion leaves no line
    write("a.txt", OLD.replace("标题\n", "标题\n抓好学习。\n") + "走访企业*家。\n")
    assert check(".")[:2] == (1, ["a.txt:6"])


@pytest.mark.parametrize("staged", [False, True])
def test_new_files_count_wholly(check: Check, staged: bool) -> None:
    write("新/b.txt", OLD)
    if staged:
        git("add", "-A")
    assert check(".")[:2] == (1, ["新/b.txt:2", "新/b.txt:3", "新/b.txt:4"])
    write(".gitignore", "新/\n")
    assert check("新/b.txt")[:2] == (1, ["新/b.txt:2", "新/b.txt:3", "新/b.txt:4"])


def test_a_renamed_file_is_compared_with_what_it_was(check: Check) -> None:
    git("mv", "文 稿.txt", "改名*[1].txt")
    assert check(".")[:2] == (0, [])
    write("改名*[1].txt", OLD.replace("解决问题*个", "解决问题*个、难题*个"))
    assert check(".")[:2] == (1, ["改名*[1].txt:4", "改名*[1].txt:4"])


def test_paths_and_configurations_that_git_would_print_differently(check: Check) -> None:
    for setting in (
        ("core.quotepath", "true"), ("diff.noprefix", "true"), ("color.ui", "always"), ("diff.relative", "true"),
        ("diff.external", "false"), ("diff.interHunkContext", "99"), ("diff.context", "9"), ("diff.renames", "false"),
    ):  # fmt: skip
        git("config", *setting)
    names = ['引"号.txt', "-x.txt", "b\\c.txt"]
    if os.name != "nt":
        names.append("换\n行.txt")
    for name in names:
        write(name, OLD)
    git("add", "-A")
    git("commit", "-q", "-m", "names")
    for name in names:
        write(name, OLD.replace("会议*次", "会议*场").replace("问题*个", "问题*项"))
        code, found, _ = check("./" + name)
        assert (code, [place[-1] for place in found]) == (1, ["2", "4"]), name
    Path("sub").mkdir()
    os.chdir("sub")
    assert check("..")[0] == 1


@pytest.mark.parametrize("newline", ["\r\n", "\n"])
@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig"])
def test_encodings_and_newlines(check: Check, encoding: str, newline: str) -> None:
    write("c.txt", OLD.replace("\n", newline), encoding)
    git("add", "-A")
    git("commit", "-q", "-m", "c")
    write("c.txt", OLD.replace("意见*条", "意见*件").replace("\n", newline), encoding)
    assert check("c.txt")[:2] == (1, ["c.txt:3"])


def test_what_is_binary_to_git_counts_wholly_once_it_has_changed(check: Check) -> None:
    write("u.txt", OLD, "utf-16")
    git("add", "-A")
    git("commit", "-q", "-m", "u")
    assert check("u.txt")[:2] == (0, [])
    write("u.txt", OLD.replace("标题", "题目"), "utf-16")
    assert check("u.txt")[:2] == (1, ["u.txt:2", "u.txt:3", "u.txt:4"])


def test_lines_are_counted_as_git_does() -> None:
    text = "一\r二\u2028三\r\n四\n五"
    assert spans_of(text, [(1, 2), (3, 4), (2, 2)]) == [(0, 7), (9, 10)]
    assert spans_of("", [(1, 2)]) == [(0, 0)]


def test_places_that_a_finding_refers_to_count() -> None:
    write("a.txt", OLD.replace("标题", "题目"))
    document = PlainParser().parse(
        Source(Path("a.txt").read_text("utf-8"), "a.txt"), ParseContext()
    )

    def at(start: int, end: int, *related: tuple[int, int]) -> Finding:
        places = tuple(Related(*place, "x") for place in related)
        return Finding(start, end, "X1", Severity.ERROR, "x", "", places)

    findings = [
        at(0, 0),
        at(2, 5),
        at(3, 5),
        at(3, 3),
        at(5, 9, (0, 1)),
        at(5, 9, (6, 7)),
        at(4, 4),
    ]
    after = Changes("HEAD").hold(document, Judged(findings))
    assert after.findings == [findings[n] for n in (0, 1, 3, 4)]
    assert [held.kind for held in after.held] == ["diff"] * 3


def test_errors_are_clear(check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code, found, err = check(".", base="none")
    assert (code, found, err.count("错误")) == (2, [], 1)
    assert "git 中没有版本 none" in err
    assert "git 中没有版本 --output=x" in check("a.txt", base="--output=x")[2]
    assert not Path("x").exists()
    outside = tmp_path / "outside.txt"
    outside.write_bytes(OLD.encode())
    code, _, err = check(str(outside))
    assert (code, "不在 git 仓库中" in err) == (2, True)
    assert "不能与 --fix" in check("a.txt", "--fix")[2]
    monkeypatch.setenv("PATH", "")
    code, _, err = check("a.txt")
    assert (code, "无法运行 git" in err) == (2, True)


def test_two_repositories_in_one_run(check: Check, repository: Path) -> None:
    other = repository / "inner"
    other.mkdir()
    os.chdir(other)
    git("init", "-q")
    write("d.txt", OLD)
    git("add", "-A")
    git("commit", "-q", "-m", "inner")
    os.chdir(repository)
    assert check(".")[:2] == (0, [])
    write("inner/d.txt", OLD.replace("标题", "关于*的标题"))
    assert check("inner", "a.txt")[1] == ["inner/d.txt:1"]


def test_it_goes_with_a_baseline(check: Check) -> None:
    assert main(["baseline", "create", "--select", "RPT101"]) == 0
    write("a.txt", OLD.replace("收集意见*条", "收集意见*条，走访企业*家"))
    code, found, err = check("a.txt", "--baseline", "reportlint-baseline.jsonl")
    assert (code, found) == (1, ["a.txt:3"])
    assert "存量 3 处未计" in err


def test_a_wrong_revision_is_told_of_even_where_nothing_is_found() -> None:
    document: Document = PlainParser().parse(Source("好。", "a.txt"), ParseContext())
    assert Changes("HEAD").hold(document, Judged([])) == Judged([])
    with pytest.raises(ChangesError, match="none"):
        Changes("none").hold(document, Judged([]))
