"""RPT707: a form that is not the preferred one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar

from reportlint import Document, Edit, Example, Finding, Fix, Message, Rule, Severity, lazy, option
from reportlint.rules.wording.lexicon import hits, in_title, words
from reportlint.rules.wording.pairs import extra_hits, read_pairs

_BEFORE_CLAUSE = frozenset((*"，。；：！？（“\n\u3000 ", ""))
# 报名截止12月31日 says when it ends, so 截止 is right there.
_UNTIL = lazy(
    r"(?<!报名|投票|申报|时间|日期|期限|征集|投稿|受理|缴费|招聘|评选|登记|提交|上报|报送|递交|投标|公示)"
    r"截止(?=[0-9]{4}年|[0-9]{1,2}月|[一二三四]季度|[上下]半年|年底|月底)(?![^，。；]{0,14}(?:的|报名|申报|投标))"
)
_TABLE = "variants.toml"
_MESSAGE = Message("“{wrong}”不是推荐词形", "{wrong} is not the preferred form")


class PreferredWording(Rule):
    """非推荐词形。

    异形词、旧写法和约定俗成的用法，公文宜用推荐词形：账户、其他、截至、作出贡献。
    书名号内的名称照录，不改。
    ---
    A form that is not the preferred one.

    Of variant forms and old spellings official documents take the preferred one: 账户,
    其他, 截至, 作出贡献. Names inside 《》 stand as they are.
    """

    code, name, severity = "RPT707", "preferred-wording", Severity.INFO
    source = "GF 1001—2001《第一批异形词整理表》；《现代汉语词典》（第7版）"
    remedy = Message("宜用“{right}”", "{right} is preferred")
    valid = (
        "报名截止日期为2023年5月1日，截止时间不变。",
        "依据《其它事项管理办法》执行。",
        "这件事能做出来，做出成绩。",
        "3份外协合同、多份外部函件，每份外加一页。",
        "设置标识码，完善标志标识。",
        "月股份内部转让。",
        "指定单位负责。",
        "统一部署下步调一致。",
        "报名截止12月31日，投票时间截止6月底。",
    )
    invalid = (
        Example("为发展⟦做出贡献⟧。", fixed="为发展作出贡献。"),
        Example("⟦截止⟧12月底，完成全部任务。", fixed="截至12月底，完成全部任务。"),
        Example("听取⟦其它⟧单位意见，⟦下步⟧抓好落实。", fixed="听取其他单位意见，下一步抓好落实。"),
        Example("核对单位⟦帐户⟧。", fixed="核对单位账户。"),
        Example("对项目⟦做出鉴定⟧。", fixed="对项目作出鉴定。"),
        Example("加强⟦老头⟧管理。", options={"extra": ["老头=老年人"]}, fixed="加强老年人管理。"),
    )
    word_tables: ClassVar[Mapping[str, str]] = {"variants": "pairs"}
    extra: tuple[str, ...] = option((), "further words, each as 甲=乙")
    allow: tuple[str, ...] = option((), "words of the list that are right here")

    def anchor_words(self) -> Iterable[str]:
        return words(_TABLE, self.word_table("variants")) | read_pairs(self.extra).keys() | {"截止"}

    def check(self, document: Document) -> Iterator[Finding]:
        prose = document.prose
        taken: list[tuple[int, int]] | None = None
        for hit in hits(document, _TABLE, self.word_table("variants")):
            if hit.entry.wrong not in self.allow and not in_title(prose, hit.start):
                if taken is None:
                    taken = [(h.start, h.end) for h in hits(document, "confusions.toml")]
                if any(start < hit.end and hit.start < end for start, end in taken):
                    continue  # part of a longer word, which RPT701 reports
                yield self._one(
                    hit.start, hit.end, hit.entry.wrong, hit.entry.right, hit.entry.safe
                )
        for at in document.places("截止"):
            if _UNTIL.match(prose, at):
                safe = prose[at - 1 : at] in _BEFORE_CLAUSE
                yield self._one(at, at + 2, "截止", "截至", safe)
        for hit in extra_hits(document, self.extra, Severity.INFO):
            yield self._one(hit.start, hit.end, hit.entry.wrong, hit.entry.right)

    def _one(self, start: int, end: int, wrong: str, right: str, safe: bool = True) -> Finding:
        return self.finding(
            start,
            end,
            _MESSAGE,
            wrong=wrong,
            right=right,
            fix=Fix((Edit(start, end, right),), safe),
        )
