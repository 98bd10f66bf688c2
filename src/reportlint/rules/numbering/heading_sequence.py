"""RPT302: 一、三、."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reportlint import (
    Document,
    Edit,
    Example,
    Finding,
    Fix,
    Message,
    Ordinal,
    Related,
    Rule,
    Severity,
    int_to_han,
)
from reportlint.rules.numbering.headings import ANNEX, Series, ordinal, series
from reportlint.rules.numbering.sequence import faults, renumbered


class HeadingSequenceGap(Rule):
    """标题序号不连续。

    “一、三、”“（一）（二）（四）”说明删改之后没有重新编号，或者丢了一节。
    补上缺的一节，或把同级序号顺次改过来。
    每一级在上级标题之下、在附件中可以重新从一开始。
    ---
    Numbers of headings do not follow one another.

    一、三、 shows that a section was cut without renumbering, or lost.
    Restore the section, or renumber the headings of that level.
    A level may begin anew below each higher heading and in annexes.
    """

    code = "RPT302"
    name = "heading-sequence-gap"
    severity = Severity.ERROR
    source = "惯例；层次序数见 GB/T 9704—2012 7.3.3"
    remedy = Message("补上缺的一节，或顺次改同级序号", "restore the section or renumber the level")
    valid = (
        "一、学习情况\n正文。\n二、存在问题\n正文。",
        "一、学习情况\n（一）集中学。正文。\n（二）个人学。正文。\n二、整改情况\n（一）查摆。正文。\n"
        "（二）整改。正文。",
        "一、学习情况\n正文。\n二、整改情况\n正文。\n附件\n一、名单\n正文。\n二、台账\n正文。",
        "一、学习情况\n1.甲事项\n正文。\n2.乙事项\n正文。\n3.丙事项\n正文。\n附件：1.清单\n2.台账\n3.名册",
        "一、学习\n二、整改\n一、学习\n正文。\n二、整改\n正文。",
        "1．抓学习，见成效；\n2．抓整改，见实效；\n重点项目：\n1．抓道路，保畅通；\n2．抓水利，保安澜；",
        "1、学习情况\n（一）集中学。正文。\n（二）个人学。正文。\n2、整改情况\n正文。",
        "三、整改情况\n正文。",
        Example("1. 甲\n1. 乙\n1. 丙\n", format="markdown"),
        Example("## 一、甲\n\n文。\n\n## 说明\n\n文。\n\n## 二、乙\n\n文。\n", format="markdown"),
    )
    invalid = (
        Example(
            "一、学习情况\n正文。\n⟦三、⟧存在问题\n正文。",
            fixed="一、学习情况\n正文。\n二、存在问题\n正文。",
        ),
        "一、学习情况\n（一）集中学。正文。\n（二）个人学。正文。\n⟦（四）⟧研讨学。正文。\n二、整改\n正文。",
        "一、学习情况\n正文。\n⟦一、⟧整改情况\n正文。\n二、下一步打算\n正文。",
        "1.抓学习，见成效；\n⟦1.⟧抓整改，见实效；\n2.抓考核，见长效；",
        "第一章 总则\n正文。\n⟦第三章 ⟧附则\n正文。".replace(" ⟧", "⟧ "),
        "引言。\n⟦二、⟧学习情况\n正文。\n三、整改情况\n正文。",
        Example("## 一、甲\n\n文。\n\n## ⟦三、⟧乙\n\n文。\n", format="markdown"),
    )

    anchors = (ANNEX,)
    waits = False  # most documents have none

    def check(self, document: Document) -> Iterable[Finding]:
        for run in document.view(series):
            if not run.steady or (run.values[0] == 2 and len(run.blocks) > 1):
                yield from self._gaps(document, run)

    def _gaps(self, document: Document, run: Series) -> Iterator[Finding]:
        values = run.values
        text = document.prose
        first = ordinal(run.blocks[0])
        if values[0] == 2 and values[1] == 3 and not _stands(document, 0, first.start, first, 1):
            yield self.finding(
                first.start,
                first.end,
                Message(
                    "同级标题从“{text}”开始，前面没有“{expected}”",
                    "headings of this level begin with “{text}”: “{expected}” is missing",
                ),
                text=text[first.start : first.end],
                expected=renumbered(text[first.start : first.end], 1),
            )
        fixed = False
        used: dict[int, int] = {}  # where each number comes first
        for place, value in enumerate(values):
            used.setdefault(value, place)
        for index, expected in faults(values):
            number, before = ordinal(run.blocks[index]), ordinal(run.blocks[index - 1])
            if values[index] > expected and all(
                _stands(document, before.end, number.start, number, value)
                for value in range(expected, values[index])
            ):
                continue
            marker = text[number.start : number.end]
            yield self.finding(
                number.start,
                number.end,
                Message(
                    "同级标题序号重复：“{text}”已经用过，应为“{expected}”",
                    "repeated number: “{text}” was used before at this level; "
                    "expected “{expected}”",
                )
                if used[values[index]] < index
                else Message(
                    "同级标题序号不连续：“{before}”之后是“{text}”，应为“{expected}”",
                    "gap in the numbers of this level: “{text}” follows “{before}”; "
                    "expected “{expected}”",
                ),
                text=marker.strip(),
                before=text[before.start : before.end].strip(),
                expected=(renumbered(marker, expected) or str(expected)).strip(),
                related=(Related(before.start, before.end, self.say("前一个", "the one before")),),
                fix=None if fixed else _renumbering(document, run, index),
            )
            fixed = True


_FRAMES = {
    "han": r"{}[ \u3000]*[、.．]",
    "han-paren": r"[（(]\s*{}\s*[）)]",
    "arabic": r"{}[ \u3000]*[、.．【《“]",
    "arabic-paren": r"[（(]\s*{}\s*[）)]",
}


def _stands(document: Document, start: int, end: int, number: Ordinal, value: int) -> bool:
    """Whether a number stands between two places without being a heading there.

    A line `3.4月份…` is number three and reads like a decimal; a page may break
    inside `（三）`; 会议决定，一、… begins a series within a sentence.
    """
    frame = _FRAMES.get(number.style)
    if frame is None:
        return False
    text = document.text
    marker = text[number.start : number.end]
    word = int_to_han(value) if "han" in number.style else str(value)
    if any("０" <= character <= "９" for character in marker):
        word = "".join(chr(ord(digit) - ord("0") + ord("０")) for digit in word)
    pattern = re.compile(r"(?:^|[\s，：；。])" + frame.format(word), re.MULTILINE)
    return pattern.search(text, start, end) is not None


def _renumbering(document: Document, run: Series, index: int) -> Fix | None:
    """Number the rest of a run by its place in the run."""
    edits: list[Edit] = []
    first = run.values[0]
    for place, block in enumerate(run.blocks[index:], index):
        number = ordinal(block)
        marker = document.text[number.start : number.end]
        new = renumbered(marker, first + place)
        if new is None:
            return None
        if new != marker:
            edits.append(Edit(number.start, number.end, new))
    return Fix(tuple(edits), safe=False)
