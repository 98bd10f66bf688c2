"""RPT703: a fixed enumeration with one item lost, a name with its middle lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from reportlint import Document, Finding, Message, Rule, Severity
from reportlint.rules.wording.fixed_phrases import phrase_table

_TRUNCATED_AT = ("铸牢工作", "铸牢意识", "学习贯彻20", "学习贯彻第")
_ETC = re.compile(r"等|……|及|和|与|、")


class FixedPhraseIncomplete(Rule):
    """固定表述不完整。

    成组的固定表述缺了一项（如四项只列三项），或名称中间被删去一截。
    以“等”收尾的列举不算。
    ---
    A fixed phrase that is not complete.

    A set enumeration lacks one of its items, or a name lost its middle. Lists that end in
    等 are left alone.
    """

    code, name, severity = "RPT703", "fixed-phrase-incomplete", Severity.WARNING
    source = "惯例（固定表述）"
    remedy = Message("核对完整表述：{full}", "check the full form: {full}")
    valid = (
        "推进理论学习、调查研究、推动发展、检视整改。",
        "推进理论学习、推动发展、检视整改等工作。",
        "在理论武装、调查研究、推动发展、检视整改、建章立制上见实效。",
        "增强获得感和幸福感。",
        "学思想、强党性、重实践、建新功。",
        "铸牢中华民族共同体意识。",
        "加强理论学习、推动发展。",
    )
    invalid = (
        "一体推进⟦理论学习、推动发展、检视整改⟧，取得实效。",
        "牢牢把握“⟦学思想、强党性、建新功⟧”总要求。",
        "做好⟦铸牢⟧工作方案。",
        "⟦学习贯彻2023年主题教育⟧开展情况汇报",
    )

    def anchor_words(self) -> Iterable[str]:
        return (*_TRUNCATED_AT, *_items())

    def check(self, document: Document) -> Iterator[Finding]:
        prose = document.prose
        for pattern, full in _truncated():
            for word in _TRUNCATED_AT:
                for at in document.places(word):
                    found = pattern.match(prose, at)
                    if found:
                        yield self._one(*found.span(), prose, full)
        present = document.places_of(_items())
        for items, pattern in _lists() if len(present) > 2 else ():
            if sum(item in present for item in items) < len(items) - 1:
                continue
            for found in pattern.finditer(prose):
                yield from self._list(prose, found, items)

    def _list(self, prose: str, found: re.Match[str], items: tuple[str, ...]) -> Iterator[Finding]:
        named = found.group().split("、")
        missing = [item for item in items if item not in named]
        if len(missing) != 1 or len(set(named)) != len(items) - 1:
            return
        start, end = found.span()
        if prose[start - 1 : start] == "、" or _ETC.match(prose, end):
            return
        yield self._one(start, end, prose, "、".join(items))

    def _one(self, start: int, end: int, prose: str, full: str) -> Finding:
        return self.finding(
            start,
            end,
            Message("“{text}”不完整", "{text} is not complete"),
            text=prose[start:end],
            full=full,
        )


@cache
def _lists() -> list[tuple[tuple[str, ...], re.Pattern[str]]]:
    """Return every set of items with the pattern of a list made of them alone."""
    out = []
    for entry in phrase_table()["lists"]:
        items = tuple(entry["items"])
        item = "|".join(map(re.escape, items))
        out.append((items, re.compile(rf"(?:{item})(?:、(?:{item}))+")))
    return out


@cache
def _items() -> frozenset[str]:
    return frozenset(item for items, _ in _lists() for item in items)


@cache
def _truncated() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(entry["pattern"]), entry["full"]) for entry in phrase_table()["truncated"]]
