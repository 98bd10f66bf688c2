"""Speed: everything as a ratio to references that are measured in the same run.

    python benchmarks/speed.py                         # about a minute
    python benchmarks/speed.py --json speed.json
    python benchmarks/speed.py --copies 200 --runs 5   # a quick look

Absolute times do not carry from machine to machine, ratios nearly do:

* start-up: the command on one seed, a cold process, against `python -c pass`; medians of
  wall-clock time, the two taken in turns; and what 20 installed plugins of 10 rules add to it;
* throughput: perturbed copies of the seeds (about 9 KB each), CPU seconds of the process and
  its children, against reading and decoding the same files, against `grep -cP` with one pattern,
  and against autocorrect (its Python API, one process; it checks spacing and punctuation);
* nanoseconds per character at 10 KB and at 10 MB of text that hardly repeats: parsing and all
  default rules, in one process;
* the 10 MB file: peak memory, and CPU seconds against reading it and against grep.

The command runs with `--isolated`, and in one process where it has `--jobs`. What start-up
remembers (compiled patterns, our own tables) is there, as for any user; results are not cached.
Limits that do not hold are marked, and the exit code is then 1 with `--strict`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent))

from accuracy import shared_folder
from workloads import low_repeat, write_copies, write_plugins

_PLACEHOLDER = r"[*＊×○]{1,6}(?=[个次条项人名份场])"
_READ = "import sys\nfor p in sys.stdin.read().split('\\n'):\n    open(p, 'rb').read().decode()"
_AUTOCORRECT = """
import sys, autocorrect_py
for p in sys.stdin.read().split('\\n'):
    autocorrect_py.lint_for(open(p, 'rb').read().decode(), p)
"""
_PER_CHARACTER = """
import sys, time
sys.path.insert(0, {folder!r})
from pathlib import Path
from checking import Checker
checker = Checker()
path = Path(sys.argv[1])
checker.check(path, "")
best = float("inf")
for _ in range(int(sys.argv[2])):
    started = time.process_time()
    document, _ = checker.check(path, "")
    best = min(best, time.process_time() - started)
