"""What is remembered between runs: right when something changes, harmless when it is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reportlint import memo

PROGRAM = """
import sys
from reportlint import memo
made = []
for word in sys.argv[1:]:
    key, _, stamp = word.partition("=")
    memo.remember(key, stamp, lambda: made.append(key) or [key, 1, None, {"a": (2.5, "字")}])
print(*made)
"""


def run(folder: Path | str, *words: str, program: str = PROGRAM, **environment: str) -> str:
    """Return the keys that had to be made, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", program, *words],
        capture_output=True,
        text=True,
        env={**os.environ, "REPORTLINT_CACHE_DIR": str(folder), **environment},
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.strip()


def file_in(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


def test_made_once_until_what_it_depends_on_changes(tmp_path: Path) -> None:
    assert run(tmp_path, "a=1", "b=1") == "a b"
    assert run(tmp_path, "a=1", "b=1", "c=1") == "c"
    assert run(tmp_path, "a=2", "b=1") == "a"
    assert run(tmp_path, "a=1") == "a"  # one value a key: nothing piles up
    assert run(tmp_path, "a=1", "b=1", "c=1") == ""


def test_an_untouched_file_is_not_written_again(tmp_path: Path) -> None:
    run(tmp_path, "a=1")
    before = file_in(tmp_path).stat().st_mtime_ns
    run(tmp_path, "a=1")
    assert file_in(tmp_path).stat().st_mtime_ns == before


@pytest.mark.parametrize("damage", ["empty", "cut", "flip", "garbage", "old", "shape"])
def test_a_damaged_file_is_made_anew(tmp_path: Path, damage: str) -> None:
    run(tmp_path, "a=1")
    file = file_in(tmp_path)
    data = file.read_bytes()
    harm = {
        "empty": b"",
        "cut": data[:-3],
        "flip": data[:-5] + bytes([data[-5] ^ 0x55]) + data[-4:],
        "garbage": b"\xff" * 500,
        "old": data[30:],
        "shape": b"reportlint-memo-2\n" + bytes.fromhex("47dd8c69") + b"N",
    }
    file.write_bytes(harm[damage])
    assert run(tmp_path, "a=1") == "a"
    assert run(tmp_path, "a=1") == ""


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    for _ in range(2):
        assert run(blocked / "cache", "a=1") == "a"
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]


def test_a_folder_in_place_of_the_file_leaves_nothing_behind(tmp_path: Path) -> None:
    run(tmp_path, "a=1")
    file = file_in(tmp_path)
    file.unlink()
    file.mkdir()
    assert run(tmp_path, "a=1") == "a"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.skipif(os.name != "posix", reason="looks at HOME")
def test_without_a_home_folder_nothing_is_left_in_the_current_one(tmp_path: Path) -> None:
    program = (
        "import os, pwd\n"
        "def nobody(uid): raise KeyError(uid)\n"
        "pwd.getpwuid = nobody\n"
        "del os.environ['HOME'], os.environ['REPORTLINT_CACHE_DIR']\n"
        "os.environ['XDG_CACHE_HOME'] = 'relative'\n"
        f"os.chdir({str(tmp_path)!r})\n" + PROGRAM
    )
    assert run("unused", "a=1", program=program) == "a"
    assert list(tmp_path.iterdir()) == []


def test_several_processes_at_once(tmp_path: Path) -> None:
    environment = {**os.environ, "REPORTLINT_CACHE_DIR": str(tmp_path)}
    words = [f"{letter}=1" for letter in "abcdefgh"]
    running = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM, *words],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _ in range(4)
    ]
    for process in running:
        _, said = process.communicate(timeout=60)
        assert (process.returncode, said) == (0, b"")
    file_in(tmp_path)  # one file, no temporary one beside it
    assert run(tmp_path, *words) == ""


def test_the_oldest_entries_are_dropped(tmp_path: Path) -> None:
    words = [f"k{number}=1" for number in range(200)]
    run(tmp_path, *words)
    made = run(tmp_path, *words[:3], *words[-100:])
    assert made == "k0 k1 k2"


def test_disabled_it_neither_reads_nor_writes(tmp_path: Path) -> None:
    run(tmp_path, "a=1")
    before = file_in(tmp_path).read_bytes()
    program = PROGRAM.replace("made = []", "made = []\nmemo.disable()")
    assert run(tmp_path, "a=1", "b=1", program=program) == "a b"
    assert file_in(tmp_path).read_bytes() == before


def test_a_value_that_cannot_be_kept_is_still_returned(tmp_path: Path) -> None:
    program = PROGRAM.replace("[key, 1,", "[object(), 1,")
    assert run(tmp_path, "a=1", program=program) == "a"
    assert list(tmp_path.iterdir()) == []


def test_stamp_of_what_is_not_there(tmp_path: Path) -> None:
    assert memo.stamp(str(tmp_path / "none")) == (-1, -1)
    assert memo.stamp("a\0b") == (-1, -1)
    (tmp_path / "a").write_bytes(b"abc")
    assert memo.stamp(str(tmp_path / "a"))[0] == 3
