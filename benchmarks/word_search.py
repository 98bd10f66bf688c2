"""Ways to find the words that all rules wait for, in microseconds per 3,000 characters.

    python benchmarks/word_search.py

Words and texts are those of a run: the anchors of the default rules, and perturbed copies of the
seeds. The packages stand against one pattern of `re` with all the words and against a search for
each word. A package that is not installed is left out; the best of several rounds is kept.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from accuracy import shared_folder
from checking import Checker
from workloads import perturbed

_SCALE = 3000  # code points that figures are given for


def ways(words: list[str]) -> Iterator[tuple[str, Callable[[str], object]]]:
    """Yield name and function of every way that is there."""
    try:
        from daachorse import CharwiseDoubleArrayAhoCorasick
    except ImportError:
        pass
    else:
        yield "daachorse", CharwiseDoubleArrayAhoCorasick(words).find_overlapping
    from ahocorasick_rs import AhoCorasick

    states = AhoCorasick(words)
    yield "ahocorasick-rs", lambda text: states.find_matches_as_indexes(text, overlapping=True)
    longest_first = sorted(words, key=len, reverse=True)
    yield "one pattern of re", re.compile("|".join(map(re.escape, longest_first))).findall
    yield "a search for each word", lambda text: [text.find(word) for word in words]


def measure(find: Callable[[str], object], texts: Sequence[str], rounds: int) -> float:
    """Return the microseconds for 3,000 characters."""
    best = float("inf")
    for _ in range(rounds):
        started = time.process_time()
        for text in texts:
            find(text)
        best = min(best, time.process_time() - started)
    return best / sum(map(len, texts)) * _SCALE * 1e6


def main(argv: list[str] | None = None) -> int:
    """Run from the command line; 2 where there is nothing to measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--shared", metavar="DIR", help="folder with seeds/")
    parser.add_argument("--copies", type=int, default=50, help="perturbed copies of the seeds")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args(argv)
    shared = shared_folder(options.shared)
    if shared is None:
        print("word_search: there is no folder shared; name it with --shared", file=sys.stderr)
        return 2
    seeds = [p.read_bytes().decode("utf-8") for p in sorted((shared / "seeds").glob("*.txt"))]
    texts = [perturbed(seeds, number) for number in range(options.copies)]
    rules, _ = Checker().rules(Path("report.txt"))
    words = sorted({word for rule in rules for word in rule.anchor_words()})
    print(f"{len(words):,} words, {len(texts)} texts")
    for name, find in ways(words):
        print(f"{name:24}{measure(find, texts, options.rounds):>10.1f} µs")
    return 0


if __name__ == "__main__":
    sys.exit(main())
