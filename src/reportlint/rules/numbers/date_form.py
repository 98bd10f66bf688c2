"""RPT602: dates in a form that the standard does not know, and dates that do not exist."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from reportlint import Document, Edit, Example, Finding, Fix, Message, Rule, Severity, lazy, to_int

_DOTTED = {
    point: lazy(
        rf"\{point}(?<=19[0-9][0-9].|20[0-9][0-9].)"
        rf"(1[0-2]|0?[1-9])\{point}(3[01]|[12][0-9]|0?[1-9])(?![0-9.%])"
    )
    for point in "./"
}
_LEADING_ZERO = lazy(r"([年月])0")
_PADDED_MONTH = lazy(r"年0[0-9](?:月0[0-9](?=日)|(?=月))")
_PADDED_DAY = lazy(r"月0[0-9](?=日)(?<!年0[0-9]月..)")
_HAO = lazy(r"月[0-9]{1,2}号(?<=[0-9]月[0-9]号|月[0-9][0-9]号)(?![楼线院令文车店机])")
_YUEFEN = lazy(r"月份(?<=[0-9]月份)[0-9]{1,2}日")
_SHORT_YEAR = lazy(
    r"年(?<=[0-9][0-9]年)(?<![0-9—～\-至到.][0-9][0-9]年)(?:(?=(?:底|初|末)[，。；前以])|(?=[0-9]{1,2}月)|(?=[上下]半年))"
)
_ZERO_YEAR = lazy(
    r"[一二]零[零〇一二三四五六七八九]{2}年|[一二][〇零九][〇零一二三四五六七八九]零年"
)
_MIXED = lazy(r"[一二][〇零九][〇零一二三四五六七八九]{2}年(?=[0-9]{1,2}月)")
_TITLE = lazy(r"《[^《》\r\n]*$")
_FULL = lazy(
    r"(?:([0-9]{4})年)?(?<![0-9])([0-9]{1,2})月([0-9]{1,2})日(?:[（(](?:星期|周)([一二三四五六日天])[）)])?"
)
_MONTH_DAY = lazy(r"月(?<=[0-9]月)[0-9]{1,2}日")
# what exists in each year; a weekday may stand behind
_SURE_DAY = lazy(r"月(?:(?<=1[0-2]月)|(?<=[^0-9][1-9]月))(?:0?[1-9]|1[0-9]|2[0-8])日(?![（(])")
_FIGURES = "0123456789"
_MONTH_AND_DAY = frozenset(f"月{digit}" for digit in _FIGURES)
_YEAR_AND_MONTH = frozenset(f"年{digit}" for digit in _FIGURES)
_MONTH_FEN = frozenset(f"月份{digit}" for digit in _FIGURES)
_PART_OF_YEAR = frozenset(
    f"{digit}年{part}" for digit in _FIGURES for part in ("底", "初", "末", "上半年", "下半年")
)
_POINTED_MONTH = frozenset(
    f"{point}{month}{point}"
    for point in "./"
    for month in (*range(1, 13), *(f"0{digit}" for digit in range(1, 10)))
)
_ZERO = frozenset(("一零", "二零", "零年"))
_LAST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_WEEKDAYS = "一二三四五六日"


class DateForm(Rule):
    """日期写法不规范或日期不存在。

    年月日要写全、写对：年份用四位数，“日”不写作“号”，月、日不编虚位（1不写作01），
    汉字年份用“〇”不用“零”；6月31日之类的日期不存在。
    ---
    A date in the wrong form, or one that does not exist.

    Years take four digits, days take 日 and not 号, months and days no leading zero,
    years in Han numerals take 〇 and not 零. There is no 31st of June.
    """

    code, name, severity = "RPT602", "date-form", Severity.WARNING
    source = "GB/T 15835—2011 5.1.4、5.2.5；GB/T 9704—2012 7.3.5.4"
    remedy = Message("改为规范的年月日形式", "write year, month and day in the standard form")
    valid = (
        "2023年12月31日，召开会议。",
        "5年以上经验，15年来坚持不懈。",
        "发布2.0.1版本，地址10.0.0.1。",
        "到二〇三五年基本实现。",
        "“3·15”晚会，3.15活动。",
        "2024年2月29日。",
        "门牌为5月路12号。",
        "10月1日至12月3日。",
        "2020—23年度",
        "印发《进展汇报（2024年03月26日）》。",
    )
    invalid = (
        Example("⟦2023.5.1⟧召开会议。", fixed="2023年5月1日召开会议。"),
        Example("于⟦2023/05/01⟧召开会议。", fixed="于2023年5月1日召开会议。"),
        Example("5⟦月份1日⟧召开会议。", fixed="5月1日召开会议。"),
        Example("5⟦月12号⟧召开会议。", fixed="5月12日召开会议。"),
        Example("⟦二零二三年⟧工作总结", fixed="二〇二三年工作总结"),
        Example("2023⟦年05月01⟧日，召开会议。", fixed="2023年5月1日，召开会议。"),
        Example("2023⟦年05⟧月，召开会议。", fixed="2023年5月，召开会议。"),
        "会议定于⟦6月31日⟧召开。",
        "会议定于⟦2023年2月29日⟧召开。",
        "会议定于⟦13月1日⟧召开。",
        "会议定于⟦2024年5月1日（星期五）⟧召开。",
        "计划⟦23年⟧底，完成建设。",
        "⟦二〇二三年⟧5月",
    )

    anchors = tuple(
        sorted(
            _MONTH_AND_DAY | _YEAR_AND_MONTH | _MONTH_FEN | _PART_OF_YEAR | _POINTED_MONTH | _ZERO
        )
    )

    def check(self, document: Document) -> Iterator[Finding]:
        prose = document.prose
        for at in _all_places(document, _MONTH_AND_DAY):
            if not _SURE_DAY.match(prose, at):
                yield from self._day(prose, at)
                yield from self._hao(prose, at)
        years = _all_places(document, _YEAR_AND_MONTH)
        if years:
            yield from self._mixed(prose, years)
        yield from self._padded(document)
        for at in _all_places(document, _MONTH_FEN):
            found = _YUEFEN.match(prose, at)
            if found:
                yield self._form(prose, *found.span(), found.group().replace("份", ""))
        yield from self._short_years(
            prose, years + [at + 1 for at in _all_places(document, _PART_OF_YEAR)]
        )
        if document.places_of(_POINTED_MONTH):
            yield from self._pointed(prose)
        if document.places_of(_ZERO):
            for found in _ZERO_YEAR.finditer(prose):
                yield self._form(prose, *found.span(), found.group().replace("零", "〇"))

    def _day(self, prose: str, at: int) -> Iterator[Finding]:
        """Judge the day behind the 月 at an offset."""
        hit = _MONTH_DAY.match(prose, at)
        if hit is None:
            return
        found = None
        for back in (7, 6, 2, 1):  # 2023年12, 12 or 5 before 月
            found = _FULL.match(prose, max(0, at - back))
            if found and found.end() >= hit.end():
                break
        if found is None:
            return
        year, month, day = found.group(1), int(found.group(2)), int(found.group(3))
        if not _exists(year, month, day):
            yield self.finding(
                found.start(),
                hit.end(),
                Message("“{text}”这个日期不存在", "there is no day {text}"),
                text=prose[found.start() : hit.end()],
                severity=Severity.ERROR,
                remedy=Message("核对日期", "check the date"),
            )
        elif year and found.group(4):
            from datetime import date  # a weekday stands beside few dates

            real = _WEEKDAYS[date(int(year), month, day).weekday()]
            if real != found.group(4).replace("天", "日"):
                yield self.finding(
                    *found.span(),
                    Message("日期与星期不符：当天是星期{real}", "that day is a 星期{real}"),
                    real=real,
                    remedy=Message("核对日期或星期", "check the date or the weekday"),
                )

    def _hao(self, prose: str, at: int) -> Iterator[Finding]:
        found = _HAO.match(prose, at)
        if found and not _in_title(prose, at):
            yield self._form(prose, *found.span(), found.group()[:-1] + "日")

    def _padded(self, document: Document) -> Iterator[Finding]:
        prose = document.prose
        for word, pattern in (("年0", _PADDED_MONTH), ("月0", _PADDED_DAY)):
            for at in document.places(word):
                found = pattern.match(prose, at)
                if found is None or _in_title(prose, at):
                    continue
                good = _LEADING_ZERO.sub(r"\1", found.group())
                block = document.block_at(at)
                signed = block is not None and block.kind == "closing"
                yield self._form(prose, *found.span(), good, None if signed else Severity.INFO)

    def _mixed(self, prose: str, years: list[int]) -> Iterator[Finding]:
        if "〇" in prose or "零" in prose:
            for at in years:
                found = _MIXED.match(prose, at - 4) if at >= 4 else None
                if found:
                    yield self.finding(
                        *found.span(),
                        Message(
                            "同一日期里汉字与阿拉伯数字混用", "Han and Arabic figures in one date"
                        ),
                    )

    def _short_years(self, prose: str, years: list[int]) -> Iterator[Finding]:
        for at in years:
            found = _SHORT_YEAR.match(prose, at)
            if found:
                start, end = at - 2, found.end()
                yield self.finding(
                    start,
                    end,
                    Message("年份“{text}”应写四位数", "the year {text} takes four digits"),
                    text=prose[start:end],
                    remedy=Message("写全年份，如2023年", "write the year in full"),
                )

    def _pointed(self, prose: str) -> Iterator[Finding]:
        for point, pattern in _DOTTED.items():
            for found in pattern.finditer(prose) if point in prose else ():
                start = found.start() - 4
                before = prose[start - 1 : start]
                if before in ("", "\n") or not before.isascii():
                    year, month, day = prose[start : start + 4], *map(int, found.groups())
                    yield self._form(prose, start, found.end(), f"{year}年{month}月{day}日")

    def _form(
        self, prose: str, start: int, end: int, good: str, severity: Severity | None = None
    ) -> Finding:
        return self.finding(
            start,
            end,
            Message("日期写法“{text}”不规范", "the date form {text} is not standard"),
            text=prose[start:end],
            remedy=Message("改为“{good}”", "write {good}"),
            good=good,
            severity=severity,
            fix=Fix((Edit(start, end, good),)),
        )


def _all_places(document: Document, words: frozenset[str]) -> list[int]:
    return list(chain.from_iterable(document.places_of(words).values()))


def _in_title(prose: str, at: int) -> bool:
    """Whether an offset lies in a cited title, which stands as it is."""
    return _TITLE.search(prose, max(0, at - 40), at) is not None


def _exists(year: str | None, month: int, day: int) -> bool:
    if not 1 <= month <= 12 or not 1 <= day <= _LAST[month - 1]:
        return False
    if month == 2 and day == 29 and year:
        number = to_int(year)
        return number % 4 == 0 and (number % 100 != 0 or number % 400 == 0)
    return True
