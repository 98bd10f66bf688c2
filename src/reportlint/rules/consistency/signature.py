"""The place whose office a title names, and the one that signs or speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportlint import Document, NamedTuple, lazy

_PLACE = lazy(
    r"(?:中共)?(?![全我本各该这两])([\u4e00-\u9fff]{2,4}?)(省|市(?!场)|县|区|旗|镇|乡(?![村镇土])|街道)"
    r"(?=[\u4e00-\u9fff0-9 \u3000]|$)"
)
_NO_PLACE = (
    "社区", "园区", "校区", "景区", "小区", "库区", "片区", "灾区", "城市", "城镇", "城区", "乡镇", "牧区", "林区", "矿区", "开发区",
)  # fmt: skip
_NO_NAME = frozenset("全我本各该这两关于在对和与为的深入推进加强开展抓落做贯省市县区镇乡")
"""What the words before 市 or 县 hold where they are no name: 关于全市, 推进县."""
ANCHORS = frozenset(
    (
        "我代表",
        *(f"{end}\n{date}" for end in "局委会府室处心院组司队" for date in ("20", " ", "\u3000")),
    )
)
"""An office above a date, and one spoken for."""
_OFFICE = lazy(
    r"[^，。；：、（()）]{0,20}(?:局|委|委员会|政府|办公室|办事处|中心|院|党组|党工委|大队|支队|公司|会)$"
)


class Other(NamedTuple):
    """Where an office of another place stands, and the two places."""

    start: int
    end: int
    own: str
    other: str


def other_places(document: Document) -> Iterator[Other]:
    """Yield the signature, or the body spoken for, of another place than the title's."""
    title = document.title
    prose = document.prose
    own = _PLACE.match(prose, title.start, title.end) if title else None
    if title is None or own is None or own.group().endswith(_NO_PLACE):
        return
    name, level = own.groups()
    if not _NO_NAME.isdisjoint(name):
        return
    signed: list[tuple[re.Match[str], int]] = []
    for block in document.blocks[-6:]:
        if block.kind == "closing" and _OFFICE.match(prose, block.start, block.end):
            found = _PLACE.match(prose, block.start, block.end)
            if found and not found.group().endswith(_NO_PLACE):
                if found.group(1) == name:
                    signed = []
                    break
                signed.append((found, block.end))
    for found, end in signed:
        if found.group(2) == level and not _alike(found.group(1), name):
            yield Other(found.start(), end, name + level, found.group(1) + level)
    for at in document.places("我代表"):
        found = _PLACE.match(prose, at + 3)
        if (
            found
            and found.group(2) == level
            and not found.group().endswith(_NO_PLACE)
            and not _alike(found.group(1), name)
        ):
            yield Other(found.start(), found.end(), name + level, found.group(1) + level)


def _alike(one: str, other: str) -> bool:
    """Whether one name is the other with a word before it."""
    return one.endswith(other) or other.endswith(one)
