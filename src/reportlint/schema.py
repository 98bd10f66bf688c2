"""The keys of a configuration: which there are, what they hold, what they are for.

One table describes them to the validation, to the documentation and to editors.
Whether a code, a profile or an option exists is not known here: see `names.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from reportlint.message import Message
from reportlint.records import NamedTuple

KeyPath = tuple[str | int, ...]
"""Where a value stands: keys of tables, and indexes (from 0) in arrays of tables."""

SEVERITIES = ("error", "warning", "info")
STAGES = ("draft", "review", "final")
LANGS = ("zh", "en")
REVISIONS = ("final", "original", "error")


class SettingError(Exception):
    """A value that does not fit; whoever read it knows the file and adds the line.

    Args:
        at: The key it stands under.
        message: What is wrong.
        remedy: What to write instead.
        value: The faulty member of a list, so that its own line can be named.
    """

    def __init__(
        self,
        at: KeyPath,
        message: Message,
        remedy: Message | None = None,
        value: str | None = None,
    ) -> None:
        super().__init__(at, message, remedy, value)
        self.at = at
        self.message = message
        self.remedy = remedy
        self.value = value


class Key(NamedTuple):
    """One key of the configuration.

    Attributes:
        kind: What it holds; one of the names in `_CHECKS`.
        help: One line on what it does.
        choices: The only strings allowed.
        keys: The keys of the table it holds, for kind `table` and `overrides`.
    """

    kind: str
    help: Message
    choices: tuple[str, ...] = ()
    keys: Mapping[str, Key] = {}


_PLUGINS = {
    "required": Key(
        "strings",
        Message("必须已安装的插件，可带版本条件", "plugins that must be installed, with versions"),
    ),
    "disabled": Key(
        "strings", Message("不加载的插件（分发包名或入口名）", "plugins that are not loaded")
    ),
    "local": Key(
        "strings",
        Message("本项目自带的规则文件", "files of this project that bring rules, run as code"),
    ),
}
_DOCX = {
    "revisions": Key(
        "string",
        Message("修订痕迹如何处理", "how tracked changes are read"),
        REVISIONS,
    ),
}
WORD_KEYS = {
    "pairs": Key(
        "string-by-string", Message("添加的词及其正确写法", "words to add, with what to write")
    ),
    "phrases": Key("strings", Message("添加的固定表述", "phrases to add")),
    "remove": Key("strings", Message("去掉的词", "words to take out")),
}
_SUPPRESSION = {
    "file": Key("string", Message("文稿，相对于本文件", "the document, relative to this file")),
    "code": Key(
        "string-or-strings", Message("编号、名称或前缀", "codes, names or prefixes of rules")
    ),
    "excerpt": Key("string", Message("问题所在的原文", "text of the document at the fault")),
    "reason": Key("string", Message("理由", "why")),
    "approver": Key("string", Message("批准人", "who approved it")),
    "expires": Key("day", Message("最后有效日", "the last day on which it holds")),
}
_SHARED = {  # also by path, in [[overrides]], and in a profile
    "profile": Key("string", Message("规则组合", "the set of rules to start from")),
    "stage": Key(
        "string",
        Message(
            "文稿阶段：占位符在起草时为提示、核稿时为警告、定稿时为错误",
            "the stage: placeholders are info in a draft, warnings in review, errors when final",
        ),
        STAGES,
    ),
    "genre": Key("string", Message("文种，不再自动判断", "the genre, instead of detecting it")),
    "select": Key("strings", Message("只启用这些规则", "turn on these rules only")),
    "ignore": Key("strings", Message("停用这些规则", "turn off these rules")),
    "extend-select": Key("strings", Message("另外启用", "turn on as well")),
    "extend-ignore": Key("strings", Message("另外停用", "turn off as well")),
    "severity": Key("severities", Message("改变规则的级别", "change the severity of rules")),
    "encoding": Key("string", Message("文件编码", "the encoding of the files")),
    "markers": Key(
        "pairs",
        Message("成对的控制标记，不作正文检查", "pairs of control markers that are no prose"),
    ),
    "docx": Key("table", Message("Word 文档", "Word documents"), keys=_DOCX),
    "rules": Key("rules", Message("各规则的选项", "options of each rule")),
    "words": Key("words", Message("词表的增删", "changes to the tables of words")),
}
_PATHS = {"paths": Key("strings", Message("适用的路径", "the paths it holds for"))}

KEYS: dict[str, Key] = {
    "extend": Key(
        "string-or-strings",
        Message("先读取的配置：文件或插件提供的名称", "configurations to read first: files, names"),
    ),
    **_SHARED,
    "lang": Key("string", Message("提示的语言", "the language of messages"), LANGS),
    "fail-level": Key(
        "string",
        Message("达到此级别即以 1 退出", "findings of this severity make the run exit 1"),
        SEVERITIES,
    ),
    "per-file-ignores": Key(
        "codes-by-path", Message("按路径停用规则", "rules turned off for some paths")
    ),
    "exclude": Key("strings", Message("不检查的路径", "paths that are not checked")),
    "baseline": Key("string", Message("存量问题清单", "the file of known findings")),
    "required-version": Key(
        "string", Message("要求的 reportlint 版本", "the version of reportlint that is asked for")
    ),
    "plugins": Key("table", Message("插件", "plugins"), keys=_PLUGINS),
    "overrides": Key(
        "overrides",
        Message("按路径改变配置", "other settings for some paths"),
        keys={
            **_PATHS,
            **_SHARED,
        },
    ),
    "custom": Key("tables", Message("不写代码的规则", "rules without code")),
    "packs": Key(
        "strings",
        Message("规则包：TOML 文件或文件夹", "packs of rules without code: TOML files or folders"),
    ),
    "suppressions": Key(
        "suppressions",
        Message("文件之外记录的豁免", "suppressions kept outside the documents"),
        keys=_SUPPRESSION,
    ),
}

PROFILE_KEYS = {name: key for name, key in _SHARED.items() if name != "profile"}
"""What a plugin's profile may set."""

