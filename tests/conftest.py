"""Fixtures that several test modules share."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

# A machine under load is slow at times, which is no fault; what CI tries is the same each time.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

ROOT = Path(__file__).resolve().parent.parent


def _absent(what: str) -> None:
    """Skip with a reason; where everything is required, as in `.ci/run`, fail."""
    if os.environ.get("REPORTLINT_REQUIRE_ALL"):
        pytest.fail(f"{what} is absent, and REPORTLINT_REQUIRE_ALL is set")
    pytest.skip(f"{what} is absent")


@pytest.fixture(scope="session")
def absent() -> Callable[[str], None]:
    """Skip for want of a program, absent("Vim"); where everything is required, fail."""
    return _absent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with seeds, gold set and corpus that lies beside the repository."""
    folder = Path(os.environ.get("REPORTLINT_SHARED", ROOT.parent / "shared"))
    if not (folder / "seeds").is_dir():
        _absent(f"the folder {folder.name} with seeds and corpus")
    return folder


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every test out of the user's cache folder."""
    monkeypatch.setenv("REPORTLINT_CACHE_DIR", str(tmp_path_factory.getbasetemp() / "cache"))
