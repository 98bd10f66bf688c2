"""Apply the edits that findings carry, until nothing changes, keeping the section tree.

Edits are applied to the text as it was read, so newlines stay; encoding and BOM are
put back by `encode`. Writing the file is the caller's business.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import TYPE_CHECKING, NamedTuple

from reportlint.engine import lint
from reportlint.judging import Judged
from reportlint.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reportlint.document import Document
    from reportlint.finding import Edit, Finding, Fix
    from reportlint.message import ReportlintError
    from reportlint.report import Held
    from reportlint.rule import Rule

ROUNDS = 16
"""Passes at most: an edit may uncover the next fault, but two rules must not play ping-pong."""


class Fixed(NamedTuple):
    """What became of a document.

    Attributes:
        document: The document after the edits; the one given where nothing was edited.
        findings: What is left to report, sorted.
        errors: Rules that raised on the last pass.
        applied: Number of fixes applied.
        settled: Whether the last pass had nothing to apply; False only at the bound.
        held: Findings that are left and not to be reported; their fixes are not applied.
    """

    document: Document
    findings: list[Finding]
    errors: Sequence[ReportlintError]
    applied: int
    settled: bool
    held: Sequence[Held] = ()


def fix_document(
    document: Document,
    rules: Sequence[Rule],
    parse: Callable[[Source], Document],
    *,
    unsafe: bool = False,
    judge: Callable[[Document], Judged] | None = None,
) -> Fixed:
    """Apply fixes until nothing changes.

    Of overlapping fixes the first in the text wins; the other gets its turn on the
    next pass, if its fault is still there. Fixes that would change the shape of the
    section tree are left out.

    Args:
        document: The document to mend.
        rules: The rules that look for faults.
        parse: Parses an edited source the way `document` was parsed.
        unsafe: Apply fixes that may change the meaning, too.
        judge: Takes the place of the rules; it can leave out what is suppressed.
    """

    def look(document: Document) -> Judged:
        return judge(document) if judge is not None else Judged(*lint(document, rules))

    applied = 0
    for _ in range(ROUNDS):
        findings, errors, held = look(document)
        chosen = choose(findings, unsafe=unsafe)
        mended, count = _apply_in_shape(document, chosen, parse)
        if count == 0:
            return Fixed(document, findings, errors, applied, True, held)
        document = mended
        applied += count
    findings, errors, held = look(document)
    return Fixed(document, findings, errors, applied, False, held)


def choose(findings: Sequence[Finding], *, unsafe: bool) -> list[Fix]:
    """Pick the fixes of one pass: no two of them touch the same text.

    Two findings that carry the same edits count once.
    """
    chosen: dict[Fix, None] = {}
    taken: list[tuple[int, int]] = []  # disjoint, sorted
    for finding in findings:
        fix = finding.fix
        if fix is None or not (fix.safe or unsafe) or fix in chosen:
            continue
        spans = [(edit.start, edit.end) for edit in fix.edits]
        if any(_touches(taken, span) for span in spans):
            continue
        chosen[fix] = None
        for span in spans:
            insort(taken, span)
    return list(chosen)


def _touches(taken: list[tuple[int, int]], span: tuple[int, int]) -> bool:
    at = bisect_left(taken, span)
    return any(_touch(span, other) for other in taken[max(at - 1, 0) : at + 2])


def _touch(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two spans overlap, or an insertion stands at the edge of the other."""
    if one[0] == one[1] or other[0] == other[1]:
        return one[0] <= other[1] and other[0] <= one[1]
    return one[0] < other[1] and other[0] < one[1]


def apply_edits(text: str, edits: Sequence[Edit]) -> str:
    """Return the text with disjoint edits applied, in any order given.

    Raises:
        ValueError: Two edits overlap.
    """
    pieces: list[str] = []
    at = 0
    for edit in sorted(edits):
        if edit.start < at:
            raise ValueError(f"edits overlap at offset {edit.start}")
        pieces += (text[at : edit.start], edit.replacement)
        at = edit.end
    pieces.append(text[at:])
    return "".join(pieces)


def shape(document: Document) -> list[tuple[str, int, str, bool]]:
    """Return the shape of the section tree: what every leaf is, not what it says."""
    return [
        (block.kind, block.rank, block.ordinal.style if block.ordinal else "", block.run_in)
        for block in document.blocks
    ]


def _apply_in_shape(
    document: Document, fixes: list[Fix], parse: Callable[[Source], Document]
) -> tuple[Document, int]:
    """Apply as many of the fixes as keep the tree's shape; return how many they were."""
    if not fixes:
        return document, 0
    mended = _applied(document, fixes, parse)
    if mended.text == document.text:
        return document, 0
    if shape(mended) == shape(document):
        return mended, len(fixes)
    kept: list[Fix] = []
    for part in _halves(fixes):  # find the culprits by halving; they are few
        kept += _kept(document, part, parse)
    if not kept:
        return document, 0
    mended = _applied(document, kept, parse)
    if shape(mended) == shape(document):
        return mended, len(kept)
    return _applied(document, kept[:1], parse), 1


def _kept(document: Document, fixes: list[Fix], parse: Callable[[Source], Document]) -> list[Fix]:
    """Return those of the fixes that keep the shape."""
    if not fixes:
        return []
    if shape(_applied(document, fixes, parse)) == shape(document):
        return fixes
    if len(fixes) == 1:
        return []
    return [fix for part in _halves(fixes) for fix in _kept(document, part, parse)]


def _halves(fixes: list[Fix]) -> tuple[list[Fix], list[Fix]]:
    middle = len(fixes) // 2
    return fixes[:middle], fixes[middle:]


def _applied(
    document: Document, fixes: Sequence[Fix], parse: Callable[[Source], Document]
) -> Document:
    source = document.source
    text = apply_edits(source.text, [edit for fix in fixes for edit in fix.edits])
    return parse(Source(text, source.path, source.encoding, source.bom))
