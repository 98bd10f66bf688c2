"""What a document calls its own author: 我局, 全办, 该院, 局党委, 党组."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import itemgetter

from reportlint import NamedTuple, lazy

_SUFFIXES = ("局", "厅", "委", "院", "校", "办", "站", "中心", "公司", "集团")
_SELF = {f"{who}{unit}": unit for who in "我本全" for unit in _SUFFIXES}
_HEADS = {
    f"{unit}{what}": unit
    for unit in ("局", "办", "院", "厅", "校", "中心", "公司", "集团")
    for what in ("党委", "党组", "机关", "领导班子", "班子成员")
}
_OTHER = {f"该{unit}": unit for unit in _SUFFIXES}
_PARTY = frozenset(("党委", "党组"))
WORDS = _PARTY.union(_SELF, _HEADS, _OTHER)
"""Every word that may be a self-reference: the anchors of the rule."""

_IS_SELF = lazy(
    r"[我本全](?:"
    r"(?<=我)(?<!自我)(?:局|厅|委|院|校|站|中心|公司|集团|办(?![事实的理公]))"
    r"|(?<=本)(?<![基资日根成原样文剧版账书读课]本)(?:局|厅|院|校|中心|公司|集团)(?!长)"
    r"|(?<=全)(?<![健安齐保完周]全)(?:局(?=党员|干部|上下|职工|系统|各[级部科处]|大会|机关|同志)"
    r"|厅|院|校|办(?![法理事])|中心|公司|集团))"
)
_IS_HEAD = lazy(r"党委|党组(?!织)|机关(?:党委|各|主题|干部|党员)|领导班子|班子成员")
_IS_PARTY = lazy(r"党委(?![、（(]|政府|和|管理|会议题|统一领导)|党组(?!织|成员单位)")
_HEAD_NOT_AFTER = {
    "局": "大全布格结开破当邮书警时定",
    "办": "举主协承督公创兴开催查代经包操筹委府合",
    "院": "法医学察剧书影老务两三研住病康",
    "厅": "大餐客公办",
    "校": "学党高院军驾母",
    "中心": "以绕为的",
    "公司": "",
    "集团": "",
}
_PARTY_NOT_AFTER = (
    "机关", "各级", "上级", "基层", "省", "市", "县", "区", "旗", "乡", "镇", "街道", "村", "社区", "直属",
    "二级", "地方", "同级", "部门", "企业", "学校", "高校", "局属", "院属",
)  # fmt: skip


class Claim(NamedTuple):
    """One place where the document says who its author is.

    `value` is the suffix or the party body; `weight` how much a conflict there counts.
    """

    value: str
    start: int
    end: int
    weight: int


_START = itemgetter(1)


def unit_claims(prose: str, places: Mapping[str, Sequence[int]]) -> list[Claim]:
    """Find self-references to a unit (not to a region), in order; `places` are those of WORDS."""
    claims: list[Claim] = []
    for word in places:
        if unit := _SELF.get(word):
            claims += [
                Claim(unit, at, at + len(word), 1)
                for at in places[word]
                if _IS_SELF.match(prose, at)
            ]
        elif unit := _HEADS.get(word):
            claims += [
                Claim(unit, at, at + len(unit) + 2, 1)
                for at in places[word]
                if _is_head(prose, at, unit)
            ]
        elif unit := _OTHER.get(word):
            claims += [
                Claim(unit, at, at + len(word), 2)
                for at in places[word]
                if _is_other(prose, at, at + len(word), unit)
            ]
    claims.sort(key=_START)
    return claims


def _is_head(prose: str, at: int, unit: str) -> bool:
    """Whether 局党委 and its like are the document's own: no name leads up to them."""
    before = prose[at - 1 : at]
    if before in ("我", "本", "全", "该") or (before and before in _HEAD_NOT_AFTER[unit]):
        return False
    return _IS_HEAD.match(prose, at + len(unit)) is not None and not _follows(prose, at, _NAMES)


def _is_other(prose: str, at: int, end: int, unit: str) -> bool:
    """Whether nobody introduced 该局 and its like in the line, and no 该局长 is meant."""
    line = prose.rfind("\n", 0, at) + 1
    return unit not in prose[line:at] and prose[end : end + 1] not in ("长", "级")


def _follows(prose: str, at: int, words: tuple[str, ...]) -> bool:
    """Whether one of some words stands in front of an offset, or ends the line before it."""
    end = at - 1 if at and prose[at - 1] == "\n" else at
    return prose.endswith(words, max(0, at - 4), end)


_NAMES = (
    "教育", "财政", "公安", "民政", "司法", "审计", "税务", "统计", "信访", "医保", "体育", "林业", "水利", "交通",
    "住建", "卫健", "人社", "文旅", "农业", "农村", "商务", "发改", "资源", "环境", "应急", "市场", "监管", "城管",
    "规划", "档案", "省", "市", "县", "区", "旗", "人民", "中医", "师范", "理工", "职业", "技术", "学", "科学",
    "建设", "投资", "发展",
)  # fmt: skip
"""A proper name leads up to the suffix: 市教育局党组, 省人民医院党委."""


def party_claims(prose: str, places: Mapping[str, Sequence[int]]) -> list[Claim]:
    """Find the party bodies that the document calls its own, where it names 党委 and 党组."""
    if "党委" not in places or "党组" not in places:
        return []
    claims = [
        Claim(word, at, at + 2, 1)
        for word in _PARTY
        for at in places[word]
        if _IS_PARTY.match(prose, at) and not _follows(prose, at, _PARTY_NOT_AFTER)
    ]
    claims.sort(key=_START)
    return claims
