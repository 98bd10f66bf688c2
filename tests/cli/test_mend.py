"""`--fix` and `--diff`: files mended in place, what would be mended, what cannot be."""

from __future__ import annotations

import os
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reportlint.cli import main

Runner = Callable[..., Any]
Plugin = Callable[[str, str], Path]
BEFORE = "关于防汛工作的情况汇报\n\n堤防巡查已经甲甲结束。\n成效丙明显。一是巡查。三是补充。\n"
AFTER = BEFORE.replace("甲甲", "甲")
RULE = """
from reportlint import Edit, Fix, Rule, Severity, hookimpl

class Word(Rule):
    '''坏词。'''
    code, name = "{code}", "{name}"
    old, new, safe = "{old}", "{new}", {safe}
    def check(self, document):
        at = document.text.find(self.old)
        while at >= 0:
            end = at + len(self.old)
            yield self.finding(at, end, "坏词", fix=Fix((Edit(at, end, self.new),), self.safe))
            at = document.text.find(self.old, end)

class Open:
    name, suffixes = "open", (".open",)
    def parse(self, source, context):
        from reportlint import Document, outline
        return Document(source, source.text, outline(source.text), self.name)

@hookimpl
def reportlint_rules():
    return [Word]
"""
PARSERS = "\n@hookimpl\ndef reportlint_parsers():\n    return [Open()]\n"
ONLY = ("--select", "TS1,RPT301")


@pytest.fixture
def site(plugin: Plugin) -> Path:
    """A safe fix (甲甲 to 甲), an unsafe one (丙 to nothing), a parser that cannot map back."""
    safe = RULE.format(code="TS101", name="twice", old="甲甲", new="甲", safe=True)
    plugin("safe", safe + PARSERS)
    return plugin("bold", RULE.format(code="TS102", name="bold", old="丙", new="", safe=False))


