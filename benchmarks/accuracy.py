"""Accuracy against the gold set, and findings over the corpus of finished documents.

    python benchmarks/accuracy.py                      # both tables
    python benchmarks/accuracy.py --seeds-only --list  # misses and false alarms, with text
    python benchmarks/accuracy.py --corpus-only --show RPT402
    python benchmarks/accuracy.py --json new.json --diff old.json
    python benchmarks/accuracy.py --markdown docs/accuracy.md          # write the page
    python benchmarks/accuracy.py --markdown docs/accuracy.md --check  # is it current?

Seeds: a row of `gold/seeds.jsonl` is found when a finding has one of its codes, lies on its line
and overlaps its text, itself or with the other place it names (of two equal clauses a proofreader
may mark either); a row without text, and a row about the whole document (missing or
implicit sections, title), matches by file. Recall stands per code, with S (sure), L (likely) and
D (debatable) apart. Precision is the share of error and warning findings that some row covers.

Corpus: nobody marked these documents, most are finished, so nearly all that is found there is a
false alarm or residue of the web page. Rates are per 10,000 code points and per document.

The folder `shared` stands beside the repository; `--shared` or REPORTLINT_SHARED names another.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent))

from accuracy_page import render
from checking import Checker, Found

from reportlint.cli.atomic import AtomicFile
from reportlint.plugins import load_registry

PARTS = ("reports", "reports-md", "laws-md", "news-md", "templates")
WHOLE_DOCUMENT = frozenset(("RPT201", "RPT202", "RPT203", "RPT205", "RPT207", "RPT208"))
"""Codes about the whole document: their place in the text says nothing."""
LOUD = ("error", "warning")


class Gold(NamedTuple):
    """One row of the gold set; `text` is None for an omission."""

    file: str
    line: int
    column: int
    text: str | None
    codes: tuple[str, ...]
    certainty: str

    def shown(self) -> str:
        """Return one line for people."""
        place = f"{self.file[:3]}:{self.line}:{self.column}"
        return f"{self.certainty} {place} {'/'.join(self.codes)} {self.text}"


class Score(NamedTuple):
    """The seeds' result: rows missed, loud findings nobody marked, and counts for the table."""

    recall: dict[str, dict[str, list[int]]]
    """Found and wanted by certainty, by code."""
    precision: dict[str, list[int]]
    """Covered and reported by code; errors and warnings only."""
    missed: list[Gold]
    uncovered: list[Found]


def read_gold(path: Path) -> list[Gold]:
    """Read the rows that name a code; the others are for people only."""
    rows = []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["codes"]:
            rows.append(
                Gold(
                    row["file"], row["line"], row["column"], row["text"],
                    tuple(row["codes"]), row["certainty"],
                )
            )  # fmt: skip
    return rows


def matches(row: Gold, found: Found) -> bool:
    """Whether a finding is what a row marks."""
    if found.code not in row.codes or found.file != row.file:
        return False
    if row.text is None or found.code in WHOLE_DOCUMENT:
        return True
    places = [(found.line, found.column, found.end_line, found.end_column), *found.related]
    return any(_overlaps(row, row.text, *place) for place in places)


def _overlaps(row: Gold, text: str, line: int, column: int, end_line: int, end_column: int) -> bool:
    if not line <= row.line <= end_line:
        return False
    start = column if line == row.line else 1
    end = end_column if end_line == row.line else 1 << 30
    return start < row.column + len(text) and row.column <= max(end - 1, start)


def score(gold: list[Gold], found: list[Found]) -> Score:
    """Compare the findings in the seeds with the gold set."""
    recall: dict[str, dict[str, list[int]]] = defaultdict(lambda: {c: [0, 0] for c in "SLD"})
    precision: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    missed = []
    for row in gold:
        hit = any(matches(row, one) for one in found)
        for code in row.codes[:1]:
            cell = recall[code][row.certainty]
            cell[0] += hit
            cell[1] += 1
        if not hit:
            missed.append(row)
    uncovered = []
    for one in found:
        if one.severity in LOUD:
            covered = any(matches(row, one) for row in gold)
            precision[one.code][0] += covered
            precision[one.code][1] += 1
            if not covered:
                uncovered.append(one)
    return Score(dict(recall), dict(precision), missed, uncovered)


