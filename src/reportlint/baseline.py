"""The baseline: findings that were there before, kept in a file and held back.

One entry a line, sorted, each for itself, so that git merges two versions of the file. A
finding is known by its identity: what it is, in which section, around which words.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from reportlint.identity import identities
from reportlint.judging import Judged
from reportlint.message import Message, ReportlintError
from reportlint.report import Held

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reportlint.document import Document
    from reportlint.finding import Finding

DEFAULT_NAME = "reportlint-baseline.jsonl"
KIND = "baseline"
_KEYS = ("path", "code", "identity", "excerpt")
_EXCERPT = 24  # code points, for people
_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


class BaselineError(ReportlintError):
    """A baseline cannot be read."""


class Entry(NamedTuple):
    """One known finding; entries sort by path, code, then identity.

    `path` is relative to the baseline's folder, with forward slashes. `excerpt` is for
    people and not compared.
    """

    path: str
    code: str
    identity: str
    excerpt: str


def read_baseline(file: str) -> list[Entry]:
    """Return a baseline's entries, sorted, each once, in whatever order they stand.

    Raises:
        BaselineError: It cannot be read, or a line of it is none of ours.
    """
    try:
        with open(file, "rb") as opened:
            lines = opened.read().split(b"\n")
    except OSError as error:
        reason = error.strerror or str(error)
        raise BaselineError(
            Message(f"无法读取存量清单：{reason}", f"cannot read the baseline: {reason}"),
            remedy=Message(
                "用 reportlint baseline create 建立", "make it with reportlint baseline create"
            ),
            path=_shown(file),
        ) from None
    entries = {_entry(line, file, number) for number, line in enumerate(lines, 1) if line.strip()}
    return sorted(entries)


def _entry(line: bytes, file: str, number: int) -> Entry:
    try:
        table = json.loads(line.removeprefix(b"\xef\xbb\xbf"))
        values = [table[key] for key in _KEYS]
        if len(table) == len(_KEYS) and all(isinstance(value, str) for value in values):
            return Entry(*values)
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    remedy = Message(
        "恢复这一行或删去它，再运行 reportlint baseline update",
        "restore the line or delete it, then run reportlint baseline update",
    )
    if line.decode("utf-8", "replace").startswith(_CONFLICT):
        remedy = Message(
            "删去合并冲突的标记，两边的行都保留；.gitattributes 写 merge=union 可以避免",
            "delete the conflict markers and keep the lines of both sides; "
            "merge=union in .gitattributes avoids them",
        )
    raise BaselineError(
        Message("存量清单已损坏", "the baseline is damaged"),
        remedy=remedy,
        path=_shown(file),
        line=number,
    )


def written(entries: Iterable[Entry]) -> str:
    """Return the text of a baseline: sorted, one entry a line."""
    # U+0085, U+2028 and U+2029 end no line for us, but do for some editors and diffs.
    return "".join(
        json.dumps(dict(zip(_KEYS, entry)), ensure_ascii=False)
        .replace("\x85", "\\u0085")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
        .encode("utf-8", "backslashreplace")
        .decode()
        + "\n"
        for entry in sorted(set(entries))
    )


def path_in(file: str, path: str) -> str:
    """Return a document's path as a baseline keeps it: relative to the baseline's folder."""
    absolute = os.path.abspath(path)
    try:
        relative = os.path.relpath(absolute, os.path.dirname(os.path.abspath(file)))
    except ValueError:  # another drive of Windows
        relative = absolute
    return relative.replace(os.sep, "/") if os.sep != "/" else relative


def entries_of(
    file: str, document: Document, findings: list[Finding], held: Sequence[Held] = ()
) -> list[Entry]:
    """Return the entries of a document's findings, in their order; none of those held back."""
    path = path_in(file, document.source.path)
    return [
        Entry(path, finding.code, own, _excerpt(document, finding))
        for finding, own in zip(findings, identities(document, findings, held))
    ]


def _excerpt(document: Document, finding: Finding) -> str:
    """Return the marked text, a short one with what stands around it on its line."""
    start, end, text = finding.start, finding.end, document.text
    if end == 0:  # about the whole document
        return ""
    around = max(0, _EXCERPT - (end - start)) // 2
    begin = max(0, start - around, text.rfind("\n", 0, start) + 1)
    stop = text.find("\n", start)
    stop = min(len(text) if stop < 0 else stop, end + around, start + _EXCERPT)
    return " ".join(text[begin:stop].split())