def put(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_fix_mends_the_file_and_reports_what_is_left(
    reportlint: Runner, site: Path, tmp_path: Path
) -> None:
    path = put(tmp_path, "汇 报.txt", BEFORE)
    path.chmod(0o640)
    code, out, err = reportlint("check", "--fix", *ONLY, path.name, path=site)
    assert path.read_bytes() == AFTER.encode()
    assert [line.split(": ")[1].split()[0] for line in out.splitlines()] == ["TS102", "RPT301"]
    assert code == 1
    assert (
        err == "reportlint: 已修改 1 处（1 个文件）；加 --unsafe-fixes 还可修改 2 处\n"
    )  # 丙, and 三是 to 二是
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert sorted(os.listdir(tmp_path)) == ["site", path.name]


def test_unsafe_fixes_and_the_second_run(reportlint: Runner, site: Path, tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", BEFORE)
    given = ("check", "--fix", "--unsafe-fixes", "--lang", "en", "a.txt", "--select", "TS1")
    code, out, err = reportlint(*given, path=site)
    assert (code, out) == (0, "")
    assert err == "reportlint: applied 2 fixes in 1 file\n"
    assert path.read_bytes() == AFTER.replace("丙", "").encode()
    inode = path.stat().st_ino
    assert reportlint(*given, path=site).err == "reportlint: no fixes applied\n"
    assert path.stat().st_ino == inode  # not written again
    assert reportlint(*given, "--quiet", path=site).err == ""


def test_nothing_is_mended_unless_asked(reportlint: Runner, site: Path, tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", BEFORE)
    assert reportlint("a.txt", path=site).code == 1
    assert reportlint("a.txt", "--fix", "--select", "RPT301", path=site).code == 1
    code, out, err = reportlint("a.txt", "--unsafe-fixes", path=site)
    assert (code, out) == (2, "")
    assert "--fix" in err
    assert reportlint("a.txt", "--diff", "--output-format", "json", path=site).code == 2
    assert path.read_bytes() == BEFORE.encode()


def test_encoding_mark_and_newlines_stay(reportlint: Runner, site: Path, tmp_path: Path) -> None:
    """Each encoding and mark with each kind of line break, in one run."""
    wanted: dict[Path, bytes] = {}
    for encoding, mark in (
        ("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("gb18030", b""), ("utf-16-le", b"\xff\xfe")
    ):  # fmt: skip
        for newline in ("\n", "\r\n", "\r"):
            before, after = (text.replace("\n", newline) for text in (BEFORE, AFTER))
            path = put(tmp_path, f"{len(wanted)}.txt", mark + before.encode(encoding))
            wanted[path] = mark + after.encode(encoding)
    reportlint("check", "--fix", *ONLY, *(path.name for path in wanted), path=site)
    assert len(wanted) == 12
    assert {path: path.read_bytes() for path in wanted} == wanted


def test_standard_input_goes_to_standard_output(reportlint: Runner, site: Path) -> None:
    given = ("check", "-", "--fix", *ONLY)
    code, out, err = reportlint(*given, stdin=BEFORE.replace("\n", "\r\n").encode(), path=site)
    assert (code, out) == (1, AFTER.replace("\n", "\r\n"))
    assert "<stdin>:4:3: TS102" in err
    assert reportlint(*given, stdin="堤防。".encode(), path=site).out == "堤防。"
    lost = reportlint(*given, "--encoding", "utf-8-sig", stdin=BEFORE.encode(), path=site)
    assert (lost.code, lost.out) == (2, BEFORE)  # that codec would add a mark


def test_a_link_stays_a_link(reportlint: Runner, site: Path, tmp_path: Path) -> None:
    path = put(tmp_path, "real/a.txt", BEFORE)
    (tmp_path / "b.txt").symlink_to(path)
    reportlint("check", "b.txt", "--fix", path=site)
    assert (tmp_path / "b.txt").is_symlink()
    assert path.read_bytes() == AFTER.encode()


def test_a_file_that_cannot_be_written_does_not_stop_the_others(
    reportlint: Runner, site: Path, tmp_path: Path
) -> None:
    locked, path = put(tmp_path, "a.txt", BEFORE), put(tmp_path, "b.txt", BEFORE)
    locked.chmod(0o444)
    code, out, err = reportlint("check", ".", "--fix", *ONLY, path=site)
    assert code == 2
    assert err.splitlines()[0] == "错误：a.txt: 文件只读，未作修改；取消只读属性后再试"
    assert "a.txt:3:7: TS101" in out
    assert locked.read_bytes() == BEFORE.encode()
    assert path.read_bytes() == AFTER.encode()


def test_a_write_that_fails_leaves_the_file_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = put(tmp_path, "a.txt", "堤防巡查已经结束。。\n")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    assert main(["check", "--fix", str(path), "--select", "RPT501", "--lang", "en"]) == 2
    captured = capsys.readouterr()
    assert "No space left on device" in captured.err
    assert "RPT501" in captured.out
    assert path.read_bytes() == "堤防巡查已经结束。。\n".encode()
    assert os.listdir(tmp_path) == ["a.txt"]


def test_a_character_that_the_encoding_lacks(
    reportlint: Runner, plugin: Plugin, tmp_path: Path
) -> None:
    site = plugin("far", RULE.format(code="TS101", name="far", old="甲甲", new="𠮷", safe=True))
    path = put(tmp_path, "a.txt", BEFORE.encode("gbk"))
    given = ("check", "a.txt", "--encoding", "gbk", "--lang", "en", "--select", "TS1")
    for option in ("--fix", "--diff"):
        code, _, err = reportlint(*given, option, path=site)
        assert code == 2
        assert "the encoding gbk has no '𠮷'" in err
    assert path.read_bytes() == BEFORE.encode("gbk")


def test_a_format_that_cannot_be_written_back(
    reportlint: Runner, site: Path, tmp_path: Path
) -> None:
    path = put(tmp_path, "a.open", BEFORE)
    code, out, err = reportlint("check", "--fix", "a.open", *ONLY, "--lang", "en", path=site)
    assert code == 1
    assert "TS101" in out
    assert err.splitlines()[0] == (
        "reportlint: 1 file not mended: the open format cannot be written back"
    )
    assert path.read_bytes() == BEFORE.encode()


def test_rules_that_undo_each_other_are_told_of(
    reportlint: Runner, plugin: Plugin, tmp_path: Path
) -> None:
    plugin("one", RULE.format(code="TS101", name="one", old="甲甲", new="乙乙", safe=True))
    site = plugin("two", RULE.format(code="TS102", name="two", old="乙乙", new="甲甲", safe=True))
    put(tmp_path, "a.txt", BEFORE)
    err = reportlint("check", "--fix", "a.txt", "--lang", "en", "--select", "TS1", path=site).err
    assert "a.txt: still changing after 16 passes" in err


def test_diff_writes_nothing_and_applies(reportlint: Runner, site: Path, tmp_path: Path) -> None:
    texts = {
        "a 汇报.txt": BEFORE,
        "b/无换行.txt": BEFORE.rstrip("\n").replace("三是补充。", "三是补充甲甲"),
        "c.txt": BEFORE.replace("\n", "\r\n"),
        "d.txt": BEFORE.replace("\n", "\r"),
        "e.md": "\ufeff" + "甲甲\n" * 9 + "丁\u2028丁\x0c丁\n" * 9 + "甲甲\n",
        'f"\t引号.txt': BEFORE,
        "g.txt": "没有毛病。\n",
    }
    for name, text in texts.items():
        put(tmp_path, name, text)
    given = ("check", ".", "--diff", "--select", "TS101")
    code, out, err = reportlint(*given, path=site)
    assert code == 1
    assert err == "reportlint: 可修改 16 处（6 个文件）\n"
    for name, text in texts.items():
        assert (tmp_path / name).read_bytes() == text.encode()
    assert reportlint(*given, path=site).out == out
    assert [line for line in out.split("\n") if line.startswith("--- ")] == [
        "--- a/a 汇报.txt\t",
        "--- a/b/无换行.txt",
        "--- a/c.txt",
        "--- a/d.txt",
        "--- a/e.md",
        '--- "a/f\\"\\t引号.txt"',
    ]
    subprocess.run(["git", "apply", "-"], input=out.encode(), cwd=tmp_path, check=True)
    for name, text in texts.items():
        assert (tmp_path / name).read_bytes() == text.replace("甲甲", "甲").encode()
    assert reportlint(*given, path=site) == (0, "", "reportlint: 没有作修改\n")


def test_diff_of_standard_input(reportlint: Runner, site: Path) -> None:
    given = ("check", "-", "--diff", "--fix", "--select", "TS", "--stdin-filename", "x/a.txt")
    code, out, err = reportlint(*given, stdin=BEFORE.encode("gb18030"), path=site)
    assert code == 1
    assert out.startswith("--- a/x/a.txt\n+++ b/x/a.txt\n@@ ")
    assert out.count("\n-") == 1
    assert err.endswith("还可修改 1 处\n")
    zero = (*given, "--exit-zero")
    assert reportlint(*zero, stdin=BEFORE.encode(), path=site).code == 0
    assert reportlint(*zero, "absent.txt", stdin=b"", path=site).code == 2
