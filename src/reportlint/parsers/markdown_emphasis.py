"""Whether a pair of asterisks that CommonMark takes for emphasis is two placeholders.

`查找问题*个，解决问题*个` is emphasis for CommonMark; to a proofreader it is a
report with two figures missing. The rules below keep `**第一条**` and whole
emphasised sentences as emphasis and give up only what reads as a blank.
"""

from __future__ import annotations

import re

_MEASURE = re.compile(
    r"个(?![人体性别])|次(?![要日年])|条(?![件例文])|项(?!目)|人(?=[，。；、次]|$)|人次"
    r"|名(?![称单录义字为])|户(?![籍外口])|份(?!额)|场(?![地景所馆])|期(?![间望末限货])"
    r"|篇(?![章幅])|件(?!数)|家(?![庭长乡属园风电具政访])|类(?![型别似])"
    r"|批(?![准复评示次发])|本(?=[，。；、]|$)|册|天(?![然气津下地])|余(?![额下])"
    r"|大类|大项|[%％]|万元|亿元|万(?=[人户亩])|[年月日](?=[\d*，。；、至]|$)"
)
_ORGAN = re.compile(
    r"局|委(?![托员派婉])|市(?!场)|县|区(?![别分间域])|镇|乡(?!村振)|街道|党[委组]|党?支部|公司"
    r"|集团|学校|学院|中心(?!思想)|单位|部门|处(?![理置于])|科(?![学技])|办(?![法理公])|厅|院"
    r"|指导组|工作组|领导小组|同志|书记|省"
)
_CLOSERS = "”’」』》〉）】〕，。；：！？、％%"
_OPENERS = "“‘「『《〈（【〔"
_CLAUSE_MARKS = frozenset("，。；：、")
_SENTENCE_END = ("。", "！", "？", "：", "；")


def are_placeholders(before: str, inner: str, after: str, marker: str) -> bool:
    """Whether the two delimiters around a text are blanks to be filled in.

    Args:
        before: What stands before the opening run, on its line (the last character counts).
        inner: The text between the runs.
        after: What follows the closing run; its beginning counts.
        marker: `*` or `_`.
    """
    inner = inner.strip(marker)
    if not inner or inner[0] in _CLOSERS or inner[-1] in _OPENERS:
        return True
    if marker == "_":
        return len(inner) <= 2 and inner in ("年", "月", "日", "时", "分")
    opens_measure = _MEASURE.match(inner) is not None
    follows = _MEASURE.match(after) is not None
    if opens_measure and (follows or len(inner) <= 2 or not _CLAUSE_MARKS.isdisjoint(inner)):
        return True
    clauses = not _CLAUSE_MARKS.isdisjoint(inner)
    if follows and clauses:
        return True
    if _ORGAN.match(inner) is None:
        return False
    if follows or _ORGAN.match(after):
        # `**市委高度重视。**市政府…` is a lead in bold type; `*局发文，*局落实` is not.
        return not (inner.endswith(_SENTENCE_END) and not before)
    return clauses and bool(before) and not inner.endswith(_SENTENCE_END)
