"""The recipes of docs/ci.md and the action: their shell steps run, on a faulty report.

What a service does with the files (GitHub, GitLab, Jenkins, Gitea) is out of reach here: the files
are held against its schema or read by a reader of the format. Nothing is fetched: pip finds the
dependencies among those of the tests, and builds reportlint from this checkout.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from shlex import quote
from typing import Any

import pytest
import yaml
from junitparser import JUnitXml

from ci_machine import FINISHED, LINES, NEW_FAULT, RECIPES, REPORT, ROOT, recipe, sarif_lines, shell

ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
pytestmark = pytest.mark.skipif(os.name == "nt", reason="the recipes are scripts for bash")


# -- GitLab, Jenkins --------------------------------------------------------------------


def gitlab(job: str, folder: Path, environment: dict[str, str]) -> tuple[int, str, dict[str, str]]:
    """Run a job of the recipe; return exit code, log, and the reports that it hands over."""
    recipes = recipe("gitlab.yml")
    merged = {**recipes[recipes[job]["extends"]], **recipes[job]}
    variables = {k: v for k, v in merged["variables"].items() if k not in environment}
    script = "\n".join([*merged["before_script"], *merged["script"]])
    code, log = shell(script, folder, {**variables, **environment}, ok=None)
    return code, log, merged["artifacts"]["reports"]


def test_gitlab_code_quality(
    repository: Path, machine: dict[str, str], valid: Callable[[str, Any], Any]
) -> None:
    code, log, reports = gitlab("reportlint", repository, machine)
    assert code == 0, log
    entries = json.loads((repository / reports["codequality"]).read_text("utf-8"))
    for entry in entries:
        valid("gitlab-codequality-entry.json", entry)
        assert entry["location"]["path"] == REPORT
    assert [entry["location"]["lines"]["begin"] for entry in entries] == list(LINES)


def test_gitlab_fails_on_the_lines_of_a_merge_request(
    repository: Path, machine: dict[str, str]
) -> None:
    base = shell("git rev-parse main", repository, machine)[1].strip()
    asked = {**machine, "CI_MERGE_REQUEST_DIFF_BASE_SHA": base}
    code, log, reports = gitlab("reportlint-changes", repository, asked)
    assert code == 1, log
    (suite,) = JUnitXml.fromfile(str(repository / reports["junit"]))
    assert suite.name == REPORT
    assert suite.failures == 1


def test_gitlab_does_not_hide_what_could_not_be_checked(
    repository: Path, machine: dict[str, str]
) -> None:
    (repository / "坏.txt").write_bytes(b"\x00\x01\x02")
    code, log, _ = gitlab("reportlint", repository, machine)
    assert code == 2, log


def test_jenkins(
    repository: Path, bare: dict[str, str], tmp_path: Path, valid: Callable[[str, Any], Any]
) -> None:
    text = (RECIPES / "Jenkinsfile").read_text("utf-8")
    code = re.sub(r"//[^\n]*|'''.*?'''|'[^'\n]*'", "", text, flags=re.S | re.M)
    assert all(code.count(one) == code.count(other) for one, other in ("{}", "()", "[]"))
    steps = re.findall(r"\bsh (?:'''(.*?)'''|'([^'\n]*)')", text, re.S)
    assert len(steps) == 3
    asked = {**bare, "WORKSPACE_TMP": str(tmp_path / "tmp")}
    codes = [shell(long or short, repository, asked, ok=None) for long, short in steps]
    assert [code for code, _ in codes] == [0, 0, 1], codes
    junit = re.search(r"testResults: '(.*?)'", text)
    sarif = re.search(r"pattern: '(.*?)'", text)
    assert junit
    assert sarif
    (suite,) = JUnitXml.fromfile(str(repository / junit[1]))
    assert (suite.name, suite.failures) == (REPORT, 2)
    assert sarif_lines(repository / sarif[1], valid) == list(LINES)


# -- anywhere ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("arguments", "lines"), [("", LINES), ("main", LINES[:1])])
def test_plain_shell(
    repository: Path, machine: dict[str, str], arguments: str, lines: tuple[int, ...]
) -> None:
    code, log = shell(
        f"{quote(str(RECIPES / 'plain.sh'))} {arguments}", repository, machine, ok=None
    )
    assert code == 1
    assert re.findall(r"\.txt:(\d+):\d+: RPT101", log) == [str(line) for line in lines]
    assert log.endswith("有问题，见上 / findings, see above\n")
    written = json.loads((repository / "reportlint.json").read_text("utf-8"))
    assert [(f["path"], f["line"]) for f in written["findings"]] == [(REPORT, n) for n in lines]


def test_plain_shell_makes_its_own_environment(repository: Path, bare: dict[str, str]) -> None:
    path = bare["PATH"].split(os.pathsep)
    asked = {**bare, "PATH": os.pathsep.join([path[0], *path[2:]])}  # without the image's scripts
    (repository / REPORT).write_text(FINISHED, "utf-8")
    log = shell(quote(str(RECIPES / "plain.sh")), repository, asked)[1]
    assert log.endswith("没有问题 / nothing found\n")
    assert (repository / ".git" / "reportlint" / "bin" / "reportlint").is_file()
    assert shell("git status --porcelain -- .git", repository, asked)[1] == ""


def test_reviewdog(
    repository: Path, machine: dict[str, str], valid: Callable[[str, Any], Any]
) -> None:
    """With reviewdog itself where it is installed; else the script, and what it hands over."""
    asked = dict(machine)
    real = shutil.which("reviewdog", path=machine["PATH"])
    if real is None:
        stand_in = repository.parent / "bin" / "reviewdog"
        stand_in.parent.mkdir()
        stand_in.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\ncat > received\n', "utf-8")
        stand_in.chmod(0o755)
        asked["PATH"] = f"{stand_in.parent}{os.pathsep}{asked['PATH']}"
    code, log = shell(f"{quote(str(RECIPES / 'reviewdog.sh'))} main", repository, asked, ok=None)
    handed_over = (repository / "reportlint.rdjsonl").read_text("utf-8").splitlines()
    found = [valid("rdjsonl-Diagnostic.json", json.loads(line))["location"] for line in handed_over]
    assert [(f["path"], f["range"]["start"]["line"]) for f in found] == [
        (REPORT, line) for line in LINES
    ]
    if real is None:
        assert code == 0, log
        assert (repository / "received").read_text("utf-8").splitlines() == handed_over
        diff = re.search(r"^-diff=(git diff [0-9a-f]{40})$", log, re.M)
        assert diff
        assert f"+{NEW_FAULT}" in shell(diff[1], repository, asked)[1]
    else:
        assert code == 1, log
        assert log.count("RPT101") == 1


def test_pre_commit_ci(
    repository: Path, bare: dict[str, str], tmp_path: Path, absent: Callable[[str], None]
) -> None:
    """pre-commit takes the file, and finds the hook that it names in our list."""
    if importlib.util.find_spec("pre_commit") is None:
        absent("pre-commit")
    config = recipe("pre-commit-ci.yaml")
    known = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())}
    (repo,) = config["repos"]
    assert {hook["id"] for hook in repo["hooks"]} <= known
    named = sys.executable, "-m", "pre_commit", "validate-config", RECIPES / "pre-commit-ci.yaml"
    shell(" ".join(quote(str(word)) for word in named), tmp_path, bare)
    # The hook's command, as pre-commit would call it; tests/test_precommit.py runs pre-commit.
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    hook = next(one for one in hooks if one["id"] == repo["hooks"][0]["id"])
    own = " ".join(repo["hooks"][0]["args"])
    asked = {**bare, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{bare['PATH']}"}
    code, log = shell(f"{hook['entry']} {own}", repository, asked, ok=None)
    assert code == 1
    assert log.count("错误 RPT101") == 2


# -- the page ----------------------------------------------------------------------------------


def test_the_page_links_every_recipe_and_documents_every_input() -> None:
    page = (ROOT / "docs" / "ci.md").read_text("utf-8")
    for path in RECIPES.iterdir():
        if path.is_file():
            assert f"](../examples/ci/{path.name})" in page, path.name
    for name in [*ACTION["inputs"], *ACTION["outputs"]]:
        assert f"| `{name}` |" in page, name
