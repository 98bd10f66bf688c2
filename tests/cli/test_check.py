"""`reportlint check`: arguments, outputs, exit codes."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reportlint.cli import main
from reportlint.cli.check import command
from reportlint.cli.session import Choices

Runner = Callable[..., Any]
FAULTY = "关于防汛工作的情况汇报\n\n一是巡查堤防。三是补充物资。\n"
"""RPT301 at 3:8: 二是 is missing."""
CLEAN = "堤防巡查已经结束。\n"
HERE = Path(__file__).parent


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_finding_in_text_format(reportlint: Runner, tmp_path: Path) -> None:
    write(tmp_path, "汇报 一.txt", FAULTY)
    code, out, err = reportlint("check", "汇报 一.txt", "--select", "RPT301")
    assert (code, err) == (1, "")
    assert out.startswith("汇报 一.txt:3:8: RPT301 ")


def test_check_is_the_default_verb(reportlint: Runner, inside: Runner, tmp_path: Path) -> None:
    write(tmp_path, "a.txt", FAULTY)
    expected = reportlint("check", "a.txt")
    assert expected.code == 1
    assert reportlint("a.txt") == expected
    assert inside("--isolated", "a.txt") == expected
    assert inside("check", "--force-exclude", "a.txt") == expected
    assert inside("-", "--stdin-filename", "a.txt", stdin=FAULTY.encode()) == expected


def test_options_and_plain_calls_start_alike() -> None:
    """The call without options does not ask click, so it must know click's defaults."""
    values = dict(command.make_context("check", ["a.txt"]).params)
    assert values.pop("paths") == ("a.txt",)
    assert values
    for name, value in values.items():
        assert (name, getattr(Choices, name)) == (name, value)


def test_plain_calls_import_neither_click_nor_other_heavy_things(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", CLEAN)
    script = (
        "import sys; from reportlint.cli import main; code = main(['check', 'a.txt']);"
        "heavy = {'click', 'json', 'pathlib', 'tempfile', 'subprocess', 'logging', 'dataclasses',"
        "'importlib.metadata', 'tomllib', 'rich', 'pathspec', 'argparse'};"
        "print(code, sorted(heavy & set(sys.modules)))"
    )
    for _ in range(2):  # the first run fills the memo
        done = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, cwd=tmp_path, check=True
        )
    assert done.stdout == "0 []\n"


def test_exit_codes_do_not_depend_on_the_format(inside: Runner, tmp_path: Path) -> None:
    write(tmp_path, "a.txt", FAULTY)
    write(tmp_path, "b.txt", CLEAN)
    for name in ("text", "full", "json", "jsonl", "sarif"):
        assert inside("check", "b.txt", "--output-format", name).code == 0
        assert inside("check", "a.txt", "b.txt", "--output-format", name).code == 1
        assert inside("check", "a.txt", "c.txt", "--output-format", name).code == 2


def test_fail_level(inside: Runner, tmp_path: Path) -> None:
    write(tmp_path, "a.txt", FAULTY)
    write(tmp_path, "soft.toml", '[severity]\nRPT301 = "info"\n')
    given = ("check", "a.txt", "--select", "RPT301", "--config", "soft.toml")
    assert inside(*given).code == 0
    assert inside(*given, "--fail-level", "info").code == 1
    assert inside(*given, "--fail-level", "info", "--exit-zero").code == 0
    assert inside(*given, "none.txt", "--exit-zero").code == 2


def test_several_outputs_in_one_run(reportlint: Runner, tmp_path: Path) -> None:
    write(tmp_path, "a.txt", FAULTY)
    write(tmp_path, "out.sarif", "old")
    given = ("check", "a.txt", "--output-format", "text", "--output-format", "json:结果.json")
    code, out, _ = reportlint(*given, "--output-format", "sarif:out.sarif")
    assert code == 1
    assert "RPT301" in out
    found = json.loads((tmp_path / "结果.json").read_text(encoding="utf-8"))
    assert [finding["code"] for finding in found["findings"]] == ["RPT301"]
    sarif = json.loads((tmp_path / "out.sarif").read_text(encoding="utf-8"))
    assert [result["ruleId"] for result in sarif["runs"][0]["results"]] == ["RPT301"]
    assert sorted(os.listdir(tmp_path)) == ["a.txt", "out.sarif", "结果.json"]


