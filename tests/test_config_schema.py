"""The JSON schema of a configuration: valid itself, true to the validation, current on disk."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from reportlint.config_schema import config_schema
from reportlint.plugins import load_registry
from reportlint.schema import KEYS

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

jsonschema = pytest.importorskip("jsonschema")
ROOT = Path(__file__).resolve().parent.parent
PAGES = ("configuration.md", "rules-without-code.md")


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    return config_schema(load_registry())


@pytest.fixture(scope="module")
def validator(schema: dict[str, Any]) -> Any:
    draft = jsonschema.Draft202012Validator
    draft.check_schema(schema)
    return draft(schema, format_checker=draft.FORMAT_CHECKER)


def faults(validator: Any, text: str) -> list[str]:
    table = json.loads(json.dumps(tomllib.loads(text), default=str))
    return [f"{error.json_path}: {error.message[:80]}" for error in validator.iter_errors(table)]


EXAMPLES = [
    (page, number, example)
    for page in PAGES
    for number, example in enumerate(
        re.findall(r"```toml\n(.*?)```", (ROOT / "docs" / page).read_text("utf-8"), re.DOTALL)
    )
]


@pytest.mark.parametrize(
    ("page", "number", "example"), EXAMPLES, ids=[f"{p}-{n}" for p, n, _ in EXAMPLES]
)
def test_every_example_of_the_pages_validates(
    validator: Any, page: str, number: int, example: str
) -> None:
    assert faults(validator, example) == [], f"{page} {number}"


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("selct = ['RPT1']", "$"), ("select = 'RPT1'", "$.select"), ("select = [1]", "$.select[0]"),
        ("stage = 'late'", "$.stage"), ("lang = 'fr'", "$.lang"), ("[severity]\nRPT1 = 'bad'", "$.severity.RPT1"),
        ("[rules.RPT402]\nmin-char = 3", "$.rules.RPT402"), ("[rules.duplicate-clause]\nmin-chars = 'x'", "$.rules['duplicate-clause']['min-chars']"),
        ("[rules.RPT402]\nmin_chars = 0", "$.rules.RPT402.min_chars"), ("[[overrides]]\nstage = 'draft'", "$.overrides[0]"),
        ("markers = [['a']]", "$.markers[0]"), ("extend = 3", "$.extend"), ("[plugins]\nlocl = []", "$.plugins"),
        ("[words.confusion]\nremove = []", "$.words"), ("[words.confusions]\nphrases = []", "$.words.confusions"),
        ("[words.fixed-phrases]\nphrases = ['']", "$.words['fixed-phrases'].phrases[0]"),
        ("[[custom]]\ncode = 'AA1'\nkind = 'existnce'\nmessage = 'x'", "$.custom[0]"),
        ("[[suppressions]]\nfile = 'a.txt'", "$.suppressions[0]"), ("[docx]\nrevisions = 'all'", "$.docx.revisions"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_found_where_it_stands(validator: Any, text: str, path: str) -> None:
    assert [fault.partition(": ")[0] for fault in faults(validator, text)] == [path]


def test_every_key_and_every_option_is_there(schema: dict[str, Any]) -> None:
    assert set(schema["properties"]) == set(KEYS)
    registry = load_registry()
    for code, rule in registry.rules.items():
        described = schema["$defs"][f"rule-{code}"]["properties"]
        assert {name.replace("-", "_") for name in described} == set(rule.options)
        for option in rule.options.values():
            one = described[option.name]
            assert one["description"] == option.help
            assert one["default"] == (
                list(option.default) if isinstance(option.default, tuple) else option.default
            )
            assert (one.get("minimum"), one.get("maximum")) == (option.at_least, option.at_most)
            if option.choices:
                assert one["enum"] == list(option.choices)
        assert schema["$defs"]["rules"]["properties"].keys() >= {code, rule.name}


def test_the_committed_schema_is_current(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    import build_schema  # type: ignore[import-not-found, unused-ignore]  # of the tools folder

    assert build_schema.main(["--check"]) == 0
    stale = tmp_path / "s.json"
    assert build_schema.main(["--check"], stale) == 1
    assert build_schema.main([], stale) == 0
    assert build_schema.main(["--check"], stale) == 0
