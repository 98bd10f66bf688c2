"""Which clauses and sentences of a document begin or end alike: cheap, linear candidates.

Two texts that are equal, or nearly so, share their first or their last characters. Those
anchors are hashed; only what shares one is compared. Nothing here decides what is a fault.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import compress
from operator import itemgetter, ne
from typing import NamedTuple

from reportlint import WHITE, Document, load_table

Pairs = list[tuple[int, int]]
"""Indices of two members of a column, the earlier first."""

TAIL = 8
"""Code points of a clause's end that are hashed: the least a duplicate clause has."""
HEAD = 5
"""Code points of the start of a clause or sentence that are hashed."""


def repeats(keys: list[str]) -> Pairs:
    """Pair every key that occurred before with its latest earlier occurrence, in order."""
    last = dict(zip(keys, range(len(keys))))
    if len(last) == len(keys):
        return []  # as in most documents
    pairs: Pairs = []
    before: dict[str, int] = {}
    indices = range(len(keys))
    for index in compress(indices, map(ne, map(last.__getitem__, keys), indices)):
        key = keys[index]
        if key in before:
            pairs.append((before[key], index))
        before[key] = index
    pairs += [(index, last[key]) for key, index in before.items()]
    pairs.sort(key=itemgetter(1))
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


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(
        rf"[{WHITE}]*(?:[{_HAN}]{{1,3}}(?:是|要|、)|[（(](?:[{_HAN}]{{1,3}}|\d{{1,2}})[）)]"
        rf"|\d{{1,2}}[.．、]|[①-⑳]|第[{_HAN}]{{1,3}}[，、]?|其[{_HAN}])?[{WHITE}]*"
    )


@cache
def _not_han() -> re.Pattern[str]:
    return re.compile(r"[^\u4e00-\u9fff]+")


@cache
def _unfit() -> re.Pattern[str]:
    return re.compile(r"[A-Za-z0-9*＊×○\ufffc]")


def body_offset(text: str) -> int:
    """Return where a clause begins behind its enumerator (一是, （一）, 1.)."""
    found = _lead().match(text)
    return found.end() if found else 0


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
    if text.startswith("坚持", start):
        start += 2
    elif text.startswith("要", start):
        start += 1
    body = text[start:]
    letters = _not_han().sub("", body)
    exact = letters == body or (
        not _unfit().search(body)
        and all(body.count(a) == body.count(b) for a, b in ("“”", "《》", "（）"))
    )
    exact = exact and not states_figures(body)
    return Key(letters, start, exact)


@cache
def _frame() -> re.Pattern[str]:
    return re.compile(
        r"(?:在|据|从|自|当|对|随着|通过|根据|按照|围绕|经过|为了|关于|作为|与|同|除)"
        r".*(?:中|上|下|时|后|来|内|间|际|看|说|期|外|面|年|日|道|础|示|体|则|求|比|起)$"
        r"|.*(?:的|地|表示|指出|强调|认为|显示|报道|相比|说|发现|要求我们|铭记)$"
    )


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
    if _frame().match(text):
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
    return bool(_figure().search(text))


@cache
def _figure() -> re.Pattern[str]:
    return re.compile(r"\d|[〇零一二三四五六七八九十百千万亿]{2}|[%％倍]")


@cache
def stock_phrases() -> tuple[str, ...]:
    """Return the set phrases that may stand anywhere, the longest first."""
    table = load_table(__file__, "stock_phrases.toml")
    phrases = {phrase for group in table["phrases"].values() for phrase in group.split()}
    return tuple(sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))


def without_stock(text: str, extra: tuple[str, ...] = ()) -> str:
    """Return a text without the set phrases in it."""
    for phrase in (*extra, *stock_phrases()):
        if phrase in text:
            text = text.replace(phrase, "")
    return text


def in_title(document: Document, text: str) -> bool:
    """Whether the words stand in the document's title, so that it must say them often."""
    title = document.title
    return title is not None and text in document.prose[title.start : title.end]
