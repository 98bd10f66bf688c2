"""AC102: a heading that is too long."""

from __future__ import annotations

from collections.abc import Iterator

from reportlint import Document, Example, Finding, Message, Rule, Severity, option


class LongHeading(Rule):
    """标题过长。

    目录里一行排不下的标题不便查阅。删去修饰语，把细节移到正文。
    ---
    A heading that is too long.

    It does not fit a line of the table of contents. Move the details to the text.
    """

    code, name, severity = "AC102", "acme-long-heading", Severity.INFO
    remedy = Message("删去修饰语，细节写进正文", "move the details to the text")
    valid = ("一、主要工作\n完成年度任务。",)
    invalid = (
        Example(
            "一、⟦关于进一步规范办公用品采购的做法⟧\n统一采购。",
            options={"limit": 12},
        ),
    )
    limit: int = option(30, "the most characters of a heading", at_least=5, at_most=100)

    def check(self, document: Document) -> Iterator[Finding]:
        """Report headings without their numbers; those within a line are sentences."""
        for heading in document.headings:
            length = len(document.heading_title(heading))
            if length > self.limit and not heading.run_in:
                message = Message(
                    "标题有 {length} 个字，至多 {limit} 个",
                    "the heading has {length} characters, at most {limit}",
                )
                yield self.finding(
                    heading.body_start, heading.end, message, length=length, limit=self.limit
                )
