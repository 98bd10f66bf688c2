"""What is shipped: the wheel has the data files, the sdist has nothing of the workshop."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SRC = ROOT / "src"

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

BUILD = "import sys; from hatchling.build import *; print({}(sys.argv[1]))"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Wheel and sdist, made by the build backend itself, without isolation."""
    if importlib.util.find_spec("hatchling") is None:
        if os.environ.get("REPORTLINT_REQUIRE_ALL"):
            pytest.fail("hatchling is not installed, and REPORTLINT_REQUIRE_ALL is set")
        pytest.skip("hatchling is not installed")
    target = tmp_path_factory.mktemp("dist")
    made = []
    for what in ("build_wheel", "build_sdist"):
        done = subprocess.run(
            [sys.executable, "-c", BUILD.format(what), str(target)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        made.append(target / done.stdout.strip().splitlines()[-1])
    return made[0], made[1]


def test_wheel_has_every_module_and_every_data_file(built: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(built[0]) as wheel:
        names = set(wheel.namelist())
    ours = {
        path.relative_to(SRC).as_posix()
        for path in SRC.rglob("*")
        if path.is_file()
        and not any(part.startswith((".", "__pyc")) for part in path.parts[len(SRC.parts) :])
    }
    assert ours == {name for name in names if ".dist-info/" not in name}
    assert any(name.endswith(".toml") for name in ours)
    assert "reportlint/py.typed" in ours


def test_wheel_declares_command_entry_points_and_licence(built: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(built[0]) as wheel:
        info = next(name.split("/")[0] for name in wheel.namelist() if ".dist-info/" in name)
        points = wheel.read(f"{info}/entry_points.txt").decode()
        metadata = wheel.read(f"{info}/METADATA").decode()
        assert f"{info}/licenses/LICENSE" in wheel.namelist()
    assert "reportlint = reportlint.cli:main" in points
    assert "[reportlint]" in points
    assert "Requires-Python: >=3.10" in metadata


def test_sdist_has_tests_and_pages_and_no_leftovers(built: tuple[Path, Path]) -> None:
    with tarfile.open(built[1]) as sdist:
        inside = {name.split("/", 1)[1] for name in sdist.getnames() if "/" in name}
    assert {"pyproject.toml", "README.md", "LICENSE", "tests/conftest.py"} <= inside
    assert "examples/reports/工作总结（待改）.txt" in inside
    waste = (".venv", "__pycache__", ".git/", ".mypy_cache", ".hypothesis", "node_modules")
    assert [name for name in inside if any(part in name for part in waste)] == []


def test_the_test_extra_and_the_test_group_agree() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    extra = project["project"]["optional-dependencies"]["test"]
    assert extra == project["dependency-groups"]["test"]
