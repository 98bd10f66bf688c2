"""RPT503: half-width punctuation in Chinese text."""

from __future__ import annotations

from collections.abc import Iterator

from reportlint import Document, Edit, Example, Finding, Fix, Message, Rule, Severity, lazy, option

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_BEFORE = rf"(?<=[{_HAN}”》）%％].)(?=[{_HAN}“《（]|[ \t]*(?:[\r\n]|\Z)|[ \t]+[{_HAN}])"
_BEFORE_FIGURES = rf"(?<=[{_HAN}”》）].)(?=\d)"
_POINTS = {
    ",": lazy(rf",(?:{_BEFORE}|{_BEFORE_FIGURES})"),
    ";": lazy(rf";(?:{_BEFORE}|{_BEFORE_FIGURES})"),
    ":": lazy(rf":(?:{_BEFORE}|{_BEFORE_FIGURES})"),
    "?": lazy(rf"\?{_BEFORE}"),
    "!": lazy(rf"!{_BEFORE}"),
    ".": lazy(rf"\.(?<=[{_HAN}”》）%％]\.)(?=[{_HAN}“《（]|[ \t\u3000]*(?:[\r\n]|\Z))"),
}
_PAREN_ORDINAL = lazy(r"[（(](?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[）)]$")
_ORDINAL = lazy(r"(?P<line>^|[\r\n][ \t\u3000]*|[。；：])[一二三四五六七八九十]{1,3}$")
_PAREN = lazy(rf"\(([^()（）\r\n]{{0,80}}[{_HAN}][^()（）\r\n]{{0,80}})\)")
# One half of a pair is full-width: the other one slipped.
_HALF_OPEN = lazy(rf"\((?=[^()（）\r\n]{{0,80}}[{_HAN}][^()（）\r\n]{{0,80}}）)")
_HALF_CLOSED = lazy(rf"（[^()（）\r\n]{{0,80}}[{_HAN}][^()（）\r\n]{{0,80}}(?<![0-9A-Za-z])(\))")
_LINE = lazy(r'[^\r\n]*"[^\r\n]*')
_HAN_CHARACTER = lazy(f"[{_HAN}]")
_FULL = {
    ",": "，",
    ";": "；",
    ":": "：",
    "?": "？",
    "!": "！",
    ".": "。",
    "(": "（",
    ")": "）",
    "()": "（）",
    '""': "“”",
}


