"""RPT510: white space that nobody meant."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from reportlint import Document, Edit, Example, Finding, Fix, Message, Rule, Severity, lazy

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_INVISIBLE = frozenset("\xa0\u200b\u200c\u200d\ufeff\u2060\u00ad")
# one space behind a Han character or a mark, two behind a Han character
_BETWEEN = lazy(rf" (?<=[{_HAN}，。；：、] )(?:(?=[{_HAN}])| (?<=[{_HAN}]  )(?=[{_HAN}]))")
_NAME_EDGE = lazy(r"[ \u3000，。：、；“”（）\r\n]")
_SPACES = frozenset(" \t\u3000\xa0")
_KNOWN = {" ": "space", "\xa0": "NBSP", "\u3000": "U+3000", "\t": "TAB", "\u200b": "ZWSP"}
_ARTICLE = lazy(r"第[一二三四五六七八九十百零\d]{1,7}[条章节款项编]$")


class StrayWhitespace(Rule):
    """多余的空白字符。

    不间断空格、零宽字符、汉字之间的空格、行尾空格看不见，却会弄乱检索、排版和比对。
    ---
    White space that nobody meant.

    No-break spaces, zero-width characters, spaces between Han characters and at the end
    of lines are not seen, yet they break search, layout and comparison.
    """

    code, name, severity = "RPT510", "stray-whitespace", Severity.INFO
    source = "惯例"
    remedy = Message("删去", "delete it")
    valid = (
        "　　加强学习，提高认识。",
        "市长　王某",
        "签发人：张 三",
        "使用 APP 学习。",
        Example("加强学习，提高认识。  \n改进作风。", format="markdown"),
        "姓 名：\n单 位：",
    )
    invalid = (
        Example("做好工⟦ ⟧作，认真抓好各项任务落实。", fixed="做好工作，认真抓好各项任务落实。"),
        Example("深入查找差距。⟦\xa0\xa0⟧\n下一步", fixed="深入查找差距。\n下一步"),
        Example(
            "深入⟦\u200b⟧查找差距不足，抓好整改落实。", fixed="深入查找差距不足，抓好整改落实。"
        ),
        Example("认真抓好落实。⟦  ⟧\n下一步", fixed="认真抓好落实。\n下一步"),
    )

    anchors = tuple(sorted(_INVISIBLE))
    waits = False  # spaces are too many to wait for

    def check(self, document: Document) -> Iterator[Finding]:
        text, prose = document.text, document.prose
        taken = _invisible(document)
        if " " in prose and not text.isascii():
            taken += [
                found.span()
                for found in _BETWEEN.finditer(prose)
                if text[found.start()] == " " and not self._is_label(document, found.start())
            ]
        if document.format != "markdown":
            for start in [b.end for b in document.blocks if text[b.end : b.end + 1] in _SPACES]:
                end = start + 1
                while text[end : end + 1] in _SPACES:
                    end += 1
                if text[end : end + 1] in ("\r", "\n", "") and text[start] == prose[start]:
                    taken.append((start, end))
        for start, end in _joined(taken):
            yield self.finding(
                start,
                end,
                Message("多余的空白字符（{names}）", "stray white space ({names})"),
                names=_names(text[start:end]),
                fix=Fix((Edit(start, end, ""),)),
            )

    @staticmethod
    def _is_label(document: Document, at: int) -> bool:
        """Whether the space is meant: in a label, a name, a headline, behind 第X条."""
        block = document.block_at(at)
        if block is None or block.kind not in ("paragraph", "item"):
            return True
        text = document.text
        whole = text[block.start : block.end]
        if len(whole) <= 12 or ("，" not in whole and "。" not in whole):
            return True
        left = text[max(block.start, at - 8) : at]
        if _ARTICLE.search(left) or (block.ordinal is not None and at <= block.ordinal.end + 1):
            return True
        before = _NAME_EDGE.split(left)[-1]
        after = _NAME_EDGE.split(text[at + 1 : at + 6])[0]
        return (len(before) <= 1 and len(after) <= 1) or (len(after) <= 3 and len(before) > 4)


def _invisible(document: Document) -> list[tuple[int, int]]:
    """Return the runs of characters that take no place, or look like a space."""
    runs: list[tuple[int, int]] = []
    places = document.places_of(_INVISIBLE)
    if not places:
        return runs
    text, prose = document.text, document.prose
    done = 0
    for at in sorted(chain.from_iterable(places.values())):
        if at < done:
            continue
        start, end = at, at + 1
        while start and text[start - 1] in _INVISIBLE:
            start -= 1  # what is masked in front of it
        while text[end : end + 1] in _INVISIBLE:
            end += 1
        done = end
        joins_emoji = (
            text.find("\u200d", start, end) >= 0
            and not "\u4e00" <= text[start - 1 : start] <= "\u9fff"
        )
        if not joins_emoji and prose[start] == text[start]:
            runs.append((start, end))
    return runs


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = out[-1][0], max(end, out[-1][1])
        else:
            out.append((start, end))
    return out


def _names(space: str) -> str:
    return "、".join(_KNOWN.get(c) or f"U+{ord(c):04X}" for c in dict.fromkeys(space))
