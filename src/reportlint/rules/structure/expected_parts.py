"""Which parts a document has, and how they show: as headings, as paragraphs, as a promise.

The words are data (`sections.toml`); what a genre asks for stands there too.
Rules share the result through `document.view(parts)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from reportlint import Block, Document, load_table


class Part(NamedTuple):
    """How one expected part shows in a document.

    `kind` is `heading`, `implicit` (a paragraph without heading of its own), `promise`
    (one closing sentence) or `absent`; the span is that of the heading, or of the
    sentence that shows it.
    """

    kind: str
    start: int = 0
    end: int = 0


ABSENT = Part("absent")


class Parts(NamedTuple):
    """The two parts that readers of a report look for."""

    problems: Part
    next: Part


class Wording(NamedTuple):
    """The compiled words of `sections.toml` for one part."""

    headings: re.Pattern[str]
    headings_not: re.Pattern[str]
    sentences: re.Pattern[str]


def table() -> dict[str, Any]:
    """Return the words as read."""
    return load_table(__file__, "sections.toml")


def required(part: str, genre: str) -> bool:
    """Whether readers of a genre expect a part (`problems` or `next`)."""
    return genre in table()["required"][part]


@cache
def _wording(part: str) -> Wording:
    words = table()[part]
    return Wording(
        re.compile("|".join(f"(?:{p})" for p in words["headings"])),
        re.compile(words["headings_not"]),
        re.compile("|".join(f"(?:{p})" for p in words["sentences"])),
    )


@cache
def _pattern(part: str, key: str) -> re.Pattern[str]:
    return re.compile(table()[part][key])


def parts(document: Document) -> Parts:
    """Find the problems and the next steps of a document."""
    headings = list(_titles(document))
    problems = _heading(document, headings, "problems") or _confession(document) or ABSENT
    ahead = _heading(document, headings, "next") or _outlook(document) or ABSENT
    return Parts(problems, ahead)


def _titles(document: Document) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, words) of headings, and of labels such as 存在问题： in front of text."""
    prose = document.prose
    for block in document.blocks:
        if block.kind == "heading":
            yield block.start, block.end, document.heading_title(block)
        elif block.kind in ("paragraph", "item"):
            start = block.body_start
            stop = _label_end(prose, start, min(block.end, start + 24))
            if stop > 0:
                yield block.start, stop, prose[start:stop].strip("【】[]＊* \u3000")


def _label_end(prose: str, start: int, end: int) -> int:
    """End of a short label in front of text, -1 where there is none."""
    if prose[start] == "【":
        return prose.find("】", start, end)
    colon = prose.find("：", start, end)
    comma = prose.find("，", start, end)
    if colon < 0 or 0 <= comma < colon or prose.find("。", start, colon) >= 0:
        return -1
    return colon


def _heading(document: Document, titles: list[tuple[int, int, str]], part: str) -> Part | None:
    """The first heading that opens a part."""
    words = _wording(part)
    inspection = part == "problems" and document.genre in ("inspection", "self-examination")
    for place, (start, end, title) in enumerate(titles):
        if inspection and _pattern("problems", "headings_inspection").search(title):
            return Part("heading", start, end)
        if len(title) > 32:
            continue
        if words.headings.search(title):
            refused = words.headings_not.search(title)
            if refused is None or _both(title, refused):
                return Part("heading", start, end)
        elif (
            part == "next"
            and place
            and _pattern(part, "labels").search(title)
            and _pattern(part, "labels_not").search(title) is None
        ):
            return Part("heading", start, end)
    return None


def _both(title: str, refused: re.Match[str]) -> bool:
    """Whether what speaks against a heading only joins it: 存在的问题及整改措施."""
    return title[: refused.start()].endswith(("和", "与", "及", "、", "以及", "下一步"))


def _confession(document: Document) -> Part | None:
    """A sentence that owns up to faults, behind the first third or with a contrast."""
    prose = document.prose
    cues = [cue for cue in table()["problems"]["cues"] if cue in prose]
    if not cues:
        return None
    sentences = _wording("problems").sentences
    refused = _pattern("problems", "sentences_not")
    third = len(prose) * 35 // 100
    for start, text in document.sentences.pairs():
        if not any(cue in text for cue in cues):
            continue
        for found in sentences.finditer(text):
            clause = max(text.rfind(mark, 0, found.start()) for mark in "，；：")
            if refused.search(text, clause + 1, found.end()):
                continue
            if start >= third or any(word in text for word in ("虽", "但", "尽管", "一是")):
                return Part("implicit", start, start + len(text))
    return _weaknesses(document)


def _weaknesses(document: Document) -> Part | None:
    """A paragraph with several words of weakness and no lead-in."""
    words = _pattern("problems", "weak")
    least = table()["problems"]["weak_least"]
    for start, text in document.paragraphs.pairs():
        found = list(words.finditer(text))
        if len(found) >= least:
            return Part("implicit", start, start + len(text))
    return None


def _outlook(document: Document) -> Part | None:
    """A paragraph in the last two fifths that looks ahead, or a closing promise."""
    prose = document.prose
    late = len(prose) * 3 // 5
    opening = _pattern("next", "openings")
    words = _wording("next").sentences
    promise: Part | None = None
    for start, text in document.paragraphs.pairs():
        if start + len(text) < late:
            continue
        if opening.match(text):
            return Part("implicit", start, start + len(text))
        if "将" not in text and "要" not in text:
            continue
        for at, sentence in _sentences(text):
            vow = _pattern("next", "promise").search(sentence)
            if vow is None and words.search(sentence) is None:
                continue
            part = Part("implicit", start + at, start + at + len(sentence))
            spelt_out = _goes_on(text, at, sentence)
            if vow is not None and at and not spelt_out:
                if "将" in sentence or "要" in sentence:
                    promise = promise or part._replace(kind="promise")
            elif sentence.count("，") >= 1 or spelt_out:
                return part
    return promise


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield (offset, sentence) of a paragraph."""
    at = 0
    for sentence in text.split("。"):
        yield at, sentence
        at += len(sentence) + 1


def _goes_on(text: str, at: int, sentence: str) -> bool:
    """Whether a promise is spelt out in an enumeration behind it."""
    return any(
        word in text[at + len(sentence) :] for word in ("一是", "一要", "第一", "首先", "1.")
    )


def first_clause(document: Document, part: Part) -> tuple[int, int]:
    """Span of the first clause of a part; one word such as 下一步 takes the next with it."""
    prose = document.prose
    end = part.start
    while end < part.end and (prose[end] not in "，。；：！？" or end - part.start < 6):
        end += 1
    return part.start, end


def numbered(document: Document) -> list[Block]:
    """The headings of a document that carry a number or a Markdown mark."""
    return [b for b in document.headings if b.ordinal is not None or 0 < b.rank < 100]
