"""RPT401: one word, or one particle, written twice in a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from reportlint import (
    Document,
    Edit,
    Example,
    Finding,
    Fix,
    Message,
    NamedTuple,
    Rule,
    Severity,
    lazy,
    load_table,
    option,
)
from reportlint.rules.repetition.doubles import doubled
from reportlint.rules.repetition.one_character import BESIDES, is_han, is_slip, singles

_LONGEST = 5  # code points of the longest doubled word
_CHARACTER = Message(
    "“{one}”重复：“{text}”",
    "“{one}” is written twice: “{text}”",
)
_WORD = Message(
    "词语“{one}”连写了两遍：“{text}”",
    "the word “{one}” stands twice in a row: “{text}”",
)


class _Words(NamedTuple):
    """The family's table of words in the shape the check needs."""

    words: frozenset[str]
    continues: dict[str, tuple[str, ...]]


@cache
def _words() -> _Words:
    table = load_table(__file__, "words.toml")
    words = frozenset(word for text in table["words"].values() for word in text.split())
    return _Words(words, {k: tuple(v) for k, v in table["continues"].items()})


@cache
def _doublings(extra: tuple[str, ...]) -> frozenset[str]:
    looked_for = (*singles(), *_words().words, *extra)
    return frozenset(2 * one for one in looked_for if one and len(one) <= 2)


class DuplicateWord(Rule):
    """词语或虚字重复.

    同一个词或虚字连写两遍，多为录入、修改时的遗留。删去其一；如确为两个词相连，
    可换一种说法，使读者不致误读。叠词（人人、实实在在）和动词重叠（研究研究）不报。
    ---
    A word or particle written twice.

    The same word twice in a row is mostly left over from typing or editing. Delete one; where
    two words really meet, reword so that nobody stumbles. Reduplication (人人, 研究研究) is fine.
    """

    code = "RPT401"
    name = "duplicate-word"
    severity = Severity.WARNING
    remedy = Message("删去重复的一个", "delete one of the two")
    valid = (
        "人人参与，实实在在办事，天天有进展。",
        "支持首都都市圈和成都都市圈建设。",
        "推行重点项目项目长制，聘任重点项目项目经理。",
        "一件一件抓，一项一项改，一茬一茬接着干。",
        "形成共建共治共享格局，构建共建共治机制。",
        "深化文化文艺领域改革。",
        "这件事还要再研究研究、讨论讨论。",
        "以营利为目的的活动，按标的的金额收费。",
        "耕地地力稳步提升，参与与监督并重。",
        "平安年年，步步为营，事事有回音。",
        "各级组织组织开展志愿服务。",
        "支持发展发展中国家友好关系。",
        "代表团由三十余人组成。",
        "各人得得失失，不必计较。",
        "坚持实事求是是我们的传统。",
        "会长同会长同志们合影留念。",
        "在喀什地区和和田地区调研，赴和静县和和硕县座谈。",
        "对对生态环境造成损害的行为严肃追责，为为企业提供便利的窗口点赞。",
        "按照一语中的的原则，把把好政治关放在首位。",
        "学一点学一点，积少成多。",
        "位于于都县，甚至至今未动，在在建项目现场召开推进会。",
        "支部支部委员会，推进推进会确定的任务，将将信将疑的群众请到现场。",
        "扶持2家家庭农场、5个个体工商户，家家户户、人人参与，组组有分工、校校有特色。",
        "全市市、县两级，支部部署及时，小组组长负责，委员会会议、占占卜者的地。",
        "提升群众参与参与度，健全监督监督员制度，行程（一）、（一）类人员。",
        Example("| 工作 | 工作 |\n| --- | --- |\n| 完成 | 完成 |\n", format="markdown"),
    )
    invalid = (
        Example("每月组织一次⟦学习学习⟧有关文件。", fixed="每月组织一次学习有关文件。"),
        Example("这是各部门⟦的的⟧共同任务。", fixed="这是各部门的共同任务。"),
        "⟦我们我们⟧要从实际出发。",
        "抓好各项⟦工作工作⟧落实。",
        "要⟦把把⟧责任扛在肩上。",
        "认真⟦地地⟧做好准备。",
        Example(
            "全面推进⟦营商环境营商环境⟧改善。",
            fixed="全面推进营商环境改善。",
        ),
        "今年⟦生产总值生产总值⟧稳步增长。",
        "完成⟦了了⟧既定任务。",
        "要⟦进一步进一步⟧压实责任，⟦对对⟧存在的问题逐项整改。",
        "位⟦于于⟧我县东部，工期⟦至至⟧年底，⟦在在⟧全市推广，代表⟦们们⟧认为可行。",
        "⟦目前目前⟧，⟦各级各级⟧党组织高度重视，⟦市委市委⟧多次研究，他⟦也也⟧参加了。",
        Example("解决工作中⟦的的⟧难题。", fixed="解决工作中的难题。"),
        "帮扶农户320⟦户户⟧，发放资料3000余⟦份份⟧，新增耕地12.6万⟦亩亩⟧，完成率⟦达达⟧96%。",
        "市文化和旅游⟦厅厅⟧、各级党⟦组组⟧，健全各项制⟦度度⟧。",
        "⟦（一）（一）⟧落实责任。",
        "会议⟦听取听取⟧了汇报，投诉⟦下降下降⟧三成，⟦力争力争⟧全面完成。",
        Example("由⟦专班专班⟧负责。", options={"extra_words": ["专班"]}),
    )

    extra_words: tuple[str, ...] = option((), "further two-character words that never stand twice")
    allow: tuple[str, ...] = option((), "doubled words that are right here, written once")

    waits = False  # longer words are in no table

    def anchor_words(self) -> frozenset[str]:
        """Return the particles and the words of two characters, doubled."""
        return self._listed()

    def _listed(self) -> frozenset[str]:
        return _doublings(self.extra_words)

    def check(self, document: Document) -> Iterator[Finding]:
        """Report doubled particles and words of two to five characters."""
        text = document.prose
        words = _words()
        known = singles()
        done = -1
        hits = doubled(text, _LONGEST)
        for listed, places in document.places_of(self._listed()).items():
            hits += _listed_hits(text, listed, places)
        for start, length in sorted(hits):
            one = text[start : start + length]
            if start < done or one in self.allow:
                continue
            end = start + 2 * length
            if length == 1:
                found = one in known and is_slip(text, start)
            else:
                found = self._is_doubled_word(text, end, one, words)
            if found:
                done = end
                yield self._report(document, start, end, one)

    def _is_doubled_word(self, text: str, end: int, one: str, words: _Words) -> bool:
        if len(one) == 2:
            if one not in words.words and one not in self.extra_words:
                return False
            return not text.startswith(words.continues.get(one, ()), end)
        if _NUMBER.fullmatch(one):
            return True  # （一）（一）
        if one[0] in _JOINTS or one[-1] in _JOINTS:
            return False  # 主席同|主席同志: a word, a particle, and the word again
        return is_han(one) and len(set(one)) > 2 and not _one_by_one(one)

    def _report(self, document: Document, start: int, end: int, one: str) -> Finding:
        particle = len(one) == 1
        raw = document.text[start:end]
        cut = Edit(start + len(one), end, "")
        fix = Fix((cut,), safe=one in _SURE) if raw == one * 2 else None
        return self.finding(
            start,
            end,
            _CHARACTER if particle else _WORD,
            severity=Severity.ERROR if particle and one not in _UNSURE else None,
            fix=fix,
            one=one,
            text=raw,
        )


