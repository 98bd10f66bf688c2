"""RPT402: the same clause again, a few lines on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import compress, count, islice
from operator import eq

from reportlint import (
    WHITE,
    Document,
    Edit,
    Example,
    Finding,
    Fix,
    Message,
    NamedTuple,
    Related,
    Rule,
    Severity,
    lazy,
    option,
)
from reportlint.rules.repetition.clause_echo import MIN_CHARS, WINDOW, Terms, differ, is_echo
from reportlint.rules.repetition.copies import Taken, copied_paragraphs
from reportlint.rules.repetition.echoes import (
    TAIL,
    clauses_alike,
    compared_from,
    legal_text,
    opens_unlike,
)
from reportlint.rules.repetition.likeness import like_sentences

_LABEL = lazy(r"[^，。；！？：\r\n]{2,10}：")
_ONE_CLAUSE = lazy(r"[^，；：]+$")
_SENTENCE = 300  # code points that a sentence is looked back for
_SPEECH = lazy(r"强调|指出|表示|认为|要求，|说，|提出，|：“")
_AGAIN = Message(
    "“{text}”与前文重复（相距 {distance} 字）",
    "“{text}” repeats an earlier clause ({distance} characters before)",
)


class _Echo(NamedTuple):
    """A run of clauses that stood before: spans of both, half-open."""

    first: int
    first_end: int
    start: int
    end: int


class DuplicateClause(Rule):
    """分句重复.

    同一分句在同一段或相近处一字不差地再次出现，多为粘贴、拼接时的遗留。
    保留一处，另一处删去或改写。固定提法、书名和带数字的统计语句不报。
    ---
    The same clause again.

    A clause that comes back word for word in the same paragraph or nearby is mostly left over
    from pasting. Keep one, delete or reword the other. Set phrases, titles of works and
    clauses with figures are not reported.
    """

    code = "RPT402"
    name = "duplicate-clause"
    remedy = Message("保留一处，删去或改写另一处", "keep one, delete or reword the other")
    valid = (
        "筑牢信仰之基、补足精神之钙、把稳思想之舵，行稳致远。筑牢信仰之基、补足精神之钙、把稳思想之舵，善作善成。",
        "工业增加值增速居全省第3位，服务业增加值增速居全省第3位，进出口增速居全省第3位。",
        "力争到2030年建成，力争到2035年建成。",
        "各位代表，一年来成绩不易。各位代表，新的一年任务更重。",
        "把以学铸魂贯穿工作始终，把以学增智贯穿工作始终，把以学正风贯穿工作始终。",
        "第一条 违反本办法的由主管部门责令改正，给予警告。\n"
        "第二条 逾期不报的由主管部门责令改正，予以通报。\n"
        "第三条 违反本办法的由主管部门责令改正，依法处理。",
        "获得感、幸福感、安全感明显增强。群众的获得感、幸福感、安全感不断提升。",
        "一、持续优化服务群众的流程\n持续优化服务群众的流程，拓宽办事渠道，让数据多跑路、群众少跑腿。",
        "优化服务群众的流程，关键在人。今后各个窗口都要照此办理。优化服务群众的流程，重在落实。",
        "据市气象台监测显示，雨势减弱。据市气象台监测显示，明日转晴。",
        "加油干，加油干，再出发，再出发。解决问题*个，解决问题*个，得5分，得5分。",
        "可供参考的稳妥表述：甲。说明一句。可供参考的稳妥表述：乙。",
    )
    invalid = (
        Example(
            "坚持实干，把为民服务落实到各项工作之中，推动发展。"
            "一是⟦把为民服务落实到各项工作之中⟧，牢固树立正确导向。",
        ),
        Example(
            "（一）台账管理做到了实处。今年以来抓基础。经过努力，⟦台账管理做到了实处⟧，质量提高。",
        ),
        "抽调业务骨干成立工作专班，明确分工。\n\n由镇长牵头，⟦抽调业务骨干成立工作专班⟧，挂图作战。",
        Example(
            "完善值班值守工作制度，健全台账。⟦完善值班值守工作制度，健全台账⟧，常抓不懈。",
            fixed="完善值班值守工作制度，健全台账。常抓不懈。",
        ),
        "新纳入监测对象14户41人；⟦新纳入监测对象14户41人⟧，逐户落实措施。",
        "主体工程已完工，⟦主体工程已完工⟧，转入装修。",
        "2024年，⟦2024年⟧，完成改造。",
        Example("压实各方责任，抓紧。⟦压实各方责任⟧，抓好。", options={"min_chars": 6}),
        Example(
            "建立健全预警响应机制。" + "日常巡查不断档。" * 90 + "⟦建立健全预警响应机制⟧。",
            options={"scope": "document", "min_chars": 9},
        ),
    )

    min_chars: int = option(MIN_CHARS, "Chinese characters a clause has at least", at_least=6)
    window: int = option(WINDOW, "code points between the two clauses, at most", at_least=1)
    scope: str = option(
        "window",
        "how far apart they may be in different paragraphs",
        choices=("window", "document"),
    )
    extra_stock: tuple[str, ...] = option((), "further set phrases that may repeat")

    def check(self, document: Document) -> Iterator[Finding]:
        """Report the later of two equal clauses; neighbours that repeat too join into one."""
        pairs = document.view(clauses_alike(min(self.min_chars, TAIL))).ends
        texts, starts = document.clauses.texts, document.clauses.starts
        taken: Taken | None = None
        for earlier, later in pairs:
            a, b = texts[earlier], texts[later]
            if a != b and (opens_unlike(a, b) or differ(a, b)):
                continue  # as most, and cheaply told
            if taken is None:
                if document.view(legal_text):
                    return
                taken = Taken((copy.start, copy.end) for copy in document.view(copied_paragraphs))
            start = starts[later]
            if taken.free(start, start + 1) and is_echo(document, earlier, later, self._terms()):
                if _in_like_sentence(document, start):
                    continue
                echo = _extend(document, earlier, later)
                taken.add(echo.start, echo.end)
                yield self._report(document, echo)
        for echo in _at_once(document):
            if (taken is None or taken.free(echo.start, echo.end)) and not (
                _in_like_sentence(document, echo.start) or document.view(legal_text)
            ):
                yield self._report(document, echo)

    def _terms(self) -> Terms:
        whole = self.scope == "document"
        return Terms(self.min_chars, None if whole else self.window, self.extra_stock)

    def _report(self, document: Document, echo: _Echo) -> Finding:
        text = document.text[echo.start : echo.end]
        beside = echo.start - echo.first_end <= 1
        return self.finding(
            echo.start,
            echo.end,
            _AGAIN,
            severity=None if _slip(document, echo) else Severity.INFO,
            related=[Related(echo.first, echo.first_end, self.say("首次出现", "first here"))],
            fix=_cut(document, echo.start, echo.end) if beside else None,
            text=text if len(text) <= 20 else text[:19] + "…",
            distance=echo.start - echo.first,
        )


def _at_once(document: Document) -> Iterator[_Echo]:
    """Yield clauses that follow themselves at once: shorter ones too, and those with figures."""
    starts, texts = document.clauses.starts, document.clauses.texts
    for index in compress(count(), map(eq, texts, islice(texts, 1, None))):
        text, first, start = texts[index], starts[index], starts[index + 1]
        if (
            start == first + len(text) + 1
            and document.prose[start - 1] in "，；"
            and _STATED.fullmatch(text)
            and (len(text) > _SHORT or (len(text) == _SHORT and _FIGURE.search(text)))
        ):
            yield _Echo(first, first + len(text), start, start + len(text))


_SHORT = 5  # code points of a clause with a figure that does not stand twice by chance
_STATED = lazy(r"[\u4e00-\u9fff0-9.%％]*[\u4e00-\u9fff]{3}[\u4e00-\u9fff0-9.%％]*|[0-9]{4}年.*")
_FIGURE = lazy("[0-9]")


def _in_like_sentence(document: Document, start: int) -> bool:
    """Whether a clause stands in a sentence that another rule reports as a whole."""
    return any(echo.start <= start < echo.end for echo in document.view(like_sentences))


def _slip(document: Document, echo: _Echo) -> bool:
    """Whether the repetition is probably a slip: in one paragraph, and nobody is quoted.

    Between paragraphs a clause is often taken up on purpose: a summary, a refrain, a lead.
    So is what two sentences side by side begin with, and what stands behind a label.
    """
    prose = document.prose
    between = prose[echo.first : echo.start]
    if "\n" in between or "\r" in between or _SPEECH.search(between):
        return False
    first, begin = _sentence_start(prose, echo.first), _sentence_start(prose, echo.start)
    if first == begin:
        return True
    label = _LABEL.match(prose, begin, echo.start)
    if label and prose.startswith(label.group(), first):
        return False
    anaphora = (
        not prose[first : echo.first].strip(WHITE)
        and not prose[begin : echo.start].strip(WHITE)
        and prose[echo.first_end : echo.first_end + 1] == "，" == prose[echo.end : echo.end + 1]
        and _sentence_start(prose, begin - 1) == first
        and _ONE_CLAUSE.match(prose, echo.start, echo.end) is not None
    )
    return not anaphora


def _sentence_start(prose: str, at: int) -> int:
    """Return where the sentence begins that holds an offset, or where a very long one is cut."""
    least = max(0, at - _SENTENCE)
    return max(least - 1, *(prose.rfind(mark, least, at) for mark in "。！？\n\r")) + 1


def _extend(document: Document, earlier: int, later: int) -> _Echo:
    """Take the clauses behind a pair along while they repeat too, in one paragraph."""
    starts, texts = document.clauses.starts, document.clauses.texts
    a = starts[earlier] + compared_from(texts[earlier])
    b = starts[later] + compared_from(texts[later])
    block = document.block_at(b)
    end = block.end if block else b
    while (
        later + 1 < len(texts)
        and earlier + 1 < later
        and starts[later + 1] < end
        and texts[earlier + 1] == texts[later + 1]
    ):
        earlier, later = earlier + 1, later + 1
    return _Echo(a, starts[earlier] + len(texts[earlier]), b, starts[later] + len(texts[later]))


def _cut(document: Document, start: int, end: int) -> Fix | None:
    """Delete a clause with one of the marks beside it, where what is left reads on."""
    text = document.text
    after = text[end : end + 1]
    before = text[start - 1 : start]
    if after in ("，", "；") or (after in ("。", "！") and before in ("。", "！", "")):
        return Fix((Edit(start, end + 1, ""),), safe=False)
    if before in ("，", "；"):
        return Fix((Edit(start - 1, end, ""),), safe=False)
    return None
