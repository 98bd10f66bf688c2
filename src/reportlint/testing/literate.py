"""Cases in Markdown pages: prose for people, fenced blocks for the tests.

A page is named `*.rules.md`, or lies in a folder `tests/rules`. The rule is the last one that
a heading names (`## RPT402`), else `rule:` of the front matter, else the page's own name. A
block of `toml` is the configuration of the cases behind it, up to the next heading; a block
of `text`, or of another parser's name such as `markdown`, is a case with `⟦⟧` around exactly
what is to be reported.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import Any, NamedTuple

from reportlint.finding import Finding
from reportlint.marks import mark, unmark
from reportlint.message import Message, ReportlintError
from reportlint.metadata import is_code
from reportlint.policy import Policies
from reportlint.runner import parse
from reportlint.source import Source, Span
from reportlint.testing import installed, lint_example

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_FENCE = re.compile(r"( {0,3})(`{3,}|~{3,})[ \t]*([^\s`]*)[^`]*")
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t#]*")
_WORD = re.compile(r"[A-Za-z0-9]+")
_PLAIN = "text"


class Case(NamedTuple):
    """One marked text of a page.

    Attributes:
        name: The heading it stands under, with a number where there are several.
        line: 1-based line of the text's first line.
        rule: Code or name of the rule.
        format: The parser's name.
        config: The configuration, as a table.
        text: The marked text.
    """

    name: str
    line: int
    rule: str
    format: str
    config: dict[str, Any]
    text: str


class CaseError(ReportlintError):
    """A page of cases cannot be read, or names what is not installed."""


class _Block(NamedTuple):
    line: int
    info: str
    text: str


def read_cases(page: str, path: str) -> list[Case]:
    """Read the cases of a page.

    Args:
        page: Its text.
        path: Its path, for errors; its name may be the rule's code.

    Raises:
        CaseError: A block of configuration is no TOML, or no rule is named.
    """
    formats = {_PLAIN: "plain", **{name: name for name in installed().parsers}}
    rule = _front_rule(page) or _stem_code(path)
    heading, count = "", 0
    config: dict[str, Any] = {}
    cases: list[Case] = []
    for part in _parts(page):
        if isinstance(part, str):
            heading, config, count = part, {}, 0
            rule = next((word for word in _WORD.findall(part) if is_code(word)), rule)
        elif part.info == "toml":
            config = _toml(part, path)
        elif part.info in formats:
            if not rule:
                raise _fault("没有写明规则", "names no rule", path, part.line)
            count += 1
            name = f"{heading or rule} {count}" if count > 1 else heading or rule
            cases.append(Case(name, part.line, rule, formats[part.info], config, part.text))
    return cases


def run_case(case: Case, path: str) -> tuple[str, str]:
    """Return what a case expects and what the rule found, both as marked texts.

    Raises:
        CaseError: The rule is not installed, or the marks are no pairs.
        ReportlintError: The configuration does not fit, or the rule raised.
    """
    registry = installed()
    code = registry.code_of(case.rule)
    if code is None:
        raise _fault(f"没有规则 {case.rule}", f"no rule is called {case.rule}", path, case.line)
    try:
        text, spans = unmark(case.text)
    except ValueError as error:
        raise _fault(f"标记不成对：{error}", str(error), path, case.line) from None
    table = {**case.config, "extend-select": [*case.config.get("extend-select", ()), code]}
    policy = Policies(registry, isolated=True, overrides=table).for_path(path)
    document = parse(Source(text, path), registry.parsers[case.format], policy)
    rules = [selected.rule for selected in policy.rules if selected.rule.code == code]
    findings: list[Finding] = []
    for rule in rules:
        findings, errors = lint_example(document, rule)
        if errors:
            raise errors[0]
    return mark(text, spans), mark(text, [Span(f.start, f.end) for f in findings])


def _parts(page: str) -> Iterator[str | _Block]:
    """Yield headings, as their texts, and fenced blocks, in order."""
    lines = page.split("\n")
    at = _behind_front_matter(lines)
    while at < len(lines):
        fence = _FENCE.fullmatch(lines[at])
        heading = _HEADING.fullmatch(lines[at])
        at += 1
        if heading:
            yield heading[2]
        elif fence:
            first = at
            closing = re.compile(rf" {{0,3}}{fence[2][0]}{{{len(fence[2])},}}[ \t]*")
            while at < len(lines) and not closing.fullmatch(lines[at]):
                at += 1
            indent = len(fence[1])
            held = [_dedented(line, indent) for line in lines[first:at]]
            yield _Block(first + 1, fence[3].lower(), "\n".join(held))
            at += 1


def _dedented(line: str, indent: int) -> str:
    return line[indent:] if line[:indent].isspace() else line


def _behind_front_matter(lines: list[str]) -> int:
    if lines[0].rstrip() == "---" and "---" in lines[1:]:
        return lines.index("---", 1) + 1
    return 0


def _front_rule(page: str) -> str:
    lines = page.split("\n")
    for line in lines[: _behind_front_matter(lines)]:
        key, _, value = line.partition(":")
        if key.strip() == "rule":
            return value.strip().strip("'\"")
    return ""


def _stem_code(path: str) -> str:
    stem = re.split(r"[/\\]", path)[-1].split(".", 1)[0]
    return stem if is_code(stem) else ""


def _toml(block: _Block, path: str) -> dict[str, Any]:
    try:
        table: dict[str, Any] = tomllib.loads(block.text)
    except tomllib.TOMLDecodeError as error:
        raise _fault(f"TOML 有误：{error}", f"no TOML: {error}", path, block.line) from None
    return table


def _fault(zh: str, en: str, path: str, line: int) -> CaseError:
    return CaseError(Message(zh, en), path=path, line=line)
