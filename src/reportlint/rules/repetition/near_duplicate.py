"""RPT403: paragraphs, sentences and clauses that say almost the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportlint import (
    WHITE,
    Document,
    Edit,
    Example,
    Finding,
    Fix,
    Message,
    Related,
    Rule,
    Severity,
    option,
)
from reportlint.rules.repetition.copies import Copy, Taken, copied_paragraphs
from reportlint.rules.repetition.echoes import in_title, legal_text, without_stock
from reportlint.rules.repetition.likeness import (
    LIKENESS,
    Echo,
    clause_echoes,
    like_sentences,
    sentence_echoes,
)

_PARAGRAPH = Message(
    "整段与前文第 {line} 行的段落{how}",
    "the paragraph {how} the one on line {line}",
)
_SENTENCE = Message(
    "与前文第 {line} 行的句子{how}：“{text}”",
    "“{text}” {how} the sentence on line {line}",
)
_CLAUSE = Message(
    "“{text}”与相邻的“{other}”几乎相同",
    "“{text}” says almost the same as “{other}” nearby",
)
_RUN = Message(
    "“{text}”在 {distance} 字内重复出现",
    "“{text}” comes back within {distance} characters",
)
_TAUTOLOGY = Message(
    "同一分句内以“{text}”检验“{text}”",
    "“{text}” is measured by “{text}” in one clause",
)


class NearDuplicateText(Rule):
    """内容近似重复.

    整段、整句或较长的分句与前文几乎相同，多为粘贴后略改，或套用上年材料。
    合并为一处，或写出两处的不同之处。书名、固定提法、数字不同的统计句不报。
    ---
    Text that is almost repeated.

    A paragraph, sentence or long clause almost equals an earlier one: pasted and touched up.
    Merge them, or bring out the difference. Titles of works, set phrases and sentences that
    differ in their figures are not reported.
    """

    code = "RPT403"
    name = "near-duplicate-text"
    remedy = Message("合并为一处，或写明两处的区别", "merge them, or bring out the difference")
    valid = (
        "把以学铸魂贯穿工作全过程始终。把以学增智贯穿工作全过程始终。把以学正风贯穿工作全过程始终。",
        "编制《城乡供水一体化专项规划》，印发《城乡供水一体化专项规划》配套文件。",
        "全年完成技改投资12亿元，增长5%，居全省第2位。全年完成工业投资15亿元，增长8%，居全省第3位。",
        "以习近平新时代中国特色社会主义思想为指导，深学细悟。深入学习习近平新时代中国特色社会主义思想。",
        "把自己摆进去、把职责摆进去、把工作摆进去。",
        "以推动发展的新成效检验学习成果。",
        "完善值班值守工作制度，健全台账。完善值班值守工作制度，健全台账。",
        Example(
            "说明见 `docs/kpi.yaml`，内部链接 <https://a.example.com/kpi?year=2025&type=a*b>。",
            format="markdown",
        ),
    )
    invalid = (
        Example(
            "镇里抽调骨干力量组成工作专班，逐户走访登记，建立台账清单，确保底数清楚、情况明白、措施到位。\n"
            "⟦镇里抽调骨干力量组成工作专班，逐户走访登记，建立台账清单，确保底数清楚、情况明白、措施到位。⟧\n"
        ),
        "会议强调，各单位要加强值班值守，严格落实防汛责任制。中间另有一句话说别的事情。"
        "⟦会议强调，各单位要加强值班值守，严格落实好防汛责任制。⟧",
        "用好民营企业家季度座谈会，围绕融资、用地、用工等方面的难题召开⟦民营企业家季度座谈会⟧。",
        "按照健全基层应急响应体系的要求，补齐短板，⟦健全基层应急响应体系⟧，筑牢防线。",
        "加强学习，提高认识，明确责任，狠抓落实，务求实效。"
        "⟦加强学习，提高认识，明确责任，狠抓落实，务求实效。⟧",
        "完成路灯改造12处，新增车位30个，惠及居民560户。群众反响热烈。"
        "⟦完成路灯改造12处，新增车位30个，惠及居民560户。⟧",
        "用看得见的⟦成效检验整治成效⟧。",
    )

    likeness: float = option(
        LIKENESS,
        "share of common character pairs of two sentences or clauses",
        at_least=0.5,
        at_most=1.0,
    )
    min_run: int = option(10, "code points of an identical run of characters", at_least=6)
    run_window: int = option(100, "code points between two identical runs, at most", at_least=0)
    extra_stock: tuple[str, ...] = option((), "further set phrases that may repeat")

    anchors = ("检验",)
    waits = False  # only for what is measured by itself

    def check(self, document: Document) -> Iterator[Finding]:
        """Report copies from the largest unit down; nothing inside what is reported."""
        copies = document.view(copied_paragraphs)
        taken = Taken((copy.start, copy.end) for copy in copies)
        for copy in copies:
            yield self._paragraph(document, copy)
        sentences: Iterable[Echo] = (
            document.view(like_sentences)
            if self.likeness == LIKENESS
            else sentence_echoes(document, self.likeness)
        )
        clauses = clause_echoes(document, self.likeness, self.min_run, self.run_window)
        for echoes, report in ((sentences, self._sentence), (clauses, self._clause)):
            for echo in echoes:
                if taken.free(echo.start, echo.end) and self._matters(document, echo):
                    if document.view(legal_text):
                        break
                    taken.add(echo.start, echo.end)
                    yield report(document, echo)
        yield from self._tautologies(document)

    def _matters(self, document: Document, echo: Echo) -> bool:
        text = document.prose[echo.start : echo.end]
        return len(without_stock(text, self.extra_stock)) >= 8 and not in_title(document, text)

    def _paragraph(self, document: Document, copy: Copy) -> Finding:
        same = copy.likeness == 1.0
        return self.finding(
            copy.start,
            copy.end,
            _PARAGRAPH,
            severity=Severity.ERROR if same else None,
            related=self._first(copy.first, copy.first_end),
            line=document.source.position(copy.first).line,
            how=self._how(same),
        )

    def _sentence(self, document: Document, echo: Echo) -> Finding:
        same = echo.likeness == 1.0
        return self.finding(
            echo.start,
            echo.end,
            _SENTENCE,
            severity=None if self._near(document, echo) else Severity.INFO,
            related=self._first(echo.first, echo.first_end),
            fix=Fix((Edit(echo.start, echo.end, ""),), safe=False) if same else None,
            line=document.source.position(echo.first).line,
            how=self._how(same),
            text=_short(document.text[echo.start : echo.end]),
        )

    @staticmethod
    def _near(document: Document, echo: Echo) -> bool:
        """Whether both sentences stand in one paragraph, or side by side.

        Further apart it may be a refrain.
        """
        if not document.prose[echo.first_end : echo.start].strip(WHITE + "\r\n"):
            return True
        return document.block_at(echo.first) == document.block_at(echo.start)

    def _clause(self, document: Document, echo: Echo) -> Finding:
        run = echo.likeness == 0.0
        text = document.text
        return self.finding(
            echo.start,
            echo.end,
            _RUN if run else _CLAUSE,
            severity=Severity.INFO,
            related=self._first(echo.first, echo.first_end),
            text=_short(text[echo.start : echo.end]),
            other=_short(text[echo.first : echo.first_end]),
            distance=echo.start - echo.first,
        )

    def _tautologies(self, document: Document) -> Iterator[Finding]:
        """Report a clause that measures a result by itself: 用成效检验成效."""
        prose = document.prose
        for at in document.places("检验"):
            noun = prose[at - 2 : at] if at > 1 else ""
            if noun in ("成效", "成果", "实效", "效果", "业绩"):
                stop = prose.find(noun, at + 2, at + 16)
                if stop >= 0 and not set(prose[at:stop]) & set("，。；：！？\n"):
                    yield self.finding(
                        at - 2, stop + 2, _TAUTOLOGY, severity=Severity.INFO, text=noun
                    )

    def _first(self, start: int, end: int) -> list[Related]:
        return [Related(start, end, self.say("首次出现", "first here"))]

    def _how(self, same: bool) -> str:
        if self.lang == "en":
            return "repeats" if same else "almost repeats"
        return "完全相同" if same else "几乎相同"


def _short(text: str) -> str:
    return text if len(text) <= 20 else text[:19] + "…"
