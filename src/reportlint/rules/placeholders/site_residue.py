"""RPT108: what a web page left in a text that was copied from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from reportlint import (
    Document,
    Edit,
    Example,
    Finding,
    Fix,
    Message,
    NamedTuple,
    Rule,
    Severity,
    lazy,
    load_table,
    option,
)

_CONTROL = Message("网站的控制标记“{text}”留在正文里", "a site's control marker “{text}” was left")
_TAG = Message("HTML 标签“{text}”留在正文里", "the HTML tag “{text}” was left in the text")
_ENTITY = Message("HTML 实体“{text}”没有还原", "the HTML entity “{text}” was never decoded")
_PHRASE = Message(
    "网站的推广或提示语“{text}”留在正文里", "a site's notice “{text}” was left in the text"
)
_FRAME = Message("网页上的“{text}”留在正文里", "“{text}” of the web page was left in the text")
_URL = Message(
    "正文里有非政府网站的网址“{text}”", "the text holds an address outside gov.cn: “{text}”"
)
_URL_REMEDY = Message("确认网址是有意引用的", "see whether it is meant to be cited")
_KEEP = Message("删去，或换成它代表的字符", "delete it, or put the character it stands for")

_BREAK = lazy(r"[#＃$＄]{1,3}[ \u3000]*page[ \u3000]*break[ \u3000]*[#＃$＄]{1,3}", re.IGNORECASE)
_HEAD = ("来源", "作者", "编辑")
_IMPRINT = ("签发", "核稿", "共印", "印数")
_CAPTIONS = frozenset("图表注附说")
_EDGE = 16  # a page's frame stands around its text: blocks looked at from either end


class SiteResidue(Rule):
    """网页上的文字、标签或推广语留在正文里。

    从网页复制的稿件常带有 `##pagebreak##`、`<br>`、`&nbsp;`、“打印”“字号”“来源：”和
    “更多范文请关注公众号”之类，应逐处删去。句子里正常使用的“公众号”“下载”不算。
    ---
    Words, tags or advertising of a web page were left in the text.

    What is copied from a page often brings `##pagebreak##`, `<br>`, `&nbsp;`, 打印, 字号, 来源：
    or 更多范文请关注公众号 along; delete each. 公众号 and 下载 in running prose are ordinary words.
    """

    code = "RPT108"
    name = "site-residue"
    source = "惯例"
    remedy = Message("删去", "delete it")
    valid = (
        "通过公众号，及时向全市党员宣传。利用微信公众号等平台设立专栏。",
        "关注群众诉求，下载量达5万次，扫描二维码即可办理，获取更多支持。",
        "打印店和收藏馆关闭，责任编辑制度落实，来源渠道多样。",
        "数据来源：统计年鉴。\n一、主要工作\n",
        "详见 https://www.gov.cn/zhengce/ 页面。",
        "A&B 公司，5<6，R&D 投入。",
        "学习使用<br>标签的写法。",
        Example("表格<br>换行 &nbsp; 与 <b>字</b>。", format="markdown"),
        "中心：打印文件三份。",
        "关注微信公众号“清湖阅读”，回复“读书”获取日程。",
        "开展工作。\n责任编辑：综合科　　签发：李明\n",
        "风险来自网络，您可以根据需要调整缴费内容。人物均为虚构的剧目上演，第3页共享信息。",
        "老人告诉我，如有困难就找社区；根据您提供的线索，我局已经查实。图片由AI生成，摘自《公文写作》。",
        "人工智能大语言模型在政务服务中的应用，未经授权不得访问。",
    )
    invalid = (
        Example("一。\n⟦##pagebreak##⟧\n二。", fixed="一。\n二。"),
        Example("提高效率⟦&nbsp;⟧、⟦&ldquo;⟧三会⟦&rdquo;⟧。", fixed="提高效率 、“三会”。"),
        Example("一。⟦<br/>⟧二⟦<strong>⟧三⟦</strong>⟧。", fixed="一。\n二三。"),
        "⟦更多公文素材请关注公众号⟧",
        "2023年工作总结\n⟦【字号：大 中 小】⟧\n⟦打印⟧\n⟦来源：某网⟧\n开展工作。\n",
        "开展工作。\n⟦责任编辑：综合科⟧\n",
        "开展工作。⟦内容已隐藏，点击付费后查看⟧",
        "⟦[hide]⟧开展工作。⟦[/hide]⟧",
        "下面是⟦小编整理的工作总结，请关注微信公众号，来源于网络整理⟧。",
        "参见⟦https://www.example.com/a⟧。",
        "⟦好的，以下是为您撰写的工作总结：⟧\n⟦希望以上内容对您有帮助⟧！",
        "⟦作为一个AI语言模型，⟧我整理如下。",
        "⟦以下内容由人工智能生成⟧。这份总结已⟦按照您的要求完成⟧，⟦如需调整请随时告诉我⟧。",
        "⟦以下是一份年度工作总结：⟧\n⟦您可以根据实际对上述内容进行调整⟧，⟦数据均为虚构⟧。⟦希望这份总结能满足您的需求⟧！",
        "⟦图片来源于网络，侵删⟧。\n⟦第 1 页 共 5 页⟧\n⟦点击下载完整版⟧",
        "开展工作。\n⟦来源：某某范文网⟧\n⟦百度文库-让知识共享⟧",
        "⟦版权声明：未经授权不得转载⟧。余下内容⟦付费后可见⟧。",
    )

    urls: bool = option(True, "mention addresses outside gov.cn in plain text (info)")
    phrases: tuple[str, ...] = option((), "further phrases of sites")

    waits = False  # tags and a page's frame are told by other signs

    def anchor_words(self) -> frozenset[str]:
        """Return the gates of the sites' phrases."""
        return _gates()

    def check(self, document: Document) -> Iterator[Finding]:
        text = document.text
        if "#" in text or "$" in text or "＃" in text:
            yield from self._controls(document)
        if document.format != "markdown":  # HTML is part of Markdown
            yield from self._markup(document)
        if "[" in text:
            yield from self._shortcodes(document)
        phrases = list(self._phrases(document))
        yield from phrases
        yield from self._frame(document, [phrase.start for phrase in phrases])

    def _controls(self, document: Document) -> Iterator[Finding]:
        text = document.text
        if not any(word in text for word in ("page", "PAGE", "Page")):
            return
        for found in _BREAK.finditer(text):
            start, end = found.span()
            if document.prose[start] == " ":
                fix = Fix((_removal(text, start, end),))
                yield self.finding(start, end, _CONTROL, fix=fix, text=found.group())

    def _markup(self, document: Document) -> Iterator[Finding]:
        text = document.text
        known = _site()
        if "<" in text:
            for found in known.tag.finditer(text):
                start, end = found.span()
                if text.startswith(("标签", "元素", "标记"), end):
                    continue
                fix = Fix((_untagged(text, start, end, found.group(1).lower()),))
                yield self.finding(start, end, _TAG, fix=fix, text=found.group()[:20])
        if "&" in text:
            for found in known.entity.finditer(text):
                start, end = found.span()
                character = _character(found.group(1))
                if character is not None:
                    fix = Fix((Edit(start, end, character),))
                    yield self.finding(
                        start, end, _ENTITY, remedy=_KEEP, fix=fix, text=found.group()
                    )
        if self.urls and "/" in text and "://" in text:
            for found in known.url.finditer(text):
                if ".gov.cn" not in found.group():
                    start, end = found.span()
                    yield self.finding(
                        start,
                        end,
                        _URL,
                        remedy=_URL_REMEDY,
                        severity=Severity.INFO,
                        text=found.group()[:30],
                    )

    def _shortcodes(self, document: Document) -> Iterator[Finding]:
        for found in _site().shortcode.finditer(document.prose):
            yield self.finding(*found.span(), _CONTROL, text=found.group()[:20])

    def _phrases(self, document: Document) -> Iterator[Finding]:
        known = _site()
        prose = document.prose
        for phrase in filter(None, self.phrases):
            at = prose.find(phrase)
            while at >= 0:
                yield self.finding(at, at + len(phrase), _PHRASE, text=phrase)
                at = prose.find(phrase, at + len(phrase))
        if not document.holds(_gates()):
            return
        spans: list[tuple[int, int]] = []
        for gates, back, pattern in known.phrases:
            if document.holds(gates):
                spans += [(m.start() - back, m.end()) for m in pattern.finditer(prose)]
        done = 0
        spans.sort()
        for start, end in spans:
            if start >= done:
                text = document.text[start : min(end, start + 20)]
                yield self.finding(start, end, _PHRASE, text=text)
                done = end

    def _frame(self, document: Document, known_at: list[int]) -> Iterator[Finding]:
        """Report lines of a page's frame, but those that hold a phrase reported before."""
        blocks = document.blocks
        prose = document.prose
        known = _site()
        edges = blocks if len(blocks) <= 2 * _EDGE else blocks[:_EDGE] + blocks[-_EDGE:]
        if known.firsts.isdisjoint([prose[block.start] for block in edges]):
            return
        captioned, before = False, ""
        begun = False  # behind the first paragraph, 来源： is the source of a table
        for block in edges:
            start, end = block.start, block.end
            begun = begun or end - start > 60
            captioned, before = before in _CAPTIONS, prose[start]
            if prose[start] not in known.firsts or end - start > 60:
                continue
            if prose.startswith(_HEAD, start) and (begun or captioned):
                continue
            line = prose[start:end].rstrip("：: ")
            if any(word in line for word in _IMPRINT) or any(start <= at < end for at in known_at):
                continue  # a bulletin's own imprint
            if line in known.lines or (
                prose.startswith(known.starts, start, end) and "。" not in line
            ):
                yield self.finding(start, end, _FRAME, text=line[:20])


