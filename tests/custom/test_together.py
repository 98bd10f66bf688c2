"""Custom rules among the others: selection, severity, paths, bases, packs, plugins, start-up."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs"


def table(code: str, term: str = "甲乙", more: str = "") -> str:
    return (
        f'[[custom]]\ncode = "{code}"\nname = "rule-{code.lower()}"\nkind = "existence"\n'
        f'message = "x"\nterms = ["{term}"]\n{more}\n'
    )


TWO = table("HS101") + table("HS201", more='severity = "info"')


def codes(project: Any, *arguments: str, path: str = "a.txt") -> str:
    outcome = project.run("check", path, "--output-format", "json", *arguments)
    assert outcome.err == ""
    return " ".join(
        f"{f['code']}:{f['severity']}"
        for f in json.loads(outcome.out)["findings"]
        if "HS" in f["code"]
    )


@pytest.mark.parametrize(
    ("settings", "arguments", "expected"),
    [
        ("", (), "HS101:warning HS201:info"),
        ('select = ["HS1"]', (), "HS101:warning"),
        ('select = ["rule-hs201"]', (), "HS201:info"),
        ('ignore = ["HS2"]', (), "HS101:warning"),
        ('ignore = ["HS2"]', ("--extend-select", "HS201"), "HS101:warning HS201:info"),
        ('select = ["RPT"]', ("--select", "HS101"), "HS101:warning"),
        ('severity = { HS = "error" }', (), "HS101:error HS201:error"),
        ('severity = { HS = "error", rule-hs101 = "info" }', (), "HS101:info HS201:error"),
        ('per-file-ignores = { "a.*" = ["HS1"] }', ("--select", "HS"), "HS201:info"),
        ("", ("--per-file-ignores", "a.txt:HS"), ""),
        ("", ("--ignore", "ALL"), ""),
        ("", ("--isolated",), ""),
    ],
)
def test_precedence(project: Any, settings: str, arguments: tuple[str, ...], expected: str) -> None:
    project.configure(settings + "\n" + TWO)
    project.write("a.txt", "甲乙")
    assert codes(project, *arguments) == expected


def test_off_by_default_until_selected(project: Any) -> None:
    project.configure(table("HS101", more="enabled = false"))
    project.write("a.txt", "甲乙")
    assert codes(project) == ""
    assert codes(project, "--extend-select", "HS101") == "HS101:warning"


def test_overrides_by_path(project: Any) -> None:
    project.configure(TWO + '[[overrides]]\npaths = ["sub/"]\nignore = ["HS101"]\n')
    project.write("a.txt", "甲乙")
    project.write("sub/b.txt", "甲乙")
    assert codes(project) == "HS101:warning HS201:info"
    assert codes(project, path="sub/b.txt") == "HS201:info"


def test_a_base_brings_its_rules_and_packs(project: Any) -> None:
    project.write("base/base.toml", 'packs = ["rules"]\n' + table("HS101"))
    project.write("base/rules/a.toml", table("HS102"))
    project.write("base/rules/b.toml", table("HS103"))
    project.configure('extend = "base/base.toml"\nignore = ["HS102"]\n' + table("HS104"))
    project.write("a.txt", "甲乙")
    assert codes(project) == "HS101:warning HS103:warning HS104:warning"
    listed = json.loads(project.run("rules", "--format", "json").out)
    origins = {rule["code"]: rule["distribution"] for rule in listed}
    assert origins["HS101"] == os.path.join("base", "base.toml")
    assert origins["HS103"] == os.path.join("base", "rules", "b.toml")
    assert origins["HS104"] == ".reportlint.toml"


def test_what_two_bases_share_counts_once(project: Any) -> None:
    project.write("rules/a.toml", table("HS102"))
    project.write("base.toml", 'packs = ["rules"]\n' + table("HS101"))
    project.write("one.toml", 'extend = "base.toml"\n')
    project.write("two.toml", 'extend = "base.toml"\npacks = ["rules/a.toml"]\n')
    project.configure('extend = ["one.toml", "two.toml"]\n')
    project.write("a.txt", "甲乙")
    assert codes(project) == "HS101:warning HS102:warning"


def test_each_folder_has_its_own_rules(project: Any) -> None:
    project.write("one/.reportlint.toml", table("HS101"))
    project.write("two/.reportlint.toml", table("HS101", "丙丁"))
    project.write("one/a.txt", "甲乙，丙丁")
    project.write("two/a.txt", "甲乙，丙丁")
    outcome = project.run("check", ".", "--output-format", "json")
    found = json.loads(outcome.out)["findings"]
    places = [(f["path"], f["column"]) for f in found if f["code"] == "HS101"]
    assert places == [("one/a.txt", 1), ("two/a.txt", 4)]


def test_a_faulty_table_stops_only_its_own_folder(project: Any) -> None:
    project.write("one/.reportlint.toml", table("HS101", more="colour = 3"))
    project.write("two/.reportlint.toml", table("HS101"))
    project.write("one/a.txt", "甲乙")
    project.write("two/a.txt", "甲乙")
    outcome = project.run("check", ".")
    assert outcome.code == 2
    assert "one/.reportlint.toml:7: [[custom]] HS101" in outcome.err.replace(os.sep, "/")
    assert "two/a.txt:1:1: HS101" in outcome.out


def test_rules_explain_and_config_know_them(project: Any) -> None:
    project.configure(
        '[[custom]]\ncode = "HS101"\nkind = "existence"\nterms = ["甲乙"]\n'
        'message = { zh = "“{match}”不用", en = "no {match}" }\n'
        'title = { zh = "不用的词", en = "a word that is not used" }\nremedy = "删去"\n'
        'good = ["丙"]\nbad = ["甲乙"]\n'
    )
    rules = project.run("rules").out
    assert re.search(r"^HS101 +warning +启用 +hs101 +不用的词$", rules, re.MULTILINE)
    page = project.run("explain", "hs101").out
    for part in (
        "HS101 hs101",
        "不用的词",
        "“…”不用",
        "删去",
        "来自 .reportlint.toml",
        "· 丙",
        "· 甲乙",
    ):
        assert part in page
    assert "a word that is not used" in project.run("explain", "HS101", "--lang", "en").out
    assert re.search(r"^HS101 .*默认启用$", project.run("config").out, re.MULTILINE)
    plugins = json.loads(project.run("plugins", "--format", "json").out)
    assert [p["rules"] for p in plugins if p["entry_point"] == ".reportlint.toml"] == [["HS101"]]


@pytest.mark.parametrize("format", ["sarif", "json", "github", "gitlab"])
def test_formats_know_where_they_come_from(project: Any, format: str) -> None:
    project.configure(table("HS101"))
    project.write("a.txt", "甲乙")
    outcome = project.run("check", "a.txt", "--output-format", format)
    assert outcome.code == 1
    assert "HS101" in outcome.out
    if format == "sarif":
        assert '"plugin":".reportlint.toml"' in outcome.out


def run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder, capture_output=True, encoding="utf-8", check=False,
        env={**os.environ, **environment},
    )  # fmt: skip


def test_nothing_is_imported_without_such_tables(project: Any) -> None:
    program = (
        "import sys\nfrom reportlint.cli import main\nmain(['check', 'a.txt'])\n"
        "print(sorted(m for m in sys.modules if m == 'regex' or m.startswith(\n"
        "    ('reportlint.custom', 'reportlint.own_rules'))))\n"
    )
    project.write("a.txt", "各位领导。\n")
    assert run(project.folder, "-c", program).stdout.splitlines()[-1] == "[]"
    project.configure('ignore = ["RPT101"]\n')
    assert run(project.folder, "-c", program).stdout.splitlines()[-1] == "[]"
    project.configure(table("HS101"))
    imported = run(project.folder, "-c", program).stdout.splitlines()[-1]
    assert "reportlint.custom.existence" in imported
    assert "substitution" not in imported
    assert "'regex'" not in imported  # literal words need none


PLUGIN = """
from pathlib import Path
from reportlint import hookimpl

