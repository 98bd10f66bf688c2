"""RPT303: 三方面：一是…四是."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from reportlint import (
    EMPHASIS,
    ENUMERATORS,
    Document,
    Example,
    Finding,
    Message,
    Rule,
    Section,
    Severity,
    int_to_han,
    lazy,
    to_int,
)
from reportlint.rules.numbering.headings import ordinal, parents, series
from reportlint.rules.numbering.spelt_out import ANCHORS, spelt_out

_HAN = "一二两三四五六七八九十"
_NOUNS = (
    "方面|环节|问题|任务|举措|措施|工作|不足|原因|建议|重点|特点|差距|短板|困难|经验|做法|成效|"
    "步骤|阶段|要求|目标|原则|内容|意见|要点|难点|矛盾|挑战|领域|体会|启示|关系|行动|工程|希望|承诺|"
    "倡议|教训|变化|亮点|优势|件(?:大|实|好|急)?事"
)


@cache
def _announcement() -> re.Pattern[str]:
    """A count with its noun; behind it in the clause at most a few words."""
    return re.compile(
        rf"(?<![{_HAN}\d.第前后这那其上余另述他每第“])(?P<count>[{_HAN}]{{1,3}}|\d{{1,2}})"
        rf"(?:个|大|项|条|点|种|类)?(?:重点|主要|突出|具体|基本)?(?:{_NOUNS}|点|条|项)"
    )


@cache
def _tail() -> re.Pattern[str]:
    """What may stand between the announcement and its list."""
    return re.compile(r"[^，。；：！？、“”]{0,12}[：:]|(?:的?(?:工作|内容|任务|要求))?。")


@cache
def _listed() -> re.Pattern[str]:
    """A count directly behind a list: 甲、乙、丙三个方面."""
    return re.compile(rf"(?<![{_HAN}\d“第])([{_HAN}]|\d)(?:个|大|项)?(?:方面|环节)")


@cache
def _named() -> re.Pattern[str]:
    """A quoted count: “四学”, “三个到位”."""
    return re.compile(rf"“([{_HAN}])[个种项大类]?([\u4e00-\u9fff]{{1,4}})”")


_COUNTED = ("方面", "环节")
_DIGITS = {digit: to_int(digit) for digit in _HAN}
_QUOTED = frozenset(f"“{digit}" for digit in _HAN)
"""How what `_named` finds begins."""


class AnnouncedCountMismatch(Rule):
    """标明的数目与实际列出的不符。

    先说“三个方面”，后面却列了“一是……四是”，读者会怀疑多写或漏写了一项。
    核对后改数目，或增删列举的项。
    “几个方面”“若干”是概数，“第二个方面”“前三个方面”不是总数，都不计。
    ---
    The number announced differs from the number listed.

    三个方面 followed by 一是…四是 makes the reader look for a lost or an extra item.
    Check, then correct the number or the list.
    Open counts (几, 若干) and ordinals (第二个方面) are not compared.
    """

    code = "RPT303"
    name = "announced-count-mismatch"
    severity = Severity.ERROR
    remedy = Message("核对后改数目，或增删列举的项", "correct the number or the list")
    valid = (
        "主要体现在以下几方面：一是学得不深。二是抓得不实。三是改得不严。",
        "主要有以下三方面：一是学。二是改。三是严。",
        "这是第二个方面：一是学。二是改。三是严。",
        "紧扣12个方面调研内容，确定课题。一是学。二是改。",
        "前三个方面：一是学。二是改。",
        "树牢“四个意识”、坚定“四个自信”，统筹推进“五位一体”总体布局。",
        "通过领导领学、专家导学、互相促学、个人自学“四学”联动方式学。",
        "围绕“甲、乙、丙、丁”四方面研讨。",
        "从学习、调研和整改三个方面发力。",
        "从学习、调研等五个方面发力。",
        "一、“三个到位”抓整改\n（一）学习到位。正文。\n（二）查摆到位。正文。\n（三）整改到位。正文。",
        "重点抓好三项工作：\n（一）抓学习。正文。\n（二）抓查摆。正文。\n（三）抓整改。正文。",
        "办好三件实事：一是修路。二是通水。三是建校。",
        "抓好三项工作：1.抓学习；2.抓查摆；\n3.抓整改，动真格。",
        "做到“三个到位”：思想到位、组织到位、措施到位。",
        "落实“四个抓手”，抓思想、抓组织、抓作风、抓纪律。",
        "坚持“三个聚焦”，聚焦难点、聚焦热点。",
        "坚持“三个聚焦”：聚焦难点、聚焦热点等。",
        "推进“三农”工作，农业增效、农民增收。",
        "设立3个工作组，即综合组、宣传组和督查组。建强三支队伍，分别是干部队伍、人才队伍和志愿者队伍。",
        "设立5个工作组，即综合组、宣传组等。确定2个时点，即月初、月中和月末报数。",
    )
    invalid = (
        "主要有以下⟦三方面⟧：一是学得不深。二是抓得不实。三是改得不严。四是考得不细。",
        "一、⟦“四个到位”⟧抓整改\n（一）学习到位。正文。\n（二）查摆到位。正文。\n（三）整改到位。正文。",
        "重点抓好⟦五项工作⟧：\n（一）抓学习。正文。\n（二）抓查摆。正文。\n（三）抓整改。正文。",
        "从学习、调研、整改⟦四个方面⟧发力。",
        "围绕“甲、乙、丙”⟦四方面⟧研讨。",
        "办好⟦五件实事⟧：一是修路。二是通水。三是建校。",
        "有⟦四个方面⟧原因：（一）人手少；（二）经费紧；（三）机制旧。",
        "抓好⟦3项工作⟧：\n1.抓学习；2.抓查摆；3.抓整改；4.抓考核。",
        "抓好⟦3项工作⟧：1.抓学习；2.抓查摆；3.抓整改；4.抓考核。",
        "做到⟦“五个到位”⟧：思想到位、组织到位、措施到位、责任到位。",
        "坚持⟦“三个聚焦”⟧，聚焦难点、聚焦热点、聚焦堵点、聚焦痛点。",
        "推行领导领学、专家导学、个人自学⟦“四学”⟧联动。",
        "设立⟦5个工作组⟧，即综合组、宣传组、督查组。共⟦四个街道⟧，分别为城东街道、城西街道和城南街道。",
        "下一步要抓好⟦两项任务⟧。第一，抓学习。第二，抓查摆。第三，抓整改。",
        Example(
            "**主要有⟦三方面⟧：** **一是**学。**二是**查。**三是**改。**四是**考。\n",
            format="markdown",
        ),
    )

    anchors = (*ENUMERATORS, *_COUNTED, *sorted(_QUOTED | ANCHORS))
    waits = False  # numbered headings are counted too

    def check(self, document: Document) -> Iterable[Finding]:
        yield from self._before_chains(document)
        yield from self._before_blocks(document)
        prose = document.prose
        for start, end, listed in spelt_out(document):
            yield self._report(start, end, prose[start:end], listed)
        for noun in _COUNTED:
            for at in document.places(noun):
                if prose[at - 1] in _BEFORE_NOUN:
                    yield from self._behind_list(document, at, at + 2)
        named = [
            found
            for places in document.places_of(_QUOTED).values()
            for at in places
            if (found := _named().match(prose, at))
        ]
        if named:
            yield from self._before_headings(document, named)
        for found in named:
            word = found[2]
            before = prose[max(0, found.start() - 80) : found.start()]
            if before.rstrip("“”").endswith(word):
                listed = _sharing(_CLAUSE_END.split(before)[-1], word)
                if listed > 1 and listed != _DIGITS[found[1]]:
                    yield self._report(found.start(), found.end(), found.group(), listed)
            elif (
                prose[found.end() : found.end() + 1] in _MARKED
                and prose.find(word, found.end(), found.end() + _FIRST_ITEM) >= 0
                and len(word) > 1
            ):
                yield from self._before_list(prose, found)

    def _report(self, start: int, end: int, text: str, listed: int) -> Finding:
        return self.finding(
            start,
            end,
            Message(
                "标明“{text}”，实际列出{listed}项",
                "“{text}” is announced, but {count} are listed",
            ),
            text=text.strip("“”"),
            listed=int_to_han(listed),
            count=listed,
        )

    def _compare(self, document: Document, lead: int, listed: int) -> Iterator[Finding]:
        """Compare what the clause before offset `lead` announces with what is listed."""
        prose = document.prose
        end = lead
        while end > 0 and (prose[end - 1].isspace() or prose[end - 1] in EMPHASIS):
            end -= 1
        if end == 0 or prose[end - 1] not in "：:。":
            return
        # only the last of the words between marks can announce what follows
        last = prose[max(0, end - 30) : end - 1].rpartition("，")[2]
        if _NUMERALS.isdisjoint(last):
            return
        announced = list(_announcement().finditer(prose, max(0, end - 30), end))
        if not announced or _tail().fullmatch(prose, announced[-1].end(), end) is None:
            return
        if not {_count(found["count"]) for found in announced} & {listed, 0, 1}:
            start, end = announced[-1].span()
            yield self._report(start, end, prose[start:end], listed)

    def _before_chains(self, document: Document) -> Iterator[Finding]:
        """三方面：一是…四是."""
        for chain in document.enumerations:
            first = chain.items[0]
            if first.value == 1 and len(chain.items) > 1 and chain.steady:
                yield from self._compare(document, first.start, len(chain.items))

    def _before_blocks(self, document: Document) -> Iterator[Finding]:
        """三项工作：, and below it （一）to（四）."""
        for run in document.view(series):
            if run.steady and len(run.blocks) > 1:
                first = ordinal(run.blocks[0])
                if first.value == 1:
                    yield from self._compare(document, first.start, len(run.blocks))

    def _before_headings(self, document: Document, named: list[re.Match[str]]) -> Iterator[Finding]:
        """A heading “四个到位” over headings that end (or begin) with 到位."""
        for heading, below in document.view(parents):
            if len(below) > 1:
                for found in named:
                    if heading.start <= found.start() and found.end() <= heading.end:
                        yield from self._children(document, below, found)

    def _before_list(self, prose: str, found: re.Match[str]) -> Iterator[Finding]:
        """“三个到位”：甲到位、乙到位; all items of the closed list end, or begin, with the word."""
        word = found[2]
        listing = _LISTING.match(prose, found.end())
        if listing is None:
            return
        items = [item.strip("“”") for item in re.split("[、，]", listing["items"])]
        if (
            len(items) < 2
            or items[-1].endswith("等")
            or not (
                all(item.startswith(word) and item != word for item in items)
                or all(item.endswith(word) and item != word for item in items)
            )
        ):
            return
        count = _DIGITS[found[1]]
        # behind a comma only some of them may be taken up
        if len(items) > count or (len(items) < count and listing["mark"] == "："):
            yield self._report(found.start(), found.end(), found.group(), len(items))

    def _children(
        self, document: Document, below: list[Section], found: re.Match[str]
    ) -> Iterator[Finding]:
        word, count = found[2], _DIGITS[found[1]]
        titles = [
            document.heading_title(child.heading).replace("“", "").replace("”", "")
            for child in below
            if child.heading
        ]
        listed = sum(title.startswith(word) or title.endswith(word) for title in titles)
        if listed > 1 and count not in (listed, len(titles)):
            yield self._report(found.start(), found.end(), found.group(), listed)

    def _behind_list(self, document: Document, noun: int, end: int) -> Iterator[Finding]:
        """甲、乙、丙四个方面; “甲、乙、丙”四方面."""
        prose = document.prose
        found = _listed().search(prose, max(0, noun - 2), end)
        if found is None or document.block_at(noun) is None:
            return
        listed = _items_before(_clause_before(prose, found.start()))
        count = _count(found[1])
        if listed and count > 1 and count not in listed:
            yield self._report(found.start(), end, found.group(), min(listed))


_BEFORE_NOUN = frozenset(_HAN + "个大项0123456789")
_NUMERALS = frozenset(_HAN + "0123456789０１２３４５６７８９")


def _count(word: str) -> int:
    """Read a count; 0 where it is none, as in 十四五."""
    try:
        return to_int(word)
    except ValueError:
        return 0


def _clause_before(prose: str, end: int) -> str:
    """Return the text of a clause up to an offset; a quotation is not cut."""
    return _CLAUSE_END.split(prose[max(0, end - 80) : end])[-1]


_CLAUSE_END = lazy(r"[，。；：！？\r\n]")


_LISTING = lazy(
    r"(?P<mark>[：，])(?:即|就是)?(?P<items>[^。；：！？（）\r\n]{4,120})(?:[。；]|$)",
    re.MULTILINE,
)
"""What stands between a quoted count and the end of the list behind it."""
_MARKED = frozenset("：，")
_FIRST_ITEM = 20
"""Characters within which the first item of such a list ends."""

_NO_LIST = lazy(r"[从在等分按围抓做有以这及其各的是为了共含]|包括|涉及|如下|哪|每|任何|另外")


def _items_before(text: str) -> set[int]:
    """The numbers of items that a text can be read to end with; empty where it ends with none.

    和 and 与 join items or stand inside one; both readings count.
    """
    if text.endswith("”"):
        text = text[text.rfind("“") + 1 : -1]
        marks = text.count("、")
        return {marks + 1} if marks else set()
    marks = text.count("、")
    last = text[text.rfind("、") + 1 :]
    if not marks or not 1 <= len(last) <= 14 or _NO_LIST.search(last):
        return set()
    joints = len(re.findall("以及|[和与及暨]", text))
    return set(range(marks + 1, marks + joints + 2))


def _sharing(text: str, word: str) -> int:
    """How many items at the end of a text end with the same word."""
    count = 0
    for item in reversed(re.split("、|以及|[和与及]", text)):
        item = item.strip("“”")
        if not item.endswith(word):
            break
        count += 1
    return count
