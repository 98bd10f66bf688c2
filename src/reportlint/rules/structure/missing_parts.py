"""RPT201, RPT202, RPT203: the parts that readers of a genre expect."""

from __future__ import annotations

from collections.abc import Iterable

from reportlint import Document, Example, Finding, Message, Rule, Severity, option
from reportlint.rules.structure.expected_parts import (
    Part,
    anchor_words,
    first_clause,
    numbered,
    parts,
    required,
)
from reportlint.rules.structure.own_patterns import occurs

_LONG_ENOUGH: dict[str, object] = {"min_chars": 0}


def _severity(document: Document, part: str, other: Part) -> Severity | None:
    """How a missing part weighs; None where nobody expects it.

    Without a known genre a document is taken for a report only where it has the
    other of the two parts under a heading of its own.
    """
    if required(part, document.genre):
        return Severity.WARNING
    if document.genre == "unknown" and other.kind == "heading":
        return Severity.INFO
    return None


class _ExpectedPart(Rule):
    """Looks at the parts of a document that is long enough to have them."""

    min_chars: int = option(600, "shorter documents need no such section", at_least=0)
    waits = False  # what is missing has no place

    def anchor_words(self) -> frozenset[str]:
        """Return the words that tell of problems and next steps."""
        return anchor_words()

    def concerns(self, document: Document) -> bool:
        """Whether a document of this length and genre is expected to have such parts."""
        return len(document.text) >= self.min_chars and document.genre not in ("free", "government")


class MissingProblemsSection(_ExpectedPart):
    """缺少“存在问题”部分。

    按写作惯例，总结、汇报、自查、调研等材料除成绩外还应写存在的问题与不足；
    只写做法与成效，读者会认为回避问题。
    请补写“存在问题”一节；讲话、方案、通知、经验材料等文种不作要求。
    条例与国家标准并无此项规定。文种认错时，用 genre 指明。
    ---
    No section on problems.

    By convention a work summary or situation report names problems and shortcomings
    beside achievements. Add the section. Speeches, plans, notices and the like need
    none. No standard demands it. Set `genre` where the genre is not recognised.
    """

    code = "RPT201"
    name = "missing-problems-section"
    severity = Severity.WARNING
    remedy = Message("补写“存在问题”一节", "add a section on problems")
    problem_patterns: tuple[str, ...] = option(
        (),
        "regular expressions for further headings or paragraph openings that count",
        patterns=True,
    )
    valid = (
        Example(
            "年度工作总结\n一、主要工作\n抓学习，见实效。\n二、存在的不足\n还不够深入。\n三、下一步打算\n再努力。",
            options=_LONG_ENOUGH,
        ),
        Example(
            "年度工作总结\n一、主要工作\n抓学习，见实效。虽有成绩，但还存在一些差距和不足。\n二、下一步打算\n再努力。",
            options=_LONG_ENOUGH,
        ),
        Example("先进经验材料\n一、主要做法\n抓学习。", options=_LONG_ENOUGH),
        Example("全年工作方案\n一、主要任务\n抓学习。", options=_LONG_ENOUGH),
        Example("年度工作总结\n一、主要工作\n抓学习。"),
        Example(
            "巡察整改报告\n一、问题整改情况\n已经整改。\n二、下一步打算\n再努力。",
            options=_LONG_ENOUGH,
        ),
        Example(
            "工作情况汇报\n一、主要工作\n抓学习。\n二、自我画像\n心气不足。",
            options={"min_chars": 0, "problem_patterns": ["自我画像"]},
        ),
        Example(
            "工作情况汇报\n一、主要工作\n抓学习，一年来各项任务都已完成。\n问题短板：一是学得浅。二是抓得松。",
            options=_LONG_ENOUGH,
        ),
    )
    invalid = (
        Example(
            "⟦⟧年度工作总结\n一、主要工作\n抓学习。\n二、下一步打算\n再努力。", options=_LONG_ENOUGH
        ),
        Example(
            "⟦⟧工作情况汇报\n一、主要工作\n查找问题十个，解决问题十个。\n二、下一步打算\n再努力。",
            options=_LONG_ENOUGH,
        ),
        Example(
            "⟦⟧工作总结\n一、主要工作\n抓学习。\n二、问题整改情况\n着力破解突出问题，建立问题清单。\n三、下一步打算\n再努力。",
            options=_LONG_ENOUGH,
        ),
        Example("⟦⟧一、做法\n抓学习。\n二、下一步打算\n再努力。", options=_LONG_ENOUGH),
        Example("⟦⟧一、做法\n抓学习。", options=_LONG_ENOUGH, genre="summary"),
    )

    def check(self, document: Document) -> Iterable[Finding]:
        if not self.concerns(document):
            return
        found = document.view(parts)
        if found.problems.kind != "absent" or occurs(document, self.problem_patterns):
            return
        severity = _severity(document, "problems", found.next)
        if severity is not None:
            yield self.finding(
                0,
                0,
                Message(
                    "缺少“存在问题”部分：按惯例，总结汇报类材料应写问题与不足",
                    "no section on problems, which by convention a report of this kind has",
                ),
                severity=severity,
            )


