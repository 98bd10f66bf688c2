"""The action, and the recipes in the language of GitHub Actions: their shell steps run.

What a service does with the files is out of reach here: they are held against their schema.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from shlex import quote
from typing import Any

import pytest
import yaml

from ci_machine import LINES, REPORT, ROOT, recipe, sarif_lines, shell
from workflow import Job, composite

ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the recipes are scripts for bash")


@pytest.fixture
def uploads() -> list[dict[str, str]]:
    """The inputs of each `upload-sarif` and `upload-artifact`."""
    return []


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The runner's folder; one for all, so that reportlint is installed once."""
    return tmp_path_factory.mktemp("runner")


@pytest.fixture
def github(
    repository: Path, bare: dict[str, str], runner: Path, uploads: list[dict[str, str]]
) -> Callable[..., Job]:
    """Make a job in the repository, where `uses` finds our action and stand-ins for others."""

    def make(workflow: dict[str, Any] | None = None, **context: str) -> Job:
        base = shell("git rev-parse main", repository, bare)[1].strip()
        known = {
            "github.server_url": "https://git.example",
            "github.action_repository": "your-organization/reportlint",
            "github.event.pull_request.base.sha": base,
            "runner.temp": str(runner),
            **context,
        }

        def uses(job: Job, name: str, inputs: dict[str, str]) -> tuple[bool, dict[str, str]]:
            action, ref = name.split("@")
            assert re.fullmatch(r"v\d+(\.\d+\.\d+)?", ref)
            if action == "your-organization/reportlint":
                return composite(ACTION, ROOT, job, inputs, known)
            if "/upload-" in action:
                uploads.append(inputs)
            assert action in {
                *("actions/checkout", "actions/setup-python", "actions/upload-artifact"),
                "github/codeql-action/upload-sarif",
            }
            return True, {}

        own = {k: v for k, v in (workflow or {}).get("env", {}).items() if k not in bare}
        return Job(repository, runner, {**bare, **own}, known, uses)

    return make


def test_action_reports_every_finding(
    github: Callable[..., Job],
    uploads: list[dict[str, str]],
    repository: Path,
    valid: Callable[[str, Any], Any],
) -> None:
    workflow = recipe("github.yml")
    job = github(workflow)
    assert job.run(workflow["jobs"]["reports"]["steps"]), job.log
    first, second = LINES
    assert f"::error file={REPORT},line={first},endLine={first},col=6,endColumn=8," in job.log
    assert f"::error file={REPORT},line={second}," in job.log
    assert "## reportlint" in job.summary
    assert REPORT in job.summary
    assert uploads == [{"sarif_file": "reportlint.sarif", "category": "reportlint"}]
    assert sarif_lines(repository / "reportlint.sarif", valid) == list(LINES)


def test_a_pull_request_fails_on_the_lines_that_it_changes(github: Callable[..., Job]) -> None:
    workflow = recipe("github.yml")
    job = github(workflow)
    assert not job.run(workflow["jobs"]["changes"]["steps"])
    assert re.findall(r"^::error file=.*?,line=(\d+)", job.log, re.M) == [str(LINES[0])]


def test_action_passes_arguments_on_unharmed(github: Callable[..., Job], repository: Path) -> None:
    (repository / "其他 $(touch 坏).txt").write_text("召开会议*次。\n", "utf-8")
    given = {
        "id": "lint",
        "uses": "your-organization/reportlint@v0.1.0",
        "with": {
            "paths": "其他 $(touch 坏).txt\n年度 总结\n",
            "format": "text",
            "args": "--select\nRPT1\n--lang\nen",
            "summary": "false",
        },
    }
    job = github()
    assert not job.run([given])
    assert "其他 $(touch 坏).txt:1:5: RPT101" in job.log
    assert f"{REPORT}:{LINES[0]}:6: RPT101" in job.log
    assert not (repository / "坏").exists()
    assert job.summary == ""
    assert job.fill("${{ steps.lint.outputs.exit-code }}") == "1"
    assert job.fill("${{ steps.lint.outputs.sarif-file }}") == ""


@pytest.mark.parametrize(
    ("inputs", "code"),
    [
        ({"fail-level": "error"}, "1"),
        ({"args": "--select\nRPT501", "sarif-file": "out.sarif"}, "0"),
        ({"paths": "没有这个.txt", "sarif-file": "out.sarif"}, "2"),
        ({"args": "--no-such-option"}, "2"),
    ],
)
def test_action_tells_the_exit_code(
    github: Callable[..., Job], inputs: dict[str, str], code: str
) -> None:
    step = {"id": "lint", "uses": "your-organization/reportlint@v0.1.0", "with": inputs}
    job = github()
    assert job.run([step]) == (code == "0"), job.log
    assert job.fill("${{ steps.lint.outputs.exit-code }}") == code
    assert job.fill("${{ steps.lint.outputs.sarif-file }}") == inputs.get("sarif-file", "")


def test_action_installs_another_version_from_its_own_repository(
    github: Callable[..., Job], bare: dict[str, str], tmp_path: Path, absent: Callable[[str], None]
) -> None:
    """Here the repository is a clone; the other version, one that calls itself otherwise."""
    if not (ROOT / ".git").exists():
        absent("a git checkout")
    clone = tmp_path / "server" / "your-organization" / "reportlint"
    shell(f"git clone -q {quote(str(ROOT))} {quote(str(clone))}", tmp_path, bare)
    other = "sed -i 's/^__version__ = .*/__version__ = \"9.9.9\"/' src/reportlint/__init__.py"
    shell(
        f"{other}; git commit -q -a -m Other; git tag v9.9.9; git reset -q --hard HEAD~",
        clone,
        bare,
    )
    job = github(**{"github.server_url": f"file://{tmp_path / 'server'}"})
    given = {"version": "v9.9.9", "format": "json", "summary": "false"}
    assert not job.run([{"uses": "your-organization/reportlint@v0.1.0", "with": given}])
    assert '"version": "9.9.9"' in job.log


@pytest.mark.usefixtures("machine")
def test_github_without_the_action(
    github: Callable[..., Job],
    uploads: list[dict[str, str]],
    repository: Path,
    valid: Callable[[str, Any], Any],
) -> None:
    workflow = recipe("github-without-action.yml")
    job = github(workflow)
    assert not job.run(workflow["jobs"]["reports"]["steps"])
    assert job.log.count("::error file=") == 2
    assert REPORT in job.summary
    assert uploads == [{"sarif_file": "reportlint.sarif", "category": "reportlint"}]
    assert sarif_lines(repository / "reportlint.sarif", valid) == list(LINES)


@pytest.mark.parametrize("event", ["push", "pull_request"])
def test_gitea(
    github: Callable[..., Job], uploads: list[dict[str, str]], repository: Path, event: str
) -> None:
    workflow = recipe("gitea.yml")
    base = {"github.event.pull_request.base.sha": ""} if event == "push" else {}
    job = github(workflow, **base)
    assert not job.run(workflow["jobs"]["reports"]["steps"])
    found = re.findall(r"^年度 总结/\S+ 工作总结\.txt:(\d+):\d+ 错误 RPT101", job.log, re.M)
    assert found == [str(line) for line in (LINES if event == "push" else LINES[:1])]
    assert uploads == [{"name": "reportlint", "path": "reportlint.md"}]
    assert REPORT in (repository / "reportlint.md").read_text("utf-8")
