"""Configuration files: where they are found, what they may hold, how faults are told."""

from __future__ import annotations

import os.path
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from reportlint import Document, Finding, Rule, Severity, option
from reportlint.config import ConfigError, load_layers
from reportlint.discovery import Finder
from reportlint.locate import line_of
from reportlint.plugins import EntryPoint, Plugin, Registry
from reportlint.policy import Policies
from reportlint.requirement import parse_requirement, satisfies


class LongLine(Rule):
    """行太长。"""

    code, name, severity = "TS101", "long-line", Severity.ERROR
    limit: int = option(80, "most code points in a line", at_least=1, at_most=500)
    unit_kind: str = option("chars", "what is counted", choices=("chars", "words"))
    words: tuple[str, ...] = option(("甲",), "words")
    left: tuple[str, ...] = option((), "regular expressions", patterns=True)

    def check(self, document: Document) -> Iterable[Finding]:
        yield self.finding(0, len(document.text), "x")


class ShortLine(LongLine):
    """行太短。"""

    code, name = "TS201", "short-line"


@pytest.fixture
def registry() -> Registry:
    made = Registry()
    profiles = {"strict": {"select": ["ALL"]}}
    entry = EntryPoint("Example.Rules", "1.2.0", "example", "example")
    made.add(Plugin(entry, (LongLine, ShortLine), (), (), profiles, 0.0))
    return made


