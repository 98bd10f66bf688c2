"""RPT510: white space that nobody meant."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from reportlint import Block, Document, Edit, Example, Finding, Fix, Message, Rule, Severity, lazy

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_INVISIBLE = frozenset("\xa0\u200b\u200c\u200d\ufeff\u2060\u00ad")
# one space behind a Han character or a mark, two behind a Han character
_INSIDE = {
    " ": lazy(rf" (?<=[{_HAN}，。；：、] )(?:(?=[{_HAN}])| (?<=[{_HAN}]  )(?=[{_HAN}]))"),
    "\u3000": lazy(rf"\u3000(?<=[{_HAN}，。；：、]\u3000)\u3000?(?=[{_HAN}])"),
    "\t": lazy(rf"\t(?<=[{_HAN}，。；：、]\t)(?=[{_HAN}])"),
}
_OFFICE = lazy("[长记任席员理事师授士总]$|代表$")  # a name follows
_EDGE = lazy(r"[ \t\u3000，。：、；“”（）\r\n]")
_ENCLOSING = ("《》", "〈〉", "“”", "【】", "「」", "『』")
_NEAR = 12  # characters on either side of a space that are looked at
_SPACES = frozenset(" \t\u3000\xa0")
_LINE_ENDS = frozenset(space + end for space in _SPACES for end in "\r\n")
_KNOWN = {" ": "space", "\xa0": "NBSP", "\u3000": "U+3000", "\t": "TAB", "\u200b": "ZWSP"}
_ARTICLE = lazy(r"第[一二三四五六七八九十百零\d]{1,7}[条章节款项编]$")

Space = tuple[int, int, bool]
"""Start and end, and whether it may be deleted unseen."""


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
        "《中共中央 国务院关于做好粮食工作的意见》印发后，各地抓好落实。",
        "（记者 林一帆 通讯员 周晓）今年以来，全市抓好落实。",
        "开展“学党史 办实事”活动，成效明显。",
        "参加调研的有林一帆 周晓明 吴建国，调研为期三天。",
        "副市长　林一帆出席会议，会议由秘书长　周　明主持。",
        "序号\t内容，要求\t备注",
    )
    invalid = (
        Example("做好工⟦ ⟧作，认真抓好各项任务落实。", fixed="做好工作，认真抓好各项任务落实。"),
        Example("深入查找差距。⟦\xa0\xa0⟧\n下一步", fixed="深入查找差距。\n下一步"),
        Example(
            "深入⟦\u200b⟧查找差距不足，抓好整改落实。", fixed="深入查找差距不足，抓好整改落实。"
        ),
        Example("认真抓好落实。⟦  ⟧\n下一步", fixed="认真抓好落实。\n下一步"),
        "　　认真学习文件精神，抓好⟦　⟧各项任务落实，提出⟦\t⟧整改措施。",
    )

    anchors = tuple(sorted(_INVISIBLE | _LINE_ENDS))
    waits = False  # spaces are too many to wait for

    def check(self, document: Document) -> Iterator[Finding]:
        text, prose = document.text, document.prose
        taken = [(*span, True) for span in _invisible(document)]
        for space, pattern in _INSIDE.items():
            for found in pattern.finditer(prose) if space in prose else ():
                start, end = found.span()
                safe = _is_stray(document, start, end) if text[start] == prose[start] else None
                if safe is not None:
                    taken.append((start, end, safe))
        if document.format != "markdown":
            taken += _trailing(document)
        if not taken:
            return
        for start, end, safe in _joined(taken):
            yield self.finding(
                start,
                end,
                Message("多余的空白字符（{names}）", "stray white space ({names})"),
                names=_names(text[start:end]),
                fix=Fix((Edit(start, end, ""),), safe=safe),
            )


def _is_stray(document: Document, start: int, end: int) -> bool | None:
    """Whether the space between may go at once, or a person must look; None where it is meant.

    It is in a label, a name, a headline, a title or a quotation, and behind 第X条.
    """
    block = document.block_at(start)
    if block is None or block.kind not in ("paragraph", "item"):
        return None
    text = document.text
    left = text[max(block.start, start - _NEAR) : start]
    right = text[end : min(block.end, end + _NEAR)]
    before = _EDGE.split(left)[-1]
    after = _EDGE.split(right, 1)[0]
    row = (
        left[: len(left) - len(before)][-1:] in _SPACES
        or right[len(after) : len(after) + 1] in _SPACES
    )
    space = text[start]
    if space != "\t" and (
        (len(before) <= 1 and len(after) <= 1)
        or (len(after) <= 3 and (len(before) > 4 or space == "\u3000"))
        or (row and 2 <= len(before) <= 4 and 2 <= len(after) <= 4)
    ):
        return None  # names
    if _OFFICE.search(before) or _ARTICLE.search(left):
        return None
    whole = text[block.start : block.end]
    if len(whole) <= 12 or ("，" not in whole and "。" not in whole):
        return None
    if space == "\t" and whole.count("\t") > 1:
        return None  # columns
    if block.ordinal is not None and start <= block.ordinal.end + 1:
        return None
    if _is_enclosed(text, start, block):
        return None
    # between two words it may stand for a mark that is missing: 自学 研讨
    return space == " " and not row and (len(before) <= 1 or len(after) == 1)


def _trailing(document: Document) -> Iterator[Space]:
    """Yield the spaces behind the last word of a line."""
    text, prose = document.text, document.prose
    ends = [at + 1 for places in document.places_of(_LINE_ENDS).values() for at in places]
    if text[-1:] in _SPACES:
        ends.append(len(text))
    for end in ends:
        start = end
        while start and text[start - 1] in _SPACES:
            start -= 1
        block = document.block_at(start - 1) if 0 < start < end else None
        if block is not None and block.end == start and text[start] == prose[start]:
            yield start, end, True


def _is_enclosed(text: str, at: int, block: Block) -> bool:
    """Whether an offset lies in a title, a quotation, or a bracket that holds no sentence."""
    start = block.start
    if any(text.rfind(o, start, at) > text.rfind(c, start, at) for o, c in map(tuple, _ENCLOSING)):
        return True
    bracket = text.rfind("（", start, at)
    if bracket <= text.rfind("）", start, at):
        return False
    return text.find("。", bracket, max(at, text.find("）", at, block.end))) < 0


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


def _joined(spaces: list[Space]) -> list[Space]:
    out: list[Space] = []
    for start, end, safe in sorted(spaces):
        if out and start <= out[-1][1]:
            out[-1] = out[-1][0], max(end, out[-1][1]), safe and out[-1][2]
        else:
            out.append((start, end, safe))
    return out


def _names(space: str) -> str:
    return "、".join(_KNOWN.get(c) or f"U+{ord(c):04X}" for c in dict.fromkeys(space))
