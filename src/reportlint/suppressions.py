"""Suppressions: which findings a document or the configuration asks to leave out.

Pure: from a document, its findings and the entries of the configuration to what is
reported, what is held back, and what became of each suppression.
"""

from __future__ import annotations

import time
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from reportlint import directives
from reportlint.directives import Directive, Word, find_directives
from reportlint.finding import Edit, Fix
from reportlint.masking import SIGN
from reportlint.message import Message
from reportlint.report import Held, Suppression
from reportlint.rule import Rule
from reportlint.schema import nearest
from reportlint.selection import expand

if TYPE_CHECKING:
    from reportlint.document import Document
    from reportlint.finding import Finding
    from reportlint.plugins import Registry

IN_SOURCE, EXTERNAL = "inSource", "external"


class Entry(NamedTuple):
    """One table of `[[suppressions]]`, for the file it names.

    `excerpt` is text of the document that the finding touches; empty for any finding.
    """

    codes: tuple[str, ...]
    excerpt: str = ""
    reason: str = ""
    approver: str = ""
    expires: str = ""


def resolved(tables: Iterable[Mapping[str, Any]], folder: str) -> list[dict[str, Any]]:
    """Return `[[suppressions]]` with `file` as an absolute path, days and codes as text."""
    import os

    made = []
    for table in tables:
        codes = table["code"]
        place = os.path.normpath(os.path.join(folder, os.path.expanduser(table["file"])))
        one = {**table, "file": place, "code": [codes] if isinstance(codes, str) else list(codes)}
        if "expires" in table:
            one["expires"] = str(table["expires"])
        made.append(one)
    return made


def by_file(tables: Iterable[Mapping[str, Any]]) -> dict[str, list[Entry]]:
    """Return the entries of `[[suppressions]]` by the absolute path of their file."""
    made: dict[str, list[Entry]] = {}
    for table in tables:
        rest = [table.get(key, "") for key in ("excerpt", "reason", "approver", "expires")]
        made.setdefault(table["file"], []).append(Entry(tuple(table["code"]), *rest))
    return made


class _Reach:
    """What one suppression covers, and which of its words have covered something."""

    def __init__(
        self, words: Sequence[Word], codes: Mapping[str, frozenset[str]], reason: str
    ) -> None:
        self.words = words
        self.codes = codes
        """The codes that each word stands for."""
        self.spans: dict[str, list[tuple[int, int]]] = {}
        """Where it holds, by code."""
        self.whole = False
        """Whether it holds for findings about the whole document."""
        self.kind = IN_SOURCE
        self.reason = reason
        self.approver = ""
        self.used: set[str] = set()

    def hold(self, spans: list[tuple[int, int]]) -> None:
        """Let all its codes hold in some spans."""
        for codes in self.codes.values():
            for code in codes:
                self.spans[code] = spans

    def covers(self, finding: Finding, length: int) -> bool:
        """Tell whether it covers a finding, and note the words that do."""
        start, end, code = finding[:3]
        spans = self.spans.get(code)
        if spans is None or (end == 0 and not self.whole):
            return False
        if self.kind == EXTERNAL:  # part of the finding stands in the excerpt
            hit = any((a < end and start < b) or a <= start == end <= b for a, b in spans)
        else:
            hit = any(a <= start < b or start == b == length for a, b in spans)
        if hit:
            self.used.update(word for word, codes in self.codes.items() if code in codes)
        return hit