def test_output_file(inside: Runner, tmp_path: Path) -> None:
    write(tmp_path, "a.txt", FAULTY)
    assert inside("check", "a.txt", "--output-file", "o.txt").out == ""
    assert "RPT301" in (tmp_path / "o.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--output-format", "text", "--output-format", "json"),
        ("--output-format", "text:o", "--output-format", "json:./o"),
        ("--output-format", "text:o", "--output-file", "p"),
        ("--output-format", "txet"),
        ("--output-format", "text:no/such/folder/o"),
        ("--select", "RPT30x"),
        ("--ignore", "enumeration-gab"),
        ("--per-file-ignores", "RPT301"),
        ("--stage", "fina"),
        ("--genre", "novel"),
        ("--encoding", "utf-88"),
        ("--config", "none.toml"),
        ("--colour", "never"),
    ],
)
def test_usage_errors(inside: Runner, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    write(tmp_path, "a.txt", FAULTY)
    for lang, word in (("zh", "错误："), ("en", "error: ")):
        code, out, err = inside("check", "a.txt", *arguments, "--lang", lang)
        assert (code, out) == (2, "")
        assert err.startswith(word)
        assert err.count("\n") == 1
    assert os.listdir(tmp_path) == ["a.txt"]


def test_near_matches(reportlint: Runner, inside: Runner, tmp_path: Path) -> None:
    assert "check" in reportlint("chek", "--lang", "en").err
    write(tmp_path, "a.txt", FAULTY)
    assert "text" in inside("a.txt", "--output-format", "txet").err
    assert "enumeration-gap" in inside("a.txt", "--select", "enumeration-gab").err
    assert "--color" in inside("a.txt", "--colour", "never").err


def test_no_paths(reportlint: Runner) -> None:
    assert reportlint("check").code == 2
    assert reportlint().code == 0  # the help


def test_per_file_ignores(inside: Runner, tmp_path: Path) -> None:
    write(tmp_path, "a.txt", FAULTY)
    write(tmp_path, "b.txt", FAULTY)
    out = inside("check", "a.txt", "b.txt", "--per-file-ignores", "a.txt:RPT301").out
    assert out.startswith("b.txt:")


def test_folder_with_exclude(reportlint: Runner, inside: Runner, tmp_path: Path) -> None:
    write(tmp_path, ".reportlint.toml", 'exclude = ["旧/"]\n')
    write(tmp_path, "旧/a.txt", FAULTY)
    write(tmp_path, "新/b.txt", FAULTY)
    assert reportlint("check", ".", "--show-files").out == "新/b.txt\n"
    assert inside("check", "旧/a.txt").code == 1
    assert inside("check", "旧/a.txt", "--force-exclude").code == 0
    given = ("check", "-", "--stdin-filename", "旧/a.txt", "--force-exclude")
    assert inside(*given, stdin=FAULTY.encode()).code == 0


def test_gitignore_and_its_switch(reportlint: Runner, inside: Runner, tmp_path: Path) -> None:
    write(tmp_path, ".gitignore", "out/\n")
    write(tmp_path, "out/a.txt", FAULTY)
    code, out, err = reportlint("check", ".")
    assert (code, out) == (0, "")
    assert "没有找到" in err
    assert inside("check", ".", "--no-respect-gitignore").code == 1


def test_statistics(reportlint: Runner, inside: Runner, tmp_path: Path) -> None:
    write(tmp_path, "a.txt", FAULTY)
    write(tmp_path, "b.txt", FAULTY)
    *_, counts, last = reportlint("check", ".", "--statistics").out.splitlines()
    assert counts.startswith("检查 2 个文件，2 个有问题；共 2 处：")
    assert last.split()[:3] == ["2", "RPT301", "enumeration-gap"]
    _, out, err = inside("check", ".", "--statistics", "--output-format", "json")
    assert json.loads(out)["findings"]
    assert [line.split()[0] for line in err.splitlines()] == ["检查", "2"]
    full = inside("check", ".", "--statistics", "--output-format", "full").out
    assert full.count("检查 2 个文件") == 1
    quiet = inside("check", ".", "--statistics", "--quiet", "--output-format", "full").out
    assert "enumeration-gap\n" not in quiet


def test_color(reportlint: Runner, inside: Runner, tmp_path: Path) -> None:
    write(tmp_path, "a.txt", FAULTY)
    given = ("check", "a.txt", "--output-format", "full")
    assert "\x1b[" not in reportlint(*given).out
    assert "\x1b[" in inside(*given, "--color", "always").out
    assert "\x1b[" in reportlint(*given, FORCE_COLOR="1").out
    assert "\x1b[" not in inside(*given, FORCE_COLOR="1", NO_COLOR="1").out
    assert "\x1b[" not in inside(*given, "--color", "never", FORCE_COLOR="1").out


def test_cache_folder_and_no_cache(reportlint: Runner, tmp_path: Path) -> None:
    write(tmp_path, "a.txt", CLEAN)
    assert reportlint("check", "a.txt", "--cache-dir", "c").code == 0
    assert [path.suffix for path in (tmp_path / "c").iterdir()] == [".bin"]
    assert reportlint("check", "a.txt", "--no-cache", "--cache-dir", "d").code == 0
    assert not (tmp_path / "d").exists()


def test_language_comes_from_the_configuration(reportlint: Runner, tmp_path: Path) -> None:
    write(tmp_path, ".reportlint.toml", 'lang = "en"\n')
    write(tmp_path, "a.txt", FAULTY)
    code, out, err = reportlint("check", "a.txt", "b.txt")
    assert code == 2
    assert err == "error: b.txt: no such file or folder; check the spelling of the path\n"
    assert out.isascii() or "missing" in out or "RPT301" in out


def test_bytes_that_no_stream_can_show(reportlint: Runner, tmp_path: Path) -> None:
    write(tmp_path, "a.txt", FAULTY)
    out = reportlint("check", "a.txt", PYTHONIOENCODING="ascii").out
    assert out.startswith("a.txt:3:8: RPT301 \\u")


def test_reader_that_has_gone(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", FAULTY * 3000)
    shell = f"'{sys.executable}' -m reportlint check a.txt | head -n 1"
    done = subprocess.run(["sh", "-c", shell], capture_output=True, cwd=tmp_path, check=True)
    assert done.stderr == b""
    assert done.stdout.count(b"\n") == 1


def test_interrupt(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def interrupted(*_: object, **__: object) -> None:
        os.kill(os.getpid(), signal.SIGINT)

    path = write(tmp_path, "a.txt", CLEAN)
    monkeypatch.setattr("reportlint.cli.linting.run", interrupted)
    # A suite run in the background may have inherited that interrupts are ignored.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        assert main(["check", str(path)]) == 130
    finally:
        signal.signal(signal.SIGINT, before)


def test_our_own_fault_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("two\nlines")

    monkeypatch.setattr("reportlint.cli.linting.run", broken)
    path = write(tmp_path, "a.txt", CLEAN)
    assert main(["check", str(path), "--lang", "en"]) == 2
    err = capsys.readouterr().err
    assert err.startswith("error: reportlint itself failed (reportlint.cli.linting:")
    assert err.count("\n") == 1


def test_progress_on_a_terminal(tmp_path: Path) -> None:
    """The line appears on a terminal's standard error only, and is taken away again."""
    write(tmp_path, "a.txt", FAULTY)
    script = (
        "import sys; import reportlint.cli.progress as p; p._PATIENCE = 0;"
        "from reportlint.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    for extra, shown in (([], True), (["--no-progress"], False), (["--quiet"], False)):
        ours, theirs = pty.openpty()
        command = [sys.executable, "-c", script, "check", "a.txt", *extra]
        done = subprocess.run(
            command, stdout=subprocess.PIPE, stderr=theirs, cwd=tmp_path, check=False
        )
        os.close(theirs)
        os.set_blocking(ours, False)
        try:
            err = os.read(ours, 4096).decode()
        except OSError:
            err = ""
        os.close(ours)
        assert done.returncode == 1
        assert ("1/1" in err, err.endswith("\r\x1b[K")) == (shown, shown)


CASES = sorted(path.parent.name for path in HERE.glob("*/arguments"))


@pytest.mark.parametrize("case", CASES)
def test_case(case: str, reportlint: Runner) -> None:
    """A folder holds `input/`, `arguments`, and `expected` with the exit code first."""
    folder = HERE / case
    arguments = (folder / "arguments").read_text(encoding="utf-8").split()
    code, out, err = reportlint(*arguments, cwd=folder / "input")
    expected = (folder / "expected").read_text(encoding="utf-8")
    found = re.sub(r"用时 [\d.]+ 秒", "用时 0.00 秒", f"exit {code}\n{out}{err}")
    assert found.replace("\\", "/") == expected
