"""Which clauses and sentences of a document begin or end alike: cheap, linear candidates.

Two texts that are equal, or nearly so, share their first or their last characters. Those
anchors are hashed; only what shares one is compared. Nothing here decides what is a fault.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from operator import concat

from reportlint import WHITE, Document, NamedTuple, lazy, load_table

Pairs = list[tuple[int, int]]
"""Indices of two members of a column, the earlier first."""

TAIL = 8
"""Code points of a clause's end that are hashed: the least a duplicate clause has."""
HEAD = 5
"""Code points of the start of a clause or sentence that are hashed."""
LONG = 18
"""Code points of a clause whose start is hashed."""


class Alike(NamedTuple):
    """Pairs of texts that end alike and that begin alike, the later ones in order."""

    ends: Pairs
    starts: Pairs


def alike(texts: list[str], least: int, tail: int, long: int, head: int) -> Alike:
    """Pair texts with the latest one before that shares their end or their start.

    Args:
        texts: The texts of a column.
        least: Code points that a text has at least; shorter ones are left out.
        tail: Code points of the end that are compared.
        long: Code points from which on, `least` or more, the start is compared too.
        head: Code points of the start that are compared.
    """
    found = Alike([], [])
    ends: dict[str, int] = {}
    starts: dict[str, int] = {}
    end, start = slice(-tail, None), slice(head)
    for index, text in enumerate(texts):
        size = len(text)
        if size >= least:
            key = text[end]
            if key in ends:
                found.ends.append((ends[key], index))
            ends[key] = index
            if size >= long:
                key = text[start]
                if key in starts:
                    found.starts.append((starts[key], index))
                starts[key] = index
    return found


@cache
def clauses_alike(tail: int = TAIL) -> Callable[[Document], Alike]:
    """Make the view of pairs of clauses whose last `tail` code points are equal.

    Long ones that begin alike are paired too: short ones that are nearly equal end alike.
    """

    def pairs(document: Document) -> Alike:
        return alike(document.clauses.texts, tail, tail, LONG, HEAD)

    return pairs


def legal_text(document: Document) -> bool:
    """Whether the document is in articles (第一条 …), whose wording repeats by design."""
    prose = document.prose
    return "第一条" in prose and "第二条" in prose and "第三条" in prose


