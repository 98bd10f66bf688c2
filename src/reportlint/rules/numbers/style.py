"""RPT607: one quantity in Han numerals here, in figures there."""

from __future__ import annotations

from collections.abc import Iterator

from reportlint import Document, Finding, Message, Related, Rule, Severity

_UNITS = ("个方面", "次", "个部门", "家单位", "个单位", "个项目", "个问题")
_HAN = frozenset(numeral + unit for numeral in "两三四五六七八九" for unit in _UNITS)
_ARABIC = frozenset(figure + unit for figure in "23456789" for unit in _UNITS)
_NOT_BEFORE_HAN = frozenset("第每这那")
_NOT_BEFORE_ARABIC = frozenset("0123456789.第")


class NumeralStyleConsistency(Rule):
    """同类数量汉字、阿拉伯数字写法不一。

    同一文稿中同一类别的数量宜用同一种数字形式：或“三个方面”，或“3个方面”。
    ---
    Quantities of one kind written in two kinds of numerals.

    In one document quantities of one kind take one form: 三个方面 or 3个方面.
    """

    code, name, severity, enabled = "RPT607", "numeral-style-consistency", Severity.INFO, False
    source = "GB/T 15835—2011 4.3（同类别同形式）"
    remedy = Message("统一为一种写法", "use one form")
    valid = ("三个方面、五个方面。", "召开12次会议，第3次会议。", "两件大事，四个意识，一条心。")
    invalid = ("查找三个问题，整改⟦2个问题⟧。", "调研两次，督查⟦3次⟧。")

    anchors = tuple(sorted(_HAN | _ARABIC))

    def check(self, document: Document) -> Iterator[Finding]:
        arabic = _quantities(document, _ARABIC, _NOT_BEFORE_ARABIC)
        if not arabic:
            return
        first_of: dict[str, tuple[int, str]] = {}
        for at, text in _quantities(document, _HAN, _NOT_BEFORE_HAN):
            first_of.setdefault(text[1:], (at, text))
        for at, text in arabic:
            if text[1:] in first_of:
                start, other = first_of[text[1:]]
                there = self.say("另一种写法", "the other form")
                yield self.finding(
                    at,
                    at + len(text),
                    Message("“{text}”与“{other}”数字形式不一", "{text} here, {other} there"),
                    text=text,
                    other=other,
                    related=[Related(start, start + len(other), there)],
                )


def _quantities(
    document: Document, words: frozenset[str], not_before: frozenset[str]
) -> list[tuple[int, str]]:
    """Return where quantities stand that are not parts of more, in order."""
    prose = document.prose
    found = document.places_of(words).items()
    placed = ((at, word) for word, places in found for at in places)
    return sorted((at, word) for at, word in placed if prose[at - 1 : at] not in not_before)