class Baseline:
    """The entries of one file, to be compared with documents."""

    def __init__(self, file: str, entries: Iterable[Entry]) -> None:
        self.file = file
        self._by_path: dict[str, dict[str, Entry]] = {}
        for entry in entries:
            self._by_path.setdefault(entry.path, {})[entry.identity] = entry
        self._gone: dict[str, dict[str, Entry]] | None = None

    def known(self, path: str, own: Sequence[Entry]) -> dict[str, Entry]:
        """Return the entries, by identity, that hold for a document.

        Where none stands under its path, it may have been renamed: then those of a path
        that is gone hold, the one that shares the most findings with it, and at least half
        of its own; or, failing that, one with the same file name.

        Args:
            path: As the baseline keeps it.
            own: What the document holds now.
        """
        entries = self._by_path.get(path)
        if entries is not None or not own:
            return entries or {}
        # A finding without an excerpt, about a whole document, looks the same in every file.
        marked = {entry.identity for entry in own if entry.excerpt}
        shared: Counter[str] = Counter()
        for gone, old in self.gone().items():
            count = len(marked & old.keys())
            half = 2 * count >= sum(1 for entry in old.values() if entry.excerpt)
            if (count and half) or os.path.basename(gone) == os.path.basename(path):
                shared[gone] = count
        if not shared:
            return {}
        nearest = min(shared, key=lambda gone: (-shared[gone], gone))
        return self._by_path[nearest]

    def gone(self) -> dict[str, dict[str, Entry]]:
        """Return the entries of paths at which there is no file any more."""
        if self._gone is None:
            folder = os.path.dirname(os.path.abspath(self.file))
            self._gone = {
                path: entries
                for path, entries in self._by_path.items()
                if not os.path.exists(os.path.join(folder, path))
            }
        return self._gone

    def hold(self, document: Document, judged: Judged) -> Judged:
        """Return the same without the findings that are known."""
        findings, errors, held = judged
        if not findings:
            return judged
        own = entries_of(self.file, document, findings, held)
        known = self.known(own[0].path, own)
        if not known:
            return judged
        kept = [f for f, entry in zip(findings, own) if entry.identity not in known]
        old = [Held(f, KIND) for f, entry in zip(findings, own) if entry.identity in known]
        return Judged(kept, errors, [*held, *old])


class Baselines:
    """The baselines of a run, each read once."""

    def __init__(self) -> None:
        self._by_file: dict[str, Baseline | BaselineError] = {}

    def hold(self, file: str, document: Document, judged: Judged) -> Judged:
        """Hold back what a baseline knows of a document.

        Raises:
            BaselineError: It cannot be read.
        """
        known = self._by_file.get(file)
        if known is None:
            try:
                known = Baseline(file, read_baseline(file))
            except BaselineError as error:
                known = error
            self._by_file[file] = known
        if isinstance(known, BaselineError):
            raise known
        return known.hold(document, judged)


class Change(NamedTuple):
    """A baseline brought up to date: the entries, and how many were added and removed."""

    entries: list[Entry]
    added: int
    removed: int


def updated(
    file: str, old: Sequence[Entry], now: dict[str, list[Entry]], *, add: bool = True
) -> Change:
    """Bring a baseline up to date with the documents that were linted.

    Entries of documents that were not linted stay, unless their file is gone.

    Args:
        file: The baseline, whose folder paths are relative to.
        old: Its entries.
        now: The entries of every document that was linted, by path.
        add: Add new findings; without it only those that are gone are removed.
    """
    baseline = Baseline(file, old)
    gone = baseline.gone()
    made = {entry for entry in old if entry.path not in now and entry.path not in gone}
    for path, entries in now.items():
        known = baseline.known(path, entries)
        made.update(entry for entry in entries if add or entry.identity in known)
    before, after = {entry[:3] for entry in old}, {entry[:3] for entry in made}
    return Change(sorted(made), len(after - before), len(before - after))


def _shown(file: str) -> str:
    here = os.path.join(os.getcwd(), "")
    return file[len(here) :] if file.startswith(here) else file