_HAN = "一二三四五六七八九十"
_LEADING = frozenset(WHITE + _HAN + "（(第其①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
"""What an enumerator begins with, but for decimal digits."""
_DROPPED = ("坚持", "要")
"""What stands in front of a clause and is not compared."""
_OPENING = _LEADING | frozenset("坚要")


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(
        rf"[{WHITE}]*(?:[{_HAN}]{{1,3}}(?:是|要|、)|[（(](?:[{_HAN}]{{1,3}}|\d{{1,2}})[）)]"
        rf"|\d{{1,2}}[.．、]|[①-⑳]|第[{_HAN}]{{1,3}}[，、]?|其[{_HAN}])?[{WHITE}]*"
    )


_NOT_HAN = lazy(r"[^\u4e00-\u9fff]+")
_UNFIT = lazy(r"[A-Za-z0-9*＊×○\ufffc]")


def wordy(text: str, least: int) -> bool:
    """Whether a text holds that many Chinese characters, and so is more than a label or link."""
    return len(text) >= least and len(_NOT_HAN.sub("", text)) >= least


def body_offset(text: str) -> int:
    """Return where a clause begins behind its enumerator (一是, （一）, 1.)."""
    first = text[:1]
    if first not in _LEADING and not first.isdecimal():
        return 0  # quicker than the pattern, and nearly always
    found = _lead().match(text)
    return found.end() if found else 0


def opens_unlike(a: str, b: str) -> bool:
    """Whether the first characters tell that `key_of` two clauses has different letters.

    They do where both are Chinese and neither may begin what is not compared.
    """
    one, other = a[0], b[0]
    return (
        one != other
        and one not in _OPENING
        and other not in _OPENING
        and "\u4e00" <= one <= "\u9fff"
        and "\u4e00" <= other <= "\u9fff"
    )


class Key(NamedTuple):
    """What is compared of a clause: its Chinese characters behind the enumerator."""

    letters: str
    start: int
    """Offset of the first character compared, from the clause's start."""
    exact: bool
    """Whether it holds neither figure nor placeholder, and closes what it opens."""


def compared_from(text: str) -> int:
    """Return the `start` of the clause's key."""
    start = body_offset(text)
    if text.startswith(_DROPPED, start):
        start += 1 if text[start] == "要" else 2
        if text[start - 1] == "要" and text.startswith("坚持", start):
            start += 2
    return start


def letters_of(text: str) -> str:
    """Return the `letters` of the clause's key."""
    return _NOT_HAN.sub("", text[compared_from(text) :])


def key_of(text: str) -> Key:
    """Return what is compared of a clause; 要 and 坚持 in front do not count."""
    start = compared_from(text)
    body = text[start:]
    letters = _NOT_HAN.sub("", body)
    exact = letters == body or (
        not _UNFIT.search(body)
        and all(body.count(a) == body.count(b) for a, b in ("“”", "《》", "（）"))
    )
    exact = exact and not states_figures(body)
    return Key(letters, start, exact)


_ADVERBIAL = (
    *"在据从自当对与同除",
    "随着", "通过", "根据", "按照", "围绕", "经过", "为了", "关于", "作为",
)  # fmt: skip
_ADVERBIAL_ENDS = tuple("中上下时后来内间际看说期外面年日道础示体则求比起")
_OPEN_ENDS = (
    "的", "地", "表示", "指出", "强调", "认为", "显示", "报道", "相比", "说", "发现", "要求我们",
    "铭记",
)  # fmt: skip
_TOPIC = (
    "必须", "首先", "关键", "最", "要", "就是", "是", "应", "需", "根本", "重在", "核心",
    "主要", "才", "不仅", "既", "说明", "意味", "涉及", "有利", "标志", "不是",
)  # fmt: skip


def is_frame(document: Document, index: int) -> bool:
    """Whether a clause only opens what follows, and so may come back.

    That is an adverbial or a speaker (在…中, 据…报道, …指出), a label before a colon,
    or a topic that the next clause says something about (…，必须…).
    """
    column = document.clauses
    text = column.texts[index]
    line = text.removesuffix("\n")
    if (
        line.endswith(_OPEN_ENDS)
        or (line.startswith(_ADVERBIAL) and line.endswith(_ADVERBIAL_ENDS))
    ) and "\n" not in line:
        return True
    end = column.starts[index] + len(text)
    mark = document.prose[end : end + 1]
    if mark == "：":
        return True
    if mark == "，" and index + 1 < len(column):
        return column.texts[index + 1].startswith(_TOPIC)
    return False


def states_figures(text: str) -> bool:
    """Whether a text states a figure: statistics are worded alike."""
    return _FIGURE.search(text) is not None


_COUNT = "〇零一二三四五六七八九十百千万亿"
# Led by one class, for the quick scan: \d|[…]{2}|[%％倍].
_FIGURE = lazy(rf"[\d%％倍{_COUNT}](?:(?<![{_COUNT}])|(?<=[{_COUNT}])[{_COUNT}])")


@cache
def stock_phrases() -> tuple[str, ...]:
    """Return the set phrases that may stand anywhere, the longest first."""
    table = load_table(__file__, "stock_phrases.toml")
    phrases = {phrase for group in table["phrases"].values() for phrase in group.split()}
    return tuple(sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))


@cache
def _stock_starts() -> frozenset[str]:
    return frozenset(phrase[:2] for phrase in stock_phrases())


def without_stock(text: str, extra: tuple[str, ...] = ()) -> str:
    """Return a text without the set phrases in it."""
    if not extra and _stock_starts().isdisjoint(map(concat, text, text[1:])):
        return text  # as nearly always
    for phrase in (*extra, *stock_phrases()):
        if phrase in text:
            text = text.replace(phrase, "")
    return text


def in_title(document: Document, text: str) -> bool:
    """Whether the words stand in the document's title, so that it must say them often."""
    title = document.title
    return title is not None and text in document.prose[title.start : title.end]
