"""RPT501: two marks where one belongs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from reportlint import OBJECT, Document, Edit, Example, Finding, Fix, Message, Rule, Severity, lazy

_DOUBLED = lazy(
    r"[，、；：。！？,“（《〈【]"
    r"(?:(?<![“（《〈【,])[ \u3000\xa0]*[，、；：。！？]+|(?<=[，。；：、])[,.;:](?![0-9A-Za-z])"
    r"|(?<=,)[，。；：、]|(?<=[“（《〈【])[，、；：。！？](?![，、；：。！？]*[”）》〉】])"
    r"|(?<=[，、；：])(?<![“（《〈【].)[）》〉】])"
)
_POINTS = "，、；：。！？"
# every two characters that the pattern may begin with
_ANCHORS = frozenset(
    first + second
    for firsts, seconds in (
        (_POINTS, _POINTS + " \u3000\xa0"),
        ("，。；：、", ",.;:"),
        (",", "，。；：、"),
        ("“（《〈【", _POINTS),
        ("，、；：", "）》〉】"),
    )
    for first in firsts
    for second in seconds
)
# 提高，**。: one of the two points goes, the marks of emphasis stay
_EMPHASISED = lazy(r"([，、；：。])(\*{1,3}|_{1,3})([，、；：。])")
_BEFORE_EMPHASIS = frozenset(f"{point}{mark}" for point in "，、；：。" for mark in f"*_{OBJECT}")
_OPENING, _CLOSING = frozenset("“（《〈【"), frozenset("”）》〉】")
_EXPRESSIVE = lazy(r"[！？]+$|。{3,}$|……")
_STRONGER = {
    "，。": "。", "，，": "，", "、，": "，", "，、": "，", "。。": "。", "、、": "、", "；；": "；",
    "：：": "：", "、。": "。", "；。": "。", "。；": "；", "，；": "；", "；，": "；", "：，": "：",
    "：、": "：", "，：": "：", "、；": "；", "，,": "，", "。.": "。", ",，": "，", "。，": "。",
}  # fmt: skip
_SAFE = frozenset(("，。", "，，", "、，", "。。", "、、", "；；", "：：", "，,", ",，", "。."))


class DoubledPunctuation(Rule):
    """标点重复或冲突。

    两个点号连在一起，多半是删改后留下的：应只留一个。
    能断定留哪一个的（如“，。”留“。”）可自动修复，其余请人工判断。
    ---
    Two marks stand where one belongs.

    Two points in a row are mostly left over from an edit: keep one. Where it is
    certain which one stays (，。 keeps 。), the fix is safe; else it needs a look.
    """

    code, name, severity = "RPT501", "doubled-punctuation", Severity.ERROR
    source = "GB/T 15834—2011 第4章（点号的用法）"
    remedy = Message("只保留一个标点", "keep one mark")
    valid = (
        "他问：“真的吗？！”会场安静了。",
        "学习、调研、整改……。",
        "太好了！！！",
        "“四个意识”，“两个维护”。",
        "主持人说：“请坐。”随后开会。",
        "共3.5万元，2.1万人。",
        "（附件1）。",
        "规范使用顿号“、”和逗号“，”，少用分号（；），分清“，、；”。",
        "等等……，不一而足。",
        Example("**抓学习，**抓整改。**抓落实。** *抓成效。*", format="markdown"),
        Example("执行 `a,,b`，然后结束。", format="markdown"),
    )
    invalid = (
        Example("全年学习12次⟦，。⟧三是创新形式。", fixed="全年学习12次。三是创新形式。"),
        Example("认真学习⟦，，⟧抓好落实。", fixed="认真学习，抓好落实。"),
        Example("学习⟦、，⟧调研。", fixed="学习，调研。"),
        Example("任务已完成⟦。。⟧", fixed="任务已完成。"),
        "要求如下⟦：。⟧",
        "各项任务⟦；。⟧",
        "他强调“⟦，⟧必须落实”。",
        "有关单位（局⟦，⟧）参加。",
        Example("抓学习⟦，,⟧抓整改。", fixed="抓学习，抓整改。"),
        Example("**认识不断提高⟦，**。⟧", format="markdown", fixed="**认识不断提高**。"),
    )

    def anchor_words(self) -> frozenset[str]:
        return _ANCHORS | _BEFORE_EMPHASIS

    def check(self, document: Document) -> Iterator[Finding]:
        text, prose = document.text, document.prose
        if document.format == "markdown":
            yield from self._emphasised(document)
        done = 0
        for at in sorted(chain.from_iterable(document.places_of(_ANCHORS).values())):
            found = _DOUBLED.match(prose, at) if at >= done else None
            if found is None:
                continue
            start, end = found.span()
            done = end
            hit = text[start:end]
            if hit != found.group():
                continue  # masked text stands between the marks
            first = hit[0]
            if first in "“（《〈【":
                yield self.finding(
                    start + 1,
                    end,
                    Message("“{text}”紧跟在左引号或左括号后", "{text} right after an opening mark"),
                    text=hit[1:],
                )
                continue
            if hit[-1] in "）》〉】":
                yield self.finding(
                    start,
                    end - 1,
                    Message("“{text}”紧靠在右括号前", "{text} right before a closing bracket"),
                    text=hit[:-1],
                )
                continue
            if _EXPRESSIVE.search(hit) or _is_quoted(prose, start, end):
                continue
            pair = first + hit[-1]
            keep = _STRONGER.get(pair)
            fix = Fix((Edit(start, end, keep),), pair in _SAFE) if keep else None
            yield self.finding(
                start,
                end,
                Message("标点“{text}”重复或冲突", "doubled punctuation {text}"),
                text=hit,
                fix=fix,
            )

    def _emphasised(self, document: Document) -> Iterator[Finding]:
        """Judge two points with the end of an emphasis between them."""
        for at in chain.from_iterable(document.places_of(_BEFORE_EMPHASIS).values()):
            found = _EMPHASISED.match(document.text, at)
            if found is None:
                continue
            first, marks, second = found.groups()
            keep = _STRONGER.get(first + second)
            good = f"{first}{marks}" if keep == first != second else f"{marks}{keep}"
            yield self.finding(
                *found.span(),
                Message("标点“{text}”重复或冲突", "doubled punctuation {text}"),
                text=found.group(),
                fix=Fix((Edit(*found.span(), good),), first + second in _SAFE) if keep else None,
            )


def _is_quoted(prose: str, start: int, end: int) -> bool:
    """Whether marks are all that a quotation or a bracket holds: they are spoken of."""
    return prose[start - 1 : start] in _OPENING and prose[end : end + 1] in _CLOSING
