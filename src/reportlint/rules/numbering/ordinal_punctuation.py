"""RPT304: the mark behind an ordinal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportlint import WHITE, Document, Edit, Example, Finding, Fix, Message, Rule, Severity, lazy

_AT_START = lazy(
    r"(?P<paren>[（(](?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[）)])(?P<extra>[.．，]|、(?![（(]))"
    r"|(?P<han>[一二三四五六七八九十]{1,3})(?P<point>[.．，])(?![0-9])"
    r"|(?P<arabic>[0-9]{1,2})、(?![0-9])"
)
_COMMA = lazy(
    r"(?P<number>(?:(?P<han>[一二三四五六七八九十]{1,2})|(?P<arabic>[0-9]{1,2}))[，,])"
    r"[ \u3000]?[^，,。；：！？0-9 ][^，,。；！？]{1,28}[。：]?$"
)
_COMMAS = frozenset(f"{lead}{n}{mark}" for lead in "\n \u3000" for n in "一二12" for mark in "，,")
_HEADING_LIMIT = 36
_FIRST = lazy(r"第[一二三四五六七八九]、(?![第二三四五六七八九])")
_ITEM_MARK = lazy(
    r"[。；：\n\u3000]\ufffc{0,3}(?P<word>[一二三四五六七八九十]是)[，：](?=\ufffc{0,3}[^，。；：\ufffc]{2})"
)
_RIGHT_ITEM = lazy(r"[。；：\n\u3000][一二三四五六七八九十]是[^，：\ufffc]")
_USUAL = {"han": "、", "arabic": ".．", "han-paren": "）)", "arabic-paren": "）)"}
"""How a number of a style ends as it should."""
_MARKED = frozenset(f"{digit}是{mark}" for digit in "一二三四五六七八九十" for mark in "，：")


class OrdinalPunctuation(Rule):
    """序号后的标点不规范。

    “一”后用顿号，“1”后用下脚点，“（一）”“（1）”后不加标点，“第一”后用逗号，
    “一是”后不加标点。国家标准附录列为推荐写法；全文一律用“1、”“第一、”或“一是，”的，只作提示。
    ---
    The wrong mark behind an ordinal.

    一 takes 、, 1 takes a point, （一） and （1） take nothing, 第一 takes ，, 一是 takes
    nothing. The standard's appendix recommends this; where a whole document writes 1、, 第一、
    or 一是， throughout, that is only mentioned.
    """

    code, name, severity = "RPT304", "ordinal-punctuation", Severity.WARNING
    source = "GB/T 15834—2011 附录B.3（推荐）"
    remedy = Message("改为“{good}”", "write {good}")
    valid = (
        "（一）、（二）项规定的费用由单位承担。\n",
        "一、主要工作\n（一）加强学习\n1.抓好培训\n（1）集中学习",
        "产量居全国第一、优质品占比提高。",
        "第一、二轮督察反馈问题已整改。",
        "依照本条第（一）、（二）项规定执行。",
        "3.5万元用于培训。",
        "一，是数目的开始。\n1，是第一个自然数，二，是第二个，依次类推，没有尽头。",
        "第一、关于工业生产\n扎实推进。\n第二、关于农业生产\n扎实推进。",
        "1、2号楼已完工。",
        "第一，加强学习。第二，改进作风。",
        "一是加强学习；二是改进作风。",
    )
    invalid = (
        Example("⟦（一）、⟧加强学习，提高认识。", fixed="（一）加强学习，提高认识。"),
        Example("⟦一.⟧主要工作\n扎实推进。", fixed="一、主要工作\n扎实推进。"),
        Example(
            "⟦一，⟧主要工作\n扎实推进。\n⟦二，⟧存在问题\n仍有不足。",
            fixed="一、主要工作\n扎实推进。\n二、存在问题\n仍有不足。",
        ),
        Example("⟦1、⟧加强学习\n扎实推进。", fixed="1.加强学习\n扎实推进。"),
        Example(
            "⟦1、⟧加强学习\n扎实推进。\n2.改进作风\n扎实推进。",
            fixed="1.加强学习\n扎实推进。\n2.改进作风\n扎实推进。",
        ),
        Example("⟦第一、⟧加强学习。⟦第二、⟧改进作风。", fixed="第一，加强学习。第二，改进作风。"),
        Example(
            "主要做法：一是⟦，⟧强化领导。二是⟦，⟧压实责任。",
            fixed="主要做法：一是强化领导。二是压实责任。",
        ),
        Example(
            "主要做法：**一是⟦，⟧强化领导。** 签订责任书。\n",
            format="markdown",
            fixed="主要做法：**一是强化领导。** 签订责任书。\n",
        ),
    )

    anchors = ("第一、", "第二、", *sorted(_COMMAS), *sorted(_MARKED))
    waits = False  # ordinals of blocks are looked at too

    def check(self, document: Document) -> Iterator[Finding]:
        prose = document.prose
        for block in document.blocks:
            number = block.ordinal
            if number is None or block.kind not in ("heading", "item"):
                continue
            end = number.end
            if (
                prose[end - 1] not in _USUAL.get(number.style, "")
                or prose[end : end + 1] in "、.．，"
            ):
                found = _AT_START.match(prose, block.start, block.end)
                if found:
                    good = _good(found)
                    habit = found["arabic"] and not document.view(_has_points)
                    level = Severity.INFO if habit else None
                    yield self._one(*found.span(), found.group(), good, level)
        if document.holds(_COMMAS):
            yield from self._commas(document)
        if document.places("第一、") and document.places("第二、"):
            level = None if "第一，" in prose or "第二，" in prose else Severity.INFO
            for found in _FIRST.finditer(prose):
                before = prose[found.start() - 1] if found.start() else "\n"
                around = document.block_at(found.start())
                numbered = around is not None and "。" in prose[found.end() : around.end]
                if numbered and (before in "。；：\n\r" or before in WHITE):
                    good = found.group()[:-1] + "，"
                    yield self._one(*found.span(), found.group(), good, level)
        if document.places_of(_MARKED):
            level = None if _RIGHT_ITEM.search(prose) else Severity.INFO
            for found in _ITEM_MARK.finditer(prose):
                at = found.end() - 1
                yield self.finding(
                    at,
                    at + 1,
                    Message("“{word}”后不加标点", "no mark behind {word}"),
                    word=found["word"],
                    severity=level,
                    remedy=Message("删去", "drop it"),
                    fix=Fix((Edit(at, at + 1, ""),)),
                )

    def _commas(self, document: Document) -> Iterator[Finding]:
        """Report lines like headings that begin with 一， or 1，: several, or one beside 二、."""
        prose = document.prose
        found = [
            number
            for block in document.blocks
            if block.kind not in ("code", "row")
            and block.end - block.start <= _HEADING_LIMIT
            and (number := _COMMA.match(prose, block.start, block.end))
        ]
        if len(found) > 1 or (
            found
            and any(
                block.ordinal and block.ordinal.style == ("han" if found[0]["han"] else "arabic")
                for block in document.blocks
            )
        ):
            for number in found:
                good = number["han"] + "、" if number["han"] else number["arabic"] + "."
                yield self._one(*number.span("number"), number["number"], good)

    def _one(
        self, start: int, end: int, bad: str, good: str, severity: Severity | None = None
    ) -> Finding:
        return self.finding(
            start,
            end,
            Message("序号“{bad}”的标点不规范", "the wrong mark behind the ordinal {bad}"),
            bad=bad,
            good=good,
            severity=severity,
            fix=Fix((Edit(start, end, good),)),
        )


def _has_points(document: Document) -> bool:
    """Whether some number of a document takes a point, so that 1、 beside it is a slip.

    The list of attachments does not count: its form, 附件：1.甲表, is one of its own.
    """
    attached = document.prose.find("附件：")
    return any(
        block.ordinal is not None
        and (attached < 0 or block.start < attached)
        and block.ordinal.style == "arabic"
        and document.prose[block.ordinal.end - 1] in ".．"
        for block in document.blocks
    )


def _good(found: re.Match[str]) -> str:
    if found["paren"]:
        return found["paren"]
    if found["han"]:
        return found["han"] + "、"
    return found["arabic"] + "."
