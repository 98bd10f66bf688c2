"""RPT506: 顿号 between items that quotation marks or 《》 already keep apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportlint import Document, Edit, Example, Finding, Fix, Message, Rule, Severity, lazy, option

_TITLE_BEFORE = lazy(r"《[^《》\r\n]{1,60}\Z")
_TITLE = lazy(r"《[^《》\r\n]{1,60}》")
_LONGEST = 61  # characters from the mark that opens a title to the one that closes it
_QUOTES = lazy(r"(?:“[^“”\r\n]{1,30}”、?(?=“))+“[^“”\r\n]{1,30}”")


class DunhaoBetweenQuotedItems(Rule):
    """并列的书名号或引号之间用了顿号。

    标有书名号（引号）的并列成分之间通常不用顿号；中间有其他文字（如括注）时才用。
    同一串里有的用、有的不用，更应统一。引号之间是否用顿号各家有分歧，默认只查不一致。
    ---
    A 顿号 between titles or quotations that stand side by side.

    Items in 《》 or “” usually stand together without 顿号, unless other words come
    between. A list that has it here and lacks it there should be made alike. Between
    quotations usage differs; there only the inconsistent list is reported by default.
    """

    code, name, severity = "RPT506", "dunhao-between-quoted-items", Severity.WARNING
    source = "GB/T 15834—2011 4.5.3.5（通常不用顿号）"
    remedy = Message("删去顿号", "drop the 顿号")
    valid = (
        "学习《论坚持全面深化改革》《摆脱贫困》等著作。",
        "印发《办法》（2020年版）、《细则》。",
        "采取“四不两直”、典型剖析等方式。",
        "坚持“动态查”与“及时改”相结合、“联动改”与“抓衔接”相结合。",
        "落实“甲”、乙、“丙”三项要求。",
        "增强“四个意识”、坚定“四个自信”。",
        "坚持“当下改”、“长久立”。",
    )
    invalid = (
        Example(
            "学习《摆脱贫困》⟦、⟧《论党的建设》等著作。",
            fixed="学习《摆脱贫困》《论党的建设》等著作。",
        ),
        Example(
            "印发《甲办法》《乙办法》⟦、⟧《丙办法》。", fixed="印发《甲办法》《乙办法》《丙办法》。"
        ),
        "落实“学”⟦、⟧“查”“改”三项要求。",
        Example("坚持“当下改”⟦、⟧“长久立”。", options={"quotes": True}),
    )
    quotes: bool = option(False, "report every 顿号 between quotations, not only in mixed lists")

    def anchor_words(self) -> Iterable[str]:
        # only a list that has the 顿号 in one place and lacks it in another counts by default
        return ("》、《", "”、“" if self.quotes else "”“")

    def check(self, document: Document) -> Iterator[Finding]:
        prose = document.prose
        for at in document.places("》、《"):
            if _TITLE_BEFORE.search(prose, max(0, at - _LONGEST), at) and _TITLE.match(
                prose, at + 2
            ):
                yield self._gap(at, "》、《")
        if self.quotes or document.places("”“"):
            yield from self._quotations(document)

    def _quotations(self, document: Document) -> Iterator[Finding]:
        """Judge the lists of quotations; only the lines that may hold one are searched."""
        prose = document.prose
        gap = "”、“"
        done = -1
        for place in document.places(gap if self.quotes else "”“"):
            if place < done:
                continue
            start = prose.rfind("\n", 0, place) + 1
            done = prose.find("\n", place)
            if done < 0:
                done = len(prose)
            if prose.find(gap, start, done) < 0:
                continue
            for run in _QUOTES.finditer(prose, start, done):
                mixed = "”“" in run.group()
                if mixed or self.quotes:
                    severity = Severity.WARNING if mixed else Severity.INFO
                    at = prose.find(gap, run.start(), run.end())
                    while at >= 0:
                        yield self._gap(at, gap, severity)
                        at = prose.find(gap, at + 1, run.end())

    def _gap(self, at: int, gap: str, severity: Severity | None = None) -> Finding:
        return self.finding(
            at + 1,
            at + 2,
            Message("“{gap}”之间通常不用顿号", "usually no 顿号 in {gap}"),
            gap=gap,
            severity=severity,
            fix=Fix((Edit(at + 1, at + 2, ""),)),
        )
