"""Every hook as a third party implements it, seen from the command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from installed_site import HEAD, Site, plugin, rule

WORDS = HEAD + "@hookimpl\ndef reportlint_words(): return {words}\n"
DEFAULTS = HEAD + "@hookimpl\ndef reportlint_default_config(): return {table}\n"
CONFIGS = HEAD + "@hookimpl\ndef reportlint_configs(): return {{'house': {table}}}\n"
FILTER = HEAD + "@hookimpl\ndef reportlint_filter(document, findings): {body}\n"
READER = '''
class Reader(Rule):
    """读词表。"""
    code, name, severity = "RD101", "reader", Severity.WARNING
    word_tables = {"terms": "pairs"}

    def check(self, document):
        for word, right in self.word_table("terms").pairs.items():
            for at in document.places(word):
                yield self.finding(at, at + len(word), f"{word}->{right}")

@hookimpl
def reportlint_rules():
    return [Reader]
'''


class Outcome(NamedTuple):
    code: int
    out: str
    err: str


class Project:
    """A folder of documents, and the command line with plugins installed."""

    def __init__(self, site: Site, folder: Path) -> None:
        self.site = site
        self.folder = folder

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def __call__(self, *arguments: str, lang: str = "en") -> Outcome:
        command = [sys.executable, "-m", "reportlint", *arguments]
        variables = {
            **os.environ, "PYTHONPATH": str(self.site.folder), "REPORTLINT_CACHE_DIR": str(self.site.home),
        }  # fmt: skip
        done = subprocess.run(
            [*command, "--lang", lang], cwd=self.folder, env=variables, capture_output=True,
            encoding="utf-8", check=False,
        )  # fmt: skip
        assert "Traceback" not in done.stderr
        return Outcome(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project(Site(tmp_path), tmp_path / "project")
    made.write("a.txt", "甲乙，按排人员。\n")
    return made


# -- words -------------------------------------------------------------------------------------


def test_words_reach_our_rules_and_the_plugin_s_own(project: Project) -> None:
    words = "{'confusions': {'乙，': '丙，'}, 'terms': {'甲': '癸'}}"
    project.site.install("aa-words", WORDS.format(words=words))
    project.site.install("reader", HEAD + READER)
    out = project("check", "a.txt").out
    assert "a.txt:1:1: RD101 甲->癸" in out
    assert "a.txt:1:2: RPT701 乙， looks mistyped" in out
    assert "a.txt:1:4: RPT701 按排 looks mistyped" in out


def test_the_configuration_goes_before_the_plugin_s_words(project: Project) -> None:
    project.site.install("aa-words", WORDS.format(words="{'terms': {'甲': '癸', '乙': '壬'}}"))
    project.site.install("reader", HEAD + READER)
    project.write(
        ".reportlint.toml",
        "[words.terms]\npairs = { '人员' = '人', '乙' = '辛' }\nremove = ['甲']\n"
        "[words.confusions]\nremove = ['按排']\n",
    )
    out = project("check", "a.txt").out
    assert [line.split(" ", 2)[1:] for line in out.splitlines() if ": R" in line] == [
        ["RD101", "乙->辛"],
        ["RD101", "人员->人"],
    ]


def test_words_by_path(project: Project) -> None:
    project.write(
        ".reportlint.toml",
        '[[overrides]]\npaths = ["b.txt"]\nwords.confusions.remove = ["按排"]\n',
    )
    project.write("b.txt", "按排人员。\n")
    out = project("check", ".").out
    assert "a.txt:1:4: RPT701" in out
    assert "b.txt" not in out


def test_words_of_no_table_name_the_distribution(project: Project) -> None:
    project.site.install("aa-words", WORDS.format(words="{'confusion': {'甲': '乙'}}"))
    code, _, err = project("check", "a.txt")
    assert code == 2
    assert (
        "plugin aa-words 1.0 (entry point aa_words): no rule reads a table of words called con"
        in err
    )
    project.site.install("bb-words", WORDS.format(words="{'fixed-phrases': {'甲': '乙'}}"))
    assert (
        "bb_words): the table fixed-phrases is one of phrases, not of pairs"
        in project("plugins").err
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[words.confusion]\nremove = []", ":1: no table of words is called confusion; did you mean confusions?"),
        ("[words.confusions]\nphrases = ['甲']", ":2: table confusions takes pairs, not phrases"),
        ("[words.confusions]\npairs = { '甲' = 3 }", ":2: words.confusions.pairs.甲 must be a string, not 3"),
        ("[words.confusions]\npairs = { '甲' = '甲' }", "'甲' in table confusions is empty or what it should become"),
        ("[words.confusions]\nadd = []", ":2: no configuration key is called add"),
    ],
)  # fmt: skip
def test_words_that_do_not_fit(project: Project, text: str, said: str) -> None:
    project.write(".reportlint.toml", text)
    code, _, err = project("check", "a.txt")
    assert code == 2
    assert said in err


# -- default settings --------------------------------------------------------------------------


def test_defaults_are_weaker_than_anything(project: Project) -> None:
    table = "{'ignore': ['RPT701'], 'severity': {'AA101': 'info'}, 'fail-level': 'error'}"
    project.site.install(
        "aa-rules", plugin("AA101") + DEFAULTS.format(table=table).removeprefix(HEAD)
    )
    assert project("check", "a.txt")[:2] == (0, "a.txt:1:1: AA101 甲\n")
    told = project("config", "a.txt").out
    assert "ignore in the default settings of aa-rules names RPT701" in told
    project.write(".reportlint.toml", "extend-select = ['RPT701']\nfail-level = 'warning'\n")
    code, out, _ = project("check", "a.txt")
    assert (code, "RPT701" in out) == (1, True)
    project.write(".reportlint.toml", "plugins.disabled = ['aa-rules']\n")
    assert "RPT701" in project("check", "a.txt").out


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("{'selct': []}", "no configuration key is called selct; did you mean select?"),
        ("{'lang': 'fr'}", "lang must be one of zh, en"),
        ("{'extend': 'x.toml'}", "no configuration key is called extend"),
    ],
)
def test_defaults_that_do_not_fit_name_the_distribution(
    project: Project, table: str, said: str
) -> None:
    project.site.install("aa-rules", DEFAULTS.format(table=table))
    code, _, err = project("check", "a.txt")
    assert code == 2
    assert f"default settings of plugin aa-rules 1.0 (entry point aa_rules): {said}" in err


# -- shared configurations ---------------------------------------------------------------------


def test_a_shared_configuration_is_extended_by_name(project: Project) -> None:
    table = (
        "{'ignore': ['RPT701'], 'exclude': ['old/'], 'words': {'confusions': {'remove': ['甲']}}}"
    )
    project.site.install("aa-style", CONFIGS.format(table=table))
    project.write("base.toml", "fail-level = 'error'\nignore = ['RPT702']\n")
    project.write("sub/.reportlint.toml", "extend = ['house', '../base.toml']\n")
    project.write("sub/a.txt", "按排人员。\n")
    project.write("sub/old/b.txt", "按排人员。\n")
    config = json.loads(project("config", "sub", "--format", "json").out)["config"]
    assert config["fail-level"] == "error"
    assert config["exclude"] == ["old/"]
    assert config["ignore"] == ["RPT702"]  # the later base goes before the earlier
    assert project("check", "--show-files", "sub").out == "sub/a.txt\n"
    told = project("config", "sub").out
    assert "ignore in shared configuration house of aa-style names RPT701" in told


@pytest.mark.parametrize(
    ("table", "extend", "said"),
    [
        ("{}", "hous", ".reportlint.toml:1: no shared configuration is called hous; did you mean house?"),
        ("{'selct': 1}", "house", "in shared configuration house of aa-style: no configuration key is called"),
        ("{'ignore': ['ZZ1']}", "house", "in shared configuration house of aa-style: no rule has the code"),
        ("{'plugins': {'local': ['x.py']}}", "house", "no configuration key is called plugins"),
    ],
)  # fmt: skip
def test_shared_configurations_that_do_not_fit(
    project: Project, table: str, extend: str, said: str
) -> None:
    project.site.install("aa-style", CONFIGS.format(table=table))
    project.write(".reportlint.toml", f"extend = '{extend}'\n")
    code, _, err = project("check", "a.txt")
    assert code == 2
    assert said in err


def test_two_shared_configurations_of_one_name_clash(project: Project) -> None:
    for name in ("aa-style", "bb-style"):
        project.site.install(name, CONFIGS.format(table="{}"))
    assert (
        "house is claimed by aa-style 1.0 (aa_style) and by bb-style 1.0 (bb_style)"
        in project("plugins").err
    )


# -- filters -----------------------------------------------------------------------------------


def test_a_filter_leaves_findings_out_and_they_are_not_mended(project: Project) -> None:
    body = "return [f for f in findings if document.text[f.start] != '按']"
    project.site.install("aa-filter", FILTER.format(body=body))
    project.site.install("bb-rules", plugin("BB101"))
    assert project("check", "a.txt").out.splitlines()[0] == "a.txt:1:1: BB101 甲"
    assert "RPT701" not in project("check", "a.txt").out
    project("check", "--fix", "a.txt")
    assert "按排" in (project.folder / "a.txt").read_text("utf-8")
    project.write(".reportlint.toml", "plugins.disabled = ['aa-filter']\n")
    assert "RPT701" in project("check", "a.txt").out


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("return 1 / 0", "ZeroDivisionError: division by zero"),
        ("return None", "TypeError: "),
        ("return [f._replace(start=0) for f in findings]", "which no rule reported"),
    ],
)
def test_a_filter_that_fails_hides_nothing(project: Project, body: str, said: str) -> None:
    project.site.install("aa-filter", FILTER.format(body=body))
    code, out, err = project("check", "a.txt")
    assert code == 2
    assert "RPT701" in out
    assert (
        "a.txt: reportlint_filter of plugin aa-filter 1.0 (entry point aa_filter) failed: " in err
    )
    assert said in err
    assert 'set plugins.disabled = ["aa-filter"]' in err


# -- parsers, reporters, profiles --------------------------------------------------------------

PARTS = (
    HEAD
    + """
