"""Time of every rule: microseconds per document over the seeds and over finished reports.

    python benchmarks/profile_rules.py              # all rules, slowest first
    python benchmarks/profile_rules.py RPT402 RPT4  # codes, or the start of codes
    python benchmarks/profile_rules.py --parts reports-md laws-md

Every rule runs on documents whose columns (paragraphs, sentences, clauses) are made already and
whose shared views are not, so that its figure holds the views it asks for; the line `columns`
says what making those costs once for all rules. `alone` is a rule with fresh views each time,
`together` the whole set on one document, where views are shared. Documents count in full, and
the last column is scaled to 3,000 characters. The best of several rounds is kept: figures
compare within one run on one machine.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from accuracy import shared_folder
from checking import Checker

from reportlint import Document, Rule
from reportlint.engine import lint

_SCALE = 3000  # code points of the document that budgets are given for


def best_of(rounds: int, run: Callable[[], object]) -> float:
    """Return the least time of a few runs, in seconds."""
    best = float("inf")
    for _ in range(rounds):
        started = time.perf_counter()
        run()
        best = min(best, time.perf_counter() - started)
    return best


def fresh(documents: Sequence[Document]) -> list[Document]:
    """Return the documents anew, columns made and no view."""
    out = []
    for old in documents:
        new = Document(old.source, old.prose, old.blocks, old.format, old.genre, old.front_title)
        _columns(new)
        out.append(new)
    return out


def _columns(document: Document) -> None:
    _ = document.paragraphs, document.sentences, document.clauses, document.root


def time_rule(rule: Rule, documents: Sequence[Document], rounds: int) -> float:
    """Return the seconds a rule needs for all documents."""
    best = float("inf")
    for _ in range(rounds):
        ready = fresh(documents)
        best = min(best, best_of(1, lambda: [list(rule.check(d)) for d in ready]))  # noqa: B023
    return best


def time_columns(documents: Sequence[Document], rounds: int) -> float:
    """Return the seconds that making columns and sections takes for all documents."""

    def run() -> None:
        for old in documents:
            new = Document(old.source, old.prose, old.blocks, old.format, old.genre)
            _columns(new)

    return best_of(rounds, run)


def time_together(rules: Sequence[Rule], documents: Sequence[Document], rounds: int) -> float:
    """Return the seconds of all rules for all documents, views shared."""
    best = float("inf")
    for _ in range(rounds):
        ready = fresh(documents)
        best = min(best, best_of(1, lambda: [lint(d, rules) for d in ready]))  # noqa: B023
    return best


def profile(
    documents: Sequence[Document], rules: Sequence[Rule], rounds: int
) -> list[tuple[str, str, float]]:
    """Return (code, name, seconds for all documents), the slowest rule first."""
    rows = [(rule.code, rule.name, time_rule(rule, documents, rounds)) for rule in rules]
    rows.sort(key=lambda row: -row[2])
    rows.append(("", "columns", time_columns(documents, rounds)))
    rows.append(("", "together", time_together(rules, documents, rounds)))
    return rows


def main(argv: list[str] | None = None) -> int:
    """Run from the command line; 2 where there is nothing to measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("codes", nargs="*", help="codes, or the start of codes")
    parser.add_argument("--shared", metavar="DIR", help="folder with seeds/ and corpus/")
    parser.add_argument("--parts", nargs="*", default=["reports"], help="parts of the corpus")
    parser.add_argument("--documents", type=int, default=12, help="how many of each part")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args(argv)
    shared = shared_folder(options.shared)
    if shared is None:
        print("profile_rules: there is no folder shared; name it with --shared", file=sys.stderr)
        return 2
    checker = Checker()
    groups = {"seeds": sorted((shared / "seeds").glob("*.txt"))}
    for part in options.parts:
        groups[part] = sorted((shared / "corpus" / part).glob("*"))[: options.documents]
    for group, paths in groups.items():
        documents = [checker.parse(path) for path in paths]
        rules = [
            rule
            for rule in checker.rules(paths[0])[0]
            if not options.codes or rule.code.startswith(tuple(options.codes))
        ]
        size = sum(len(document.text) for document in documents)
        print(f"\n{group}: {len(documents)} documents, {size // len(documents):,} characters each")
        print(f"{'code':8}{'name':32}{'µs/document':>12}{'µs/3,000 characters':>22}")
        for code, name, seconds in profile(documents, rules, options.rounds):
            per_document = seconds / len(documents) * 1e6
            print(f"{code:8}{name:32}{per_document:>12.1f}{seconds / size * _SCALE * 1e6:>22.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
