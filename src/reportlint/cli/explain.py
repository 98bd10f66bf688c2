"""`reportlint explain CODE`: one rule's manual page."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from reportlint.cli.configuration import config_options, help_option, lang_option
from reportlint.cli.session import Choices, open_session
from reportlint.message import Message, ReportlintError

if TYPE_CHECKING:
    from reportlint.plugins import Registry


class UnknownRuleError(ReportlintError):
    """No installed rule has this code or name."""


@click.command("explain", help="一条规则的说明（编号或名称）/ one rule's manual page")
@click.argument("rule", metavar="CODE")
@lang_option
@config_options[0]
@config_options[1]
@help_option
def command(rule: str, **choices: Any) -> int:
    """Print title, facts, reasons, examples, options, fix and precision."""
    from reportlint.pages import page, terminal

    session = open_session(Choices(**choices))
    registry = session.registry_at("document.txt")
    code = registry.code_of(rule) or registry.code_of(rule.upper())
    if code is None:
        raise unknown_rule(rule, registry)
    owner = registry.owners[code]
    origin = f"{owner.distribution} {owner.version}".rstrip()
    sys.stdout.write(terminal(page(registry.rules[code], registry, session.lang, origin=origin)))
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
