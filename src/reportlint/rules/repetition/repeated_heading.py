"""RPT404: two points of one list under the same heading."""

from __future__ import annotations

from collections.abc import Iterator

from reportlint import (
    ENUMERATORS,
    OBJECT,
    Document,
    Example,
    Finding,
    Message,
    Related,
    Rule,
    lazy,
    option,
)
from reportlint.rules.repetition.lists import Point, inline_lists, numbered_lists

_DATE = lazy(
    r"[\d〇零一二三四五六七八九十]+(?:年|月|日|时|点|季度).*(?:[年月日时点分初底末前间旬]|季度|半年)$"
    r"|(?:今年|去年|明年|上半年|下半年|年初|年底|当天|当日|同日|同年|同月|上午|下午|晚上)$"
    r"|[\d一二三四五六七八九十]+(?:年|月|日|时|季度)$"
)
_SAME = Message(
    "同一组条目的标题重复：“{text}”",
    "two points of one list have the same heading: “{text}”",
)


class RepeatedListHeading(Rule):
    """条目标题重复.

    同一组并列条目中，两条的标题（首个分句）一字不差，说明层次没有分清，或粘贴后忘了改。
    合并两条，或各写各的要点。
    ---
    Two points of one list with the same heading.

    Two parallel points begin with the same words: the levels are muddled, or a pasted point was
    never changed. Merge the two, or say what sets each apart.
    """

    code = "RPT404"
    name = "repeated-list-heading"
    remedy = Message("合并两条，或各写各的要点", "merge the two, or say what sets each apart")
    valid = (
        "一是加强组织领导，压实责任。二是加强队伍建设，配强力量。三是加强督促检查，务求实效。",
        "一、春季行动\n（一）加强领导\n抓紧部署，责任到人，全面完成各项预定目标。\n"
        "二、秋季行动\n（一）加强领导\n抓紧部署，责任到人，全面完成各项预定目标。\n",
        "上半年，一是加强领导，健全机制。二是摸清底数。下半年，一是加强领导，落实责任。二是抓好整改。",
        "1.责任单位：市水利局\n2.责任单位：市林草局",
        "1.存在问题：学习不深入。\n2.存在问题：作风不扎实。",
        "1. 2025年1月，召开动员会。\n2. 2025年1月，印发方案。",
        "一是2024年底，完成选址。二是2024年底，启动招标。",
        "一要抓紧，二二是笔误，三要抓实。二要抓好。",
        "一要坚持问题导向，查摆不足。二要坚持目标导向，明确方向。",
        Example("1. `a` 的用法：见下。\n2. `b` 的用法：见下。", format="markdown"),
        Example(
            "| 一是学习 | 二是学习 |\n| --- | --- |\n| 一是学习 | 二是学习 |\n", format="markdown"
        ),
    )
    invalid = (
        "一是摸清底数，登记造册。二是⟦摸清底数⟧，分类施策。三是⟦摸清底数⟧，动态更新。",
        "一、主要做法\n（一）加强领导。成立专班，统筹推进各项任务落地。\n"
        "（二）⟦加强领导⟧。压实责任，确保各项任务有人抓、抓到位。\n",
        "1.学习培训\n开展专题培训，覆盖全体干部职工，效果良好。\n"
        "2.⟦学习培训⟧\n举办业务讲座，邀请专家授课，反响热烈。\n",
        "一要强化保障，增加投入；\n二要⟦强化保障⟧，配强力量。",
        "1.加强领导：成立专班，统筹推进。\n2.⟦加强领导⟧：压实责任，定期调度。",
        Example("一是**加强学习**，提高认识。二是**⟦加强学习⟧**，严明纪律。", format="markdown"),
        Example("1. **加强领导**：成立专班。\n2. **⟦加强领导⟧**：压实责任。", format="markdown"),
        "第一，加强宣传，扩大覆盖。第二，⟦加强宣传⟧，讲清政策。",
        "一是摸清底数，登记造册。三是⟦摸清底数⟧，分类施策。",
    )

    max_chars: int = option(12, "code points of the longest heading that is compared", at_least=2)

    anchors = ENUMERATORS
    waits = False  # headings and items carry numbers of other forms

    def check(self, document: Document) -> Iterator[Finding]:
        """Report every later point whose first clause stood before in the same list."""
        yield from self._among(document, document.view(inline_lists))
        yield from self._among(document, document.view(numbered_lists))

    def _among(self, document: Document, lists: list[list[Point]]) -> Iterator[Finding]:
        for points in lists:
            first: dict[str, int] = {}
            for point in points:
                start, text = _plain(document, point) if OBJECT in point.text else point
                if not 2 <= len(text) <= self.max_chars:
                    continue
                earlier = first.setdefault(text, start)
                if earlier != start and not _DATE.match(text):
                    where = Related(
                        earlier, earlier + len(text), self.say("首次出现", "first here")
                    )
                    yield self.finding(start, start + len(text), _SAME, related=[where], text=text)


def _plain(document: Document, point: Point) -> Point:
    """Return a point as it is written, without the marks of emphasis around it."""
    start, text = point
    written = document.text[start : start + len(text)]
    text = written.lstrip("*_")
    return Point(start + len(written) - len(text), text.rstrip("*_"))
