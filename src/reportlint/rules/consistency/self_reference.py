"""RPT801: a document that speaks for more than one author."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from reportlint import (
    Document,
    Finding,
    Message,
    NamedTuple,
    Related,
    Rule,
    Severity,
    lazy,
    load_table,
    option,
)
from reportlint.rules.consistency.signature import ANCHORS, other_places
from reportlint.rules.consistency.units import WORDS, Claim, party_claims, unit_claims

_PLACEHOLDER = lazy(r"[*＊xXｘＸ×]{1,3}(?=[个次条项人名期场份余大局委办院党市县])")
_OTHER_PEOPLES = frozenset(("government", "free", "survey"))


class _Sector(NamedTuple):
    key: str
    name: str
    insider: tuple[str, ...]
    context: tuple[str, ...]
    units: tuple[str, ...]
    not_after: tuple[str, ...]


class MixedSelfReference(Rule):
    """自称前后不一，疑似别的单位材料残留。

    套用别的单位的材料，容易把“我局”写成“全办”“该院”，把党组写成党委，
    或留下别的行业才说的话、别处的落款。请核对全文自称、机构和行业用语。
    ---
    The document speaks for more than one author.

    A text adapted from another office keeps traces of it: 全办 or 该院 in a report of a 局,
    党组 beside 党委, words that only another sector uses. Check who speaks throughout.
    """

    code, name, severity = "RPT801", "mixed-self-reference", Severity.WARNING
    source = "惯例"
    remedy = Message(
        "核对自称、机构和行业用语是否属于本单位", "check that it is your own unit throughout"
    )
    valid = (
        "年度工作汇报\n我局认真落实惠民政策，统揽工作全局。全局党员带头学习，局党委多次研究。",
        "年度工作汇报\n局党组召开会议，局机关党委具体落实。本科学历人员占三成。",
        "年度工作汇报\n我局走访某医院，该院反映三个问题。",
        "年度工作汇报\n围绕中心工作，中心组学习十二次。我局举办机关运动会。",
        "年度工作汇报\n市委部署后，我局召开会议，各级党委、党组落实责任。",
        "年度工作汇报\n我校开展培训，我院师生踊跃参加，我校再获表彰。",
        "年度工作汇报\n我中心认真落实，我局党组给予支持，我中心成效明显。",
        "年度工作汇报\n我局走访医院，院长说：“我院缺人手。”我局立即协调。",
        "年度工作汇报\n我局党组带头学习，局机关党委跟进，省局党委给予肯定。",
        "东岭县水利局工作总结\n我局抓好落实，深入推进各项任务。\n\n东岭县水利局\n2023年1月5日",
        "关于全市水利工作情况的报告\n我局抓好落实，深入推进各项任务。\n\n东岭市水利局\n2023年1月5日",
        "东岭县水利局工作总结\n我局抓好落实，深入推进各项任务。\n\n中共东岭县水利局党组\n西河县水利局\n2023年1月5日",
    )
    invalid = (
        "年度工作汇报\n局党委召开会议，我局抓好落实。增强⟦全办⟧党员的自觉性。⟦该院⟧政治部制定计划。",
        "年度工作汇报\n我局认真落实任务，我局召开会议。局党委抓学习，局党委抓整改。⟦党组⟧制定计划，⟦该院⟧抓好落实。",
        "年度工作汇报\n⟦我局⟧开展调研，深入了解⟦科情会情⟧，推动⟦科协事业⟧发展，服务科技工作者。",
        "年度工作汇报\n我局认真部署，⟦我委⟧抓好落实，我局成效明显。",
        "年度工作汇报\n我局党组带头学习，局⟦党委⟧跟进督促，我局成效明显。",
        "东岭县水利局工作总结\n我局抓好落实，深入推进各项任务。\n\n⟦西河县水利局⟧\n2023年1月5日",
        "东岭县水利局工作总结\n大家抓好落实，深入推进各项任务。\n\n    ⟦西河县水利局⟧\n    2023年1月5日",
        "北坡街道工作汇报\n下面，我代表⟦南坡街道⟧党工委汇报。",
        "东岭镇工作汇报\n下面，我代表⟦西河镇⟧党委汇报，我镇抓好落实。",
        "年度工作汇报\n我局收集意见*条，解决问题*个，扎实推进⟦民政工作⟧。",
    )
    aliases: tuple[str, ...] = option((), "suffixes that are the document's own, such as 中心")
    sectors: tuple[str, ...] = option((), "names of sectors that are the document's own")

    def anchor_words(self) -> Iterable[str]:
        return _words() | ANCHORS

    def check(self, document: Document) -> Iterator[Finding]:
        yield from self._claims(document)
        for start, end, own, other in other_places(document):
            yield self.finding(
                start,
                end,
                Message("标题是{own}的，这里是{other}的", "the title is of {own}, this of {other}"),
                own=own,
                other=other,
            )

    def _claims(self, document: Document) -> Iterator[Finding]:
        """Report what the text calls its author, and what only others say."""
        prose = document.prose
        places = document.places_of(_words())
        if _speaking().isdisjoint(places):
            return
        units = unit_claims(prose, places)
        party = party_claims(prose, places)
        insiders = _insider_hits(prose, places)
        if not insiders and _alike(units) and _alike(party):
            return
        if document.genre in _OTHER_PEOPLES or len(prose) < 20:
            return
        own = self._own(units)
        stray_units = [c for c in units if own and c.value != own and c.value not in self.aliases]
        stray_party = self._minority(party)
        sectors, strange = self._sectors(prose, insiders, own, places)
        weight = sum(c.weight for c in stray_units) + len(strange) + (1 if stray_party else 0)
        if weight == 1:
            weight += _is_plain(prose, units, stray_units, own) or _is_rival(prose, stray_party)
        if not stray_units and not strange and len(party) < 2:
            return
        if weight < 2 and not (weight and _PLACEHOLDER.search(prose)):
            return
        hits = [(c, _UNIT) for c in stray_units]
        hits += [(c, _BODY) for c in stray_party[:1]]
        hits += [(c, _WORD) for c in strange]
        if sectors and own:
            hits.append((next(c for c in units if c.value == own), _CALLED))
        yield from self._report(prose, hits, own, "、".join(sectors))

    def _report(
        self, prose: str, hits: list[tuple[Claim, Message]], own: str, sectors: str
    ) -> Iterator[Finding]:
        another = self.say("另一处", "another place")
        # each names eight of the others
        places = [(c, Related(c.start, c.end, another)) for c, _ in hits[:9]]
        for claim, message in sorted(hits, key=lambda hit: hit[0].start):
            value, start, end, _ = claim
            yield self.finding(
                start,
                end,
                message,
                text=prose[start:end],
                own=own,
                value=value,
                sectors=sectors,
                related=[place for other, place in places if other is not claim][:8],
            )

    def _own(self, claims: list[Claim]) -> str:
        """Return what the document calls itself most often."""
        values = [c.value for c in claims if c.weight == 1]
        return max(dict.fromkeys(values), key=values.count, default="")

    @staticmethod
    def _minority(claims: list[Claim]) -> list[Claim]:
        """Return those of the rarer of the two party bodies, or of the later one."""
        if _alike(claims):
            return []
        most = claims[0].value
        ours = [c for c in claims if c.value == most]
        others = [c for c in claims if c.value != most]
        return others if len(ours) >= len(others) else ours

    def _sectors(
        self,
        prose: str,
        insiders: list[tuple[_Sector, list[Claim]]],
        own: str,
        places: Mapping[str, Sequence[int]],
    ) -> tuple[list[str], list[Claim]]:
        """Return the sectors whose bodies are never called what this one calls itself, and
        the insider words of sectors that are not at home in the document.
        """
        foreign: list[str] = []
        strange: list[Claim] = []
        for sector, hits in insiders:
            if sector.name in self.sectors:
                continue
            fits = not own or own in sector.units
            if not fits and len({prose[c.start : c.end] for c in hits}) >= 2:
                foreign.append(sector.name)
                strange += _first_of_each(prose, hits)
            elif not fits or (len(hits) == 1 and not _at_home(sector, places)):
                strange += _first_of_each(prose, hits)
        return foreign, strange


_UNIT = Message("自称“{text}”与“{own}”不一致", "{text} clashes with {own}")
_BODY = Message(
    "“{text}”与文中其他处的党组织名称不一致", "{text} clashes with the party body named elsewhere"
)
_WORD = Message("“{text}”是{value}系统用语", "{text} is a word of the sector {value}")
_CALLED = Message("自称“{text}”与{sectors}用语不一致", "{text} clashes with words of {sectors}")


_PEERS = frozenset(("局", "厅", "委", "院", "校", "公司", "集团"))
"""Suffixes of bodies none of which is a part of another, as a 中心 may be of a 局."""
_KIN = (frozenset("院校"), frozenset(("公司", "集团")))
"""Suffixes of which a body may use both: a 学院 is a school too."""


def _is_plain(prose: str, units: list[Claim], stray: list[Claim], own: str) -> bool:
    """Whether a lone stray is 我院 where the document says 我局 at least twice, outside quotations."""
    if not stray or sum(c.value == own for c in units) < 2:
        return False
    value, start, _, _ = stray[0]
    if (
        prose[start] != "我"
        or not {own, value} <= _PEERS
        or any({own, value} <= kin for kin in _KIN)
    ):
        return False
    line = max(prose.rfind(mark, max(0, start - _LINE), start) for mark in "\n\r")
    opened = prose.rfind("“", max(line, start - _LINE, 0), start)
    return opened < 0 or prose.find("”", opened, start) >= 0


_LINE = 300
"""More characters than a quotation has."""


def _is_rival(prose: str, stray: list[Claim]) -> bool:
    """Whether a party body is named with the unit as the other one is: 局党委 beside 局党组."""
    if not stray:
        return False
    start = stray[0].start
    other = "党组" if stray[0].value == "党委" else "党委"
    unit = next((unit for unit in _OWN_BODIES if prose.endswith(unit, 0, start)), "")
    before = start - len(unit)
    if not unit or prose[before - 1 : before] not in _BEFORE_UNIT:
        return False
    at = prose.find(unit + other)
    while at >= 0:
        if prose[at - 1 : at] in _BEFORE_UNIT:
            return True
        at = prose.find(unit + other, at + 1)
    return False


_OWN_BODIES = ("局", "厅", "办", "院", "委", "校", "中心", "公司", "集团")
_BEFORE_UNIT = frozenset(("我", "本", "，", "。", "；", "：", "、", "\n", "\r", "\u3000", " ", ""))


def _at_home(sector: _Sector, places: Mapping[str, Sequence[int]]) -> bool:
    """Whether the text speaks of a sector's matters more than once."""
    return sum(len(places.get(word, ())) for word in sector.context) > 1


