"""RPT305: levels of headings in an order that the standard does not know."""

from __future__ import annotations

from collections.abc import Iterator

from reportlint import Block, Document, Example, Finding, Message, Ordinal, Rule, Severity
from reportlint.rules.numbering.headings import ANNEX, annexes, is_list_mark, parents

_ORDER = ("han", "han-paren", "arabic", "arabic-paren")
_NAMES = {"han": "一、", "han-paren": "（一）", "arabic": "1.", "arabic-paren": "（1）"}


class HeadingLevelOrder(Rule):
    """标题层次序数用得不对。

    结构层次序数依次用“一、”“（一）”“1.”“（1）”；同一级标题用同一种序数。
    只有两级时，“一、”下直接用“1.”可以（提示）。
    ---
    Levels of headings out of order.

    Levels are numbered 一、 then （一） then 1. then （1）; siblings take one form. With two
    levels only, 1. right below 一、 is accepted (info).
    """

    code, name, severity = "RPT305", "heading-level-order", Severity.WARNING
    source = "GB/T 9704—2012 7.3.3"
    remedy = Message("依次使用一、（一）1.（1）", "use 一、（一）1.（1） in this order")
    valid = (
        "一、主要工作\n（一）加强学习\n1.集中培训\n扎实推进。\n2.个人自学\n扎实推进。\n二、存在问题\n仍有不足。",
        "（一）加强学习\n扎实推进。\n（二）改进作风\n扎实推进。",
        "一、主要工作\n（1）集中轮训4期。（2）招录人员38名。（3）评选先进2名。\n二、存在问题\n仍有不足。",
        "一、主要工作\n扎实推进。\n二、下一步打算\n继续推进。\n附件：1. 任务清单\n2. 责任清单",
        "一、主要工作\n扎实推进。\n二、下一步打算\n继续推进。\n附件\n调查问卷\n1．您的性别：男、女\n"
        "2．您的意见和建议：",
        Example(
            "## 一、主要做法\n\n1. 集中学习\n\n周周学。\n\n2. 个人自学\n\n天天学。\n",
            format="markdown",
        ),
    )
    invalid = (
        "⟦（一）⟧加强学习\n扎实推进。\n（二）改进作风\n扎实推进。\n一、存在问题\n仍有不足。\n二、打算\n继续推进。",
        "一、主要工作\n⟦（1）⟧加强学习\n扎实推进。\n（2）改进作风\n扎实推进。\n二、存在问题\n仍有不足。",
        "一、主要工作\n⟦1.⟧加强学习\n扎实推进。\n2.改进作风\n扎实推进。\n二、存在问题\n仍有不足。",
        "一、主要工作\n扎实推进。\n⟦2.⟧存在问题\n仍有不足。\n三、下一步打算\n继续推进。",
    )

    anchors = (ANNEX,)
    waits = False  # most documents have none

    def check(self, document: Document) -> Iterator[Finding]:
        yield from self._top(document)
        for heading, below in document.view(parents):
            if heading.ordinal is not None:
                children = [s.heading for s in below if s.heading and s.heading.ordinal]
                if children and not _annexed(document, heading, children[0]):
                    yield from self._children(document, heading.ordinal, children)

    def _top(self, document: Document) -> Iterator[Finding]:
        """Report （一） in front of the first 一、."""
        sections = document.root.sections
        heading = sections[0].heading if sections else None
        first = heading.ordinal if heading else None
        if first is None or first.style != "han-paren" or first.value != 1:
            return
        top = [s.heading.ordinal for s in sections if s.heading]
        after = next((n for n in top if n is None or n.style != "han-paren"), None)
        if after is not None and after.style == "han" and after.value == 1:
            yield self.finding(
                first.start,
                first.end,
                Message("“（一）”用在了“一、”之前", "（一） in front of the first 一、"),
            )

    def _children(
        self, document: Document, own: Ordinal, children: list[Block]
    ) -> Iterator[Finding]:
        first = children[0].ordinal
        assert first is not None
        style = first.style
        if own.style not in _ORDER or style not in _ORDER:
            return
        if children[0].rank >= 100 and is_list_mark(document, first):
            return  # a list of Markdown; with # it is a heading
        if len(children) == 1 and _runs_on(document, first):
            return
        jump = _ORDER.index(style) - _ORDER.index(own.style)
        if jump <= 1:
            return
        lone = len(children) == 1 and own.style == "han" and style == "arabic"
        if lone and first.value == own.value + 1:
            message = Message(
                "“{style}”混在“{above}”一级中", "{style} among siblings that use {above}"
            )
            severity = None
        else:
            message = Message("“{above}”之下直接用了“{style}”", "{style} right below {above}")
            severity = Severity.INFO if jump == 2 and style == "arabic" else None
        yield self.finding(
            first.start,
            first.end,
            message,
            style=_NAMES[style],
            above=_NAMES[own.style],
            severity=severity,
        )


def _runs_on(document: Document, first: Ordinal) -> bool:
    """Whether the next number stands in the same line: a list inside a paragraph, no heading."""
    prose = document.prose
    if first.value != 1:
        return False
    end = prose.find("\n", first.end)
    mark = "（2）" if first.style == "arabic-paren" else "2" + prose[first.end - 1]
    return prose.find(mark, first.end, end if end >= 0 else len(prose)) >= 0


def _annexed(document: Document, above: Block, below: Block) -> bool:
    """Whether an annex begins between a heading and one below it: its numbers start anew."""
    return any(above.start < at < below.start for at in document.view(annexes))
