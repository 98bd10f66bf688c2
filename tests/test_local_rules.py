"""Local rules: code of the project that runs only where its configuration names it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reportlint.config import ConfigError, load_layers
from reportlint.plugins import PluginError, Registry, load_registry

RULES = '''
from reportlint import Rule, Severity, hookimpl

class Local(Rule):
    """本地规则。"""
    code, name, severity = "LC101", "local-rule", Severity.WARNING

    def check(self, document):
        for at in document.places("甲乙"):
            yield self.finding(at, at + 2, "甲乙")

@hookimpl
def reportlint_rules():
    return [Local]
'''

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def call(*arguments: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "reportlint", *arguments, "--lang", "en"],
            cwd=tmp_path, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert "Traceback" not in done.stderr
        return done

    return call


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def test_local_rules_run_only_where_they_are_named(run: Run, tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "with/.reportlint.toml": 'plugins.local = ["tools/rules.py"]\n',
            "with/tools/rules.py": RULES,
            "with/a.txt": "甲乙。\n",
            "without/tools/rules.py": "raise SystemExit('ran by surprise')",
            "without/a.txt": "甲乙。\n",
        },
    )
    done = run("check", ".")
    assert done.stdout.splitlines()[0] == "with/a.txt:1:1: LC101 甲乙"
    assert "without" not in done.stdout + done.stderr
    assert not list(tmp_path.rglob("__pycache__"))
    assert run("check", "--isolated", ".").returncode == 0


def test_every_command_knows_them(run: Run, tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            ".reportlint.toml": 'plugins.local = ["rules.py"]\n',
            "rules.py": RULES,
            "a.txt": "甲乙。\n",
        },
    )
    assert "local file" in run("plugins").stdout
    (told,) = [p for p in json.loads(run("plugins", "--format", "json").stdout) if p["local"]]
    assert (told["entry_point"], told["rules"]) == ("rules.py", ["LC101"])
    assert "LC101" in run("rules").stdout
    assert "LC101" in run("explain", "local-rule").stdout
    assert "rule-LC101" in run("config", "--schema").stdout
    assert run("check", "--ignore", "LC101", "a.txt").returncode == 0
    assert run("check", "--select", "LC101", "a.txt").stdout.startswith("a.txt:1:1: LC101")
    sarif = json.loads(run("check", "--output-format", "sarif", "a.txt").stdout)
    assert [r["ruleId"] for r in sarif["runs"][0]["results"]] == ["LC101"]


def test_a_base_brings_its_own_and_the_rest_can_name_them(run: Run, tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "house/base.toml": 'plugins.local = ["rules.py"]\n',
            "house/rules.py": RULES,
            ".reportlint.toml": 'extend = "house/base.toml"\nseverity.LC101 = "error"\n',
            "a.txt": "甲乙。\n",
        },
    )
    done = run("check", "--output-format", "json", "a.txt")
    assert [f["severity"] for f in json.loads(done.stdout)["findings"]] == ["error"]


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


def load(folder: Path, registry: Registry, name: str) -> str:
    (folder / ".reportlint.toml").write_text(f"lang = 'en'\nplugins.local = [{name!r}]\n")
    with pytest.raises((ConfigError, PluginError)) as raised:
        load_layers(str(folder / ".reportlint.toml"), registry)
    return raised.value.render("en")


@pytest.mark.parametrize(
    "name",
    [
        "../out.py",
        "tools/../../out.py",
        "..\\out.py",
        "~/out.py",
        "C:/out.py",
        "link.py",
        "folder/out.py",
        "",
    ],
)
def test_nothing_outside_the_folder_runs(tmp_path: Path, registry: Registry, name: str) -> None:
    home, project = tmp_path / "home", tmp_path / "project"
    write(
        tmp_path,
        {
            "out.py": "raise SystemExit('ran')",
            "home/out.py": "raise SystemExit('ran')",
            "project/x": "",
        },
    )
    (project / "link.py").symlink_to(tmp_path / "out.py")
    (project / "folder").symlink_to(home)
    said = load(project, registry, name)
    assert "reportlint.toml:2: the local rules" in said
    assert "do not lie in the folder of this configuration" in said
    assert "ran" not in said.split("configuration")[0]


def test_a_way_up_does_not_run_even_where_it_comes_back(tmp_path: Path, registry: Registry) -> None:
    write(tmp_path, {"rules.py": RULES, "tools/x.py": RULES})
    assert "do not lie in the folder" in load(tmp_path, registry, "tools/../rules.py")


def test_an_absolute_path_does_not_run(tmp_path: Path, registry: Registry) -> None:
    write(tmp_path, {"rules.py": RULES})
    assert "do not lie in the folder" in load(tmp_path, registry, str(tmp_path / "rules.py"))


@pytest.mark.parametrize("name", ["none.py", "rules.txt", "tools"])
def test_what_is_no_python_file(tmp_path: Path, registry: Registry, name: str) -> None:
    write(tmp_path, {"rules.txt": RULES, "tools/x.py": RULES})
    assert f"there is no file of rules {name}" in load(tmp_path, registry, name)


BROKEN = {
    "raises": ("import os\n\n1 / 0\n", 3, "cannot be run: ZeroDivisionError: division by zero"),
    "syntax": ("x = 1\ndef (:\n", 2, "cannot be run: SyntaxError"),
    "exit": ("\nraise SystemExit(0)\n", 2, "cannot be run: SystemExit: 0"),
    "deep": ("def f():\n    return [][1]\n\nf()\n", 2, "cannot be run: IndexError"),
    "no hook": ("x = 1\n", 1, "implements no hook"),
    "misspelt": (
        "from reportlint import hookimpl\n\n@hookimpl\ndef reportlint_ruels(): return []\n",
        3, "no hook is called reportlint_ruels; did you mean reportlint_rules?",
    ),
    "hook raises": (
        "from reportlint import hookimpl\n@hookimpl\ndef reportlint_rules():\n    return [][1]\n",
        4, "the hook reportlint_rules failed: IndexError",
    ),
    "too new": ("reportlint_api = 99\n" + RULES, 13, "it needs version 99 of the plugin API"),
    "parser": (
        "from reportlint import hookimpl\n@hookimpl\ndef reportlint_parsers():\n    return []\n",
        2, "local rules cannot implement reportlint_parsers",
    ),
    "clash": (RULES.replace("LC101", "RPT402"), None, "RPT402 is claimed by reportlint"),
    "no docstring": (RULES.replace('"""本地规则。"""', ""), None, "rule LC101 lacks a docstring"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_file_is_named_with_its_line(
    tmp_path: Path, registry: Registry, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text, line, said = BROKEN[kind]
    write(tmp_path, {"tools/rules.py": text})
    told = load(tmp_path, registry, "tools/rules.py")
    assert said in told
    assert "tools/rules.py" in told
    if line is not None:
        assert told.startswith(f"tools/rules.py:{line}: ")
    assert os.getcwd() == str(tmp_path)


def test_a_broken_file_ends_the_run_with_2_and_the_rest_is_linted(run: Run, tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "bad/.reportlint.toml": 'plugins.local = ["rules.py"]\n', "bad/rules.py": "1 / 0\n",
            "bad/a.txt": "按排。\n", "bad/b.txt": "按排。\n", "good/a.txt": "按排。\n",
        },
    )  # fmt: skip
    done = run("check", ".")
    assert done.returncode == 2
    assert done.stdout.splitlines()[0].startswith("good/a.txt:1:1: RPT701")
    assert done.stderr.count("rules.py:1: cannot be run") == 1
