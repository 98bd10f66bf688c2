"""What holds for the project as a whole: rules, modules, pages, files under version control."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from reportlint import Example, Rule
from reportlint.plugins import load_registry
from reportlint.testing import as_example, unmark

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).resolve().parent.parent
SRC = ROOT / "src" / "reportlint"
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
FAMILIES = sorted(p.parent.name for p in SRC.glob("rules/*/__init__.py"))
PUBLIC = ("reportlint", "reportlint.identity")
PARTS = ("rules", "parsers", "reporters", "profiles")
RULES = [
    rule
    for code, rule in sorted(load_registry().rules.items())
    if rule.__module__.startswith("reportlint.")
]

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)

HAN = re.compile(r"[\u4e00-\u9fff]")
# Written in pieces, so that this file passes its own test.
REGISTRIES = re.compile(
    "py" + r"pi\.org|python" + r"hosted|npm" + r"js\.|://regis" + "try|crates" + r"\.io"
)
MACHINE = re.compile(r"(?<![\w.])/(?:wo" + r"rk/|tmp/v\d|ro" + r"ot/|home/\w)")
UNFINISHED = re.compile(r"(?:#|<!--)\s*(?:" + "TO" + "DO|FIX" + r"ME|XXX)\b")


def is_english(text: str) -> bool:
    """Whether a text is English, Chinese words that it is about aside."""
    return len(re.findall(r"[A-Za-z]", text)) > len(HAN.findall(text))


# -- rules -------------------------------------------------------------------------------------


def test_there_are_rules() -> None:
    assert len(RULES) >= 20


@each_rule
def test_rule_has_a_title_and_a_manual_in_both_languages(rule: type[Rule]) -> None:
    assert rule.__doc__ is not None
    assert "\n    ---\n" in rule.__doc__ or "\n---\n" in rule.__doc__
    chinese, english = rule.manual("zh"), rule.manual("en")
    assert HAN.search(rule.title("zh"))
    assert is_english(rule.title("en"))
    for manual in (chinese, english):
        assert len(manual.splitlines()) >= 2, "a manual page says why and what to do"


@each_rule
def test_rule_has_source_remedy_and_examples(rule: type[Rule]) -> None:
    assert rule.source
    assert rule.name == rule.name.lower()
    assert re.fullmatch(r"RPTP?\d+", rule.code)
    remedy = rule.remedy
    assert isinstance(remedy, tuple), "a remedy is a Message in two languages"
    assert HAN.search(remedy.zh)
    assert is_english(remedy.en)
    examples = [as_example(example) for example in [*rule.valid, *rule.invalid]]
    assert rule.valid
    assert rule.invalid
    assert all(isinstance(example, Example) for example in examples)
    assert all(unmark(as_example(example).text)[1] for example in rule.invalid)
    assert not any(unmark(as_example(example).text)[1] for example in rule.valid)


@each_rule
def test_rule_source_is_a_convention_or_a_standard(rule: type[Rule]) -> None:
    assert "惯例" in rule.source or re.search(r"《|GB|GF|20\d\d", rule.source)


@each_rule
def test_options_have_a_line_of_help(rule: type[Rule]) -> None:
    assert all(option.help.strip() for option in rule.options.values())


def test_names_and_codes_are_unique() -> None:
    assert len({rule.code for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("family", FAMILIES)
def test_family_lists_every_rule_of_its_modules_and_is_registered(family: str) -> None:
    package = import_module(f"reportlint.rules.{family}")
    listed = set(package.reportlint_rules())
    defined = set()
    for path in SRC.glob(f"rules/{family}/*.py"):
        if path.stem == "__init__":
            continue
        module = import_module(f"reportlint.rules.{family}.{path.stem}")
        defined |= {
            thing
            for thing in vars(module).values()
            if isinstance(thing, type)
            and issubclass(thing, Rule)
            and thing.__module__ == module.__name__
            and thing.code
        }
    assert listed == defined
    assert len({rule.code.removeprefix("RPT")[:1] for rule in listed}) <= 1, "a family, a digit"
    entry_points = PYPROJECT["project"]["entry-points"]["reportlint"]
    assert f"reportlint.rules.{family}" in entry_points.values()


@each_rule
def test_rule_is_tested(rule: type[Rule]) -> None:
    family = rule.__module__.split(".")[2]
    text = (ROOT / "tests" / "rules" / f"test_{family}.py").read_text("utf-8")
    assert re.search(rf"rule_test\([^\n]*({rule.__name__}|{rule.code})\b", text)


# -- modules -----------------------------------------------------------------------------------


def modules(*folders: str) -> Iterator[Path]:
    for folder in folders or ("src", "tests", "benchmarks"):
        yield from sorted((ROOT / folder).rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    """Yield the full names of the modules that a file imports, relative ones left out."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module


