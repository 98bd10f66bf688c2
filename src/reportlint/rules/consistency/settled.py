"""What was done of a count, what is left of it, and the rate that a text gives."""

from __future__ import annotations

from collections.abc import Iterator

from reportlint import Document, Message, NamedTuple, lazy
from reportlint.rules.consistency.figures import NUMBER, UNIT, plain, same_unit, value

_FIGURES = frozenset("0123456789,")
_DONE = "整改|解决|办结|完成|化解|销号|处置|修复"
_RATES = frozenset(f"{done}率" for done in _DONE.split("|"))
_OPEN = frozenset(
    f"{how}{done}" for how in ("正在", "未") for done in ("整改", "办理", "推进", "解决", "落实")
) | {"未完成", "未办结"}
_LEFT = frozenset(("剩余", "其余", "余下"))
_GOALS = frozenset(
    f"{verb}{when}{goal}"
    for verb in ("完成", "占")
    for when in ("", "年度", "全年", "年初", "年")
    for goal in ("目标", "任务", "计划", "预算")
)
_TOTALS = frozenset(("，共计", "，合计", "，总计", "，共开展", "，共组织", "，共召开"))
_ROLL = frozenset(("应到",))
ANCHORS = frozenset().union(_RATES, _OPEN, _LEFT, _GOALS, _TOTALS, _ROLL)
_REACH = 120
"""More characters than stand between a count and what was done of it."""

_RATE = lazy(
    rf"(?:查找|查摆|发现|梳理|收集|受理|排查|处理|接到|收到|查出|交办|反馈)[^，。；0-9]{{0,10}}{NUMBER}{UNIT}[^。；0-9]{{0,8}}，"
    rf"(?:已|目前已|现已|按期|按时)?(?:{_DONE})[^，。；0-9]{{0,6}}{NUMBER}{UNIT}[^。；0-9]{{0,4}}，"
    rf"(?:总|综合|总体|平均|问题|任务|事项)?(?:{_DONE})率[^，。；0-9]{{0,4}}{NUMBER}[%％]"
)
_SETTLED = lazy(
    rf"{NUMBER}{UNIT}(?:[^，。；0-9]{{0,8}}，)?[^，。；0-9]{{0,6}}已[^，。；0-9]{{0,8}}{NUMBER}{UNIT}"
    rf"[，、；][^，。；0-9]{{0,4}}(?:正在|未)(?:整改|办理|推进|解决|落实|完成|办结)[^，。；0-9]{{0,4}}{NUMBER}{UNIT}"
)
_REST = lazy(
    rf"{NUMBER}{UNIT}[^，。；0-9]{{0,6}}，(?:已|目前已|现已|已经)?(?:{_DONE})[^，。；0-9]{{0,4}}{NUMBER}{UNIT}"
    rf"(?:，[^，。；0-9]{{0,6}}率[^，。；0-9]{{0,4}}[0-9.]+[%％])?，(?:剩余|其余|余下)的?{NUMBER}{UNIT}"
)
_ALL_BUT = lazy(
    rf"(?:{_DONE})率[^，。；0-9]{{0,3}}100[%％]，(?:剩余|其余|余下|还有|尚有)的?[1-9][0-9]*{UNIT}"
    r"[^，。；]{0,6}(?:正在|尚未|未)"
)
_OF_GOAL = lazy(
    rf"{NUMBER}([万亿]?[^，。；、0-9%％]{{1,4}})，(?:完成|占)(?:年度|全年|年初|年)?(?:总?目标|任务|计划|预算)"
    rf"(?:任务|总?目标|数)?{NUMBER}\2的{NUMBER}[%％]"
)
_SUM = lazy(rf"，(?:共计|合计|总计|共)[^，。；、0-9]{{0,6}}{NUMBER}{UNIT}(?=[，。；）\s]|$)")
_ADDEND = lazy(rf"[^0-9]{{0,12}}?{NUMBER}{UNIT}$")
_CALLED = lazy(
    rf"应到[^，。；0-9]{{0,6}}{NUMBER}[名人]，[^，。；0-9]{{0,4}}实到[^，。；0-9]{{0,6}}{NUMBER}[名人]"
    rf"(?:，[^，。；0-9]{{0,6}}(?:请假|缺席|未到)[^，。；0-9]{{0,2}}{NUMBER}[名人])?"
)


class Slip(NamedTuple):
    """A place whose figures contradict each other, and what to say of it."""

    start: int
    end: int
    message: Message
    found: str
    meant: str


_SUMS = Message(
    "各分项合计{found}，与总数{meant}不符", "the parts make {found}, the total says {meant}"
)
_NOT_ALL = Message("既然还有剩余，就不是{found}", "something is left, so it is not {found}")
_IS = Message(
    "按前面的数据应为{meant}，写的是{found}", "the figures make {meant}, the text {found}"
)


def slips(document: Document) -> Iterator[Slip]:
    """Yield the places of a document where what was done, what is left or the rate cannot be."""
    prose = document.prose
    for word, places in document.places_of(ANCHORS).items():
        compare, low, high = _COMPARED[word]
        for at in places:
            if not _FIGURES.isdisjoint(prose[at + low : at + high]):
                yield from compare(prose, at)


