"""The hooks, through the real pre-commit: a faulty report stops a real `git commit`.

The hook is installed from a clone of this repository at HEAD, as a user would, so what
is not committed is not tested here. pip builds an environment for it, which needs a
package index.
"""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
REPORT = "2024年 工作总结.txt"
FAULTY = (
    "2024年度培训工作总结\n\n"
    "一、主要工作\n全年共举办业务培训*次，覆盖全部科室。\n\n"
    "二、存在问题\n培训形式不够丰富，实操环节偏少。\n\n"
    "三、下一步打算\n丰富培训形式，增加实操环节，把培训成效落到岗位上。\n"
)
MENDED = FAULTY.replace("培训*次", "培训12次")

pytestmark = pytest.mark.network


def absent(what: str) -> None:
    if os.environ.get("REPORTLINT_REQUIRE_ALL"):
        pytest.fail(f"{what}, and REPORTLINT_REQUIRE_ALL is set")
    pytest.skip(what)


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Variables that keep git and pre-commit away from the user's own files."""
    home = tmp_path_factory.mktemp("home")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "PRE_COMMIT"))}
    scripts = str(Path(sys.executable).parent)
    return {
        **kept,
        "PATH": scripts + os.pathsep + kept.get("PATH", ""),
        "PRE_COMMIT_HOME": str(home / "pre-commit"),
        "REPORTLINT_CACHE_DIR": str(home / "cache"),
        "GIT_CONFIG_GLOBAL": str(home / "gitconfig"),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "tester",
        "GIT_AUTHOR_EMAIL": "tester@example.invalid",
        "GIT_COMMITTER_NAME": "tester",
        "GIT_COMMITTER_EMAIL": "tester@example.invalid",
        "PYTHONUTF8": "1",
        "LC_ALL": "C.UTF-8",
    }


class Shell:
    """Runs commands in one folder with the environment above; keeps output as text."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder = folder
        self.environment = environment

    def __call__(self, *command: str, ok: bool | None = True) -> str:
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        if ok is not None:
            assert (done.returncode == 0) is ok, done.stdout
        return done.stdout


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]) -> Path:
    """A clone of this repository at HEAD, in a folder with a Chinese name and a blank."""
    if not (ROOT / ".git").exists():
        absent("this is no git checkout")
    if find_spec("pre_commit") is None:
        absent("pre-commit is not installed")
    folder = tmp_path_factory.mktemp("clone")
    probe = Shell(folder, environment)
    fetch = ["-m", "pip", "download", "-q", "--no-deps", "--timeout", "5", "--retries", "1", "-d"]
    if "ERROR" in (said := probe(sys.executable, *fetch, "probe", "pluggy", ok=None)):
        absent(f"pip reaches no package index ({said.strip().splitlines()[-1]})")
    probe("git", "config", "--global", "safe.directory", "*")
    target = folder / "克隆 clone"
    probe("git", "clone", "-q", str(ROOT), str(target))
    return target


@pytest.fixture
def scratch(tmp_path: Path, clone: Path, environment: dict[str, str]) -> Shell:
    """A repository that uses the three hooks; only the first runs on commit."""
    folder = tmp_path / "文稿 repo"
    folder.mkdir()
    shell = Shell(folder, environment)
    head = Shell(clone, environment)("git", "rev-parse", "HEAD").strip()
    (folder / ".pre-commit-config.yaml").write_text(
        "repos:\n"
        f"  - repo: '{clone}'\n"
        f"    rev: {head}\n"
        "    hooks:\n"
        "      - id: reportlint\n"
        "      - id: reportlint-project\n"
        "        stages: [manual]\n"
        "      - id: reportlint-fix\n"
        "        stages: [manual]\n",
        "utf-8",
    )
    shell("git", "init", "-q", "-b", "main")
    shell("git", "add", ".pre-commit-config.yaml")
    return shell


def test_a_commit_is_blocked_until_the_report_is_mended(scratch: Shell) -> None:
    scratch("pre-commit", "install")
    report = scratch.folder / REPORT

    report.write_text(FAULTY, "utf-8")
    scratch("git", "add", REPORT)
    said = scratch("git", "commit", "-m", "Add the summary", ok=False)
    assert "RPT101" in said
    assert f"{REPORT}:4:" in said
    scratch("git", "rev-parse", "--verify", "HEAD", ok=False)

    report.write_text(MENDED, "utf-8")
    scratch("git", "add", REPORT)
    scratch("git", "commit", "-m", "Add the summary")
    assert scratch("git", "-c", "core.quotepath=off", "ls-files").splitlines() == [
        ".pre-commit-config.yaml",
        REPORT,
    ]


def test_configuration_excludes_although_the_file_is_named(scratch: Shell) -> None:
    (scratch.folder / REPORT).write_text(FAULTY, "utf-8")
    (scratch.folder / ".reportlint.toml").write_text('exclude = ["2024年*"]\n', "utf-8")
    scratch("git", "add", REPORT)
    scratch("pre-commit", "run", "reportlint")


def test_project_hook_lints_files_that_the_commit_does_not_touch(scratch: Shell) -> None:
    (scratch.folder / REPORT).write_text(FAULTY, "utf-8")
    (scratch.folder / "另一篇.md").write_text("# 关于培训情况的说明\n\n情况属实。\n", "utf-8")
    scratch("git", "add", "另一篇.md")
    manual = ("pre-commit", "run", "--hook-stage", "manual", "reportlint-project")
    assert "RPT101" in scratch(*manual, ok=False)


def test_fix_hook_mends_and_asks_for_a_look(scratch: Shell) -> None:
    report = scratch.folder / REPORT
    report.write_text(
        MENDED.replace("丰富培训形式，增", "##paidbegin##丰富培训形式，增") + "##paidend##\n",
        "utf-8",
    )
    scratch("git", "add", REPORT)
    manual = ("pre-commit", "run", "--hook-stage", "manual", "reportlint-fix")
    scratch(*manual, ok=False)
    assert report.read_text("utf-8") == MENDED
    scratch("git", "add", REPORT)
    scratch(*manual)


def test_try_repo_runs_the_hook(scratch: Shell, clone: Path) -> None:
    (scratch.folder / REPORT).write_text(FAULTY, "utf-8")
    scratch("git", "add", REPORT)
    said = scratch("pre-commit", "try-repo", str(clone), "reportlint", "--all-files", ok=False)
    assert "RPT101" in said
