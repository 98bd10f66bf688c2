"""RPT507: 顿号 before 等."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reportlint import Document, Edit, Example, Finding, Fix, Message, Rule, Severity, lazy, option

# Behind 等 stands a mark, the count of what was listed, or a word for all of it; else it is
# part of a word: 等级, 等候.
_ETC = lazy(
    r"等等?(?:[，。；：、）的]|$|[0-9一二两三四五六七八九十]{1,3}"
    r"(?:[项种类家名条件大]|个(?!多?(?:月|小时|星期|工作日|礼拜|钟头)))"
    r"|(?:活动|工作|方面|方式|形式|措施|举措|问题|内容|项目|任务|制度|机制|领域|产业|行业|环节|渠道"
    r"|材料|资料|设备|设施|文件|会议|情况|单位|部门|地区|地方|人员|同志|领导|因素|原因|要求|规定))",
    re.MULTILINE,
)
_AND = lazy(r"、(?=(?:和|与|及|以及|或)[\u4e00-\u9fff]{2,8}[，。；])")


class DunhaoBeforeEtc(Rule):
    """“等”前多了顿号或省略号。

    “等”“等等”已表示列举未尽，前面不再用顿号，也不与省略号连用。
    ---
    A 顿号 or an ellipsis before 等.

    等 itself says that the list goes on; neither 、 nor …… stands before it.
    """

    code, name, severity = "RPT507", "dunhao-before-etc", Severity.INFO
    source = "GB/T 15834—2011 附录B.1.2、附录A.9.2"
    remedy = Message("删去“等”前的标点", "drop the mark before 等")
    valid = (
        "学习、培训等。",
        "评定为甲级、等级民宿三家。",
        "排队、等候时间缩短。办证要跑五六趟、等一两个月，有的跑断腿、等3个工作日。",
        "完成立项、及时投产。",
        "群众盼的、等的、急的，就是要的、等的、想的。",
        "建成颐和苑、和苑。",
    )
    invalid = (
        Example("开展学习、培训⟦、⟧等。", fixed="开展学习、培训等。"),
        Example("包括甲、乙⟦、⟧等等。", fixed="包括甲、乙等等。"),
        Example("开展学习、调研⟦、⟧等活动。", fixed="开展学习、调研等活动。"),
        "市发改委、市财政局⟦、⟧等5个单位参加。",
        Example("配发图书⟦……⟧等。", fixed="配发图书等。"),
        Example(
            "甲、乙⟦、⟧和丙等单位，", options={"conjunctions": True}, fixed="甲、乙和丙等单位，"
        ),
    )
    conjunctions: bool = option(False, "report 、和 、与 、及 too (many are names: off)")

    def anchor_words(self) -> Iterable[str]:
        return () if self.conjunctions else ("、等", "……等")

    def check(self, document: Document) -> Iterator[Finding]:
        prose = document.prose
        for at in document.places("、等"):
            # 盼的、等的、急的: what people wait for
            waits = prose[at - 1 : at] == "的" and prose[at + 2 : at + 3] == "的"
            if not waits and _ETC.match(prose, at + 1):
                yield self._one(prose, at, at + 1)
        for at in document.places("……等"):
            yield self._one(prose, at, at + 2)
        if self.conjunctions:
            for found in _AND.finditer(prose):
                yield self._one(prose, found.start(), found.start() + 1)

    def _one(self, prose: str, start: int, end: int) -> Finding:
        return self.finding(
            start,
            end,
            Message("“{word}”前多了“{mark}”", "{mark} before {word}"),
            word=prose[end : end + 1],
            mark=prose[start:end],
            fix=Fix((Edit(start, end, ""),)),
        )
