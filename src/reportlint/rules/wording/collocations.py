"""RPT706: words that do not go together, and words that say a thing twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar

from reportlint import Document, Edit, Example, Finding, Fix, Message, Rule, Severity, lazy, option
from reportlint.rules.wording.lexicon import hits, words
from reportlint.rules.wording.pairs import extra_hits, read_pairs

_MAKE_WORK = lazy(
    r"制定(?![的、]|了?[^，。；]{0,4}《)[^，。；\n的]{2,30}(?:等各项工作|各项工作|等工作)(?=[，。；])"
)
_BROADEN = lazy(r"拓[宽展][^，。；\n]{0,10}$")
_WORKS = tuple(f"{work}{mark}" for work in ("各项工作", "等工作") for mark in "，。；")
_OBJECTLESS = ("提升服务", "提高服务", "改善服务", "优化服务")
_STEADY = tuple(f"工作{how}提升" for how in ("稳步", "有效", "显著", "不断", "持续"))
_MEETINGS = ("例会大会", "例会会议")
_CLASSIFIERS = "项个件批户"
_ONES = tuple(f"一{classifier}、" for classifier in _CLASSIFIERS)
_ONE_BY_ONE = lazy(
    rf"[\u4e00-\u9fff]{{2}}(?<!第)一([{_CLASSIFIERS}])、[\u4e00-\u9fff]{{2}}(?<!第)一([{_CLASSIFIERS}])"
)
_TABLE = "collocations.toml"
_FRAME_WORDS = frozenset((*_WORKS, "影响力", *_OBJECTLESS, *_STEADY, *_MEETINGS, *_ONES))
_MESSAGE = Message("“{text}”搭配不当或重复", "{text} does not collocate, or is redundant")


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
        "每周召开⟦例会大会⟧。",
        "⟦解决一项、上报一个⟧，确保件件落实。",
        Example("⟦搞好好⟧工作。", options={"extra": ["搞好好=搞好"]}, fixed="搞好工作。"),
    )
    word_tables: ClassVar[Mapping[str, str]] = {"collocations": "pairs"}
    extra: tuple[str, ...] = option((), "further words, each as 甲=乙")
    allow: tuple[str, ...] = option((), "words of the list that are right here")

    def anchor_words(self) -> Iterable[str]:
        table = words(_TABLE, self.word_table("collocations"))
        return table | read_pairs(self.extra).keys() | _FRAME_WORDS

    def check(self, document: Document) -> Iterator[Finding]:
        prose = document.prose
        for hit in hits(document, _TABLE, self.word_table("collocations")):
            entry = hit.entry
            if entry.wrong not in self.allow:
                fix = Fix((Edit(hit.start, hit.end, entry.right),)) if entry.safe else None
                yield self._one(hit.start, hit.end, prose, entry.right, fix)
        for extra in extra_hits(document, self.extra, Severity.INFO):
            fix = Fix((Edit(extra.start, extra.end, extra.entry.right),))
            yield self._one(extra.start, extra.end, prose, extra.entry.right, fix)
        yield from self._frames(document)

    def _frames(self, document: Document) -> Iterator[Finding]:
        """Report the mismatches that are frames, not words."""
        present = document.places_of(_FRAME_WORDS)
        if not present:
            return
        prose = document.prose
        for word, places in present.items():
            for at in places:
                end = at + len(word)
                if word in _WORKS:
                    made = _MAKE_WORK.search(prose, max(0, at - 33), end)
                    if made:
                        span = made.span()
                        yield self._one(*span, prose, "开展……工作", severity=Severity.WARNING)
                elif word == "影响力":
                    lead = _BROADEN.search(prose, max(0, at - 12), at)
                    if lead:
                        yield self._one(lead.start(), end, prose, "扩大……影响力")
                elif word in _MEETINGS:
                    yield self._one(at, end, prose, f"{word[:2]}”或“{word[2:]}")
                elif word in _ONES:
                    found = _ONE_BY_ONE.match(prose, at - 2)
                    if found and found.group(1) != found.group(2):
                        text = found.group()
                        yield self._one(at - 2, found.end(), prose, text[:-1] + found.group(1))
                elif prose[end : end + 1] in ("，", "；", "。"):
                    right = word + "水平" if word in _OBJECTLESS else "工作水平" + word[2:]
                    yield self._one(at, end, prose, right)

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
            _MESSAGE,
            text=prose[start:end],
            right=right,
            fix=fix,
            severity=severity,
        )
