"""RPT703: a fixed enumeration with one item lost, a name with its middle lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
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
        for items in _lists() if len(present) > 2 else ():
            if sum(item in present for item in items) >= len(items) - 1:
                yield from self._chains(prose, present, items)

    def _chains(
        self, prose: str, present: dict[str, Sequence[int]], items: tuple[str, ...]
    ) -> Iterator[Finding]:
        """Report every list of these items alone, joined by 顿号, that lacks exactly one."""
        places = sorted((at, item) for item in items for at in present.get(item, ()))
        chain: list[tuple[int, str]] = []
        for at, item in [*places, (len(prose) + 2, "")]:
            if chain:
                end = chain[-1][0] + len(chain[-1][1])
                if at == end + 1 and prose[end] == "、":
                    chain.append((at, item))
                    continue
                named = [word for _, word in chain]
                lacking = len(items) - len(set(named))
                start = chain[0][0]
                if (
                    lacking == 1
                    and len(named) == len(items) - 1
                    and prose[start - 1 : start] != "、"
                    and not _ETC.match(prose, end)
                ):
                    yield self._one(start, end, prose, "、".join(items))
            chain = [(at, item)]

    def _one(self, start: int, end: int, prose: str, full: str) -> Finding:
        return self.finding(
            start,
            end,
            Message("“{text}”不完整", "{text} is not complete"),
            text=prose[start:end],
            full=full,
        )


@cache
def _lists() -> list[tuple[str, ...]]:
    """Return every set of items that belong together."""
    return [tuple(entry["items"]) for entry in phrase_table()["lists"]]


@cache
def _items() -> frozenset[str]:
    return frozenset(item for items in _lists() for item in items)


@cache
def _truncated() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(entry["pattern"]), entry["full"]) for entry in phrase_table()["truncated"]]
