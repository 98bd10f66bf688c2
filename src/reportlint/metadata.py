"""What a rule must say of itself before it is let in."""

from __future__ import annotations

from reportlint.finding import Severity
from reportlint.message import Message
from reportlint.rule import OptionError, Rule
from reportlint.words import PAIRS, PHRASES

_OPTION_TYPES = (bool, int, float, str, tuple)
_RESERVED_OPTIONS = ("lang", "severity", "word_tables")  # arguments of every rule


def metadata_fault(rule: type[Rule]) -> Message | None:
    """Say what is wrong with a rule's metadata, if anything is."""
    what = rule.__qualname__
    if not is_code(rule.code):
        return Message(
            f"规则 {what} 的编号 {rule.code!r} 不合格式（两至四个大写字母加数字）",
            f"the code {rule.code!r} of rule {what} is not two to four capitals and digits",
        )
    what = f"{rule.code}（{what}）"
    if not rule.name or rule.name != rule.name.lower() or " " in rule.name or "_" in rule.name:
        return Message(
            f"规则 {what} 的名称 {rule.name!r} 应为小写、以连字符相连",
            f"the name {rule.name!r} of rule {rule.code} is not kebab-case",
        )
    if not rule.__doc__:
        return Message(f"规则 {what} 缺少说明", f"rule {rule.code} lacks a docstring")
    if not isinstance(rule.severity, Severity):
        return Message(
            f"规则 {what} 的级别 {rule.severity!r} 不是 Severity",
            f"the severity {rule.severity!r} of rule {rule.code} is no Severity",
        )
    if rule.check is Rule.check:
        return Message(f"规则 {what} 没有 check", f"rule {rule.code} has no check")
    for name, kind in rule.word_tables.items():
        if kind not in (PAIRS, PHRASES):
            return Message(
                f"规则 {what} 词表 {name} 的种类 {kind!r} 不是 pairs 或 phrases",
                f"the kind {kind!r} of table {name} of rule {rule.code} is neither pairs nor "
                "phrases",
            )
    for option in rule.options.values():
        if option.name in _RESERVED_OPTIONS:
            return Message(
                f"规则 {what} 的选项不能叫 {option.name}",
                f"an option of rule {rule.code} cannot be called {option.name}",
            )
        if type(option.default) not in _OPTION_TYPES:
            return Message(
                f"规则 {what} 选项 {option.name} 的缺省值 {option.default!r} "
                "不是布尔值、数、字符串或字符串元组",
                f"the default of option {option.name} of rule {rule.code} is wrong: "
                f"{option.default!r} is no boolean, number, string or tuple of strings",
            )
        try:
            option.check(option.default)
        except OptionError as error:
            return Message(
                f"规则 {what} 选项 {option.name} 的缺省值有误：{error}",
                f"the default of option {option.name} of rule {rule.code} is wrong: {error}",
            )
    return None


def is_code(word: str) -> bool:
    """Tell whether a word has the shape of a code: two to four capitals, then digits."""
    letters = word.rstrip("0123456789")
    return (
        2 <= len(letters) <= 4
        and letters.isascii()
        and letters.isalpha()
        and (letters.isupper() and letters != word)
    )
