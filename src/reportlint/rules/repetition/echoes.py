"""Which clauses and sentences of a document begin or end alike: cheap, linear candidates.

Two texts that are equal, or nearly so, share their first or their last characters. Those
anchors are hashed; only what shares one is compared. Nothing here decides what is a fault.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from operator import concat, itemgetter
from typing import NamedTuple

from reportlint import WHITE, Document, lazy, load_table

Pairs = list[tuple[int, int]]
"""Indices of two members of a column, the earlier first."""

TAIL = 8
"""Code points of a clause's end that are hashed: the least a duplicate clause has."""
HEAD = 5
"""Code points of the start of a clause or sentence that are hashed."""


def repeats(keys: list[str]) -> Pairs:
    """Pair every key that occurred before with its latest earlier occurrence, in order."""
    last: dict[str, int] = {}
    put = last.setdefault
    again = [index for index, key in enumerate(keys) if put(key, index) is not index]
    pairs: Pairs = []
    for index in again:
        key = keys[index]
        pairs.append((last[key], index))
        last[key] = index
    return pairs


@cache
def clauses_ending_alike(size: int = TAIL) -> Callable[[Document], Pairs]:
    """Make the view of pairs of clauses whose last `size` code points are equal."""
    tail = itemgetter(slice(-size, None))  # in `map` a third quicker than a comprehension

    def pairs(document: Document) -> Pairs:
        texts = document.clauses.texts
        found = repeats(list(map(tail, texts)))
        return [pair for pair in found if len(texts[pair[1]]) >= size]

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

    They do where both are Chinese and neither begins what is not compared.
    """
    one, other = a[:1], b[:1]
    return (
        one != other
        and "\u4e00" <= one <= "\u9fff"
        and "\u4e00" <= other <= "\u9fff"
        and one not in _LEADING
        and other not in _LEADING
        and not a.startswith(_DROPPED)
        and not b.startswith(_DROPPED)
    )


class Key(NamedTuple):
    """What is compared of a clause: its Chinese characters behind the enumerator."""

    letters: str
    start: int
    """Offset of the first character compared, from the clause's start."""
    exact: bool
    """Whether it holds neither figure nor placeholder, and closes what it opens."""


def key_of(text: str) -> Key:
    """Return what is compared of a clause; 要 and 坚持 in front do not count."""
    start = body_offset(text)
    for word in _DROPPED:
        if text.startswith(word, start):
            start += len(word)
            break
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