def test_modules_are_short_and_say_what_they_are() -> None:
    long = {p.name: n for p in modules() if (n := len(p.read_text("utf-8").splitlines())) > 400}
    assert long == {}
    mute = [
        p.name
        for p in modules("src", "benchmarks")
        if not ast.get_docstring(ast.parse(p.read_text("utf-8")))
    ]
    assert mute == []


def test_no_module_is_a_drawer_for_anything() -> None:
    drawers = {"util", "utils", "helper", "helpers", "common", "misc"}
    assert [p for p in modules() if p.stem in drawers] == []


@pytest.mark.parametrize("part", PARTS)
def test_built_in_parts_import_only_the_public_api(part: str) -> None:
    for path in (SRC / part).rglob("*.py"):
        inside = path.relative_to(SRC).parts
        own = ".".join(("reportlint", *inside[: 2 if part == "rules" else 1]))
        for name in imports(path):
            allowed = name in PUBLIC or name == own or name.startswith(own + ".")
            assert allowed or not name.startswith("reportlint."), f"{path.name} imports {name}"


def test_the_import_contracts_name_every_module() -> None:
    contracts = PYPROJECT["tool"]["importlinter"]["contracts"]
    forbidden = next(c for c in contracts if c["type"] == "forbidden")
    top = {p.stem for p in SRC.glob("*.py")} | {p.parent.name for p in SRC.glob("*/__init__.py")}
    expected = {f"reportlint.{name}" for name in top - {"__init__", *PARTS}} - set(PUBLIC)
    assert set(forbidden["forbidden_modules"]) == expected


def test_the_architecture_page_names_every_module() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    names = [p.name for p in SRC.glob("*.py")] + [f"{part}/" for part in ("cli", *PARTS[:3])]
    assert [name for name in names if f"`{name}`" not in page and name != "__init__.py"] == []


def test_the_hooks_look_at_what_the_parsers_read() -> None:
    hooks = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    patterns = set(re.findall(r"^  files: (.+)$", hooks, re.MULTILINE))
    assert len(patterns) == 1
    suffixes = re.search(r"\(([a-z|]+)\)\$", patterns.pop())
    assert suffixes is not None
    built_in = load_registry().parser_by_suffix.items()
    read = {s for s, parser in built_in if type(parser).__module__.startswith("reportlint.")}
    assert {f".{suffix}" for suffix in suffixes.group(1).split("|")} == read - {".text"}  # rare


# -- files under version control ---------------------------------------------------------------


def tracked() -> list[Path]:
    if not (ROOT / ".git").exists():
        pytest.skip("no git checkout")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    paths = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file()]


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("a registry's address", REGISTRIES),
        ("a machine's path", MACHINE),
        ("a loose end", UNFINISHED),
    ],
    ids=["registry", "machine", "unfinished"],
)
def test_no_file_holds(what: str, pattern: re.Pattern[str]) -> None:
    found = []
    for path in tracked():
        text = path.read_bytes().decode("utf-8", "replace")
        found += [f"{path.relative_to(ROOT)}: {m.group()}" for m in pattern.finditer(text)]
    assert found == [], what


def test_no_lock_file_is_tracked() -> None:
    locks = {"uv.lock", "poetry.lock", "pdm.lock", "package-lock.json", "yarn.lock"}
    assert [path for path in tracked() if path.name in locks] == []


def test_changelog_fragments_are_one_sentence_of_a_known_kind() -> None:
    for path in (ROOT / "changelog.d").iterdir():
        if path.name == "README.md":
            continue
        assert re.fullmatch(r"[a-z0-9-]+\.(added|changed|fixed|removed)\.md", path.name)
        assert len(path.read_text("utf-8").strip().splitlines()) == 1, path.name


def test_links_between_pages_lead_somewhere() -> None:
    for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/**/*.md")]:
        text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text("utf-8"), flags=re.DOTALL)
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", text):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


@pytest.mark.parametrize("name", ["lint", "test"])
def test_readme_has_both_commands_on_one_line(name: str) -> None:
    script = ROOT / ".ci" / "readme-command"
    done = subprocess.run([str(script), name], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("python3 -m venv .venv && ")
    assert done.stdout.count("\n") == 1
