"""Stars, X and ×: the signs with the most ordinary uses."""

from __future__ import annotations

from reportlint import Severity, lazy
from reportlint.rules.placeholders.candidate import Candidate, Context, han
from reportlint.rules.placeholders.dates import NOT_DAY, NOT_MONTH
from reportlint.rules.placeholders.signs import LETTER_X, MASK, Token
from reportlint.rules.placeholders.words import organisation_end, unit_end, words

_PROSE_MARKS = frozenset('“”‘’《》〈〉（）【】〔〕、，。；：！？％%…—·,:()"')
_PAIRS = {"“": "”", "《": "》", "〈": "〉", "「": "」", "‘": "’"}
_FORMULA_MARKS = frozenset("+＋=＝/\\@<>~&-－·^|#$`")
_DIGITS = frozenset("0123456789０１２３４５６７８９")
_RUN = frozenset("0123456789.．" + MASK)
_TELEPHONE = lazy(rf"[{LETTER_X}]{{2,4}}[-－—][{LETTER_X}]{{4,8}}(?![A-Za-z0-9])")
_DOCUMENT = lazy(r"[\u4e00-\u9fff]{0,4}[发函字办令文][〔\[［(（](?:19|20)")
_OPEN_ENDED = ("星期", "礼拜", "附件", "附表")
_CENTURY = frozenset("〇○零一二三四五六七八九")
_RANGE = frozenset("至到—～~")
_HOUR = frozenset("时点")
_CLOCK, _SLOT_END = frozenset(":："), frozenset("〕]］)）")
_QUOTES = frozenset("“‘")
_TITLE_OPEN = frozenset("《〈")
_POINT = frozenset(".．")
_X, _MASKS = frozenset(LETTER_X), frozenset(MASK)
_DATE_SIGNS = frozenset("年月日")
_NOT_YEAR = frozenset("限级均")
_DATE_JOINTS = frozenset("-/—–至")
_BRACKETS = frozenset("（()）")
_BEFORE_PERSON = frozenset("人民者员工友和与及由对被将把于")
_BEFORE_NAME = frozenset("在由到向为年我全和与及对是")


def mask(context: Context, it: Candidate) -> Token | None:
    """Judge a run of stars, X or ×."""
    prose = it.prose
    before, behind = prose[it.start - 1 : it.start], prose[it.end : it.end + 1]
    if before == "0" and it.count in (2, 3) and prose[it.start - 2 : it.start - 1] not in _DIGITS:
        telephone = _TELEPHONE.match(prose, it.start)
        if telephone:  # 0XXX-XXXXXXX
            return Candidate(prose, it.start - 1, it.end).token("number", telephone.end())
    if before in _RUN or behind in _RUN:
        mixed, token = _mixed(it)
        if mixed:
            return token
    dated = _dated(context, it)
    if dated:
        return it.token("date", dated)
    if it.family == "star":
        return _star(context, it)
    telephone = _TELEPHONE.match(prose, it.start) if it.count in (3, 4) else None
    if telephone:
        return it.token("number", telephone.end())
    if it.left in _FORMULA_MARKS or it.right in _FORMULA_MARKS:
        return None
    if it.family == "times":
        token = _times(it)
        if token is not None and (context.law or _anonymous(it, token)):
            return token._replace(severity=Severity.INFO)
        return token
    return _single(it) if it.count == 1 else _several(it)


# -- among figures ---------------------------------------------------------


