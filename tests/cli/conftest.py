"""Run the command line: in a process of its own, as users do, or quicker, in this one."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from reportlint.cli import main


class Outcome(NamedTuple):
    code: int
    out: str
    err: str


Runner = Callable[..., Outcome]
NOT_THE_USERS = ("NO_COLOR", "FORCE_COLOR", "PYTHONIOENCODING")


@pytest.fixture
def reportlint(tmp_path: Path) -> Runner:
    """Call `python -m reportlint` in `tmp_path`; further import folders go to `path`."""

    def run(
        *arguments: str,
        stdin: bytes = b"",
        path: Path | None = None,
        cwd: Path | None = None,
        **environment: str,
    ) -> Outcome:
        variables = {name: value for name, value in os.environ.items() if name not in NOT_THE_USERS}
        variables.update(environment)
        if path is not None:
            variables["PYTHONPATH"] = str(path)
        done = subprocess.run(
            [sys.executable, "-m", "reportlint", *arguments],
            input=stdin,
            capture_output=True,
            cwd=cwd or tmp_path,
            env=variables,
            check=False,
        )
        outcome = Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())
        assert "Traceback" not in outcome.err
        return outcome

    return run


@pytest.fixture
def inside(tmp_path: Path) -> Runner:
    """Call `main` in `tmp_path` in this process, in a tenth of the time that a process takes.

    It is for what hangs neither on how a process starts and ends nor on what is installed;
    every command and every format has a test with `reportlint` as well, which would see an
    import that is missing.
    """

    def run(*arguments: str, stdin: bytes = b"", **environment: str) -> Outcome:
        buffers = io.BytesIO(stdin), io.BytesIO(), io.BytesIO()
        streams = [io.TextIOWrapper(buffer, encoding="utf-8") for buffer in buffers]
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(tmp_path)
            for name in NOT_THE_USERS:
                patch.delenv(name, raising=False)
            for name, value in environment.items():
                patch.setenv(name, value)
            for name, stream in zip(("stdin", "stdout", "stderr"), streams):
                patch.setattr(sys, name, stream)
            code = main(list(arguments))
            sys.stderr.flush()
        outcome = Outcome(code, *(buffer.getvalue().decode() for buffer in buffers[1:]))
        assert "Traceback" not in outcome.err
        return outcome

    return run


@pytest.fixture
def plugin(tmp_path: Path) -> Callable[[str, str], Path]:
    """Make an installed distribution with one module and one entry point."""

    def make(name: str, module: str) -> Path:
        site = tmp_path / "site"
        info = site / f"{name}-1.0.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(f"[reportlint]\n{name} = {name}_rules\n")
        (site / f"{name}_rules.py").write_text(module, encoding="utf-8")
        return site

    return make
