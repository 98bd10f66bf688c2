"""RPT104: a unit whose figure was deleted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from reportlint import Document, Example, Finding, Message, Rule, lazy, option
from reportlint.rules.placeholders.tokens import scan

_FACT = Message("“{text}”缺少数字", "“{text}” lacks its figure")

_NUMERALS = frozenset(
    "0123456789０１２３４５６７８９.．一二三四五六七八九十百千万亿两几数多半若干余零〇○×xX*＊＿_％%某每各分整些这那\ufffc"
)
_CLAUSE_MARKS = "，。；"
_CLAUSE_END = f"(?=[{_CLAUSE_MARKS}])"

# Frame `remainder`: 收集意见余条， – 余 with nothing before it.
_LEFT_OVER = ("人次", "场次", "万元", "亿元", *"次份人项个条场家名户件期篇册本台套吨亩")
_REMAINDER = lazy(f"余(?:{'|'.join(_LEFT_OVER)})" + _CLAUSE_END)
# Frame `blank`: 组织学习　　次， – white space where the figure was.
_BLANK_UNITS = ("平方米", "公里", "万人", "公顷", "立方米", "个百分点", *"辆台米元")
_BLANK = lazy(
    rf"[ \u3000]{{2,}}余?(?:{'|'.join((*_BLANK_UNITS, *_LEFT_OVER))})(?=[，。；、])"
    r"|[ \u3000]+[%％](?=[，。；、])"
    # a single space, where no text is spaced out
    r"|(?<=[共计达约近为了议动])[ \u3000](?:人次|万元|亿元|余?[次人元个项场])(?=[，。；、])"
)
_REMAINDER_WORDS = frozenset("剩其多结盈富业空残冗有年月周岁节劳课工之茶")
# Frame `counted`: 培训人次， 提高%， – a counting unit right behind a verb.
_COUNTED = (
    # Each leads with the unit's last sign, and the number is that of the signs before it.
    (1, re.compile(r"次(?<=[^\d万亿余多][人场]次)" + _CLAUSE_END)),
    (1, re.compile(r"元(?<=[^\d.][万亿]元)" + _CLAUSE_END)),
    (3, re.compile("点(?<=个百分点)" + _CLAUSE_END)),
    (0, re.compile(r"%(?<=[^\d]%)" + _CLAUSE_END)),
    (0, re.compile(r"％(?<=[^\d]％)" + _CLAUSE_END)),
)
_COUNTING = frozenset(
    [
        "参与",
        "参加",
        "培训",
        "受众",
        "覆盖",
        "服务",
        "惠及",
        "累计",
        "共计",
        "合计",
        "总计",
        "达到",
        "慰问",
    ]
)
_COUNTED_PERSONS = frozenset(
    ["党员", "群众", "干部", "职工", "学员", "师生", "人员", "村民", "居民", "学生", "员工"]
)
_REACHING = frozenset("达共")
_TOWARDS = frozenset("达为约近至到率")
_RISING = frozenset(
    [
        "提高",
        "增长",
        "下降",
        "降低",
        "上升",
        "提升",
        "回落",
        "达到",
        "增加",
        "减少",
        "完成",
        "占比",
        "压缩",
        "超过",
        "率达",
        "率为",
    ]
)
# Frame `bought`: 购买本必读书目 – a measure word right behind a verb of procurement.
_PROCURE = "购买|购置|订购|订阅|配发|发放|赠送|征订|印制|定制|订制|采购|购进|添置|编印|赠阅"
_THIS = (  # 本 that means "this", or begins a word
    "企公单部系地人区市级院身土机届次期年行局校案外科金色息币场村镇县省旗国所站季月周着"
    "职队团乡品版套我领群应文条子办法规已产项服保合货工书校科会轮批辖"
)
_GUARDS = {
    "本": _THIS,
    "册": "子页",
    "套": "餐装票现房利路期书",
    "份": "额子",
    "台": "账湾式灯历胞帐风阶面商资",
    "辆": "",
}
_BOUGHT = tuple(
    (
        unit,
        re.compile(
            f"{unit}(?:(?<=(?:{_PROCURE}){unit})|(?<=(?:{_PROCURE})了{unit}))"
            + (f"(?![{guard}])" if guard else "")
        ),
    )
    for unit, guard in _GUARDS.items()
)
_VERB = lazy(rf"、(?:{_PROCURE})[^，。；、\r\n]{{2,10}}")
# Frame `counted noun`: 召开会议次， – a measure word right behind what it counts.
_NOUNS = {
    "次": "会议|活动|党课|培训|检查|调研|座谈|研讨|督查|演练|宣讲|走访|学习|讨论|巡查|行动",
    "条": "意见|建议|问题|线索|信息|隐患|横幅|标语|短信|微信",
    "个": "问题|隐患|难题|线索",
    "项": "措施|制度|任务|问题|实事",
    "份": "资料|手册|传单|问卷|材料|倡议书|明白纸|公开信|宣传单|宣传册|承诺书|责任书",
    "篇": "信息|稿件|文章|简报|体会|报道",
}
_BEHIND_NOUN = tuple(
    (
        unit,
        re.compile(
            f"{unit}(?:{'|'.join(f'(?<={n}{unit})' for n in nouns.split('|'))})" + _CLAUSE_END
        ),
    )
    for unit, nouns in _NOUNS.items()
)
# Frame `total`: 共开展活动次。 – a sum whose figure is gone.
_DONE = "召开|开展|举办|组织|收集|查找|整改|解决|办理|走访|排查|发放|化解|征集"
_SUMMED = (
    rf"(?:{_DONE})"
    r"[^，。；、\d一二三四五六七八九十百千两几多数余各某若×xX*＊_＿\ufffc\r\n]{2,8}(?<![每历这那上下本首该逐层届批])"
    r"[次条个项件户场](?<!"
    r"[单档两班梯逐分事案文稿信邮零部组硬软构条要证附住商用农立选奖款会现广市剧工再初屡层依][件户个项场条次])"
)
_TOTAL = (
    re.compile("共" + _SUMMED + _CLAUSE_END),
    re.compile("计(?<=[累合总共]计)" + _SUMMED + _CLAUSE_END),
)


class MissingQuantity(Rule):
    """单位前的数字被删掉了。

    批量删除占位符时，“购买*本书目”会变成“购买本书目”，“培训*人次”会变成“培训人次”。
    核对原始记录，补上数字。
    ---
    A unit lost its figure.

    Where placeholders were deleted in bulk, 购买*本书目 becomes 购买本书目 and 培训*人次 becomes 培训人次.
    Look the figure up and put it back.
    """

    code = "RPT104"
    name = "missing-quantity"
    source = "《党政机关公文处理工作条例》（中办发〔2012〕14号）第二十条；惯例"
    remedy = Message("核对后补上数字", "look the figure up and put it back")
    valid = (
        "接待游客人次、旅游总花费同步增长，接待游客120万人次，培训干部300人次。",
        "购买本企业股票，发放本年度补助，印制本子，购买台式机，赠送本人，发放份额。",
        "办理人大代表建议424件，召开本次会议，解决人民群众反映的问题。",
        "培训2000余人次，剩余次，十余条，业余，收集意见百余条。",
        "产值近亿元，增长几个百分点，提高5%，占比（%），完成率X%。",
        "购买五本、印制三百册，配发2台，共组织活动多次，共开展培训三次。",
        "档次、层次、会议5次，意见若干条，事项，问题多个，信访件，读本，编制本方案，购买本书。",
        "累计召开会议每月一次，共解决每件事项。",
        "主讲人：张　三　　人大代表：李　四",
        Example("收集意见余条，", options={"frames": ("bought",)}),
    )
    invalid = (
        "为全体党员⟦购买本⟧必读书目、⟦定制学习用书⟧。",
        "收集意见建议⟦余条⟧，走访群众⟦余户⟧。",
        "组织集中学习⟦  次⟧，走访群众⟦　　余户⟧。",
        "召开会议⟦ 次⟧，参加人员共⟦ 人⟧。",
        "整治违建⟦　　平方米⟧，同比增长⟦  %⟧。",
        "⟦累计人次⟧，⟦培训人次⟧，⟦覆盖党员人次⟧，覆盖面⟦提高个百分点⟧，完成率⟦达到%⟧。",
        "⟦共开展活动次⟧。⟦累计收集意见条⟧，⟦共计解决问题个⟧。",
        "为老人⟦配发台⟧。召开⟦会议次⟧，发放⟦资料份⟧，收集⟦意见条⟧。",
    )

    frames: tuple[str, ...] = option(
        ("remainder", "blank", "counted", "bought", "noun", "total"), "kinds of places to look at"
    )

    def anchor_words(self) -> frozenset[str]:
        """Return what each frame holds, as far as it is fixed."""
        return frozenset().union(*_anchors().values())

    def check(self, document: Document) -> Iterator[Finding]:
        prose = document.prose
        spans: list[tuple[int, int]] = []
        frames = _anchors()
        for name in self.frames:
            if name in frames and document.holds(frames[name]):
                spans += _FRAMES[name](prose)
        if not spans:
            return
        # A figure that is still a placeholder is RPT101's, and a bare unit in a
        # table's head (完成率%) is no sentence.
        seen = document.view(scan)
        taken = [(token.start, token.end) for token in (*seen.tokens, *seen.dates)]
        done = 0
        for start, end in sorted(spans):
            if start < done:
                continue
            done = end
            if document.text[start:end] != prose[start:end]:
                continue  # a mask, no blank
            if any(left < end and start < right for left, right in taken):
                continue
            block = document.block_at(start)
            if block is None or block.kind != "row":
                yield self.finding(start, end, _FACT, text=prose[start:end])


@cache
def _anchors() -> dict[str, frozenset[str]]:
    """By frame the words that it holds, as far as they are fixed."""
    endings = {
        "remainder": [f"余{unit}" for unit in _LEFT_OVER],
        "counted": ["人次", "场次", "万元", "亿元", "个百分点", "%", "％"],
        "noun": [noun + unit for unit, nouns in _NOUNS.items() for noun in nouns.split("|")],
    }
    anchors = {
        name: frozenset(word + mark for word in words for mark in _CLAUSE_MARKS)
        for name, words in endings.items()
    }
    anchors["blank"] = frozenset(
        f"{space}{unit}"
        for space in " \u3000"
        for unit in (*_LEFT_OVER, *_BLANK_UNITS, "余", "%", "％")
    )
    verbs = [verb + joint for verb in _PROCURE.split("|") for joint in ("", "了")]
    anchors["bought"] = frozenset(verb + unit for verb in verbs for unit in _GUARDS)
    anchors["total"] = frozenset(sign + verb for sign in "共计" for verb in _DONE.split("|"))
    return anchors


def _remainders(prose: str) -> Iterator[tuple[int, int]]:
    for found in _REMAINDER.finditer(prose):
        before = prose[found.start() - 1 : found.start()]
        if before not in _NUMERALS and before not in _REMAINDER_WORDS and _han(before):
            yield found.span()


def _blanks(prose: str) -> Iterator[tuple[int, int]]:
    for found in _BLANK.finditer(prose):
        if _han(prose[found.start() - 1 : found.start()]):
            yield found.span()


def _counted(prose: str) -> Iterator[tuple[int, int]]:
    for back, pattern in _COUNTED:
        for found in pattern.finditer(prose):
            start = found.start() - back
            before = prose[max(0, start - 2) : start]
            last = before[-1:]
            if not _han(last) or last in _NUMERALS:
                continue
            if back != 1:
                if before in _RISING or last in _TOWARDS:
                    yield start - len(before), found.end()
            elif before in _COUNTING or last in _REACHING:
                yield start - (2 if before in _COUNTING else 1), found.end()
            elif before in _COUNTED_PERSONS and prose[start - 4 : start - 2] in _COUNTING:
                yield start - 4, found.end()  # 覆盖党员人次


def _bought(prose: str) -> Iterator[tuple[int, int]]:
    for unit, pattern in _BOUGHT:
        if unit not in prose:
            continue
        for found in pattern.finditer(prose):
            end = found.end()
            yield end - (4 if prose[end - 2] == "了" else 3), end
            # 购买本书目、定制笔记本: the rest of the series lost its figures too.
            other = _VERB.search(prose, end, end + 30)
            while other is not None:
                if not any(c in _NUMERALS for c in other.group()):
                    yield other.start() + 1, other.end()
                other = _VERB.match(prose, other.end())


def _behind_nouns(prose: str) -> Iterator[tuple[int, int]]:
    for unit, pattern in _BEHIND_NOUN:
        if unit not in prose:
            continue
        for found in pattern.finditer(prose):
            yield found.start() - 2, found.end()


def _totals(prose: str) -> Iterator[tuple[int, int]]:
    for pattern in _TOTAL:
        for found in pattern.finditer(prose):
            yield found.start() - (prose[found.start()] == "计"), found.end()


_FRAMES = {
    "remainder": _remainders,
    "blank": _blanks,
    "counted": _counted,
    "bought": _bought,
    "noun": _behind_nouns,
    "total": _totals,
}


def _han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"
