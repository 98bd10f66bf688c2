"""RPT101: figures and names of a template that were never filled in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from reportlint import Document, Example, Finding, Message, Rule, Severity, option
from reportlint.rules.placeholders.candidate import SPECIFYING
from reportlint.rules.placeholders.signs import Token
from reportlint.rules.placeholders.tokens import scan

_FACTS = {
    "number": Message("数字未填：“{text}”", "figure never filled in: “{text}”"),
    "name": Message("名称未填：“{text}”", "name never filled in: “{text}”"),
    "text": Message("占位符未填：“{text}”", "placeholder never filled in: “{text}”"),
}
_REMEDY = Message("补上实际内容，或删去此句", "fill it in, or take the sentence out")
_IN_TITLE = Message("标题里的占位符未填：“{text}”", "placeholder in the title: “{text}”")
_WEAK = Message("疑似占位符：“{text}”", "possible placeholder: “{text}”")
_WEAK_REMEDY = Message(
    "如系占位，补上实际内容；泛指或供他人填写的空白可不改",
    "fill it in, unless it means anybody or is a blank for others to fill",
)


class UnfilledPlaceholder(Rule):
    """套用的模板里，数字或名称没有填。

    `*`、`X`、`xx`、`××`、`○○`、`某某`、`____` 等占位符留在正文里，稿件不能印发。
    按实际情况补上数字、名称，或删去此句；本工具不代拟数字。
    公式（1+X、销售额×税率）、规格（4×100米）、专名（X光）、表格和合同的空白不在此列。
    ---
    A figure or a name of the template was never filled in.

    A text that still holds `*`, `X`, `xx`, `××`, `○○`, `某某` or `____` cannot go out.
    Fill in the figure or the name, or take the sentence out; nothing is invented here.
    Formulas (1+X, 销售额×税率), sizes (4×100米), terms (X光) and the blanks of forms are left alone.
    """

    code = "RPT101"
    name = "unfilled-placeholder"
    severity = Severity.ERROR
    source = "《党政机关公文处理工作条例》（中办发〔2012〕14号）第十九条、第二十条；惯例"
    remedy = _REMEDY
    valid = (
        "按销售额×税率计算，成绩×50%折算，单价*数量，长*宽*高。",
        "缴费基数×个人缴费比例，分值×次数，40*4=160，a*b。",
        "实施1+X证书制度，完善“1+N+X”体系，推进双尖双领+X项目，中日韩+X合作。",
        "深入实施“数据要素×”行动，数据要素×工业制造，文化×科技。",
        "7×24小时、7*24小时值守，3×5米展板，4×100米接力，2×35万千瓦机组，10米×4往返跑。",
        "二〇二三年以来，二○○八年建成，一九八○年，〇〇后。",
        "配备X光机、X射线仪，沿x轴，采购Model X，引进Model X项目，位列TOP X，XX染色体，中欧班列X（行）。",
        "**重点工作**：抓好落实。\n* 第一项\n* 第二项\n***\n＊　＊　＊\n",
        "□是 □否 ■合格 ■个人 选择□个人申报",
        "■人员管理\n●次年计划\n",
        "某种程度上，某项工作、某些地方、某一方面，张某某、李某等人，陆军某旅参演，某企业获益。",
        "参加G20峰会，B类人员，A股市场，C位，PX项目，5G网络，H股，甲乙丙三方，A区与B区。",
        "建立“N个1”培育机制，第N次强调，打造1个中心、N个站点。",
        "生产效率提升*（%）\n*注：标注*的项目为必填。\n*2023年数据。\n带*号的由单位填写，麦角酸*。",
        "编号的编排方式为：X妆XXXX号，第一位X代表年份。",
        "社交媒体平台X、X公司发布公告。",
        "415X产业集群，SG200X芯片，提速20x以上，1920×1080像素，手机尾号138****1234。",
        "公示：王*、李**、赵*华等三人。",
        "深圳市某区，国发〔2011〕4号，劳社部发[2008]3号，(2)第3章。",
        "本表 | × | √ |\n——\n________\n",
        "函数 index_box 与 my___name，运行 -XX:+PrintGC，网址 com.xxx.web。",
        "从‘被××’的流行说起。",
        "文旅×百业，A市场与H市场，X级耀斑，1.XX\n",
        "X8156次中欧班列开行，G1次、X9001次列车正点。",
        Example("某局党委工作。", options={"tokens": ("star",)}),
        Example("召开会议X次。", options={"allow": ("会议X次",)}),
        Example("上党课`*次`，查看 https://a.cn/xx/ 。", format="markdown"),
    )
    invalid = (
        "累计上党课⟦*次⟧，查找问题⟦*个⟧，解决问题⟦*个⟧，走访⟦＊余户⟧。",
        "2023年⟦X局⟧主题教育情况汇报\n我们认真抓好落实。",
        "观看红色主题电影《⟦xx⟧》，形成“⟦xx⟧经验”，建设“⟦*⟧”工程。",
        "整改率达到⟦X％⟧，完成率⟦21.X%⟧，满意度⟦XX %⟧，投资⟦1XX32元⟧、⟦X00万元⟧、⟦X.X亿元⟧。",
        "运用⟦x⟧二十大报告会，各级⟦X委⟧政府、全⟦X⟧上下、执政⟦X⟧地位。",
        "围绕“⟦xx、xx、xx⟧”专题研讨，向全市⟦xx⟧和⟦xx⟧宣传。",
        "在⟦*委⟧领导下，围绕⟦*大⟧支柱⟦*个⟧产业，推动⟦*⟧工作提升，居⟦***⟧第一。",
        "走访⟦X户⟧⟦X人⟧，整治⟦X余亩⟧，召开第⟦X次⟧会议，占地⟦2X亩⟧，惠及⟦12XX人⟧。",
        "⟦XX镇⟧、⟦XX 市⟧、王⟦xx⟧、卢 ⟦xx⟧ 两位同志，⟦XXX同志⟧主持，联系人：⟦XXX⟧\n",
        "⟦XX发〔2026〕XX号⟧文件，⟦XX〔2026〕X号⟧文件，〔⟦20xx〕x号⟧文件。",
        "电话：⟦XXX-XXXXXXX⟧，传真：⟦0XXX-XXXXXXX⟧，⟦X时⟧⟦X分⟧，见附件⟦X⟧，⟦X⟧政发〔2023〕9号，星期⟦X⟧下午⟦XX:XX⟧开会，立⟦XXX⟧为根本。",
        "⟦×××⟧主持，关于⟦××⟧问题，召开会议⟦×次⟧，投资额⟦×万元⟧。",
        "⟦○○县⟧、⟦△△局⟧、⟦某某镇⟧开展活动⟦??个⟧，帮扶⟦__户⟧。",
        "⟦A局⟧、⟦B县⟧派员参加，培训⟦N人⟧、座谈⟦N次⟧，配备⟦N套⟧，检查⟦■人⟧、整改⟦●处⟧。",
        "犯罪嫌疑人王⟦××⟧被抓获归案，对李⟦××同志⟧予以表扬。",  # names that are masked on purpose: info
        "第⟦×⟧巡察组进驻，⟦XX党支部⟧、⟦××村委会⟧配合。",
        "⟦某市⟧2023年工作总结\n本市认真抓好落实。",
        "⟦某局⟧党委高度重视。⟦某局⟧也有类似情况。",  # the second: info
        "查找问题⟦**个⟧，⟦**局⟧党组研究。",
        "姓名：⟦____⟧\n乙方：⟦____⟧",  # blanks of a form: info
        Example("查找问题⟦*个⟧，解决问题⟦*个⟧。", format="markdown"),
        Example("召开会议⟦X次⟧、⟦X次⟧。", options={"merge": False}),
        Example("召开会议⟦X次⟧，走访X户。\n慰问⟦X人⟧。", options={"max_per_line": 1}),
        Example("由⟦〓〓⟧负责。", options={"extra_tokens": ("〓〓",)}),
    )

    tokens: tuple[str, ...] = option(
        ("star", "x", "times", "circle", "shape", "line", "query", "some", "letter"),
        "kinds of signs to look for",
    )
    extra_tokens: tuple[str, ...] = option((), "further strings that are placeholders")
    allow: tuple[str, ...] = option(
        (), "regular expressions; what they match is left alone", patterns=True
    )
    anchors = tuple(SPECIFYING)
    waits = False  # only for what explains signs

    merge: bool = option(True, "one finding for placeholders that only a 、 parts")
    max_per_line: int = option(0, "most findings in one line; 0 for all", at_least=0)

    def check(self, document: Document) -> Iterator[Finding]:
        seen = document.view(scan)
        found = list(seen.groups if self.merge else seen.tokens)
        if self.extra_tokens:
            found = _with_extra(document.prose, found, self.extra_tokens)
        if not found:
            return
        lang, families = self.lang, self.tokens
        remedy = _REMEDY.render(lang)
        allowed = _allowed_spans(document.prose, self.allow) if self.allow else []
        title = document.title
        level = self.effective_severity
        line, count = -1, 0
        for token in found:
            start, end = token.start, token.end
            if token.family not in families and token.family != "extra":
                continue
            if allowed and any(left < end and start < right for left, right in allowed):
                continue
            if self.max_per_line:
                here = document.source.position(start).line
                line, count = (line, count + 1) if here == line else (here, 1)
                if count > self.max_per_line:
                    continue
            text = _quote(document.text, start, end)
            if token.severity is Severity.INFO:
                said = _WEAK.render(lang, text=text)
                yield self.finding(start, end, said, remedy=_WEAK_REMEDY, severity=Severity.INFO)
                continue
            in_title = title is not None and title.start <= start < title.end
            fact = _IN_TITLE if in_title else _FACTS[token.kind]
            # There are many: made without what `self.finding` does for other rules.
            yield Finding(start, end, self.code, level, fact.fill(lang, {"text": text}), remedy)


def _quote(text: str, start: int, end: int) -> str:
    """The placeholder with up to six characters of its line before and after it."""
    begin = max(0, start - 6)
    if end - start <= 20:
        quote = text[begin : end + 4]
        if quote.isprintable():  # no line break, nor white space that is no blank
            return quote
    before, after = text[begin:start], text[end : end + 4]
    if not before.isprintable():
        before = before.replace("\r", "\n").rsplit("\n", 1)[-1].lstrip()
    if not after.isprintable():
        after = after.replace("\r", "\n").split("\n", 1)[0].rstrip()
    return before + text[start : min(end, start + 20)] + after


def _with_extra(prose: str, found: list[Token], extra: tuple[str, ...]) -> list[Token]:
    for string in filter(None, extra):
        at = prose.find(string)
        while at >= 0:
            found.append(Token(at, at + len(string), "text", "extra"))
            at = prose.find(string, at + len(string))
    found.sort()
    kept: list[Token] = []
    for token in found:
        if not kept or token.start >= kept[-1].end:
            kept.append(token)
    return kept


@cache
def _pattern(expression: str) -> Any:
    import regex  # a pattern of the user's: only `regex` knows a time limit

    return regex.compile(expression)


def _allowed_spans(prose: str, expressions: tuple[str, ...]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for expression in expressions:
        spans += [match.span() for match in _pattern(expression).finditer(prose, timeout=1.0)]
    return spans
