"""RPT206: a request carried inside a report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportlint import Document, Edit, Finding, Fix, Message, Rule, Severity, lazy

_REQUEST = lazy(
    r"请(?<=(?:\n|\r|[，。；：！？、 \u3000恳敬特谨并现故望此])请)(?:予以?|尽快|及时|领导|上级)?"
    r"(?:批示|批复|批准|审批|核准|审定|核拨)"
    r"(?![的、后前时之]|示?精神|制度|权限|程序|手续|事项|流程|服务|改革|部门|单位|机[关构]|人员?|专家|文件|局|中心|材料)"
    r"|(?:妥否|当否|可否|是否妥当)，?请(?![^。]{0,6}(?:批评|指正|审阅|审议|提出))[^。]{0,6}"
    r"|恳请(?!各位|大家)[^。！？]{0,20}?(?:批准|拨付|核拨|解决|同意)"
    r"|恳请(?![^。！？]{0,12}(?:各位|大家|一如既往|继续))[^。！？]{0,20}支持(?!的)"
    r"|以上(?:请示|报告|汇报)[^。]{0,6}请(?:予以?)?(?:批(?!评)|审批|核准|审定)[^。]{0,4}"
)
_ASKED = ("批示", "批复", "批准", "审批", "核准", "审定", "核拨")
_ANCHORS = (
    *(f"请{how}{what}" for how in ("", "予", "予以", "尽快", "及时", "领导", "上级") for what in _ASKED),
    *(f"{what}{mark}请" for what in ("妥否", "当否", "可否", "是否妥当") for mark in ("", "，")),
    "恳请", "以上请示", "以上报告", "以上汇报",
)  # fmt: skip
"""How the alternatives of a request begin."""
_REPORTS = frozenset(("summary", "situation", "inspection", "self-examination"))
_REPORT = lazy(r"(?<!请示)报告(?:[（(][^（）()]{1,20}[）)])?$")
_QUOTED = lazy(r"“[^”]*$")


class RequestInReport(Rule):
    """报告中夹带请示事项。

    报告不需要上级答复，请示才需要；夹带在报告里的请示往往得不到处理。
    请删去请示事项，另文请示；报告以“特此报告。”结束。
    ---
    A request inside a report.

    A report asks for no reply, a request does; what is asked inside a report is easily
    left unanswered. File the request on its own and close with 特此报告。
    """

    code, name, severity = "RPT206", "request-in-report", Severity.WARNING
    source = "《党政机关公文处理工作条例》第十五条（四）"
    remedy = Message(
        "另文请示；报告以“特此报告。”结束", "send a 请示 of its own; close with 特此报告。"
    )
    valid = (
        "年度工作情况报告\n各项任务扎实推进，请予审议。",
        "年度工作情况报告\n落实重大事项请示报告制度，及时请示汇报。",
        "关于增加经费的请示\n恳请市财政拨付专项经费。妥否，请批示。",
        "年度工作情况报告\n以上报告，请审阅。",
        "年度工作情况报告\n办理请批件三十余份。",
        "关于养老服务的调研报告\n建议上级加大支持。",
        "年度述职报告\n以上报告，请批评指正。",
        "关于增加编制的请示报告\n恳请批准。",
        "年度工作情况报告\n恳请支持的事项另行请示。",
        "年度述职报告\n以上报告是否妥当，请批评指正。",
        "年度工作情况报告\n按程序报请批准后实施，申请批准项目十二个，提请审定方案三份。",
        "年度工作情况报告\n恳请各位领导一如既往支持我们的工作。",
        "年度工作情况报告\n请领导批示后办结公文三十件，请审批部门派员参会。",
    )
    invalid = (
        "年度工作情况汇报\n各项任务扎实推进。\n⟦妥否，请批示⟧。",
        "年度工作情况报告\n经费缺口较大，⟦恳请市财政拨付⟧专项经费。",
        "年度工作情况报告\n各项任务扎实推进。\n⟦以上报告，请批复⟧。",
        "关于换届工作筹备有关事项的报告\n各项任务扎实推进。\n⟦妥否，请批示⟧。",
        "年度工作情况报告\n各项任务扎实推进。\n⟦是否妥当，请批示⟧。",
        "年度工作情况汇报\n经费缺口较大，⟦请批准⟧增拨专项经费，并⟦请尽快核拨⟧。",
        "年度工作情况汇报\n⟦恳请上级部门加大支持⟧力度。",
    )

    anchors = _ANCHORS

    def check(self, document: Document) -> Iterator[Finding]:
        prose = document.prose
        title = document.title
        report = bool(title and _REPORT.search(prose, title.start, title.end))
        if document.genre not in _REPORTS and not (report and document.genre == "unknown"):
            return
        severity = Severity.ERROR if report else None
        for found in _REQUEST.finditer(prose):
            line = prose.rfind("\n", 0, found.start()) + 1
            if _QUOTED.search(prose, line, found.start()):
                continue
            yield self.finding(
                *found.span(),
                Message("报告类文稿中夹带请示：“{text}”", "a request inside a report: {text}"),
                text=found.group(),
                severity=severity,
                fix=self._fix(prose, found),
            )

    @staticmethod
    def _fix(prose: str, found: re.Match[str]) -> Fix | None:
        """Replace a closing formula that is a sentence of its own."""
        if not found.group().startswith(("妥否", "当否", "可否", "是否妥当", "以上")):
            return None
        if (
            prose[found.end() : found.end() + 1] != "。"
            or prose[found.start() - 1] not in "\n。\u3000"
        ):
            return None
        return Fix((Edit(found.start(), found.end(), "特此报告"),), safe=False)