class HalfwidthPunctuation(Rule):
    """中文里用了半角标点。

    中文文稿的标点用全角形式；半角标点多由输入法切换或粘贴带入。
    网址、时刻、比分、代码、英文句子里的半角标点不算。
    ---
    Half-width punctuation in Chinese text.

    Chinese text takes full-width marks; half-width ones slip in with the input method
    or a paste. URLs, times, ratios, code and Latin sentences are left alone.
    """

    code, name, severity = "RPT503", "halfwidth-punctuation", Severity.WARNING
    source = "GB/T 15834—2011 5.1"
    remedy = Message("改为全角标点", "use the full-width mark")
    valid = (
        "比例为3:1，时间为9:30。",
        "详见 http://www.gov.cn/a,b 所列。",
        "支持Wi-Fi, 5G等制式。",
        "注重R&D投入，A.B.两类。",
        "增长3.5%，完成12,000件。",
        "采用OpenCL(GPU)方案，（见1)和2)两项）。",
        "一.主要工作\n要求如下：（1）.加强领导；（2）.压实责任。",
        Example("运行 `echo 你好,世界` 即可。", format="markdown"),
        Example("[链接](https://example.org/(中文)) 在此。", format="markdown"),
    )
    invalid = (
        Example(
            "培育新增长点⟦;⟧推动产业升级⟦,⟧加快转型。",
            fixed="培育新增长点；推动产业升级，加快转型。",
        ),
        Example("⟦(一)⟧加强学习，提高认识。", fixed="（一）加强学习，提高认识。"),
        Example("甲⟦,⟧乙,丙,丁,戊", options={"most": 2}, fixed="甲，乙，丙，丁，戊"),
        Example("要求⟦:⟧1）抓学习⟦;⟧2）抓整改。", fixed="要求：1）抓学习；2）抓整改。"),
        Example(
            "收集意见⟦(⟧均已反馈）八条（均已办结⟦)⟧。",
            fixed="收集意见（均已反馈）八条（均已办结）。",
        ),
        Example('抓好⟦"三农"⟧工作。', fixed="抓好“三农”工作。"),
        Example("工作已经完成⟦.⟧\n下一步继续推进。", fixed="工作已经完成。\n下一步继续推进。"),
        Example("一⟦,⟧工作\n要求：一⟦.⟧抓学习；", fixed="一、工作\n要求：一、抓学习；"),
        Example("增长12%⟦.⟧\n下一步继续推进。", fixed="增长12%。\n下一步继续推进。"),
        Example("现汇报如下⟦:⟧\n一、基本情况", fixed="现汇报如下：\n一、基本情况"),
    )

    most: int = option(10, "more of one mark than this are reported as one", at_least=1)

    anchors = (*_POINTS, "(", ")", '"')  # one character each, but rare in Chinese text

    def check(self, document: Document) -> Iterator[Finding]:
        prose = document.prose
        by_mark = [
            [
                (at, at + 1)
                for at in document.places(mark)
                if pattern.match(prose, at)
                and not (mark == "." and _is_for_ordinals(prose, at))
                and not _in_row(document, at)
            ]
            for mark, pattern in _POINTS.items()
        ]
        if document.places("("):
            by_mark.append([found.span() for found in _PAREN.finditer(prose)])
            by_mark.append([found.span() for found in _HALF_OPEN.finditer(prose)])
        if document.places(")"):
            by_mark.append([found.span(1) for found in _HALF_CLOSED.finditer(prose)])
        if document.places('"'):
            by_mark.append(list(_quotations(prose)))
        for spans in by_mark:
            if len(spans) > self.most:
                yield self._all(prose, spans)
            else:
                for span in spans:
                    yield self._one(prose, *span)

    def _one(self, prose: str, start: int, end: int) -> Finding:
        """Report a mark, or a pair around Chinese; a pair beside Latin words is a hint."""
        half, full = _forms(prose, start, end)
        latin = len(half) == 2 and start and prose[start - 1].isascii() and prose[start - 1] > " "
        return self.finding(
            start,
            end,
            Message(
                "中文里的“{half}”应为全角“{full}”", "half-width {half} in Chinese text, use {full}"
            ),
            half=half,
            full=full,
            severity=Severity.INFO if latin else None,
            fix=Fix(_edits(prose, start, end)),
        )

    def _all(self, prose: str, spans: list[tuple[int, int]]) -> Finding:
        """Report a mark that is half-width throughout, at its first place."""
        half, full = _forms(prose, *spans[0])
        edits = sorted(edit for span in spans for edit in _edits(prose, *span))
        return self.finding(
            *spans[0],
            Message(
                "全文{count}处“{half}”应为全角“{full}”",
                "{count} times half-width {half} in Chinese text, use {full}",
            ),
            count=len(spans),
            half=half,
            full=full,
            fix=Fix(tuple(edits)),
        )


def _in_row(document: Document, at: int) -> bool:
    block = document.block_at(at)
    return block is not None and block.kind in ("row", "code")


def _forms(prose: str, start: int, end: int) -> tuple[str, str]:
    """Return what stands at a span, a mark or the ends of a pair, and its full-width form."""
    half = prose[start] if end - start == 1 else prose[start] + prose[end - 1]
    if half in ".," and _ORDINAL.search(prose, max(0, start - 6), start):
        return half, "、"  # 一、
    return half, _FULL[half]


def _is_for_ordinals(prose: str, at: int) -> bool:
    """Whether a dot stands behind a number where RPT304 says which mark belongs there."""
    if _PAREN_ORDINAL.search(prose, max(0, at - 5), at):
        return True
    found = _ORDINAL.search(prose, max(0, at - 6), at)
    return found is not None and found["line"] not in tuple("。；：")


def _edits(prose: str, start: int, end: int) -> tuple[Edit, ...]:
    half, full = _forms(prose, start, end)
    if len(half) == 1:
        return (Edit(start, end, full),)
    return Edit(start, start + 1, full[0]), Edit(end - 1, end, full[1])


def _quotations(prose: str) -> Iterator[tuple[int, int]]:
    """Yield the spans between straight quotes that hold Chinese; quotes pair line by line."""
    for line in _LINE.finditer(prose):
        marks = [at for at in range(*line.span()) if prose[at] == '"']
        if len(marks) % 2:
            continue  # which one is left over cannot be told
        for start, end in zip(marks[::2], marks[1::2]):
            if end - start <= 81 and _HAN_CHARACTER.search(prose, start, end):
                yield start, end + 1
