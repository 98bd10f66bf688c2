"""RPT603: one approximation on top of another, and 概数 with a 顿号."""

from __future__ import annotations

from collections.abc import Iterator

from reportlint import Document, Edit, Example, Finding, Fix, Message, Rule, Severity, lazy

_HAN = "一二三四五六七八九十百千万亿零〇两"
_NUMBER = rf"(?:[{_HAN}]{{1,2}}分之)?(?:[0-9][0-9,]*(?:\.[0-9]+)?[万亿千百]{{0,2}}|[{_HAN}]+)"
_LINK = "(?:[为有是在达共]|占(?:[^，。；0-9]{1,6}的)?)?"
_POINTS = "(?:个?百分点)?"  # a unit with a numeral in it
# 近, 约 and 超 are words of their own only behind other characters than these: 贴近, 签约, 商超
_ABOUT_WORD = (
    "(?:大约|大概|将近|接近"
    "|近(?<![最附邻临靠走贴亲就新逼毗].)|约(?<![节签预邀违解履制集相公条合契特规失守大续缔解毁换改赴商婚].))"
)
_BEFORE = lazy(rf"{_ABOUT_WORD}{_LINK}{_NUMBER}$")
_LOOSE = lazy(rf"{_ABOUT_WORD}{_LINK}{_NUMBER}{_POINTS}[^，。；、0-9{_HAN}]{{0,6}}$")
_OVER = lazy(
    rf"(?:超过|突破|不少于|不低于|至少|超(?<![赶反高商村苏中英西湘浙赣川].))了?{_NUMBER}"
    rf"{_POINTS}[^，。；、0-9到至{_HAN}]{{0,4}}$"
)
_MANY = lazy(r"[余多]")
_SOME = lazy(rf"{_NUMBER}[余多]{_POINTS}[^，。；、0-9{_HAN}]{{0,3}}$")
_TIME = lazy(r"个?(?:年|天|日|月|周|星期|载)")
_LAST_TIME = lazy(rf"近{_NUMBER}[余多]?个?(?:年|天|日|月|周|星期|载)")
_BROKEN_THROUGH = lazy(r"突破.*?[项个种道类处件条大]")
_TENS = "[十百千万亿]{1,3}"
# Behind two numerals: what is counted, where the two cannot be ordinals (个 and its like), and
# where they may be, so that a person must look.
_THING = (
    "(?:个(?!方面|[别体性案]|人[^，。；])|天(?![气然津空])|人(?![数员民次大才口均事工])"
    "|户(?![籍外口型])|家(?![庭长属政教具])|岁)(?!间)"
)
_COUNTED = lazy(rf"(?:{_TENS})?{_THING}")
_MAYBE_COUNTED = lazy(
    rf"{_TENS}(?:[名次种项条件份场台辆处元亩吨里米斤公余多]|年(?!代))"
    r"|年(?![级代制期生])|次(?!全|会|代表|大会|常委|集体)"
    r"|[名种项条件份页场台辆处元亩吨米里斤]|公[里斤顷]|小时|分钟"
)
_NO_COUNT_BEFORE = frozenset("、第前届款述列条获居周期拜组题级类表图段项甲乙丙丁")
# 高一、二 and 大三、四 are classes, 附件二、三 and 初五、六 have numbers, and so has who comes second
_NO_COUNT = lazy(r"(?<!提)高$|初$|(?<!扩)大$|附件$")
_RANKED = frozenset("得名位夺")
_DIGIT_PAIR = lazy(rf"、(?<![0-9.,第前、A-Za-z-][0-9]、)[1-9](?=[次名场](?!间)|{_THING})")
_NEXT = dict(zip("一二三四五六七八", "二三四五六七八九"))
_HAN_PAIRS = frozenset(
    ("两、三", "一、两", *(f"{first}、{second}" for first, second in _NEXT.items()))
)
_DIGIT_PAIRS = frozenset(f"{first}、{first + 1}" for first in range(1, 9))
_MORE = frozenset(before + more for more in "多余" for before in "0123456789十百千万亿")
_ABOUT = frozenset(("左右", "以上"))
_WORDS = _ABOUT | _MORE | _HAN_PAIRS | _DIGIT_PAIRS
_WINDOW = 20  # characters before one of them that are looked at


