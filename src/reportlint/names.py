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
    from reportlint.rule import Rule

BUILT_IN_PROFILE = "default"
_SELECTORS = ("select", "ignore", "extend-select", "extend-ignore")


def check_names(table: Mapping[str, Any], registry: Registry) -> None:
    """Check every name in a table whose shape is known to be right.

    Raises:
        SettingError: The first name that nothing installed bears, or a value that a
            rule's option refuses.
    """
    if "required-version" in table:
        _check_version(table["required-version"])
    if "plugins" in table:
        _check_plugins(table["plugins"].get("required", ()), registry)
    _check_part(table, registry, ())
    for pattern, words in table.get("per-file-ignores", {}).items():
        _check_selectors(words, registry, ("per-file-ignores", pattern))
    for index, part in enumerate(table.get("overrides", ())):
        _check_part(part, registry, ("overrides", index))


def _check_part(table: Mapping[str, Any], registry: Registry, at: KeyPath) -> None:
    for key in _SELECTORS:
        _check_selectors(table.get(key, ()), registry, (*at, key))
    for word in table.get("severity", {}):
        _check_selectors([word], registry, (*at, "severity", word))
    for word, options in table.get("rules", {}).items():
        _check_options(word, options, registry, (*at, "rules", word))
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
        check_option(rule, name, value, (*at, name))


def check_option(rule: type[Rule], name: str, value: Any, at: KeyPath) -> tuple[str, Any]:
    """Return an option's name and value as the rule stores them.

    Raises:
        SettingError: The rule has no such option, or refuses the value.
    """
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
        return option.name, option.check(value)
    except OptionError as error:
        wrong = f"{rule.code}.{name} {error}"
        remedy = Message(f"缺省值为 {option.default!r}", f"the default is {option.default!r}")
        raise SettingError(
            at, Message(f"选项值不合要求：{wrong}", f"option {wrong}"), remedy
        ) from None


def _check_encoding(name: str, at: KeyPath) -> None:
    import codecs

    try:
        codecs.lookup(name)
    except LookupError:
        known = ("utf-8", "gb18030", "gbk", "gb2312", "big5", "utf-16")
        raise _unknown(at, "编码", "encoding", name, known) from None


def _check_version(conditions: str) -> None:
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