def _mixed(it: Candidate) -> tuple[bool, Token | None]:
    """Judge a run that touches figures: 20XX年, 21.X%, 1XX32元; not 7×24, 415X.

    Returns:
        Whether the figures decide, and the placeholder if it is one.
    """
    prose = it.prose
    start, end = it.start, it.end
    while start > it.start - 16 and prose[start - 1 : start] in _RUN:
        start -= 1
    while end < it.end + 16 and prose[end : end + 1] in _RUN:
        end += 1
    left, right = prose[start : it.start], prose[it.end : end]
    if right in (".", "．"):
        right, end = "", it.end
    if left in (".", "．") or (left[-1:] in (".", "．") and not left.strip("0123456789.．")):
        unit = unit_end(prose, end)
        if not unit or left in (".", "．"):
            return bool(right), None  # the number of an item, or the end of a sentence
    if not left and not right:
        return False, None
    year = _year(it, left, right)
    if year is not None:
        return True, year
    several = it.count > 1
    dotted = left[-1:] in (".", "．") or (right[:1] in _POINT and right[1:2] in _MASKS)
    if left[-1:] in _DIGITS and right[:1] in _DIGITS and not several:
        return True, None  # a product
    if not several and it.family != "x" and not dotted:
        return True, None
    if not left and right.isdigit() and len(right) < 2:
        return True, None  # X5
    at = end
    while prose[at : at + 1] in (" ", "\u3000"):
        at += 1
    if not left and not several and right.isdigit() and prose.startswith("次", at):
        return True, None  # X8156次: a freight train
    unit = unit_end(prose, at)
    if unit and not prose.startswith("倍", at) and (dotted or at == end):
        return True, Token(start, unit, "number", it.family, prose[at:unit])
    if several and it.family == "x" and left and not right:
        named = organisation_end(prose, at)
        if named:
            return True, it.token("name", named)
    return True, None


def _year(it: Candidate, left: str, right: str) -> Token | None:
    """20XX年, 202X年, 〔20xx〕, 20XX.X.X: a year whose end is to come."""
    if not left.isdigit() or left[:2] not in ("19", "20") or len(left) + it.count > 4:
        return None
    prose = it.prose
    after = it.after
    begun = Candidate(prose, it.start - len(left), it.end)
    if it.right == "年":
        return begun.token("date", after + 1)
    if right[:1] in _POINT and right[1:2] in _MASKS and len(left) + it.count == 4:
        return begun.token("date")
    if right or len(left) + it.count != 4 or it.family == "times":
        return None
    if it.right in _SLOT_END:
        return begun.token("number")
    if it.right in _DATE_JOINTS or (it.right == "" and it.count > 1):
        return begun.token("date")
    return begun.token("number") if han(it.right) and it.count > 1 else None


def _dated(context: Context, it: Candidate) -> int:
    """Return the offset behind 年, 月 or 日 if the run is part of a date, else 0."""
    sign = it.right
    if sign not in _DATE_SIGNS:
        return 0
    prose = it.prose
    after = it.after + 1
    following = prose[after : after + 1]
    if it.family == "times" and it.count == 1 and it.left in words().formula_before:
        return 0
    if it.count > 6 or (it.family == "star" and it.count == 2 and context.bold(it.start)):
        return 0
    if sign == "年":
        if following in _NOT_YEAR:
            return 0
        rest = prose[after : after + 4].lstrip(" \u3000")
        monthly = rest[:1] in _MASKS or rest[:1] in _DIGITS
        century = it.left in _CENTURY and it.behind == it.start  # 二〇二X年
        return after if it.count > 1 or monthly or century or following == "度" else 0
    if sign == "月":
        return 0 if following in NOT_MONTH else after
    return 0 if following in NOT_DAY else after


# -- stars -----------------------------------------------------------------


def _star(context: Context, it: Candidate) -> Token | None:
    prose = it.prose
    left, right = it.left, it.right
    if not right and not han(left):
        return None
    if it.count == 2 and context.bold(it.start):
        return None
    if it.count == 1 and (it.begins(words().star_right) or it.ends(words().star_left)):
        return None  # a footnote, or the star itself
    unit, named = unit_end(prose, it.after), organisation_end(prose, it.after)
    if not left and (it.end != it.after or not (unit or named)):
        return None  # a list mark
    if left in _PAIRS and _PAIRS[left] == right:
        return it.token("name")
    if it.count == 1 and left in words().formula_before and not it.begins(words().amounts):
        return None
    if unit:
        return it.token("number", unit)
    if named:
        return it.token("name", named)
    if han(right):
        return _star_word(it)
    joint = left in words().joints or (left in _PROSE_MARKS and it.count > 1)
    if right in _PROSE_MARKS and joint and not (left in _BRACKETS or right in _BRACKETS):
        return it.token("text")
    return None


