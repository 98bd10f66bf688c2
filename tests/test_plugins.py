"""Plugins as they are really installed: distributions with entry points, found on the path."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pluggy
import pytest

from installed_site import HEAD, HOOK, LIST, Site, plugin, rule
from reportlint import Severity
from reportlint.entry_points import EntryPoint, find_entry_points, is_disabled
from reportlint.hooks import Manager
from reportlint.metadata import is_code
from reportlint.plugins import load_registry


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_a_sound_plugin_is_loaded(site: Site) -> None:
    site.install("house-rules", plugin("HS101", "HS102"))
    assert site.load() == ("HS101 HS102", "")


ODD = HEAD + rule("OD101") + HOOK.format(rules="ROD101")


@pytest.mark.parametrize(
    ("body", "points"),
    [
        (ODD.replace("@hookimpl", "@hookimpl(trylast=True)"), ""),
        (
            ODD.replace("@hookimpl", '@hookimpl(specname="reportlint_rules")').replace(
                "def reportlint_rules", "def mine"
            ),
            "",
        ),
        (
            HEAD + rule("OD101") + "\nclass Hooks:\n    @hookimpl\n"
            "    def reportlint_rules(self): return [ROD101]\n\nhooks = Hooks()\n",
            "odd = odd:hooks",
        ),
        (ODD + "\nimport re\nfrom reportlint import lazy\n_FAULTY = lazy('(')\n", ""),
    ],
    ids=["option", "other name", "object", "lazy pattern that is faulty"],
)
def test_plugins_may_use_all_that_pluggy_offers(site: Site, body: str, points: str) -> None:
    site.install("odd", body, points=points)
    assert site.load() == ("OD101", "")


def test_our_mark_is_pluggy_s(site: Site) -> None:
    """So that pluggy's own manager, and plugins that import its marker, agree with us."""
    program = (
        "import sys\n"
        "from reportlint import hookimpl\n"
        "@hookimpl\ndef ours(): pass\n"
        "print('pluggy' in sys.modules)\n"
        "import pluggy\n"
        "@pluggy.HookimplMarker('reportlint')\ndef theirs(): pass\n"
        "print(vars(ours) == vars(theirs) != {})"
    )
    assert site.run(program) == ["False", "True"]


def test_hooks_are_read_as_pluggy_reads_them() -> None:
    """Of every plugin that is installed, ours among them, whichever way it was read."""
    manager, theirs = Manager(), pluggy.PluginManager("reportlint")
    for entry in find_entry_points():
        module = import_module(entry.value)
        name = theirs.register(module)
        read = {
            caller.name: implementation.function
            for caller in theirs.get_hookcallers(module) or ()
            for implementation in caller.get_hookimpls()
            if implementation.plugin_name == name
        }
        assert manager.hooks(entry, module) == read != {}, entry


def test_one_module_is_loaded_once(site: Site) -> None:
    site.install("house-rules", plugin("HS101"), points="a = house_rules\nb = house_rules")
    codes, error = site.load()
    assert codes == "HS101"
    assert "house_rules is loaded already, by another entry point" in error


