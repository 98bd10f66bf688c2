"""RPT503: half-width punctuation in Chinese text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportlint import Document, Edit, Example, Finding, Fix, Message, Rule, Severity

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_POINT = re.compile(
    rf"[,;:?!](?<=[{_HAN}”》）%％].)(?=[{_HAN}“《（]|[ \t]*(?:[\r\n]|\Z)|[ \t]+[{_HAN}])"
    rf"|[,;:](?<=[{_HAN}”》）].)(?=\d+[{_HAN}])"
)
_STOP = re.compile(rf"\.(?<=[{_HAN}”》）]\.)(?=[{_HAN}“《（]|[ \t\u3000]*(?:[\r\n]|\Z))")
_PAREN = re.compile(rf"\(([^()（）\r\n]{{0,80}}[{_HAN}][^()（）\r\n]{{0,80}})\)")
_QUOTE = re.compile(rf'"([^"\r\n]{{0,40}}[{_HAN}][^"\r\n]{{0,40}})"')
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。"}


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
        "采用OpenCL(GPU)方案。",
        Example("运行 `echo 你好,世界` 即可。", format="markdown"),
        Example("[链接](https://example.org/(中文)) 在此。", format="markdown"),
    )
    invalid = (
        Example(
            "培育新增长点⟦;⟧推动产业升级⟦,⟧加快转型。",
            fixed="培育新增长点；推动产业升级，加快转型。",
        ),
        Example("⟦(一)⟧加强学习，提高认识。", fixed="（一）加强学习，提高认识。"),
        Example('抓好⟦"三农"⟧工作。', fixed="抓好“三农”工作。"),
        Example("工作已经完成⟦.⟧\n下一步继续推进。", fixed="工作已经完成。\n下一步继续推进。"),
        Example("现汇报如下⟦:⟧\n一、基本情况", fixed="现汇报如下：\n一、基本情况"),
    )

    def check(self, document: Document) -> Iterator[Finding]:
        prose = document.prose
        rows = [(b.start, b.end) for b in document.blocks if b.kind in ("row", "code")]
        for at in self._points(prose):
            if not any(start <= at < end for start, end in rows):
                yield self._one(at, prose[at])
        if "(" in prose:
            for found in _PAREN.finditer(prose):
                yield self._pair(prose, found, "（", "）")
        if '"' in prose:
            for found in _QUOTE.finditer(prose):
                yield self._pair(prose, found, "“", "”")

    @staticmethod
    def _points(prose: str) -> Iterator[int]:
        if "," in prose or ";" in prose or ":" in prose or "?" in prose or "!" in prose:
            for found in _POINT.finditer(prose):
                yield found.start()
        if "." in prose:
            for found in _STOP.finditer(prose):
                yield found.start()

    def _one(self, at: int, half: str) -> Finding:
        full = _FULL[half]
        return self.finding(
            at,
            at + 1,
            Message(
                "中文里的“{half}”应为全角“{full}”", "half-width {half} in Chinese text, use {full}"
            ),
            half=half,
            full=full,
            fix=Fix((Edit(at, at + 1, full),)),
        )

    def _pair(self, prose: str, found: re.Match[str], opening: str, closing: str) -> Finding:
        """Report a half-width pair around Chinese; beside Latin words it is only a hint."""
        start, end = found.span()
        latin = start > 0 and prose[start - 1].isascii() and prose[start - 1] not in " \r\n\t"
        return self.finding(
            start,
            end,
            Message(
                "中文两边的“{half}”应为全角“{full}”", "half-width {half} around Chinese, use {full}"
            ),
            half=prose[start] + prose[end - 1],
            full=opening + closing,
            severity=Severity.INFO if latin else None,
            fix=Fix((Edit(start, start + 1, opening), Edit(end - 1, end, closing))),
        )