class Suppressor:
    """The suppressions that hold for one document.

    Args:
        document: The document.
        entries: What the configuration says of it.
        registry: The rules that there are, to tell codes from misspelt ones.
        rules: Those that ran.
    """

    def __init__(
        self,
        document: Document,
        entries: Sequence[Entry],
        registry: Registry,
        rules: Sequence[Rule],
    ) -> None:
        self._document = document
        self._entries = entries
        self._registry = registry
        self._ran = {rule.code for rule in rules}
        self._about = {rule.code for rule in rules if type(rule).review is not Rule.review}
        self._today = ""
        self._directives = find_directives(document) if SIGN in document.text else []
        self._reaches = [self._of_directive(one) for one in self._directives]
        self._ends = self._enable()
        self._external = [self._of_entry(entry) for entry in entries]

    def apply(self, findings: Iterable[Finding]) -> tuple[list[Finding], list[Held]]:
        """Part findings into those that are reported and those that are suppressed."""
        by_code: dict[str, list[_Reach]] = {}
        for reach in (*self._reaches, *self._external):
            if reach is not None:
                for code in reach.spans:
                    by_code.setdefault(code, []).append(reach)
        length = len(self._document.text)
        kept, held = [], []
        for finding in findings:
            reaches = by_code.get(finding.code, ())
            covering = [reach for reach in reaches if reach.covers(finding, length)]
            if covering:
                first = covering[0]
                held.append(Held(finding, first.kind, first.reason, first.approver))
            else:
                kept.append(finding)
        return kept, held

    def suppressions(self) -> list[Suppression]:
        """Return every suppression with what became of it; call it after `apply`."""
        found = [
            self._outcome(directive, reach, self._ends.get(index, set()))
            for index, (directive, reach) in enumerate(zip(self._directives, self._reaches))
        ]
        for entry, reach in zip(self._entries, self._external):
            unused = () if reach is None else self._unused(reach)
            found.append(
                Suppression(
                    0, 0, entry.codes, True, entry.reason, entry.approver, entry.expires,
                    reach is None, unused, (), None,
                )
            )  # fmt: skip
        return found

    def _is_over(self, until: str) -> bool:
        if not until:
            return False
        self._today = self._today or time.strftime("%Y-%m-%d")
        return until < self._today

    def _codes(self, words: Iterable[str]) -> dict[str, frozenset[str]]:
        return {word: frozenset(expand(word, self._registry)) for word in words}

    def _of_directive(self, directive: Directive) -> _Reach | None:
        """Return what a directive covers; None for one that has no effect."""
        if not directive.codes or not directive.word or directive.fault:
            return None
        if self._is_over(directive.until):
            return None
        codes = self._codes(word.text for word in directive.codes)
        reach = _Reach(directive.codes, codes, directive.reason)
        if directive.word == directives.ENABLE:
            return reach
        if directive.word != directives.DISABLE:
            reach.hold([_span(self._document, directive)])
            reach.whole = directive.word.endswith(directives.FILE)
        return reach

    def _enable(self) -> dict[int, set[str]]:
        """Let `disable` hold up to its `enable`; return by index which words of these ended one."""
        ended: dict[int, set[str]] = {}
        open_: dict[str, list[tuple[int, _Reach]]] = {}
        for index, (directive, reach) in enumerate(zip(self._directives, self._reaches)):
            if reach is None or directive.word not in (directives.DISABLE, directives.ENABLE):
                continue
            for word, codes in reach.codes.items():
                for code in codes:
                    if directive.word == directives.DISABLE:
                        open_.setdefault(code, []).append((directive.start, reach))
                        continue
                    for start, opened in open_.pop(code, ()):
                        opened.spans.setdefault(code, []).append((start, directive.start))
                        ended.setdefault(index, set()).add(word)
        length = len(self._document.text)
        for code, all_open in open_.items():
            for start, opened in all_open:
                opened.spans.setdefault(code, []).append((start, length))
        return ended

    def _of_entry(self, entry: Entry) -> _Reach | None:
        if self._is_over(entry.expires):
            return None
        reach = _Reach((), self._codes(entry.codes), entry.reason)
        reach.kind, reach.approver = EXTERNAL, entry.approver
        reach.whole = not entry.excerpt
        text = self._document.text
        if reach.whole:
            reach.hold([(0, len(text))])
            return reach
        spans = []
        at = text.find(entry.excerpt)
        while at >= 0:
            spans.append((at, at + len(entry.excerpt)))
            at = text.find(entry.excerpt, at + 1)
        reach.hold(spans)
        return reach

    def _outcome(self, directive: Directive, reach: _Reach | None, ended: set[str]) -> Suppression:
        faults = [directive.fault] if directive.fault else []
        words = tuple(word.text for word in directive.codes)
        faults += [
            _unknown(word, self._registry) for word in words if not expand(word, self._registry)
        ]
        unused: tuple[str, ...] = ()
        if reach is not None:
            if directive.word == directives.ENABLE:
                reach.used = ended
            unused = self._unused(reach)
        return Suppression(
            directive.start, directive.end, words, False, directive.reason, "", directive.until,
            self._is_over(directive.until), unused, tuple(faults),
            _removal(self._document.text, directive, unused) if unused else None,
        )  # fmt: skip

    def _unused(self, reach: _Reach) -> tuple[str, ...]:
        """Return the words that covered nothing and whose rules ran, so that this says something.

        Of a prefix all rules must have run that run by default. Words for the rules about
        suppressions cannot be unused: these rules speak last.
        """
        rules = self._registry.rules
        return tuple(
            word
            for word, codes in reach.codes.items()
            if word not in reach.used
            and codes & self._ran
            and not codes & self._about
            and all(code in self._ran for code in codes if rules[code].enabled or len(codes) == 1)
        )


