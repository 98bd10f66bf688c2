"""The commands beside `check`."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reportlint.cli import group
from reportlint.pages import page, terminal
from reportlint.plugins import load_registry
from reportlint.reporters.cells import width

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

Runner = Callable[..., Any]
REGISTRY = load_registry()


def test_help_names_every_command_in_two_languages(reportlint: Runner) -> None:
    code, out, _ = reportlint("--help")
    assert code == 0
    for name in group.COMMANDS:
        assert f"  {name} " in out
        code, page, _ = reportlint(name, "--help")
        assert (code, page.startswith("Usage: reportlint " + name)) == (0, True)
        assert " / " in page


def test_rules(reportlint: Runner) -> None:
    code, out, err = reportlint("rules")
    lines = out.splitlines()
    assert (code, err) == (0, "")
    assert [line.split()[0] for line in lines] == sorted(REGISTRY.rules)
    names = {width(line[: line.index(REGISTRY.rules[line.split()[0]].name)]) for line in lines}
    assert len(names) == 1, "the columns stand under one another"


def test_rules_follow_the_configuration(reportlint: Runner, tmp_path: Path) -> None:
    (tmp_path / ".reportlint.toml").write_text('ignore = ["RPT301"]\n[severity]\nRPT402 = "info"\n')
    table = json.loads(reportlint("rules", "--format", "json", "--lang", "en").out)
    by_code = {rule["code"]: rule for rule in table}
    assert (by_code["RPT301"]["enabled"], by_code["RPT402"]["severity"]) == (False, "info")
    assert by_code["RPT301"]["title"] == REGISTRY.rules["RPT301"].title("en")


@pytest.mark.parametrize("word", ["RPT301", "rpt301", "enumeration-gap"])
def test_explain(reportlint: Runner, inside: Runner, word: str) -> None:
    rule = REGISTRY.rules["RPT301"]
    for call, lang in ((reportlint, "zh"), (inside, "en")):
        code, out, _ = call("explain", word, "--lang", lang)
        assert code == 0
        assert out.startswith(f"RPT301 enumeration-gap\n{rule.title(lang)}\n")
        for line in rule.manual(lang).splitlines()[1:]:
            assert line in out
        assert "⟦" in out
        assert rule.source in out
    assert "reportlint 0." in out


def test_every_rule_can_be_explained() -> None:
    for rule in REGISTRY.rules.values():
        for lang in ("zh", "en"):
            shown = terminal(page(rule, REGISTRY, lang, origin="x 1"))
            for option in rule.options.values():
                assert option.name.replace("_", "-") in shown
                assert option.help in shown


def test_explain_unknown(inside: Runner) -> None:
    code, out, err = inside("explain", "enumeration-gab")
    assert (code, out) == (2, "")
    assert "enumeration-gap" in err


def test_plugins(reportlint: Runner, plugin: Callable[[str, str], Path]) -> None:
    code, out, err = reportlint("plugins")
    assert (code, err) == (0, "")
    assert [line for line in out.splitlines() if line.startswith("numbering ")]
    module = "from reportlint import hookimpl\n@hookimpl\ndef reportlint_rules():\n    return []\n"
    site = plugin("acme", module)
    table = json.loads(reportlint("plugins", "--format", "json", path=site).out)
    mine = next(row for row in table if row["distribution"] == "acme")
    assert (mine["version"], mine["entry_point"], mine["rules"]) == ("1.0", "acme", [])
    assert mine["milliseconds"] >= 0


def test_config_says_why(reportlint: Runner, inside: Runner, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/.reportlint.toml").write_text('ignore = ["RPT301"]\nfail-level = "error"\n')
    code, out, _ = reportlint("config", "sub", "--lang", "en")
    assert code == 0
    assert str(tmp_path / "sub/.reportlint.toml") in out
    assert 'ignore = ["RPT301"]' in out
    line = next(line for line in out.splitlines() if line.startswith("RPT301"))
    assert "off" in line
    assert ".reportlint.toml" in line
    table = json.loads(inside("config", "sub/a.txt", "--format", "json").out)
    assert table["fail_level"] == "error"
    assert inside("config", "a.txt").out.startswith("配置文件  无\n")


def test_parse_prints_the_tree(reportlint: Runner, inside: Runner, tmp_path: Path) -> None:
    text = "关于防汛工作的情况汇报\n\n一、基本情况\n堤防已经巡查。\n（一）人员。已经到岗。\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    code, out, _ = reportlint("parse", "a.txt")
    assert code == 0
    lines = out.splitlines()
    assert lines[0] == "document plain situation utf-8 1:1-6:1"
    assert lines[1] == "  title 1:1-1:12 「关于防汛工作的情况汇报」"
    assert "    heading han=1 3:1-3:7 「一、基本情况」" in lines
    assert any(line.lstrip().startswith("heading han-paren=1 run-in 5:1-") for line in lines)
    assert inside("parse", "-", "--stdin-filename", "a.txt", stdin=text.encode()).out == out
    tree = json.loads(inside("parse", "a.txt", "--format", "json").out)
    first = tree["root"]["sections"][0]
    assert first["heading"]["text"] == "一、基本情况"
    assert first["sections"][0]["heading"]["run_in"] is True


def test_parse_prints_enumerations_and_masks(
    reportlint: Runner, inside: Runner, tmp_path: Path
) -> None:
    text = "**一是**抓学习。**二是**抓落实，见 `a.py`。\n\n他说：“一是好。”\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    lines = reportlint("parse", "a.md").out.splitlines()
    assert "  enumeration 是=1,2 1:3-1:15" in lines
    assert "  masked 1:23-1:29 「`a.py`」" in lines
    assert not any("sentence" in line for line in lines)
    tree = json.loads(inside("parse", "a.md", "--format", "json").out)
    (chain,) = tree["enumerations"]
    assert chain["steady"] is True
    assert [(item["value"], item["text"]) for item in chain["items"]] == [(1, "一是"), (2, "二是")]
    assert {"span": [22, 28], "place": "1:23-1:29", "text": "`a.py`"} in tree["masked"]


def test_parse_down_to_clauses(reportlint: Runner, inside: Runner, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("年度工作总结\n\n堤防已巡查，险段已加固。效果好。\n", "utf-8")
    lines = reportlint("parse", "a.txt", "--detail", "clause").out.splitlines()
    assert lines[2:] == [
        "  paragraph 3:1-3:17 「堤防已巡查，险段已加固。效果好。」",
        "    sentence 3:1-3:13 「堤防已巡查，险段已加固。」",
        "      clause 3:1-3:6 「堤防已巡查」",
        "      clause 3:7-3:12 「险段已加固」",
        "    sentence 3:13-3:17 「效果好。」",
        "      clause 3:13-3:16 「效果好」",
    ]
    shorter = inside("parse", "a.txt", "--detail", "sentence").out.splitlines()
    assert shorter[2:] == [line for line in lines[2:] if "clause" not in line]
    tree = json.loads(inside("parse", "a.txt", "--format", "json", "--detail", "clause").out)
    block = tree["root"]["blocks"][-1]
    assert [part["text"] for part in block["sentences"]] == ["堤防已巡查，险段已加固。", "效果好。"]
    assert len(block["clauses"]) == 3


def test_parse_of_a_missing_file(inside: Runner) -> None:
    code, out, err = inside("parse", "none.txt")
    assert (code, out) == (2, "")
    assert err.startswith("错误：none.txt: ")


def test_init_writes_once(inside: Runner, tmp_path: Path) -> None:
    assert inside("init").code == 0
    path = tmp_path / ".reportlint.toml"
    written = path.read_bytes()
    path.write_text("lang = 'en'\n")
    code, _, err = inside("init")
    assert (code, path.read_text()) == (2, "lang = 'en'\n")
    assert "--force" in err
    assert inside("init", "--force").code == 0
    assert path.read_bytes() == written
    assert os.listdir(tmp_path) == [".reportlint.toml"]
    assert inside("init", "--print").out.encode() == written


def test_init_configuration_holds_as_written_and_with_every_key(
    inside: Runner, tmp_path: Path
) -> None:
    assert inside("init").code == 0
    assert inside("config").code == 0
    path = tmp_path / ".reportlint.toml"
    keys = "".join(
        line.removeprefix("# ") + "\n"
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith(("# [",)) or (line.startswith("# ") and " = " in line)
    )
    assert len(tomllib.loads(keys)) >= 14
    path.write_text(keys.replace('extend = "../.reportlint.toml"\n', ""), encoding="utf-8")
    code, _, err = inside("config")
    assert (code, err) == (0, "")


def test_init_snippets(reportlint: Runner, tmp_path: Path) -> None:
    code, out, _ = reportlint("init", "--pre-commit", "--ci", "--lang", "en")
    assert (code, out.count("wrote ")) == (0, 2)
    hook = (tmp_path / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert "reportlint==" in hook
    assert "{version}" not in hook
    workflow = (tmp_path / ".github/workflows/reportlint.yml").read_text(encoding="utf-8")
    assert "sarif_file: reportlint.sarif" in workflow
    assert not (tmp_path / ".reportlint.toml").exists()
    assert reportlint("init", "--ci").code == 2


def test_version(reportlint: Runner) -> None:
    from reportlint import __version__

    assert reportlint("--version").out == f"reportlint {__version__}\n"