class MissingNextStepsSection(_ExpectedPart):
    """缺少“下一步打算”部分。

    按写作惯例，总结、汇报等材料在成绩与问题之后应写下一步工作。
    请补写“下一步打算”一节；只有一句整改承诺时，最好展开成几条。
    讲话、方案、通知、经验材料等文种不作要求；条例与国家标准并无此项规定。
    ---
    No section on next steps.

    By convention a summary or situation report ends with what comes next. Add the
    section; a single sentence that promises improvement is better spelt out.
    Speeches, plans, notices and the like need none. No standard demands it.
    """

    code = "RPT202"
    name = "missing-next-steps-section"
    severity = Severity.WARNING
    remedy = Message("补写“下一步打算”一节", "add a section on next steps")
    next_patterns: tuple[str, ...] = option(
        (),
        "regular expressions for further headings or paragraph openings that count",
        patterns=True,
    )
    valid = (
        Example(
            "年度工作总结\n一、主要工作\n抓学习。\n二、存在问题\n不够深入。\n三、下步工作打算\n再努力。",
            options=_LONG_ENOUGH,
        ),
        Example(
            "年度工作总结\n一、主要工作\n抓学习，见实效，受好评。\n二、存在问题\n学得不够深入。\n今后，继续努力，再创佳绩。",
            options=_LONG_ENOUGH,
        ),
        Example(
            "工作情况汇报\n一、主要工作\n抓学习，见实效，受好评。\n二、存在问题\n学得不够深入。\n"
            "我局将继续抓好学习，不断改进作风。",
            options=_LONG_ENOUGH,
        ),
        Example("在全市大会上的讲话\n一、主要成绩\n抓学习。", options=_LONG_ENOUGH),
        Example(
            "调研报告\n一、基本情况\n有三处。\n二、存在问题\n不够深入。\n三、对策建议\n要再努力。",
            options=_LONG_ENOUGH,
        ),
        Example(
            "年度工作总结\n一、主要工作\n抓学习。\n二、存在问题\n不够深入。\n三、来年盼头\n再努力。",
            options={"min_chars": 0, "next_patterns": ["来年盼头"]},
        ),
    )
    invalid = (
        Example(
            "⟦⟧年度工作总结\n一、主要工作\n抓学习。\n二、存在问题\n不够深入。", options=_LONG_ENOUGH
        ),
        Example(
            "⟦⟧2023年学习教育工作开展情况汇报\n一、主要工作\n抓学习，出实招，求实效。\n二、存在问题\n学得不够深入。",
            options=_LONG_ENOUGH,
        ),
        Example(
            "⟦⟧年度工作总结\n一、主要工作\n抓学习，见实效。\n二、存在问题\n学得不够深入，抓得不够紧。"
            "对于这些问题，我们将认真研究，逐项解决。",
            options=_LONG_ENOUGH,
        ),
    )

    def check(self, document: Document) -> Iterable[Finding]:
        if not self.concerns(document):
            return
        found = document.view(parts)
        if found.next.kind not in ("absent", "promise"):
            return
        severity = _severity(document, "next", found.problems)
        if severity is None or occurs(document, self.next_patterns):
            return
        if found.next.kind == "promise":
            yield self.finding(
                0,
                0,
                Message(
                    "仅一句整改承诺，没有“下一步打算”部分：按惯例应展开",
                    "one promise of improvement stands for the section on next steps, "
                    "which by convention is spelt out",
                ),
                severity=Severity.INFO,
            )
        else:
            yield self.finding(
                0,
                0,
                Message(
                    "缺少“下一步打算”部分：按惯例，总结汇报类材料应写下一步工作",
                    "no section on next steps, which by convention a report of this kind has",
                ),
                severity=severity,
            )


class ImplicitSectionOnly(_ExpectedPart):
    """问题或下一步工作没有单独的标题。

    全文用“一、二、三”分部分，问题或下一步工作却只是末尾或别的标题之下的一段，
    读者难以找到。按惯例可给它加一个同级标题。
    ---
    Problems or next steps have no heading of their own.

    The document has numbered headings, but this part is only a paragraph at the end
    or below another heading. Consider a heading of the same level.
    """

    code = "RPT203"
    name = "implicit-section-only"
    severity = Severity.INFO
    remedy = Message("给这一段加上同级标题", "give this paragraph a heading of its own")
    valid = (
        Example(
            "年度工作总结\n一、主要工作\n抓学习，见实效。\n二、存在问题\n学得不够深入。\n三、下一步打算\n今后，再努力。",
            options=_LONG_ENOUGH,
        ),
        Example("年度工作总结\n抓学习，见实效，受好评。\n今后，继续努力。", options=_LONG_ENOUGH),
        Example(
            "政府工作报告\n一、去年工作\n抓学习，见实效。我们也清醒认识到，工作还有不足。\n二、今年任务\n再努力。",
            options=_LONG_ENOUGH,
        ),
    )
    invalid = (
        Example(
            "年度工作总结\n一、主要工作\n抓学习，见实效，受好评。\n二、存在问题\n学得不够深入。\n"
            "⟦下一步，继续抓好学习⟧，再创佳绩。",
            options=_LONG_ENOUGH,
        ),
        Example(
            "年度工作总结\n一、抓学习\n领导带头，全员参加。\n二、抓整改\n举一反三，见底见效。\n"
            "⟦工作虽有成效⟧，但还存在一些不足。\n三、下一步打算\n再努力。",
            options=_LONG_ENOUGH,
        ),
    )

    def check(self, document: Document) -> Iterable[Finding]:
        if not self.concerns(document) or not required("problems", document.genre):
            return
        if len(numbered(document)) < 2:
            return
        found = document.view(parts)
        for part, zh, en in (
            (found.problems, "存在的问题", "problems"),
            (found.next, "下一步工作", "next steps"),
        ):
            if part.kind == "implicit":
                start, end = first_clause(document, part)
                yield self.finding(
                    start,
                    end,
                    Message(
                        "{part}只写成一段，没有单独的标题",
                        "{part} stand in a paragraph without heading",
                    ),
                    part=self.say(zh, en),
                )
