"""Changes between two figures, and the difference that a text gives for them."""

from __future__ import annotations

from collections.abc import Iterator

from reportlint import Document, NamedTuple, lazy

_N = r"([0-9][0-9,]*(?:\.[0-9]+)?)"
_CHANGED = "提高|提升|上升|增加|增长|扩大|下降|降低|减少|压缩|压减|缩短|缩减|缩小|回落|收窄"
_TO = frozenset(f"{verb}{to}" for verb in (*_CHANGED.split("|"), "降") for to in ("到", "至", "为"))
ANCHORS = _TO | {"三次产业"}
_SPACE = "[ \u3000]?"
_BEFORE = lazy(
    rf"[由从][^，。；\n]{{0,24}}?{_N}{_SPACE}([^，。；、\n0-9]{{0,5}}?)(?:大幅|逐步|进一步|普遍|平均|再)?$"
)
_BEHIND = lazy(
    rf"(?:[0-9]{{4}}年(?:末|底)?的?|[0-9]{{1,2}}月(?:末|底|份)?的?|[^，。；\n0-9]{{0,6}})??{_SPACE}{_N}{_SPACE}([^，。；、\n0-9]{{0,5}})"
    rf"[，（(](?:累计|共|净|整整)?(?:(?:{_CHANGED})(?:了|幅度[为达]|率[为达])?|[降增压涨]幅[为达]?){_SPACE}{_N}{_SPACE}(个百分点|[%％]|[^，。；、\n0-9）)]{{0,5}})"
)
_COUNTED = (
    "个工作日",
    "工作日",
    "天",
    "日",
    "个",
    "项",
    "件",
    "份",
    "张",
    "次",
    "步",
    "个环节",
    "户",
    "家",
)
"""Units of what is counted out; whole figures of them were never rounded."""
_NOT_PLAIN = ("生产总值", "增加值", "产值", "GDP", "可比", "实际", "收入", "年均", "名义", "消费")
"""Whose growth is told at constant prices, or on the average of the years."""
_SHARES = lazy(
    r"三次产业[^，。；\n0-9]{0,14}?(?:[由从][^，。；\n]{5,40}?(?:到|为|至)[^，。；\n0-9]{0,6}(?:[0-9]{4}年的?)?)?"
    r"([0-9.]+)[:：∶]([0-9.]+)[:：∶]([0-9.]+)"
)


class Slip(NamedTuple):
    """A difference, or shares, that the figures before do not give."""

    start: int
    end: int
    found: str
    meant: str


def slips(document: Document) -> Iterator[Slip]:
    """Yield the changes of a document whose stated difference is wrong."""
    prose = document.prose
    for word, places in document.places_of(_TO).items():
        for at in places:
            yield from _change(prose, at, at + len(word))
    for at in document.places("三次产业"):
        found = _SHARES.match(prose, at)
        if found:
            total = sum(map(_value, found.groups()))
            if abs(total - 100) > 0.35:  # three roundings
                yield Slip(found.start(1), found.end(3), f"{total:g}%", "100%")


def _change(prose: str, at: int, end: int) -> Iterator[Slip]:
    """Compare 由91.3%提高到95.8%，提高4.5个百分点."""
    behind = _BEHIND.match(prose, end)
    if behind is None:
        return
    low = max(0, at - 48, *(prose.rfind(mark, max(0, at - 48), at) for mark in "。；\n"))
    before = _BEFORE.search(prose, low, at)
    if before is None:
        return
    old, new, told = before.group(1), behind.group(1), behind.group(3)
    unit, other, kind = before.group(2).strip(), behind.group(2).strip(), behind.group(4).strip()
    if unit != other and unit:
        return  # 由120降低到98分: the unit may stand once
    if any(word in prose[low : behind.end()] for word in _NOT_PLAIN):
        return
    change = abs(_value(new) - _value(old))
    if other in ("%", "％"):
        if kind != "个百分点":
            return  # the rate of a rate
        meant, blur = change, 1.5 * _step(old, new, told)
    elif kind in ("%", "％"):
        base = _value(old)
        if not base or _value(told) > 1000:
            return
        meant = change / base * 100
        exact = other in _COUNTED and "." not in old + new
        blur = 1.0 if exact else 0.6 + 100 * _step(old, new) * (1 + change / base) / base
    elif kind == other:
        meant, blur = change, 1.5 * _step(old, new, told)
    else:
        return
    if abs(meant - _value(told)) > blur + 1e-9:
        yield Slip(before.start(1), behind.end(), told + kind, f"{round(meant, 2):g}{kind}")


def _step(*figures: str) -> float:
    """Return the last digit's weight of the coarsest figure."""
    return float(10 ** -min(len(figure.partition(".")[2]) for figure in figures))


def _value(figure: str) -> float:
    return float(figure.replace(",", "").strip(".") or 0)
