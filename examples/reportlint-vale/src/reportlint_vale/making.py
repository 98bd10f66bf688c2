"""From rule files to rule classes: code, name, severity, manual page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from zlib import crc32

from reportlint import Message, Rule, Severity

from reportlint_vale.actions import action_of
from reportlint_vale.agreement import Conditional, Consistency
from reportlint_vale.capitalization import Capitalization
from reportlint_vale.definition import Definition
from reportlint_vale.folders import RuleFile
from reportlint_vale.rule import ValeRule
from reportlint_vale.words import Existence, Occurrence, Repetition, Substitution

_CHECKS: dict[str, type[ValeRule]] = {
    "existence": Existence,
    "substitution": Substitution,
    "occurrence": Occurrence,
    "repetition": Repetition,
    "consistency": Consistency,
    "conditional": Conditional,
    "capitalization": Capitalization,
}
_LEVELS = {
    "suggestion": Severity.INFO,
    "warning": Severity.WARNING,
    "error": Severity.ERROR,
}
_SHARED = frozenset(
    ["action", "description", "extends", "level", "limit", "link", "message", "scope", "vocab"]
)


def make_rules(files: Sequence[RuleFile]) -> list[type[Rule]]:
    """Make the rule of each file.

    Raises:
        StyleError: A file does not fit.
    """
    taken: set[int] = set()
    rules: list[type[Rule]] = []
    for file in files:
        number = _number(f"{file.style}.{file.rule}")
        while number in taken:
            number += 1
        taken.add(number)
        rules.append(_make_rule(Definition(file), f"VL{number}"))
    return rules


def _number(name: str) -> int:
    """Return six digits that depend on the name alone, so that other files change no code."""
    return 100_000 + crc32(name.encode()) % 900_000


def _make_rule(definition: Definition, code: str) -> type[ValeRule]:
    check = definition.string("extends")
    kind = _CHECKS.get(check)
    if kind is None:
        listed = ", ".join(_CHECKS)
        raise definition.error(
            Message(f"不支持 Vale 的 {check}", f"Vale's {check} is not supported"),
            "extends",
            remedy=Message(
                f"移走该文件；支持的有：{listed}", f"move the file away; supported are: {listed}"
            ),
        )
    definition.check_keys(_SHARED | kind.keys)
    level = definition.string("level", "warning")
    if level not in _LEVELS:
        raise definition.error(
            Message(f"没有级别 {level}", f"there is no level {level}"),
            "level",
            remedy=Message("写 suggestion、warning 或 error", "write suggestion, warning or error"),
        )
    file = definition.file
    link = definition.string("link", "")
    made: type[ValeRule] = type(
        f"{kind.__name__}{code}",
        (kind,),
        {
            **kind.build(definition),
            "__doc__": _manual(definition, check),
            "__module__": kind.__module__,
            "code": code,
            "name": _kebab(f"vale-{file.style}-{file.rule}"),
            "severity": _LEVELS[level],
            "source": f"Vale {file.style}.{file.rule}",
            "since": "—",
            "remedy": Message(f"见 {link}", f"see {link}") if link else "",
        },
    )
    return made


def _manual(definition: Definition, check: str) -> str:
    """Return the page that `reportlint explain` shows; a style speaks one language only."""
    file = definition.file
    title = definition.string("message").replace("%s", "…")
    about = definition.string("description", "")
    zh = [f"{file.path}：Vale 的 {check}。", about]
    en = [f"{file.path}: {check} of Vale.", about]
    if definition.has("vocab"):
        zh.append("vocab 不起作用：reportlint 没有 Vale 的词汇表。")
        en.append("vocab has no effect: reportlint knows no vocabularies of Vale.")
    action = definition.inner("action").get("name")
    if action_of(definition) is None and action:
        zh.append(f"action 不起作用：{action} 由 Vale 的脚本或编辑器完成。")
        en.append(f"action has no effect: {action} is for scripts and editors of Vale.")
    pages = ["\n".join([title, "", *filter(None, page)]) for page in (zh, en)]
    return "\n---\n".join(pages)


def _kebab(name: str) -> str:
    """Return a name in small letters with hyphens: `Corp.HeadingEnds` as `corp-heading-ends`."""
    split = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-", name)
    return re.sub(r"[\s._-]+", "-", split).lower()