BROKEN = {
    "import": ("1 / 0", ": ZeroDivisionError: division by zero"),
    "missing module": ("import no_such_module", ": ModuleNotFoundError: No "),
    "syntax": ("def", ": SyntaxError: "),
    "exit": ("raise SystemExit(0)", ": SystemExit: 0"),
    "no hook": (HEAD, " implements no hook (reportlint_rules, "),
    "misspelt": (
        HEAD + "@hookimpl\ndef reportlint_ruels(): return []",
        "no hook is called reportlint_ruels; did you mean reportlint_rules?",
    ),
    "unmarked": ("def reportlint_rules(): return []", "reportlint_rules is not marked with @hookimpl"),
    "argument": (HEAD + "@hookimpl\ndef reportlint_rules(config): return []", "wrong hook: "),
    "raises": (
        HEAD + "@hookimpl\ndef reportlint_rules(): return [][1]",
        "the hook reportlint_rules failed: IndexError: list index out of range",
    ),
    "none": (HEAD + "@hookimpl\ndef reportlint_rules(): pass", "reportlint_rules returned None, which"),
    "instance": (HEAD + "@hookimpl\ndef reportlint_rules(): return [3]", "returned 3, which does not fit"),
    "parser": (HEAD + "@hookimpl\ndef reportlint_parsers(): return [3]", "reportlint_parsers returned 3"),
    "reporter": (HEAD + "@hookimpl\ndef reportlint_reporters(): return [3]", "reportlint_reporters retu"),
    "configs": (HEAD + "@hookimpl\ndef reportlint_configs(): return {'x': 3}", "reportlint_configs returned"),
    "defaults": (HEAD + "@hookimpl\ndef reportlint_default_config(): return [1]", "reportlint_default_config re"),
    "words": (HEAD + "@hookimpl\ndef reportlint_words(): return {'confusions': {'甲': 1}}", "reportlint_words returned"),
    "same word": (HEAD + "@hookimpl\ndef reportlint_words(): return {'confusions': {'甲': '甲'}}", "reportlint_words"),
    "filter": (
        HEAD + "@hookimpl\ndef reportlint_filter(findings): return findings",
        "the hook reportlint_filter takes document and findings",
    ),
    "too new": (
        "reportlint_api = 99\n" + HEAD + "@hookimpl\ndef reportlint_rules(): return []",
        "it needs version 99 of the plugin API, this reportlint has 1; upgrade reportlint",
    ),
    "api": (
        "reportlint_api = '1'\n" + HEAD + "@hookimpl\ndef reportlint_rules(): return []",
        "reportlint_api must be a positive integer, not '1'",
    ),
    "table": (
        plugin("BD101").replace("    def check", "    word_tables = {'x': 'list'}\n    def check"),
        "the kind 'list' of table x of rule BD101 is neither pairs nor phrases",
    ),
    "profiles": (HEAD + "@hookimpl\ndef reportlint_profiles(): return {'x': 3}", "reportlint_profiles r"),
    "code": (plugin("bad1"), "the code 'bad1' of rule Rbad1 is not two to four capitals and digits"),
    "name": (
        HEAD + rule("BD101", "Bad Name") + HOOK.format(rules="RBD101"),
        "the name 'Bad Name' of rule BD101 is not kebab-case",
    ),
    "docstring": (plugin("BD101").replace('"""一处问题。"""', ""), "rule BD101 lacks a docstring"),
    "severity": (plugin("BD101").replace("Severity.WARNING", "'warning'"), "is no Severity"),
    "check": (plugin("BD101").replace("def check", "def chekc"), "rule BD101 has no check"),
    "default": (
        plugin("BD101").replace("    def", "    limit: int = option(0, 'x', at_least=1)\n    def"),
        "the default of option limit of rule BD101 is wrong: must be at least 1, not 0",
    ),
    "default type": (
        plugin("BD101").replace("    def", "    limit = option([1], 'x')\n    def"),
        "the default of option limit of rule BD101 is wrong: ",
    ),
    "reserved": (
        plugin("BD101").replace("    def", "    lang: str = option('x', 'x')\n    def"),
        "an option of rule BD101 cannot be called lang",
    ),
    "twice": (HEAD + rule("BD101") + HOOK.format(rules="RBD101, RBD101"), "BD101 is claimed by bad-rules-"),
}  # fmt: skip


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, list[str]]:
    """The codes and the errors of one load with a sound plugin among all the broken ones."""
    site = Site(tmp_path_factory.mktemp("broken"))
    for number, (body, _) in enumerate(BROKEN.values()):
        site.install(f"bad-rules-{number}", body, "3.1")
    site.install("good-rules", plugin("GD101"))
    codes, *errors = site.run(LIST.format(arguments=""))
    return codes, errors


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_plugin_names_its_distribution(broken: tuple[str, list[str]], kind: str) -> None:
    name = f"bad-rules-{list(BROKEN).index(kind)}"
    (error,) = [line for line in broken[1] if f"{name} 3.1" in line]
    assert BROKEN[kind][1] in error
    if kind == "too new":
        assert f"use an older {name}" in error
    else:
        assert f'set plugins.disabled = ["{name}"]' in error


