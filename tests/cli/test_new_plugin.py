"""`reportlint new-plugin`: what it writes is a package that builds, installs, lints and tests."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Runner = Callable[..., Any]

BUILD = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"


def absent(what: str) -> None:
    if os.environ.get("REPORTLINT_REQUIRE_ALL"):
        pytest.fail(f"{what}, and REPORTLINT_REQUIRE_ALL is set")
    pytest.skip(what)


def call(*command: str, cwd: Path, code: int = 0) -> str:
    variables = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    variables["PYTHONUTF8"] = "1"
    done = subprocess.run(
        command, cwd=cwd, env=variables, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == code, done.stdout
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A generated package, and a fresh environment's Python where its wheel is installed.

    Everything else is seen through the environment that runs the tests, so that no package
    index is needed.
    """
    if importlib.util.find_spec("hatchling") is None:
        absent("hatchling is not installed")
    folder = tmp_path_factory.mktemp("plugin")
    reportlint = [sys.executable, "-m", "reportlint"]
    call(*reportlint, "new-plugin", "house-rules", "--lang", "en", cwd=folder)
    package = folder / "house-rules"
    wheel = call(sys.executable, "-c", BUILD, str(folder), cwd=package).splitlines()[-1]
    call(sys.executable, "-m", "venv", "--without-pip", str(folder / "venv"), cwd=folder)
    python = next((folder / "venv").glob("[bS]*/python*"))
    site = call(
        str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder
    )
    seen = f"import site; site.addsitedir({sysconfig.get_path('purelib')!r})\n"
    (Path(site.strip()) / "seen.pth").write_text(seen, "utf-8")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "-q", "--no-deps"]
    call(*pip, "--no-index", str(folder / wheel), cwd=folder)
    return package, str(python)


def test_its_tests_pass_as_generated(installed: tuple[Path, str]) -> None:
    package, python = installed
    said = call(python, "-m", "pytest", "-v", "-p", "no:cacheprovider", cwd=package)
    assert "test_the_plugin_is_found PASSED" in said
    assert "HR101.md::没有说明数量 PASSED" in said
    assert "6 passed" in said


def test_it_lints_when_installed(installed: tuple[Path, str], tmp_path: Path) -> None:
    _, python = installed
    (tmp_path / "a.txt").write_text("全年解决若干问题。\n", "utf-8")
    report = (python, "-m", "reportlint")
    assert "a.txt:1:5: HR101 “若干”没有说明数量" in call(*report, "a.txt", cwd=tmp_path, code=1)
    assert "house-rules" in call(*report, "plugins", cwd=tmp_path)
    assert "An amount that is not told" in call(
        *report, "explain", "HR101", "--lang", "en", cwd=tmp_path
    )
    assert "vague-amount" in call(*report, "config", "--schema", cwd=tmp_path)


def test_a_broken_rule_fails_with_both_marks(installed: tuple[Path, str], tmp_path: Path) -> None:
    package, python = installed
    page = tmp_path / "HR101.rules.md"
    text = (package / "tests" / "rules" / "HR101.md").read_text("utf-8")
    page.write_text(text.replace("⟦若干⟧", "⟦若⟧干"), "utf-8")
    said = call(python, "-m", "pytest", "-p", "no:cacheprovider", str(page), cwd=tmp_path, code=1)
    assert f"{page}:9: HR101" in said
    assert "expected:         ^^\n" in said
    assert "found:            ^^^^\n" in said


def test_nothing_is_overwritten(reportlint: Runner, tmp_path: Path) -> None:
    (tmp_path / "acme" / "tests").mkdir(parents=True)
    own = tmp_path / "acme" / "tests" / "test_rules.py"
    own.write_text("mine")
    code, _, err = reportlint("new-plugin", "acme", "--lang", "en")
    assert code == 2
    assert "test_rules.py: exists; nothing was written" in err
    assert own.read_text() == "mine"
    assert [p.name for p in (tmp_path / "acme").rglob("*") if p.is_file()] == ["test_rules.py"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["acme"], "ACM101"), (["reportlint-acme"], "ACM101"), (["a-b-c-d-e"], "ABCD101"),
        (["x1"], "XX101"), (["acme", "--prefix", "zz"], "ZZ101"),
    ],
)  # fmt: skip
def test_the_code_is_made_from_the_name(
    inside: Runner, tmp_path: Path, arguments: list[str], code: str
) -> None:
    assert inside("new-plugin", *arguments, "--directory", "made").code == 0
    assert (tmp_path / "made" / "tests" / "rules" / f"{code}.md").is_file()
    left = [
        p
        for p in (tmp_path / "made").rglob("*")
        if p.is_file() and "{{name" in p.read_text("utf-8")
    ]
    assert left == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["Acme"], "the name Acme must be small letters"),
        (["../acme"], "the name ../acme must be"),
        (["json"], "json is the name of a module that exists"),
        (["acme", "--prefix", "RPT"], "--prefix must be two to four letters, not RPT"),
    ],
)
def test_names_that_cannot_be(
    inside: Runner, tmp_path: Path, arguments: list[str], said: str
) -> None:
    code, _, err = inside("new-plugin", *arguments, "--lang", "en")
    assert (code, said in err, list(tmp_path.iterdir())) == (2, True, [])
