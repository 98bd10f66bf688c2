"""RPT204: a heading without text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from reportlint import WHITE, Block, Document, Example, Finding, Message, Rule, Section, Severity

_NOTHING = WHITE + "\r\n-—=_*#~`·.…"
_ARABIC = ("arabic", "arabic-paren", "circled")


@cache
def _no_body_wanted() -> re.Pattern[str]:
    """Headings that stand alone by nature."""
    return re.compile(
        r"^(?:附件|附录|附表|附图|附注|附|目录|目次|参考|致谢|谢谢|汇报完毕|完|封面|续)"
    )


class EmptySection(Rule):
    """标题之下没有正文。

    标题后面紧接同级或上级标题，或者文章到此结束，多半是内容还没有写，或被误删。
    补写正文，或删去标题。目录、只有标题的清单、下面还有小标题的标题不计。
    “整改情况：”之后就是下一个标题的，也是没写。
    ---
    A heading without text.

    Another heading of the same or a higher level follows at once, or the document ends:
    the text was not written yet, or lost. Write it or drop the heading. Tables of
    contents, bare lists and headings over lower headings do not count. A line that ends
    in a colon right above the next heading announces what never comes.
    """

    code = "RPT204"
    name = "empty-section"
    severity = Severity.WARNING
    remedy = Message("补写正文，或删去标题", "write the text or drop the heading")
    valid = (
        "一、主要工作\n抓学习。\n二、下一步计划\n再努力。",
        "一、主要工作\n（一）抓学习。年初即部署。\n二、下一步计划\n再努力。",
        "一、主要工作\n（一）抓学习\n年初即部署。\n二、下一步计划\n再努力。",
        "一、主要工作\n二、存在问题\n三、下一步计划",
        "目录\n一、主要工作\n二、下一步计划\n一、主要工作\n抓学习。\n二、下一步计划\n再努力。",
        "一、主要工作\n抓学习。\n二、参加人员\n1．综合科\n2．人事科\n3．财务科",
        "一、主要工作\n抓学习。\n二、附件",
        "一、学习方面\n（一）学习不深入\n整改措施：\n每月集中学习两次。\n（二）作风不扎实\n整改措施：\n每季下乡一次。",
        "一、主要工作\n做法如下：\n1.抓学习。\n2.抓作风。\n二、下一步计划\n重点是：\n（一）抓落实。\n（二）抓督查。",
        "一、时间：五月一日上午\n二、地点：三楼会议室\n认真准备，按时参加。",
        Example(
            "## 数据\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n## 代码\n\n```\nx\n```\n",
            format="markdown",
        ),
        Example("## 图\n\n![图](a.png)\n\n## 链接\n\n<https://example.org>\n", format="markdown"),
    )
    invalid = (
        "一、主要工作\n抓学习。\n二、存在问题\n不够深入。\n⟦三、下一步计划⟧",
        "一、主要工作\n⟦（一）抓学习⟧\n二、下一步计划\n再努力。",
        "一、学习方面\n整改情况：已完成。\n二、作风方面\n⟦整改情况：⟧\n三、纪律方面\n整改情况：正在推进。",
        "一、政治方面\n（一）学习不深入\n已经整改。\n（二）作风不扎实\n⟦整改措施：⟧\n二、组织方面\n制度已经完善。",
        "一、主要工作\n抓学习。\n⟦二、存在问题⟧\n三、下一步计划\n再努力。\n##paidend##",
        Example(
            "# 总结\n\n## 成绩\n\n很大。\n\n## ⟦问题⟧\n\n## 打算\n\n再努力。\n", format="markdown"
        ),
    )

    def check(self, document: Document) -> Iterable[Finding]:
        parents = [document.root]
        for parent in parents:
            sections = parent.sections
            parents += [section for section in sections if section.sections]
            empty = [s for s in sections if not (s.sections or s.blocks) and _is_empty(document, s)]
            if empty:
                yield from self._report(document, sections, empty)
        if "：\n" in document.prose:
            yield from self._labels(document)

    def _labels(self, document: Document) -> Iterable[Finding]:
        """Report lines that announce what never comes: the next section begins below them."""
        sections = list(document.root.walk())
        for at, section in enumerate(sections[:-1]):
            label = _left_open(document, section, sections[at + 1])
            if label is not None:
                yield self.finding(
                    label.start,
                    label.end,
                    Message("“{text}”之后没有内容", "nothing follows “{text}”"),
                    text=document.prose[label.start : label.end][-20:],
                    remedy=Message("补写内容，或删去这一行", "write it, or drop the line"),
                )

    def _report(
        self, document: Document, sections: list[Section], empty: list[Section]
    ) -> Iterable[Finding]:
        filled = len(sections) - len(empty)
        for section in empty:
            if _level_slip(section, sections):
                continue
            heading = section.heading
            assert heading is not None
            if len(sections) > 1 and filled < len(empty):
                return  # a list of short lines, or a table of contents
            arabic = heading.ordinal is not None and heading.ordinal.style in _ARABIC
            if arabic and heading.rank >= 100 and (len(empty) > 1 or filled < 2):
                continue  # 1. 2. 3. before short lines is more often a list than headings
            if len(sections) == 1 and (heading.ordinal is None or arabic):
                continue
            title = document.heading_title(heading)
            if _no_body_wanted().match(title) or _stands_again(document, section, title):
                continue
            yield self.finding(
                heading.start,
                heading.end,
                Message("标题“{title}”之下没有正文", "no text below the heading “{title}”"),
                # without a number it may be a group's name, marked one level too low
                severity=None if heading.ordinal or section is sections[-1] else Severity.INFO,
                title=title or document.prose[heading.start : heading.end]
                if len(title) <= 20
                else title[:19] + "…",
            )


def _left_open(document: Document, section: Section, after: Section) -> Block | None:
    """Return the last line of a section where it announces something and the next one begins."""
    if section.sections or section.heading is None or after.heading is None:
        return None
    last = section.blocks[-1] if section.blocks else section.heading
    if last.ordinal is not None or last.kind not in ("paragraph", "heading"):
        return None
    if document.prose[last.end - 1] not in "：:":
        return None
    number = after.heading.ordinal
    if number is None or number.value <= 1:
        return None  # the list that it announces, its items taken for headings
    if document.prose.startswith(("各位", "同志", "尊敬"), last.start):
        return None
    return last


_ORDER = ("chapter", "part", "han", "han-paren", "arabic", "arabic-paren", "circled")


def _level_slip(section: Section, siblings: list[Section]) -> bool:
    """Whether the next heading's number is of a lower kind: 第一节 at the level of 第一章."""
    at = siblings.index(section) + 1
    after = siblings[at].heading if at < len(siblings) else None
    heading = section.heading
    if heading is None or after is None or heading.ordinal is None or after.ordinal is None:
        return False
    return _ORDER.index(after.ordinal.style) > _ORDER.index(heading.ordinal.style)


def _is_empty(document: Document, section: Section) -> bool:
    """Whether a section without blocks or sections below it lacks a text."""
    heading = section.heading
    if heading is None or heading.run_in:
        return False
    prose = document.prose
    if prose[heading.end - 1] in "。；：:，、":
        return False  # a point made in one sentence
    if any(colon in document.heading_title(heading) for colon in "：:"):
        return False  # 一、时间：九时
    return not prose[heading.end : section.end].strip(_NOTHING)


def _stands_again(document: Document, section: Section, title: str) -> bool:
    """Whether the heading is a line of a table of contents: its words come again."""
    bare = title.rstrip("0123456789.…· \t\u3000")
    if bare != title:
        return True
    heading = section.heading
    return any(
        block != heading and document.heading_title(block) == title for block in document.headings
    )
