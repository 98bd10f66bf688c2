"""Placeholder or ordinary sign: decided by what stands on either side."""

from __future__ import annotations

from reportlint import Severity, lazy
from reportlint.rules.placeholders.candidate import SPECIFYING, Candidate, Context, han
from reportlint.rules.placeholders.dates import in_form
from reportlint.rules.placeholders.masks import mask
from reportlint.rules.placeholders.signs import FAMILIES, Token
from reportlint.rules.placeholders.words import organisation_end, plain_sides, unit_end, words

_STOPS = frozenset("，。；、")
_HAN_DIGITS = frozenset("一二三四五六七八九十零百千○〇")
_JOINED = frozenset("+＋-－/“‘第·")
_LISTED = frozenset("和与及、")
_SEVERAL = frozenset("个项家")
_ABOVE = frozenset("省市县区州旗军")
_DATE_SIGNS = frozenset("年月日")
_OPEN, _CLOSE, _COLON = frozenset("“《"), frozenset("”》"), frozenset("：:")
_SPECIFICATION = lazy("|".join(sorted(SPECIFYING)))
_ONE_OF = lazy(r"[1一][个项家+＋][^，。；]*[、+＋，和与及][^，。；]*$")
_FAMILY_NAME_TRAPS = frozenset(
    ["位于", "关于", "由于", "对于", "处于", "属于", "基于", "全部", "安全"]
)


def judge(context: Context, start: int, end: int) -> Token | None:
    """Decide on one run of signs.

    Returns:
        The placeholder, whose span for a date ends behind its 年, 月 or 日; None
        for ordinary use.
    """
    prose = context.prose
    if end - start == 1:
        token = _plain(prose, start)
        if token is not None:
            return None if context.specifies and _specified(prose, start) else token
    it = Candidate(prose, start, end)
    if it.family in ("x", "times", "star"):
        token = mask(context, it)
    elif it.family == "letter":
        token = _letter(it)
    elif it.family == "some":
        token = _some(context, it)
    else:
        token = _filler(context, it)
    if (
        token is not None
        and context.specifies
        and token.severity is Severity.ERROR
        and _specified(prose, it.start)
    ):
        return None
    return token


def _plain(prose: str, start: int) -> Token | None:
    """Return 问题*个 and the like, as most placeholders are: nothing near makes them doubtful."""
    sign, left, two = prose[start], prose[start - 1 : start], prose[start + 1 : start + 3]
    known = plain_sides()
    if (
        two[:1] in known.units
        and two not in known.no_units
        and sign in known.signs
        and ("\u3400" <= left <= "\u9fff" or left in _STOPS)
        and left not in known.telling
    ):
        return Token(start, start + 2, "number", FAMILIES[sign], two[0])
    return None


def _specified(prose: str, start: int) -> bool:
    """Whether the sentence explains a code or a sign instead of using a placeholder."""
    window = max(0, start - 40)
    begin = max(prose.rfind("。", window, start), prose.rfind("\n", window, start), window)
    return _SPECIFICATION.search(prose, begin, start) is not None


def _letter(it: Candidate) -> Token | None:
    """N个, A局: a letter where a figure or a name is to come."""
    letter = it.prose[it.start]
    known = words()
    if (it.left.isascii() and it.left.isalnum()) or it.left in _JOINED:
        return None
    if letter in "NnMm" and it.right in known.counted:
        if it.left in _LISTED:
            return None  # 1个中心和N个站点
        if unit_end(it.prose, it.after) == 0:
            return None
        # 1个中心、N个站点 and “N个1”: the letter means several.
        lead = it.prose[max(0, it.start - 16) : it.start]
        several = it.right in _SEVERAL and (_ONE_OF.search(lead) or it.left in _OPEN)
        return None if several else it.token("number", it.after + 1)
    if not letter.isupper() or it.end != it.after:
        return None
    if it.right in known.named and organisation_end(it.prose, it.after):
        return it.token("name", it.after + 1)
    if it.begins(known.named_weak):
        return it.token("name", it.after + 2, Severity.INFO)
    return None


def _some(context: Context, it: Candidate) -> Token | None:
    """某某局, 某市: somebody, as the name of one's own organisation."""
    known = words()
    prose = it.prose
    if it.left in known.surnames and prose[it.start - 2 : it.start] not in _FAMILY_NAME_TRAPS:
        return None
    if it.count == 2:
        end = organisation_end(prose, it.end)
        severity = Severity.ERROR if end else Severity.INFO
        return it.token("name", end, severity)
    two = prose[it.end : it.end + 2]
    if two in known.some_not or two in ("某市", "某区"):
        return None
    end = it.end + (2 if two in known.some_two else 1)
    if two not in known.some_two and two[:1] not in known.some_one:
        return None
    if it.left in _ABOVE:
        return None  # 深圳市某区: an example
    title = context.document.title
    own = prose.startswith(known.some_own, end) or prose[end : end + 2] == "20"
    if own or (title is not None and title.start <= it.start < title.end):
        return it.token("name", end)
    return it.token("name", end, Severity.INFO)


def _filler(context: Context, it: Candidate) -> Token | None:
    """○○, ____, △△, ?? where a figure or a name is to come."""
    prose = it.prose
    right = it.right
    if it.family == "query":
        end = unit_end(prose, it.after)
        return it.token("number", end) if end else None
    if it.family == "circle" and (it.left in _HAN_DIGITS or right in _HAN_DIGITS):
        return None  # 二○○八年
    if right in _DATE_SIGNS and it.family != "shape":
        if it.family == "line":
            severity = Severity.INFO if in_form(prose, it.start) or context.law else Severity.ERROR
            return it.token("date", it.after + 1, severity)
        return it.token("date", it.after + 1)
    if it.family == "line":
        return _blank_line(context, it)
    if it.family == "shape":
        if len(set(prose[it.start : it.end])) > 1:
            return None
        if it.count == 1:
            end = unit_end(prose, it.after)
            return it.token("number", end) if end and it.behind == it.start else None
    if not han(right) or it.count < 2 or right == "后":
        quoted = it.left in _OPEN and right in _CLOSE
        return it.token("name") if quoted and it.count > 1 else None
    end = unit_end(prose, it.after)
    if end:
        return it.token("number", end)
    end = organisation_end(prose, it.after)
    return it.token("name" if end else "text", end)


def _blank_line(context: Context, it: Candidate) -> Token | None:
    prose = it.prose
    if it.count < 2:
        return None
    if any(
        c.isascii() and c.isalnum()
        for c in (prose[it.start - 1 : it.start], prose[it.end : it.end + 1])
    ):
        return None  # an identifier
    if not it.left and not it.right:
        return None  # a rule across the page
    field = it.left in _COLON and not han(it.right)
    severity = Severity.ERROR
    if field or context.law or in_form(prose, it.start):
        severity = Severity.INFO
    end = unit_end(prose, it.after)
    if end:
        return it.token("number", end, severity)
    end = organisation_end(prose, it.after)
    return it.token("name" if end else "text", end, severity)
