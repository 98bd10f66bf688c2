"""A machine of a CI: Python, pip and git, and a repository with a faulty report."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shlex
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from ci_machine import FINISHED, NEW_FAULT, OLD_FAULT, REPORT, ROOT, clean_environment, shell


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory, absent: Callable[[str], None]) -> Path:
    """The tests' own packages without reportlint, so that pip has nothing to fetch."""
    for needed in ("hatchling", "virtualenv"):  # virtualenv comes with pre-commit
        if importlib.util.find_spec(needed) is None:
            absent(needed)
    folder = tmp_path_factory.mktemp("packages")
    left_out = re.compile(
        r"(?i)(pytest_)?reportlint|pip\b|setuptools|_distutils|__pycache__|.*\.pth$"
    )
    for place in {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}:
        for entry in Path(place).iterdir():
            if not left_out.match(entry.name) and not (folder / entry.name).exists():
                (folder / entry.name).symlink_to(entry)
    return folder


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory, packages: Path) -> Path:
    """reportlint as it is now, built once: what `REPORTLINT_SOURCE` names."""
    folder = tmp_path_factory.mktemp("wheel")
    build = "import sys; from hatchling.build import build_wheel; build_wheel(sys.argv[1])"
    environment = {**os.environ, "PYTHONPATH": str(packages)}
    command = [sys.executable, "-c", build, str(folder)]
    subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory, packages: Path, wheel: Path) -> dict[str, str]:
    """The environment of a machine with Python, pip and git, without reportlint.

    Its `python3 -m venv` is answered by virtualenv, which does the same in a tenth of the time.
    """
    home = tmp_path_factory.mktemp("home")
    python = home / "bin" / "python3"
    python.parent.mkdir()
    options = "-m virtualenv --quiet --no-periodic-update --symlink-app-data"
    own, real = shlex.quote(sys.executable), shlex.quote(f"{home}/image/bin/python3")
    python.write_text(
        f'#!/bin/sh\nif [ "$1 $2" = "-m venv" ]; then exec {own} {options} "$3"; fi\n'
        f'exec {real} "$@"\n',
        "utf-8",
    )
    python.chmod(0o755)
    environment = clean_environment(home, python.parent, home / "image" / "bin")
    path = [
        one
        for one in environment["PATH"].split(os.pathsep)
        if not (Path(one) / "reportlint").exists()
    ]
    environment |= {
        "PATH": os.pathsep.join(path),
        "PYTHONPATH": str(packages),
        "PIP_NO_INDEX": "1",
        "PIP_NO_BUILD_ISOLATION": "0",  # which means that there is none
        "REPORTLINT_SOURCE": str(wheel),
        "REPORTLINT_CACHE_DIR": str(home / "cache"),
    }
    shell(f"python3 -m venv {home}/image", home, environment)
    return environment


@pytest.fixture(scope="session")
def machine(bare: dict[str, str]) -> dict[str, str]:
    """The same, where `pip install "$REPORTLINT_SOURCE"` has run."""
    shell('python3 -m pip install --quiet "$REPORTLINT_SOURCE"', ROOT, bare)
    return bare


@pytest.fixture
def repository(tmp_path: Path, bare: dict[str, str]) -> Path:
    """A repository with a report whose second commit brings a fault, with the first in `main`."""
    folder = tmp_path / "文稿 库"
    report = folder / REPORT
    report.parent.mkdir(parents=True)
    report.write_text(FINISHED + "\n" + OLD_FAULT, "utf-8")
    shell("git init -q -b main && git add . && git commit -q -m Before", folder, bare)
    report.write_text(FINISHED.replace("\n\n二", f"\n{NEW_FAULT}\n二") + "\n" + OLD_FAULT, "utf-8")
    shell("git checkout -q -b change && git commit -q -a -m After", folder, bare)
    return folder


@pytest.fixture
def valid(shared: Path) -> Callable[[str, Any], Any]:
    """Hold a value against one of the schemas that the consumers publish."""

    def check(name: str, value: Any) -> Any:
        table = json.loads((shared / "schemas" / name).read_text("utf-8"))
        jsonschema.validators.validator_for(table)(table).validate(value)
        return value

    return check
