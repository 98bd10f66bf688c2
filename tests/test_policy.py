"""Which rules hold for a document, how severe they are, and why."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from reportlint import Document, Finding, Rule, Severity, option
from reportlint.config import ConfigError
from reportlint.masking import DEFAULT_MARKERS
from reportlint.plugins import EntryPoint, Plugin, Registry, load_registry
from reportlint.policy import Policies, RuleStatus
from reportlint.profiles import reportlint_profiles
from reportlint.schema import KEYS

ROOT = Path(__file__).resolve().parent.parent

CODES = ("TS101", "TS102", "TS111", "TS201", "RPT101", "RPT105")


def make_rule(code: str, **attributes: Any) -> type[Rule]:
    def check(self: Rule, document: Document) -> Iterable[Finding]:
        yield self.finding(0, len(document.text), "x")

    body = {
        "__doc__": "一条规则。",
        "code": code,
        "name": f"rule-{code.lower()}",
        "check": check,
        "limit": option(5, "a number", at_least=1),
        **attributes,
    }
    return type(code.title(), (Rule,), body)


@pytest.fixture
def registry() -> Registry:
    made = Registry()
    rules = [make_rule(code, severity=Severity.ERROR) for code in CODES]
    rules.append(make_rule("TS301", enabled=False))
    entry = EntryPoint("example", "1.0", "rules", "example")
    profiles = {**reportlint_profiles(), "house": {"ignore": ["TS2"], "lang": "en"}}
    profiles["own"] = {"extend-select": ["TS301", "ZZ900"], "severity": {"TS1": "info"}}
    made.add(Plugin(entry, tuple(rules), (), (), profiles, 0.0))
    other = EntryPoint("other-rules", "2.0", "other", "other")
    made.add(Plugin(other, (make_rule("OT101"),), (), (), {}, 0.0))
    return made


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def configure(project: Path, text: str) -> None:
    (project / ".reportlint.toml").write_text(text, encoding="utf-8")


def enabled(
    registry: Registry, path: str = "a.txt", overrides: Mapping[str, Any] = {}, **keywords: Any
) -> str:
    """Return the codes that run on a document, OT101 left out, joined by spaces."""
    policy = Policies(registry, overrides=overrides, **keywords).for_path(path)
    return " ".join(s.rule.code for s in policy.rules if s.rule.code != "OT101")


def status(registry: Registry, code: str, path: str = "a.txt", **overrides: Any) -> RuleStatus:
    statuses = Policies(registry, overrides=overrides).statuses(path)
    assert [s.code for s in statuses] == sorted(s.code for s in statuses)
    return next(s for s in statuses if s.code == code)


DEFAULT = "RPT101 RPT105 TS101 TS102 TS111 TS201"


@pytest.mark.usefixtures("project")
def test_without_configuration(registry: Registry) -> None:
    policy = Policies(registry).for_path("a.txt")
    assert [s.rule.code for s in policy.rules] == ["OT101", *DEFAULT.split()]
    assert policy.rules[0].distribution == "other-rules"
    assert policy.rules[0].version == "2.0"
    assert policy.lang == "zh"
    assert policy.fail_level == Severity.WARNING
    assert policy.encoding is None
    assert policy.config_path is None
    assert policy.config == {}
    assert policy.context.markers == DEFAULT_MARKERS


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        ('select = ["TS1"]', "TS101 TS102 TS111"),
        ("select = []", ""),
        ('select = ["ALL"]', DEFAULT + " TS301"),
        ('select = ["rule-ts201", "TS301"]', "TS201 TS301"),
        ('extend-select = ["TS301"]', DEFAULT + " TS301"),
        ('ignore = ["TS1", "RPT"]', "TS201"),
        # the more specific selector wins, whichever way it points
        ('select = ["TS101"]\nignore = ["TS1"]', "TS101"),
        ('select = ["TS1"]\nignore = ["TS10"]', "TS111"),
        ('select = ["TS10"]\nignore = ["TS1"]', "TS101 TS102"),
        ('select = ["ALL"]\nignore = ["TS", "RPT1"]\nextend-select = ["TS11"]', "TS111"),
        ('select = ["TS"]\nextend-ignore = ["TS1", "rule-ts301"]', "TS201"),
        # of equally specific ones, the one that turns off
        ('select = ["TS1", "TS2"]\nignore = ["TS1"]', "TS201"),
        ('select = ["TS101"]\nignore = ["rule-ts101"]', ""),
        ('profile = "strict"', DEFAULT + " TS301"),
        ('profile = "strict"\nignore = ["TS1"]', "RPT101 RPT105 TS201 TS301"),
        ('profile = "strict"\nselect = ["TS1"]', "TS101 TS102 TS111"),
        ('profile = "default"', DEFAULT),
        ('profile = "own"', DEFAULT + " TS301"),
        ('[per-file-ignores]\n"*.txt" = ["TS"]', "RPT101 RPT105"),
        ('[per-file-ignores]\n"*.md" = ["TS"]', DEFAULT),
        ('[per-file-ignores]\n"!*.md" = ["TS"]', "RPT101 RPT105"),
        ('[[overrides]]\npaths = ["*.txt"]\nselect = ["TS2"]', "TS201"),
        ('ignore = ["TS1"]\n[[overrides]]\npaths = ["a.*"]\nextend-select = ["TS101"]', "RPT101 RPT105 TS101 TS201"),
        ('select = ["TS1"]\nignore = ["TS101"]\n[[overrides]]\npaths = ["a.*"]\nprofile = "strict"', "RPT101 RPT105 TS102 TS111 TS201 TS301"),
        ('[[overrides]]\npaths = ["b.txt"]\nselect = ["TS2"]', DEFAULT),
    ],
)  # fmt: skip
def test_selection(registry: Registry, project: Path, table: str, codes: str) -> None:
    configure(project, table)
    assert enabled(registry) == codes


@pytest.mark.parametrize(
    ("table", "overrides", "codes"),
    [
        ('ignore = ["TS101"]', {"select": ["TS1"]}, "TS101 TS102 TS111"),
        ('select = ["TS1"]', {"ignore": ["TS101"]}, "TS102 TS111"),
        ('select = ["TS101"]', {"ignore": ["TS"]}, ""),
        ('select = ["TS1"]', {"extend-select": ["TS2"]}, "TS101 TS102 TS111 TS201"),
        ('ignore = ["TS1"]', {"extend-select": ["TS101"]}, "RPT101 RPT105 TS101 TS201"),
        ('select = ["TS1"]', {"select": None, "ignore": (), "lang": None}, "TS101 TS102 TS111"),
        ('select = ["TS1"]', {"profile": "default"}, DEFAULT),
        ('profile = "strict"', {"profile": "default"}, DEFAULT),
        ('ignore = ["TS1"]', {"profile": "strict"}, "RPT101 RPT105 TS201 TS301"),
        ('[per-file-ignores]\n"*" = ["TS1"]', {"select": ["TS101", "TS201"]}, "TS201"),
        ("", {"per-file-ignores": {"a.txt": ["TS"]}}, "RPT101 RPT105"),
    ],
)
def test_command_line_over_configuration(
    registry: Registry, project: Path, table: str, overrides: dict[str, Any], codes: str
) -> None:
    configure(project, table)
    assert enabled(registry, overrides=overrides) == codes


@pytest.mark.parametrize(
    ("overrides", "said"),
    [
        ({"select": ["TS9"]}, "--select: no rule has the code, name or prefix TS9"),
        ({"profile": "strct"}, "--profile: no profile is called strct; did you mean strict?"),
        ({"lang": "fr"}, "--lang: lang must be one of zh, en"),
        ({"per-file-ignores": {"*": ["X"]}}, "--per-file-ignores: no rule has"),
    ],
)
def test_faults_on_the_command_line(
    registry: Registry, overrides: dict[str, Any], said: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        Policies(registry, overrides=overrides)
    assert caught.value.render("en").startswith(said)


@pytest.mark.parametrize(
    ("table", "severities"),
    [
        ('severity.TS1 = "info"', {"TS101": "info", "TS201": "error"}),
        ('severity = { TS101 = "warning", TS1 = "info", ALL = "error" }',
         {"TS101": "warning", "TS102": "info", "OT101": "error"}),
        ('severity.rule-ts101 = "warning"', {"TS101": "warning", "TS102": "error"}),
        ('stage = "draft"', {"RPT101": "info", "RPT105": "error", "TS101": "error"}),
        ('stage = "review"', {"RPT101": "warning"}),
        ('stage = "final"', {"RPT101": "error"}),
        ('profile = "draft"', {"RPT101": "info"}),
        ('profile = "draft"\nstage = "final"', {"RPT101": "error"}),
        ('stage = "draft"\nseverity.RPT101 = "error"', {"RPT101": "error"}),
        ('profile = "own"\nseverity.TS101 = "warning"', {"TS101": "warning", "TS102": "info"}),
        ('severity.TS1 = "info"\n[[overrides]]\npaths = ["*"]\nseverity.TS = "warning"',
         {"TS101": "warning"}),
    ],
)  # fmt: skip
def test_severity(
    registry: Registry, project: Path, table: str, severities: dict[str, str]
) -> None:
    configure(project, table)
    policy = Policies(registry).for_path("a.txt")
    found = {s.rule.code: s.rule.effective_severity.label for s in policy.rules}
    assert found == {**found, **severities}


def test_options_and_context_reach_rule_and_parser(registry: Registry, project: Path) -> None:
    configure(
        project,
        'lang = "en"\ngenre = "summary"\nencoding = "gbk"\nmarkers = [["<<", ">>"]]\n'
        "rules.rule-ts101.limit = 7\n"
        '[[overrides]]\npaths = ["sub/"]\ngenre = "survey"\nrules.TS101.limit = 9\n',
    )
    policies = Policies(registry)
    top, below = policies.for_path("a.txt"), policies.for_path("sub/a.txt")
    assert top.context == (*[(*DEFAULT_MARKERS, ("<<", ">>"))], "summary", *top.context[2:])
    assert (below.context.genre, below.encoding, below.lang) == ("survey", "gbk", "en")
    limits = [
        next(s.rule for s in policy.rules if s.rule.code == "TS101").limit  # type: ignore[attr-defined]  # made by make_rule
        for policy in (top, below)
    ]
    assert limits == [7, 9]
    assert top.rules[0].rule.lang == "en"
    assert top.config_path == str(project / ".reportlint.toml")


def test_reasons_name_place_and_key(registry: Registry, project: Path) -> None:
    configure(
        project,
        'ignore = ["TS2"]\nseverity.TS102 = "info"\nplugins.disabled = ["other_rules"]\n'
        '[per-file-ignores]\n"a.*" = ["rule-ts111"]\n'
        '[[overrides]]\npaths = ["*.txt"]\nextend-select = ["TS301"]\n',
    )
    expected = {
        "TS101": (True, "on by default"),
        "TS102": (True, "on by default; severity.TS102 in .reportlint.toml makes it info"),
        "TS201": (False, "ignore in .reportlint.toml names TS2"),
        "TS301": (True, "extend-select in .reportlint.toml [[overrides]] 1 names TS301"),
        "TS111": (False, "per-file-ignores a.* in .reportlint.toml names rule-ts111"),
        "OT101": (False, "plugins.disabled names other-rules"),
    }
    found = {s.code: (s.enabled, s.reason.en) for s in Policies(registry).statuses("a.txt")}
    assert found == {**found, **expected}
    assert status(registry, "TS201").reason.zh == ".reportlint.toml 的 ignore 含 TS2"
    shown = status(registry, "TS101", select=["TS2"])
    assert (shown.enabled, shown.reason.en) == (False, "select on the command line leaves it out")
    assert status(registry, "TS301", "b.md").reason.en == "off by default"
    strict = status(registry, "TS102", "b.md", profile="strict")
    assert strict.reason.en.startswith("select in profile strict names ALL; severity.TS102 in")
    assert status(registry, "RPT101", stage="draft").reason.en.endswith("lowers it to info")


def test_statuses_agree_with_the_policy(registry: Registry, project: Path) -> None:
    configure(project, 'profile = "own"\nignore = ["TS10"]\nplugins.disabled = ["other"]')
    policies = Policies(registry)
    on = [s.code for s in policies.statuses("a.txt") if s.enabled]
    assert on == [s.rule.code for s in policies.for_path("a.txt").rules]
    assert "OT101" not in on


def test_each_folder_has_its_nearest_configuration(registry: Registry, project: Path) -> None:
    (project / "sub" / "deep").mkdir(parents=True)
    configure(project, 'select = ["TS1"]')
    (project / "sub" / "reportlint.toml").write_text('select = ["TS2"]')
    policies = Policies(registry)
    assert [s.rule.code for s in policies.for_path("sub/deep/a.txt").rules] == ["TS201"]
    assert len(policies.for_path("sub2/not-there/a.txt").rules) == 3
    assert policies.for_path("x.txt") is policies.for_path(str(project / "y.txt"))
    outside = str(project.parent / "elsewhere.txt")
    assert policies.for_path(outside).config_path is None


def test_isolated_and_named_configuration(registry: Registry, project: Path) -> None:
    configure(project, 'select = ["TS1"]')
    (project / "conf").mkdir()
    (project / "conf" / "mine.toml").write_text('select = ["TS2"]\nexclude = ["old/"]')
    assert enabled(registry, isolated=True) == DEFAULT
    policies = Policies(registry, config="conf/mine.toml")
    assert [s.rule.code for s in policies.for_path("sub/a.txt").rules] == ["TS201"]
    assert policies.excluded("old/a.txt")  # relative to here, as the command line is
    with pytest.raises(ConfigError, match=r"nowhere\.toml: 无法读取配置文件"):
        Policies(registry, config="nowhere.toml")


@pytest.mark.parametrize(
    ("path", "excluded"),
    [
        ("old/", True),
        ("old/a.txt", True),
        ("sub/old/a.txt", True),
        ("old", False),
        ("a.txt", False),
        ("a.bak", True),
        ("keep.bak", False),
        ("sub/top.md", False),
        ("top.md", True),
        ("./old/a.txt", True),
    ],
)
def test_exclude_is_read_as_gitignore(
    registry: Registry, project: Path, path: str, excluded: bool
) -> None:
    configure(project, 'exclude = ["old/", "*.bak", "!keep.bak", "/top.md"]')
    policies = Policies(registry)
    assert policies.excluded(path) is excluded
    assert policies.excluded(str(project / path) + ("/" if path.endswith("/") else "")) is excluded


def test_patterns_are_relative_to_the_file_that_holds_them(
    registry: Registry, project: Path
) -> None:
    (project / "sub").mkdir()
    configure(project, 'exclude = ["sub/x.txt"]\n[per-file-ignores]\n"sub/a.txt" = ["TS"]')
    (project / "sub" / ".reportlint.toml").write_text('extend = "../.reportlint.toml"')
    policies = Policies(registry)
    assert policies.excluded("sub/x.txt")
    codes = [s.rule.code for s in policies.for_path("sub/a.txt").rules]
    assert codes == ["OT101", "RPT101", "RPT105"]
    assert Policies(registry, overrides={"exclude": ["*.txt"]}).excluded("sub/b.txt")


def test_a_broken_configuration_is_read_once(registry: Registry, project: Path) -> None:
    configure(project, "selct = []")
    policies = Policies(registry)
    with pytest.raises(ConfigError) as first:
        policies.for_path("a.txt")
    (project / ".reportlint.toml").unlink()
    with pytest.raises(ConfigError) as second:
        policies.for_path("b.txt")
    assert first.value is second.value


def test_many_documents_share_one_policy(registry: Registry, project: Path) -> None:
    configure(project, '[per-file-ignores]\n"1*.txt" = ["TS"]')
    policies = Policies(registry)
    made = {id(policies.for_path(f"{number}.txt")) for number in range(300)}
    assert len(made) == 2


def test_the_manual_shows_every_key_and_its_examples_hold(project: Path) -> None:
    manual = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    examples = re.findall(r"```toml\n(.*?)```", manual, re.DOTALL)
    shown: set[str] = set()
    for example in examples:
        configure(project, example.replace("../shared/reportlint.toml", "base.toml"))
        (project / "base.toml").touch()
        policy = Policies(load_registry()).for_path("a.txt")
        shown |= set(policy.config)
    assert shown == set(KEYS)


@pytest.mark.usefixtures("project")
def test_built_in_profiles_fit_what_is_installed() -> None:
    installed = load_registry()
    assert set(reportlint_profiles()) <= set(installed.profiles)
    for name in installed.profiles:
        Policies(installed, overrides={"profile": name}).for_path(os.path.join("a", "b.txt"))
    strict = Policies(installed, overrides={"profile": "strict"}).for_path("a.txt")
    assert len(strict.rules) == len(installed.rules)
