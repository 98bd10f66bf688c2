"""Write directives into a document for what is found in it: block by block, text untouched."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from reportlint import directives
from reportlint.finding import Edit
from reportlint.fixer import apply_edits, shape
from reportlint.message import Message, ReportlintError
from reportlint.rule import Rule
from reportlint.source import Source
from reportlint.suppressions import line_around, next_block_end

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from reportlint.document import Document
    from reportlint.finding import Finding
    from reportlint.judging import Judged

FORMATS = ("plain", "markdown")
_TRIES = 4  # each moves more findings from their block to the whole file


class AnnotationError(ReportlintError):
    """No directives can be written into a document."""


class Annotated(NamedTuple):
    """A document with directives for its findings, and how many findings these suppress."""

    document: Document
    judged: Judged
    added: int


def annotate(
    document: Document,
    judged: Judged,
    reason: str,
    parse: Callable[[Source], Document],
    judge: Callable[[Document], Judged],
    rules: Iterable[Rule] = (),
) -> Annotated:
    """Return a document with a directive before every block in which something was found.

    What cannot be suppressed there, such as a finding about the whole document, is suppressed
    for the file. The section tree stays as it is, and nothing else is found afterwards.

    Args:
        document: The document.
        judged: What was found in it.
        reason: What the directives say.
        parse: Parses the new text.
        judge: Finds what is left in it.
        rules: Those that ran; what is found about suppressions is left alone.

    Raises:
        AnnotationError: The format has no directives, or in this text they change more.
    """
    about = {rule.code for rule in rules if type(rule).review is not Rule.review}
    wanted = [finding for finding in judged.findings if finding.code not in about]
    if not wanted:
        return Annotated(document, judged, 0)
    if document.format not in FORMATS:
        raise AnnotationError(
            Message(
                f"{document.format} 格式不能写入豁免指令",
                f"directives cannot be written into the format {document.format}",
            ),
            remedy=_IN_CONFIGURATION,
            path=document.source.path,
        )
    by_block, by_file = _places(document, wanted)
    for _ in range(_TRIES):
        made = parse(_edited(document, by_block, by_file, reason))
        after = judge(made)
        left = Counter(f.code for f in after.findings if f.code not in about)
        if shape(made) == shape(document) and not left:
            return Annotated(made, after, len(wanted))
        moved = set(left) - by_file if shape(made) == shape(document) else set()
        moved = moved or {finding.code for finding in wanted} - by_file
        if not moved:
            break
        by_file |= moved
        by_block = {at: codes - moved for at, codes in by_block.items()}
    raise AnnotationError(
        Message(
            "未写入豁免：在此处写指令会改变检查结果",
            "nothing was written: directives would change what is found",
        ),
        remedy=_IN_CONFIGURATION,
        path=document.source.path,
    )


_IN_CONFIGURATION = Message(
    "在配置中写 [[suppressions]]", "write [[suppressions]] in the configuration"
)


def _places(
    document: Document, findings: Sequence[Finding]
) -> tuple[dict[int, set[str]], set[str]]:
    """Return codes by the offset of the line they go before, and those for the whole file."""
    by_block: dict[int, set[str]] = {}
    by_file: set[str] = set()
    units = _units(document)
    begins = [begin for begin, _ in units]
    for finding in findings:
        index = bisect_right(begins, finding.start) - 1
        if finding.end == 0 or index < 0 or finding.start >= units[index][1]:
            by_file.add(finding.code)
        else:
            by_block.setdefault(begins[index], set()).add(finding.code)
    return {at: codes - by_file for at, codes in by_block.items()}, by_file


def _units(document: Document) -> list[tuple[int, int]]:
    """Return the lines that one directive covers, in order, as spans."""
    units: list[tuple[int, int]] = []
    for block in document.blocks:
        begin, end = line_around(document, block.start, block.end)
        if not units or begin >= units[-1][1]:
            units.append((begin, max(end, next_block_end(document, begin))))
    return units


def _edited(
    document: Document, by_block: dict[int, set[str]], by_file: set[str], reason: str
) -> Source:
    text, format = document.text, document.format
    newline = "\r\n" if "\r\n" in text else "\r" if "\r" in text and "\n" not in text else "\n"
    edits = []
    for at, codes in by_block.items():
        if codes:
            word = f"{directives.DISABLE}-{directives.BLOCK}"
            line = directives.written(word, ", ".join(sorted(codes)), reason, format)
            edits.append(Edit(at, at, _lead(text, at, format) + line + newline))
    if by_file:
        word = f"{directives.DISABLE}-{directives.FILE}"
        line = directives.written(word, ", ".join(sorted(by_file)), reason, format)
        # Front matter must come first, so that there the directive goes to the end.
        if format == "markdown" and text.startswith("---"):
            gap = "" if not text or text.endswith(("\n", "\r")) else newline
            edits.append(Edit(len(text), len(text), gap + newline + line + newline))
        else:
            first = next((edit for edit in edits if edit.start == 0), None)
            if first is not None:
                edits.remove(first)
            rest = first.replacement if first is not None else ""
            edits.append(Edit(0, 0, line + newline + rest))
    source = document.source
    return Source(apply_edits(text, edits), source.path, source.encoding, source.bom)


def _lead(text: str, at: int, format: str) -> str:
    """Return what a line begins with that keeps its directive in the same list or quote."""
    if format != "markdown":
        return ""
    end = at
    while text[end : end + 1] in (" ", "\t", ">") and end < len(text):
        end += 1
    return text[at:end]
