"""Directives: what an author writes into a document to suppress findings.

`<!-- reportlint-disable-next-block RPT101 -- reason -->`, or the same words between `##`.
Here belongs how they are spelt; what they reach is decided in `suppressions.py`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportlint.blanks import BLANK
from reportlint.deferred import lazy
from reportlint.message import Message
from reportlint.records import NamedTuple

if TYPE_CHECKING:
    from reportlint.document import Document

DISABLE, ENABLE = "disable", "enable"
BLOCK, LINE, FILE, SECTION = "next-block", "line", "file", "section"
WORDS = (DISABLE, ENABLE, *(f"{DISABLE}-{reach}" for reach in (BLOCK, LINE, SECTION, FILE)))

_DIRECTIVE = lazy(
    r"<!--\s*reportlint-([\s\S]*?)(-->|\Z)"
    r"|##[ ]*reportlint-((?:[^#\r\n]|#(?!#))*)(##)"
    r"|##reportlint-((?:dis|en)able[^\r\n]*)()"
)
_REASON = lazy(r"\s*(?:--+|—+)\s*")
_TOKEN = lazy(r"[^\s,，、;；]+")
_UNTIL = "until"


class Word(NamedTuple):
    """A code, a name or a prefix as it is written, with its span."""

    start: int
    end: int
    text: str


class Directive(NamedTuple):
    """One directive.

    Attributes:
        start: Where it begins.
        end: Behind its last character.
        word: One of `WORDS`; empty where it is none of them.
        codes: What it names.
        until: The last day on which it holds, as ISO 8601; may be empty.
        reason: What stands behind `--`; may be empty.
        fault: What is wrong with its spelling, and what to do about it.
    """

    start: int
    end: int
    word: str
    codes: tuple[Word, ...] = ()
    until: str = ""
    reason: str = ""
    fault: tuple[Message, Message] | None = None


def find_directives(document: Document) -> list[Directive]:
    """Return a document's directives in order; in code they are samples and none."""
    text, prose = document.text, document.prose
    found = []
    for match in _DIRECTIVE.finditer(text):
        start = match.start()
        group = next(number for number in (1, 3, 5) if match.start(number) >= 0)
        closed = bool(match.group(group + 1))
        if prose[start] == BLANK or (not closed and not _in_code(document, start)):
            found.append(_read(text, match.span(), match.span(group), closed))
    return found


def _in_code(document: Document, at: int) -> bool:
    """Whether an offset lies in code: an unclosed directive is not masked otherwise."""
    block = document.block_at(at)
    return block is not None and (block.kind == "code" or document.prose[at] != document.text[at])


def _read(text: str, span: tuple[int, int], body: tuple[int, int], closed: bool) -> Directive:
    start, end = span
    at, stop = body
    cut = _REASON.search(text, at, stop)
    reason = " ".join(text[cut.end() : stop].split()) if cut else ""
    tokens = [
        Word(*t.span(), t.group()) for t in _TOKEN.finditer(text, at, cut.start() if cut else stop)
    ]
    word = tokens[0].text if tokens and tokens[0].start == at else ""
    codes, until, fault = _operands(tokens[1:])
    if not closed:
        return Directive(start, end, "", fault=_UNCLOSED)
    if word not in WORDS:
        return Directive(start, end, "", fault=_unknown_word(word))
    if fault is None and not codes:
        fault = _NO_CODES
    return Directive(start, end, word, codes, until, reason, fault)


def _operands(
    tokens: list[Word],
) -> tuple[tuple[Word, ...], str, tuple[Message, Message] | None]:
    """Return the codes, the day behind `until`, and what is wrong with that day."""
    for index, token in enumerate(tokens):
        if token.text == _UNTIL:
            day = tokens[index + 1].text if index + 1 < len(tokens) else ""
            rest = tokens[index + 2 :]
            codes = (*tokens[:index], *rest)
            return codes, (day if is_day(day) else ""), None if is_day(day) else _no_day(day)
    return tuple(tokens), "", None


def is_day(text: str) -> bool:
    """Whether a text is a day as ISO 8601 writes it, such as 2026-12-31."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        return False
    from datetime import date

    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def written(word: str, codes: str, reason: str, format: str) -> str:
    """Return a directive as a format writes it."""
    body = f"reportlint-{word} {codes} -- {reason}"
    return f"<!-- {body} -->" if format == "markdown" else f"##{body}##"


_UNCLOSED = (
    Message("豁免指令没有结束", "the suppression is not closed"),
    Message("以 --> 或 ## 结束", "close it with --> or ##"),
)
_NO_CODES = (
    Message("豁免指令没有写明规则", "the suppression names no rule"),
    Message("写明编号，如 RPT101", "name the codes, such as RPT101"),
)


def _no_day(day: str) -> tuple[Message, Message]:
    return (
        Message(f"期限“{day}”不是日期", f"{day!r} is no day"),
        Message("写作 until 2026-12-31", "write it as until 2026-12-31"),
    )


def _unknown_word(word: str) -> tuple[Message, Message]:
    from difflib import get_close_matches  # costly to import; needed for a message only

    near = get_close_matches(word, WORDS, n=1, cutoff=0.6)
    known = "、".join(WORDS)
    return (
        Message(f"没有名为 reportlint-{word} 的指令", f"no directive is called reportlint-{word}"),
        Message(f"是否应为 reportlint-{near[0]}？", f"did you mean reportlint-{near[0]}?")
        if near
        else Message(f"可用的有：{known}", f"known are: {', '.join(WORDS)}"),
    )