def fault(tmp_path: Path, registry: Registry, text: str, name: str = ".reportlint.toml") -> str:
    """Return the English message of the fault in a configuration, after its folder."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        Policies(registry).for_path(str(tmp_path / "a.txt"))
    assert caught.value.render("zh") != caught.value.render("en")
    return caught.value.render("en").replace(f"{tmp_path}/", "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('# c\nselct = ["TS1"]', ":2: no configuration key is called selct; did you mean select?"),
        ("[plugin]\nx = 1", ":1: no configuration key is called plugin; did you mean plugins?"),
        ("\n[plugins]\nrequire = []", ":3: no configuration key is called require; did you mean r"),
        ('select = "TS1"', ":1: select must be a list of strings, not 'TS1'"),
        ("lang = true", ":1: lang must be a string, not True"),
        ('stage = "finl"', ":1: stage must be one of draft, review, final, not 'finl'; did you"),
        ('ignore = [\n  "TS101",\n  "TS2",\n  "TS301",\n]', ":4: no rule has the code, name or"),
        ('ignore = ["long-lime"]', "or prefix long-lime; did you mean long-line?"),
        ('ignore = ["ts101"]', "did you mean TS101?"),
        ('ignore = [""]', ":1: no rule has the code, name or prefix"),
        ('[severity]\nTS1 = "error"\nTS9 = "info"', ":3: no rule has the code, name or prefix TS9"),
        ('severity.TS1 = "fatal"', ":1: severity.TS1 must be one of error, warning, info"),
        ('[per-file-ignores]\n"a/*" = ["TS1"]\n"b/*" = ["TX1"]', ":3: no rule has the code"),
        ('[per-file-ignores]\n"a/*" = "TS1"', ":2: per-file-ignores.a/* must be a list of strings"),
        ('profile = "srict"', ":1: no profile is called srict; did you mean strict?"),
        ('\ngenre = "sumary"', ":2: no genre is called sumary; did you mean summary?"),
        ('encoding = "utf9"', ":1: no encoding is called utf9; did you mean utf-8?"),
        (
            "[rules.long-line]\nlimt = 3",
            ":2: rule TS101 (long-line) has no option limt; did you me",
        ),
        ("[rules]\nlong-line = { limit = 0 }", ":2: option TS101.limit must be at least 1, not 0"),
        ("[rules.TS101]\nlimit = 900", ":2: option TS101.limit must be at most 500, not 900"),
        ('[rules.TS101]\n\nlimit = "3"', ":3: option TS101.limit must be an integer, not '3'"),
        (
            '[rules.TS101]\nlimit = 3\nleft = ["(甲"]',
            ":3: option TS101.left must be regular expressions; '(甲' is none: missing )",
        ),
        ("[rules.TS101]\nlimit = true", ":2: option TS101.limit must be an integer, not True"),
        ('[rules.TS101]\nunit-kind = "word"', ":2: option TS101.unit-kind must be one of chars, w"),
        ("[rules.TS101]\nwords = [1]", ":2: option TS101.words must be a list of strings"),
        (
            "[rules.lnog-line]\nlimit = 3",
            ":1: no rule is called lnog-line; did you mean long-line?",
        ),
        ("[rules.TS1]\nlimit = 3", ":1: no rule is called TS1"),
        ('[[overrides]]\nselect = ["TS1"]', ":1: [[overrides]] lacks paths; say where"),
        ('[[overrides]]\npaths = ["a"]\n[[overrides]]\npaths = ["b"]\nlang = "en"', ":5: no conf"),
        ('[[overrides]]\npaths = ["a"]\n[overrides.severity]\nTS7 = "info"', ":4: no rule has the"),
        ('overrides = "x"', ":1: overrides must be a list of tables, [[overrides]]"),
        ('markers = [["<<"]]', ":1: markers must be a list of pairs of strings"),
        ('markers = [["<<", ""]]', ":1: markers must be a list of pairs of strings"),
        ('[docx]\nrevisions = "all"', ":2: docx.revisions must be one of final, original, error"),
        ("custom = 3", ":1: custom must be a list of tables, [[custom]]"),
        ('suppressions = ["x"]', ":1: suppressions must be a list of tables"),
        ('required-version = ">=99"', ":1: reportlint >=99 is required, this is "),
        ('new-key = 1\nrequired-version = ">=99"', ":2: reportlint >=99 is required"),
        ('required-version = "newest"', ":1: cannot read the version newest"),
        (
            '[plugins]\nrequired = [\n"example-rules",\n"other>=2"]',
            ":4: the required plugin other>",
        ),
        ('plugins.required = ["Example_Rules>=2"]', "is not installed; found 1.2.0"),
        ('plugins.required = [">=2"]', ":1: cannot read the requirement >=2"),
        ("select = [\n", ":1: TOML syntax error: "),
        ("a = 1\nb = = 2", ":2: TOML syntax error: "),
        ('extend = "none.toml"', ":1: cannot read none.toml, which extend names: No such file"),
        ('lang = "zh"\nextend = ".reportlint.toml"', ":2: extend goes in a circle: "),
    ],
)
def test_fault_names_file_line_and_near_match(
    tmp_path: Path, registry: Registry, text: str, said: str
) -> None:
    message = fault(tmp_path, registry, text)
    assert message.startswith(".reportlint.toml:")
    assert said in message


def test_faults_in_a_pyproject_have_its_lines(tmp_path: Path, registry: Registry) -> None:
    text = '[project]\nname = "x"\n\n[tool.reportlint]\nlang = "en"\n\n[tool.reportlint.rules.TS101]\nlimit = 0\n'
    message = fault(tmp_path, registry, text, "pyproject.toml")
    assert message.startswith("pyproject.toml:8: option TS101.limit")


def test_an_option_is_explained_in_chinese(tmp_path: Path, registry: Registry) -> None:
    (tmp_path / "reportlint.toml").write_text("rules.TS101 = { limit = 0 }", encoding="utf-8")
    with pytest.raises(
        ConfigError, match=r"选项 TS101\.limit 应为整数（不小于 1，不大于 500），不能是 0；"
    ):
        Policies(registry).for_path(str(tmp_path / "a.txt"))


def test_a_chinese_message_is_offered(tmp_path: Path, registry: Registry) -> None:
    (tmp_path / "reportlint.toml").write_text('ignore = ["long-lime"]', encoding="utf-8")
    with pytest.raises(
        ConfigError, match=r"toml:1: 没有编号、名称或前缀为 long-lime 的规则；是否应为 long-line？"
    ):
        Policies(registry).for_path(str(tmp_path / "a.txt"))


def test_not_utf8_names_the_line(tmp_path: Path, registry: Registry) -> None:
    path = tmp_path / ".reportlint.toml"
    path.write_bytes('lang = "zh"\n# 编码\n'.encode("gb18030"))
    with pytest.raises(ConfigError) as caught:
        load_layers(str(path), registry)
    assert caught.value.line == 2


def test_byte_order_mark_is_no_fault(tmp_path: Path, registry: Registry) -> None:
    path = tmp_path / ".reportlint.toml"
    path.write_bytes(b'\xef\xbb\xbflang = "en"\n')
    assert load_layers(str(path), registry).layers[0].table == {"lang": "en"}


def test_everything_documented_is_accepted(tmp_path: Path, registry: Registry) -> None:
    text = """
        profile = "strict"
        stage = "review"
        lang = "en"
        genre = "summary"
        select = ["TS1", "short-line"]
        ignore = []
        extend-select = ["ALL"]
        extend-ignore = ["TS2"]
        exclude = ["old/"]
        encoding = "gb18030"
        baseline = "known.json"
        required-version = ">=0.1,<99"
        markers = [["<<", ">>"]]
        fail-level = "error"
        plugins.required = ["example_rules>=1"]
        plugins.disabled = []
        docx.revisions = "original"
        per-file-ignores = { "drafts/*" = ["TS1"] }
        severity = { TS1 = "info", short-line = "error" }
        rules.long-line = { limit = 3, unit-kind = "words", words = [] }
        custom = [{ code = "HS1", kind = "existence", message = "x", terms = ["甲乙"] }]
        [[suppressions]]
        file = "a.txt"
        code = "TS101"
        [[overrides]]
        paths = ["x/"]
        profile = "default"
        rules.TS201.limit = 9
    """
    (tmp_path / ".reportlint.toml").write_text(text, encoding="utf-8")
    policy = Policies(registry).for_path(str(tmp_path / "a.txt"))
    assert policy.config["rules"] == {"TS101": {"limit": 3, "unit_kind": "words", "words": []}}
    assert policy.config["baseline"] == str(tmp_path / "known.json")


def test_nearest_folder_wins_and_order_within_one(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "reportlint.toml").touch()
    assert Finder().find(str(inner)) == str(tmp_path / "reportlint.toml")
    (tmp_path / ".reportlint.toml").touch()
    assert Finder().find(str(inner)) == str(tmp_path / ".reportlint.toml")
    project = tmp_path / "a" / "pyproject.toml"
    project.write_text("[tool.other]\nx = 'reportlint'\n")
    assert Finder().find(str(inner)) == str(tmp_path / ".reportlint.toml")
    project.write_text("[tool.reportlint]\n")
    assert Finder().find(str(inner)) == str(project)
    (inner / "reportlint.toml").mkdir()
    assert Finder().find(str(inner)) == str(project)


def test_each_folder_is_searched_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    isfile = os.path.isfile

    def counted(path: str) -> bool:
        asked.append(path)
        return isfile(path)

    monkeypatch.setattr(os.path, "isfile", counted)
    inner = tmp_path / "a"
    inner.mkdir()
    finder = Finder()
    for _ in range(3):
        finder.find(str(inner))
        finder.find(str(tmp_path))
    assert len(asked) == len(set(asked))


def test_a_link_to_a_folder_is_searched_by_its_own_name(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "reportlint.toml").touch()
    (tmp_path / "here" / "link").symlink_to(tmp_path / "real")
    found = Finder().find(str(tmp_path / "here" / "link"))
    assert found == str(tmp_path / "here" / "reportlint.toml")


def test_extend_reads_bases_first(tmp_path: Path, registry: Registry) -> None:
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "pyproject.toml").write_text(
        '[tool.reportlint]\nlang = "en"\nbaseline = "b.json"\nseverity.TS1 = "info"\n'
        'fail-level = "error"\nrules.long-line.limit = 4\nrules.TS101.words = ["乙"]'
    )
    (tmp_path / ".reportlint.toml").write_text(
        'extend = "base/pyproject.toml"\nfail-level = "info"\nseverity.TS2 = "error"\n'
        "rules.TS101.limit = 5"
    )
    policy = Policies(registry).for_path(str(tmp_path / "a.txt"))
    assert policy.lang == "en"
    assert policy.fail_level == Severity.INFO
    assert policy.config["severity"] == {"TS1": "info", "TS2": "error"}
    assert policy.config["baseline"] == str(tmp_path / "base" / "b.json")
    rule = policy.rules[0].rule
    assert isinstance(rule, LongLine)
    assert (rule.limit, rule.words) == (5, ("乙",))


def test_extend_to_a_pyproject_without_our_table(tmp_path: Path, registry: Registry) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.other]\n")
    message = fault(tmp_path, registry, 'extend = "pyproject.toml"')
    assert message.startswith("pyproject.toml: has no table [tool.reportlint]")


def test_a_fault_in_a_base_names_the_base(tmp_path: Path, registry: Registry) -> None:
    (tmp_path / "base.toml").write_text('lang = "zh"\nselct = []')
    assert fault(tmp_path, registry, 'extend = "base.toml"').startswith("base.toml:2: ")


def test_circle_of_two(tmp_path: Path, registry: Registry) -> None:
    (tmp_path / "b.toml").write_text('\nextend = ".reportlint.toml"')
    message = fault(tmp_path, registry, 'extend = "b.toml"')
    assert message.startswith("b.toml:2: extend goes in a circle: .reportlint.toml → b.toml → ")


TOML = '''# select = 1
title = """
select = "no"
"""
"quoted.key" = 1
plain.dotted = { x = 1, y = [
  "one", # select = 2
  "two",
] }
[a.b]
select = 3
[[list]]
select = 4
[[list]]
other = 'select = 9'
select = 5
[list.sub]
deep = 6
[tool."x y"]
k = 7
'''


@pytest.mark.parametrize(
    ("at", "value", "line"),
    [
        (("title",), None, 2),
        (("quoted.key",), None, 5),
        (("plain", "dotted", "x"), None, 6),
        (("plain", "dotted", "y"), "two", 8),
        (("a", "b"), None, 10),
        (("a",), None, 10),
        (("a", "b", "select"), None, 11),
        (("list", 0), None, 12),
        (("list", 0, "select"), None, 13),
        (("list", 1, "select"), None, 16),
        (("list", 1, "sub", "deep"), None, 18),
        (("tool", "x y", "k"), None, 20),
        (("list", 1, "missing"), None, 14),
        (("nowhere",), None, 1),
    ],
)
def test_line_of_a_key(at: tuple[str | int, ...], value: str | None, line: int) -> None:
    assert line_of(TOML, at, value) == line
    assert line_of(TOML.replace("\n", "\r\n"), at, value) == line


@pytest.mark.parametrize(
    ("version", "conditions", "fits"),
    [
        ("0.1.0", "0.1", True),
        ("0.1.0", "==0.1.0", True),
        ("0.1.1", "0.1", False),
        ("0.1.1", "==0.1.*", True),
        ("0.2.0", "!=0.1.*", True),
        ("0.10.0", ">=0.9", True),
        ("0.10.0", ">= 0.9, <0.10", False),
        ("1.4.9", "~=1.4", True),
        ("2.0", "~=1.4", False),
        ("1.4.9", "~=1.4.5", True),
        ("1.5.0", "~=1.4.5", False),
        ("1.0rc1", ">=1.0", False),
        ("1.0.post1", ">1.0", True),
        ("1.0+local", "==1.0", True),
    ],
)
def test_version_conditions(version: str, conditions: str, fits: bool) -> None:
    assert satisfies(version, conditions) is fits


@pytest.mark.parametrize("conditions", ["", ">=", "=>1", "~=1", ">1.*", "one", ">=1;<2"])
def test_unreadable_conditions(conditions: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(conditions.split(',')[0])}$"):
        satisfies("1.0", conditions)


def test_requirement_names_are_normalised() -> None:
    assert parse_requirement("My_Rules.x >=1") == ("my-rules-x", ">=1")


def test_without_a_configuration_nothing_heavy_is_imported(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from reportlint.plugins import Registry\n"
        "from reportlint.policy import Policies\n"
        f"Policies(Registry()).for_path({str(tmp_path / 'a.txt')!r})\n"
        "heavy = {'tomllib', 'tomli', 'json', 'pathspec', 'difflib', 'reportlint.config'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
