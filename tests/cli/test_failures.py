"""Whatever goes wrong: a clear message, the other files still linted, exit 2, no traceback."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reportlint.cli import main
from reportlint.walk import find_files

Plugin = Callable[[str, str], Path]
Runner = Callable[..., Any]

FAULTY = "关于防汛工作的情况汇报\n\n一是巡查堤防。三是补充物资。\n"
"""RPT301 at 3:8: 二是 is missing."""
CLEAN = "堤防巡查已经结束。\n"

RULE = '''
from reportlint import Rule, hookimpl

class Word(Rule):
    """坏词。"""
    code, name = "{code}", "{name}"
    def check(self, document):
        {body}

@hookimpl
def reportlint_rules():
    return [Word]
'''


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    return write(tmp_path, "sound.txt", FAULTY)


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def assert_told(outcome: tuple[int, str, str], *words: str, others: bool = True) -> None:
    """The message names everything, and the sound file was linted all the same."""
    code, out, err = outcome
    assert code == 2
    for word in words:
        assert word in err
    assert err.count("\n") == 1
    assert ("sound.txt:3:8: RPT301" in out) == others


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        (
            "damaged.txt",
            "第一行\n第二行\n".encode() + "第三行".encode()[:-1] + b"\xff\n",
            ("UTF-8",),
        ),
        ("binary.txt", b"PK\x03\x04\0\0\0", ("二进制",)),
        ("cut.txt", b"\xff\xfe\x00", ("UTF-16",)),
    ],
)
def test_undecodable(
    reportlint: Runner,
    inside: Runner,
    tmp_path: Path,
    sound: Path,
    name: str,
    data: bytes,
    words: tuple[str, ...],
) -> None:
    (tmp_path / name).write_bytes(data)
    assert_told(reportlint("check", "."), name, *words)
    assert_told(inside("check", name, sound.name), name, *words)


def test_damaged_line_is_named(reportlint: Runner, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("第一行\n第二行\n".encode() + "第三行".encode()[:-1] + b"\n")
    assert "a.txt:3: " in reportlint("check", "a.txt").err


def test_missing(reportlint: Runner, inside: Runner, sound: Path) -> None:
    assert_told(reportlint("check", "none.txt", sound.name), "none.txt", "没有这个文件")
    assert_told(inside("check", "sound.txt/x", sound.name), "sound.txt/x")


def test_links_that_lead_to_one_another(reportlint: Runner, tmp_path: Path, sound: Path) -> None:
    (tmp_path / "a.txt").symlink_to("b.txt")
    (tmp_path / "b.txt").symlink_to("a.txt")
    code, out, err = reportlint("check", ".")
    assert code == 2
    assert [line.partition("：")[2].partition(":")[0] for line in err.splitlines()] == [
        "a.txt",
        "b.txt",
    ]
    assert f"{sound.name}:3:8: RPT301" in out


def test_folder_called_like_a_file(
    reportlint: Runner, inside: Runner, tmp_path: Path, sound: Path
) -> None:
    write(tmp_path, "x.txt/inner.txt", CLEAN)
    assert_told(reportlint("check", "."), "x.txt: 是文件夹")
    assert_told(inside("check", "x.txt", sound.name), "x.txt: 是文件夹")
    assert inside("check", "x.txt/").code == 0
    assert inside("check", "x.txt/", "--show-files").out == "x.txt/inner.txt\n"


@pytest.mark.usefixtures("sound")
def test_unreadable(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    """Permission is denied to everyone but root, who may run this test: so `open` says it."""
    real_open = open
    write(tmp_path, "secret.txt", FAULTY)

    def denied(path: object, *rest: object, **named: object) -> object:
        if str(path).endswith("secret.txt"):
            raise PermissionError(13, "Permission denied")
        return real_open(path, *rest, **named)  # type: ignore[call-overload]  # passed through

    monkeypatch.setattr("builtins.open", denied)
    monkeypatch.chdir(tmp_path)
    code = main(["check", "."])
    out, err = capsys.readouterr()
    assert_told((code, out, err), "secret.txt: 没有读取权限", "exclude")


@pytest.mark.usefixtures("sound")
def test_file_that_vanishes(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    """It is there when folders are searched and gone when it is read."""
    gone = write(tmp_path, "gone.txt", FAULTY)

    def find_and_lose(*arguments: object, **named: object) -> object:
        found = find_files(*arguments, **named)  # type: ignore[arg-type]  # passed through
        gone.unlink()
        return found

    monkeypatch.setattr("reportlint.cli.linting.find_files", find_and_lose)
    monkeypatch.chdir(tmp_path)
    code = main(["check", "."])
    out, err = capsys.readouterr()
    assert_told((code, out, err), "gone.txt: 没有这个文件")


def test_dangling_link(reportlint: Runner, inside: Runner, tmp_path: Path, sound: Path) -> None:
    (tmp_path / "link.txt").symlink_to("nowhere.txt")
    assert_told(reportlint("check", "."), "link.txt: 链接指向的文件不存在")
    assert_told(inside("check", "link.txt", sound.name), "link.txt: 链接指向的文件不存在")


@pytest.mark.parametrize("text", ["", "\ufeff", "\n", " \r\n\r\n", "\r", "\u2028"])
def test_empty_files(inside: Runner, tmp_path: Path, text: str) -> None:
    for name in ("a.txt", "b.md"):
        (tmp_path / name).write_bytes(text.encode())
    assert inside("check", ".") == (0, "", "")


@pytest.mark.usefixtures("sound")
def test_ten_megabytes_in_one_line(reportlint: Runner, tmp_path: Path) -> None:
    clauses = "".join(
        f"第{chr(0x4E00 + n % 9000)}{chr(0x5000 + n % 7001)}组已到岗，" for n in range(440_000)
    )
    assert len(clauses.encode()) > 10_000_000
    write(tmp_path, "line.txt", clauses)
    code, out, err = reportlint("check", ".")
    assert (code, err) == (1, "")
    assert "sound.txt:3:8: RPT301" in out


@pytest.mark.usefixtures("sound")
@pytest.mark.parametrize(
    ("table", "words"),
    [
        ('select = ["RPT3"\nlang = 1', ("sub/.reportlint.toml:", "TOML")),
        ('lang = "zh"\nselekt = ["RPT3"]', ("sub/.reportlint.toml:2", "select")),
        ('ignore = ["RPT39"]', ("sub/.reportlint.toml:1", "RPT39")),
        ('ignore = ["enumeration-gab"]', ("sub/.reportlint.toml:1", "enumeration-gap")),
    ],
)
def test_faulty_configuration(
    reportlint: Runner, tmp_path: Path, table: str, words: tuple[str, ...]
) -> None:
    """It holds for one folder; the files of the others are linted."""
    write(tmp_path, "sub/.reportlint.toml", table)
    write(tmp_path, "sub/a.txt", FAULTY)
    write(tmp_path, "sub/b.txt", FAULTY)
    assert_told(reportlint("check", "."), *words)


def test_plugin_that_cannot_be_imported(reportlint: Runner, plugin: Plugin, sound: Path) -> None:
    site = plugin("acme", "raise RuntimeError('no licence')")
    told = reportlint("check", sound.name, path=site)
    assert_told(told, "acme 1.0", "RuntimeError: no licence", "plugins.disabled")
    assert "acme 1.0" in reportlint("plugins", path=site).err
    assert "RPT301" in reportlint("rules", path=site).out


def test_disabled_plugin_is_not_imported(
    reportlint: Runner, plugin: Plugin, tmp_path: Path, sound: Path
) -> None:
    site = plugin("acme", "raise RuntimeError('no licence')")
    write(tmp_path, ".reportlint.toml", 'plugins.disabled = ["acme"]\n')
    assert reportlint("check", sound.name, path=site).code == 1


def test_two_plugins_with_one_code(reportlint: Runner, plugin: Plugin, sound: Path) -> None:
    site = plugin("acme", RULE.format(code="RPT301", name="other", body="return ()"))
    told = reportlint("check", sound.name, path=site)
    assert_told(told, "RPT301", "acme 1.0", "reportlint.rules.numbering")


def test_rule_that_raises(reportlint: Runner, plugin: Plugin, sound: Path) -> None:
    site = plugin("acme", RULE.format(code="AC001", name="other", body="return 1 / 0"))
    told = reportlint("check", sound.name, path=site)
    assert_told(told, "sound.txt", "AC001", "ZeroDivisionError", "--ignore AC001")
    assert reportlint("check", sound.name, "--ignore", "AC001", path=site).code == 1


@pytest.mark.usefixtures("sound")
def test_parser_that_raises(reportlint: Runner, plugin: Plugin, tmp_path: Path) -> None:
    module = """
from reportlint import hookimpl

class Odd:
    name, suffixes = "odd", (".odd",)
    def parse(self, source, context):
        raise KeyError("x")

@hookimpl
def reportlint_parsers():
    return [Odd()]
"""
    site = plugin("acme", module)
    write(tmp_path, "a.odd", CLEAN)
    assert_told(reportlint("check", ".", path=site), "a.odd", "odd", "KeyError")


def test_output_that_cannot_be_written(inside: Runner, tmp_path: Path, sound: Path) -> None:
    (tmp_path / "folder").mkdir()
    for target in ("none/o.json", "folder"):
        code, out, err = inside("check", sound.name, "--output-format", f"json:{target}")
        assert (code, out) == (2, "")
        assert target in err
    assert os.listdir(tmp_path / "folder") == []
