"""A plugin beside the hook: the wheel of examples/reportlint-acme as `additional_dependencies`."""

from __future__ import annotations

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from test_precommit import ROOT, Shell, absent, clone, environment  # noqa: F401  # fixtures

MEMO = (
    "To: 各部门\nSubject: 关于设备检修的说明\n\n"
    "设备检修已经完成，故障OPS-1024已处置，云办公恢复运行。\n"
)

pytestmark = pytest.mark.network


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the example, made without network from a copy of its folder."""
    if find_spec("hatchling") is None:
        absent("hatchling is not installed")
    folder = tmp_path_factory.mktemp("plugin") / "插件 acme"
    shutil.copytree(ROOT / "examples" / "reportlint-acme", folder)
    build = "from hatchling.build import build_wheel; print(build_wheel('.'))"
    made = subprocess.run(
        [sys.executable, "-c", build], cwd=folder, capture_output=True, text=True, check=True
    )
    return folder / made.stdout.strip().splitlines()[-1]


def test_the_hook_runs_with_a_plugin_from_a_wheel(
    tmp_path: Path,
    clone: Path,  # noqa: F811  # the fixture
    environment: dict[str, str],  # noqa: F811  # the fixture
    wheel: Path,
) -> None:
    head = Shell(clone, environment)("git", "rev-parse", "HEAD").strip()
    (tmp_path / ".pre-commit-config.yaml").write_text(
        "repos:\n"
        f"  - repo: '{clone}'\n"
        f"    rev: {head}\n"
        "    hooks:\n"
        "      - id: reportlint\n"
        "        files: '\\.memo$'\n"
        "        args: [--lang, en]\n"
        f"        additional_dependencies: ['reportlint-acme @ {wheel.as_uri()}']\n",
        "utf-8",
    )
    memo = tmp_path / "检修.memo"
    memo.write_text(MEMO, "utf-8")
    shell = Shell(tmp_path, environment)
    shell("git", "init", "-q", "-b", "main")
    shell("git", "add", ".")
    shell("pre-commit", "install")

    said = shell("git", "commit", "-m", "Add a memo", ok=False)
    assert "检修.memo:4:12: AC101 ticket number OPS-1024 left" in said  # a rule with code
    assert "AC201 the name of 云办公 is 云上办公平台" in said  # and one without

    memo.write_text(MEMO.replace("OPS-1024", "").replace("云办公", "云上办公平台"), "utf-8")
    shell("git", "add", ".")
    shell("git", "commit", "-m", "Add a memo")
