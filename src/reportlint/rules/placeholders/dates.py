"""Unfilled dates: blanks between 年 月 日, and how far a date reaches around a placeholder."""

from __future__ import annotations

import re
from functools import cache

from reportlint import Severity, lazy
from reportlint.rules.placeholders.signs import LINE, MASK, Token
from reportlint.rules.placeholders.words import words

_SPACE = r"[ \u3000\xa0]"
_DAY_TRAPS = "均常本报前子程益渐内期后语方元文军照"
NOT_DAY = frozenset(_DAY_TRAPS)
"""What makes a word of 日."""
_MONTH_TRAPS = "刊嫂饼球亮经薪租台季均光数牌饷票利末"
NOT_MONTH = frozenset(_MONTH_TRAPS)
"""What makes a word of 月."""
_BLANK_MONTH = lazy(
    rf"月(?:{_SPACE}+日(?![{_DAY_TRAPS}])"  # a day that is all blank, whatever the month
    r"|(?<=[0-9]月)日(?=[，。；、）\s至前起止]|\Z))"  # 9月日: the figure was lost, or never put
)
_BLANK_YEAR = lazy(rf"年{_SPACE}+月(?:{_SPACE}*\d{{0,2}}{_SPACE}*日)?(?![{_DAY_TRAPS}份])")


@cache
def _rest() -> re.Pattern[str]:
    part = rf"{_SPACE}*[\d{MASK}○{LINE}]{{0,6}}{_SPACE}*"
    return re.compile(
        rf"(?:[-/.．][\d{MASK}]{{1,4}}){{1,2}}"
        rf"|(?:{part}月(?![{_MONTH_TRAPS}]))?(?:{part}[日号](?![{_DAY_TRAPS}线楼]))?"
    )


@cache
def _before() -> re.Pattern[str]:
    return re.compile(
        rf"(?:[\d一二三四五六七八九零〇○]{{2,4}}{_SPACE}*年{_SPACE}*)?(?:\d{{1,2}}{_SPACE}*月{_SPACE}*)?\Z"
    )


def date_span(prose: str, token: Token) -> Token:
    """Return a token, whose span ends behind its 年 or 月 or 日, as the whole date."""
    before = _before().search(prose, max(0, token.start - 14), token.start)
    start = before.start() if before else token.start
    while start > token.start - 3 and start > 0 and prose[start - 1] in "一二三四五六七八九零〇":
        start -= 1  # 二〇二X年
    behind = _rest().match(prose, token.end)
    end = behind.end() if behind else token.end
    return token._replace(start=start, end=end)


def blank_dates(prose: str) -> list[Token]:
    """Find dates whose month or day is nothing but space."""
    dates: list[Token] = []
    for pattern in (_BLANK_YEAR, _BLANK_MONTH):
        for found in pattern.finditer(prose):
            start, end = found.span()
            before = _before().search(prose, max(0, start - 16), start + 1)
            dates.append(_blank(prose, start, end, before.start() if before else start))
    return dates


def _blank(prose: str, start: int, end: int, begun: int) -> Token:
    # The figures of the year or the month stand before the sign that was found.
    at = start
    while at > 0 and start - at < 5 and prose[at - 1] in "0123456789〇○一二三四五六七八九零":
        at -= 1
    if at == start:
        while at > 0 and prose[at - 1] in " \u3000\xa0" and start - at < 12:
            at -= 1
        blank = at
        while at > 0 and blank - at < 3 and prose[at - 1] in "0123456789":
            at -= 1
        if at == blank:
            at = start
    begin = min(at, begun)
    dated = any(character.isdigit() for character in prose[begin:start])
    severity = Severity.ERROR if dated and not in_form(prose, begin) else Severity.INFO
    return Token(begin, end, "date", "blank", "", severity)


def in_form(prose: str, at: int) -> bool:
    """Whether a blank stands among words of a form or contract: it is meant to stay."""
    around = prose[max(0, at - 120) : at + 60]
    return any(word in around for word in words().forms)
