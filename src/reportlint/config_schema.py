"""The JSON schema of a configuration, with the options of every rule that is installed.

Editors complete and check with it; `reportlint config --schema` prints it. Paths, codes of
rules that a configuration brings itself, and versions are checked by reportlint alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from reportlint.custom.fields import SHARED, Field
from reportlint.custom.kinds import KINDS, kind_of
from reportlint.genre import genre_names
from reportlint.message import Message
from reportlint.schema import KEYS, SEVERITIES, WORD_KEYS, Key

if TYPE_CHECKING:
    from reportlint.plugins import Registry
    from reportlint.rule import Option, Rule

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_STRING: Schema = {"type": "string"}
_STRINGS: Schema = {"type": "array", "items": _STRING}
_WORD: Schema = {"type": "string", "minLength": 1}
_SELECTOR: Schema = {"$ref": "#/$defs/selector"}
_SELECTORS = ("select", "ignore", "extend-select", "extend-ignore")
_TYPES = {bool: "boolean", int: "integer", float: "number", str: "string"}


def config_schema(registry: Registry) -> Schema:
    """Return the schema, draft 2020-12, of what a configuration file may hold.

    In a `pyproject.toml` it holds for the table `[tool.reportlint]`.

    Args:
        registry: The rules, profiles and tables of words to describe.
    """
    maker = _Maker(registry)
    return {
        "$schema": DIALECT,
        "title": "reportlint",
        "description": "公文写作检查的配置 / configuration of reportlint",
        **maker.table(KEYS),
        "$defs": {
            "selector": _selector(registry),
            "rules": _rules(registry),
            "words": _words(registry),
            "custom": {"oneOf": [_custom(kind) for kind in KINDS]},
            **{f"rule-{code}": _options(rule) for code, rule in sorted(registry.rules.items())},
        },
    }


class _Maker:
    """Makes the schema of keys, as the validation describes them."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._kinds: dict[str, Callable[[Key], Schema]] = {
            "string": lambda key: {**_STRING, **({"enum": [*key.choices]} if key.choices else {})},
            "strings": lambda _: _STRINGS,
            "string-or-strings": lambda _: {"anyOf": [_STRING, _STRINGS]},
            "string-by-string": lambda _: {"type": "object", "additionalProperties": _STRING},
            "table": lambda key: self.table(key.keys),
            "tables": lambda _: {"type": "array", "items": {"$ref": "#/$defs/custom"}},
            "overrides": lambda key: {"type": "array", "items": self.table(key.keys, ["paths"])},
            "suppressions": lambda key: {
                "type": "array",
                "items": self.table(key.keys, ["file", "code"]),
            },
            "severities": lambda _: {
                "type": "object",
                "propertyNames": _SELECTOR,
                "additionalProperties": {"enum": [*SEVERITIES]},
            },
            "codes-by-path": lambda _: {
                "type": "object",
                "additionalProperties": {"type": "array", "items": _SELECTOR},
            },
            "rules": lambda _: {"$ref": "#/$defs/rules"},
            "words": lambda _: {"$ref": "#/$defs/words"},
            "pairs": lambda _: {"type": "array", "items": _tuple(2)},
            "day": lambda _: {"type": "string", "format": "date"},
        }

    def table(self, keys: Mapping[str, Key], required: Iterable[str] = ()) -> Schema:
        """Return the schema of a table with these keys and no others."""
        properties = {name: self._described(name, key) for name, key in keys.items()}
        made: Schema = {
            "type": "object",
            "properties": properties,
            "additionalProperties": False,
        }
        if required:
            made["required"] = [*required]
        return made

    def _described(self, name: str, key: Key) -> Schema:
        made = {"description": _both(key.help), **self._special(name), **self._kinds[key.kind](key)}
        if name in _SELECTORS:
            made["items"] = _SELECTOR
        return made

    def _special(self, name: str) -> Schema:
        """Return what only the registry knows of a key; what the key's kind says goes before."""
        if name == "profile":
            return {"examples": ["default", *sorted(self._registry.profiles)]}
        if name == "genre":
            return {"examples": [*genre_names()]}
        return {}


def _both(text: Message) -> str:
    return f"{text.zh} / {text.en}"


def _tuple(length: int) -> Schema:
    return {"type": "array", "items": _WORD, "minItems": length, "maxItems": length}