def _star_word(it: Candidate) -> Token | None:
    """A star before a Han character that is neither unit nor organisation."""
    left = it.left
    if left in words().surnames and not han(it.prose[it.behind - 2 : it.behind - 1]):
        return None  # a person's name, masked on purpose
    if han(left) or (left in _PROSE_MARKS and left not in _BRACKETS):
        return it.token("text")
    return None


# -- × ---------------------------------------------------------------------


def _times(it: Candidate) -> Token | None:
    if it.count > 1:
        return _several(it)
    prose = it.prose
    left = it.left
    if left in _DIGITS or it.right in _DIGITS:
        return None
    if left == "第" and han(it.right):
        return it.token("number", unit_end(prose, it.after))
    unit = unit_end(prose, it.after)
    if left in words().formula_before:
        return it.token("number", unit) if unit and it.begins(words().amounts) else None
    if unit:
        return it.token("number", unit)
    named = organisation_end(prose, it.after)
    if named and (not han(left) or left in _BEFORE_NAME):
        return it.token("name", named)
    return None


def _anonymous(it: Candidate, token: Token) -> bool:
    """Whether a run is the masked name of a person: 犯罪嫌疑人王××, 关于王××同志的考察材料."""
    if it.count > 2 or it.left not in words().surnames:
        return False
    if token.kind != "text" and not it.begins(("同志",)):
        return False
    before = it.prose[it.behind - 2 : it.behind - 1]
    return not han(before) or before in _BEFORE_PERSON


# -- X ---------------------------------------------------------------------


def _several(it: Candidate) -> Token | None:
    """XX, xxx, ×××: a placeholder wherever prose stands beside it."""
    prose = it.prose
    if it.begins(("染色体",)) or (
        it.left == "被" and it.prose[it.behind - 2 : it.behind - 1] in _QUOTES
    ):
        return None
    if prose[it.end : it.end + 1] in _CLOCK and prose[it.end + 1 : it.end + 2] in _X:
        end = it.end + 1
        while prose[end : end + 1] in _X:
            end += 1
        return it.token("number", end)
    if it.left.isascii() and it.left.isalnum() and it.behind == it.start:
        return None
    whole_line = not it.left and not it.right and it.count <= 4
    beside = han(it.left) or han(it.right) or it.left in _PROSE_MARKS or it.right in _PROSE_MARKS
    if not beside and not whole_line:
        return None
    if it.right == ":" and not han(it.left):
        return None
    unit = unit_end(prose, it.after)
    if unit:
        return it.token("number", unit)
    named = organisation_end(prose, it.after)
    quoted = it.left in _PAIRS and _PAIRS[it.left] == it.right
    return it.token("name" if named or quoted or whole_line else "text", named)


def _single(it: Candidate) -> Token | None:
    """One X: a placeholder only before a unit, an organisation or a masked word."""
    prose = it.prose
    known = words()
    left = it.left
    if left.isascii() and left.isalnum():
        return None  # Model X
    if left in _PAIRS and _PAIRS[left] == it.right:
        titled = left in _TITLE_OPEN or prose.startswith(known.quoted, it.after + 1)
        return it.token("name") if titled else None
    lower = prose[it.start].islower()
    if it.begins(("公司",)) and lower:
        return it.token("name", it.after + 2)
    if it.begins(known.x_terms) or it.begins(("代表", "表示", "为变量")):
        return None
    if prose[max(0, it.behind - 2) : it.behind] in _OPEN_ENDED:
        return it.token("number")
    following = prose[it.after + 1 : it.after + 2]
    if it.right in _RANGE and following in _X:
        return it.token("number")
    if it.right in _HOUR and (following in _X or following in _DIGITS):
        return it.token("number", it.after + 1)
    unit = unit_end(prose, it.after)
    if unit:
        return it.token("number", unit)
    named = organisation_end(prose, it.after)
    if named:
        return it.token("name", named)
    if _DOCUMENT.match(prose, it.after):
        return it.token("name")
    if it.begins(known.party) or (prose[it.after : it.after + 2] in known.noun_two):
        return it.token("text")
    if left in known.masked_before and han(it.right) and it.end == it.after:
        return it.token("text")
    return None
