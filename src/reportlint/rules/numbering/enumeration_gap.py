"""RPT301: 一是、二是、四是."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from reportlint import (
    ENUMERATORS,
    Document,
    Edit,
    Enumeration,
    Example,
    Finding,
    Fix,
    Item,
    Message,
    Related,
    Rule,
    Severity,
    before_emphasis,
)
from reportlint.rules.numbering.sequence import faults


@cache
def _continuation() -> re.Pattern[str]:
    """What may carry on a chain that began with 一是, in other words."""
    return re.compile(
        r"二[是要、则来]|[（(]二[）)]|[2２][.．、是]|[（(][2２][）)]|②|其二|第二|其次|再次|另外|此外|"
        r"同时|还有|再者|另一|[，。；]二"
    )


@cache
def _beginning() -> re.Pattern[str]:
    """What may begin a chain that goes on with 二是, in other words."""
    return re.compile(
        r"一[是要、则来]|[（(]一[）)]|(?<!\d)[1１][.．、]|[（(][1１][）)]|①|其一|第一|首先|首要|一方面"
    )


class EnumerationGap(Rule):
    """列举序号不连续。

    “一是、二是、四是”或“三是、三是”让读者怀疑漏了一段或改稿没有改完。
    补上缺的一项，或把后面的序号顺次改过来。
    每个标题之下、每段列举可以重新从“一是”开始；引号里的话不计。
    ---
    Numbers of an enumeration do not follow one another.

    一是、二是、四是 makes the reader wonder what was lost.
    Restore the missing item, or renumber what follows.
    An enumeration may begin anew under each heading; quoted speech does not count.
    """

    code = "RPT301"
    name = "enumeration-gap"
    severity = Severity.ERROR
    source = "惯例；序号形式见 GB/T 15834—2011 附录B.3"
    remedy = Message(
        "补上缺的一项，或顺次改后面的序号", "restore the missing item or renumber what follows"
    )
    valid = (
        "一是建章立制。二是加强培训。三是严格考核。",
        "一、学习情况\n一是抓学习。二是抓落实。\n二、整改情况\n一是抓查摆。二是抓整改。",
        "一是抓学习。\n##paidbegin##二是抓落实。\n三是抓考核。",
        "打造“六要素”品质，一是一、二是二，二十要素齐全。",
        "主要做法：一要抓紧，二要抓实，三要抓细。",
        "一是抓重点：一是看规模，二是看质量。二是抓难点。",
        "一要定责任，二要定时限，五要素缺一不可。",
        "会议指出：“一是要有信心，二是要有办法。”二是这句话的重点。",
        "产量居全国第一、优质品占比过半。完成第一、二轮督察，抢抓第一时间。",
        "首先，抓学习；二是抓落实；三是抓考核。",
        "首先是统一思想，其次是形成合力，最后是抓出成效。",
        "其中之一是资金不足。",
        "违反第三条第（一）、（三）项，按下列办法处理：第（二）项从重。",
        "完成如下：1、2号楼；3、4号楼。比值：1.5。",
        "抓好三项工作：（一）抓学习；（二）抓查摆；\n（三）抓整改，动真格。",
        "（1）按第三条抓学习；（2）抓查摆。\n（2）抓整改，另按（1）、（3）项办理；（4）抓考核。",
        "1.抓学习，见第3、4章；3.5公里已修。\n2.抓查摆。",
        "他说：“要抓好两项：1.抓学习；3.抓查摆。”",
        "第一，抓学习。第二，抓落实。第三，抓考核。",
        Example("```\n一是甲，三是乙\n```\n", format="markdown"),
        Example("**一是抓学习。** 周周学。\n\n**二是抓作风。** 月月查。\n", format="markdown"),
        Example("产量居全省**第一**，出口居**第三**，均有提高。\n", format="markdown"),
    )
    invalid = (
        Example(
            "一是建章立制。二是加强培训。⟦四是⟧严格考核。",
            fixed="一是建章立制。二是加强培训。三是严格考核。",
        ),
        Example(
            "一是学得深。二是查得准。三是改得实。⟦三是⟧考得严。四是用得好。",
            fixed="一是学得深。二是查得准。三是改得实。四是考得严。五是用得好。",
        ),
        "一是抓学习。\n二是抓落实。\n⟦四是⟧抓考核。",
        "第一，抓学习。⟦第三，⟧抓落实。".replace("，⟧", "⟧，"),
        "一要抓紧，⟦三要⟧抓细。",
        "其一，人手少。⟦其三⟧，经费紧。",
        "主要问题：⟦一是⟧学得不深，抓得不实。",
        Example(
            "要求如下：（一）抓学习；（二）抓查摆；⟦（四）⟧抓整改。",
            fixed="要求如下：（一）抓学习；（二）抓查摆；（三）抓整改。",
        ),
        Example(
            "要求如下：1．抓学习；2．抓查摆；⟦4⟧．抓整改。",
            fixed="要求如下：1．抓学习；2．抓查摆；3．抓整改。",
        ),
        "（1）抓学习；（2）抓查摆；⟦（4）⟧抓整改。",
        "1.抓学习；2.抓查摆；⟦2⟧.抓整改。",
        "问题如下：⟦二是⟧学得不深。三是抓得不实。",
        Example(
            "**一是抓学习。** 周周学。\n\n**⟦三是⟧抓作风。** 月月查。\n",
            format="markdown",
            fixed="**一是抓学习。** 周周学。\n\n**二是抓作风。** 月月查。\n",
        ),
        Example("- **一是**抓学习。**二是**抓作风。**⟦四是⟧**抓考核。\n", format="markdown"),
        Example("**第一**，抓学习。**⟦第三⟧**，抓作风。\n", format="markdown"),
        "**一是抓学习。**周周学。\n**⟦三是⟧抓作风。**月月查。",
    )

    anchors = ENUMERATORS

    def check(self, document: Document) -> Iterable[Finding]:
        chains = document.enumerations
        for place, chain in enumerate(chains):
            if not chain.steady:
                yield from self._gaps(chain)
            # one item 一是, or several from 二是 on
            if (
                chain.items[0].value == (1 if len(chain.items) == 1 else 2)
                and chain.style in "是要"
            ):
                yield from self._ends(document, chains, place)

    def _gaps(self, chain: Enumeration) -> Iterator[Finding]:
        """Report what does not follow; the first finding offers to renumber the chain."""
        items = chain.items
        fix: Fix | None = None
        used: dict[int, int] = {}  # where each number comes first
        for place, value in enumerate(chain.values):
            used.setdefault(value, place)
        for count, (index, expected) in enumerate(faults(chain.values)):
            item, before = items[index], items[index - 1]
            if count == 0:
                fix = _renumbering(chain, index)
            what = (
                Message(
                    "列举序号重复：“{text}”已经用过，应为“{expected}”",
                    "repeated enumeration number: “{text}” was used before; expected “{expected}”",
                )
                if used[item.value] < index
                else Message(
                    "列举序号不连续：“{before}”之后是“{text}”，应为“{expected}”",
                    "gap in an enumeration: “{text}” follows “{before}”; expected “{expected}”",
                )
            )
            said = self.say("前一项", "the item before")
            yield self.finding(
                item.start,
                item.end,
                what,
                text=chain.word(item.value),
                before=chain.word(before.value),
                expected=chain.word(expected),
                related=(Related(before.start, before.end, said),),
                fix=fix if count == 0 else None,
            )

    def _ends(
        self, document: Document, chains: tuple[Enumeration, ...], place: int
    ) -> Iterator[Finding]:
        """Report a chain of one item, and one that does not begin with the first."""
        chain = chains[place]
        first = chain.items[0]
        if first.value == 1 and len(chain.items) == 1:
            end = _section_end(document, first.block)
            after = chains[place + 1] if place + 1 < len(chains) else None
            if place and _again(document, chains[place - 1], chain, end):
                return  # reported at the first of the two
            if after is not None and _again(document, chain, after, end):
                second = after.items[0]
                yield self.finding(
                    second.start,
                    second.end,
                    Message(
                        "列举序号重复：“{text}”已经用过，应为“{expected}”",
                        "repeated enumeration number: “{text}” was used before; "
                        "expected “{expected}”",
                    ),
                    # 一是…，一是… is old usage for two parallel points
                    severity=Severity.INFO if len(after.items) == 1 else None,
                    related=(Related(first.start, first.end, self.say("前一项", "item before")),),
                    text=chain.word(1),
                    expected=chain.word(2),
                )
            elif _alone(document, first, end):
                yield self.finding(
                    first.start,
                    first.end,
                    Message(
                        "只有“{text}”，后面没有“{expected}”",
                        "only “{text}”: no “{expected}” follows",
                    ),
                    remedy=Message(
                        "补上后面的项，或删去“{text}”", "add the other items or drop “{text}”"
                    ),
                    text=chain.word(1),
                    expected=chain.word(2),
                )
        elif len(chain.items) > 1 and first.value == 2 and not _begun(document, first):
            yield self.finding(
                first.start,
                first.end,
                Message(
                    "列举从“{text}”开始，前面没有“{expected}”",
                    "an enumeration begins with “{text}”: “{expected}” is missing",
                ),
                text=chain.word(first.value),
                expected=chain.word(1),
            )


def _section_end(document: Document, index: int) -> int:
    """Offset at which the next heading behind a block begins."""
    blocks = document.blocks
    for at in range(index + 1, len(blocks)):
        if blocks[at].kind == "heading":
            return blocks[at].start
    return len(document.prose)


def _again(document: Document, lone: Enumeration, after: Enumeration, end: int) -> bool:
    """Whether a second 一是 follows a lone one in its paragraph or at the next one's start."""
    first, second = lone.items[0], after.items[0]
    if len(lone.items) > 1 or first.value != 1:
        return False
    if after.style != lone.style or second.value != 1 or second.start >= end:
        return False
    if second.block != first.block and not (first.leads and second.leads):
        return False
    return (
        before_emphasis(document.prose, second.start) not in "：:"
    )  # behind a colon a list within an item


def _alone(document: Document, item: Item, end: int) -> bool:
    """Whether nothing carries on what 一是 began, up to the end of its section."""
    prose = document.prose
    if before_emphasis(prose, item.start) in "，," and "。" not in prose[item.end : end]:
        return False
    return _continuation().search(prose, item.end, end) is None


def _begun(document: Document, item: Item) -> bool:
    """Whether something before 二是 in its section stands for the first item."""
    at = item.block
    blocks = document.blocks
    while at > 0 and blocks[at].kind != "heading":
        at -= 1
    return _beginning().search(document.prose, blocks[at].start, item.start) is not None


def _renumbering(chain: Enumeration, index: int) -> Fix | None:
    """Number the rest of a chain by its place in the chain."""
    style = chain.style
    first = chain.items[0].value
    last = first + len(chain.items) - 1
    if style == "首" or last > (20 if style == "①" else 999):
        return None
    edits = [
        Edit(item.start, item.end, chain.word(first + place))
        for place, item in enumerate(chain.items[index:], index)
        if item.value != first + place
    ]
    return Fix(tuple(edits), safe=False)
