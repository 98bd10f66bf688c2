"""RPT701: a word mistyped for another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar

from reportlint import Document, Edit, Example, Finding, Fix, Message, Rule, Severity, option
from reportlint.rules.wording.lexicon import Hit, hits, words
from reportlint.rules.wording.pairs import extra_hits, read_pairs

_TABLE = "confusions.toml"


class ConfusableTypo(Rule):
    """错别字。

    音近、形近的字打错了，如“布署”“坐谈会”“竟争”。能断定的可自动修复。
    词表可用 extra 补充（“错=对”），用 allow 放行。
    ---
    A word mistyped for another.

    Characters that sound or look alike were mistaken, as in 布署 or 竟争. Where it is
    certain the fix is safe. The list is extended with `extra` and thinned with `allow`.
    """

    code, name, severity = "RPT701", "confusable-typo", Severity.ERROR
    source = "《现代汉语词典》（第7版）；《通用规范汉字表》"
    remedy = Message("应为“{right}”", "write {right}")
    valid = (
        "预防犯罪工作。",
        "合格品既使用方便又安全。",
        "在次月五日前报送。",
        "部署工作，安排座谈会。",
        "营销费用下降。",
        "发展得更好。",
        Example("开展坐谈会。", options={"allow": ["坐谈会"]}),
    )
    invalid = (
        Example("做好工作⟦布署⟧，⟦按排⟧专人负责。", fixed="做好工作部署，安排专人负责。"),
        Example("⟦再接再励⟧，争创一流。", fixed="再接再厉，争创一流。"),
        Example("⟦党员们干部⟧积极参与。", fixed="党员干部们积极参与。"),
        Example("定制⟦学笔记本⟧二百本。", fixed="定制学习笔记本二百本。"),
        Example("⟦防犯⟧化解风险。", fixed="防范化解风险。"),
        Example("推进⟦法制政府⟧建设。", fixed="推进法治政府建设。"),
        Example("召开⟦碰头汇⟧。", options={"extra": ["碰头汇=碰头会"]}, fixed="召开碰头会。"),
    )
    word_tables: ClassVar[Mapping[str, str]] = {"confusions": "pairs"}
    extra: tuple[str, ...] = option((), "further words, each as 错=对")
    allow: tuple[str, ...] = option((), "words of the list that are right here")

    def anchor_words(self) -> Iterable[str]:
        return words(_TABLE, self.word_table("confusions")) | read_pairs(self.extra).keys()

    def check(self, document: Document) -> Iterator[Finding]:
        for hit in hits(document, _TABLE, self.word_table("confusions")):
            if hit.entry.wrong not in self.allow:
                yield self._one(hit)
        for hit in extra_hits(document, self.extra, Severity.ERROR):
            yield self._one(hit)

    def _one(self, hit: Hit) -> Finding:
        entry, start, end = hit
        return self.finding(
            start,
            end,
            Message("“{wrong}”疑为错别字", "{wrong} looks mistyped"),
            wrong=entry.wrong,
            right=entry.right,
            severity=entry.severity,
            fix=Fix((Edit(start, end, entry.right),), entry.safe),
        )