def _listed_hits(text: str, listed: str, places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield what `doubled` does, for one doubled particle or word from the table.

    Of a run of particles the first, of overlapping doublings (作工|作工作) the leftmost.
    """
    length = len(listed) // 2
    if length > 1 and listed[0] == listed[1]:
        return
    last, leftmost = -9, False
    for at in places:
        if at != last + length:
            leftmost = at == 0 or text[at - 1] != text[at + length - 1]
        if leftmost and (length > 1 or at != last + 1):
            yield at, length
        last = at


def _one_by_one(one: str) -> bool:
    """Whether a doubled string counts things off: 学一点学一点, 一件件一件件."""
    at = one.find("一")
    return at == 0 or (at > 0 and one[at + 1 : at + 2] in _COUNTED)


_COUNTED = frozenset("个件项天户家条批次场年月日点人类村片块遍轮段处层级份张本")
_SURE = frozenset("的地得了")
"""Particles that are no part of the word behind them: one of two may go without a look. Not so
和和县, 对对上负责的同志."""
_UNSURE = BESIDES | frozenset("于至在")
"""Particles that many names end or begin with, and other characters."""
_NUMBER = lazy(r"（(?:[一二三四五六七八九十]{1,2}|[0-9]{1,2})）")
_JOINTS = frozenset("和同与及跟对为或于的在到比至向从者是之而且以并")
