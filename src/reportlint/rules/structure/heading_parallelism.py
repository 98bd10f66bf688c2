"""RPT209: one heading that is built unlike its siblings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from reportlint import Block, Document, Finding, Message, Rule, Severity, lazy

_FUNCTIONAL = lazy(
    r"情况|问题|不足|困难|下一步|打算|计划|安排|建议|措施|意见|总结|概况|回顾|成效|做法|经验|体会|思路|目标|原则|附"
)
_NOUN = lazy(
    r"理论|思想|作风|队伍|制度|机制|党建|业务|能力|纪律|人才|项目|产业|生态|民生|信访|舆论|阵地|文化|环境"
)


class HeadingParallelism(Rule):
    """并列标题句式不一。

    同级标题三个以上、其余句式一致而只有一个不同的，读来突兀：有的有引号有的没有，
    有的以“以……”开头有的不是，有的有动词有的没有。
    ---
    One heading is built unlike its siblings.

    Where three or more siblings agree in form (quotes, an 以… frame, a verb) and one does
    not, the odd one stands out.
    """

    code, name, severity, enabled = "RPT209", "heading-parallelism", Severity.INFO, False
    source = "惯例（对仗）"
    remedy = Message("与同级标题句式一致", "give it the form of its siblings")
    valid = (
        "一、聚焦高质量发展\n扎实推进。\n二、聚焦破解难题\n扎实推进。\n三、聚焦急难愁盼\n扎实推进。",
        "一、主要工作\n扎实推进。\n二、存在问题\n仍有不足。\n三、下一步打算\n继续推进。",
        "一、抓学习\n扎实推进。\n二、理论武装\n扎实推进。",
    )
    invalid = (
        "一、高标准抓好部署\n扎实推进。\n二、⟦高质量理论武装⟧\n扎实推进。\n三、高效率推动整改\n扎实推进。",
        "一、⟦学习落到心上⟧\n扎实推进。\n二、调研落到“地”上\n扎实推进。\n三、整改落到“实”上\n扎实推进。",
        "一、⟦抓好筹备工作⟧\n扎实推进。\n二、以清单推动学习\n扎实推进。\n三、以督查推动整改\n扎实推进。",
    )

    def check(self, document: Document) -> Iterator[Finding]:
        for section in document.root.walk():
            siblings = [s.heading for s in section.sections if s.heading]
            if len(siblings) >= 3:
                yield from self._siblings(document, siblings)

    def _siblings(self, document: Document, siblings: list[Block]) -> Iterator[Finding]:
        titles = [
            re.split("[，。：；]", document.heading_title(h), maxsplit=1)[0] for h in siblings
        ]
        if any(_FUNCTIONAL.search(title) for title in titles) or not all(titles):
            return
        prefix = _common_prefix(titles)
        features = [
            ("引号", "quotes", ["“" in title for title in titles]),
            ("“以……”等句式", "the frame 以…", [title[0] == "以" for title in titles]),
            ("动词", "a verb", [not prefix or not _NOUN.match(title, prefix) for title in titles]),
        ]
        for zh, en, values in features:
            odd, count = Counter(values).most_common()[-1]
            if count == 1 and len(set(values)) == 2:
                heading = siblings[values.index(odd)]
                title = titles[values.index(odd)]
                start = document.prose.find(title, heading.body_start)
                yield self.finding(
                    start,
                    start + len(title),
                    Message(
                        "与同级标题相比，只有它{has}{what}", "alone among its siblings in {what_en}"
                    ),
                    has="有" if odd else "没有",
                    what=zh,
                    what_en=en,
                )
                return


def _common_prefix(titles: list[str]) -> int:
    """Length of the head that all titles share in shape: 高标准, 高质量, 高水平 share 高."""
    first = {title[0] for title in titles}
    return 3 if len(first) == 1 and all(len(title) > 4 for title in titles) else 0
