"""Whether the names of parts exclude one another, or leave nothing out."""

from __future__ import annotations

_OPPOSITES = (
    ("男", "女"), ("城", "乡"), ("城", "农村"), ("内", "外"), ("上半年", "下半年"), ("线上", "线下"),
    ("中央", "地方"), ("甲", "乙"), ("白班", "夜班"), ("上午", "下午"), ("公办", "民办"),
)  # fmt: skip
"""Nothing belongs to both: pairs of what parts begin with, or end with."""
_SCALES = tuple(
    tuple(scale.split())
    for scale in (
        "国家级 省级 市级 区级 县级 乡级 镇级 村级",
        "Ⅰ级 Ⅱ级 Ⅲ级 Ⅳ级 Ⅴ级",
        "一级 二级 三级 四级 五级",
        "幼儿园 小学 初中 高中",
        "一般程序 简易程序 普通程序 快速程序",
        "企业 个体工商户 合作社",
        "不合格 基本合格 合格 优秀",
        "不称职 基本称职 称职 优秀",
        "竣工 在建 前期 未开工 拟建",
    )
)
"""Steps of one scale: a thing stands on one of them."""
_UPWARDS = ("以上", "及以", "以下", "含")
_SOURCES = ("自筹", "自有", "贷款", "债券", "财政", "补助", "配套", "专项资金", "资本金", "拨款")
_OTHER = ("其他", "其它", "其余")


def opposed(one: str, other: str) -> bool:
    """Whether nothing can belong to both of two parts: 男 and 女, 党员 and 非党员, 已办 and 未办."""
    one, other = one.strip(), other.strip()
    if not one or not other:
        return False
    for a, b in _OPPOSITES:
        for x, y in ((one, other), (other, one)):
            if (x.startswith(a) and y.startswith(b)) or (x.endswith(a) and y.endswith(b)):
                return True
    return other in (f"非{one}", f"未{one}") or (
        one.startswith("已") and other.removeprefix("尚").startswith("未")
    )


def exclusive(names: list[str]) -> bool:
    """Whether parts are classes that exclude one another: 民生类 and 发展类, A and B, 县级 and 乡级."""
    names = [name.strip() for name in names]
    if all(name.endswith("类") for name in names) or all(
        len(name) == 1 and name.isascii() and name.isalpha() for name in names
    ):
        return True
    if len(names) < 2 or any(word in name for name in names for word in _UPWARDS):
        return False
    if all(len(name) == 2 and name[0] == names[0][0] for name in names):
        return len(set(names)) == len(names) > 2  # 乱占、乱采、乱堆
    if all(name.startswith("对") for name in names):
        return len(set(names)) == len(names)  # 对班子8条，对个人5条
    return any(_on_steps(names, scale) for scale in _SCALES)


def exhaustive(names: list[str]) -> bool:
    """Whether nothing is left out: the last part is 其他, or all money has its source."""
    names = [name.strip() for name in names]
    if names[-1].startswith(_OTHER):
        return True
    return any(name.endswith(("自筹", "自筹资金")) for name in names) and all(
        any(source in name for source in _SOURCES) for name in names
    )


def _on_steps(names: list[str], scale: tuple[str, ...]) -> bool:
    """Whether each name holds a step of a scale, and no two the same."""
    steps = [max((step for step in scale if step in name), key=len, default="") for name in names]
    return all(steps) and len(set(steps)) == len(steps)
