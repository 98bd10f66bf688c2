"""RPT602: dates in a form that the standard does not know, and dates that do not exist."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from reportlint import Document, Edit, Example, Finding, Fix, Message, Rule, Severity, lazy, to_int
from reportlint.rules.numbers.spans import ANCHORS, late_mornings, reversed_spans

_HAN = "一二三四五六七八九"
_DOTTED = {
    point: lazy(
        rf"\{point}(?<=19[0-9][0-9].|20[0-9][0-9].)"
        rf"(1[0-2]|0?[1-9])\{point}(3[01]|[12][0-9]|0?[1-9])(?![0-9.%版])"
    )
    for point in "./"
}
_LEADING_ZERO = lazy(r"([年月])0")
_PADDED_MONTH = lazy(r"年0[0-9](?:月0[0-9](?=日)|(?=月))")
_PADDED_DAY = lazy(r"月0[0-9](?=日)(?<!年0[0-9]月..)")
_HAO = lazy(
    r"月[0-9]{1,2}号(?<=[0-9]月[0-9]号|月[0-9][0-9]号)"
    "(?![楼线院令文车店机井泵隧桥站矿厂库坝窑塔]|高炉|锅炉|地块|标段|工作面|主变)"
)
_YUEFEN = lazy(r"月份(?<=[0-9]月份)[0-9]{1,2}日")
_SHORT_YEAR = lazy(
    r"年(?<=[0-9][0-9]年)(?<![0-9—～\-至到第.][0-9][0-9]年)"
    # 建厂20年末, 成立20年末 count the years
    r"(?<!建.[0-9][0-9]年)(?<!成立[0-9][0-9]年)(?<!从.[0-9][0-9]年)"
    r"(?:(?=(?:底|初|末)[，。；前以])|(?=[0-9]{1,2}月)|(?=[上下]半年)|(?<=0[0-9]年)|(?<=[自从][0-2].年)(?=以来(?!的)))"
)
_HAN_YEAR = lazy(rf"[一二][〇零OoО{_HAN}]{{3}}(?=[年—～至])")
_MIXED = lazy(rf"[一二][〇零{_HAN}]{{3}}年(?=[0-9]{{1,2}}月)")
# days of the old calendar are written in Han: 2025年八月十五
_HAN_MONTH = lazy(
    rf"[0-9]{{4}}(?<!农历....)年(?:十[一二]?|[{_HAN}])月(?:(?=[一二三十]{{1,3}}日)|(?![初十廿卅{_HAN}]))"
)
_TITLE = lazy(r"《[^《》\r\n]*$")
_FULL = lazy(
    r"(?:([0-9]{4})年)?(?<![0-9])([0-9]{1,2})月([0-9]{1,2})日(?:(?:[（(](?:星期|周)|星期)([一二三四五六日天])[）)]?)?"
)
_MONTH_DAY = lazy(r"月(?<=[0-9]月)[0-9]{1,2}日")
# what exists in each year; a weekday may stand behind
_SURE_DAY = lazy(r"月(?:(?<=1[0-2]月)|(?<=[^0-9][1-9]月))(?:0?[1-9]|1[0-9]|2[0-8])日(?![（(星])")
_FIGURES = "0123456789"
_MARKS = {
    "day": [f"月{digit}" for digit in _FIGURES],
    "month": [f"年{digit}" for digit in _FIGURES],
    "han month": [f"年{numeral}月" for numeral in (*_HAN, "十", "十一", "十二")],
    "month fen": [f"月份{digit}" for digit in _FIGURES],
    "part": [
        f"{digit}年{part}"
        for digit in _FIGURES
        for part in ("底", "初", "末", "上半年", "下半年", "以来")
    ],
    "zero year": [f"0{digit}年" for digit in _FIGURES],
    "pointed": [
        f"{point}{month}{point}"
        for point in "./"
        for month in (*range(1, 13), *(f"0{digit}" for digit in range(1, 10)))
    ],
    "zero": [
        *("一零", "二零", "〇零", "八零", "九零", "零年"),
        *(f"{numeral}{letter}" for numeral in "〇" + _HAN for letter in "OoО"),
    ],
}
_KIND = {word: kind for kind, words in _MARKS.items() for word in words}
_WORDS = frozenset(_KIND)
_NOT_ZERO = str.maketrans("零OoО", "〇〇〇〇")
_NUMBERED = lazy(r"(?:[编文案型批货账]号|版本号?|升级[到至为]|合同号|序号|[Vv])[:：为是]?$")
_TO = lazy(r"[-—～~至到][0-9]{1,2}[./]")  # 2025.3.1-3.5: the second half would stay as it is
_GOES_ON = lazy(r"[-_](?![0-9]{1,2}[./]|(?:19|20)[0-9]{2}[./])")
_LAST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_WEEKDAYS = "一二三四五六日"


class DateForm(Rule):
    """日期写法不规范或日期不存在。

    年月日要写全、写对：年份用四位数，“日”不写作“号”，月、日不编虚位（1不写作01），
    汉字年份用“〇”不用“零”；6月31日之类的日期不存在；止期不能早于起期。
    ---
    A date in the wrong form, or one that does not exist.

    Years take four digits, days take 日 and not 号, months and days no leading zero,
    years in Han numerals take 〇 and not 零. There is no 31st of June, and no span ends before it begins.
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
        "档案编号2025.03.15-001，合同号：2024/5/12-7，标准V2024.1.10，文件2025.03.15-001。",
        "建局20年以来，从警15年以来，2008年以来。",
        "农历2025年八月十五，2025年一季度，到二〇三五年，八零后。",
        "2024年5月1日星期三召开。",
        "今年3月2号高炉投产，6月3号锅炉检修，8月2号地块成交。",
        "升级至2023.3.2版本，再升级到2023.5.1。",
        "从40年以来的实践看，12年以来的发展，建厂20年末。",
        "上午12:30休会，上午11时复会。",
        "2023年11月至2024年3月，12月28日至1月3日，5月10日至12日，2024年5月至2024年8月，2021年至2023年6月。",
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
        "⟦一九九八年⟧5月，⟦2025年五月⟧。",
        "⟦08年⟧以来，自⟦18年⟧以来。",
        "会议定于⟦0000年5月1日⟧（周一）召开，⟦2024年5月1日星期五⟧休会。",
        "会议于⟦上午14:30⟧召开。",
        "建设期自⟦2024年3月至2023年12月⟧，公示期为⟦5月12日至10日⟧。",
        Example("⟦二O二五年⟧，⟦一九八零年⟧。", fixed="二〇二五年，一九八〇年。"),
        Example("⟦2025.3.1⟧-⟦2025.3.15⟧举办展览。", fixed="2025年3月1日-2025年3月15日举办展览。"),
    )

    anchors = tuple(sorted(_WORDS | ANCHORS))

    def check(self, document: Document) -> Iterator[Finding]:
        prose = document.prose
        places: defaultdict[str, list[int]] = defaultdict(list)
        for word, found in document.places_of(_WORDS).items():
            places[_KIND[word]] += found
        for at in places["day"]:
            if not _SURE_DAY.match(prose, at):
                yield from self._day(prose, at)
                yield from self._hao(prose, at)
        yield from self._mixed(prose, places["month"], places["han month"])
        yield from self._padded(document)
        for at in places["month fen"]:
            fen = _YUEFEN.match(prose, at)
            if fen:
                yield self._form(prose, *fen.span(), fen.group().replace("份", ""))
        years = [at + 1 for at in places["part"]] + [at + 2 for at in places["zero year"]]
        yield from self._short_years(prose, places["month"] + years)
        if places["pointed"]:
            yield from self._pointed(prose)
        if places["zero"]:
            yield from self._zeros(prose)
        for start, end in late_mornings(document):
            yield self.finding(
                start,
                end,
                Message("没有“{text}”这个时刻", "there is no hour {text}"),
                text=prose[start:end],
                remedy=Message("核对时间", "check the time"),
            )
        for start, end in reversed_spans(document):
            yield self.finding(
                start,
                end,
                Message("“{text}”止期早于起期", "{text} ends before it begins"),
                text=prose[start:end],
                remedy=Message("核对起止日期", "check both dates"),
            )

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

    def _mixed(self, prose: str, figures: list[int], numerals: list[int]) -> Iterator[Finding]:
        """Judge the years before a month in figures, and those before one in Han."""
        founds = [_MIXED.match(prose, at - 4) for at in figures if at >= 4]
        founds += [_HAN_MONTH.match(prose, at - 4) for at in numerals if at >= 4]
        for found in founds:
            if found and not _in_title(prose, found.start()):
                yield self.finding(
                    *found.span(),
                    Message("同一日期里汉字与阿拉伯数字混用", "Han and Arabic figures in one date"),
                )

    def _zeros(self, prose: str) -> Iterator[Finding]:
        """Judge years in Han that write 零, or a letter, for 〇."""
        for found in _HAN_YEAR.finditer(prose):
            start, end = found.span()
            end += prose[end] == "年"
            good = prose[start:end].translate(_NOT_ZERO)
            if good != prose[start:end]:
                yield self._form(prose, start, end, good)

    def _short_years(self, prose: str, years: list[int]) -> Iterator[Finding]:
        for at in sorted(set(years)):
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
        """Judge 2023.5.1 and 2023/5/1; the second of 2023.5.1-2023.5.3 stands behind a hyphen."""
        for point, pattern in _DOTTED.items():
            last = -1
            for found in pattern.finditer(prose) if point in prose else ():
                start, end = found.start() - 4, found.end()
                before = prose[start - 1 : start]
                apart = before in ("", "\n") or not before.isascii() or last == start - 1
                if (
                    apart
                    and not _NUMBERED.search(prose, max(0, start - 5), start)
                    and not _GOES_ON.match(prose, end)
                    and not _in_title(prose, start)
                ):
                    last = end
                    year, month, day = prose[start : start + 4], *map(int, found.groups())
                    good = f"{year}年{month}月{day}日"
                    yield self._form(prose, start, end, good, fixed=not _TO.match(prose, end))

    def _form(
        self,
        prose: str,
        start: int,
        end: int,
        good: str,
        severity: Severity | None = None,
        *,
        fixed: bool = True,
    ) -> Finding:
        return self.finding(
            start,
            end,
            Message("日期写法“{text}”不规范", "the date form {text} is not standard"),
            text=prose[start:end],
            remedy=Message("改为“{good}”", "write {good}"),
            good=good,
            severity=severity,
            fix=Fix((Edit(start, end, good),)) if fixed else None,
        )


def _in_title(prose: str, at: int) -> bool:
    """Whether an offset lies in a cited title, which stands as it is."""
    return _TITLE.search(prose, max(0, at - 40), at) is not None


def _exists(year: str | None, month: int, day: int) -> bool:
    if year == "0000" or not 1 <= month <= 12 or not 1 <= day <= _LAST[month - 1]:
        return False
    if month == 2 and day == 29 and year:
        number = to_int(year)
        return number % 4 == 0 and (number % 100 != 0 or number % 400 == 0)
    return True
