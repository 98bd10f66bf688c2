"""RPT605: ranges whose ends do not match, and ranges with a hyphen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from reportlint import Document, Edit, Example, Finding, Fix, Message, Rule, Severity, lazy

_PERCENT = lazy(r"(?<![0-9.\-—～~])[0-9]+(?:\.[0-9]+)?[-~～—][0-9]+(?:\.[0-9]+)?[%％]")
_SCALE = lazy(r"[0-9]+(?:\.[0-9]+)?[-~～—][0-9]+(?:\.[0-9]+)?[万亿](?=[元人吨户亩件个次平立千])")
_YEARS = lazy(r"(?:19|20)[0-9][0-9](?<![0-9-][0-9]{4})[-－~](?:19|20)[0-9][0-9](?=年)")
_HYPHEN = lazy(r"[0-9]+(?:\.[0-9]+)?[-－][0-9]+(?:\.[0-9]+)?(?=[个项人名次家户米吨元天倍])")
_DIGITS = frozenset("0123456789")
_MARKED = frozenset(mark + digit for mark in "-－~～—" for digit in _DIGITS)


class RangeForm(Rule):
    """数值范围的写法不规范。

    百分数、带“万”“亿”的范围，前后两个数都要带上：4.5%～5%，9亿～16亿；
    起止年份之间用一字线“—”；数与数之间不用短横线。
    ---
    A range in the wrong form.

    Both ends carry % or 万, 亿: 4.5%～5%, 9亿～16亿. Between years stands —, between
    numbers ～, never a hyphen.
    """

    code, name, severity = "RPT605", "range-form", Severity.INFO
    source = "GB/T 15835—2011 5.1.3；GB/T 15834—2011 4.13.3.2"
    remedy = Message("改为“{good}”", "write {good}")
    valid = (
        "2021—2025年，增长4.5%～5%。",
        "投资9亿～16亿元。",
        "电话010-1234567，日期2023-05-01。",
        "文号〔2023〕1-2号，型号5-HT。",
        "实现3～5个突破。",
    )
    invalid = (
        Example("增长⟦4.5-5%⟧。", fixed="增长4.5%～5%。"),
        Example("投资⟦9～16亿⟧元。", fixed="投资9亿～16亿元。"),
        Example("⟦2021-2025⟧年规划", fixed="2021—2025年规划"),
        Example("实现⟦3-5⟧个突破。", fixed="实现3～5个突破。"),
    )

    anchors = tuple(sorted(_MARKED))

    def check(self, document: Document) -> Iterator[Finding]:
        prose = document.prose
        for at in chain.from_iterable(document.places_of(_MARKED).values()):
            if at and prose[at - 1] in _DIGITS:
                yield from self._range(prose, _start_of_number(prose, at), at)

    def _range(self, prose: str, start: int, at: int) -> Iterator[Finding]:
        """Judge the range whose first number is at `start`, and its mark at `at`."""
        mark = prose[at]
        low = prose[start:at]
        if mark != "－":
            found = _PERCENT.match(prose, start) or _SCALE.match(prose, start)
            if found is not None:
                high = prose[at + 1 : found.end()]
                yield self._one(found, f"{low}{high[-1]}～{high}")
        if mark != "—":
            found = _YEARS.match(prose, at - 4) if at >= 4 else None
            if found is not None:
                yield self._one(found, re.sub(r"[-－~]", "—", found.group()))
        if mark in "-－":
            found = _HYPHEN.match(prose, start)
            if found is not None:
                high = prose[at + 1 : found.end()]
                before = prose[start - 1 : start]
                if (
                    float(low) < float(high)
                    and not (before.isascii() and before.strip())
                    and before != "〕"
                ):
                    yield self._one(found, f"{low}～{high}")

    def _one(self, found: re.Match[str], good: str) -> Finding:
        start, end = found.span()
        return self.finding(
            start,
            end,
            Message("数值范围“{text}”写法不规范", "the range {text} is not in the standard form"),
            text=found.group(),
            good=good,
            fix=Fix((Edit(start, end, good),)),
        )


def _start_of_number(prose: str, end: int) -> int:
    """Return where the number, with one point at most, begins that ends at an offset."""
    start = _start_of_figure(prose, end)
    if start and prose[start - 1] == ".":
        whole = _start_of_figure(prose, start - 1)
        if whole < start - 1:
            return whole
    return start


def _start_of_figure(prose: str, end: int) -> int:
    while end and prose[end - 1] in _DIGITS:
        end -= 1
    return end
