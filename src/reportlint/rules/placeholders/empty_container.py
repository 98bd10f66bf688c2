"""RPT105: quotation marks and brackets with nothing in them."""

from __future__ import annotations

from collections.abc import Iterator

from reportlint import OBJECT, Document, Finding, Message, Rule, lazy

_FACT = Message("“{text}”里没有内容", "nothing stands in “{text}”")
_SPACE = " \u3000\xa0\t"
_PAIRS = "“”《》（）()【】〔〕"
_EMPTY = lazy("|".join(f"[{o}][{_SPACE}]*[{c}]" for o, c in zip(_PAIRS[::2], _PAIRS[1::2])))
_FORM = lazy(r"选项|□|下列|得分|评分|打分|正确的是|错误的是|判断|选择题|单选|多选|填空|打“?√")
_CHOICE = lazy(r"\s*[AＡ][.．、]")
_NAMES = frozenset("号用即")
_NAMED = frozenset("号内中里")


class EmptyContainer(Rule):
    """引号、书名号或括号里没有内容。

    `《》`、`（）`、`“　”` 多半是名称没有填，或删去内容时剩下了符号。
    补上名称，或连同符号一起删去。
    问卷、试题里供作答的 `（　）` 不在此列。
    ---
    Nothing stands in quotation marks, title marks or brackets.

    `《》`, `（）` or `“　”` is mostly a name that was never filled in, or what a deletion left.
    Put the name in, or take the marks out.
    The `（　）` of questionnaires, for an answer, is left alone.
    """

    code = "RPT105"
    name = "empty-container"
    source = "惯例"
    remedy = Message("补上内容，或删去空的符号", "fill it in, or take the marks out")
    valid = (
        "国发〔2023〕1号《通知》（试行）“两个维护”【摘要】",
        "下列说法正确的是（　）。",
        "会计信息质量要求是（    ）。\nA．可靠性\n",
        "满意度得分（  ）",
        "引文用引号“”标明，书名号《》内写书名，六角括号〔〕和方括号【】。",
        "调用 main() 与 run( ) 函数。",
        "（\n一）",
    )
    invalid = (
        "印发⟦《》⟧的通知",
        "先后学习⟦“　”⟧精神，开展⟦“”⟧活动。",
        "局机关⟦（）⟧负责，覆盖率⟦( )⟧达标，⟦【 】⟧公司。",
        "发文字号：市发⟦〔　〕⟧号",
    )

    anchors = tuple(
        o + behind for o, c in zip(_PAIRS[::2], _PAIRS[1::2]) for behind in (c, *_SPACE)
    )

    def check(self, document: Document) -> Iterator[Finding]:
        prose = document.prose
        text = document.text
        for found in _EMPTY.finditer(prose):
            start, end = found.span()
            if text[start:end] != found.group():
                continue  # a marker or a tag stands there
            if not _ordinary(document, start, end):
                yield self.finding(start, end, _FACT, text=found.group())


def _ordinary(document: Document, start: int, end: int) -> bool:
    """Whether an empty pair names itself, calls a function, or waits for an answer."""
    prose = document.prose
    before, behind = prose[start - 1 : start], prose[end : end + 1]
    if prose[start] == "(" and not (
        "\u3400" <= before <= "\u9fff" or "\u3400" <= behind <= "\u9fff"
    ):
        return True
    if before == OBJECT or before in _NAMES or (behind in _NAMED and prose[start] != "〔"):
        return True
    if any(name in prose[max(0, start - 5) : start] for name in ("引号", "括号", "书名号")):
        return True
    if end - start == 2:
        return False
    if _CHOICE.match(prose, min(end + 1, len(prose))) or _CHOICE.match(prose, end):
        return True
    begin = max(prose.rfind("\n", max(0, start - 120), start) + 1, start - 120, 0)
    stop = prose.find("\n", end, end + 120)
    return _FORM.search(prose, begin, stop if stop >= 0 else min(len(prose), end + 120)) is not None
