"""Block Markdown: which line belongs to what, with the offset where its text begins.

markdown-it decides the structure. Its rules are wrapped, so that each notes the
lines it took while the block state still knows the containers around them
(`>` and list marks lie before `bMarks + tShift`).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from reportlint import BLANK, OBJECT, Hint, Mask
from reportlint.parsers.markdown_inline import Region, watch_inline

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

_PARAGRAPH = ["paragraph", "reference"]
_QUOTE = ["paragraph", "reference", "blockquote"]
_LIST = ["paragraph", "reference", "blockquote", "list"]
_SYNTAX = re.compile(r"[>*+\-]+")
_LIST_MARK = re.compile(r"(?:[*+\-]|\d[.)])[ \t]*$")
_TASK = re.compile(r"\[[ xX]\](?=[ \t])")
_ATX = re.compile(r"#{1,6}[ \t]*")
_ATX_CLOSE = re.compile(r"(?:(?<=[ \t])|^)#+[ \t]*$")
_LOOSE_ATX = re.compile(r"(#{1,6})(?=[\u4e00-\u9fff（“《])[^#\n]{2,45}$")
_PIPE = re.compile(r"(?<!\\)\|")
_RAW_HTML = re.compile(r"<(?:script|pre|style|textarea)\b|<\?|<!\[CDATA\[", re.IGNORECASE)
_HTML_HEADING = re.compile(r"<h([1-6])\b", re.IGNORECASE)
_HTML_ROW = re.compile(r"<t[rhd]\b", re.IGNORECASE)
_ADDRESS = re.compile(r"\[(?!\^)[^\]]*\]:\s*(?:<|\S*[/.#:@])")
_PROSE_LINE = re.compile(r"[\u4e00-\u9fff][^\n]*[。；]”?\s*$")
_SETEXT_LIMIT = 60


class Found:
    """What one pass over a document's blocks notes."""

    def __init__(self, text: str, starts: list[int]) -> None:
        self.text = text
        self.starts = starts  # of the physical lines; block rules move their own
        self.hints: dict[int, Hint] = {}
        self.masks: list[Mask] = []
        self.code: list[tuple[int, int]] = []
        self.regions: list[Region] = []

    def text_line(self, state: StateBlock, line: int) -> tuple[int, int]:
        """Mask a line's container prefix, note a list mark, return the span of its text."""
        start = state.bMarks[line] + state.tShift[line]
        end = state.eMarks[line]
        first = self.starts[line]
        if start > first:
            prefix = self.text[first:start]
            for syntax in _SYNTAX.finditer(prefix):
                self.masks.append(Mask(first + syntax.start(), first + syntax.end(), BLANK))
            if _LIST_MARK.search(prefix):
                self.hints[first] = Hint("item")
                task = _TASK.match(self.text, start, end)
                if task:
                    self.masks.append(Mask(*task.span(), BLANK))
        return start, end

    def whole(self, state: StateBlock, line: int, stand_in: str) -> None:
        """Mask a physical line from its first character."""
        start, end = self.starts[line], state.eMarks[line]
        if end > start:
            self.masks.append(Mask(start, end, stand_in))

    def code_lines(self, state: StateBlock, start: int, stop: int) -> None:
        """Mask the lines of one code block."""
        kind = "code"
        for line in range(start, stop):
            self.whole(state, line, OBJECT)
            self.hints[self.starts[line]] = Hint(kind)
            kind = "more"
        self.code.append((self.starts[start], state.eMarks[stop - 1]))


def _paragraph(found: Found, state: StateBlock, start: int) -> None:
    spans = []
    for line in range(start, state.line):
        begin, end = found.text_line(state, line)
        loose = _LOOSE_ATX.match(found.text, begin, end)
        if loose:
            found.masks.append(Mask(*loose.span(1), BLANK))
            found.hints[found.starts[line]] = Hint("heading", 10 * len(loose.group(1)))
        spans.append((begin, end))
    found.regions.append(Region(spans))


def _heading(found: Found, state: StateBlock, start: int) -> None:
    begin, end = found.text_line(state, start)
    marks = _ATX.match(found.text, begin, end)
    if marks is None:
        return
    found.masks.append(Mask(*marks.span(), BLANK))
    level = len(marks.group().rstrip(" \t"))
    close = _ATX_CLOSE.search(found.text[marks.end() : end])
    if close:
        found.masks.append(Mask(marks.end() + close.start(), marks.end() + close.end(), BLANK))
        end = marks.end() + close.start()
    found.hints[found.starts[start]] = Hint("heading", 10 * level)
    if end > marks.end():
        found.regions.append(Region([(marks.end(), end)]))


def _setext(found: Found, state: StateBlock, start: int) -> None:
    under = state.line - 1
    spans = [found.text_line(state, line) for line in range(start, under)]
    found.regions.append(Region(spans))
    mark = found.text[state.bMarks[under] + state.tShift[under]]
    found.whole(state, under, BLANK)
    begin, end = spans[0]
    words = found.text[begin:end].rstrip()
    # Body text with a rule drawn under it, without a blank line, is still body text.
    if len(spans) == 1 and len(words) <= _SETEXT_LIMIT and not words.endswith(("。", "；", "，")):
        found.hints[found.starts[start]] = Hint("heading", 10 if mark == "=" else 20)


