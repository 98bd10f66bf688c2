"""The `github` format: commands read back as GitHub's runner reads them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from reportlint import FileResult, Finding, Message, ReportlintError, Severity

Check = Callable[..., FileResult]
Write = Callable[..., str]


class Command(NamedTuple):
    kind: str
    properties: dict[str, str]
    message: str


def read(out: str) -> list[Command]:
    """Read commands by the rules of the runner's ActionCommand.cs: the last escape first."""

    def decoded(text: str, *pairs: tuple[str, str]) -> str:
        for escape, character in (*pairs, ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
            text = text.replace(escape, character)
        return text

    commands = []
    for line in out.splitlines():
        found = re.fullmatch(r"::(\w+)(?: (.*?))?::(.*)", line)
        assert found, line
        kind, properties, message = found.groups()
        pairs = [one.partition("=") for one in properties.split(",")]
        named = {key: decoded(value, ("%3A", ":"), ("%2C", ",")) for key, _, value in pairs}
        commands.append(Command(kind, named, decoded(message)))
    return commands


def test_worst_first(check: Check, write: Write) -> None:
    out = write("github", check("好！！\n开会*次"), check("😀*次", "a/乙.txt"))
    assert out == (
        "::error file=甲.txt,line=2,endLine=2,col=3,endColumn=5,title=TST001 left-star"
        "::“*次”未填写；填写数字\n"
        "::error file=a/乙.txt,line=1,endLine=1,col=2,endColumn=4,title=TST001 left-star"
        "::“*次”未填写；填写数字\n"
        "::notice file=甲.txt,line=1,endLine=1,col=2,endColumn=4,title=TST002 too-many-bangs"
        "::叹号连用\n"
    )
    assert write("github", check("好")) == ""


def test_nothing_breaks_a_command(check: Check, write: Write) -> None:
    path, message = "100%, 甲:乙\r\n::error ::.txt", "占 50%，a:b,c::d%0A\n\u2028\x1b"
    finding = Finding(0, 1, "AB1", Severity.WARNING, message)
    (command,) = read(write("github", check("x", path)._replace(findings=[finding])))
    assert command.properties["file"] == path
    assert command.message == "占 50%，a:b,c::d%0A\\n\\u2028\\x1b"
    assert command.properties["title"] == "AB1"


def test_no_columns_over_several_lines(check: Check, write: Write) -> None:
    finding = Finding(1, 4, "AB1", Severity.WARNING, "长")
    (command,) = read(write("github", check("一二\n三四")._replace(findings=[finding])))
    assert command.properties == {"file": "甲.txt", "line": "1", "endLine": "2", "title": "AB1"}


def test_paths_are_the_repository_s(check: Check, write: Write, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "文稿").mkdir()
    (command,) = read(write("github", check("*次"), root=str(tmp_path / "文稿")))
    assert command.properties["file"] == "文稿/甲.txt"


def test_what_failed_comes_first(check: Check, write: Write) -> None:
    broken = ReportlintError(
        Message("读不出", "cannot read"), path="坏.txt", line=3, remedy=Message("重存", "save")
    )
    bare = ReportlintError(Message("插件坏了", "broken plugin"))
    first, second, third = read(write("github", check("*次"), errors=(broken, bare)))
    assert first == (
        "error",
        {"file": "坏.txt", "line": "3", "title": "reportlint"},
        "读不出；重存",
    )
    assert second == ("error", {"title": "reportlint"}, "插件坏了")
    assert third.properties["title"] == "TST001 left-star"


def test_closing_notice_above_ten(check: Check, write: Write) -> None:
    assert len(read(write("github", check("*次" * 10)))) == 10
    commands = read(write("github", check("*次" * 11 + "！！")))
    assert [command.kind for command in commands] == ["error"] * 11 + ["notice"] * 2
    assert commands[-1].properties == {"title": "reportlint"}
    assert "共 12 处" in commands[-1].message
    assert "前 10 条" in commands[-1].message
    assert "first 10" in read(write("github", check("*次" * 11), lang="en"))[-1].message


def test_the_notice_is_among_the_ten_that_are_shown(check: Check, write: Write) -> None:
    commands = read(write("github", check("！！好" * 40 + "*次" * 3)))
    notices = [command for command in commands if command.kind == "notice"]
    assert len(notices) == 41
    assert "共 43 处" in notices[0].message
