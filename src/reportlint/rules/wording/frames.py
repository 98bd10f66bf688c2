"""RPT705: frames that were begun and not finished."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from reportlint import Document, Finding, Message, NamedTuple, Rule, Severity, lazy


class _Frame(NamedTuple):
    """A closed frame, looked for where one of its words stands.

    `after` must match at the word, and `lead`, if there is one, right before it; reported
    is from the lead's group `hit`, or from the word, to the end of what `after` matched.
    What is reported begins with `sign`, if there is one, within `reach` before the word.
    """

    words: tuple[str, ...]
    after: str
    message: Message
    lead: str = ""
    sign: str = ""
    reach: int = 0


_STANDS = (
    "站在|立足|从|提升到|提高到|上升到|以|达到|上升|提到|登高|摆在|置于|放在|着眼|居于|坚持|位居|具有|处于|占据|把握|对标"
    "|(?<!所)有(?![关的些效序力])|体现|彰显|展现|兼具|保持|增强"
)
_HEADS = (
    "论述|讲话|指示|批示|思想|决定|意见|通知|要求|办法|规定|报告|方案|草案|说明|文章|理念|部署|决议|建议|公告|批复|"
    "回信|贺信|致辞|演讲|规划|纲要|条例|论断|观点|理论|战略|问题|通报|函|请示|汇报|课题|专题|工作|的话|研究|议案|提案|协定|声明|"
    "方针|政策|嘱托|重托|答问|谈话|题词|寄语|安排|措施"
)
_START = r"(?:^|[。；！？\n\u3000])"
FRAMES = (
    _Frame(
        ("政治高度，", "战略高度，", "全局高度，"),
        r"..高度",
        Message("“……高度”前缺少“站在”“从”之类", "nothing such as 站在 leads up to 高度"),
        rf"{_START}(?![^，。；！？\n]*(?:{_STANDS}))(?P<hit>[^，。；！？\n\u3000]{{4,60}})$",
    ),
    _Frame(
        ("以来，", "以来。"),
        r"以来",
        Message("“在……以来”不成搭配", "在…以来 is no frame"),
        r"(?:^|[，。；：\n\u3000])"
        r"(?P<hit>在(?![座职任线建外校岗位编册营家押读京省地])[^，。；：！？的\n]{2,16}(?<!一直)(?<!长期)(?<![多年月日]))$",
        "在",
        17,
    ),
    _Frame(
        ("为标",),
        r"为标(?![志准的杆本识靶题尺签兵记配示注榜价牌高段])",
        Message("“以……为标”不完整，疑为“为目标”", "以…为标 is cut short, probably 为目标"),
        r"(?P<hit>以[^，。；\n]{2,12})$",
        "以",
        13,
    ),
    _Frame(
        ("理解把", "认识把", "领会把", "感悟把"),
        r"..把(?![握关控脉手守持])",
        Message("此处的“把”多余，或缺少“握”", "this 把 is stray, or 握 is missing"),
    ),
    _Frame(
        ("不仅",),
        r"不仅(?!仅|如此|限|局限|是[^，。]{0,6}问题)(?![^。！？；\n]*(?:更|还|而且|且|也|同时|甚至|又|并|亦|反而|连|关键[在是要]|重要的是|重在|贵在|(?<![首成])都(?!市)))"
        r"(?![^。！？；\n]*；[^，。；！？\n]{0,4}(?:更|还|而且|并且|也|同时))"
        r"[^。！？；\n]{8,}[。！？；]",
        Message("有“不仅”，没有“而且”“更”“还”与之呼应", "不仅 with no 而且, 更 or 还 to answer it"),
    ),
    _Frame(
        ("不但", "不仅"),
        r"不[但仅]要?(?![是仅])[^，。；！？、：“”\n]{8,}(?:更(?![生新换改正名])要?|还要?|也要?)[^，。；！？\n]*",
        Message("“不但……更……”之间缺少停顿", "不但…更… needs a comma between its halves"),
    ),
    _Frame(
        ("不敢", "不愿", "不善于"),
        r"(?:不敢(?![不有])(?=[^，。；、\n]{2,12}，[敢勇]于)|不愿(?!不)(?=[^，。；、\n]{2,12}，(?:愿意|乐于))"
        r"|不善于(?=[^，。；、\n]{2,12}，善于))"
        r"(?![^，]*(?:懈怠|松懈|马虎|大意|怠慢|忘|稍|丝毫|半点|满足|骄傲|自满|放松|停|越|触|违|贪|腐|的[^，的]{0,6}，))"
        r"[^，。；、\n]{2,14}，[^，。；\n]{2,}",
        Message(
            "前半否定、后半肯定，意思相反，疑漏“不”", "a denial and its opposite: a 不 seems lost"
        ),
        r"(?:^|[，。；：！？\n\u3000])(?![^，。；：！？\n]*(?:解决|克服|破除|针对|对|改变|纠正|消除|扭转|摒弃|防止))"
        r"[^，。；：！？\n\u3000]*(?P<hit>)\Z",
    ),
    _Frame(
        ("同志关于", "主席关于", "总理关于", "书记关于", "党中央关于", "国务院关于"),
        rf"[^”，。\n“]{{2,4}}关于(?![^”，。\n“]*(?:{_HEADS}))[^”，。\n“]{{2,20}}”",
        Message("“关于……”缺少中心词（如“的重要论述”）", "关于… lacks its head noun"),
        r"(?P<hit>“[^“”，。\n]{0,12})$",
        "“",
        13,
    ),
)


_FRAMES_OF = {
    word: [index for index, frame in enumerate(FRAMES) if word in frame.words]
    for word in dict.fromkeys(word for frame in FRAMES for word in frame.words)
}
_WORDS = frozenset(_FRAMES_OF)


class IncompleteFrame(Rule):
    """固定句式残缺。

    “站在……高度”“自……以来”“以……为目标”“不仅……而且……”等句式缺了一半，
    多是删改或漏字造成。请补全。
    ---
    A frame begun and not finished.

    站在…高度, 自…以来, 以…为目标, 不仅…而且… lack one half, mostly after an edit or a
    lost character. Complete them.
    """

    code, name, severity = "RPT705", "incomplete-frame", Severity.WARNING
    source = "惯例（语法）"
    remedy = Message("补全句式", "complete the frame")
    valid = (
        "站在讲政治的高度，抓好落实。",
        "一直以来，我们坚持问题导向。长期以来，成效明显。",
        "以项目建成为标志，以群众满意为标准。",
        "更加深刻理解把握精神实质。",
        "不仅抓学习，而且抓整改。",
        "不但要学，更要做。",
        "自开展活动以来，各项工作成效明显，我局多次受到表扬。",
        "学习“习近平总书记关于调查研究的重要论述”。",
        "在2020年以来的基础上推进。",
        "不能满足现状，必须继续努力。",
        "不敢有丝毫懈怠，敢于动真碰硬；不能只看数字，善于从数字背后发现问题。",
        "不敢忘却初心，勇于担当作为；不愿因循守旧，敢于打破常规。",
        "不仅仅是学习问题，更是态度问题。",
        "要解决不敢担当的问题，勇于破解难题；对不敢较真碰硬的，勇于追责。",
        "克服不敢斗争的畏难情绪，敢于亮剑；破除不敢闯试心态，敢于创新。",
        "针对不善于做群众工作的短板，善于总结经验。",
        "在线办理系统上线以来，成效明显。在建项目复工以来，进展顺利。在外务工以来，收入增加。",
        "既有政治高度，又有理论深度。体现了战略高度，贴近了实际。",
        "不仅要“身入”基层，摸清底数；更要“心至”群众，听真话。",
        "不仅在于项目本身，关键在于机制。",
        "以智能充电桩为标配，以黄线为标示。",
        "学习“党中央关于农业农村优先发展的方针政策”和“习近平总书记关于防汛的殷殷嘱托”。",
    )
    invalid = (
        "⟦坚决落实部署要求的政治高度⟧，认真谋划推进。",
        "⟦在工作组指导以来⟧，进展顺利。",
        "⟦以服务群众为标⟧，抓好落实。",
        "更加深刻⟦理解把⟧马克思主义中国化的历程。",
        "⟦不仅让群众享受到便利的服务，拉近了干部与群众的距离。⟧",
        "对于学习内容，⟦不但要看在眼里记下来更要学到心里⟧。",
        "会上指出。\n⟦不敢大胆提意见，敢于开展批评⟧。",
        "有的党员⟦不敢大胆提意见，敢于开展批评⟧。",
        "有的干部⟦不善于做思想工作，善于化解矛盾⟧。",
        "确定⟦“习近平总书记关于基层治理”⟧等主题。",
        "⟦自活动开展以来，牢牢把握总要求⟧，推进各项工作。\n一、主要工作",
    )

    anchors = tuple(_FRAMES_OF)

    def check(self, document: Document) -> Iterator[Finding]:
        prose = document.prose
        present = document.places_of(_WORDS)
        for word, places in present.items():
            for index in _FRAMES_OF[word]:
                frame = FRAMES[index]
                for at in places:
                    if frame.sign and frame.sign not in prose[max(0, at - frame.reach) : at]:
                        continue
                    found = _after(index).match(prose, at)
                    if found is None:
                        continue
                    start = at
                    if frame.lead:
                        lead = _lead(index).search(prose, max(0, at - 64), at)
                        if lead is None:
                            continue
                        start = lead.start("hit")
                    yield self.finding(start, found.end(), frame.message)
        if "以来，" in present:
            yield from self._subject(document)

    def _subject(self, document: Document) -> Iterator[Finding]:
        """Report a first sentence that opens with 自…以来 and never names who acts."""
        first = next((b for b in document.blocks if b.kind == "paragraph"), None)
        if first is None:
            return
        found = _OPENING.match(document.prose, first.start, first.end)
        if found and not _SUBJECT.search(found["rest"]):
            start, end = found.span("hit")
            yield self.finding(
                start,
                end,
                Message("首句没有主语，未说明是谁", "the first sentence never says who acts"),
                severity=Severity.INFO,
                remedy=Message("补上主语，如“我局”", "name who acts"),
            )


_OPENING = lazy(r"(?P<hit>自[^，。\n]{2,24}以来，[^，。；\n]{2,16})(?P<rest>[^。\n]*)")
_SUBJECT = lazy(
    r"我|本[^质]|各[^项种]|全[市县区局省镇乡校院体国党厅委]|[局委办院校厅站市县区镇]党|党[委组支]|领导班子|党员|干部|职工|公司|集团|学校|医院|中心|支部"
)


@cache
def _after(index: int) -> re.Pattern[str]:
    """Compile a frame on first need."""
    return re.compile(FRAMES[index].after)


@cache
def _lead(index: int) -> re.Pattern[str]:
    return re.compile(FRAMES[index].lead)
