"""RPT208: genre words that clash."""

from __future__ import annotations

from collections.abc import Iterator

from reportlint import Document, Finding, Message, Rule, Severity, lazy

_DOUBLE = frozenset((
    "总结汇报", "汇报总结", "报告总结", "情况报告汇报", "请示报告", "报告请示", "意见方案", "方案意见",
    "通知函", "函通知", "通报通知", "汇报报告", "报告汇报",
))  # fmt: skip
_TWICE = lazy(rf"({'|'.join(sorted(_DOUBLE))})(?=[（(]|$)")
_FORMULA = lazy(r"现将[^。：；]{2,40}?(报告|汇报|总结|通报|通知|函告|请示)如下")
_LAST = lazy(
    r"(总结|汇报|报告|通报|通知|请示|函|方案|意见|纪要|决定|公告|通告)(?:[（(][^（）()]*[）)])?$"
)
_CLOSE = lazy(r"特此(报告|通知|通报|请示|函告|函复|汇报|公告|通告)")
_ALIKE = ({"报告", "汇报", "总结"}, {"函", "函告", "函复"}, {"通报", "通知"})


class GenreWords(Rule):
    """文种重叠或前后不一。

    标题只用一个文种；标题、“现将……如下”和结尾的“特此……”应是同一文种。
    ---
    Genre words that overlap or clash.

    A title names one genre; title, the formula 现将…如下 and the closing 特此… agree.
    """

    code, name, severity = "RPT208", "genre-words", Severity.WARNING
    source = "《党政机关公文处理工作条例》第八条、第九条（七）；惯例"
    remedy = Message("只用一个文种，前后一致", "use one genre word throughout")
    valid = (
        "年度述职述廉报告\n现将有关情况报告如下：",
        "年度工作总结报告\n现将有关情况总结如下：",
        "关于养老服务的调研报告\n现将调研情况报告如下：",
        "年度工作报告\n现将有关情况汇报如下：",
        "重大事项请示报告制度\n第一条 为规范请示报告工作，制定本制度。",
    )
    invalid = (
        "年度工作开展情况⟦总结汇报⟧\n现将有关情况汇报如下：",
        "关于增加经费的⟦请示报告⟧\n现将有关情况报告如下：",
        "年度工作情况报告\n现将有关情况⟦通知⟧如下：",
        "年度工作情况报告\n各项工作扎实推进。\n特此⟦通知⟧。",
    )

    anchors = (*sorted(_DOUBLE), "现将", "特此")

    def check(self, document: Document) -> Iterator[Finding]:
        title = document.title
        if title is None:
            return
        prose = document.prose
        twice = document.places_of(_DOUBLE) and _TWICE.search(prose, title.start, title.end)
        if twice:
            yield self.finding(
                *twice.span(1),
                Message("标题重叠使用文种“{text}”", "the title names two genres: {text}"),
                text=twice.group(1),
            )
        if not document.places("现将") and not document.places("特此"):
            return
        last = _LAST.search(prose, title.start, title.end)
        if last is None:
            return
        named = last.group(1)
        for word, pattern in (("现将", _FORMULA), ("特此", _CLOSE)):
            found = document.places(word) and pattern.search(prose, title.end)
            if found and not _agree(named, found.group(1)):
                yield self.finding(
                    *found.span(1),
                    Message(
                        "标题是“{named}”，此处却是“{here}”",
                        "the title says {named}, this says {here}",
                    ),
                    named=named,
                    here=found.group(1),
                )


def _agree(one: str, other: str) -> bool:
    if one in other or other in one or one in ("方案", "意见", "纪要", "决定"):
        return True
    return any(one in group and other in group for group in _ALIKE)
