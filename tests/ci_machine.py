"""What the tests of CI recipes share: the faulty report, and how a script is run."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
RECIPES = ROOT / "examples" / "ci"
REPORT = "年度 总结/2024年 工作总结.txt"
FINISHED = (
    "2024年度培训工作总结\n\n"
    "一、主要工作\n全年共举办业务培训12次，覆盖全部科室。\n\n"
    "二、存在问题\n培训形式不够丰富，实操环节偏少。\n\n"
    "三、下一步打算\n丰富培训形式，增加实操环节，把培训成效落到岗位上。\n"
)
OLD_FAULT = "资料*份。\n"  # in the first commit, and never touched
NEW_FAULT = "另开座谈会*次，收集意见12条。\n"  # in the second, on line 5
LINES = (5, 13)  # of the fault in the second commit, and of the one that was there before


def recipe(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((RECIPES / name).read_text("utf-8"))
    return loaded


def shell(
    script: str, folder: Path, environment: dict[str, str], ok: int | None = 0
) -> tuple[int, str]:
    """Run a script as a CI does: stop at the first command that fails."""
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=120,
    )
    assert ok is None or done.returncode == ok, done.stdout
    return done.returncode, done.stdout


def clean_environment(home: Path, *paths: Path) -> dict[str, str]:
    """Return an environment with nothing of the user's git, pip or pre-commit settings."""
    prefixes = ("GIT_", "PRE_COMMIT", "GITHUB_", "PYTHON", "REPORTLINT", "VIRTUAL_ENV", "CI")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(prefixes)}
    people = {
        f"GIT_{who}_{what}": value
        for who in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", "tester"), ("EMAIL", "tester@example.invalid"))
    }
    return {
        **kept,
        **people,
        "HOME": str(home),
        "PATH": os.pathsep.join([*map(str, paths), kept.get("PATH", "")]),
        "GIT_CONFIG_NOSYSTEM": "1",
        "PRE_COMMIT_HOME": str(home / "pre-commit"),
        "PYTHONUTF8": "1",
        "LC_ALL": "C.UTF-8",
    }


def sarif_lines(path: Path, valid: Callable[[str, Any], Any]) -> list[int]:
    log = valid("sarif-2.1.0-errata01.json", json.loads(path.read_text("utf-8")))
    found = []
    for result in log["runs"][0]["results"]:
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"].startswith("%E5%B9%B4%E5%BA%A6%20%E6%80%BB")
        found.append(place["region"]["startLine"])
    return found