print(best / len(document.text) * 1e9)
"""


FIRST_RULES = ",".join(
    f"RPT{number}"
    for first, last in ((101, 108), (201, 205), (301, 303), (401, 404))
    for number in range(first, last + 1)
)
"""Placeholders, sections, enumerations, repetition: what a report is first checked for."""


class Usage(NamedTuple):
    """What one child process used: seconds on the clock and on the CPU, and peak bytes."""

    wall: float
    cpu: float
    peak: int


class Line(NamedTuple):
    """One figure of the report; `limit` is None where the figure is only a reference."""

    name: str
    value: float
    unit: str
    limit: float | None = None
    at_least: bool = False

    @property
    def holds(self) -> bool | None:
        """Whether the limit holds; None without one."""
        if self.limit is None:
            return None
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    def shown(self) -> str:
        """Return one line of the table."""
        mark = {None: "", True: "holds", False: "EXCEEDED"}[self.holds]
        bound = "" if self.limit is None else f"{'≥' if self.at_least else '≤'} {self.limit:g}"
        return f"{self.name:44}{self.value:>12.2f} {self.unit:10}{bound:>9}  {mark}"


def spend(command: Sequence[str], given: str = "", path: str = "") -> Usage:
    """Run a command to its end and return what it used, its own children's use included.

    Args:
        command: The command.
        given: Its standard input.
        path: A folder of installed packages besides those of this Python.

    Raises:
        RuntimeError: It failed; findings (exit code 1) are no failure.
    """
    with tempfile.TemporaryFile() as stdin, tempfile.TemporaryFile() as stderr:
        stdin.write(given.encode("utf-8"))
        stdin.seek(0)
        started = time.perf_counter()
        process = subprocess.Popen(
            command,
            stdin=stdin,
            stdout=subprocess.DEVNULL,
            stderr=stderr,
            env={**_environment(), **({"PYTHONPATH": path} if path else {})},
        )
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1):
            stderr.seek(0)
            what = stderr.read().decode("utf-8", "replace")[-2000:]
            raise RuntimeError(f"{command[0]} ended with {process.returncode}: {what}")
    scale = 1 if sys.platform == "darwin" else 1024  # Linux counts KiB
    return Usage(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * scale)


def _environment() -> dict[str, str]:
    """Return the environment of a user: with byte code kept, as in any installation."""
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def plain_command() -> list[str]:
    """Return the command as a person or a hook calls it, without any option."""
    script = Path(sys.executable).with_name("reportlint")
    return [*([str(script)] if script.exists() else [sys.executable, "-m", "reportlint"]), "check"]


def interpreter() -> str:
    """Say what runs; one built without `--enable-optimizations` takes a fifth longer."""
    names = platform.python_implementation(), platform.python_version(), platform.python_compiler()
    return " ".join(names)


def check_command() -> list[str]:
    """Return the command that checks what is appended to it, in one process, no result cached."""
    start = plain_command()[:-1]
    command = [*start, "check", "--isolated", "--output-format", "text"]
    told = subprocess.run([*start, "check", "--help"], capture_output=True, check=True)
    if b"--jobs" in told.stdout:  # then results may be cached as well
        command += ["--jobs", "1", "--no-cache"]
    return command


def wall(command: Sequence[str]) -> float:
    """Run a command to its end and return the seconds on the clock, nothing else around it."""
    environment = _environment()
    started = time.perf_counter()
    subprocess.run(
        command, stdout=subprocess.DEVNULL, env=environment, cwd=tempfile.gettempdir(), check=False
    )
    return time.perf_counter() - started


def start_up(command: Sequence[str], seed: Path, runs: int) -> list[Line]:
    """Measure a cold process on one seed against a bare interpreter."""
    bare, whole = [], []
    for _ in range(2):
        spend([*command, str(seed)])  # what start-up remembers between runs is there for the rest
    for _ in range(runs):
        bare.append(wall([sys.executable, "-c", "pass"]))
        whole.append(wall([*command, str(seed)]))
    reference, taken = statistics.median(bare), statistics.median(whole)
    return [
        Line("python -c pass", reference * 1e3, "ms"),
        Line("reportlint check, one seed", taken * 1e3, "ms"),
        Line("start-up against python -c pass", taken / reference, "×", 6.0),
    ]


def with_plugins(command: Sequence[str], seed: Path, runs: int, folder: Path) -> list[Line]:
    """Measure what 20 installed plugins with 10 rules each add to a cold process."""
    write_plugins(folder, count=20, rules=10)
    without, loaded = [], []
    for _ in range(2):
        spend([*command, str(seed)], path=str(folder))
    for _ in range(runs):
        without.append(spend([*command, str(seed)]).wall)
        loaded.append(spend([*command, str(seed)], path=str(folder)).wall)
    alone, taken = statistics.median(without), statistics.median(loaded)
    return [
        Line("with 20 plugins of 10 rules", taken * 1e3, "ms"),
        Line("what they add to the start-up", (taken / alone - 1) * 100, "%", 60.0),
    ]


def throughput(command: Sequence[str], paths: Sequence[Path], runs: int) -> list[Line]:
    """Measure CPU seconds over many files against reading them, grep and autocorrect."""
    folder = str(paths[0].parent)
    size = sum(path.stat().st_size for path in paths)
    listed = "\n".join(map(str, paths))

    def best(call: Sequence[str], given: str = "") -> float:
        return min(spend(call, given).cpu for _ in range(runs))

    first = best([*command, "--select", FIRST_RULES, folder])
    ours = best([*command, folder])
    reading = best([sys.executable, "-c", _READ], listed)
    lines = [
        Line(f"files ({size / 1e6:.1f} MB)", len(paths), ""),
        Line("first rules (101–404), CPU", first, "s"),
        Line("  their throughput", size / 1e6 / first, "MB/CPU s", 12.0, at_least=True),
        Line("all default rules, CPU", ours, "s"),
        Line("  throughput of all", size / 1e6 / ours, "MB/CPU s"),
        Line("against reading and decoding", ours / reading, "×"),
    ]
    if shutil.which("grep"):
        lines.append(
            Line(
                "against grep -cP, one pattern",
                ours / max(best(["grep", "-rcP", _PLACEHOLDER, folder]), 1e-3),
                "×",
            )
        )
    if not _has_autocorrect():
        return lines
    rival = best([sys.executable, "-c", _AUTOCORRECT], listed)
    start = best([sys.executable, "-c", "import autocorrect_py"])
    lines += [
        Line("autocorrect, CPU", rival, "s"),
        Line("  of it start of the interpreter", start, "s"),
        Line("  first rules against it", first / rival, "×", 1.5),
        Line("  all default rules against it", ours / rival, "×", 1.0),
    ]
    return lines


def _has_autocorrect() -> bool:
    from importlib.util import find_spec

    return find_spec("autocorrect_py") is not None


def per_character(folder: Path, small: int, large: int) -> list[Line]:
    """Measure nanoseconds per character on a small and a large text that hardly repeats."""
    figures = []
    for size, rounds in ((small, 40), (large, 1)):
        path = folder / f"low-repeat-{size}.txt"
        path.write_bytes(low_repeat(size).encode("utf-8"))
        script = _PER_CHARACTER.format(folder=str(Path(__file__).resolve().parent))
        told = subprocess.run(
            [sys.executable, "-c", script, str(path), str(rounds)],
            capture_output=True,
            check=True,
            env=_environment(),
        )
        figures.append(float(told.stdout))
    return [
        Line(f"ns per character at {small:,} bytes", figures[0], "ns"),
        Line(f"ns per character at {large:,} bytes", figures[1], "ns"),
        Line("large against small", figures[1] / figures[0], "×", 2.0),
    ]


def large_file(command: Sequence[str], path: Path) -> list[Line]:
    """Measure one large file: peak memory, and CPU against reading it and against grep.

    The kernel counts this process in until the command starts, so that no less than its own
    memory (some 40 MB) can be told.
    """
    used = spend([*command, str(path)])
    reading = spend([sys.executable, "-c", _READ], str(path))
    lines = [
        Line("peak memory on the large file", used.peak / 1e6, "MB", 400.0),
        Line("CPU on the large file", used.cpu, "s"),
        Line("  its throughput", path.stat().st_size / 1e6 / used.cpu, "MB/CPU s"),
        Line("  against reading and decoding", used.cpu / reading.cpu, "×"),
    ]
    if shutil.which("grep"):
        sought = spend(["grep", "-cP", _PLACEHOLDER, str(path)])
        lines.append(Line("  against grep -cP", used.cpu / max(sought.cpu, 1e-3), "×"))
    return lines


def measure(shared: Path, copies: int, runs: int, small: int, large: int) -> list[Line]:
    """Measure everything in a temporary folder."""
    seeds = sorted((shared / "seeds").glob("*.txt"))
    command = check_command()
    lines = start_up(plain_command(), seeds[0], runs)
    with tempfile.TemporaryDirectory(prefix="reportlint-speed-") as name:
        folder = Path(name)
        lines += with_plugins(plain_command(), seeds[0], runs, folder / "plugins")
        corpus = folder / "copies"
        corpus.mkdir()
        texts = [path.read_bytes().decode("utf-8") for path in seeds]
        lines += throughput(command, write_copies(corpus, texts, copies), min(runs, 3))
        lines += per_character(folder, small, large)
        lines += large_file(command, folder / f"low-repeat-{large}.txt")
    return lines


def main(argv: list[str] | None = None) -> int:
    """Run from the command line; 2 where there is nothing to measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--shared", metavar="DIR", help="folder with seeds/")
    parser.add_argument("--copies", type=int, default=2000, help="perturbed copies of the seeds")
    parser.add_argument("--runs", type=int, default=15, help="cold starts; throughput takes 3")
    parser.add_argument("--small", type=int, default=10_000, help="bytes of the small text")
    parser.add_argument("--large", type=int, default=10_000_000, help="bytes of the large text")
    parser.add_argument("--json", metavar="FILE", help="write the figures")
    parser.add_argument("--strict", action="store_true", help="exit 1 where a limit is exceeded")
    options = parser.parse_args(argv)
    shared = shared_folder(options.shared)
    if shared is None:
        print("speed: there is no folder shared; name it with --shared", file=sys.stderr)
        return 2
    lines = measure(shared, options.copies, options.runs, options.small, options.large)
    print(interpreter())
    print(f"{'figure':44}{'value':>12} {'unit':10}{'limit':>9}")
    for line in lines:
        print(line.shown())
    if options.json:
        table = [{**line._asdict(), "holds": line.holds} for line in lines]
        out = {"schema": "reportlint-speed/1", "interpreter": interpreter(), "figures": table}
        Path(options.json).write_text(json.dumps(out, ensure_ascii=False, indent=1), "utf-8")
    return 1 if options.strict and any(line.holds is False for line in lines) else 0


if __name__ == "__main__":
    sys.exit(main())
