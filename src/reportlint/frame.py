"""What frames the body: title, subtitle, salutation above it, signature and date below.

Web pages leave buttons, paths and labels (chrome) above a title and below the
date; they stay paragraphs and are stepped over.
"""

from __future__ import annotations

from reportlint.blanks import OBJECT, WHITE
from reportlint.deferred import lazy
from reportlint.document import Block
from reportlint.headings import BARE_RANK, continues

_TOP = 40  # blocks: page chrome can be this long, one word a line
_BOTTOM = 12
_TITLE_LIMIT = 40
_LONG_TITLE_LIMIT = 90
_SHORT = 30
_TITLE_GENRE = lazy(
    r"(?:报告|汇报|总结|汇报材料|情况|方案|计划|要点|通知|意见|纪要|讲话|办法|规定|条例|决定|"
    r"通报|公告|通告|请示|批复|函|材料|发言|致辞|简报|说明|建议|清单|提纲|报 告|总 结)"
    r"(?:[（(][^（）()]{1,20}[）)])?$"
)
_SECTION_NAME = lazy(
    r"(?:情况|问题|不足|计划|打算|措施|建议|做法|成效|工作|安排|思路|要求|体会|前言|引言|概述|概况|背景)$"
)
_YEAR = r"(?:[12][0-9]{3}|[\d×xX＊*〇○零一二三四五六七八九十_＿ ]{1,8})"
_DATE_LINE = lazy(
    rf"{_YEAR}年[^，。；：]{{1,6}}月(?:[^，。；：]{{1,6}}日)?$|[12]\d{{3}}[.\-/]\d{{1,2}}(?:[.\-/]\d{{1,2}})?$"
)
_CLOSING = lazy(
    r"(?:特此(?:报告|汇报|说明|通知|函复|通报|请示|致函|复函|公告)|以上(?:报告|汇报|意见|请示))[^，；]{0,14}$"
    r"|(?:妥否|当否)[，,]?请批[示复]。?$|请予?审[议示][。！]?$"
)
_NOTE = lazy(r"附件|抄送|印发|[（(](?:联系|此件|此页)")
_SALUTATION = lazy(r"[^。；！？“”]{2,45}[：:]$")
_LEAD_IN = lazy(r"现将|如下|下列|以下|[有是为][：:]$")
_BRACKETED = lazy(r"【[^【】]{2,20}】$")
_BODY_MARKS = frozenset("。；，！？：;,!?:")
_LABEL = lazy(
    r"【?(?:信息|稿件|文章)?(?:来源|时间|日期|作者|编辑|责任编辑|发[布表稿](?:时间|日期|机[关构])|阅读量?|浏览(?:量|次数)?"
    r"|点击(?:数|量|次数)|字[号体]|分享(?:到)?|当前位置|您的位置|索引号|文号|成文日期|主题分类|公开方式|相关报道|相关链接"
    r"|附件下载|上一篇|下一篇)[：:]"
    r"|(?:返回|回到)(?:顶部|首页)|打印本页|关闭窗口|扫一扫|分享到?$"
    r"|[12]\d{3}-\d\d?-\d\d?(?: \d\d?:\d\d(?::\d\d)?)?$"
)
_WORDS = frozenset(
    ("下载", "打印", "全屏", "收藏", "分享", "字号", "加大", "还原", "减小", "大", "中", "小", "",
     "返回", "首页", "关闭", ">", ">>", "›", "»", "|", "/", "+", "-", "A", "A+", "A-")
)  # fmt: skip


def mark_top(blocks: list[Block], prose: str) -> None:
    """Find title, subtitle and salutation among the first blocks, in place."""
    at = _first_words(blocks, prose)
    if at < 0:
        return
    first = blocks[at]
    text = prose[first.start : first.end]
    if first.kind == "heading":
        if first.ordinal is not None or (first.rank > 20 and first.rank != BARE_RANK):
            return
        blocks[at] = first._replace(kind="title", rank=0)
    elif first.kind != "paragraph":
        return
    elif _is_title(blocks, at, prose):
        blocks[at] = first._replace(kind="title")
    elif _is_salutation(text):
        blocks[at] = first._replace(kind="salutation")
        return
    else:
        return
    _mark_below_title(blocks, at, prose)


def _first_words(blocks: list[Block], prose: str) -> int:
    """Return the index of the first block that is no page chrome, or -1."""
    crumb = False
    for at in range(min(len(blocks), _TOP)):
        block = blocks[at]
        if block.end - block.start > _SHORT:
            return at
        text = prose[block.start : block.end]
        if _is_chrome(text):
            crumb = text[0] in ">›»"
            continue
        after = blocks[at + 1] if at + 1 < len(blocks) else None
        before_crumb = after is not None and prose[after.start : after.end] in (">", ">>", "›", "»")
        if before_crumb or (crumb and len(text) <= 8):
            crumb = False
            continue
        return at
    return -1