from reportlint import ParseContext, outline, common_masks, apply_masks, Document, Source

class LogParser:
    name, suffixes = "log", (".log",)
    def parse(self, source: Source, context: ParseContext) -> Document:
        prose = apply_masks(source.text, common_masks(source.text, context))
        return Document(source, prose, outline(prose), self.name, context.genre)

class Writer:
    def file(self, result): return "".join(f"{f.code};" for f in result.findings)
    def end(self, summary): return f"{summary.findings}\\n"

class Short:
    name = "short"
    def begin(self, run): return Writer()

@hookimpl
def reportlint_parsers(): return [LogParser()]
@hookimpl
def reportlint_reporters(): return [Short()]
@hookimpl
def reportlint_profiles(): return {"house": {"select": ["RPT701"]}}
"""
)


def test_a_parser_a_reporter_and_a_profile(project: Project) -> None:
    project.site.install("aa-parts", PARTS)
    project.write("b.log", "按排人员。\n")
    assert "b.log:1:1: RPT701" in project("check", ".").out
    out = project("check", "--profile", "house", "--output-format", "short", "a.txt").out
    assert out == "RPT701;1\n"
    (told,) = [
        p
        for p in json.loads(project("plugins", "--format", "json").out)
        if p["distribution"] == "aa-parts"
    ]
    assert told["hooks"] == ["reportlint_parsers", "reportlint_reporters", "reportlint_profiles"]
    assert (told["parsers"], told["reporters"], told["profiles"]) == (["log"], ["short"], ["house"])


# -- disabled plugins --------------------------------------------------------------------------


def test_disabled_is_inherited_before_anything_is_imported(project: Project) -> None:
    project.site.install("bad-rules", "1 / 0")
    project.write("base/base.toml", "plugins.disabled = ['bad-rules']\n")
    project.write("mid.toml", "extend = 'base/base.toml'\n")
    project.write(".reportlint.toml", "extend = ['none-such', 'mid.toml']\n")
    assert "bad-rules" not in project("plugins").err
    project.write(".reportlint.toml", "extend = 'mid.toml'\n")
    assert project("check", "a.txt").code == 1
    project.write(".reportlint.toml", "extend = 'mid.toml'\nplugins.disabled = []\n")
    assert "bad-rules" in project("check", "a.txt").err


def test_disabled_in_another_folder_holds_there(project: Project) -> None:
    project.site.install(
        "aa-rules", HEAD + rule("AA101") + "\n@hookimpl\ndef reportlint_rules(): return [RAA101]\n"
    )
    project.write("sub/base.toml", "plugins.disabled = ['aa-rules']\n")
    project.write("sub/.reportlint.toml", "extend = 'base.toml'\n")
    project.write("sub/a.txt", "甲。\n")
    out = project("check", ".").out
    assert "a.txt:1:1: AA101" in out
    assert "sub/a.txt" not in out