def test_the_sound_plugins_are_loaded(broken: tuple[str, list[str]]) -> None:
    assert broken[0] == "GD101"
    assert len(broken[1]) == len(BROKEN)


def test_a_disabled_plugin_is_not_imported(site: Site) -> None:
    site.install("bad-rules", "1 / 0")
    site.install("good-rules", plugin("GD101"))
    assert site.load("disabled=['bad_rules'], ") == ("GD101", "")


def test_without_a_list_for_errors_the_first_is_raised(site: Site) -> None:
    site.install("bad-rules", "1 / 0")
    program = (
        "from reportlint.plugins import *\n"
        "try: load_registry()\n"
        "except PluginError as error: print(error)"
    )
    (said,) = site.run(program)
    assert said.startswith(
        "插件 bad-rules 1.0（入口 bad_rules）：无法导入 bad_rules：ZeroDivisionError"
    )


def test_a_clash_names_both_distributions(site: Site) -> None:
    site.install("first-rules", plugin("AA101"))
    site.install("second-rules", plugin("AA101", "AA102"), "2.5")
    codes, error = site.load()
    assert codes == "AA101"  # of the second nothing is taken in
    assert "AA101 is claimed by first-rules 1.0 (first_rules) and by second-rules 2.5 (" in error
    assert site.load("disabled=['first-rules'], ") == ("AA101 AA102", "")


def test_a_clash_of_names_and_of_profiles(site: Site) -> None:
    profile = "@hookimpl\ndef reportlint_profiles(): return {'house': {}}\n"
    site.install("aa-rules", HEAD + rule("AA101", "same") + HOOK.format(rules="RAA101"))
    site.install("bb-rules", HEAD + rule("BB101", "same") + HOOK.format(rules="RBB101"))
    site.install("cc-rules", HEAD + profile)
    site.install("dd-rules", HEAD + profile)
    codes, error = site.load()
    assert codes == "AA101"
    assert "same is claimed by aa-rules 1.0 (aa_rules) and by bb-rules 1.0 (bb_rules)" in error
    assert "house is claimed by cc-rules 1.0 (cc_rules) and by dd-rules 1.0 (dd_rules)" in error


def test_one_distribution_may_bring_several_plugins(site: Site) -> None:
    body = plugin("AA101") + (
        "class More:\n"
        "    @hookimpl\n"
        "    def reportlint_profiles(self): return {'house': {'select': ['AA101']}}\n"
        "more = More()\n"
    )
    site.install("aa-rules", body, points="rules = aa_rules\nprofiles = aa_rules:more")
    program = (
        "from reportlint.plugins import *\n"
        "from reportlint.policy import Policies\n"
        "registry = load_registry()\n"
        "policy = Policies(registry, isolated=True, overrides={'profile': 'house'}).for_path('a')\n"
        "print(*[s.rule.code for s in policy.rules], policy.rules[0].distribution)\n"
        "print(*[(p.entry.name, len(p.rules), sorted(p.profiles)) for p in registry.plugins if"
        " p.entry.distribution != 'reportlint'])"
    )
    assert site.run(program) == ["AA101 aa-rules", "('profiles', 0, ['house']) ('rules', 1, [])"]
    assert site.load("disabled=['rules'], ") == ("", "")


LINT = """
from reportlint import ParseContext, Source
from reportlint.engine import lint
from reportlint.plugins import load_registry
registry = load_registry()
document = registry.parsers["plain"].parse(Source("甲乙"), ParseContext())
findings, errors = lint(document, [registry.rules[code]() for code in ("AA101", "BB101")])
print(*[(f.code, f.start, f.end) for f in findings])
print(*errors)
"""


