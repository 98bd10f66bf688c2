"""What is read from `.git`, compared with what git itself says; and URIs."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from urllib.parse import unquote

import pytest

from reportlint.reporters.repository import Places, Provenance, find_repository, provenance


def git(folder: Path, *words: str) -> str:
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    person = ["-c", "user.name=t", "-c", "user.email=t@example.invalid"]
    done = subprocess.run(
        ["git", *person, *words],
        cwd=folder, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout.strip()


@pytest.fixture
def work(tmp_path: Path) -> Path:
    folder = tmp_path / "年度 报告"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "主线/a")
    (folder / "甲.txt").write_text("一\n", encoding="utf-8")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "x")
    return folder


def test_loose_packed_detached(work: Path) -> None:
    commit = git(work, "rev-parse", "HEAD")
    expected = Provenance(work.as_uri(), commit, "主线/a")
    assert provenance(str(work)) == expected
    git(work, "pack-refs", "--all")
    assert provenance(str(work)) == expected
    git(work, "checkout", "-q", "--detach")
    assert provenance(str(work)) == expected._replace(branch=None)


def test_unborn_branch(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main")
    assert provenance(str(tmp_path)) == Provenance(tmp_path.as_uri(), None, "main")


def test_worktree(work: Path, tmp_path: Path) -> None:
    git(work, "remote", "add", "origin", "https://example.invalid/a.git")
    git(work, "worktree", "add", "-q", "-b", "side", str(tmp_path / "side"))
    commit = git(work, "rev-parse", "HEAD")
    assert provenance(str(tmp_path / "side")) == Provenance(
        "https://example.invalid/a.git", commit, "side"
    )


@pytest.mark.parametrize(
    ("remote", "uri"),
    [
        ("https://example.invalid/a/b.git", "https://example.invalid/a/b.git"),
        ("https://user:secret@example.invalid/b.git", "https://example.invalid/b.git"),
        ("https://secret@example.invalid:8443/b", "https://example.invalid:8443/b"),
        ("git@example.invalid:a/b.git", "ssh://git@example.invalid/a/b.git"),
        ("example.invalid:b.git", "ssh://example.invalid/b.git"),
        ("ssh://git:secret@example.invalid/b", "ssh://git@example.invalid/b"),
        ("https://example.invalid/机关", "https://example.invalid/%E6%9C%BA%E5%85%B3"),
        ("https://example.invalid/a%20b", "https://example.invalid/a%20b"),
        ("/srv/a b.git", "file:///srv/a%20b.git"),
    ],
)
def test_remotes_are_uris_without_secrets(work: Path, remote: str, uri: str) -> None:
    git(work, "remote", "add", "upstream", "https://example.invalid/other.git")
    git(work, "remote", "add", "origin", remote)
    assert provenance(str(work)).uri == uri


def test_relative_remote(work: Path) -> None:
    git(work, "remote", "add", "origin", "../mirror.git")
    assert provenance(str(work)).uri == (work.parent / "mirror.git").as_uri()


def test_places_are_relative_to_the_repository(work: Path) -> None:
    below = work / "报 告"
    below.mkdir()
    places = Places(str(below))
    assert places.base == str(work)
    assert places.base_uri == work.as_uri() + "/"
    uri, relative = places.uri("子#1/100%.txt")
    assert (unquote(uri), relative) == ("报 告/子#1/100%.txt", True)
    assert uri == "%E6%8A%A5%20%E5%91%8A/%E5%AD%90%231/100%25.txt"
    assert places.uri("../甲.txt") == ("%E7%94%B2.txt", True)


def test_links_are_resolved(work: Path, tmp_path: Path) -> None:
    (work / "链接.txt").symlink_to(work / "甲.txt")
    (tmp_path / "门").symlink_to(work, target_is_directory=True)
    assert Places(str(work)).uri("链接.txt") == ("%E7%94%B2.txt", True)
    assert Places(str(tmp_path / "门")).uri("甲.txt") == ("%E7%94%B2.txt", True)


def test_outside_is_absolute(work: Path, tmp_path: Path) -> None:
    outside = tmp_path / "年度 报告2" / "乙.txt"
    assert Places(str(work)).uri(str(outside)) == (outside.as_uri(), False)


def test_no_repository(tmp_path: Path) -> None:
    if find_repository(str(tmp_path)):
        pytest.skip("the temporary folder lies in a repository")
    assert Places(str(tmp_path)).base == os.path.realpath(tmp_path)


def test_a_name_that_is_no_utf8(tmp_path: Path) -> None:
    assert Places(str(tmp_path)).uri("\udcb1\udca8.txt") == ("%B1%A8.txt", True)
