"""RPT706: words that do not go together, and words that say a thing twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportlint import Document, Edit, Example, Finding, Fix, Message, Rule, Severity, option
from reportlint.rules.wording.lexicon import hits
from reportlint.rules.wording.pairs import extra_hits

_MAKE_WORK = re.compile(
    r"制定(?![的、]|了?[^，。；]{0,4}《)[^，。；\n的]{2,30}(?:等各项工作|各项工作|等工作)(?=[，。；])"
)
_BROADEN = re.compile(r"拓[宽展][^，。；\n]{0,10}影响力")
_OBJECTLESS = re.compile(r"服务(?<=提升服务|提高服务|改善服务|优化服务)(?=[，；。])")
_STEADY = re.compile(r"工作(?:稳步|有效|显著|不断|持续)提升(?=[，。；])")


class CollocationRedundancy(Rule):
    """搭配不当或语义重复。

    “制定……工作”“拓宽影响力”搭配不当，“重新修订”“纳入到”重复。词表可用 extra 补充。
    ---
    Words that do not go together, or say a thing twice.

    制定…工作 and 拓宽影响力 do not collocate; 重新修订 and 纳入到 are redundant. The list
    is extended with `extra`.
    """

    code, name, severity = "RPT706", "collocation-redundancy", Severity.INFO
    source = "惯例（搭配与冗余）"
    remedy = Message("宜改为“{right}”", "{right} reads better")
    valid = (
        "扩大高水平对外开放。",
        "从两处以上取得收入的。",
        "县处级以上领导干部。",
        "制定本条例。",
        "标准的制定、修订工作。",
        "扩大影响力，拓宽渠道。",
    )
    invalid = (
        Example("单位全部⟦纳入到⟧小组内。", fixed="单位全部纳入小组内。"),
        Example("⟦重新修订⟧管理办法。", fixed="修订管理办法。"),
        "⟦制定并落实动员部署等各项工作⟧。",
        "组织⟦处以上领导⟧干部学习。",
        "⟦拓宽宣传影响力⟧。",
        "细化流程、⟦提升服务⟧，增强实效。",
        Example("召开⟦周例会大会⟧。".replace("周例会大会", "例会大会"), fixed="召开例会。"),
        Example("⟦搞好好⟧工作。", options={"extra": ["搞好好=搞好"]}, fixed="搞好工作。"),
    )
    extra: tuple[str, ...] = option((), "further words, each as 甲=乙")
    allow: tuple[str, ...] = option((), "words of the list that are right here")

    def check(self, document: Document) -> Iterator[Finding]:
        prose = document.prose
        for hit in document.view(hits).get("collocations.toml", ()):
            entry = hit.entry
            if entry.wrong not in self.allow:
                fix = Fix((Edit(hit.start, hit.end, entry.right),)) if entry.safe else None
                yield self._one(hit.start, hit.end, prose, entry.right, fix)
        for extra in extra_hits(prose, self.extra, Severity.INFO):
            fix = Fix((Edit(extra.start, extra.end, extra.entry.right),))
            yield self._one(extra.start, extra.end, prose, extra.entry.right, fix)
        if "制定" in prose:
            for found in _MAKE_WORK.finditer(prose):
                yield self._one(*found.span(), prose, "开展……工作", severity=Severity.WARNING)
        if "影响力" in prose:
            for found in _BROADEN.finditer(prose):
                yield self._one(*found.span(), prose, "扩大……影响力")
        if "服务" in prose:
            for found in _OBJECTLESS.finditer(prose):
                start = found.start() - 2
                yield self._one(start, found.end(), prose, prose[start : found.end()] + "水平")
        if "提升" in prose:
            for found in _STEADY.finditer(prose):
                yield self._one(*found.span(), prose, "工作水平" + found.group()[2:])

    def _one(
        self,
        start: int,
        end: int,
        prose: str,
        right: str,
        fix: Fix | None = None,
        severity: Severity | None = None,
    ) -> Finding:
        return self.finding(
            start,
            end,
            Message("“{text}”搭配不当或重复", "{text} does not collocate, or is redundant"),
            text=prose[start:end],
            right=right,
            fix=fix,
            severity=severity,
        )
