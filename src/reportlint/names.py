"""The names in a configuration against what is installed: codes, options, profiles, plugins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from reportlint.message import Message
from reportlint.rule import OptionError
from reportlint.schema import KeyPath, SettingError, nearest
from reportlint.selection import expand

if TYPE_CHECKING:
    from reportlint.plugins import Registry
    from reportlint.rule import Option, Rule

BUILT_IN_PROFILE = "default"
_SELECTORS = ("select", "ignore", "extend-select", "extend-ignore")


def check_names(table: Mapping[str, Any], registry: Registry) -> None:
    """Check every name in a table whose shape is known to be right.

    Raises:
        SettingError: The first name that nothing installed bears, or a value that a
            rule's option refuses.
    """
    if "plugins" in table:
        _check_plugins(table["plugins"].get("required", ()), registry)
    _check_part(table, registry, ())
    for pattern, words in table.get("per-file-ignores", {}).items():
        _check_selectors(words, registry, ("per-file-ignores", pattern))
    for index, part in enumerate(table.get("overrides", ())):
        _check_part(part, registry, ("overrides", index))
    for index, part in enumerate(table.get("suppressions", ())):
        codes = part["code"]
        words = [codes] if isinstance(codes, str) else codes
        _check_selectors(words, registry, ("suppressions", index, "code"))


def installed_part(table: Mapping[str, Any], registry: Registry) -> dict[str, Any]:
    """Return a table without the rules that it names and nothing installed brings."""
    part = dict(table)
    for key in _SELECTORS:
        if key in part:
            part[key] = [word for word in part[key] if expand(word, registry)]
    for key, value in table.items():
        if key == "severity":
            part[key] = {word: v for word, v in value.items() if expand(word, registry)}
        elif key == "rules":
            part[key] = {word: v for word, v in value.items() if registry.code_of(word)}
        elif key == "words":
            part[key] = {name: v for name, v in value.items() if name in registry.tables}
    return part


def with_codes(table: Mapping[str, Any], registry: Registry) -> dict[str, Any]:
    """Return a checked table whose `rules` go by code, with options as Python spells them.

    One key for each rule lets a later layer replace what an earlier one said of it.
    """
    result = dict(table)
    if "rules" in table:
        rules: dict[str, dict[str, Any]] = {}
        for word, options in table["rules"].items():
            values = {name.replace("-", "_"): value for name, value in options.items()}
            rules.setdefault(registry.code_of(word) or word, {}).update(values)
        result["rules"] = rules
    if "overrides" in table:
        result["overrides"] = [with_codes(part, registry) for part in table["overrides"]]
    return result


def _check_part(table: Mapping[str, Any], registry: Registry, at: KeyPath) -> None:
    for key in _SELECTORS:
        _check_selectors(table.get(key, ()), registry, (*at, key))
    for word in table.get("severity", {}):
        _check_selectors([word], registry, (*at, "severity", word))
    for word, options in table.get("rules", {}).items():
        _check_options(word, options, registry, (*at, "rules", word))
    for name, part in table.get("words", {}).items():
        _check_words(name, part, registry, (*at, "words", name))
    profile = table.get("profile")
    if profile is not None and profile != BUILT_IN_PROFILE and profile not in registry.profiles:
        known = sorted({BUILT_IN_PROFILE, *registry.profiles})
        raise _unknown((*at, "profile"), "规则组合", "profile", profile, known)
    genre = table.get("genre")
    if genre is not None:
        from reportlint.genre import genre_names

        if genre not in genre_names():
            raise _unknown((*at, "genre"), "文种", "genre", genre, genre_names())
    if "encoding" in table:
        _check_encoding(table["encoding"], (*at, "encoding"))


def _unknown(at: KeyPath, zh: str, en: str, word: str, known: Iterable[str]) -> SettingError:
    return SettingError(
        at,
        Message(f"没有名为 {word} 的{zh}", f"no {en} is called {word}"),
        nearest(word, known),
        word,
    )


def _check_selectors(words: Iterable[str], registry: Registry, at: KeyPath) -> None:
    for word in words:
        if not expand(word, registry):
            raise SettingError(
                at,
                Message(
                    f"没有编号、名称或前缀为 {word} 的规则",
                    f"no rule has the code, name or prefix {word}",
                ),
                nearest(word, [*registry.rules, *registry.codes]),
                word,
            )


def _check_options(word: str, options: Mapping[str, Any], registry: Registry, at: KeyPath) -> None:
    code = registry.code_of(word)
    if code is None:
        names = [*registry.codes, *registry.rules]
        raise _unknown(at, "规则", "rule", word, names)
    rule = registry.rules[code]
    for name, value in options.items():
        _check_option(rule, name, value, (*at, name))


def _check_option(rule: type[Rule], name: str, value: Any, at: KeyPath) -> None:
    option = rule.options.get(name.replace("-", "_"))
    if option is None:
        raise SettingError(
            at,
            Message(
                f"规则 {rule.code}（{rule.name}）没有选项 {name}",
                f"rule {rule.code} ({rule.name}) has no option {name}",
            ),
            nearest(name, rule.options) if rule.options else None,
        )
    try:
        option.check(value)
    except OptionError as error:
        what = f"{rule.code}.{name}"
        remedy = Message(f"缺省值为 {option.default!r}", f"the default is {option.default!r}")
        message = Message(
            f"选项 {what} 应为{_expected(option)}，不能是 {value!r}", f"option {what} {error}"
        )
        raise SettingError(at, message, remedy) from None


def _expected(option: Option) -> str:
    """Say in Chinese which values an option takes."""
    names = {bool: "布尔值", int: "整数", float: "数", str: "字符串", tuple: "字符串列表"}
    text = "正则表达式列表" if option.patterns else names[type(option.default)]
    if option.choices:
        text += f"（{'、'.join(option.choices)} 之一）"
    bounds = [
        f"{word} {bound}"
        for word, bound in (("不小于", option.at_least), ("不大于", option.at_most))
        if bound is not None
    ]
    return text + (f"（{'，'.join(bounds)}）" if bounds else "")


def _check_words(name: str, part: Mapping[str, Any], registry: Registry, at: KeyPath) -> None:
    kind = registry.tables.get(name)
    if kind is None:
        raise _unknown(at, "词表", "table of words", name, registry.tables)
    for key in ("pairs", "phrases"):
        if key in part and key != kind:
            raise SettingError(
                (*at, key),
                Message(
                    f"词表 {name} 用 {kind}，不用 {key}", f"table {name} takes {kind}, not {key}"
                ),
            )
    for wrong, right in part.get("pairs", {}).items():
        if not wrong or wrong == right:
            raise SettingError(
                (*at, "pairs", wrong),
                Message(
                    f"词表 {name} 的 {wrong!r} 与其改法相同或为空",
                    f"{wrong!r} in table {name} is empty or what it should become",
                ),
            )


def _check_encoding(name: str, at: KeyPath) -> None:
    import codecs

    try:
        codecs.lookup(name)
    except LookupError:
        known = ("utf-8", "gb18030", "gbk", "gb2312", "big5", "utf-16")
        raise _unknown(at, "编码", "encoding", name, known) from None


def check_version(table: Mapping[str, Any]) -> None:
    """Check `required-version`, before the keys that a newer version may bring.

    Raises:
        SettingError: This version does not meet it.
    """
    conditions = table.get("required-version")
    if not isinstance(conditions, str):
        return
    from reportlint import __version__
    from reportlint.requirement import satisfies

    at = ("required-version",)
    try:
        fits = satisfies(__version__, conditions)
    except ValueError:
        raise SettingError(
            at,
            Message(f"版本条件 {conditions} 无法识别", f"cannot read the version {conditions}"),
            Message('写作 ">=0.1,<1"', 'write it as ">=0.1,<1"'),
        ) from None
    if not fits:
        raise SettingError(
            at,
            Message(
                f"要求 reportlint {conditions}，现为 {__version__}",
                f"reportlint {conditions} is required, this is {__version__}",
            ),
            Message("安装所要求的版本", "install the version that is asked for"),
        )


def _check_plugins(required: Iterable[str], registry: Registry) -> None:
    from reportlint.requirement import normalise, parse_requirement, satisfies

    at = ("plugins", "required")
    have = {normalise(p.entry.distribution): p.entry.version for p in registry.plugins}
    for text in required:
        try:
            name, conditions = parse_requirement(text)
        except ValueError:
            raise SettingError(
                at,
                Message(f"插件要求 {text} 无法识别", f"cannot read the requirement {text}"),
                Message('写作 "名称>=1.0"', 'write it as "name>=1.0"'),
                text,
            ) from None
        version = have.get(name)
        if version is not None and (not conditions or satisfies(version, conditions)):
            continue
        found = f"，现为 {version}" if version else ""
        raise SettingError(
            at,
            Message(
                f"缺少要求的插件 {text}{found}",
                f"the required plugin {text} is not installed"
                + (f"; found {version}" if version else ""),
            ),
            Message(f'安装：pip install "{text}"', f'install it: pip install "{text}"'),
            text,
        )