def seed_table(result: Score) -> Iterator[str]:
    """Yield the lines of the seeds' table."""
    yield f"{'code':8}{'S':>9}{'L':>9}{'D':>9}{'precision':>12}"
    codes = sorted({*result.recall, *result.precision})
    total = {c: [0, 0] for c in "SLD"}
    all_found = [0, 0]
    for code in codes:
        cells = ""
        for certainty in "SLD":
            hit, wanted = result.recall.get(code, {}).get(certainty, [0, 0])
            total[certainty][0] += hit
            total[certainty][1] += wanted
            cells += f"{f'{hit}/{wanted}' if wanted else '–':>9}"
        good, reported = result.precision.get(code, [0, 0])
        all_found[0] += good
        all_found[1] += reported
        yield f"{code:8}{cells}{f'{good}/{reported}' if reported else '–':>12}"
    cells = "".join(f"{f'{hit}/{wanted}':>9}" for hit, wanted in total.values())
    yield f"{'all':8}{cells}{f'{all_found[0]}/{all_found[1]}':>12}"
    hit, wanted = total["S"]
    yield (
        f"recall S {hit / max(wanted, 1):.3f} · "
        f"precision {all_found[0] / max(all_found[1], 1):.3f} (errors and warnings)"
    )


class Corpus:
    """Findings over the corpus, by part."""

    def __init__(self) -> None:
        self.found: list[Found] = []
        self.characters: Counter[str] = Counter()
        self.documents: Counter[str] = Counter()

    def read(self, checker: Checker, folder: Path) -> None:
        """Check every text of the corpus."""
        for part in PARTS:
            for path in sorted((folder / part).glob("*")):
                document, found = checker.check(path, part)
                self.characters[part] += len(document.text)
                self.documents[part] += 1
                self.found += found

    def table(self) -> Iterator[str]:
        """Yield the lines of the corpus' table: count (per 10,000 characters)."""
        parts = [part for part in PARTS if self.documents[part]]
        counts = Counter((one.code, one.severity, one.part) for one in self.found)
        yield f"{'code':8}{'severity':9}" + "".join(f"{part:>17}" for part in parts)
        for code, severity in sorted({(code, severity) for code, severity, _ in counts}):
            yield f"{code:8}{severity:9}" + self._cells(
                {part: counts[code, severity, part] for part in parts}
            )
        for severity in ("error", "warning", "info"):
            sums = {
                part: sum(n for (_, s, p), n in counts.items() if s == severity and p == part)
                for part in parts
            }
            yield f"{'all':8}{severity:9}" + self._cells(sums)
        yield f"{'documents':17}" + "".join(f"{self.documents[part]:>17}" for part in parts)
        yield f"{'characters':17}" + "".join(f"{self.characters[part]:>17,}" for part in parts)
        silent = ""
        for part in parts:
            loud = {one.file for one in self.found if one.part == part and one.severity in LOUD}
            silent += f"{self.documents[part] - len(loud):>17}"
        yield f"{'silent at warning':17}" + silent

    def _cells(self, by_part: dict[str, int]) -> str:
        cells = ""
        for part, count in by_part.items():
            rate = count / max(self.characters[part], 1) * 10_000
            cells += f"{f'{count} ({rate:.2f})' if count else '–':>17}"
        return cells


def as_json(result: Score | None, corpus: Corpus | None, seeds: list[Found]) -> dict[str, Any]:
    """Return everything measured as plain values."""
    out: dict[str, Any] = {"schema": "reportlint-accuracy/1"}
    if result is not None:
        out["seeds"] = {
            "recall": result.recall,
            "precision": result.precision,
            "missed": [row._asdict() for row in result.missed],
            "uncovered": [one._asdict() for one in result.uncovered],
        }
    if corpus is not None:
        out["corpus"] = {"characters": corpus.characters, "documents": corpus.documents}
    found = seeds + (corpus.found if corpus else [])
    out["findings"] = [one._asdict() for one in found]
    return out