def _unknown(word: str, registry: Registry) -> tuple[Message, Message]:
    return (
        Message(
            f"没有编号、名称或前缀为 {word} 的规则", f"no rule has the code, name or prefix {word}"
        ),
        nearest(word, [*registry.rules, *registry.codes]),
    )


def _span(document: Document, directive: Directive) -> tuple[int, int]:
    """Return where a directive holds that names its reach."""
    word = directive.word
    if word.endswith(directives.FILE):
        return 0, len(document.text)
    if word.endswith(directives.LINE):
        return line_around(document, directive.start, directive.end)
    if word.endswith(directives.SECTION):
        begin, _ = line_around(document, directive.start, directive.start)
        return begin, section_end(document, directive.start)
    return directive.end, next_block_end(document, directive.end)


def line_around(document: Document, start: int, end: int) -> tuple[int, int]:
    """Return the span of the physical lines that a span touches, with the last line break."""
    starts = document.source.line_starts
    after = bisect_right(starts, end)
    stop = starts[after] if after < len(starts) else len(document.text)
    return starts[bisect_right(starts, start) - 1], stop


def section_end(document: Document, offset: int) -> int:
    """Return where the innermost section around an offset ends."""
    section = document.root
    while True:
        inner = [one for one in section.sections if one.start <= offset < one.end]
        if not inner:
            return section.end
        section = inner[0]


def next_block_end(document: Document, offset: int) -> int:
    """Return where the line of the next block behind an offset ends; `offset` without one.

    What no directive can be put into counts as one block: a heading and the text on its
    line, the rows of a table, in Markdown the lines of a paragraph.
    """
    blocks = document.blocks
    index = bisect_left([block.start for block in blocks], offset)
    if index == len(blocks):
        return offset
    end = line_around(document, blocks[index].start, blocks[index].end)[1]
    joined = ("row", "paragraph") if document.format == "markdown" else ("row",)
    for before, block in zip(blocks[index:], blocks[index + 1 :]):
        if block.start >= end:
            begin = line_around(document, block.start, block.start)[0]
            gap = document.text[end:begin]
            if block.kind != before.kind or block.kind not in joined:
                break
            if gap and (block.kind != "row" or not all(map(str.strip, gap.splitlines()))):
                break  # only the line below a table's head may stand between
        end = line_around(document, block.start, block.end)[1]
    return end


def _removal(text: str, directive: Directive, unused: Sequence[str]) -> Fix:
    """Return the fix that takes the unused words away, or all of it where none is left."""
    left = [word for word in directive.codes if word.text not in unused]
    if left:
        first, last = directive.codes[0].start, directive.codes[-1].end
        return Fix((Edit(first, last, ", ".join(word.text for word in left)),))
    start, end = directive.start, directive.end
    begin = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    stop = min((at for sign in "\r\n" if (at := text.find(sign, end)) >= 0), default=len(text))
    if not text[begin:start].strip() and not text[end:stop].strip():
        start, end = begin, stop + (2 if text.startswith("\r\n", stop) else stop < len(text))
    else:
        start = begin + len(text[begin:start].rstrip()) if not text[end:stop].strip() else start
    return Fix((Edit(start, end, ""),))
