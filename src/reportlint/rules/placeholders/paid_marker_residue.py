"""RPT107: paid-content markers that pair, and are residue all the same."""

from __future__ import annotations

from collections.abc import Iterator

from reportlint import WHITE, Document, Edit, Example, Finding, Fix, Message, Rule, Severity, option
from reportlint.rules.placeholders.paid_markers import Marker, pairing

_FACT = Message("付费标记“{text}”留在正文里", "the paid marker “{text}” was left in the text")
_INSIDE = Message(
    "付费标记“{text}”落在句子中间，前后文字要连起来核对",
    "the paid marker “{text}” stands inside a sentence; read the words around it again",
)
_LAST = Message(
    "付费标记“{text}”之后再无正文，文末可能不完整",
    "nothing follows the paid marker “{text}”; the end of the text may be missing",
)
_ENDS = frozenset("。！？；：")


class PaidMarkerResidue(Rule):
    """网站的付费标记留在正文里。

    `##paidbegin##`、`##paidend##` 即使成对，也是从网站复制时带来的，应当删去。
    标记落在句子中间，或文末紧接标记，说明前后文字可能被改动过，要重读一遍。
    ---
    A site's paid-content marker was left in the text.

    Even a complete pair of `##paidbegin##` and `##paidend##` came along with a copy, and goes.
    Where a marker stands inside a sentence, or ends the text, read the words around it again.
    """

    code = "RPT107"
    name = "paid-marker-residue"
    severity = Severity.ERROR
    source = "惯例（FastAdmin 内容管理插件的付费标记）"
    remedy = Message("删去标记", "delete the marker")
    valid = (
        "一是部署。##paidbegin##二是落实。",
        "The paid leave begins today.",
        "## paid leave ##\n",
    )
    invalid = (
        Example(
            "一是部署。\n⟦##paidbegin##⟧　　二是落实。\n\n⟦##paidend##⟧\n",
            fixed="一是部署。\n　　二是落实。\n\n",
        ),
        Example("学习读本⟦##paidbegin##⟧等材料。\r\n⟦##paidend##⟧", fixed="学习读本等材料。\r\n"),
        Example("⟦$$paidbegin$$⟧\n二。\n⟦$$paidend$$⟧\n三。", fixed="二。\n三。"),
        Example("⟦<paid>⟧二。⟦</paid>⟧三。", fixed="二。三。"),
        Example("⟦[VIP]⟧二。⟦[/VIP]⟧三。", options={"pairs": ("[VIP]|[/VIP]",)}, fixed="二。三。"),
    )

    pairs: tuple[str, ...] = option((), "further pairs of markers, each written opening|closing")

    def check(self, document: Document) -> Iterator[Finding]:
        found = pairing(document, self.pairs)
        text = document.text
        for pair in found.pairs:
            for marker in pair:
                # With a fault elsewhere the pairing itself is in doubt: nothing is deleted.
                fix = None if found.faults else Fix((_removal(text, marker),))
                yield self.finding(
                    marker.start,
                    marker.end,
                    _fact(document, marker),
                    fix=fix,
                    text=text[marker.start : marker.end],
                )


def _fact(document: Document, marker: Marker) -> Message:
    prose = document.prose
    if not marker.opens and not prose[marker.end : marker.end + 200].strip(WHITE + "\r\n"):
        return _LAST
    before = prose[max(0, marker.start - 200) : marker.start].rstrip(WHITE)
    last = before.rstrip("”』」）》")[-1:]
    if before and before[-1] not in "\r\n" and last not in _ENDS:
        return _INSIDE
    return _FACT


def _removal(text: str, marker: Marker) -> Edit:
    """Delete the marker, and its line where nothing else stands on it."""
    start, end = marker.start, marker.end
    while start > 0 and text[start - 1] in WHITE:
        start -= 1
    while end < len(text) and text[end] in WHITE:
        end += 1
    alone = (start == 0 or text[start - 1] in "\r\n") and (end == len(text) or text[end] in "\r\n")
    if not alone:
        return Edit(marker.start, marker.end, "")
    if text.startswith("\r\n", end):
        end += 2
    elif end < len(text):
        end += 1
    return Edit(start, end, "")
