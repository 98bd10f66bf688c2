"""RPT606: Han and Arabic numerals inside one number."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from reportlint import Document, Finding, Message, Rule, Severity, lazy

_COUNTED = "个名人项次元户家条件份场期篇种"
_DIGIT = "一二三四五六七八九"
# A numeral may end a word before a figure (统一36个月, 高一12个班, 任务二3项); it begins a number
# behind these only.
_NUMBER_BEGINS = (
    f"(?:(?<=[了有共达约。；].)|(?<=[{_DIGIT}]十)"
    "|(?<=(?:走访|开展|完成|办理|共计|累计|合计|总计|建成|组织|召开|举办|解决|整改|排查|化解).))"
)
_MIXED = lazy(
    rf"(?:1(?=[89八九])|2(?=[0零〇]))(?=[0-9零〇{_DIGIT}]{{3}}年)[0-9]*[零〇{_DIGIT}][0-9零〇{_DIGIT}]*"
    rf"|[0-9]+(?:[千百十](?=[余多]?[{_COUNTED}])|[千百][万亿]|几(?=[{_COUNTED}年]))"
    # three figures and more are a year or the number of a service: 12345一个号码
    rf"|(?:(?:19|20)[0-9](?=.年)|[0-9]{{1,2}})[{_DIGIT}](?=[个月年次人名项])"
    rf"|[{_DIGIT}十](?:{_NUMBER_BEGINS}[0-9]+(?=[个月年次人名项])|万[0-9]|[0０○][0-9０○{_DIGIT}]{{2}}(?=年))"
    rf"|[{_DIGIT}十百千万]分之[0-9]+(?:\.[0-9]+)?"
)
_FIGURES = frozenset("0123456789０○")
_HAN = frozenset("一二三四五六七八九十")
_TEN_THOUSAND = frozenset(f"{numeral}万" for numeral in _HAN)
_MEETINGS = frozenset(
    first + second
    for firsts, seconds in (
        ("0123456789", _HAN | frozenset("千百几零〇")),
        (_HAN, _FIGURES),
        ("万之", "0123456789"),
    )
    for first in firsts
    for second in seconds
)
"""Where a numeral of one kind meets one of the other; figures begin before the first or with the
second."""
_LETTERS = frozenset(f"{digit}{letter}" for digit in "0123456789" for letter in "OoОl")
_WITH_LETTER = lazy(
    rf"[0-9][0-9.,]*(?:[OoО][0-9OoО]*|l[0-9l]+)(?=[%％年月日号万亿千百余多{_COUNTED}])"
)
"""1OO% and 2O23年: a letter typed for a figure, and no model or formula around it."""
_PART_OF_MORE = frozenset("0123456789.第")


class MixedNumerals(Rule):
    """一个数里汉字与阿拉伯数字混用。

    阿拉伯数字后面只能跟“万”“亿”，不跟“千”“百”“十”；带“几”的概数用汉字；
    数字里不夹字母O、l。
    ---
    Han and Arabic numerals inside one number.

    Behind Arabic figures only 万 and 亿 may stand, not 千, 百 or 十; an approximation
    with 几 is written in Han numerals. No letter O or l stands for a figure.
    """

    code, name, severity = "RPT606", "mixed-numerals", Severity.WARNING
    source = "GB/T 15835—2011 5.3、4.2.2"
    remedy = Message("统一用汉字或阿拉伯数字书写", "write the number in one kind of numeral")
    valid = (
        "全长3千米，功率5千瓦，重3千克。",
        "入选5百强。",
        "拨打12345热线。",
        "投资3万元，2亿人次。",
        "“十四五”时期，第20个。",
        "2023年三季度。",
        "二十几个单位参加。",
        "12个月，30多个。",
        "占百分之五十，共4000万元。",
        "高一12个班、高二11个班，大二2个、初二8名。",
        "全省唯一1个，质保期统一36个月，四合一5个部门，任务一2项，窗口一3个。",
        "催化剂CO2年减排5万吨，H2O个案，型号3Ol。",
        "12345一次说清、一个号码对外，12345一个号码管到底，120一年出诊3万次。",
    )
    invalid = (
        "培训⟦3千⟧人次。".replace("人次", "名"),
        "开展⟦5百⟧余次走访。",
        "⟦二0二三⟧年工作总结",
        "共有⟦20几⟧个单位参加。",
        "走访⟦三5⟧个村，共有⟦二5⟧个，新增二⟦十5⟧个。",
        "占⟦百分之50⟧，投资⟦4千万⟧元。",
        "⟦2零24⟧年，⟦20二5⟧年，⟦202五⟧年，⟦2三⟧个。",
        "整改率⟦1OO⟧%，⟦2O24⟧年底完成。",
    )

    anchors = tuple(sorted(_MEETINGS | _LETTERS))

    def check(self, document: Document) -> Iterator[Finding]:
        prose = document.prose
        last = -1
        yield from self._letters(document)
        for at in _figures(document):
            start = at - 1 if prose[at - 1 : at] in _HAN else at
            if start == at and prose[at - 2 : at] in _TEN_THOUSAND:
                start = at - 2
            elif at > 2 and prose[at - 2 : at] == "分之":
                start = at - 3
            found = _MIXED.match(prose, start)
            if found is None or start < last or prose[start - 1 : start] in _PART_OF_MORE:
                continue
            last = found.end()
            text = found.group()
            yield self.finding(
                start,
                last,
                Message("“{text}”汉字与阿拉伯数字混用", "{text} mixes Han and Arabic numerals"),
                text=text,
                severity=Severity.INFO if text[-1] == "几" or "○" in text else None,
            )

    def _letters(self, document: Document) -> Iterator[Finding]:
        prose = document.prose
        last = -1
        for at in sorted(chain.from_iterable(document.places_of(_LETTERS).values())):
            while at and prose[at - 1] in "0123456789.,":
                at -= 1
            found = _WITH_LETTER.match(prose, at) if at > last else None
            before = prose[at - 1 : at]
            if found and not (before.isascii() and before.isalnum()):
                last = found.end()
                yield self.finding(
                    at,
                    last,
                    Message("“{text}”里的字母应为数字", "a letter in {text} should be a figure"),
                    text=found.group(),
                    remedy=Message("改为数字0或1", "write the figure 0 or 1"),
                )


def _figures(document: Document) -> list[int]:
    """Return where the figures begin that meet a numeral in Han."""
    prose = document.prose
    starts: set[int] = set()
    for places in document.places_of(_MEETINGS).values():
        for at in places:
            if prose[at] not in _FIGURES:
                at += 1
            while at and prose[at - 1] in _FIGURES:
                at -= 1
            starts.add(at)
    return sorted(starts)