class _Site(NamedTuple):
    tag: re.Pattern[str]
    entity: re.Pattern[str]
    url: re.Pattern[str]
    shortcode: re.Pattern[str]
    phrases: list[tuple[frozenset[str], int, re.Pattern[str]]]
    lines: frozenset[str]
    starts: tuple[str, ...]
    firsts: frozenset[str]


@cache
def _gates() -> frozenset[str]:
    """Return the words without which no phrase stands; read without compiling a pattern."""
    table = load_table(__file__, "site_residue.toml")
    return frozenset(gate for p in table["phrases"] for gate in p["gates"])


@cache
def _site() -> _Site:
    table = load_table(__file__, "site_residue.toml")
    lines, starts = table["lines"]["words"], table["lines"]["starts"]
    return _Site(
        lazy(
            rf"</?({'|'.join(table['tags']['names'])})(?:[ \t/][^<>\r\n]{{0,300}})?>", re.IGNORECASE
        ),
        lazy(r"&([A-Za-z]{2,8}|#\d{1,6}|#[xX][0-9A-Fa-f]{1,5});"),
        lazy(r"https?://[A-Za-z0-9\-._~:/?#@!$&*+,;=%]+"),
        lazy(
            rf"\[/?(?:{'|'.join(table['tags']['shortcodes'])})(?:[ =][^\]\r\n]{{0,60}})?\]",
            re.IGNORECASE,
        ),
        [
            (frozenset(p["gates"]), p.get("back", 0), lazy(p["pattern"], re.MULTILINE))
            for p in table["phrases"]
        ],
        frozenset(lines),
        tuple(starts),
        frozenset(word[0] for word in (*lines, *starts)),
    )


def _character(name: str) -> str | None:
    """Return the character of an entity, or None where there is no such entity."""
    if name[0] != "#":
        known: dict[str, str] = load_table(__file__, "site_residue.toml")["tags"]["entities"]
        return known.get(name.lower())
    number = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
    return chr(number) if 32 <= number < 0xD800 or 0xE000 <= number < 0x110000 else None


def _untagged(text: str, start: int, end: int, name: str) -> Edit:
    """Delete a tag; a line break takes the place of one that broke the line."""
    breaks = name in ("br", "p", "div", "tr", "li") and not text.startswith("</", start)
    inside = (
        start > 0 and text[start - 1] not in "\r\n" and text[end : end + 1] not in ("", "\r", "\n")
    )
    return Edit(start, end, "\n" if breaks and inside else "")


def _removal(text: str, start: int, end: int) -> Edit:
    """Delete a marker, with its line where nothing else stands on it."""
    alone = (start == 0 or text[start - 1] in "\r\n") and text[end : end + 1] in ("\r", "\n")
    if alone:
        end += 2 if text.startswith("\r\n", end) else 1
    return Edit(start, end, "")
