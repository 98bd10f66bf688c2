"""RPT804: one thing under two names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reportlint import Document, Finding, Message, Related, Rule, Severity, lazy, option

_ABBREVIATION = lazy(r"[（(]以下(?:统称|简称|称)[：:]?[“《]?([^“”《》（）()，。]{2,14})[”》]?[）)]")
_GROUPS = (
    ("主题教育活动", "学习教育活动"),
    ("台账", "台帐"),
    ("账户", "帐户"),
)


class TermConsistency(Rule):
    """同一事物名称不一。

    同一份文件、活动、机构在全文应使用同一名称；书名号里只差一两个字的多是笔误；
    约定了简称却在约定之前使用，或约定后不用，也应改正。
    ---
    One thing under two names.

    A document, a campaign or a body keeps its name throughout; titles in 《》 that differ
    by one character are mostly slips; an abbreviation is used after it was defined.
    """

    code, name, severity = "RPT804", "term-consistency", Severity.INFO
    source = "惯例"
    remedy = Message("全文统一名称", "use one name throughout")
    valid = (
        "印发《实施方案》和《工作方案》，按《实施方案》执行。",
        "印发《管理办法》和《管理规定》，修订《考核办法》《考核方法》。",
        "市发展改革委员会（以下简称“市发改委”）牵头，市发改委负责。",
        "开展主题教育活动，主题教育活动成效明显。",
    )
    invalid = (
        "印发《专项行动实施方案》，按⟦《专项行动实施方按》⟧执行。",
        "印发《实施方案》，按⟦《实施方按》⟧执行。",
        "市发展改革委员会（以下简称⟦“市发改委”⟧）牵头负责。",
        "主题教育活动有序开展，⟦学习教育活动⟧取得实效。",
    )
    terms: tuple[str, ...] = option((), "further groups of names for one thing, each as 甲|乙|丙")

    def anchor_words(self) -> Iterable[str]:
        groups = (*_GROUPS, *(term.split("|") for term in self.terms))
        return ("《", "（以下", "(以下", *(term for group in groups for term in group if term))

    def check(self, document: Document) -> Iterator[Finding]:
        prose = document.prose
        titles = document.places("《")
        if len(titles) > 1:
            yield from self._titles(prose, titles)
        if document.places("（以下") or document.places("(以下"):
            yield from self._abbreviations(prose)
        for group in (*_GROUPS, *(tuple(term.split("|")) for term in self.terms)):
            used = {term: places[0] for term in group if (places := document.places(term))}
            if len(used) > 1:
                first, *rest = sorted(used, key=used.__getitem__)
                for term in rest:
                    at = used[term]
                    yield self.finding(
                        at,
                        at + len(term),
                        Message("“{term}”与“{first}”名称不一", "{term} here, {first} there"),
                        term=term,
                        first=first,
                        related=[
                            Related(
                                used[first],
                                used[first] + len(first),
                                self.say("另一名称", "the other name"),
                            )
                        ],
                    )

    def _titles(self, prose: str, places: Sequence[int]) -> Iterator[Finding]:
        by_length: dict[int, dict[str, int]] = {}
        for at in places:
            name = _title(prose, at)
            if len(name) >= _SHORT:
                by_length.setdefault(len(name), {}).setdefault(name, at)
        for length, names in by_length.items():
            if not 1 < len(names) <= 60:
                continue
            seen: list[str] = []
            for name, at in names.items():
                alike = _one_apart if length >= _LONG else _one_spoilt
                other = next((o for o in seen if alike(o, name)), None)
                if other is not None:
                    yield self.finding(
                        at,
                        at + length + 2,
                        Message(
                            "“{text}”与“{other}”只差一字", "{text} is one character off {other}"
                        ),
                        text=f"《{name}》",
                        other=f"《{other}》",
                        related=[
                            Related(
                                names[other],
                                names[other] + length + 2,
                                self.say("另一写法", "the other spelling"),
                            )
                        ],
                    )
                seen.append(name)

    def _abbreviations(self, prose: str) -> Iterator[Finding]:
        for found in _ABBREVIATION.finditer(prose):
            short = found.group(1)
            if prose.find(short, found.end()) < 0:
                start, end = found.span(1)
                if prose[start - 1] in "“《" and prose[end : end + 1] in ("”", "》"):
                    start, end = start - 1, end + 1
                yield self.finding(
                    start,
                    end,
                    Message(
                        "约定了简称“{short}”，后文没有使用",
                        "the abbreviation {short} is never used",
                    ),
                    short=short,
                )


_LONG = 6
"""Characters of the shortest titles that are compared in all."""
_SHORT = 4
"""Characters of the shortest titles that are compared by the noun they end with."""
_KINDS = frozenset((
    "方案", "预案", "草案", "档案", "教案", "备案", "方法", "办法", "做法", "意见", "意义", "条例", "案例", "条款",
    "条约", "条目", "规定", "规则", "规划", "规范", "规程", "规章", "计划", "决定", "决议", "决策", "决算", "细则",
    "总则", "准则", "守则", "通则", "通知", "通告", "通报", "须知", "告知", "报告", "公报", "公告", "预告", "报表",
    "要点", "重点", "要求", "要素", "清单", "名单", "订单", "纲要", "纪要", "摘要", "概要", "提要", "提纲", "大纲",
    "指南", "手册", "制度", "进度", "章程", "流程", "标准", "声明", "说明", "证明", "协议", "提议", "建议", "倡议",
    "合同", "日报", "月报", "周报", "措施", "机制", "体系", "台账", "模板", "总结", "目录", "记录",
))  # fmt: skip
"""Nouns that titles end with; one that is a character off one of these is none."""


def _title(prose: str, at: int) -> str:
    """Return the title that a 《 at an offset begins; nothing where it does not close."""
    name = prose[at + 1 : max(prose.find("》", at + 1, at + 42), 0)]
    return "" if "《" in name or "\n" in name or "\r" in name else name


def _one_spoilt(one: str, other: str) -> bool:
    """Whether of two short titles one spoils the noun that the other ends with: 方按 for 方案."""
    return (
        one[:-2] == other[:-2]
        and _one_apart(one, other)
        and ((one[-2:] in _KINDS) != (other[-2:] in _KINDS))
    )


def _one_apart(one: str, other: str) -> bool:
    """Whether two names of one length differ in exactly one Han character, no numeral."""
    differing = [(a, b) for a, b in zip(one, other) if a != b]
    if len(differing) != 1:
        return False
    return not any(
        c in "0123456789一二三四五六七八九十上中下前后内外国省市县区" for c in differing[0]
    )