def _rate(prose: str, at: int) -> Iterator[Slip]:
    """Compare 查找问题10个，已整改8个，整改率90%."""
    for found in _RATE.finditer(prose, _sentence(prose, at), min(len(prose), at + 16)):
        if found.end() < at:
            continue  # an earlier rate of the sentence, judged at its own place
        whole, part, rate = (value(found.group(i)) for i in (1, 3, 5))
        if whole and abs(part / whole * 100 - rate) > 0.6:
            message = Message("{found}应为{meant}%", "{found} makes {meant}%")
            said = f"{found.group(3)}/{found.group(1)}"
            yield Slip(*found.span(), message, said, plain(round(part / whole * 100, 1)))


def _goal(prose: str, at: int) -> Iterator[Slip]:
    """Compare 收入2.46亿元，完成年度目标3.5亿元的78.3%."""
    for found in _OF_GOAL.finditer(prose, _sentence(prose, at, 20), min(len(prose), at + 40)):
        done, goal, rate = (value(found.group(i)) for i in (1, 3, 4))
        if goal and abs(done / goal * 100 - rate) > 0.6 + 100 * _blur(found.group(1)) / goal:
            yield Slip(*found.span(), _IS, f"{rate:g}%", f"{done / goal * 100:.1f}%")


def _open(prose: str, at: int) -> Iterator[Slip]:
    """Compare 15个问题已整改12个，正在整改4个: both cannot be more than all."""
    for found in _SETTLED.finditer(prose, _sentence(prose, at), min(len(prose), at + 32)):
        if not found.start() < at < found.end():
            continue
        whole, done, open_ = (value(found.group(i)) for i in (1, 3, 5))
        if "其中" in found.group():
            return  # judged as parts
        alike = same_unit(found.group(2), found.group(4), found.group(6))
        if alike and done + open_ > whole + 1e-9:
            yield Slip(*found.span(), _SUMS, plain(done + open_), plain(whole))
        return


def _rest(prose: str, at: int) -> Iterator[Slip]:
    """Compare 隐患268处，整改265处，剩余5处: what is left is the difference."""
    start = _sentence(prose, at, 16)
    for found in _ALL_BUT.finditer(prose, start, min(len(prose), at + 24)):
        yield Slip(*found.span(), _NOT_ALL, "100%", "")
        return
    for found in _REST.finditer(prose, _sentence(prose, at), min(len(prose), at + 16)):
        whole, done, left = (value(found.group(i)) for i in (1, 3, 5))
        alike = same_unit(found.group(2), found.group(4), found.group(6))
        if alike and abs(done + left - whole) > 1e-9:
            yield Slip(*found.span(), _SUMS, plain(done + left), plain(whole))


def _sum(prose: str, at: int) -> Iterator[Slip]:
    """Compare 综合演练2次、专项演练10次，共开展演练12次."""
    found = _SUM.match(prose, at)
    if found is None:
        return
    low = max(0, at - _REACH)
    start = max(low - 1, *(prose.rfind(mark, low, at) for mark in "，。；：\r\n")) + 1
    parts = [_ADDEND.match(part) for part in prose[start:at].split("、")]
    known = [part for part in parts if part is not None]
    if len(known) < 2 or len(known) < len(parts):
        return
    if same_unit(found.group(2), *(part.group(2) for part in known)):
        total = sum(value(part.group(1)) for part in known)
        if abs(total - value(found.group(1))) > 1e-9:
            yield Slip(start, found.end(), _SUMS, plain(total), found.group(1))


def _roll(prose: str, at: int) -> Iterator[Slip]:
    """Compare 应到26名，实到25名，请假1名."""
    found = _CALLED.match(prose, at)
    if found is None:
        return
    due, here = value(found.group(1)), value(found.group(2))
    away = value(found.group(3)) if found.group(3) else 0.0
    if here > due or (found.group(3) and here + away != due):
        yield Slip(*found.span(), _SUMS, plain(here + away), plain(due))


def _sentence(prose: str, at: int, reach: int = _REACH) -> int:
    """Return where the sentence of an offset begins, or as far back as a count may stand."""
    low = max(0, at - reach)
    return max(low - 1, *(prose.rfind(mark, low, at) for mark in "。\n\r")) + 1


def _blur(figure: str) -> float:
    """Return half a step of a figure's last digit."""
    return float(0.5 * 10 ** -len(figure.partition(".")[2]))


_COMPARED = {
    word: (compare, low, high)
    for words, compare, low, high in (
        (_OPEN, _open, 3, 9),
        (_RATES, _rate, 3, 8),
        (_LEFT, _rest, 2, 6),
        (_GOALS, _goal, 3, 12),
        (_TOTALS, _sum, 2, 14),
        (_ROLL, _roll, 2, 12),
    )
    for word in words
}
"""How to compare what stands at a word, where a figure stands so far behind its beginning."""
