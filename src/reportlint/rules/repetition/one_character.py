"""One character written twice: a slip, or two words that meet."""

from __future__ import annotations

from functools import cache

from reportlint import lazy, load_table

Particles = dict[str, tuple[tuple[str, ...], tuple[str, ...]]]
"""Of every particle what may not stand before it and behind it."""

_BEHIND_FIGURE = frozenset("户座亩份条件名项场处批台辆套所例宗吨家")
"""Units that no doubled word begins with where a mark follows: 320户户，."""
_ENDS = frozenset("厅局委院校部署司科会组员者度性化率额")
"""What ends nouns: 文化和旅游厅厅、."""
_BEFORE_FIGURE = frozenset("达占约")
_FIGURES = frozenset("0123456789０１２３４５６７８９万亿百千")
_MARKS = frozenset("，。；：、！？）)\n")
BESIDES = _BEHIND_FIGURE | _ENDS | _BEFORE_FIGURE
"""Characters that are slips, doubled, by what stands on either side."""

_PREPOSITIONS = frozenset("对向为与从")
# The first of the two governs a noun whose attribute the second begins: 对|对…造成损害的行为.
_NESTED = lazy(
    r"[^，。；：！？\n]{2,16}(?:造成|产生|构成|带来|形成|作出|做出|负有|负责|提出|提供|输送|进行|实施|开展"
    r"|感到|表示|服务|反映|举报|有(?!关))[^，。；：！？\n]{0,12}的"
)
_BEFORE_DI = frozenset(
    [
        "认真",
        "深入",
        "积极",
        "扎实",
        "切实",
        "有效",
        "及时",
        "主动",
        "充分",
        "坚决",
        "严格",
        "全面",
        "持续",
        "不断",
        "努力",
        "大力",
        "系统",
        "深刻",
        "自觉",
        "准确",
        "完整",
        "科学",
        "客观",
        "有序",
        "稳步",
        "细致",
        "更好",
        "坚定",
        "广泛",
        "迅速",
        "清醒",
        "高效",
        "妥善",
        "很好",
    ]
)


@cache
def particles() -> Particles:
    """Return the particles of `words.toml`."""
    return {
        f["character"]: (
            (*f["not_after"], *f.get("not_after_words", ())),
            (*f["not_before"].strip(), *f.get("not_before_words", ())),
        )
        for f in load_table(__file__, "words.toml")["function"]
    }


def singles() -> frozenset[str]:
    """Return the characters that are looked for, doubled."""
    return BESIDES.union(particles(), "地得")


def is_slip(text: str, start: int) -> bool:
    """Whether a character that stands twice at an offset is written once too often."""
    one = text[start]
    if one in particles() or one in "地得":
        return _is_particle_slip(text, start)
    before, after = text[start - 1 : start] if start else "", text[start + 2 : start + 3]
    if one in _BEFORE_FIGURE:
        return after in _FIGURES and before not in _FIGURES
    if after and after not in _MARKS:
        return False
    if one in _BEHIND_FIGURE and before and (before in _FIGURES or before in "余多"):
        return True
    return one in _ENDS and is_han(before) and before != one


def _is_particle_slip(text: str, start: int) -> bool:
    """Whether a doubled particle is a slip and no meeting of two words."""
    one = text[start]
    before = text[start - 1 : start] if start else ""
    after = text[start + 2 : start + 3]
    if one == "地":  # mostly two nouns: 耕地|地力, 工地|地处
        return text[start - 2 : start] in _BEFORE_DI if start > 1 else False
    if one == "得":  # 获得|得分 and 得得失失 are right
        return bool(after) and after in "很更十非比越" and before not in ("值", "觉", "懂", "获")
    not_after, not_before = particles()[one]
    if not is_han(before) and not is_han(after):
        return False  # quoted or listed as a character
    if text.startswith(not_before, start + 2) or text.endswith(not_after, 0, start):
        return False
    return one not in _PREPOSITIONS or not _NESTED.match(text, start + 2)


def is_han(text: str) -> bool:
    """Whether a text is of Han characters, one at least."""
    return bool(text) and all("\u4e00" <= character <= "\u9fff" for character in text)