def test_a_rule_that_raises_is_told_and_the_others_go_on(site: Site) -> None:
    site.install("aa-rules", plugin("AA101").replace("at =", "return [][1]\n        at ="))
    site.install("bb-rules", plugin("BB101"))
    found, error = site.run(LINT)
    assert found == "('BB101', 0, 1)"
    assert "规则 AA101（rule-aa101）出错：IndexError" in error


def test_a_plugin_that_comes_changes_or_goes_is_noticed(site: Site) -> None:
    assert site.load() == ("", "")
    site.install("aa-rules", plugin("AA101"))
    assert site.load() == ("AA101", "")
    assert site.load() == ("AA101", "")
    (site.folder / "aa_more.py").write_text(plugin("AA201"), encoding="utf-8")
    points = site.folder / "aa_rules-1.0.dist-info" / "entry_points.txt"
    points.write_text("[reportlint]\naa = aa_rules\nmore = aa_more\n")
    assert site.load() == ("AA101 AA201", "")
    for file in points.parent.iterdir():
        file.unlink()
    points.parent.rmdir()
    assert site.load() == ("", "")


def test_a_source_checkout_is_noticed_when_it_is_built_anew(site: Site) -> None:
    site.install("aa-rules", plugin("AA101"))
    info = site.folder / "aa_rules.egg-info"
    (site.folder / "aa_rules-1.0.dist-info").rename(info)
    (info / "METADATA").rename(info / "PKG-INFO")
    points = info / "entry_points.txt"
    text = points.read_text()
    points.write_text("[console_scripts]\nx = x:y\n")
    assert site.load() == ("", "")
    points.write_text(text)
    assert site.load() == ("AA101", "")


def test_the_first_on_the_path_hides_the_second(site: Site, tmp_path: Path) -> None:
    site.install("aa-rules", plugin("AA101"))
    (tmp_path / "other").mkdir()
    hidden = Site(tmp_path / "other")
    hidden.install("aa-rules", plugin("AA999"), "0.9")
    program = f"import sys; sys.path.append({str(hidden.folder)!r})\n" + LIST.format(arguments="")
    assert site.run(program) == ["AA101"]


def test_a_warm_start_does_not_scan(site: Site) -> None:
    site.install("aa-rules", plugin("AA101"))
    program = (
        "import sys\nfrom reportlint.plugins import load_registry\n"
        "load_registry()\nprint('importlib.metadata' in sys.modules)\n"
    )
    assert site.run(program) == ["True"]
    assert site.run(program) == ["False"]
    assert site.run(program.replace("load_registry()\np", "load_registry(fresh=True)\np")) == [
        "True"
    ]


def test_a_distribution_without_metadata_of_its_own_is_passed_over(site: Site) -> None:
    site.install("aa-rules", plugin("AA101"))
    (site.folder / "empty-1.0.dist-info").mkdir()
    (site.folder / "odd-1.0.dist-info").mkdir()
    (site.folder / "odd-1.0.dist-info" / "entry_points.txt").write_text("no section\n[other\n=\n")
    assert site.load() == ("AA101", "")


def test_disabled_by_distribution_or_entry_point() -> None:
    entry = EntryPoint("House.Rules", "1", "extra", "x")
    assert is_disabled(entry, ["house_rules"])
    assert is_disabled(entry, ["extra"])
    assert not is_disabled(entry, ["house", "1"])


@pytest.mark.parametrize(
    ("code", "fits"),
    [
        ("RPT101", True), ("AB1", True), ("RPTP01", True), ("A1", False), ("ABCDE1", False),
        ("ABC", False), ("abc1", False), ("1AB", False), ("A-B1", False), ("甲乙1", False), ("", False),
    ],
)  # fmt: skip
def test_shape_of_a_code(code: str, fits: bool) -> None:
    assert is_code(code) is fits


def test_our_own_plugins_load() -> None:
    registry = load_registry()
    assert {plugin.entry.distribution for plugin in registry.plugins} >= {"reportlint"}
    assert all(isinstance(rule.severity, Severity) for rule in registry.rules.values())
    assert set(registry.codes.values()) == set(registry.rules)
    assert registry.parser_by_suffix[".txt"] is registry.parsers["plain"]