@hookimpl
def reportlint_packs():
    return {returned}
"""


def install(folder: Path, returned: str) -> Path:
    site = folder / "site"
    info = site / "house-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: house\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[reportlint]\nhouse = house_rules\n")
    (site / "house_rules.py").write_text(PLUGIN.format(returned=returned), encoding="utf-8")
    return site


PACK = 'Path(__file__).parent / "rules"'
TABLE = '{"code": "HS102", "kind": "existence", "message": "x", "terms": ["甲乙"]}'


def test_a_plugin_brings_packs_and_tables(project: Any) -> None:
    site = install(project.folder, f"[{PACK}, {TABLE}]")
    (site / "rules").mkdir()
    (site / "rules" / "a.toml").write_text(table("HS101"), encoding="utf-8")
    project.write("a.txt", "甲乙")
    done = run(project.folder, "-m", "reportlint", "check", "a.txt", PYTHONPATH=str(site))
    assert done.stderr == ""
    assert re.findall(r"HS\d+", done.stdout) == ["HS101", "HS102"]
    done = run(project.folder, "-m", "reportlint", "explain", "HS101", PYTHONPATH=str(site))
    assert "来自 house 1.0" in done.stdout


@pytest.mark.parametrize(
    ("returned", "said"),
    [
        ("[3]", "the hook reportlint_packs returned 3, which does not fit"),
        ('["nowhere"]', "nowhere:1: cannot read the pack: No such file"),
        (f"[{PACK}]", "a.toml:6: [[custom]] HS101 rule-hs101: terms must be a list"),
        ('[{"code": "HS102", "kind": "exist"}]', "[[custom]] HS102: no kind of rule is called exist"),
        ('[{"code": "RPT101", **' + TABLE.replace('"code": "HS102", ', "") + "}]", "RPT101 is claimed by"),
    ],
)  # fmt: skip
def test_a_plugin_with_a_faulty_pack(project: Any, returned: str, said: str) -> None:
    site = install(project.folder, returned)
    (site / "rules").mkdir()
    (site / "rules" / "a.toml").write_text(
        table("HS101").replace('["甲乙"]', "3"), encoding="utf-8"
    )
    project.write("a.txt", "甲乙")
    done = run(
        project.folder, "-m", "reportlint", "check", "a.txt", "--lang", "en", PYTHONPATH=str(site)
    )
    assert done.returncode == 2
    assert said in done.stderr
    assert "house 1.0" in done.stderr


# -- reportlint test ---------------------------------------------------------------------------


def test_the_examples_of_all_that_is_installed(project: Any) -> None:
    outcome = project.run("test", "--isolated", "--lang", "en")
    assert re.fullmatch(r"\d+ rules, \d{3,} examples: all passed\n", outcome.out), outcome.out
    assert outcome.code == 0


def test_failures_are_shown_with_marks(project: Any) -> None:
    project.configure(
        table("HS101", more='good = ["用甲乙"]\nbad = ["⟦用甲乙⟧", "丙", "甲乙"]') + table("HS102")
    )
    outcome = project.run("test", ".reportlint.toml", "--lang", "en")
    assert outcome.code == 1
    assert outcome.out.endswith("2 rules (1 without examples), 4 examples: 3 failed\n")
    blocks = outcome.out.split("HS101 rule-hs101 (.reportlint.toml) ")
    assert [block.splitlines()[0] for block in blocks[1:]] == ["good", "bad", "bad"]
    assert "expected: ^^^^^^\n" in blocks[2]
    assert "found:      ^^^^\n" in blocks[2]
    assert "    丙\n    ^ reports nothing\n" in blocks[3]
    assert "3 条未通过" in project.run("test", ".reportlint.toml").out


def test_failures_as_json(project: Any) -> None:
    project.write("rules/a.toml", table("HS101", more='bad = ["⟦用甲乙⟧"]'))
    outcome = project.run("test", "rules", "--format", "json")
    assert outcome.code == 1
    assert json.loads(outcome.out) == {
        "rules": 1,
        "examples": 1,
        "failures": [
            {
                "code": "HS101",
                "name": "rule-hs101",
                "origin": "rules/a.toml".replace("/", os.sep),
                "kind": "bad",
                "text": "⟦用甲乙⟧",
                "expected": "⟦用甲乙⟧",
                "found": "用⟦甲乙⟧",
                "error": "",
            }
        ],
    }


def test_the_configuration_here_is_tested_with_what_is_installed(project: Any) -> None:
    project.write("rules/a.toml", table("HS102", more='bad = ["丙"]'))
    project.configure('packs = ["rules/a.toml"]\n' + table("HS101", more='good = ["甲乙"]'))
    outcome = project.run("test")
    assert outcome.code == 1
    assert "HS101" in outcome.out
    assert "HS102" in outcome.out
    assert "2 条未通过" in outcome.out
    assert project.run("test", "--isolated").code == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x = 3\n", "a.toml:1: a pack holds [[custom]] only, no x"),
        (table("RPT101"), "RPT101 is claimed by reportlint and by a.toml"),
        (table("HS101") + table("HS101"), "HS101 is claimed by a.toml and by a.toml"),
    ],
)
def test_what_cannot_be_loaded_is_an_error(project: Any, text: str, said: str) -> None:
    project.write("a.toml", text)
    outcome = project.run("test", "a.toml", "--lang", "en")
    assert outcome.code == 2
    assert said in outcome.err
    assert project.run("test", "nowhere.toml").code == 2


# -- the page ----------------------------------------------------------------------------------

TOML = re.findall(
    r"```toml\n(.*?)```", (DOCS / "rules-without-code.md").read_text("utf-8"), re.DOTALL
)


def test_every_example_of_the_page_loads(project: Any) -> None:
    shown = [block for block in TOML if "[[custom]]" in block]
    project.write("rules/page.toml", "\n".join(shown))
    project.configure(next(block for block in TOML if block.startswith("packs")))
    project.write("a.txt", "好。")
    assert project.run("check", "a.txt").err == ""
    outcome = project.run("test", "rules", "--lang", "en")
    assert outcome.code == 0
    assert "without" not in outcome.out


def test_the_page_has_every_kind_key_scope_and_unit() -> None:
    from reportlint.custom.fields import SHARED
    from reportlint.custom.kinds import KINDS, kind_of
    from reportlint.custom.scopes import KINDS as SCOPES
    from reportlint.custom.scopes import UNITS

    page = (DOCS / "rules-without-code.md").read_text("utf-8")
    for kind in KINDS:
        assert re.search(rf"^## .* · {kind}$", page, re.MULTILINE)
        assert any(f'kind = "{kind}"' in block for block in TOML)
        part = (
            page.split(f" · {kind}\n")[1].split("\n## ")[0]
            + page.split("## 词与正则")[1].split("## 不应")[0]
        )
        missing = [key for key in kind_of(kind).fields if not re.search(rf"\b{key}\b", part)]
        assert missing == [], kind
        assert all(f"{{{field}}}" in page for field in kind_of(kind).says)
    for word in (*SHARED, *SCOPES, *UNITS):
        assert f"`{word}`" in page or f"`{word} " in page, word