def difference(old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    """Yield what appeared and what went between two runs, by code."""
    before, after = (
        Counter(
            (f["code"], f["part"], f["file"], f["severity"], f["excerpt"]) for f in run["findings"]
        )
        for run in (old, new)
    )
    for sign, changed in (("+", after - before), ("-", before - after)):
        for (code, part, file, severity, excerpt), count in sorted(changed.items()):
            times = f" ×{count}" if count > 1 else ""
            yield f"{sign} {code} {severity} {part}/{file}: {excerpt}{times}"
    yield f"{(after - before).total()} new, {(before - after).total()} gone"


def shared_folder(named: str | None) -> Path | None:
    """Return the folder with seeds, gold set and corpus, or None."""
    beside = Path(__file__).resolve().parents[2] / "shared"
    folder = Path(named or os.environ.get("REPORTLINT_SHARED") or beside)
    return folder if folder.is_dir() else None


def main(argv: list[str] | None = None) -> int:
    """Run from the command line; 1 where a rule failed, 2 where there is nothing to measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--shared", metavar="DIR", help="folder with seeds/, gold/ and corpus/")
    parser.add_argument("--list", action="store_true", help="list misses and false alarms")
    parser.add_argument("--show", metavar="CODE", help="print findings of a code with context")
    parser.add_argument("--limit", type=int, default=40, help="how many --show prints")
    parser.add_argument("--json", metavar="FILE", help="write everything measured")
    parser.add_argument("--diff", metavar="FILE", help="compare with an earlier --json")
    parser.add_argument("--markdown", metavar="FILE", help="write the tables as a page")
    parser.add_argument("--check", action="store_true", help="compare with the page; write nothing")
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--seeds-only", action="store_true")
    only.add_argument("--corpus-only", action="store_true")
    options = parser.parse_args(argv)
    shared = shared_folder(options.shared)
    if options.check and not options.markdown:
        parser.error("--check needs --markdown FILE")
    if options.markdown and (options.seeds_only or options.corpus_only):
        parser.error("--markdown needs both the seeds and the corpus")
    if shared is None and options.check and not os.environ.get("REPORTLINT_REQUIRE_ALL"):
        print("accuracy: not checked, since there is no folder shared to measure on")
        return 0
    if shared is None:
        print("accuracy: there is no folder shared; name it with --shared", file=sys.stderr)
        return 2
    checker = Checker()
    result, seeds, corpus = None, [], None
    if not options.corpus_only:
        for path in sorted((shared / "seeds").glob("*.txt")):
            seeds += checker.check(path, "seeds")[1]
        result = score(read_gold(shared / "gold" / "seeds.jsonl"), seeds)
    if not options.seeds_only:
        corpus = Corpus()
        corpus.read(checker, shared / "corpus")
    if options.markdown and result is not None and corpus is not None:
        status = _page(options.markdown, page(result, corpus), check=options.check)
        for error in sorted(set(checker.errors)):
            print(error, file=sys.stderr)
        return 1 if checker.errors else status
    _print(options, result, corpus, seeds)
    measured = as_json(result, corpus, seeds)
    if options.json:
        Path(options.json).write_text(json.dumps(measured, ensure_ascii=False, indent=1), "utf-8")
    if options.diff:
        old = json.loads(Path(options.diff).read_text("utf-8"))
        _lines("\nDifference", difference(old, measured))
    for error in sorted(set(checker.errors)):
        print(error, file=sys.stderr)
    return 1 if checker.errors else 0


def page(result: Score, corpus: Corpus) -> str:
    """Return `docs/accuracy.md`: nothing in it depends on the machine or the time."""
    parts = [part for part in PARTS if corpus.documents[part]]
    return render(
        result.recall,
        result.precision,
        Counter((one.code, one.severity, one.part) for one in corpus.found),
        {part: corpus.documents[part] for part in parts},
        corpus.characters,
        {code: rule.name for code, rule in load_registry().rules.items() if code[:3] == "RPT"},
    )


def _page(path: str, text: str, *, check: bool) -> int:
    there = Path(path).read_text("utf-8") if Path(path).exists() else ""
    if check and text != there:
        changed = [line for line in text.splitlines() if line not in set(there.splitlines())]
        print(f"{path} is stale; run benchmarks/accuracy.py --markdown {path}", file=sys.stderr)
        _lines("It would say:", changed[:20])
        return 1
    if text != there:
        with AtomicFile(path) as file:
            file.write(text)
    return 0


def _print(
    options: argparse.Namespace, result: Score | None, corpus: Corpus | None, seeds: list[Found]
) -> None:
    if result is not None:
        _lines("Seeds: found/wanted by certainty", seed_table(result))
        if options.list:
            _lines("\nMissed", (row.shown() for row in result.missed))
            _lines("\nLoud, and in no row", (one.shown() for one in result.uncovered))
    if corpus is not None:
        _lines("\nCorpus: findings (per 10,000 characters)", corpus.table())
    if options.show:
        found = seeds + (corpus.found if corpus else [])
        chosen = [one for one in found if one.code == options.show]
        _lines(f"\n{options.show}: {len(chosen)}", (one.shown() for one in chosen[: options.limit]))


def _lines(title: str, lines: Iterable[str]) -> None:
    print(title)
    for line in lines:
        print(line)


if __name__ == "__main__":
    sys.exit(main())