def _alike(claims: list[Claim]) -> bool:
    return len({claim.value for claim in claims}) < 2


def _first_of_each(prose: str, hits: list[Claim]) -> list[Claim]:
    first: dict[str, Claim] = {}
    for claim in hits:
        first.setdefault(prose[claim.start : claim.end], claim)
    return list(first.values())


def _insider_hits(
    prose: str, places: Mapping[str, Sequence[int]]
) -> list[tuple[_Sector, list[Claim]]]:
    """Return the sectors whose insider words occur, each with their places in order."""
    insiders = _insiders()
    hits: dict[str, list[Claim]] = {}
    for word in places:
        sector = insiders.get(word)
        if sector is not None:
            claims = [
                Claim(sector.name, at, at + len(word), 1)
                for at in places[word]
                if prose[at - 1 : at] not in sector.not_after
            ]
            if claims:
                hits.setdefault(sector.key, []).extend(claims)
    if not hits:
        return []
    return [
        (sector, sorted(hits[sector.key], key=lambda claim: claim.start))
        for sector in _sectors()
        if sector.key in hits
    ]


@cache
def _sectors() -> list[_Sector]:
    return [
        _Sector(
            key,
            entry["name"],
            tuple(entry["insider"]),
            tuple(entry["context"]),
            tuple(entry["units"]),
            tuple(entry.get("not_after", ())),
        )
        for key, entry in load_table(__file__, "sectors.toml").items()
    ]


@cache
def _insiders() -> dict[str, _Sector]:
    return {word: sector for sector in _sectors() for word in sector.insider}


@cache
def _speaking() -> frozenset[str]:
    """What tells who the author is."""
    return WORDS.union(_insiders())


@cache
def _words() -> frozenset[str]:
    """What is looked up: the words of a sector's matters too, which are counted."""
    return _speaking().union(*(sector.context for sector in _sectors()))
