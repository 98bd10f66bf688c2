"""RPT504: how a paragraph or a heading ends."""

from __future__ import annotations

from collections.abc import Iterator

from reportlint import (
    OBJECT,
    WHITE,
    Block,
    Document,
    Finding,
    Message,
    Rule,
    Severity,
    lazy,
    option,
)

_ENDS = frozenset('。！？…；：”’）》】〕」』!?;:)"—～.\ufffc')
_NOTE = lazy(
    r"——|第[一二三四五六七八九十]{1,3}，|\d{4}年|[（(]|注[：:]|附[：:件]|来源|图\s*\d|表\s*\d|单位[：:]"
)
_SYMBOL = lazy(r"[\u2000-\u2bff\U0001f000-\U0001faff\ufe0f]")
_NUMBERED = lazy(r"[0-9]{1,2}[.、．)）]")
_ITEM = lazy(r"[一二三四五六七八九十](?:是|要)|第[一二三四五六七八九十]，|其次|再次|最后，")
_HAN_RUN = lazy(r"[\u4e00-\u9fff]{4}")


class TerminalPunctuation(Rule):
    """段末标点有误或缺失。

    正文段落应以句号、问号、叹号等结束；以逗号、顿号收尾的段落多半被截断。
    标题末尾通常不用标点（提示）。
    ---
    A paragraph ends without its mark, or with the wrong one.

    Running text ends in 。！？ or the like; a paragraph that ends in ， or 、 was mostly
    cut off. A heading usually carries no mark at its end (info).
    """

    code, name, severity = "RPT504", "terminal-punctuation", Severity.WARNING
    source = "GB/T 15834—2011 4.1、附录B.4"
    remedy = Message("核对段末是否有缺漏，补上句末标点", "see what is missing and end the sentence")
    valid = (
        "全年召开会议十二次，开展调研三十余次，解决问题二十个，成效明显。",
        "现将有关情况报告如下：",
        "关于年度工作情况的报告",
        "关于年度工作的报告\n——在全市工作会议上，结合分管领域实际情况所作的发言材料",
        "一、主要工作",
        "改进投资管理办法，进一步提高投资效益，管好用活各种社会资金\n\n全年工作扎实推进。",
        "代码已经公开。欢迎提出意见，参与测试，共同完善这项工作，仓库地址是\nhttps://example.org/a",
        "（一）抓好学习，提高认识。全年组织集中学习十二次。",
        "（一）学习不深入，理解有偏差。\n（二）作风不扎实，调研次数少。\n今后要认真改进。",
        "一、时间：5月8日9:00。\n二、地点：市政务中心。",
        "一是加强学习，提高认识，做到学用结合、学以致用、学有所成；",
        "出席：张建国、李卫东、王海燕、赵志强、\n            钱立新、孙丽华\n记录：周明",
        "一是完善基层治理的制度，\n二是提高服务群众的水平，\n三是改进工作作风。",
        "各单位要：\n1.完善基层治理的制度，\n2.提高服务群众的水平，\n3.改进工作作风。",
    )
    invalid = (
        "全年任务全面完成。召开会议十二次，开展调研三十余次，解决问题二十个，成效⟦明显⟧\n二、存在问题",
        "我们认真抓好各项任务落实，取得实效⟦，⟧\n二、存在问题",
        "1.加强统筹规划，健全机制。\n2.加强队伍建设，提升服务⟦，⟧\n3.强化监管，守住底线。",
        "一是龙头企业的带动作用不强⟦，⟧\n二是专业人才匮乏。",
        "（一）压实责任。严格考核⟦，⟧\n（二）强化保障。落实专项经费。",
        "一、主要工作⟦。⟧\n全年工作扎实推进。\n二、存在问题\n仍有不足。",
        "一、主要工作⟦。⟧\n（一）抓好学习\n组织集中学习。\n（二）改进作风\n深入基层调研。",
    )
    min_chars: int = option(25, "shortest paragraph that must end in a mark", at_least=1)

    def check(self, document: Document) -> Iterator[Finding]:
        prose = document.prose
        blocks = document.blocks
        count = len(blocks)
        for index, block in enumerate(blocks):
            kind = block.kind
            last = prose[block.end - 1]
            if kind == "heading":
                if (
                    last in "。；，"
                    and not block.run_in
                    and block.rank in (120, 130)
                    and not self._is_sentence(blocks, index)
                ):
                    yield self.finding(
                        block.end - 1,
                        block.end,
                        Message(
                            "标题末尾通常不用标点（惯例）", "a heading usually ends without a mark"
                        ),
                        severity=Severity.INFO,
                        remedy=Message("删去标题末尾的“{mark}”", "drop the {mark}"),
                        mark=last,
                    )
                continue
            if kind not in ("paragraph", "item") or last in _ENDS:
                continue
            if last in "，、,":
                # what stands right below a heading is text, however short
                least = 4 if index and blocks[index - 1].kind == "heading" else 8
                whole = block.end - block.start >= least and not self._goes_on(
                    document, index, count
                )
                if (
                    whole
                    and not self._leads_to_address(document, index, count)
                    and not self._in_series(document, index)
                ):
                    yield self.finding(
                        block.end - 1,
                        block.end,
                        Message(
                            "段落以“{mark}”结束，疑似未写完",
                            "the paragraph ends in {mark}, as if cut off",
                        ),
                        severity=Severity.ERROR,
                        mark=last,
                    )
                continue
            if kind == "item" or block.end - block.start < self.min_chars:
                continue
            if self._is_note(prose, block.start, block.end) or self._goes_on(
                document, index, count
            ):
                continue
            if self._leads_to_address(document, index, count):
                continue
            tail = max(block.start, block.end - 2)
            yield self.finding(
                tail, block.end, Message("段末缺少标点", "no mark ends this paragraph")
            )

    @staticmethod
    def _is_sentence(blocks: list[Block], index: int) -> bool:
        """Whether a point has no text below, or is one of several: the last of a list."""
        rank = blocks[index].rank
        if index + 1 == len(blocks):
            return True
        after, before = blocks[index + 1], blocks[index - 1]
        if after.kind == "heading":
            return after.rank <= rank
        return after.kind == "closing" or (before.kind == "heading" and before.rank == rank)

    @staticmethod
    def _is_note(prose: str, start: int, end: int) -> bool:
        """Whether the line is a heading, a note or no running text.

        Only a paragraph that has ended a sentence before is sure to be running text.
        """
        text = prose[start:end]
        if _NOTE.match(text) or "，" not in text or "\t" in text:
            return True
        if not any(mark in text for mark in "。！？") or _SYMBOL.match(text[-1]):
            return True
        return text[-1].isascii() or _HAN_RUN.search(text[-12:]) is None

    @staticmethod
    def _leads_to_address(document: Document, index: int, count: int) -> bool:
        """Whether the next line is an address, a table or code that the text introduces."""
        here = document.blocks[index]
        follows = document.prose[here.end : here.end + 80].lstrip(WHITE + "\r\n")[:3]
        if follows[:1] == OBJECT:
            return True
        if follows[:2] and follows[:2].isascii() and not _NUMBERED.match(follows):
            return True
        return index + 1 < count and document.blocks[index + 1].kind in ("row", "code")

    @staticmethod
    def _in_series(document: Document, index: int) -> bool:
        """Whether a numbered line is one of several that end alike: one sentence, line by line."""
        blocks, prose = document.blocks, document.prose
        here = blocks[index]
        beside = blocks[max(0, index - 1) : index] + blocks[index + 1 : index + 2]
        return any(
            (other.ordinal is not None and here.ordinal is not None)
            or (_ITEM.match(prose, other.start) and _ITEM.match(prose, here.start))
            for other in beside
            if prose[other.end - 1] == prose[here.end - 1]
        )

    @staticmethod
    def _goes_on(document: Document, index: int, count: int) -> bool:
        """Whether the next line continues this one: hard-wrapped or broken text."""
        if index + 1 >= count:
            return False
        here, after = document.blocks[index], document.blocks[index + 1]
        if after.kind not in ("paragraph", "item") or after.ordinal is not None:
            return after.kind in ("row", "code")
        if _ITEM.match(document.prose, after.start):
            return False  # 二是 begins a sentence of its own
        gap = document.text[here.end : after.start]
        if gap.count("\n") + gap.count("\r") - gap.count("\r\n") > 1:
            return False
        if len(gap) > _HANGING and document.text[here.end - 1] in "、，" and _flush(document, here):
            return True  # a list of names, its further lines hung below the first name
        # an indented next line is a paragraph of its own
        return not gap.rstrip("\r\n").endswith(WHITE_INDENT) and not gap.endswith(WHITE_INDENT)


def _flush(document: Document, block: Block) -> bool:
    """Whether a block's line begins without an indent."""
    return block.start == 0 or document.text[block.start - 1] in "\r\n"


_HANGING = 5
"""White space of a hanging indent, the line break counted; a paragraph's is four at most."""
WHITE_INDENT = ("\u3000\u3000", "    ", "\t")