def _selector(registry: Registry) -> Schema:
    """A code, a name, a prefix or ALL; the listed ones are for completion."""
    known = ["ALL", *sorted(registry.rules), *sorted(registry.codes)]
    return {"anyOf": [{"enum": known}, {"type": "string", "pattern": "^[A-Za-z][A-Za-z0-9-]*$"}]}


def _rules(registry: Registry) -> Schema:
    """Options by code and by name; a rule that the configuration brings itself is free."""
    properties = {}
    for code, rule in sorted(registry.rules.items()):
        properties[code] = {"$ref": f"#/$defs/rule-{code}"}
        properties[rule.name] = {"$ref": f"#/$defs/rule-{code}"}
    return {
        "type": "object",
        "properties": properties,
        "additionalProperties": {"type": "object"},
    }


def _options(rule: type[Rule]) -> Schema:
    properties = {}
    for option in rule.options.values():
        for name in dict.fromkeys((option.name.replace("_", "-"), option.name)):
            properties[name] = _option(option)
    return {
        "description": f"{rule.code} {rule.title('zh')} / {rule.title('en')}",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }


def _option(option: Option) -> Schema:
    default = option.default
    if isinstance(default, tuple):
        return {"description": option.help, **_STRINGS, "default": list(default)}
    made: Schema = {"description": option.help, "type": _TYPES[type(default)], "default": default}
    if option.at_least is not None:
        made["minimum"] = option.at_least
    if option.at_most is not None:
        made["maximum"] = option.at_most
    if option.choices:
        made["enum"] = list(option.choices)
    return made


def _words(registry: Registry) -> Schema:
    properties = {}
    for name, kind in sorted(registry.tables.items()):
        shown = {
            "pairs": {"type": "object", "additionalProperties": _WORD},
            "phrases": {"type": "array", "items": _WORD},
            "remove": {"type": "array", "items": _WORD},
        }
        properties[name] = {
            "type": "object",
            "properties": {
                key: {"description": _both(WORD_KEYS[key].help), **shown[key]}
                for key in (kind, "remove")
            },
            "additionalProperties": False,
        }
    return {"type": "object", "properties": properties, "additionalProperties": False}


_FIELD_SCHEMAS: dict[str, Schema] = {
    "string": _WORD,
    "strings": {"type": "array", "items": _WORD, "minItems": 1},
    "words": {"anyOf": [_WORD, {"type": "array", "items": _WORD, "minItems": 1}]},
    "message": {
        "anyOf": [
            _WORD,
            {
                "type": "object",
                "properties": {"zh": _WORD, "en": _WORD},
                "additionalProperties": False,
                "minProperties": 1,
            },
        ]
    },
    "flag": {"type": "boolean"},
    "count": {"type": "integer", "minimum": 0},
    "seconds": {"type": "number", "exclusiveMinimum": 0, "maximum": 3600},
    "map": {"type": "object", "additionalProperties": _STRING, "minProperties": 1},
    "groups": {
        "type": "array",
        "items": {"type": "array", "items": _WORD, "minItems": 2},
        "minItems": 1,
    },
    "pairs": {"type": "array", "items": _tuple(2), "minItems": 1},
    "synonyms": {
        "type": "array",
        "items": {"anyOf": [_WORD, {"type": "array", "items": _WORD, "minItems": 1}]},
        "minItems": 1,
    },
    "examples": {
        "type": "array",
        "items": {
            "anyOf": [
                _STRING,
                {
                    "type": "object",
                    "properties": {"text": _STRING, "format": _STRING, "genre": _STRING},
                    "required": ["text"],
                    "additionalProperties": False,
                },
            ]
        },
    },
}


def _custom(kind: str) -> Schema:
    """Return the schema of a `[[custom]]` table of one kind."""
    fields = {**SHARED, **kind_of(kind).fields}
    properties = {name: _field(field) for name, field in fields.items()}
    properties["kind"] = {"const": kind}
    return {
        "title": kind,
        "type": "object",
        "properties": properties,
        "required": [name for name, field in fields.items() if field.required],
        "additionalProperties": False,
    }


def _field(field: Field) -> Schema:
    made: Schema = {"description": _both(field.help), **_FIELD_SCHEMAS[field.holds]}
    if field.choices:
        made["enum"] = list(field.choices)
    if isinstance(field.default, bool | int | float | str):
        made["default"] = field.default
    return made
