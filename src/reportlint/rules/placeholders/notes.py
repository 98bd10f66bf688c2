"""What an author of a draft or template told the next one, outside the usual slots."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportlint import Document, lazy

_PARTS = ("字", "文字", "部分", "内容", "处")
# Each pattern is tried only where one of its words stands.
_NOTES = (
    (
        frozenset(draft + when for draft in ("成文", "定稿", "成稿") for when in "时前后"),
        lazy(
            r"(?:成文|定稿|成稿)[时前后][^。，；\r\n]{0,4}?[请需]?"
            r"(?:更新|修改|核实|替换|补充|删除|删去|去掉)(?=[。，；）\r\n]|$)"
        ),
    ),
    (
        frozenset(("以下内容", "以下部分", "上述内容", "本段", "此段", "该段", "本部分", "该部分")),
        lazy(
            r"(?:以下|上述|[本此该]段|[本该]部)[^。，；（）\r\n]{0,6}?(?:根据|结合|按照?)[^。，；（）\r\n]{0,8}"
            r"(?:删减|增减|展开|取舍)(?=[。，；）\r\n]|$)"
        ),
    ),
    (
        frozenset(("这里", "这段", "这部分", "此处")),
        lazy(
            r"(?:这里|这段|这部分|此处)[再要需请]?(?:补充|修改|核实|核对|删掉|改|查|加)一?下(?![达发级半一阶列面])"
            r"|此处(?:数据|数字|图表|名单)[^。，；\r\n]{0,12}(?:提供|补充|确认|核实)(?=[。，；）\r\n]|$)"
        ),
    ),
    (
        frozenset(f"{what}待" for what in ("数据", "数字", "名单", "金额")),
        lazy(
            r"(?:数据|数字|名单|金额)待[^。，；待\r\n]{1,6}(?:[科处室办局]|部门|中心|单位|领导)(?:确认|核实|提供|补充|统计)(?=[。，；）\r\n]|$)"
        ),
    ),
    (
        frozenset(("批注：", "批注:", "建议删")),
        lazy(
            r"(?<![^\n（【 \u3000])批注[：:][^\r\n）】]{0,20}"
            r"|[本该此这](?:段|句|节|处|部分)[^。\r\n]{0,14}建议删[除去掉]"
        ),
    ),
    (
        frozenset(
            colour + part
            for colour in ("红色", "黄色", "蓝色", "灰色", "标红", "标黄", "高亮", "斜体", "加粗")
            for part in _PARTS
        ),
        lazy(
            r"(?:[红黄蓝灰]色|标[红黄]|高亮|斜体|加粗)(?:字体?|文字|部分|内容|处){1,2}[^。；\r\n]{0,8}?"
            r"(?:必填项?|填写|替换|修改|删除|删去|提示|说明)"
        ),
    ),
    (
        frozenset(("请根据", "请结合", "请按照")),
        lazy(
            r"请(?:根据|结合|按照?)[^。，；\r\n]{0,8}实际(?:情况)?(?:进行)?(?:修改|替换|填写|补充)"
            r"(?:以下|上述|文中|正文|模板)(?:相关|相应)?(?:内容|数据|文字|信息)?(?=[。，；！）\r\n]|$)"
        ),
    ),
    (
        frozenset(("是…", "要…")),
        lazy(r"(?<![^。；，：！\s])[一二三四五六七八九][是要]…{1,2}(?=[。；\r\n]|$)"),
    ),
    (
        frozenset(("仅供参考",)),
        lazy(r"(?:范文|模板|样稿|样例|(?:以上|以下|上述|纪要|报告|总结)内容)仅供参考"),
    ),
)
_TALK = frozenset(
    ask + verb for ask in "再请需" for verb in ("充实", "核实", "核对", "斟酌", "润色", "完善")
)
_TALKED = lazy(
    r"[再请需](?:充实|核实|核对|斟酌|润色|完善)(?:一下|下|完善|后[^（）【】。\r\n]{1,4})?[】）]"
)
_FONTS = frozenset(("仿宋", "小标宋", "楷体", "黑体", "宋体", "行距"))
_LAYOUT = lazy(r"[（(【\[][^（）()【】\[\]\r\n]{2,50}[）)】\]]")
_LAYOUT_WORDS = re.compile(r"号|磅|行距|加粗|居中|缩进|GB2312|GBK")


def notes(document: Document) -> Iterator[tuple[int, int]]:
    """Yield the spans of a document that speak to its writer."""
    prose = document.prose
    for words, pattern in _NOTES:
        if document.holds(words):
            for found in pattern.finditer(prose):
                yield found.span()
    for places in document.places_of(_TALK).values():
        for at in places:
            talked = _TALKED.match(prose, at)
            low = max(0, at - 24)
            opened = max(prose.rfind(mark, low, at) for mark in "【（")
            if talked and opened >= 0 and "\n" not in prose[opened:at]:
                yield opened, talked.end()
    if document.holds(_FONTS):
        yield from _layouts(document)


def _layouts(document: Document) -> Iterator[tuple[int, int]]:
    """Yield lines that are nothing but a bracket about fonts: （仿宋，三号，行距28磅）."""
    for block in document.blocks:
        found = _LAYOUT.match(document.prose, block.start, block.end)
        if found and found.end() == block.end:
            text = found.group()
            if any(font in text for font in _FONTS) and _LAYOUT_WORDS.search(text):
                yield found.span()


ANCHORS = frozenset().union(_TALK, _FONTS, *(words for words, _ in _NOTES))