def _table(found: Found, state: StateBlock, start: int) -> None:
    for line in range(start, state.line):
        if line == start + 1:
            found.whole(state, line, BLANK)
            continue
        begin, end = found.text_line(state, line)
        found.hints[found.starts[line]] = Hint("row")
        cell = begin
        for pipe in _PIPE.finditer(found.text, begin, end):
            found.masks.append(Mask(*pipe.span(), BLANK))
            if pipe.start() > cell:
                found.regions.append(Region([(cell, pipe.start())]))
            cell = pipe.end()
        if end > cell:
            found.regions.append(Region([(cell, end)]))


def _fence(found: Found, state: StateBlock, start: int) -> None:
    found.code_lines(state, start, state.line)


def _indented(found: Found, state: StateBlock, start: int) -> None:
    stop = state.line
    while stop > start and state.isEmpty(stop - 1):
        stop -= 1
    lines = [found.text[state.bMarks[n] : state.eMarks[n]] for n in range(start, stop)]
    if any(_PROSE_LINE.search(line) for line in lines):
        # A paragraph indented by four spaces, not a program: whole Chinese sentences.
        for line in range(start, stop):
            found.regions.append(Region([found.text_line(state, line)]))
        return
    found.code_lines(state, start, stop)


def _html(found: Found, state: StateBlock, start: int) -> None:
    begin = state.bMarks[start] + state.tShift[start]
    if _RAW_HTML.match(found.text, begin):
        found.code_lines(state, start, state.line)
        return
    # Comments and tags are masked in every format; the words between tags are read.
    for line in range(start, state.line):
        begin, end = found.text_line(state, line)
        heading = _HTML_HEADING.match(found.text, begin, end)
        if heading:
            found.hints[found.starts[line]] = Hint("heading", 10 * int(heading.group(1)))
        elif _HTML_ROW.match(found.text, begin, end):
            found.hints[found.starts[line]] = Hint("row")


def _rule_line(found: Found, state: StateBlock, start: int) -> None:
    found.whole(state, start, BLANK)


def _reference(found: Found, state: StateBlock, start: int) -> None:
    begin = state.bMarks[start] + state.tShift[start]
    if _ADDRESS.match(found.text, begin):
        for line in range(start, state.line):
            found.whole(state, line, OBJECT)
        return
    # `[日期]: 待定` defines a link for CommonMark; a reader sees a slot.
    references = state.env.get("references")
    if references:
        references.popitem()
    _paragraph(found, state, start)


def _plain(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take a paragraph none of whose lines begins with an ASCII character.

    No mark of Markdown is outside ASCII, so no other rule can want these lines.
    """
    if silent or state.sCount[start] - state.blkIndent >= 4:
        return False
    text, marks, shifts = state.src, state.bMarks, state.tShift
    line = start
    while line < end:
        at = marks[line] + shifts[line]
        if at >= state.eMarks[line]:
            break
        if text[at] < "\u2000":
            return False
        line += 1
    state.line = line
    _paragraph(state.env["found"], state, start)
    return True


_NOTES: dict[str, tuple[Callable[[Found, StateBlock, int], None], list[str]]] = {
    "table": (_table, _PARAGRAPH),
    "code": (_indented, []),
    "fence": (_fence, _LIST),
    "hr": (_rule_line, _LIST),
    "reference": (_reference, []),
    "html_block": (_html, _QUOTE),
    "heading": (_heading, _QUOTE),
    "lheading": (_setext, []),
    "paragraph": (_paragraph, []),
}


@cache
def watched_parser() -> MarkdownIt:
    """Return a CommonMark parser with tables whose rules note what they take."""
    from markdown_it import MarkdownIt

    md = MarkdownIt("commonmark").enable("table")
    rules = {rule.name: rule.fn for rule in md.block.ruler.__rules__}
    for name, (note, alternatives) in _NOTES.items():
        md.block.ruler.at(name, _watched(rules[name], note), {"alt": alternatives})
    md.block.ruler.before("table", "plain", _plain, {"alt": []})
    watch_inline(md)
    return md


def _watched(
    rule: Callable[[Any, int, int, bool], bool],
    note: Callable[[Found, StateBlock, int], None],
) -> Callable[[Any, int, int, bool], bool]:
    def watched(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if not rule(state, start, end, silent):
            return False
        if not silent:
            note(state.env["found"], state, start)
        return True

    return watched


def read_blocks(md: MarkdownIt, text: str, env: dict[str, Any]) -> Found:
    """Run the block rules over a text with LF line breaks."""
    from markdown_it.rules_block import StateBlock

    state = StateBlock(text, md, env, [])
    found = env["found"] = Found(text, list(state.bMarks))
    md.block.tokenize(state, 0, state.lineMax)
    return found
