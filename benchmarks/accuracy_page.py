"""`docs/accuracy.md`: the tables of `accuracy.py` as Markdown, with what a reading found.

Here belongs how the page is set; what is measured belongs to `accuracy.py`, and what was
read stands in `src/reportlint/readings.toml`, from where the rules' pages take it too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from reportlint.pages import escaped, reading

SEVERITIES = ("error", "warning", "info")
CERTAINTIES = ("S", "L", "D")
Counts = Mapping[tuple[str, str, str], int]
"""Findings by code, severity and part."""

_HEAD = """\
<!-- Made by benchmarks/accuracy.py; the readings stand in src/reportlint/readings.toml. -->

# Accuracy

What the rules find with the built-in settings in five adapted reports that proofreaders have
marked (the seeds), and in documents that nobody marked (the corpus).
Neither is part of this repository; with the folder `shared` beside it this page is made again by

```
python benchmarks/accuracy.py --markdown docs/accuracy.md
```

and `--check` beside it compares without writing.
"""
_SEEDS = """\
## Seeds

Found / marked, by how sure the proofreaders were: S sure, L likely, D debatable.
Precision: of the errors and warnings reported, those that some mark covers.
"""
_CORPUS = """\
## Corpus

Findings, and in brackets findings per 10,000 characters.
All parts but `templates` are finished documents, where a finding is a false alarm, a slip that
was published, or residue of the web page the text was taken from.
"""
_READING = """\
## What was read

Errors and warnings in the finished documents were read in context and judged by GB/T 15834,
GB/T 15835 and official usage; of rules with many findings a random sample of twenty.
A fault of the file counts as right also where it came with the copy (a line broken before 》,
half-width brackets), since that is what the file says.
“Now” is what the rules find today; “then” is what there was when they were read.
"""
_ESTIMATE = """\
Errors and warnings that are likely no faults, by part: each rule's findings of today times its
share of wrong ones, per 10,000 characters.
"""


def render(
    recall: Mapping[str, Mapping[str, Sequence[int]]],
    precision: Mapping[str, Sequence[int]],
    counts: Counts,
    documents: Mapping[str, int],
    characters: Mapping[str, int],
    names: Mapping[str, str],
) -> str:
    """Return the page.

    Args:
        recall: Found and marked by certainty, by code.
        precision: Covered and reported errors and warnings by code.
        counts: Findings in the corpus.
        documents: Their number by part, in the order of the columns.
        characters: Their length by part.
        names: The rules' names by code.
    """
    finished = [part for part in documents if part != "templates"]
    sections = (
        [_HEAD],
        [_SEEDS, *_seeds(recall, precision, names)],
        [_CORPUS, *_corpus(counts, documents, characters)],
        [_READING, *_readings(counts, finished, names)],
        [_ESTIMATE, *_estimate(counts, finished, characters)],
    )
    return "\n".join("\n".join(lines) + "\n" for lines in sections).replace("\n\n\n", "\n\n")


def _table(head: Iterable[str], rows: Iterable[Iterable[str]], left: int = 1) -> Iterator[str]:
    """Yield a table whose first `left` columns are text and the others figures."""
    cells = list(head)
    yield f"| {' | '.join(cells)} |"
    yield "|" + "|".join(["---"] * left + ["--:"] * (len(cells) - left)) + "|"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _share(part: int, whole: int) -> str:
    return f"{part}/{whole}" if whole else "–"


def _label(code: str, names: Mapping[str, str]) -> str:
    return f"[{code}](rules/{code}.md) {names[code]}" if code in names else code


def _seeds(
    recall: Mapping[str, Mapping[str, Sequence[int]]],
    precision: Mapping[str, Sequence[int]],
    names: Mapping[str, str],
) -> Iterator[str]:
    rows = []
    sums = {certainty: [0, 0] for certainty in CERTAINTIES}
    right, loud = 0, 0
    for code in sorted({*recall, *precision}):
        cells = []
        for certainty in CERTAINTIES:
            hit, marked = recall.get(code, {}).get(certainty, (0, 0))
            sums[certainty][0] += hit
            sums[certainty][1] += marked
            cells.append(_share(hit, marked))
        covered, reported = precision.get(code, (0, 0))
        right, loud = right + covered, loud + reported
        rows.append([_label(code, names), *cells, _share(covered, reported)])
    rows.append(["all", *(_share(*sums[c]) for c in CERTAINTIES), _share(right, loud)])
    rates = [f"{hit / marked:.3f}" if marked else "–" for hit, marked in sums.values()]
    rows.append(["rate", *rates, f"{right / loud:.3f}" if loud else "–"])
    yield from _table(["rule", *CERTAINTIES, "precision"], rows)


def _corpus(
    counts: Counts, documents: Mapping[str, int], characters: Mapping[str, int]
) -> Iterator[str]:
    rows = [
        [
            code,
            severity,
            *_cells({p: counts.get((code, severity, p), 0) for p in documents}, characters),
        ]
        for code in sorted({code for code, _, _ in counts})
        for severity in SEVERITIES
        if any(counts.get((code, severity, part)) for part in documents)
    ]
    for severity in SEVERITIES:
        sums: Counter[str] = Counter()
        for (_, level, part), count in counts.items():
            sums[part] += count if level == severity else 0
        rows.append(["all", severity, *_cells({p: sums[p] for p in documents}, characters)])
    rows.append(["documents", "", *(str(count) for count in documents.values())])
    rows.append(["characters", "", *(f"{characters[part]:,}" for part in documents)])
    yield from _table(["rule", "severity", *documents], rows, left=2)


def _cells(by_part: Mapping[str, int], characters: Mapping[str, int]) -> Iterator[str]:
    for part, count in by_part.items():
        rate = count / max(characters[part], 1) * 10_000
        yield f"{count} ({rate:.2f})" if count else "–"


def loud_counts(counts: Counts, parts: Sequence[str]) -> Counter[str]:
    """Return the errors and warnings in some parts by code."""
    loud: Counter[str] = Counter()
    for (code, severity, part), count in counts.items():
        if severity != "info" and part in parts:
            loud[code] += count
    return loud


def _readings(counts: Counts, finished: Sequence[str], names: Mapping[str, str]) -> Iterator[str]:
    loud = loud_counts(counts, finished)
    rows, silent, unread = [], [], []
    for code in sorted({*names, *loud}):
        read: Mapping[str, Any] | None = reading(code)
        if read and read["read"]:
            figures = (loud[code], read["found"], read["read"], read["right"])
            rows.append([_label(code, names), escaped(read.get("wrong", "")), *map(str, figures)])
        elif loud[code]:
            unread.append(f"{code} ({loud[code]})")
        else:
            silent.append(code)
    yield from _table(["rule", "what was wrong", "now", "then", "read", "right"], rows, left=2)
    yield ""
    yield f"Found there, and not read yet: {', '.join(unread) or 'none'}."
    yield f"Silent there at error and warning: {', '.join(silent) or 'none'}."


def _estimate(
    counts: Counts, finished: Sequence[str], characters: Mapping[str, int]
) -> Iterator[str]:
    wrong: dict[str, float] = dict.fromkeys(finished, 0.0)
    for (code, severity, part), count in counts.items():
        read: Mapping[str, Any] | None = reading(code)
        if part in wrong and severity != "info" and read and read["read"]:
            wrong[part] += count * (1 - read["right"] / read["read"])
    rates = (f"{n / max(characters[part], 1) * 10_000:.2f}" for part, n in wrong.items())
    yield from _table(["", *finished], [["likely wrong", *rates]])
