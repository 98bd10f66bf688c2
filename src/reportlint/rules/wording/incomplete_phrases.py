"""RPT703: a fixed enumeration with one item lost, a name with its middle lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import permutations

from reportlint import Document, Finding, Message, Rule, Severity, lazy
from reportlint.rules.wording.fixed_phrases import phrase_table

_TRUNCATED_AT = frozenset(("铸牢工作", "铸牢意识", "学习贯彻20", "学习贯彻第"))
_ETC = lazy(r"等|……|及|和|与|、")
_MESSAGE = Message("“{text}”不完整", "{text} is not complete")


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
        return (*_TRUNCATED_AT, *_pairs())

    def check(self, document: Document) -> Iterator[Finding]:
        prose = document.prose
        for places in document.places_of(_TRUNCATED_AT).values():
            for at in places:
                for pattern, full in _truncated():
                    found = pattern.match(prose, at)
                    if found:
                        yield self._one(*found.span(), prose, full)
        lists = _lists_of()
        for pair, places in document.places_of(_pairs()).items():
            items, whole = lists[pair]
            for at in places:
                if prose[at - 1 : at] != "、" and not prose.startswith(whole, at):
                    yield from self._chain(prose, at, items)

    def _chain(self, prose: str, start: int, items: tuple[str, ...]) -> Iterator[Finding]:
        """Report the list that begins here, of these items alone, if it lacks exactly one."""
        named: list[str] = []
        end = start - 1
        while item := next((one for one in items if prose.startswith(one, end + 1)), ""):
            named.append(item)
            end += 1 + len(item)
            if prose[end : end + 1] != "、":
                break
        if len(named) == len(set(named)) == len(items) - 1 and not _ETC.match(prose, end):
            yield self._one(start, end, prose, "、".join(items))

    def _one(self, start: int, end: int, prose: str, full: str) -> Finding:
        return self.finding(
            start,
            end,
            _MESSAGE,
            text=prose[start:end],
            full=full,
        )


@cache
def _lists_of() -> dict[str, tuple[tuple[str, ...], str]]:
    """Return, by every two items side by side, all items of the list and how it is written."""
    return {
        f"{one}、{other}": (tuple(entry["items"]), "、".join(entry["items"]))
        for entry in phrase_table()["lists"]
        for one, other in permutations(entry["items"], 2)
    }


@cache
def _pairs() -> frozenset[str]:
    return frozenset(_lists_of())


@cache
def _truncated() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(entry["pattern"]), entry["full"]) for entry in phrase_table()["truncated"]]
