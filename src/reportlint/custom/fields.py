"""The keys of a `[[custom]]` table: which there are, what they hold, what they are for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from reportlint.message import Message
from reportlint.rule import Example
from reportlint.schema import SEVERITIES, KeyPath, SettingError, nearest


class Field(NamedTuple):
    """One key of a table.

    Attributes:
        holds: What its value is; a name in `_READERS`.
        help: One line on what it does.
        default: The value where the table does not say.
        required: Whether the table must say.
        choices: The only strings allowed.
    """

    holds: str
    help: Message
    default: Any = None
    required: bool = False
    choices: tuple[str, ...] = ()


SHARED: dict[str, Field] = {
    "code": Field("string", Message("编号，如 HS101", "the code, such as HS101"), required=True),
    "kind": Field("string", Message("种类", "the kind of rule"), required=True),
    "name": Field("string", Message("名称，以连字符相连", "the kebab-case name")),
    "message": Field(
        "message",
        Message("提示，可用 {match} 等字段", "the message, with fields such as {match}"),
        required=True,
    ),
    "title": Field("message", Message("问题名称", "the defect's name, for lists of rules")),
    "remedy": Field("message", Message("怎么改", "what to do about it")),
    "severity": Field("string", Message("级别", "the severity"), "warning", choices=SEVERITIES),
    "enabled": Field("flag", Message("默认启用", "on by default"), True),
    "source": Field("string", Message("依据", "the standard it rests on"), "惯例"),
    "genre": Field("words", Message("只用于这些文种", "only documents of these genres"), ()),
    "scope": Field("words", Message("检查哪些部分", "which parts are looked at"), ("prose",)),
    "good": Field("examples", Message("不应报告的例句", "texts that must stay silent"), ()),
    "bad": Field("examples", Message("应报告的例句", "texts that must be reported"), ()),
    "timeout": Field(
        "seconds",
        Message("正则在一篇文稿上最多运行几秒", "seconds that patterns may take on a document"),
        2.0,
    ),
}
"""The keys that tables of every kind have."""


def read_fields(
    table: Mapping[str, Any], fields: Mapping[str, Field], at: KeyPath
) -> dict[str, Any]:
    """Return the value of every key, in the form rules keep it.

    Raises:
        SettingError: A key is unknown or missing, or its value does not fit.
    """
    for name in table:
        if name not in fields:
            kind = table.get("kind")
            raise SettingError(
                (*at, name),
                Message(
                    f"{kind} 类规则没有 {name} 一项", f"a rule of kind {kind} has no key {name}"
                ),
                nearest(name, fields),
            )
    values = {}
    for name, field in fields.items():
        if name in table:
            values[name] = _READERS[field.holds](table[name], field, (*at, name))
        elif field.required:
            raise SettingError(
                at,
                Message(f"缺少 {name}（{field.help.zh}）", f"{name} is missing: {field.help.en}"),
            )
        else:
            values[name] = field.default
    return values


def wrong(at: KeyPath, zh: str, en: str, value: object) -> SettingError:
    """Return the error for a value of the wrong type."""
    message = Message(
        f"{at[-1]} 应为{zh}，不能是 {value!r}", f"{at[-1]} must be {en}, not {value!r}"
    )
    return SettingError(at, message)


def _string(value: Any, field: Field, at: KeyPath) -> str:
    if not isinstance(value, str) or not value:
        raise wrong(at, "非空字符串", "a string that is not empty", value)
    if field.choices and value not in field.choices:
        listed = ", ".join(field.choices)
        fault = wrong(at, f" {listed} 之一", f"one of {listed}", value)
        fault.remedy = nearest(value, field.choices)
        raise fault
    return value


def _strings(value: Any, _field: Field, at: KeyPath) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not value or not all(map(_is_word, value)):
        raise wrong(at, "非空字符串的列表", "a list of strings, none of them empty", value)
    return tuple(value)


def _words(value: Any, field: Field, at: KeyPath) -> tuple[str, ...]:
    return (value,) if _is_word(value) else _strings(value, field, at)


def _message(value: Any, _field: Field, at: KeyPath) -> Message:
    if _is_word(value):
        return Message(value, value)
    if isinstance(value, Mapping) and value and set(value) <= {"zh", "en"}:
        zh, en = value.get("zh", value.get("en")), value.get("en", value.get("zh"))
        if _is_word(zh) and _is_word(en):
            return Message(str(zh), str(en))
    raise wrong(at, '字符串或 { zh = "…", en = "…" }', 'a string or { zh = "…", en = "…" }', value)


def _flag(value: Any, _field: Field, at: KeyPath) -> bool:
    if not isinstance(value, bool):
        raise wrong(at, " true 或 false", "true or false", value)
    return value


def _count(value: Any, _field: Field, at: KeyPath) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise wrong(at, "不小于 0 的整数", "an integer, 0 or more", value)
    return value


def _seconds(value: Any, _field: Field, at: KeyPath) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 3600:
        raise wrong(at, "大于 0 的秒数", "a number of seconds above 0", value)
    return float(value)


def _map(value: Any, _field: Field, at: KeyPath) -> dict[str, str]:
    if not isinstance(value, Mapping) or not value or "" in value:
        raise wrong(
            at, '表，如 { "原词" = "改为" }', 'a table such as { "wrong" = "right" }', value
        )
    for word, right in value.items():
        if not isinstance(right, str):
            raise wrong((*at, word), "字符串", "a string", right)
    return dict(value)


def _groups(value: Any, _field: Field, at: KeyPath) -> tuple[tuple[str, ...], ...]:
    fits = isinstance(value, list | tuple) and value
    if not fits or not all(isinstance(g, list | tuple) and len(g) > 1 for g in value):
        raise wrong(at, '列表的列表，如 [["其他", "其它"]]', 'a list of lists, [["a", "b"]]', value)
    if not all(_is_word(word) for group in value for word in group):
        raise wrong(at, "非空字符串组成的列表", "lists of strings, none of them empty", value)
    return tuple(map(tuple, value))


def _pairs(value: Any, field: Field, at: KeyPath) -> tuple[tuple[str, ...], ...]:
    pairs = _groups(value, field, at)
    if not all(len(pair) == 2 for pair in pairs):
        raise wrong(at, '成对的标记，如 [["【", "】"]]', 'pairs of markers, [["(", ")"]]', value)
    return pairs


def _synonyms(value: Any, _field: Field, at: KeyPath) -> tuple[tuple[str, ...], ...]:
    """A list whose members are strings, or lists of strings that mean the same."""
    if not isinstance(value, list | tuple) or not value:
        raise wrong(at, "列表", "a list", value)
    made = []
    for member in value:
        words = [member] if isinstance(member, str) else member
        if not isinstance(words, list | tuple) or not words or not all(map(_is_word, words)):
            raise wrong(at, "字符串或同义词列表的列表", "a list of strings or of synonyms", member)
        made.append(tuple(words))
    return tuple(made)


def _examples(value: Any, _field: Field, at: KeyPath) -> tuple[Example, ...]:
    if not isinstance(value, list | tuple):
        raise wrong(at, "例句的列表", "a list of texts", value)
    made = []
    for member in value:
        table = {"text": member} if isinstance(member, str) else member
        if not isinstance(table, Mapping) or not isinstance(table.get("text"), str):
            raise wrong(at, '字符串或 { text = "…" }', 'a string or { text = "…" }', member)
        for name, word in table.items():
            if name not in ("text", "format", "genre") or not isinstance(word, str):
                raise wrong(
                    at,
                    "只含 text、format、genre 的表",
                    "a table of text, format and genre",
                    {name: word},
                )
        made.append(Example(**table))
    return tuple(made)


def _is_word(value: Any) -> bool:
    return isinstance(value, str) and bool(value)


_READERS: dict[str, Callable[[Any, Field, KeyPath], Any]] = {
    "string": _string,
    "strings": _strings,
    "words": _words,
    "message": _message,
    "flag": _flag,
    "count": _count,
    "seconds": _seconds,
    "map": _map,
    "groups": _groups,
    "pairs": _pairs,
    "synonyms": _synonyms,
    "examples": _examples,
}
