"""RPT306: one enumeration in two series of words."""

from __future__ import annotations

from collections.abc import Iterator

from reportlint import (
    EMPHASIS,
    Document,
    Example,
    Finding,
    Message,
    Rule,
    Severity,
    before_emphasis,
    behind_emphasis,
)

_DIGITS = "一二三四五六七八九"
_RARE = (
    dict.fromkeys(("首先", "其次", "再次", "最后"), "order")
    | {f"第{digit}": "nth" for digit in _DIGITS[1:]}
    | {f"其{digit}": "qi" for digit in _DIGITS}
)
_COMMON = {f"{digit}{mark}": "shi" for digit in _DIGITS for mark in "是要"}
_KIND = _RARE | _COMMON
_WORDS = frozenset(_RARE)
_OPENING = {"首先": "order", "其一": "qi", "一是": "shi", "一要": "shi"}


_FOLLOWS = {"order": "，是要、", "nth": "，是要", "qi": "，是、", "shi": ""}
"""What follows a word that numbers an item; nothing in particular behind 一是."""
_START = frozenset("。；：！？\n\r\u3000 ，")


class MixedOrdinalSeries(Rule):
    """一组列举混用不同的序次词。

    “首先……其次”“第一……第二”“一是……二是”各成一套，同一组列举不宜混用。
    “首先……其次……最后”和仅有两项的不算。
    ---
    One enumeration in words of two series.

    首先…其次, 第一…第二 and 一是…二是 are series of their own and are not mixed in one
    enumeration.
    """

    code, name, severity = "RPT306", "mixed-ordinal-series", Severity.INFO
    source = "惯例"
    remedy = Message("统一用一套序次词", "use one series")
    valid = (
        "首先是加强学习，其次是改进作风。",
        "第一时间传达精神，首先学习原文。",
        "首先，学习。其次，调研。最后，整改。",
        "一是学习。二是调研。",
    )
    invalid = (
        "首先，加强学习。其次，改进作风。⟦第三⟧，狠抓落实。",
        "一是加强学习。⟦第二⟧，改进作风。三是狠抓落实。",
        "其一，加强学习。⟦二是⟧改进作风。",
        Example("**首先，加强学习。** 周周学。**⟦第二⟧**，改进作风。月月查。\n", format="markdown"),
    )

    anchors = tuple(_RARE)  # a series that is mixed holds one of them

    def check(self, document: Document) -> Iterator[Finding]:
        prose = document.prose
        events = [
            (at, word)
            for word, places in document.places_of(_WORDS).items()
            for at in places
            if _numbers(prose, at, word)
        ]
        if not events:
            return
        events += [
            (at, word)
            for word in _COMMON
            for at in document.places(word)
            if _numbers(prose, at, word)
        ]
        series = ""
        block_end = -1
        blocks = iter(document.blocks)
        for at, word in sorted(events):
            kind = _KIND[word]
            while at >= block_end:
                block = next(blocks, None)
                if block is None:
                    return
                if block.end > at:
                    block_end, series = block.end, ""
            if word in _OPENING:
                series = _OPENING[word]
            elif series and kind != series and _continues(word, series):
                yield self.finding(
                    at,
                    at + 2,
                    Message(
                        "“{word}”与前面的序次词不是一套", "{word} is not of the series before it"
                    ),
                    word=word,
                )


def _numbers(prose: str, at: int, word: str) -> bool:
    """Whether a word numbers an item, by what stands around it."""
    before = prose[at - 1] if at else "\n"
    if before in EMPHASIS:
        before = before_emphasis(prose, at)
    if before not in _START:
        return False
    follows = _FOLLOWS[_KIND[word]]
    after = prose[at + 2 : at + 3]
    if after and after in EMPHASIS:
        after = behind_emphasis(prose, at + 2)
    return not follows or after in follows


def _continues(word: str, series: str) -> bool:
    """Whether the word goes on with the enumeration that another series began."""
    if series == "order":
        return word in ("第二", "第三", "其二", "其三", "二是", "三是") and word != "二是"
    return word[-1] != "一" and word not in ("最后", "一是", "一要", "首先")
