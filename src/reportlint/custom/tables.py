"""From a table to a rule class: the keys every kind has, and the manual page they make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reportlint.custom.examples import default_parsers, gate
from reportlint.custom.fields import SHARED, read_fields
from reportlint.custom.kinds import KINDS, kind_of
from reportlint.custom.rule import TIMEOUT_HELP, CustomRule
from reportlint.custom.scopes import Scope
from reportlint.custom.wording import check_fields, without_fields
from reportlint.finding import Severity
from reportlint.genre import genre_names
from reportlint.message import Message
from reportlint.metadata import metadata_fault
from reportlint.rule import option
from reportlint.schema import KeyPath, SettingError, nearest


def make_rules(
    tables: Sequence[Mapping[str, Any]], label: str, *, gated: bool = True
) -> list[type[CustomRule]]:
    """Make the rules of a file's `[[custom]]` tables.

    Args:
        tables: The tables.
        label: The file, as people are told it.
        gated: Whether a table whose own examples fail is an error.

    Raises:
        SettingError: A table does not fit, or its own examples fail.
    """
    return [
        make_rule(table, label, ("custom", index), gated=gated)
        for index, table in enumerate(tables)
    ]


def make_rule(
    table: Mapping[str, Any], label: str, at: KeyPath, *, gated: bool = True
) -> type[CustomRule]:
    """Make the rule of one table.

    Raises:
        SettingError: The table does not fit, or its own examples fail.
    """
    try:
        rule = _made(table, label, at)
        if gated:
            gate(rule, at, default_parsers())
        return rule
    except SettingError as fault:
        name = " ".join(str(table[key]) for key in ("code", "name") if key in table)
        where = f"[[custom]] {name}" if name else f"[[custom]] {int(at[-1]) + 1}"
        message = Message(f"{where}：{fault.message.zh}", f"{where}: {fault.message.en}")
        raise SettingError(fault.at, message, fault.remedy, fault.value) from None


def _made(table: Mapping[str, Any], label: str, at: KeyPath) -> type[CustomRule]:
    name = table.get("kind")
    if name is None:
        listed = ", ".join(KINDS)
        raise SettingError(
            at,
            Message("缺少 kind（种类）", "kind is missing: what the rule does"),
            Message(f"可用的有：{listed}", f"known are: {listed}"),
        )
    if name not in KINDS:
        raise SettingError(
            (*at, "kind"),
            Message(f"没有名为 {name} 的种类", f"no kind of rule is called {name}"),
            nearest(str(name), KINDS),
        )
    kind = kind_of(name)
    values = read_fields(table, {**SHARED, **kind.fields}, at)
    _check_genres(values, at)
    built = kind.build(values, at)
    _check_wording(kind, built, values, at)
    attributes = {**_metadata(values), **built, "label": label}
    attributes["scope"] = Scope(values["scope"], (*at, "scope"))
    _check_unit(attributes, at)
    attributes["timeout"] = option(values["timeout"], TIMEOUT_HELP, at_least=0.01, at_most=3600.0)
    literals = kind.literals(built)
    if not attributes["scope"].raw and all(len(word) > 1 for word in literals):
        attributes["anchors"] = literals
    attributes["__module__"] = kind.__module__
    rule: type[CustomRule] = type(f"{kind.__name__}{values['code']}", (kind,), attributes)
    fault = metadata_fault(rule)
    if fault is not None:
        key = "code" if rule.code in fault.en.split("of rule")[0] else "name"
        raise SettingError((*at, key), fault)
    return rule


def _check_genres(values: Mapping[str, Any], at: KeyPath) -> None:
    examples = [*values["good"], *values["bad"]]
    asked = [("genre", genre) for genre in values["genre"]]
    asked += [("good", example.genre) for example in examples if example.genre]
    for key, genre in asked:
        if genre not in genre_names():
            raise SettingError(
                (*at, key),
                Message(f"没有名为 {genre} 的文种", f"no genre is called {genre}"),
                nearest(genre, genre_names()),
                genre,
            )
    for example in examples:
        if example.format not in default_parsers():
            raise SettingError(
                (*at, "good" if example in values["good"] else "bad"),
                Message(
                    f"例句没有名为 {example.format} 的格式",
                    f"no format of examples is called {example.format}",
                ),
                nearest(example.format, default_parsers()),
                example.format,
            )


def _check_wording(
    kind: type[CustomRule], built: Mapping[str, Any], values: Mapping[str, Any], at: KeyPath
) -> None:
    known = [*kind.says, *kind.groups(built)]
    for key in ("message", "remedy"):
        if values[key] is not None:
            check_fields(values[key], known, (*at, key))


def _check_unit(attributes: Mapping[str, Any], at: KeyPath) -> None:
    """`raw` text has no sentences, paragraphs or sections."""
    if attributes["scope"].raw and attributes.get("per", "document") != "document":
        raise SettingError(
            (*at, "scope"),
            Message(
                f'scope 为 "raw" 时不能按 {attributes["per"]} 计',
                f'with scope = "raw" nothing is counted by {attributes["per"]}',
            ),
            Message('写 per = "document"', 'write per = "document"'),
        )


def _metadata(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the class variables that any rule has."""
    title, remedy = values["title"], values["remedy"]
    wording = values["message"]
    bare = Message(*map(without_fields, wording))
    head = title or bare
    pages = []
    for said, also, advice in zip(head, bare, remedy or ("", "")):
        body = [] if also == said else [also]
        body += [without_fields(advice)] if advice else []
        pages.append("\n".join([said, "", *body]).strip())
    return {
        "code": values["code"],
        "name": values["name"] or values["code"].lower(),
        "severity": Severity.parse(values["severity"]),
        "enabled": values["enabled"],
        "source": values["source"],
        "since": "—",
        "remedy": Message(*map(without_fields, remedy)) if remedy else "",
        "wording": wording,
        "advice": remedy,
        "genres": values["genre"],
        "valid": values["good"],
        "invalid": values["bad"],
        "__doc__": "\n---\n".join(pages),
    }
