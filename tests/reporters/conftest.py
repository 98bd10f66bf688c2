"""A small rule and a way to write its findings, for every format's tests."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

from reportlint import (
    Document,
    Edit,
    FileResult,
    Finding,
    Fix,
    Message,
    ParseContext,
    Related,
    ReportlintError,
    Rule,
    Run,
    SelectedRule,
    Severity,
    Source,
    Summary,
    option,
)
from reportlint.engine import lint
from reportlint.parsers.plain import PlainParser
from reportlint.reporters import reportlint_reporters


class Star(Rule):
    """星号没有换成数字。

    模板里的星号留到了成稿。
    ---
    Asterisk left in place.

    The template's asterisk is still there.
    """

    code, name, severity = "TST001", "left-star", Severity.ERROR
    source = "《党政机关公文处理工作条例》第十九条"
    remedy = Message("填写数字", "write the number")
    valid = ("召开会议3次。",)
    invalid = ("召开会议⟦*次⟧。",)

    def check(self, document: Document) -> Iterator[Finding]:
        first = None
        for found in re.finditer(r"\*.?", document.text):
            places = (
                () if first is None else (Related(first, first + 1, self.say("首次", "first")),)
            )
            first = found.start() if first is None else first
            yield self.finding(
                *found.span(),
                Message("“{text}”未填写", "'{text}' is not filled in"),
                text=found.group(),
                related=places,
            )


class Bang(Rule):
    """叹号过多。

    ---
    Too many exclamation marks.
    """

    code, name, severity = "TST002", "too-many-bangs", Severity.INFO
    source = "GB/T 15834—2011 4.3、附录B.1.2"
    most: int = option(1, "most in a row", at_least=1)

    def check(self, document: Document) -> Iterator[Finding]:
        for found in re.finditer("！！+", document.text):
            yield self.finding(
                *found.span(), "叹号连用", fix=Fix((Edit(found.start() + 1, found.end(), ""),))
            )


BODY = "关于某项工作的报告\n\n一、会议\n召开会议*次，好！！\n二、问题\n😀𠮷*个👨\u200d👩\u200d👧，*条\n*次\n"
DOCUMENTS = {
    "年度 报告/换行.txt": BODY.replace("\n", "\r\n").encode(),
    "年度 报告/cr#100%.txt": BODY.replace("\n", "\r").encode(),
    "年度 报告/混合.txt": BODY.replace("\n", "\r\n", 2).replace("会议\n", "会议\r", 1).encode(),
    "bom.txt": b"\xef\xbb\xbf" + BODY.encode(),
    "国标.txt": BODY.encode("gb18030"),
    "utf16.txt": BODY.encode("utf-16"),
    "u2028.txt": BODY.replace("，", "，\u2028\x85\x0b\x0c\u2029").encode(),
    "brackets.txt": "见[甲](1)与{0}*次\t\xa0*个".encode(),
    "whole.txt": "*次".encode(),
}
"""Documents that are hard to place: line breaks, marks, encodings, what only looks like a line."""


@pytest.fixture(scope="session")
def documents() -> dict[str, bytes]:
    """Documents that are hard to place, by path."""
    return DOCUMENTS


RULES = [
    SelectedRule(Star(), "reportlint", "0.1.0"),
    SelectedRule(Bang(), "some-plugin", "2.0"),
]


@pytest.fixture
def selected() -> list[SelectedRule]:
    """The rules of every run here."""
    return RULES


Check = Callable[..., FileResult]
Write = Callable[..., str]


@pytest.fixture
def check() -> Check:
    """Lint a text: check(text, path="甲.txt", encoding="utf-8", bom=False)."""

    def do(
        text: str, path: str = "甲.txt", encoding: str = "utf-8", bom: bool = False
    ) -> FileResult:
        document = PlainParser().parse(Source(text, path, encoding, bom), ParseContext(()))
        findings, errors = lint(document, [selected.rule for selected in RULES])
        assert not errors
        return FileResult(path, document, findings)

    return do


@pytest.fixture
def write() -> Write:
    """Write results in a format: write("text", result, …, lang="zh", root="/", errors=())."""

    def do(
        format: str,
        *results: FileResult,
        lang: str = "zh",
        root: str = "/nowhere",
        color: bool = False,
        width: int = 80,
        errors: tuple[ReportlintError, ...] = (),
        column_unit: str = "codepoint",
    ) -> str:
        reporters = {reporter.name: reporter for reporter in reportlint_reporters()}
        run = Run(RULES, lang, "0.1.0", root, color, width, column_unit=column_unit)
        writer = reporters[format].begin(run)
        summary = Summary()
        out = []
        for result in results:
            summary.add(result)
            out.append(writer.file(result))
        summary.errors.extend(errors)
        return "".join(out) + writer.end(summary)

    return do
