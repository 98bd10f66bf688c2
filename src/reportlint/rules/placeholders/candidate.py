"""A run of signs with its neighbours, and the document it stands in."""

from __future__ import annotations

from reportlint import OBJECT, Document, Severity, lazy
from reportlint.rules.placeholders.signs import FAMILIES, Token
from reportlint.rules.placeholders.words import organisation_end, unit_end

SPACES = " \u3000\xa0\t"
_PASSED = frozenset(SPACES + OBJECT)
_NO_NEIGHBOUR = _PASSED | frozenset("\\\r\n")
_REACH = 3  # 【 **XX** 】: a blank and the two marks of bold type
_BRACKETS = {"【": "】", "[": "]"}
_BOLD = lazy(r"\*\*(?<!\*\*\*)(?=[^\s*])([^*\r\n]+?)(?<=\S)\*\*(?!\*)")


SPECIFYING = frozenset(
    [lead + word for lead in "编格样字表通占形公符"
     for word in ("排", "号规则", "制规则", "号方式", "号方法", "式为", "样", "述为", "配符", "位符")]
    + ["形如", "公式", "符号"]
)  # fmt: skip
"""编排, 编号规则, 格式为, 字样, 通配符: what explains a code or a sign, which is then no placeholder."""


def han(character: str) -> bool:
    """Whether a character, or the empty string, is a Han character."""
    return "\u3400" <= character <= "\u9fff"


class Context:
    """One document while its candidates are judged, with what is computed for them on demand."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.prose = document.prose
        self.specifies = document.holds(SPECIFYING)
        """Whether codes or signs are explained somewhere."""
        self._law: bool | None = None
        self._bold: set[int] | None = None

    @property
    def law(self) -> bool:
        """Whether it is a text of articles: its × and blanks are forms for others to fill in."""
        if self._law is None:
            prose = self.prose
            self._law = "第一条" in prose and "第二条" in prose and "第三条" in prose
        return self._law

    def bold(self, start: int) -> bool:
        """Whether a pair of stars at an offset is mark-up that the parser left standing."""
        if self._bold is None:
            prose = self.prose
            spans: set[int] = set()
            for found in _BOLD.finditer(prose):
                behind = found.end()
                filled = unit_end(prose, found.start(1)) or organisation_end(prose, found.start(1))
                if not (filled and han(prose[behind : behind + 1])):
                    spans.update((found.start(), behind - 2))
            self._bold = spans
        return start in self._bold


class Candidate:
    """A run of signs with its neighbours; `left` and `right` look over one or two blanks."""

    __slots__ = ("after", "behind", "count", "end", "family", "left", "prose", "right", "start")

    def __init__(self, prose: str, start: int, end: int) -> None:
        self.prose = prose
        self.start = start
        self.end = end
        self.count = end - start
        self.family = FAMILIES.get(prose[start], "letter")
        self._look()
        if self.left in _BRACKETS and self.right == _BRACKETS[self.left]:
            # 【X】次: slots stand in brackets, and their unit behind them
            self.start, self.end = self.behind - 1, self.after + 1
            self._look()

    def _look(self) -> None:
        """Read the neighbours, over a blank or two and the marks of bold type."""
        prose = self.prose
        at, end = self.start - 1, self.end
        if at >= 0 and end < len(prose):
            left, right = prose[at], prose[end]
            if left not in _NO_NEIGHBOUR and right not in _NO_NEIGHBOUR:  # as most stand
                self.left, self.behind, self.right, self.after = left, at + 1, right, end
                return
        if at >= 0 and prose[at] == "\\":
            at -= 1  # a star that Markdown was told to leave alone
        stop = at - _REACH
        while at > stop and at >= 0 and prose[at] in _PASSED:
            at -= 1
        left = prose[at] if at >= 0 else ""
        self.left = "" if left in "\r\n" else left
        self.behind = at + 1  # where the text on the left ends
        at = self.end
        stop = at + _REACH
        while at < stop and prose[at : at + 1] and prose[at] in _PASSED:
            at += 1
        right = prose[at : at + 1]
        self.right = "" if right in "\r\n" else right
        self.after = at  # where the text on the right begins

    def token(self, kind: str, end: int = 0, severity: Severity = Severity.ERROR) -> Token:
        """Make the token, with the unit or suffix that ends at `end`."""
        end = max(end, self.end)
        suffix = self.prose[self.end : end].strip(SPACES)
        return Token(self.start, end, kind, self.family, suffix, severity)

    def begins(self, words: tuple[str, ...]) -> bool:
        """Whether the text on the right begins with one of the words."""
        return self.prose.startswith(words, self.after)

    def ends(self, words: tuple[str, ...]) -> bool:
        """Whether the text on the left ends with one of the words."""
        return self.prose.endswith(words, max(0, self.behind - 8), self.behind)
