"""RPT205: a report that begins with its body."""

from __future__ import annotations

from collections.abc import Iterable

from reportlint import Block, Document, Example, Finding, Message, Rule, Severity, option
from reportlint.rules.structure.expected_parts import required

_LONG_ENOUGH: dict[str, object] = {"min_chars": 0}


class MissingTitle(Rule):
    """缺少标题。

    公文由标题等要素组成，标题写明事由和文种；正文开门见山而没有标题，多半是复制时丢了。
    在第一行补上标题。Markdown 文首元数据里的 title 也算标题。
    ---
    No title.

    An official document has a title that names its subject and genre; a report that
    begins with its body has probably lost it. Add it as the first line. A `title` in
    Markdown front matter counts.
    """

    code = "RPT205"
    name = "missing-title"
    severity = Severity.WARNING
    source = "《党政机关公文处理工作条例》第九条（七）；GB/T 9704—2012 7.3.1（正式公文）"
    remedy = Message("在第一行补上标题", "add a title as the first line")
    min_chars: int = option(200, "shorter documents need no title", at_least=0)
    front_matter: bool = option(True, "whether a title in front matter counts")
    valid = (
        Example(
            "学习教育工作总结\n学习教育开展以来，我局周密部署，全员参加，成效明显。现将情况总结如下：\n一、做法\n抓学。",
            options=_LONG_ENOUGH,
        ),
        Example(
            "\n\n学习教育工作总结\n学习教育开展以来，我局周密部署，全员参加。现将情况总结如下：\n一、做法\n抓学。",
            options=_LONG_ENOUGH,
        ),
        Example("学习教育开展以来，我局周密部署，全员参加。现将情况总结如下：\n一、做法\n抓学。"),
        Example(
            "来源：市局办公室　发布时间：五月一日　字号：大中小　阅读次数：一百次　打印本页　关闭窗口　收藏\n"
            "学习教育工作总结\n现将有关情况总结如下：\n一、做法\n抓学。",
            options=_LONG_ENOUGH,
        ),
        Example("今天下雨，我们没有出门，在家里看书。", options=_LONG_ENOUGH),
        Example("同志们：\n现将有关情况汇报如下：\n一、做法\n抓学。", options=_LONG_ENOUGH),
        Example(
            "# 总结\n\n现将有关情况汇报如下：\n\n## 一、做法\n\n抓学。\n", _LONG_ENOUGH, "markdown"
        ),
        Example(
            "---\ntitle: 总结\n---\n\n一年来，抓学习，抓整改，成效明显。现将有关情况汇报如下：\n\n## 一、做法\n\n抓学。\n",
            _LONG_ENOUGH,
            "markdown",
        ),
        Example("", options=_LONG_ENOUGH),
    )
    invalid = (
        Example(
            "⟦⟧学习教育开展以来，我局周密部署，全员参加。现将情况总结如下：\n一、做法\n抓学。",
            options=_LONG_ENOUGH,
        ),
        Example(
            "⟦⟧今年以来，我局周密部署，全员参加，成效明显。\n一、做法\n抓学。\n二、打算\n再学。",
            options=_LONG_ENOUGH,
        ),
    )

    def check(self, document: Document) -> Iterable[Finding]:
        text = document.text
        if document.title is not None or len(text) < self.min_chars:
            return
        if document.front_title is not None and self.front_matter:
            return
        first = document.blocks[0] if document.blocks else None
        if first is None or first.kind != "paragraph" or not _is_body(document, first):
            return
        if not _is_titled_below(document) and _is_report(document):
            yield self.finding(
                0,
                0,
                Message("缺少标题：全文从正文开始", "no title: the text begins with its body"),
                severity=Severity.INFO if document.format == "docx" else None,
            )


_SPOKEN = ("各位", "同志们", "尊敬的", "女士们", "大家好", "老师们", "朋友们")
"""How a speech begins; its title stands on the programme."""


def _is_body(document: Document, block: Block) -> bool:
    """Whether a first block is running text."""
    words = document.prose[block.start : block.end]
    if words.startswith(_SPOKEN):
        return False
    return words[-1] in "。：；" or len(words) > 40 or words.count("，") >= 2


def _is_titled_below(document: Document) -> bool:
    """Whether a line like a title follows, below what a web page put above it."""
    prose = document.prose
    return any(
        block.kind in ("title", "paragraph")
        and block.end - block.start <= 45
        and not any(mark in prose[block.start : block.end] for mark in "。，；：:")
        for block in document.blocks[1:6]
    )


def _is_report(document: Document) -> bool:
    """Whether a document wants a title: a report by its genre, or by two numbered headings."""
    if required("problems", document.genre):
        return True
    numbered = [b for b in document.headings if b.ordinal is not None and b.ordinal.style == "han"]
    return len(numbered) >= 2
