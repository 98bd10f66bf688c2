"""`reportlint explain CODE`: one rule's manual page."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from reportlint.cli.configuration import config_options, help_option, lang_option
from reportlint.cli.session import Choices, open_session
from reportlint.message import Message, ReportlintError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlint.plugins import Registry
    from reportlint.rule import Example, Rule

_SHOWN = 4  # examples of each kind; the rest are tests


class UnknownRuleError(ReportlintError):
    """No installed rule has this code or name."""


@click.command("explain", help="一条规则的说明（编号或名称）/ one rule's manual page")
@click.argument("rule", metavar="CODE")
@lang_option
@config_options[0]
@config_options[1]
@help_option
def command(rule: str, **choices: Any) -> int:
    """Print title, facts, reasons, examples and options."""
    session = open_session(Choices(**choices))
    registry = session.registry
    code = registry.code_of(rule) or registry.code_of(rule.upper())
    if code is None:
        raise unknown_rule(rule, registry)
    owner = registry.owners[code]
    shown = page(registry.rules[code], f"{owner.distribution} {owner.version}", session.lang)
    sys.stdout.write(shown)
    return session.tally.exit_code


def unknown_rule(word: str, registry: Registry) -> UnknownRuleError:
    """Return the error for a word that is no rule's, with the nearest one."""
    from difflib import get_close_matches

    known = [*registry.rules, *registry.codes]
    near = get_close_matches(word, known, 1, 0.5) or get_close_matches(word.upper(), known, 1, 0.5)
    remedy = Message("用 reportlint rules 查看全部规则", "reportlint rules lists them all")
    if near:
        remedy = Message(f"是否指 {near[0]}？", f"did you mean {near[0]}?")
    return UnknownRuleError(
        Message(f"没有规则 {word}", f"no rule is called {word}"),
        remedy=remedy,
    )


def page(rule: type[Rule], origin: str, lang: str) -> str:
    """Return the manual page of a rule in one language."""
    en = lang == "en"
    body = rule.manual(lang).partition("\n")[2]
    words = {"error": "错误", "warning": "警告", "info": "提示"}
    severity = rule.severity.label if en else words[rule.severity.label]
    state = ("on" if rule.enabled else "off") if en else ("启用" if rule.enabled else "停用")
    facts = (
        f"severity {severity} · {state} by default · source: {rule.source} · from {origin}"
        if en
        else f"级别：{severity} · 默认{state} · 依据：{rule.source} · 来自 {origin}"
    )
    parts = [f"{rule.code} {rule.name}\n{rule.title(lang)}\n\n{facts}\n"]
    if body.strip():
        parts.append(body.strip() + "\n")
    remedy = rule.remedy if isinstance(rule.remedy, str) else rule.remedy.render(lang)
    if remedy:
        parts.append(("Remedy" if en else "怎么改") + f"\n{_indented(remedy)}")
    parts.append(_examples("Reported" if en else "会报告", rule.invalid))
    parts.append(_examples("Silent" if en else "不报告", rule.valid))
    parts.append(_options(rule, lang))
    return "\n".join(part for part in parts if part)


def _examples(label: str, examples: Sequence[str | Example]) -> str:
    if not examples:
        return ""
    lines = [label]
    for example in examples[:_SHOWN]:
        given = example if isinstance(example, str) else example.text
        lines.append(_indented(given.strip("\n")).rstrip("\n"))
        if not isinstance(example, str):
            if example.options:
                values = "，".join(f"{k} = {v!r}" for k, v in example.options.items())
                lines.append(f"      （{values}）")
            if example.fixed is not None:
                lines.append(_indented(example.fixed.strip("\n"), "  → ").rstrip("\n"))
    return "\n".join(lines) + "\n"


def _options(rule: type[Rule], lang: str) -> str:
    if not rule.options:
        return ""
    lines = [
        f"Options under [rules.{rule.name}]" if lang == "en" else f"选项（[rules.{rule.name}]）"
    ]
    for option in rule.options.values():
        default = list(option.default) if isinstance(option.default, tuple) else option.default
        bounds = "".join(
            f" {sign} {bound}"
            for sign, bound in (("≥", option.at_least), ("≤", option.at_most))
            if bound is not None
        )
        choices = f" ∈ {', '.join(option.choices)}" if option.choices else ""
        lines.append(f"  {option.name.replace('_', '-')}: {option.type_name}{bounds}{choices}")
        lines.append(f"      = {_toml(default)}    {option.help}")
    return "\n".join(lines) + "\n"


def _toml(value: Any) -> str:
    """Return a default as the configuration file writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return str(value)


def _indented(text: str, first: str = "  ") -> str:
    lines = text.split("\n")
    rest = " " * len(first)
    return "".join(f"{rest if at else first}{line}\n" for at, line in enumerate(lines))
