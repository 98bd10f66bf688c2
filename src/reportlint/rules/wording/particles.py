"""RPT704: 的, 地 and 得 in each other's place."""

from __future__ import annotations

from collections.abc import Iterator

from reportlint import Document, Edit, Example, Finding, Fix, Message, Rule, Severity, lazy

_MANNER = [
    "细致",
    "认真",
    "深入",
    "全面",
    "系统",
    "仔细",
    "详细",
    "充分",
    "科学",
    "客观",
    "严肃",
    "及时",
    "广泛",
    "精准",
    "扎实",
    "有效",
    "积极",
    "严格",
    "深刻",
    "耐心",
]
_ADVERBS = frozenset(f"{word}地" for word in (*_MANNER, *["显著", "明显", "良好", "丰硕", "重大"]))
_HAN_PAIR = lazy(r"[\u4e00-\u9fff]{2}")
_OBJECT = lazy(r"(?:进行|加以|予以|给予|作出)了?[\u4e00-\u9fff]{2}$")
_RESULT = lazy(r"(?:取得|获得|带来|产生)了?[\u4e00-\u9fff]{2}$")
_RESULT_NOUN = lazy(
    r"成效|效果|变化|成果|成绩|影响|进展|进步|成就|突破|提升|提高|改善|好转|效益|收获"
)
_ADJECTIVES = frozenset(
    f"{word}的"
    for word in ["深入", "认真", "扎实", "全面", "切实", "积极", "严格", "及时", "广泛", "大力"]
)
_PREDICATE = lazy(
    r"(?:推进|开展|贯彻|落实|学习|抓好|做好|完成|执行|宣传|组织)"
    r"(?!过程|情况|基础|要求|经验|做法|成效|氛围|态度|效果|工作|纪律|观念|[力度精神者]|生活|标准|笔记|程序|原则)"
)
# At the end of a clause these are what the adjective belongs to: 要全面的落实方案.
_HEAD_NOUN = lazy(
    r"..(?:方案|机制|举措|计划|措施|体系|办法|制度|意见|规划|安排|团队|队伍|网络|活动|模式|格局|力量|方式|平台|路径|能力|习惯|方法|功底"
    r"|心得|案例|会)(?=[，。；、！？\n]|$)"
)
_CLAUSE_START = lazy(r"(?:^|[要将应须能，。；：、\s])[\u4e00-\u9fff]{2}$")
# Without a modal what follows may be a noun, and the subject of the clause: 广泛的宣传让群众受益.
_MODALS = frozenset("应须要能将")
_MODAL = lazy(r"(?<![响反相适供效感])应|须|(?<![功职技性智动产效体热核])能")
_SUBJECT = lazy(r"..(?:责任|[^，。；：！？\n]{0,8}[是使让能给受])")
_DOERS = frozenset("做干抓学管落建改用办讲写")
_DONE = frozenset(f"{verb}{de}{how}" for verb in _DOERS for de in "的地" for how in "好实细牢深透")
_VERBS = frozenset([
    "发展", "推进", "落实", "完成", "进展", "开展", "执行", "贯彻", "掌握", "理解", "领会", "表现", "学习",
    "整改", "准备", "组织", "研究", "贯通", "变化", "配合", "衔接", "增长", "提升", "完善", "解决", "处理",
    "宣传", "履行", "发挥", "运行", "恢复",
])  # fmt: skip
_DEGREES = ("很", "较", "非常", "十分", "比较", "特别", "相当", "更加", "不够", "不太")
_DEGREE = frozenset(f"{de}{how}" for de in "的地" for how in _DEGREES)
_QUALITY = lazy(
    r"(?:好|快|慢|差|实|细|深|透|牢|稳|紧|松|严|早|晚|准|顺|扎实|到位|及时|细致|深入|彻底|顺利|迅速|出色|充分|成功|全面|具体|认真"
    r"|透彻|圆满|稳妥|平稳|精准|积极|主动|理想|规范)(?=[，。；、！？])|(?<=不够)(?=[，。；、！？])"
)
_COMPLEMENT_ENDS = lazy(r"[，。；、]|不好")
_MESSAGE = Message("此处“{bad}”应为“{good}”", "{bad} here should be {good}")