class ApproximateNumber(Rule):
    """概数重复或写法不当。

    “近30多个”“约50人左右”“超过100家以上”把两种约略说法叠在一起，留一种即可。
    相邻两数表示概数时中间不用顿号：七八个，不写七、八个。
    ---
    An approximation said twice, or written wrongly.

    近30多个, 约50人左右, 超过100家以上 say about twice: keep one. Two neighbouring
    numerals that mean about take no 顿号: 七八个.
    """

    code, name, severity = "RPT603", "approximate-number", Severity.WARNING
    source = "GB/T 15835—2011 5.2.1；GB/T 15834—2011 4.5.3.4"
    remedy = Message("只保留一种约数表达", "keep one of the two")
    valid = (
        "达到3000亿元以上。",
        "建成一、二级医院三家。",
        "第一、二轮督察反馈问题。",
        "分别提高15、22个百分点。",
        "6、7月是汛期。",
        "近年来，近30个单位参加。",
        "约50人参加，超过100家企业。",
        "七八个单位参加。",
        "第一、二、三、四项规定。",
        "附近30多个村受益。",
        "最近20多天。",
        "近20多年来，近10年左右，近百余年间变化很大。",
        "签约20余个项目，节约300多万元，预约50余人次。",
        "走近30余户家庭，贴近1000多名群众。",
        "突破10多项关键技术，突破5项以上难题。",
        "七、八年级学生参加，五、六月份开学，八、九十年代出生。",
        "二届三、四次全会，第十七、八条规定，抓好三、四个方面。",
        "三、四级医院，五、六层，一、二期工程，三、四季度。",
        "附件4、5、6个人信息表。",
        "三、四个坚持\n全年工作扎实推进。",
        "前5、6名，前三、四名。",
        "大型商超50余家，村超20余场，英超10余支，续约30余户，缔约20余国。",
        "周三、四天气转晴，高一、二人数增加，问题二、三个别措施不到位，丙组三、四人员到位。",
        "附件4、5个人信息表，表3、4人员名单，初五、六天降雨，获得二、三名的好成绩。",
        "近两年保持在一成左右，近五年年均十万元左右，产值超过五亿元的三十余家企业。",
    )
    invalid = (
        "⟦近30多⟧个单位参加。",
        "⟦约50人左右⟧参加。",
        "⟦超过100家以上⟧企业参加。",
        "走访⟦100余户以上⟧群众。",
        Example("共有⟦七、八⟧个单位参加。", fixed="共有七八个单位参加。"),
        "共有⟦7、8⟧个单位参加。",
        "资金⟦接近3.5亿多⟧元。",
        "⟦大概有50余⟧人，⟦近百余⟧人，⟦大约三十人左右⟧。",
        "⟦超200多⟧家，每年⟦不少于两次以上⟧，占比⟦超过50%左右⟧。",
        Example("来了⟦五、六⟧十人，都是十⟦七、八⟧岁。", fixed="来了五六十人，都是十七八岁。"),
        "近⟦三、四⟧年，走访⟦五、六⟧十次，讲了⟦一、两⟧个问题。",
        "来了⟦七、八⟧个人，⟦大约有十三个百分点左右⟧，⟦超过三个百分点以上⟧。",
        "提高⟦五、六⟧个百分点，获得⟦三、四⟧个奖项，⟦超过百分之五十以上⟧，⟦大约三分之一左右⟧。",
        "举办⟦5、6⟧场，⟦约占总数的三成左右⟧，相距⟦五、六⟧公里。",
    )

    anchors = tuple(sorted(_WORDS))

    def check(self, document: Document) -> Iterator[Finding]:
        prose = document.prose
        for word, places in document.places_of(_WORDS).items():
            judge = self._pair if "、" in word else self._tail
            for at in places:
                finding = judge(prose, word, at)
                if finding is not None:
                    yield finding

    def _tail(self, prose: str, word: str, at: int) -> Finding | None:
        """Judge a word that says "about" behind a number."""
        end = at + len(word)
        window = max(0, at - _WINDOW)
        if word in _ABOUT:
            lead = _OVER.search(prose, window, at)
            if not lead and word == "左右":
                lead = _LOOSE.search(prose, window, at)
            if not lead and _MANY.search(prose, window, at):
                lead = _SOME.search(prose, window, at)
        else:
            at += 1  # the sign before 多 or 余 is a part of the number
            lead = _BEFORE.search(prose, window, at) or _OVER.search(prose, window, at)
        if not lead or _is_meant(prose, lead.start(), at, end):
            return None
        return self.finding(
            lead.start(),
            end,
            Message("“{text}”概数重复", "{text} says about twice"),
            text=prose[lead.start() : end],
        )

    def _pair(self, prose: str, word: str, at: int) -> Finding | None:
        """Judge two neighbouring numerals with a 顿号 between."""
        end = at + len(word)
        if word in _DIGIT_PAIRS:
            if not _DIGIT_PAIR.match(prose, at + 1) or _is_numbered(prose, at, end):
                return None
            return self.finding(
                at,
                end,
                Message(
                    "概数“{text}”应写汉字、不用顿号", "write this approximation in Han numerals"
                ),
                text=word,
                remedy=Message("如“七八个”", "such as 七八个"),
            )
        before = at
        if prose[at - 1 : at] == "十":  # 十七、八岁
            while before and prose[before - 1] in _HAN:
                before -= 1
        if not before or prose[before - 1] in "\n\r\u3000 " or prose[at - 1] in "百千万亿零〇":
            return None  # at the start of a line the first is a heading's number
        if _is_numbered(prose, before, end):
            return None
        sure = _COUNTED.match(prose, end) is not None
        if not sure and not _MAYBE_COUNTED.match(prose, end):
            return None
        good = word[0] + word[-1]
        return self.finding(
            at,
            end,
            Message("概数“{text}”中间不用顿号", "no 顿号 inside the approximation {text}"),
            text=word,
            remedy=Message("改为“{good}”", "write {good}"),
            good=good,
            fix=Fix((Edit(at, end, good),), safe=sure),
        )


def _is_numbered(prose: str, at: int, end: int) -> bool:
    """Whether two numerals are ordinals by what stands before them (周三、四, 得二、三名)."""
    before = prose[at - 1 : at]
    return (
        before in _NO_COUNT_BEFORE
        or (before in _RANKED and prose[end : end + 1] == "名")
        or _NO_COUNT.search(prose, max(0, at - 2), at) is not None
    )


def _is_meant(prose: str, start: int, at: int, end: int) -> bool:
    """Whether the first of two words is no approximation.

    近 before a time is "the last" (近20多年来), and 突破 before things is "solve"
    (突破10多项技术). The number ends at `at`, the second word at `end`.
    """
    first = prose[start]
    if first == "近":
        return bool(
            _TIME.match(prose, end)
            or prose[at - 1] in "年天日月周"
            or _LAST_TIME.match(prose, start)
        )
    return first == "突" and _BROKEN_THROUGH.match(prose, start, end + 1) is not None
