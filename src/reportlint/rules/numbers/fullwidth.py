"""RPT601: full-width digits and letters, and percent signs of two widths."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from reportlint import Document, Edit, Example, Finding, Fix, Message, Rule, Severity, lazy, option

# ０ for 〇 in 二０２０年 is a matter of mixed numerals (RPT606)
_IN_HAN_YEAR = lazy(r"[一二][０-９一二三四五六七八九]{2,3}年?")
_WIDE = lazy(r"[０-９Ａ-Ｚａ-ｚ]+(?:[．，][０-９]+)*")
_WIDE_CHARACTERS = frozenset(
    chr(code)
    for first, last in ("０９", "ＡＺ", "ａｚ")
    for code in range(ord(first), ord(last) + 1)
)
_HALF = {ord(wide): chr(ord(wide) - 0xFEE0) for wide in map(chr, range(0xFF01, 0xFF5F))}


class FullwidthAlnum(Rule):
    """全角数字或字母，百分号全半角混用。

    阿拉伯数字和拉丁字母用半角；全角的难以检索和计算。
    全文统一使用“％”不算，只查与多数不一致的那一种。
    ---
    Full-width digits or letters, percent signs of two widths.

    Arabic figures and Latin letters are half-width; full-width ones defeat search and
    sums. A document that writes ％ throughout is left alone; only the rarer form is
    reported.
    """

    code, name, severity = "RPT601", "fullwidth-alnum", Severity.WARNING
    source = "GB/T 15835—2011 5.1；惯例"
    remedy = Message("改为半角“{good}”", "write {good}")
    valid = (
        "2023年增长5%，占比6%。",
        "增长5％，占比6％，提高3％。",
        "（一）加强学习；做到“两个维护”。",
        "推广APP应用。",
        "二０二０年翻两番。",
    )
    invalid = (
        Example("⟦２０２３⟧年工作总结", fixed="2023年工作总结"),
        Example("推广⟦ＡＰＰ⟧应用。", fixed="推广APP应用。"),
        Example("增长5%，占比6⟦％⟧，提高3%。", fixed="增长5%，占比6%，提高3%。"),
        Example("整改率达到90⟦％⟧。", fixed="整改率达到90%。"),
        Example("⟦１⟧项、２项、３项", options={"most": 2}, fixed="1项、2项、3项"),
        Example("面积⟦３．５⟧万平方米。", fixed="面积3.5万平方米。"),
    )

    most: int = option(10, "more full-width runs than this are reported as one", at_least=1)

    anchors = (*sorted(_WIDE_CHARACTERS), "％")

    def check(self, document: Document) -> Iterator[Finding]:
        prose = document.prose
        hits = []
        done = 0
        for at in sorted(chain.from_iterable(document.places_of(_WIDE_CHARACTERS).values())):
            found = _WIDE.match(prose, at) if at >= done else None
            if found is not None:
                done = found.end()
                if not _IN_HAN_YEAR.search(prose, max(0, at - 4), done + 3):
                    hits.append((at, done))
        if len(hits) > self.most:
            start, end = hits[0]
            edits = tuple(Edit(a, b, prose[a:b].translate(_HALF)) for a, b in hits)
            yield self.finding(
                start,
                end,
                Message("全文{count}处使用全角数字或字母", "{count} full-width figures or letters"),
                count=len(hits),
                good=edits[0].replacement,
                fix=Fix(edits),
            )
        else:
            for start, end in hits:
                bad = prose[start:end]
                yield self._one(start, bad, bad.translate(_HALF))
        wide = len(document.places("％"))
        if not wide:
            return
        half = prose.count("%")
        if wide > half and wide > 1:
            rare, good = "%", "％"
        else:
            rare, good = "％", "%"
        severity = Severity.INFO if half == 0 else None
        at = prose.find(rare)
        while at >= 0:
            yield self._one(at, rare, good, severity)
            at = prose.find(rare, at + 1)

    def _one(self, at: int, bad: str, good: str, severity: Severity | None = None) -> Finding:
        return self.finding(
            at,
            at + len(bad),
            Message("“{bad}”与规范形式或全文多数不一致", "{bad} is not the form used elsewhere"),
            bad=bad,
            good=good,
            severity=severity,
            fix=Fix((Edit(at, at + len(bad), good),)),
        )