def _mark_below_title(blocks: list[Block], title: int, prose: str) -> None:
    top = blocks[title]
    open_title = _TITLE_GENRE.search(prose[top.start : top.end]) is None
    last = title
    label = False
    for at in range(title + 1, min(len(blocks), title + 9)):
        block = blocks[at]
        if block.kind != "paragraph":
            return
        text = prose[block.start : block.end].strip(OBJECT)
        if not text or _is_chrome(text) or (label and len(text) <= _SHORT):
            label = not label and text[-1:] in ("：", ":")
            continue
        label = False
        if _is_salutation(text):
            blocks[at] = block._replace(kind="salutation")
            return
        if at - last > 4 or len(text) > 60 or text[-1] in "。；，":
            return
        plain = len(text) <= _SHORT and _BODY_MARKS.isdisjoint(text)
        if text.startswith(("—", "--", "（", "(", "〔")) or _DATE_LINE.match(text):
            pass
        elif plain and at == title + 1 and open_title and _TITLE_GENRE.search(text):
            open_title = False
        elif not plain or _names_section(text, blocks, at) or continues(text):
            return
        blocks[at] = block._replace(kind="subtitle")
        last = at


def _names_section(text: str, blocks: list[Block], at: int) -> bool:
    """Whether a short line below the title is the first heading rather than a byline."""
    if at + 1 == len(blocks) or blocks[at + 1].kind != "paragraph":
        return False
    after = blocks[at + 1]
    return after.end - after.start > _SHORT and _SECTION_NAME.search(text) is not None


def _is_chrome(text: str) -> bool:
    """Whether a line is a web page's button or label."""
    return (len(text) <= 6 and text.strip("【】[]：: ") in _WORDS) or (
        len(text) <= _SHORT and _LABEL.match(text) is not None
    )


def _is_salutation(text: str) -> bool:
    return (
        len(text) <= 46
        and _SALUTATION.match(text) is not None
        and _LEAD_IN.search(text) is None
        and _BRACKETED.match(text) is None
        and not _is_chrome(text)
    )


def _is_title(blocks: list[Block], at: int, prose: str) -> bool:
    block = blocks[at]
    text = prose[block.start : block.end]
    if len(text) > _LONG_TITLE_LIMIT or text[-1] in "。；：，！？、:;,《“（" or text[0] in "#|*>":
        return False
    if "。" in text or text.count("，") > 1 or continues(text):
        return False
    named = _TITLE_GENRE.search(text) is not None
    if at + 1 == len(blocks):
        return named and len(text) <= _LONG_TITLE_LIMIT
    after = blocks[at + 1]
    if continues(prose[after.start : after.end]):
        return False
    if at + 2 < len(blocks) and not named:
        # A sentence broken before and behind 《…》 has its point at the head of the third line.
        third = blocks[at + 2]
        if after.end - after.start <= _SHORT and continues(prose[third.start : third.end]):
            return False
    return named or len(text) <= _TITLE_LIMIT


def mark_closing(blocks: list[Block], prose: str) -> None:
    """Find 特此报告, signature and date among the last blocks, in place."""
    short: list[int] = []
    dated = False
    for at in range(len(blocks) - 1, max(len(blocks) - _BOTTOM, 0), -1):
        block = blocks[at]
        if block.kind != "paragraph" or block.end - block.start > _LONG_TITLE_LIMIT:
            break
        text = prose[block.start : block.end].strip(WHITE + OBJECT)
        if _NOTE.match(text):
            continue
        if _CLOSING.match(text):
            for index in (*short, at):
                blocks[index] = blocks[index]._replace(kind="closing")
            return
        if text and _is_chrome(text):
            continue
        if _DATE_LINE.match(text):
            dated = True
        elif not text or len(text) > _SHORT or not _BODY_MARKS.isdisjoint(text) or len(short) > 4:
            break
        short.append(at)
    if dated:
        first_date = max(n for n, at in enumerate(short) if _is_date(blocks[at], prose))
        # The signature stands above the date; more than two lines above are text.
        for index in short[: first_date + 3]:
            blocks[index] = blocks[index]._replace(kind="closing")


def _is_date(block: Block, prose: str) -> bool:
    return _DATE_LINE.match(prose[block.start : block.end]) is not None