class DeParticles(Rule):
    """“的、地、得”误用。

    “进行细致的总结”：动词作宾语，前面用“的”；“认真地贯彻落实”：动词作谓语，前面用“地”；
    “做得好”：补语前面用“得”。只查能断定的固定句式。
    ---
    的, 地 and 得 in each other's place.

    Before a verb that is an object stands 的 (进行细致的总结), before a verb that is the
    predicate 地, before a complement 得. Only frames that leave no doubt are judged.
    """

    code, name, severity = "RPT704", "de-particles", Severity.WARNING
    source = "《现代汉语词典》（第7版）“的、地、得”条"
    remedy = Message("改为“{good}”", "write {good}")
    valid = (
        "进行土地流转，发挥属地作用。",
        "有侧重点地分别列出清单。",
        "这是深入的学习过程，打下扎实的基础。",
        "进行细致的总结和研究。",
        "做的好事实事很多。",
        "要全面的落实方案。",
        "开展全面的、深入的学习。",
        "做的很多，说的很少；推进的很多工作是打基础的。",
        "开展广泛的宣传工作。",
        "深入的学习让人受益。",
        "实践证明，严格的组织生活是法宝，广泛的宣传让群众受益，深入的学习使认识提高。",
        "做好准备，认真的学习笔记有十本，积极的组织者有三人，全面的落实责任体系已建立。",
    )
    invalid = (
        Example("我们将进行细致⟦地⟧总结。", fixed="我们将进行细致的总结。"),
        Example("会后，深入⟦的⟧开展整改。", fixed="会后，深入地开展整改。"),
        Example("必须严格⟦的⟧执行规定。", fixed="必须严格地执行规定。"),
        Example("取得了显著⟦地⟧成效。", fixed="取得了显著的成效。"),
        Example("要认真⟦的⟧贯彻落实会议精神。", fixed="要认真地贯彻落实会议精神。"),
        Example("工作做⟦的⟧很好，发展⟦的⟧非常快。", fixed="工作做得很好，发展得非常快。"),
        Example("有的工作做⟦的⟧好，有的做得不好。", fixed="有的工作做得好，有的做得不好。"),
    )

    anchors = (*_ADVERBS, *_ADJECTIVES, *_DONE, *_DEGREE)

    def check(self, document: Document) -> Iterator[Finding]:
        prose = document.prose
        for places in document.places_of(_ADVERBS).values():
            for start in places:
                at = start + 2
                lead = max(0, at - 6)
                if _HAN_PAIR.match(prose, at + 1) and (
                    _OBJECT.search(prose, lead, at)
                    or (_RESULT.search(prose, lead, at) and _RESULT_NOUN.match(prose, at + 1))
                ):
                    yield self._one(at, at + 1, "地", "的")
        for places in document.places_of(_ADJECTIVES).values():
            for start in places:
                at = start + 2
                if (
                    _PREDICATE.match(prose, at + 1)
                    and prose[at - 4 : at - 2] != "的、"  # 全面的、深入的学习
                    and not _HEAD_NOUN.match(prose, at + 1)
                    and _CLAUSE_START.search(prose, max(0, at - 3), at)
                ):
                    # 要 and 将 may rule a noun: 要严格的执行, 将广泛的宣传转化为行动
                    modal = prose[max(0, start - 1) : start]
                    if modal in _MODALS or not _SUBJECT.match(prose, at + 1):
                        safe = modal in _MODALS and _MODAL.match(prose, start - 1) is not None
                        yield self._one(at, at + 1, "的", "地", Severity.INFO, safe)
        for word, places in document.places_of(_DONE).items():
            for start in places:
                if _COMPLEMENT_ENDS.match(prose, start + 3):
                    yield self._one(start + 1, start + 2, word[1], "得", Severity.INFO)

        for word, places in document.places_of(_DEGREE).items():
            for start in places:
                verb = prose[max(0, start - 2) : start]
                if (verb in _VERBS or verb[-1:] in _DOERS) and _QUALITY.match(
                    prose, start + len(word)
                ):
                    yield self._one(start, start + 1, word[0], "得", Severity.INFO)

    def _one(
        self,
        start: int,
        end: int,
        bad: str,
        good: str,
        severity: Severity | None = None,
        safe: bool = True,
    ) -> Finding:
        return self.finding(
            start,
            end,
            _MESSAGE,
            bad=bad,
            good=good,
            severity=severity,
            fix=Fix((Edit(start, end, good),), safe),
        )
