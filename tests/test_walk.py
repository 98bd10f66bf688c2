"""From paths to files: what folders hold, what git ignores, each file once."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from reportlint.message import Message, ReportlintError
from reportlint.walk import Found, find_files

SUFFIXES = (".txt", ".md")


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Make files in the folder that the test stands in."""
    monkeypatch.chdir(tmp_path)

    def make(*names: str) -> None:
        for name in names:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("文。\n", encoding="utf-8")

    return make


def find(*paths: str, exclude: tuple[str, ...] = (), **options: bool) -> Found:
    return find_files(paths or (".",), SUFFIXES, lambda path: path in exclude, **options)


def ignore(folder: str, *patterns: str, name: str = ".gitignore") -> None:
    path = Path(folder) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(patterns) + "\n", encoding="utf-8")


Tree = Callable[..., None]


def test_suffixes_hidden_names_and_lock_files(tree: Tree) -> None:
    tree("b.txt", "甲/c.MD", "甲/乙 丙/d.txt", "LICENSE", "x.py", ".git/e.txt", ".f.txt", "~$g.txt")
    assert find() == Found(["b.txt", "甲/c.MD", "甲/乙 丙/d.txt"], [])


def test_named_files_are_taken_as_they_are(tree: Tree) -> None:
    tree("LICENSE", ".hidden/a.txt", "~$g.txt")
    assert find("~$g.txt", ".hidden/a.txt", "LICENSE").files == [
        ".hidden/a.txt",
        "LICENSE",
        "~$g.txt",
    ]
    assert find(".hidden").files == [".hidden/a.txt"]


def test_order_and_each_file_once(tree: Tree, tmp_path: Path) -> None:
    tree("b/2.txt", "b/1.txt", "a.txt")
    expected = ["a.txt", "b/1.txt", "b/2.txt"]
    assert find("b", "a.txt", "b/1.txt", "./a.txt", "b/../a.txt", ".").files == expected
    assert len(find("a.txt", str(tmp_path / "a.txt")).files) == 1
    assert find("b/", "a.txt").files == expected


def test_links(tree: Tree) -> None:
    tree("a/1.txt", "b/2.txt")
    os.symlink("../a", "b/loop-a")
    os.symlink("..", "a/loop")
    os.symlink("../a/1.txt", "b/same.txt")
    assert find().files == ["a/1.txt", "b/2.txt"]
    assert find("b").files == ["b/2.txt", "b/same.txt"]
    assert find("b/loop-a").files == ["b/loop-a/1.txt"]  # a link that is named is followed


def test_nested_gitignore(tree: Tree) -> None:
    tree("a.txt", "out/a.txt", "s/a.txt", "s/keep.txt", "s/t/a.txt", "s/out/b.txt", "s/t/z.md")
    ignore(".", "/out/", "s/*.txt", "*.md")
    ignore("s", "!keep.txt", "t/a.txt")
    assert find().files == ["a.txt", "s/keep.txt", "s/out/b.txt"]
    assert len(find(gitignore=False).files) == 7


def test_rules_from_above_and_from_the_repository(tree: Tree) -> None:
    tree("r/s/a.txt", "r/s/b.txt", "r/s/c.txt", "r/.git/HEAD", "r/s/d/c.txt")
    ignore(".", "a.txt", "b.txt", "c.txt")  # outside the repository: git does not read it
    ignore("r", "s/a.txt")
    ignore("r/.git", "b.txt", name="info/exclude")
    assert find("r/s").files == ["r/s/c.txt", "r/s/d/c.txt"]
    os.chdir("r/s")
    assert find(".").files == ["c.txt", "d/c.txt"]
    assert find("d").files == ["d/c.txt"]


def test_an_ignored_folder_that_is_named(tree: Tree) -> None:
    tree("out/a.txt", "out/b.txt", ".git/HEAD")
    ignore(".", "out/")
    ignore("out", "b.txt")
    assert find().files == []
    assert find("out").files == ["out/a.txt"]
    assert find("out/b.txt").files == ["out/b.txt"]


def test_exclude(tree: Tree) -> None:
    tree("a.txt", "old/b.txt", "new/c.txt")
    assert find(exclude=("a.txt", "old/")).files == ["new/c.txt"]
    assert find("a.txt", "old", exclude=("a.txt", "old/")).files == ["a.txt", "old/b.txt"]
    assert find("a.txt", "old", exclude=("a.txt", "old/"), force_exclude=True).files == []


def test_exclude_that_raises(tree: Tree) -> None:
    tree("a/1.txt", "b/2.txt")

    def excluded(path: str) -> bool:
        if path == "a/1.txt":
            raise ReportlintError(Message("坏", "broken"))
        return False

    found = find_files(["."], SUFFIXES, excluded)
    assert found.files == ["b/2.txt"]
    assert [str(error) for error in found.errors] == ["坏"]


def test_paths_that_are_wrong(tree: Tree) -> None:
    tree("a.txt", "dir.txt/b.txt")
    found = find("none.txt", "a.txt/x", "dir.txt", "nul\0.txt", "a.txt")
    assert found.files == ["a.txt"]
    assert [error.path for error in found.errors] == ["none.txt", "a.txt/x", "dir.txt", "nul\0.txt"]
    assert find("dir.txt/") == Found(["dir.txt/b.txt"], [])


def test_folder_without_permission(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    tree("a/1.txt", "b/2.txt")
    scan = os.scandir

    def denied(path: str) -> object:
        if path.endswith("a"):
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(os, "scandir", denied)
    found = find()
    assert found.files == ["b/2.txt"]
    assert [(error.path, "permission" in error.render("en")) for error in found.errors] == [
        ("a", True)
    ]
