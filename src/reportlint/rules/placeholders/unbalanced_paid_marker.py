"""RPT106: paid-content markers that do not pair."""

from __future__ import annotations

from collections.abc import Iterator

from reportlint import Document, Example, Finding, Message, Rule, Severity, option
from reportlint.rules.placeholders.paid_markers import Marker, pairing

_FACTS = {
    "malformed": Message("付费标记“{text}”写法残缺", "the paid marker “{text}” is damaged"),
    "nested": Message(
        "付费标记“{text}”之前还有一处没有结束", "“{text}” begins while another is still open"
    ),
    "stray": Message("付费标记“{text}”没有开始标记", "“{text}” ends what never began"),
    "mixed": Message("付费标记“{text}”与开始标记写法不同", "“{text}” does not match its beginning"),
    "unclosed": Message(
        "付费标记“{text}”没有结束标记，其后为“{rest}”",
        "“{text}” is never ended; “{rest}” follows it",
    ),
}
_NOTHING = Message("（无正文）", "(no text)")


class UnbalancedPaidMarker(Rule):
    """付费标记不成对。

    `##paidbegin##`、`##paidend##` 是建站程序的付费阅读标记；只剩一个，多半是正文被截断。
    对照原文找回缺失的段落，再删去标记。
    ---
    A paid-content marker has no partner.

    `##paidbegin##` and `##paidend##` are written by a site's software; where one is missing,
    text was mostly cut off. Find the missing part in the original, then delete the marker.
    """

    code = "RPT106"
    name = "unbalanced-paid-marker"
    severity = Severity.ERROR
    source = "惯例（FastAdmin 内容管理插件的付费标记）"
    remedy = Message(
        "核对原文是否被截断，再删去标记", "see whether text was cut off, then delete it"
    )
    valid = (
        "一是部署。##paidbegin##二是落实。##paidend##",
        "一是部署。##paidbegin####paidend##",
        "$$paidbegin$$二是落实。$$paidend$$",
        "<paid>二是落实。</paid>",
        "The paid leave begins today.",
        "## paid leave ##\n",
        "##reportlint-disable-next-block RPT101 -- paid##\n正文。",
        Example("[VIP]二是落实。[/VIP]", options={"pairs": ("[VIP]|[/VIP]",)}),
    )
    invalid = (
        "一是部署。⟦##paidbegin##⟧二是落实。",
        "⟦##paidend##⟧一是部署。⟦##paidbegin##⟧二是落实。",
        "##paidbegin##一。⟦##paidbegin##⟧二。##paidend##",
        "⟦##paidbegin#⟧一。##paidend##",
        "##paidbegin##一。⟦$$paidend$$⟧",
        "⟦＃＃PaidBegin＃＃⟧一。",
        "一。⟦</paid>⟧",
        Example("⟦[VIP]⟧二是落实。", options={"pairs": ("[VIP]|[/VIP]",)}),
    )

    pairs: tuple[str, ...] = option((), "further pairs of markers, each written opening|closing")

    def check(self, document: Document) -> Iterator[Finding]:
        for marker, why in pairing(document, self.pairs).faults:
            text = document.text[marker.start : marker.end]
            rest = self._rest(document, marker) if why == "unclosed" else ""
            yield self.finding(marker.start, marker.end, _FACTS[why], text=text, rest=rest)

    def _rest(self, document: Document, marker: Marker) -> str:
        words = document.prose[marker.end : marker.end + 60].split()
        return words[0][:12] if words else _NOTHING.render(self.lang)
