"""The `text` format, and that reporters are imported late."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Callable

from reportlint import FileResult, Finding, Severity

Check = Callable[..., FileResult]
Write = Callable[..., str]


QUICKFIX = re.compile(r"(?P<f>[^:\n]+):(?P<l>\d+):(?P<c>\d+): (?P<m>[^\n]+)\n")


def test_one_line_a_finding(check: Check, write: Write) -> None:
    result = check("今年开会*次。\r\n\r收集*条", "报告 一.txt")
    assert write("text", result, check("都写了。")) == (
        "报告 一.txt:1:5: TST001 “*次”未填写；填写数字\n"
        "报告 一.txt:3:3: TST001 “*条”未填写；填写数字\n"
    )


def test_english_joint(check: Check, write: Write) -> None:
    finding = Finding(0, 1, "AB1", Severity.INFO, "fact", "remedy")
    result = check("x")._replace(findings=[finding])
    assert write("text", result, lang="en") == "甲.txt:1:1: AB1 fact; remedy\n"


def test_no_remedy_no_joint(check: Check, write: Write) -> None:
    result = check("x")._replace(findings=[Finding(0, 1, "AB1", Severity.INFO, "事实")])
    assert write("text", result) == "甲.txt:1:1: AB1 事实\n"


def test_messages_and_paths_cannot_break_the_line(check: Check, write: Write) -> None:
    evil = "一\n二\r\x1b[31m三\u2028四\u202e\x00五\u3000六"
    result = check("x", "坏\n名.txt")._replace(findings=[Finding(0, 0, "AB1", Severity.INFO, evil)])
    out = write("text", result)
    assert out == ("坏\\n名.txt:1:1: AB1 一\\n二\\r\\x1b[31m三\\u2028四\\u202e\\x00五\u3000六\n")
    assert QUICKFIX.fullmatch(out)


def test_places_agree_with_the_source(check: Check, write: Write) -> None:
    text = "首\u2028行*甲\n\n*乙\r\n*丙\r*丁😀*戊\n"
    result = check(text)
    lines = [QUICKFIX.fullmatch(line + "\n") for line in write("text", result).splitlines()]
    places = [(int(found["l"]), int(found["c"])) for found in lines if found]
    position = result.document.source.position
    assert places == [tuple(position(finding.start)) for finding in result.findings]
    assert places == [(1, 4), (3, 1), (4, 1), (5, 1), (5, 4)]


def test_end_of_the_text_has_a_place(check: Check, write: Write) -> None:
    result = check("一\n")._replace(findings=[Finding(2, 2, "AB1", Severity.INFO, "完")])
    assert write("text", result) == "甲.txt:2:1: AB1 完\n"


def test_many_findings_are_quick(check: Check, write: Write) -> None:
    text = "*次，" * 200 + "\n"
    result = check(text * 40)
    assert len(result.findings) == 8000
    started = time.process_time()
    write("text", *[FileResult(f"{n}.txt", *result[1:]) for n in range(10)])
    assert time.process_time() - started < 1.0  # 0.03 s where it was written


def test_formats_are_imported_when_they_begin() -> None:
    code = (
        "import sys, reportlint; before = set(sys.modules); import reportlint.reporters as r;"
        "r.reportlint_reporters();"
        "print(*sorted(name for name in set(sys.modules) - before if name.startswith('reportlint')))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.split() == ["reportlint.reporters"]
