"""RPT003, RPT004, RPT005: suppressions that suppress nothing, are over, or cannot be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from reportlint import Document, Example, Finding, Message, Rule, Severity

if TYPE_CHECKING:
    from reportlint import Suppression


class _Review(Rule):
    """Looks at suppressions, not at the text."""

    source = "惯例"

    def check(self, document: Document) -> Iterable[Finding]:  # noqa: ARG002  # `review` does it
        return ()


class UnusedSuppression(_Review):
    """豁免没有用到。

    所豁免的问题已经改好、挪走，或从未出现。留着它，以后新出的问题会被一并放过。
    没有运行的规则不在此列。配置里的豁免报在文首。
    ---
    A suppression suppresses nothing.

    What it was for has been mended, has moved or never was. Left in place, it hides the next
    fault. Rules that did not run do not count. One kept in the configuration is reported at
    the start of the document.
    """

    code, name, severity = "RPT003", "unused-suppression", Severity.WARNING
    remedy = Message(
        "删去这条豁免，或移到问题所在之处",
        "delete the suppression, or move it to where the fault is",
    )
    valid = (
        "##reportlint-disable-next-block RPT101 -- 样表保留空格##\n召开会议*次，收集意见12条。",
        Example(
            "召开会议*次。 <!-- reportlint-disable-line RPT101 -- 样表 -->\n", format="markdown"
        ),
        "##reportlint-disable RPT101 -- 样表##\n召开会议*次。\n##reportlint-enable RPT101##\n",
    )
    invalid = (
        Example(
            "⟦##reportlint-disable-next-block RPT101 -- 样表##⟧\n召开会议3次，收集意见12条。",
            fixed="召开会议3次，收集意见12条。",
        ),
        Example(
            "⟦##reportlint-disable-file RPT101, RPT102 -- 样表##⟧\n召开会议*次。",
            fixed="##reportlint-disable-file RPT101 -- 样表##\n召开会议*次。",
        ),
        Example(
            "召开会议3次。⟦<!-- reportlint-disable-line RPT101 -->⟧\n",
            format="markdown",
            fixed="召开会议3次。\n",
        ),
        "召开会议3次。\n⟦##reportlint-enable RPT101##⟧\n收集意见12条。",
    )

    def review(self, document: Document, suppressions: Sequence[Suppression]) -> Iterator[Finding]:  # noqa: ARG002
        for one in suppressions:
            if one.unused:
                yield self.finding(
                    one.start,
                    one.end,
                    _UNUSED_ENTRY if one.external else _UNUSED,
                    fix=one.removal,
                    codes=", ".join(one.unused),
                )


class ExpiredSuppression(_Review):
    """豁免已经过期。

    豁免写明的期限已过，它所放过的问题重新报告。改好这些问题；确需延长的，重新核准后改写期限。
    ---
    A suppression has expired.

    The day it was to hold until is over, and what it suppressed is reported again. Mend
    these faults, or have the suppression approved anew and change the day.
    """

    code, name, severity = "RPT004", "expired-suppression", Severity.WARNING
    remedy = Message(
        "改好所豁免的问题；确需延长的改写期限",
        "mend what it suppressed, or extend it with a new day",
    )
    valid = (
        "##reportlint-disable-next-block RPT101 until 2999-12-31 -- 待统计##\n召开会议*次。",
        "##reportlint-disable-next-block RPT101 -- 样表##\n召开会议*次。",
    )
    invalid = (
        "⟦##reportlint-disable-next-block RPT101 until 2020-06-30 -- 待统计##⟧\n召开会议*次。",
        Example(
            "⟦<!-- reportlint-disable-file RPT101 until 2020-06-30 -->⟧\n\n召开会议*次。\n",
            format="markdown",
        ),
    )

    def review(self, document: Document, suppressions: Sequence[Suppression]) -> Iterator[Finding]:  # noqa: ARG002
        for one in suppressions:
            if one.expired:
                yield self.finding(
                    one.start,
                    one.end,
                    _EXPIRED_ENTRY if one.external else _EXPIRED,
                    codes=", ".join(one.words),
                    day=one.until,
                )


class MalformedSuppression(_Review):
    """豁免写法有误，不起作用。

    指令写错一个字母，问题照报，作者却以为已经豁免；没有写明规则的，会把什么都放过。
    写作 `reportlint-disable-next-block RPT101 -- 理由`，规则可用编号、名称或前缀，多条以逗号相连。
    ---
    A suppression cannot be read and has no effect.

    With one letter wrong the fault is reported still, or is thought to be; and one that names
    no rule would hide everything. Write `reportlint-disable-next-block RPT101 -- reason`; a
    rule goes by its code, name or prefix, several are joined by commas.
    """

    code, name, severity = "RPT005", "malformed-suppression", Severity.ERROR
    remedy = Message(
        "写作 reportlint-disable-next-block 编号 -- 理由",
        "write reportlint-disable-next-block CODE -- reason",
    )
    valid = (
        "##reportlint-disable-next-block unfilled-placeholder -- 样表##\n召开会议*次。",
        "命令写作 reportlint-disable-line，后面写编号。",
        Example("写作 `<!-- reportlint-disable-lime RPT101 -->`。\n", format="markdown"),
        Example("```\n<!-- reportlint-disable-lime RPT101 -->\n```\n", format="markdown"),
    )
    invalid = (
        "⟦##reportlint-disable-next-blok RPT101 -- 样表##⟧\n召开会议12次。",
        "⟦##reportlint-disable-next-block##⟧\n召开会议12次。",
        "⟦##reportlint-disable-next-block unfiled-placeholder##⟧\n召开会议12次。",
        "⟦##reportlint-disable-file RPT101 until 明年##⟧\n召开会议12次。",
        "⟦##reportlint-disable-file RPT101 -- 样表⟧\n召开会议12次。",
        Example("⟦<!-- reportlint-ignore RPT101 -->⟧\n\n召开会议12次。\n", format="markdown"),
    )

    def review(self, document: Document, suppressions: Sequence[Suppression]) -> Iterator[Finding]:  # noqa: ARG002
        for one in suppressions:
            for what, remedy in one.faults:
                yield self.finding(one.start, one.end, what, remedy=remedy)


_UNUSED = Message("豁免 {codes} 没有用到", "the suppression of {codes} is not used")
_UNUSED_ENTRY = Message(
    "配置中对本文的豁免 {codes} 没有用到",
    "the suppression of {codes} in the configuration for this document is not used",
)
_EXPIRED = Message(
    "豁免 {codes} 已于 {day} 到期", "the suppression of {codes} has expired on {day}"
)
_EXPIRED_ENTRY = Message(
    "配置中对本文的豁免 {codes} 已于 {day} 到期",
    "the suppression of {codes} in the configuration for this document has expired on {day}",
)
