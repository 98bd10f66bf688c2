"""RPT103: what a template says to its writer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from reportlint import (
    OBJECT,
    Document,
    Example,
    Finding,
    Message,
    Rule,
    Severity,
    lazy,
    load_table,
    option,
)
from reportlint.rules.placeholders.notes import ANCHORS, notes

_SLOT = Message("模板的待填项还在：“{text}”", "slot of the template: “{text}”")
_TOLD = Message("模板的填写说明还在：“{text}”", "instruction of the template: “{text}”")
_PENDING = Message("留有待办标记：“{text}”", "mark of unfinished work: “{text}”")
_GENERIC = Message("套话未改成本单位内容：“{text}”", "generic wording of a template: “{text}”")
_GENERIC_REMEDY = Message("写明具体单位、领域或内容", "name the body, the field or the matter")

_SQUARE = lazy(r"\[([^\[\]\r\n]{1,40})\](?![(:]|\[[A-Za-z0-9.\-]+\])")
_LENTICULAR = lazy(r"【([^【】\r\n]{1,40})】")
_BRACES = lazy(r"\{\{[^{}\r\n]{1,60}\}\}|\{([^{}\r\n]{1,30})\}")
_TORTOISE = lazy(r"〔([^〔〕\r\n\d]{2,30})〕")
_ANGLE = lazy(r"<([^<>\r\nA-Za-z]{2,30})>")
_WIDE_ANGLE = lazy(r"＜([^＜＞\r\n]{2,30})＞")
_IN_ROUND = "此金比人日在请可需应须填插略下单部地项活会公企学具待数内时名情根结按甲乙机医"
_ROUND = lazy(
    rf"（(?=[{_IN_ROUND}])"
    r"(?:(?:此处|在此处?)[^（）]{1,30}"
    r"|请(?:在此处?|(?:根据|结合|按照?)[^（），]{0,6}|自行|简要)?"
    r"(?:填写|填入|填上|补充|插入|替换|修改为|写明|列出|简述)(?![^（）]{0,10}表)[^（）]{0,24}"
    r"|(?:需|应|须)(?:补充|填写|插入|列出)[^（）]{0,24}"
    r"|(?:根据|结合|按照?)[^（），]{0,6}(?:实际|情况|需要)[^（），]{0,4}(?:填写|填入|补充)[^（）]{0,12}"
    r"|(?:填写|填入|插入)(?!说明|单位|时间|日期|人)[^（）]{2,24}"
    r"|(?:略|下略|此处略)?(?:单位|部门|地区|项目|活动|会议|公司|企业|学校|甲方|乙方|机构|医院)名称"
    r"|具体(?:时间|地点|数字|数据|内容|措施|日期|事项|问题|做法|人数|金额)"
    r"|(?<=[长降到为约达成于计共入]（)(?:数据|数字|金额|比例|人数|时间|日期|地点)"
    r"|(?:数据|内容|时间|地点|名单|数字|情况)?(?:待补充|待核实|待填写?|待完善|待确认|待更新)[^（）]{0,6})）"
)
_MARKS = (
    # Pattern, and how many characters before its literal the finding begins.
    (0, re.compile(r"待(?:补充|填写?)(?=[。，；）)】\]]|[ \u3000]*(?:[\r\n]|\Z)| {3})")),
    (
        0,
        re.compile(
            r"请(?:在此处?(?:填写|填入|补充|插入|粘贴|输入|添加)|替换)[^。，；）\r\n]{0,16}"
        ),
    ),
    (1, re.compile(r"击(?<=[单点]击)(?:此处|这里)[^。，；\r\n]{0,10}")),
    (
        0,
        re.compile(
            r"此(?<!击此)(?<!请在此)处应?(?:填写|填入|补充|插入|粘贴|替换|添加|输入)[^。，；）\r\n]{0,16}"
        ),
    ),
)
_UNFINISHED = (
    re.compile(r"T(?:ODO|BD)(?![A-Za-z0-9])"),
    re.compile(r"FIXME(?![A-Za-z0-9])"),
)
_EXAMPLES = (re.compile(r"例(?<=[示样范]例)(?:文)?[：:]"), re.compile(r"板(?<=模板)[：:]"))
_ANCHORS = (
    "待补充", "待填", "请在", "请替换", "击此处", "击这里", "此处", "TODO", "TBD", "FIXME",
    "例：", "例:", "例文：", "例文:", "模板：", "模板:", "本领域",
)  # fmt: skip
_STILL = frozenset("有亟尚仍还均须需正也")
_OF_THE_TEXT = (
    "数据",
    "内容",
    "名单",
    "时间",
    "地点",
    "数字",
    "情况",
    "附件",
    "材料",
    "资料",
    "图片",
    "金额",
    "：",
    ":",
    "\n",
    "（",
    "，",
    "  ",  # the cell of a table, its rules masked
)
_LABEL = lazy(r"：[ \u3000]*[^ \u3000\r\n]")  # [时间]：5月10日
_WORD_MARKS = frozenset("_-.")
_MARKED, _MARKED_BEFORE = frozenset("：:。；）)】]"), frozenset("（(【[：:")
_GENERAL = lazy("域(?<=本系统本领域)")
_OUR = lazy(r"本(?:地区|单位|部门|行业|系统)(?=实际)")
_NUMBERED = "一二三四五六七八九十0123456789０１２３４５６７８９、/ 及和或"


class TemplateInstructionResidue(Rule):
    """模板的待填项或填写说明留在正文里。

    `【单位名称】`、`[日期]`、`{{year}}`、`（此处填写数据）`、“待补充”是写给起草人看的，不是正文。
    逐处换成实际内容，并删去说明文字。
    “示例：”“本系统本领域”等套话只提示。
    ---
    A slot or an instruction of the template was left in the text.

    `【单位名称】`, `[日期]`, `{{year}}`, `（此处填写数据）` and 待补充 speak to the writer.
    Put the real content in each place, and take the instructions out.
    Generic wording such as 示例： or 本系统本领域 is only mentioned.
    """

    code = "RPT103"
    name = "template-instruction-residue"
    severity = Severity.ERROR
    source = "惯例"
    remedy = Message("换成实际内容，删去说明文字", "put the real content here")
    valid = (
        "【IGN】与【PM2.5】列，劳社部发[2008]3号，国发〔2011〕4号，参考文献[1][J]。",
        "（填报单位：市局）填写说明附后，待定岗位，待核实线索，尚待完善的制度体系。",
        "【存在问题】主动性不强。\n【下一步重点】抓落实。",
        "【时间】5月10日\n【地点】会议室\n【来源】调研\n",
        "（请见附件）（见下表）（补充耕地项目）（具体时间另行通知）",
        "[文字](https://www.gov.cn) 与 [镜像源][a]\n[时间]：5月10日",
        "制度有待完善，亟待填写，待补充人员。（请各单位填写附表后报送）",
        "1.【新思想引领新征程】深化建设\n【大国工匠】薄壁精雕",
        "各地结合本单位实际抓好落实。",
        "这里补充一下级配，每段结合图示展开，数据待统一平台上线后核实，名单待遇落实，建议删除第三条。",
        "（时间）（地点）收支表（金额）分为三栏。",
        "举例：如下。填写说明：略。",
        "请根据实际情况填写附件1；材料请根据实际情况填写，没有的填“无”；报送前再核实，数据仅供参考，正文用三号仿宋，标题加粗。（需核实的线索3条）（待定）",
        Example("代码 `{{year}}` 与 `[日期]`。", format="markdown"),
    )
    invalid = (
        "⟦【单位名称】⟧关于⟦【事项名称】⟧的通知\n⟦[主送单位]⟧：\n",
        "⟦[单位名称]⟧⟦[时间范围]⟧报告，⟦[日期]⟧，联系人：⟦[联系人]⟧，⟦[任务一]⟧，⟦[责任单位2]⟧。",
        "整改率⟦[待核实]⟧，金额⟦（待补充）⟧，名单⟦待补充⟧。",
        "⟦（此处填写数据）⟧，⟦（请根据实际填写）⟧，⟦（此处应补充 XXX 相关内容）⟧。",
        "⟦{{year}}⟧年度，⟦{姓名}⟧同志，⟦<单位名称>⟧，⟦〔事项名称〕⟧。",
        "⟦【填写具体做法。】⟧⟦[说明背景、依据和必要性。]⟧",
        "⟦请替换付费标签内内容⟧",
        "说明：⟦请根据本单位实际情况修改以下内容⟧，⟦红色字体部分为必填项⟧。",
        "注：此为去年数据，⟦成文时请更新⟧。⟦（根据实际情况填写）⟧⟦【第二部分再充实】⟧\n⟦（仿宋，三号，行距28磅）⟧",
        "（⟦以下内容根据实际情况删减⟧）⟦数据待财务科确认⟧，⟦此处数据由业务科提供⟧；括号内是说明，⟦成稿后删除⟧。",
        "（张科长：⟦这里补充一下⟧今年的数据）⟦该段与上文重复，建议删去⟧。\n⟦批注：核实后再报⟧",
        "收入达⟦（金额）⟧，同比增长⟦（数据）⟧。",
        "存在两个问题：一是学习不深入；⟦二是……⟧",
        Example("| 项目 | 进度 | 率 |\n|---|---|---|\n| 绿化 | ⟦待填⟧ | 1% |\n", format="markdown"),
        "⟦TODO⟧：补数据，⟦TBD⟧。清理五处⟦TODO⟧条目。",
        "⟦单击此处输入文字⟧",
        "关于⟦本系统本领域⟧的重要讲话。\n⟦示例：⟧如下。",  # info
        Example("紧密结合⟦本单位⟧实际。", options={"generic": True}),
        Example("⟦此处略去若干⟧。", options={"phrases": ("此处略去若干",)}),
    )

    phrases: tuple[str, ...] = option((), "further phrases that only a template holds")
    generic: bool = option(False, "also mention 本单位实际, 本地区实际 and the like")

    def anchor_words(self) -> frozenset[str]:
        """Return brackets and words of which each pattern needs one."""
        words = {
            *filter(None, self.phrases),
            *_ANCHORS,
            *ANCHORS,
            *(opening for opening, _ in _OPENINGS),
        }
        words.discard("（")  # frequent: only with what follows it
        words.update("（" + character for character in _IN_ROUND)
        if self.generic:
            words.update("本" + noun for noun in ("地区", "单位", "部门", "行业", "系统"))
        return frozenset(words)

    def check(self, document: Document) -> Iterator[Finding]:
        prose = document.prose
        slots = list(self._slots(prose))
        yield from slots
        for shift, pattern in _MARKS:
            for found in pattern.finditer(prose):
                start, end = found.start() - shift, found.end()
                if _inside_brackets(prose, start):
                    continue
                text = prose[start:end]
                if text[0] != "待":
                    yield self.finding(start, end, _TOLD, text=text)
                elif prose[start - 1 : start] not in _STILL:
                    # 数据待补充 speaks of the text; 编制待补充 may speak of the matter.
                    sure = prose[max(0, start - 2) : start].endswith(_OF_THE_TEXT)
                    level = Severity.ERROR if sure or start == 0 else Severity.INFO
                    yield self.finding(start, end, _PENDING, severity=level, text=text)
        for start, end in notes(document):
            if not any(slot.start < end and start < slot.end for slot in slots):
                yield self.finding(start, end, _TOLD, text=prose[start : min(end, start + 20)])
        yield from self._unfinished(prose)
        yield from self._general(prose)
        for phrase in filter(None, self.phrases):
            at = prose.find(phrase)
            while at >= 0:
                yield self.finding(at, at + len(phrase), _TOLD, text=phrase)
                at = prose.find(phrase, at + len(phrase))

    def _unfinished(self, prose: str) -> Iterator[Finding]:
        if "T" not in prose and "F" not in prose:
            return
        for pattern in _UNFINISHED:
            for found in pattern.finditer(prose):
                start, end = found.span()
                before, behind = prose[start - 1 : start], prose[end : end + 1]
                if before.isascii() and (before.isalnum() or before in _WORD_MARKS):
                    continue
                # As a noun of technical prose it is only mentioned.
                marked = behind in _MARKED or before in _MARKED_BEFORE
                level = Severity.ERROR if marked else Severity.INFO
                yield self.finding(start, end, _PENDING, severity=level, text=found.group())

    def _slots(self, prose: str) -> Iterator[Finding]:
        for opening, pattern in _OPENINGS:
            if opening not in prose:
                continue
            for found in pattern.finditer(prose):
                message = _judge(prose, found, opening)
                if message is not None:
                    start, end = found.span()
                    text = found.group()
                    yield self.finding(start, end, message, text=text[:20])

    def _general(self, prose: str) -> Iterator[Finding]:
        spans: list[tuple[int, int]] = []
        for pattern in _EXAMPLES:
            for found in pattern.finditer(prose):
                start = found.start() - 1
                if prose[max(0, start - 1) : start] in ("", "\n", "\u3000", " "):
                    spans.append((start, found.end()))
        spans += [(m.end() - 6, m.end()) for m in _GENERAL.finditer(prose)]
        if self.generic:
            spans += [found.span() for found in _OUR.finditer(prose)]
        for start, end in spans:
            yield self.finding(
                start,
                end,
                _GENERIC,
                remedy=_GENERIC_REMEDY,
                severity=Severity.INFO,
                text=prose[start:end],
            )


_OPENINGS = (
    ("[", _SQUARE),
    ("【", _LENTICULAR),
    ("{", _BRACES),
    ("〔", _TORTOISE),
    ("<", _ANGLE),
    ("＜", _WIDE_ANGLE),
    ("（", _ROUND),
)


@cache
def _words() -> tuple[
    frozenset[str], tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]
]:
    slots = load_table(__file__, "instructions.toml")["slots"]
    longest = tuple(sorted(slots["nouns"], key=len, reverse=True))
    return (
        frozenset(slots["nouns"]),
        tuple(slots["labels"]),
        longest,
        tuple(slots["verbs"]),
        tuple(slots["pending"]),
    )


def _judge(prose: str, found: re.Match[str], opening: str) -> Message | None:
    """Return what a bracket is, or None where it is none of the template's."""
    if opening == "（":
        return _PENDING if "待" in found.group() else _TOLD
    inner = next((group for group in found.groups() if group is not None), None)
    if inner is None:
        return _SLOT  # {{…}}
    inner = inner.strip(" \u3000。；")
    if (len(inner) < 2 and inner not in _words()[0]) or OBJECT in inner or inner.isascii():
        return None
    _, labels, longest, verbs, pending = _words()
    if inner.endswith(pending):
        return _PENDING
    bare = inner.rstrip(_NUMBERED) or inner
    if inner.startswith(verbs) and len(inner) > (4 if opening == "【" else 3):
        return _TOLD
    if len(inner) > 14 or not bare.endswith(longest):
        return None
    if opening == "【" and (bare.endswith(labels) or len(bare) > 8) and _leads(prose, found):
        return None
    if opening == "[" and bare.endswith(labels) and _LABEL.match(prose, found.end()):
        return None if _leads(prose, found) else _SLOT
    return _SLOT


def _leads(prose: str, found: re.Match[str]) -> bool:
    """Whether a bracket opens its line, and so may be the label of what follows."""
    at = found.start() - 1
    while at >= 0 and prose[at] in " \u3000\t\xa0-*#>":
        at -= 1
    return at < 0 or prose[at] in "\r\n"


def _inside_brackets(prose: str, at: int) -> bool:
    """Whether a mark stands in a bracket that was reported with all its text."""
    begin = max(0, at - 20)
    opened = max(prose.rfind(mark, begin, at) for mark in "（【[{")
    return opened >= 0 and not any(mark in prose[opened:at] for mark in "）】]}\n")
