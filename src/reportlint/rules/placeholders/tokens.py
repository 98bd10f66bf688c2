"""The placeholder tokens of a document, found once for all the rules that ask for them.

A candidate is any run of signs that people put where a figure or a name is to come
(`*`, `X`, `×`, `○○`, `__`, 某某 …); `judge` decides by its neighbours. Dates take
precedence, and tokens that only a 、 parts become one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from reportlint import Document, NamedTuple, lazy
from reportlint.rules.placeholders.candidate import Context
from reportlint.rules.placeholders.dates import blank_dates, date_span
from reportlint.rules.placeholders.judge import judge
from reportlint.rules.placeholders.signs import CIRCLE, LINE, MASK, QUERY, SHAPE, Token


class Scan(NamedTuple):
    """What the scan found, each list in the order of the text.

    `tokens` are placeholders as they stand; `groups` the same, merged; `dates` are
    unfilled dates, which are in neither.
    """

    tokens: list[Token]
    groups: list[Token]
    dates: list[Token]


_UNITS = "个次项名人家条份场户篇期件套批台处亩"
"""What a lone shape or letter is looked at before."""


@cache
def _candidate() -> re.Pattern[str]:
    # One character class leads, so that a clean text is passed over quickly; which
    # sign it was is looked up behind it.
    return re.compile(
        rf"[{MASK}{CIRCLE}{SHAPE}{LINE}{QUERY}某A-Zmn](?:"
        rf"(?<=[{MASK}])(?<![A-Za-z].)[{MASK}]*(?![A-Za-z{MASK}])"
        rf"|(?<=[{CIRCLE}])(?:[{CIRCLE}]+|(?=[ \u3000]?[年月日]))"
        rf"|(?<=[{SHAPE}])(?:[{SHAPE}]+|(?<=[\u4e00-\u9fff][^□])(?=[{_UNITS}]))"
        rf"|(?<=[{LINE}])(?:[{LINE}]+|(?=[ \u3000]?[年月日]))"
        rf"|(?<=[{QUERY}])[{QUERY}]+"
        r"|(?<=某)(?:某|(?=[局委办厅省市州县区镇乡旗村街社]))"
        rf"|(?<=[A-Zmn])(?<![A-Za-z0-9.\-].)(?=[{_UNITS}局县市镇乡公单企部]))"
    )


_GAP = lazy(r"、|[\u4e00-\u9fff]{0,2}[〔\[［]\d{4}[〕\]］]第?|[〕\]］]第?")


def scan(document: Document) -> Scan:
    """Find the placeholders of a document; use it as `document.view(scan)`."""
    prose = document.prose
    dates = blank_dates(prose)
    tokens: list[Token] = []
    context: Context | None = None
    done = 0
    for found in _candidate().finditer(prose):
        start, end = found.span()
        if start < done:
            continue
        if context is None:
            context = Context(document)
        token = judge(context, start, end)
        if token is None:
            continue
        if token.kind == "date":
            token = date_span(prose, token)
            while tokens and tokens[-1].end > token.start:
                tokens.pop()
            dates.append(token)
        else:
            tokens.append(token)
        done = token.end
    if len(dates) > 1:
        dates = _join_dates(prose, dates)
    if dates and tokens:
        starts = [date.start for date in dates]
        tokens = [t for t in tokens if not _inside(dates, starts, t)]
    return Scan(tokens, _merge(prose, tokens), dates)


def _inside(dates: list[Token], starts: list[int], token: Token) -> bool:
    """Whether a token overlaps one of the dates, which are in order."""
    at = bisect_right(starts, token.end - 1)
    return at > 0 and dates[at - 1].end > token.start


def _merge(prose: str, tokens: list[Token]) -> list[Token]:
    """Join neighbours of one kind that stand in one series or one document number."""
    groups: list[Token] = []
    for token in tokens:
        if groups:
            last = groups[-1]
            gap = prose[last.end : token.start]
            if (
                len(gap) <= 9
                and last.severity == token.severity
                and (last.suffix == token.suffix or gap != "、")
                and _GAP.fullmatch(gap)
            ):
                groups[-1] = last._replace(end=token.end, suffix=token.suffix)
                continue
        groups.append(token)
    return groups


def _join_dates(prose: str, dates: list[Token]) -> list[Token]:
    """Join the two ends of a span of days, and drop what lies inside another."""
    joined: list[Token] = []
    for date in sorted(dates):
        if joined:
            last = joined[-1]
            if date.start < last.end:
                joined[-1] = last._replace(end=max(last.end, date.end))
                continue
            if prose[last.end : date.start].strip(" ") in (
                "至",
                "到",
                "-",
                "—",
                "——",
                "－",
                "～",
                "~",
            ):
                joined[-1] = last._replace(end=date.end)
                continue
        joined.append(date)
    return joined