_OF_A_FILE = ("extend", "baseline", "plugins", "suppressions", "packs")
SHARED_CONFIG_KEYS = {name: key for name, key in KEYS.items() if name not in _OF_A_FILE}
"""What a configuration that a plugin brings may set: all that needs no place of its own."""

_OF_PATHS = ("overrides", "per-file-ignores", "exclude", "required-version", "custom")
DEFAULT_KEYS = {name: key for name, key in SHARED_CONFIG_KEYS.items() if name not in _OF_PATHS}
"""What a plugin may set for whoever installs it."""


def check_table(table: Mapping[str, Any], keys: Mapping[str, Key], at: KeyPath = ()) -> None:
    """Check the names and the types of a table's keys.

    Raises:
        SettingError: The first key that is unknown or whose value has the wrong type.
    """
    for name, value in table.items():
        key = keys.get(name)
        if key is None:
            raise SettingError(
                (*at, name),
                Message(f"没有名为 {name} 的配置项", f"no configuration key is called {name}"),
                nearest(name, keys),
            )
        _CHECKS[key.kind](value, key, (*at, name))


def nearest(word: str, known: Iterable[str]) -> Message:
    """Say which known name a word was probably meant to be; else list or count the known."""
    from difflib import get_close_matches  # costly to import; needed for a message only

    names = list(known)
    by_case = {name.lower(): name for name in names}
    found = get_close_matches(word.lower(), by_case, n=1, cutoff=0.6)
    if found:
        name = by_case[found[0]]
        return Message(f"是否应为 {name}？", f"did you mean {name}?")
    if len(names) <= 12:
        listed = ", ".join(names)
        return Message(f"可用的有：{listed}", f"known are: {listed}")
    return Message("用 reportlint rules 查看全部名称", "see `reportlint rules` for all names")


def _wrong(at: KeyPath, zh: str, en: str, value: object) -> SettingError:
    name = ".".join(str(part) for part in at if isinstance(part, str))
    return SettingError(
        at, Message(f"{name} 应为{zh}，不能是 {value!r}", f"{name} must be {en}, not {value!r}")
    )


def _string(value: Any, key: Key, at: KeyPath) -> None:
    if not isinstance(value, str):
        raise _wrong(at, "字符串", "a string", value)
    if key.choices and value not in key.choices:
        listed = ", ".join(key.choices)
        fault = _wrong(at, f" {listed} 之一", f"one of {listed}", value)
        fault.remedy = nearest(value, key.choices)
        raise fault


