"""RPT502: quotation marks and brackets without a partner."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from reportlint import (
    OBJECT,
    WHITE,
    Document,
    Example,
    Finding,
    Message,
    NamedTuple,
    Rule,
    Severity,
    lazy,
)

_MARK = lazy(r"[“”‘’《》〈〉（）()〔〕【】「」『』\r\n]")
_PAIRS = "“”《》（）〔〕‘’()〈〉【】「」『』"
# One byte for each mark and none for anything else: to encode a text leaves its marks, in a third
# of the time that a pattern needs to find them.
_BYTES = codecs.charmap_build("\0" + _PAIRS)
_PAIRS_OF_BYTES = [bytes((at, at + 1)) for at in range(1, len(_PAIRS), 2)]
_TITLE_IN_TITLE = codecs.charmap_encode("《《", "strict", _BYTES)[0]
_QUOTE_IN_QUOTE = codecs.charmap_encode("““", "strict", _BYTES)[0]
_CLOSERS = {
    "”": "“", "’": "‘", "》": "《", "〉": "〈", "）": "（", ")": "（", "〕": "〔", "】": "【", "」": "「", "』": "『",
}  # fmt: skip
_OPENERS = frozenset("“‘《〈（(〔【「『")
_LABEL = lazy(r"(?:[0-9A-Za-z一二三四五六七八九十①-⑳]{1,4}|[:;=][-o]?)$")
_REACH = {"（": 12}
_USUAL_REACH = 3  # long lines over which a pair may stretch: wrapped titles, quotations
_MARKUP = WHITE + OBJECT + ">*_"  # what may stand before the first word of a line
_SHORT = 12  # a line of fewer characters does not count: broken lines, page chrome


class _Open(NamedTuple):
    mark: str
    at: int
    line: int


class UnbalancedPair(Rule):
    """引号、括号、书名号不成对。

    成对的标号缺了一半，读者无从知道引文或书名到哪里为止，常见于粘贴时截断。
    请补上缺失的一半，或删去多余的一半；同一形式的标号不宜嵌套。
    ---
    A quotation mark or bracket has no partner.

    Without its other half nobody can tell where a quotation or a title ends; mostly
    text was cut off while pasting. Add the missing half or drop the stray one.
    """

    code, name, severity = "RPT502", "unbalanced-pair", Severity.ERROR
    source = "GB/T 15834—2011 4.8、4.9、4.15"
    remedy = Message(
        "补上缺失的一半，或删去多余的一半", "add the missing half or drop the stray one"
    )
    valid = (
        "坚持“三会一课”制度。",
        "1）提高认识；2）改进作风；a)加强学习。",
        "根据《〈条例〉实施细则》（以下简称《细则》）办理。",
        "他说：“有人讲‘做不到’，我们偏要做到。”",
        "会议强调，\n“第一段引文。\n“第二段引文。”",
        "印发《关于进一步加强基层\n工作的意见》。",
        "【字号：\n大\n】",
        "It's fine. :)",
        "（一）加强学习(重点)。",
        Example("> “要求很明确。\n>\n> **“抓好落实。”**", format="markdown"),
        "会议指出：“要求很明确。\n　　“落实‘三会一课’制度。”",
    )
    invalid = (
        "坚持⟦“⟧三会一课制度，抓好落实。",
        "抓好落实（一季度，全部完成）⟦）⟧。",
        "学习⟦《⟧实施方案，抓好落实。\n\n" + "第二段的内容比较长一些，足够一行。\n" * 5,
        "三会一课⟦”⟧制度得到落实。",
        "增强⟦”⟧四个意识⟦“⟧，做到两个维护。",
        "印发《关于学习⟦《⟧条例》的通知》。",
        "增强⟦“⟧四个意识。\n坚定“四个自信”。",
        "他说：“落实⟦“⟧三会一课”制度。”",
        "增强⟦“⟧四个意识⟦“⟧，做到“两个维护”。",
    )

    def check(self, document: Document) -> Iterator[Finding]:
        prose = document.prose
        if _balanced(codecs.charmap_encode(prose, "ignore", _BYTES)[0]):
            return
        stack: list[_Open] = []
        depths: dict[str, list[int]] = {kind: [] for kind in _OPENERS}  # of each kind in the stack
        strays: list[tuple[int, str]] = []
        nested: list[int] = []
        closed: set[int] = set()
        quoted: list[tuple[int, int]] = []  # “ in “: where the outer and the inner one stand
        line = last_break = 0
        for found in _MARK.finditer(prose):
            mark = found.group()
            at = found.start()
            if mark in "\r\n":
                line += at - last_break > _SHORT
                last_break = at
                continue
            if mark in _OPENERS:
                kind = "（" if mark == "(" else mark
                if stack and stack[-1].mark == kind and kind in "“《":
                    above = stack[-1]
                    if kind == "“" and _opens_again(prose, above.at, at):
                        depths[stack.pop().mark].pop()  # each paragraph of a quotation opens again
                    elif kind == "《" and _closes_twice(prose, at):
                        nested.append(at)
                    elif kind == "“" and above.at > last_break:
                        quoted.append((above.at, at))
                depths[kind].append(len(stack))
                stack.append(_Open(kind, at, line))
                continue
            kind = _CLOSERS[mark]
            reach = _REACH.get(kind, _USUAL_REACH)
            depth = depths[kind][-1] if depths[kind] else -1
            if depth < 0 or line - stack[depth].line > reach:
                if not (kind == "（" and _LABEL.search(prose, max(0, at - 4), at)) and not (
                    mark == "’" and _is_apostrophe(prose, at)
                ):
                    strays.append((at, mark))
                continue
            closed.add(stack[depth].at)
            strays += [(open_.at, prose[open_.at]) for open_ in stack[depth + 1 :]]
            for open_ in stack[depth:]:
                depths[open_.mark].pop()
            del stack[depth:]
        strays += [(open_.at, prose[open_.at]) for open_ in stack]
        for at, mark in strays:
            yield self.finding(
                at, at + 1, Message("“{mark}”没有配对", "{mark} has no partner"), mark=mark
            )
        nested += [at for above, at in quoted if closed.issuperset((above, at))]
        for at in nested:
            title = prose[at] == "《"
            yield self.finding(
                at,
                at + 1,
                Message(
                    "{kind}内又用同样的{kind}，里层应为{inner}", "the inner pair takes {inner}"
                ),
                kind="书名号" if title else "引号",
                inner="〈〉" if title else "‘’",
            )


def _balanced(marks: bytes) -> bool:
    """Whether all marks of a text pair off, by the quick way: none holds one of its own form."""
    if _TITLE_IN_TITLE in marks or _QUOTE_IN_QUOTE in marks:
        return False
    before = -1
    while len(marks) != before:
        before = len(marks)
        for pair in _PAIRS_OF_BYTES:
            marks = marks.replace(pair, b"")
            if not marks:
                return True
    return False


def _opens_again(prose: str, above: int, at: int) -> bool:
    """Whether a “ begins the paragraph behind the one in which a “ is open."""
    between = prose[above:at].rstrip(_MARKUP)
    if between[-1] not in "\r\n":
        return False
    between = between.rstrip(_MARKUP + "\r\n")
    return "\n" not in between and "\r" not in between


def _closes_twice(prose: str, at: int) -> bool:
    """Whether the inner 《 at an offset and the outer one are both closed soon."""
    end = prose.find("\n", at, at + 120)
    return prose.count("》", at, end if end >= 0 else at + 120) >= 2


def _is_apostrophe(prose: str, at: int) -> bool:
    return at > 0 and prose[at - 1].isascii() and prose[at - 1].isalnum()
