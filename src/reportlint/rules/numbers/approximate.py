"""RPT603: one approximation on top of another, and 概数 with a 顿号."""

from __future__ import annotations

from collections.abc import Iterator

from reportlint import Document, Edit, Example, Finding, Fix, Message, Rule, Severity, lazy

_BEFORE = lazy(
    r"(?:[近约](?<!最近)(?<!附近)(?:为|有)?|大约|大概|将近|接近)[0-9][0-9,]*(?:\.[0-9]+)?[万亿千百]{0,2}$"
)
_LOOSE = lazy(r"[约近](?<!最近)(?<!附近)(?:为|有)?[0-9][0-9,.]*[^，。；、0-9]{0,6}$")
_OVER = lazy(
    r"(?:超过|突破|不少于|不低于|至少)了?[0-9][0-9,]*(?:\.[0-9]+)?[^，。；、0-9到至]{0,4}$"
)
_MANY = lazy(r"[余多]")
_SOME = lazy(r"[0-9][0-9,]*(?:\.[0-9]+)?[万亿千百]{0,2}[余多][^，。；、0-9]{0,3}$")
_HAN_PAIR = lazy(
    r"、.(?<![第十百千万零〇]...)"
    r"(?=[个天年次人月名种项条件家户份页])(?![二两三四五六七八九][个项条]方面)"
)
_DIGIT_PAIR = lazy(r"、(?<![0-9.,第][0-9]、)[1-9](?=[个天次名人])")
_NEXT = dict(zip("一二三四五六七八", "二三四五六七八九")) | {"两": "三"}
_HAN_PAIRS = frozenset(f"{first}、{second}" for first, second in _NEXT.items())
_DIGIT_PAIRS = frozenset(f"{first}、{first + 1}" for first in range(1, 9))
_MORE = frozenset(before + more for more in "多余" for before in "0123456789万亿千百")
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
    )
    invalid = (
        "⟦近30多⟧个单位参加。",
        "⟦约50人左右⟧参加。",
        "⟦超过100家以上⟧企业参加。",
        "走访⟦100余户以上⟧群众。",
        Example("共有⟦七、八⟧个单位参加。", fixed="共有七八个单位参加。"),
        "共有⟦7、8⟧个单位参加。",
        "资金⟦接近3.5亿多⟧元。",
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
        if word in _ABOUT:
            window = max(0, at - _WINDOW)
            lead = (_LOOSE if word == "左右" else _OVER).search(prose, window, at)
            if not lead and _MANY.search(prose, window, at):
                lead = _SOME.search(prose, window, at)
        else:
            at += 1  # the sign before 多 or 余 is a part of the number
            window = max(0, at - _WINDOW)
            lead = _BEFORE.search(prose, window, at) or _OVER.search(prose, window, at)
        if not lead:
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
            if not _DIGIT_PAIR.match(prose, at + 1):
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
        if prose[at - 1 : at] in ("、", "第") or not _HAN_PAIR.match(prose, at + 1):
            return None
        good = word[0] + word[-1]
        return self.finding(
            at,
            end,
            Message("概数“{text}”中间不用顿号", "no 顿号 inside the approximation {text}"),
            text=word,
            remedy=Message("改为“{good}”", "write {good}"),
            good=good,
            fix=Fix((Edit(at, end, good),)),
        )