def _strings(value: Any, _key: Key, at: KeyPath) -> None:
    if not isinstance(value, list | tuple) or not all(isinstance(v, str) for v in value):
        raise _wrong(at, "字符串列表", "a list of strings", value)


def _table(value: Any, key: Key, at: KeyPath) -> None:
    if not isinstance(value, Mapping):
        raise _wrong(at, "表", "a table", value)
    if key.keys:
        check_table(value, key.keys, at)


def _tables(value: Any, _key: Key, at: KeyPath) -> None:
    if not isinstance(value, list) or not all(isinstance(v, Mapping) for v in value):
        raise _wrong(at, f"表的列表，写作 [[{at[-1]}]]", f"a list of tables, [[{at[-1]}]]", value)


def _overrides(value: Any, key: Key, at: KeyPath) -> None:
    _tables(value, key, at)
    for index, table in enumerate(value):
        check_table(table, key.keys, (*at, index))
        if not table.get("paths"):
            raise SettingError(
                (*at, index),
                Message("[[overrides]] 缺少 paths", "[[overrides]] lacks paths"),
                Message('写明路径，如 paths = ["drafts/"]', 'say where, as in paths = ["drafts/"]'),
            )


def _string_or_strings(value: Any, key: Key, at: KeyPath) -> None:
    if isinstance(value, list):
        _strings(value, key, at)
    elif not isinstance(value, str):
        raise _wrong(at, "字符串或字符串列表", "a string or a list of strings", value)


def _string_by_string(value: Any, key: Key, at: KeyPath) -> None:
    _table(value, key, at)
    for name, one in value.items():
        _string(one, key, (*at, name))


def _words(value: Any, key: Key, at: KeyPath) -> None:
    _table(value, key, at)
    for name, table in value.items():
        _table(table, key, (*at, name))
        check_table(table, WORD_KEYS, (*at, name))


def _suppressions(value: Any, key: Key, at: KeyPath) -> None:
    _tables(value, key, at)
    for index, table in enumerate(value):
        check_table(table, key.keys, (*at, index))
        for name in ("file", "code"):
            if not table.get(name):
                raise SettingError(
                    (*at, index),
                    Message(f"[[suppressions]] 缺少 {name}", f"[[suppressions]] lacks {name}"),
                    Message('写明 file = "…"、code = "…"', 'give file = "…" and code = "…"'),
                )


def _day(value: Any, _key: Key, at: KeyPath) -> None:
    from datetime import date, datetime

    if isinstance(value, date) and not isinstance(value, datetime):
        return
    try:
        fits = isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        fits = False
    if not fits:
        raise _wrong(at, "日期，如 2026-12-31", "a day, such as 2026-12-31", value)


def _severities(value: Any, key: Key, at: KeyPath) -> None:
    _table(value, key, at)
    one = Key("string", key.help, SEVERITIES)
    for name, severity in value.items():
        _string(severity, one, (*at, name))


def _codes_by_path(value: Any, key: Key, at: KeyPath) -> None:
    _table(value, key, at)
    for name, codes in value.items():
        _strings(codes, key, (*at, name))


def _rules(value: Any, key: Key, at: KeyPath) -> None:
    _table(value, key, at)
    for name, options in value.items():
        _table(options, key, (*at, name))


def _pairs(value: Any, _key: Key, at: KeyPath) -> None:
    if not isinstance(value, list | tuple) or not all(
        isinstance(pair, list | tuple)
        and len(pair) == 2
        and all(isinstance(marker, str) and marker for marker in pair)
        for pair in value
    ):
        raise _wrong(at, '字符串对的列表，如 [["开", "关"]]', "a list of pairs of strings", value)


_CHECKS: dict[str, Callable[[Any, Key, KeyPath], None]] = {
    "string": _string,
    "strings": _strings,
    "string-or-strings": _string_or_strings,
    "string-by-string": _string_by_string,
    "words": _words,
    "table": _table,
    "tables": _tables,
    "suppressions": _suppressions,
    "day": _day,
    "overrides": _overrides,
    "severities": _severities,
    "codes-by-path": _codes_by_path,
    "rules": _rules,
    "pairs": _pairs,
}
