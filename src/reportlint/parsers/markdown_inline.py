"""Inline Markdown with exact offsets: markdown-it's rules, watched while they run.

markdown-it tells lines, not columns. Every inline rule is wrapped here, so that
it notes where it started and ended; nothing is searched for a second time.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from reportlint import OBJECT, Mask
from reportlint.parsers.markdown_emphasis import are_placeholders

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

SPECIAL = re.compile(r"[*_`<\[\\]")
SPECIAL_LIMIT = 2_000
"""Most special characters in one paragraph: beyond, link and tag matching is quadratic."""

_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,20}\]")
_WATCHED = ("escape", "backticks", "emphasis", "link", "image", "autolink", "html_inline")


class Region(NamedTuple):
    """The text of one paragraph, heading or cell: spans of its lines without prefixes."""

    spans: list[tuple[int, int]]


class Marks:
    """What the watched rules saw in one region; positions count in the joined text."""

    def __init__(self) -> None:
        self.state: Any = None
        self.spans: list[tuple[int, int]] = []
        self.delimiters: list[tuple[int, Token]] = []


def watch_inline(md: MarkdownIt) -> None:
    """Wrap the inline rules of a parser so that they report to `env["marks"]`."""
    rules = {rule.name: rule.fn for rule in md.inline.ruler.__rules__}
    for name in _WATCHED:
        md.inline.ruler.at(name, _watched(name, rules[name]))


def _watched(name: str, rule: Callable[[Any, bool], bool]) -> Callable[[Any, bool], bool]:
    def watched(state: StateInline, silent: bool) -> bool:
        start = state.pos
        if not rule(state, silent):
            return False
        marks = state.env["marks"]
        # An image parses its label in a state of its own, with other positions.
        if silent or marks.state is not state:
            return True
        if name == "emphasis":
            count = state.pos - start
            marks.delimiters.extend(zip(range(start, state.pos), state.tokens[-count:]))
        elif name == "escape":
            marks.spans.append((start, start + 1))
        elif name == "link":
            close = state.md.helpers.parseLinkLabel(state, start, True)
            marks.spans += [(start, start + 1), (close, state.pos)]
        else:
            marks.spans.append((start, state.pos))
        return True

    return watched


class InlineResult(NamedTuple):
    """The masks of all regions, and the spans of text in bold type without its delimiters."""

    masks: list[Mask]
    strong: list[tuple[int, int]]


def inline_masks(
    md: MarkdownIt, text: str, regions: list[Region], references: dict[str, Any]
) -> InlineResult:
    """Find code spans, links, images, tags and emphasis in the regions of a document.

    Args:
        md: A parser prepared by `watch_inline`.
        text: The document with LF line breaks, as long as the source.
        regions: Where inline Markdown stands.
        references: Link definitions, as markdown-it keeps them.
    """
    result = InlineResult([], [])
    if SPECIAL.search(text) is None:
        return result
    env: dict[str, Any] = {"references": references}
    for region in regions:
        spans = region.spans
        if len(spans) == 1:
            content = text[spans[0][0] : spans[0][1]]
        else:
            content = "\n".join([text[start:end] for start, end in spans])
        if SPECIAL.search(content) is None or len(SPECIAL.findall(content)) > SPECIAL_LIMIT:
            continue
        _one_region(md, content, spans, env, result)
    return result


@cache
def _state_class() -> type[StateInline]:
    """Return an inline state that lets `**` open and close beside full-width punctuation.

    For CommonMark `**抓学习。**全年` has no closing run, because a letter follows the
    point; every author means it as bold type.
    """
    from markdown_it.rules_inline import StateInline
    from markdown_it.rules_inline.state_inline import Scanned

    class FullWidthState(StateInline):
        def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803  # overrides
            scanned = super().scanDelims(start, canSplitWord)
            end = start + scanned.length
            before = self.src[start - 1] if start else " "
            after = self.src[end] if end < self.posMax else " "
            if canSplitWord and scanned.length in (2, 3) and max(before, after) > "\u2e7f":
                return Scanned(not after.isspace(), not before.isspace(), scanned.length)
            return scanned

    return FullWidthState


def _one_region(
    md: MarkdownIt,
    content: str,
    spans: list[tuple[int, int]],
    env: dict[str, Any],
    result: InlineResult,
) -> None:
    marks = env["marks"] = Marks()
    state = marks.state = _state_class()(content, md, env, [])
    md.inline.tokenize(state)
    for rule in md.inline.ruler2.getRules(""):
        rule(state)
    starts, at = [], 0
    for start, end in spans:
        starts.append(at)
        at += end - start + 1

    def raw(position: int) -> int:
        index = bisect_right(starts, position) - 1
        return spans[index][0] + position - starts[index]

    found = list(marks.spans)
    for opening, closing in _pairs(marks.delimiters):
        if _is_emphasis(content, opening, closing):
            found += [opening, closing]
            if opening[1] - opening[0] == 2:
                result.strong.append((raw(opening[0]), raw(closing[1] - 1) + 1))
    if "[^" in content:
        found += [note.span() for note in _FOOTNOTE.finditer(content)]
    result.masks.extend(
        Mask(raw(start), raw(end - 1) + 1, OBJECT) for start, end in found if end > start
    )


def _pairs(
    delimiters: list[tuple[int, Token]],
) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Pair opening and closing runs; for strong, markdown-it keeps the inner character's token."""
    pairs = []
    opened: list[tuple[int, int]] = []
    for at, token in delimiters:
        kind = token.type
        if kind == "em_open":
            opened.append((at, at + 1))
        elif kind == "strong_open":
            opened.append((at - 1, at + 1))
        elif opened and kind == "em_close":
            pairs.append((opened.pop(), (at, at + 1)))
        elif opened and kind == "strong_close":
            pairs.append((opened.pop(), (at, at + 2)))
    return pairs


def _is_emphasis(content: str, opening: tuple[int, int], closing: tuple[int, int]) -> bool:
    marker = content[opening[0]]
    line = content.rfind("\n", 0, opening[0]) + 1
    # A window is enough: only the nearest characters count.
    before = content[max(line, opening[0] - 8) : opening[0]].strip(marker + " \t\u3000")
    after = content[closing[1] : closing[1] + 8].lstrip(marker)
    return not are_placeholders(before, content[opening[1] : closing[0]], after, marker)
