"""RPT701: a word mistyped for another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar

from reportlint import Document, Edit, Example, Finding, Fix, Message, Rule, Severity, lazy, option
from reportlint.rules.wording.lexicon import Entry, Hit, hits, in_title, words
from reportlint.rules.wording.pairs import extra_hits, read_pairs

_TABLE = "confusions.toml"
_PLURALS = frozenset(
    f"{who}们" for who in ("党员", "干部", "职工", "团员", "群众", "代表", "委员", "教师", "学生")
)
_NOUN_BEHIND = lazy(r"(..)们(干部|群众|同志|代表|职工|党员|教师|学生)")
_LEARNING = frozenset(
    f"学{what}" for what in ("笔记本", "资料", "用书", "用品", "手册", "材料", "读本")
)
_LEAD_TO_LEARNING = frozenset("制买购发订印领赠配")
_MESSAGE = Message("“{wrong}”疑为错别字", "{wrong} looks mistyped")


class ConfusableTypo(Rule):
    """错别字。

    音近、形近的字打错了，如“布署”“坐谈会”“竟争”。能断定的可自动修复。
    词表可用 extra 补充（“错=对”），用 allow 放行。
    ---
    A word mistyped for another.

    Characters that sound or look alike were mistaken, as in 布署 or 竟争. Where it is
    certain the fix is safe. The list is extended with `extra` and thinned with `allow`.
    """

    code, name, severity = "RPT701", "confusable-typo", Severity.ERROR
    source = "《现代汉语词典》（第7版）；《通用规范汉字表》"
    remedy = Message("应为“{right}”", "write {right}")
    valid = (
        "预防犯罪工作。",
        "合格品既使用方便又安全。",
        "在次月五日前报送。",
        "部署工作，安排座谈会。",
        "营销费用下降。",
        "发展得更好。",
        "党员们，干部们，同志们！",
        "发放学习材料，印发科学手册。",
        "既使市场活起来，又使秩序好起来；既使企业受益，也减轻了负担。",
        "此事未必竟能如愿，标签定制、移交待办、提交待审均已完成。",
        "提高应急快速反应问题处置能力，群众反应热烈，化学反应的情况复杂。",
        "择优选拔通过考察的人选，应当既看能力又看品行，建立既管当前又利长远的机制。",
        "督促消除隐患，考核消防安全，公布暑期安排，解决择校问题，教授于次日到校，街道欠缴税款。",
        "依据《会计帐簿管理办法》执行，报名截止今年年底。",
        "把政策落实到为企业解难题上，既将理论学习抓实，又将作风建设抓严。",
        "在创新高地建设中按排放标准改造，按排查结果整治，开发杨梅产业，由代表杨某某发言。",
        "开发贴近群众的课程，补给于当日到位，报销依法津贴，实行薪酬统酬劳，皮肤潜在风险可控。",
        "沟通迅捷，蜜蜂涌入，平稳过度假高峰，装好如实反应器，赴堪察加半岛，学习鲁迅期刊。",
        "选拔付出多的干部，海拔款项另列，候补尝试上岗，伴随既有矛盾，产品畅销防治所需。",
        "拉开消除隐患序幕，攻陷井冈山，标本兼治本清源头，移交待定事项，标签定期更换。",
        "学习惯彻底改变，抗拒决定，研究竞争态势，典型经典形象，规模形成，经校招开展，火爆露营，紧缺限制类，一般迁移。",
        "从严励志，摆脱贪念，明辨论证，相关健康知识，自己经办，受贿路线，公平隐瞒，新婚烟酒，评审披露，陪训练，讯问侯某。",
        "依法津贴照发，神秘决赛开场，点缀学校环境，取消毁约条款，诸侯选边，一张帖子。",
        Example("开展坐谈会。", options={"allow": ["坐谈会"]}),
    )
    invalid = (
        Example("做好工作⟦布署⟧，⟦按排⟧专人负责。", fixed="做好工作部署，安排专人负责。"),
        Example("⟦再接再励⟧，争创一流。", fixed="再接再厉，争创一流。"),
        Example("⟦党员们干部⟧积极参与。", fixed="党员干部们积极参与。"),
        Example("定制⟦学笔记本⟧二百本。", fixed="定制学习笔记本二百本。"),
        Example("⟦防犯⟧化解风险。", fixed="防范化解风险。"),
        Example("推进⟦法制政府⟧建设。", fixed="推进法治政府建设。"),
        Example("⟦既使⟧困难再多，也要完成。", fixed="即使困难再多，也要完成。"),
        Example("⟦既使⟧在繁忙时期，也坚持调度。", fixed="即使在繁忙时期，也坚持调度。"),
        Example(
            "解决群众⟦反应的问题⟧，⟦反应群众⟧诉求。", fixed="解决群众反映的问题，反映群众诉求。"
        ),
        Example("⟦截止目前⟧，⟦台帐⟧已建立。", fixed="截至目前，台账已建立。"),
        Example("责任⟦落实到为⟧，会议⟦既将⟧召开。", fixed="责任落实到位，会议即将召开。"),
        Example("⟦坚绝⟧贯彻，⟦尊守⟧纪律，改善⟦环镜⟧。", fixed="坚决贯彻，遵守纪律，改善环境。"),
        "⟦惯彻⟧会议精神，抓住⟦关健⟧环节，⟦折除⟧违建，登记⟦婚烟⟧状况，敬请⟦批评指政⟧。",
        Example("防止⟦固步自封⟧。", fixed="防止故步自封。"),
        Example("召开⟦碰头汇⟧。", options={"extra": ["碰头汇=碰头会"]}, fixed="召开碰头会。"),
    )
    word_tables: ClassVar[Mapping[str, str]] = {"confusions": "pairs"}
    extra: tuple[str, ...] = option((), "further words, each as 错=对")
    allow: tuple[str, ...] = option((), "words of the list that are right here")

    def anchor_words(self) -> Iterable[str]:
        added = {*read_pairs(self.extra), *_PLURALS, *_LEARNING}
        return words(_TABLE, self.word_table("confusions")) | added

    def check(self, document: Document) -> Iterator[Finding]:
        for hit in hits(document, _TABLE, self.word_table("confusions")):
            if hit.entry.wrong in self.allow:
                continue
            if hit.entry.severity is Severity.ERROR or not in_title(document.prose, hit.start):
                yield self._one(hit)
        yield from self._frames(document)
        for hit in extra_hits(document, self.extra, Severity.ERROR):
            yield self._one(hit)

    def _frames(self, document: Document) -> Iterator[Finding]:
        """Report a 们 before the noun it belongs behind, and a lost 习 in 学习."""
        prose = document.prose
        for places in document.places_of(_PLURALS).values():
            for at in places:
                found = _NOUN_BEHIND.match(prose, at)
                if found:
                    who, noun = found.groups()
                    yield self._pair(at, found.end(), found.group(), f"{who}{noun}们", safe=False)
        for word, places in document.places_of(_LEARNING).items():
            for at in places:
                if prose[at - 1 : at] in _LEAD_TO_LEARNING:
                    yield self._pair(at, at + len(word), word, "学习" + word[1:], safe=True)

    def _pair(self, start: int, end: int, wrong: str, right: str, *, safe: bool) -> Finding:
        severity = Severity.ERROR if safe else Severity.WARNING
        return self._one(Hit(Entry(wrong, right, "", severity, safe, ""), start, end))

    def _one(self, hit: Hit) -> Finding:
        entry, start, end = hit
        return self.finding(
            start,
            end,
            _MESSAGE,
            wrong=entry.wrong,
            right=entry.right,
            severity=entry.severity,
            fix=Fix((Edit(start, end, entry.right),), entry.safe),
        )
