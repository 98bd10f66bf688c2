"""RPT508: one list, two separators."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, pairwise, repeat

from reportlint import Document, Finding, Message, Rule, Severity, lazy, option

_PIECE = lazy(r"[^，、。；：！？\r\n]+[，、。；：！？]?")
# An item between a comma and a 顿号 that begins like the next: every mixed list has one, and it
# holds nothing else than `_one_form` allows. Two patterns that lead with a literal take a fifth of
# the time of one that takes either mark.
_TURNS = (
    lazy(r"，(.)[“”\u4e00-\u9fff]*、\1"),
    lazy(r"、(.)[“”\u4e00-\u9fff]*，\1"),
)
# Where a stretch is so long that the window cuts it, what is judged depends on every turn.
_ANY_TURNS = (
    lazy(r"，(.)[^，、。；：！？\r\n]*、\1"),
    lazy(r"、(.)[^，、。；：！？\r\n]*，\1"),
)
_PLAIN = lazy(r"[“”\u4e00-\u9fff]*")
_WINDOW = 300  # characters on either side in which a list begins and ends
_STOPS = "。；：！？\n\r"
_STOP = lazy(f"[{_STOPS}]")
_FRAMING = frozenset("边用抓靠带向为以把在真敢讲比有能会要找查改促强")
_UNEVEN = 3  # items of one form differ by no more characters than this
_PREDICATES = frozenset(("、采取", "、多采取", "、深入", "、多深入", "、广开展", "、广泛开展"))
_OPENING = lazy(r"(?:深入|围绕)[^，。；：、]{2,10}$")

Piece = tuple[int, int]
"""Start and end of a stretch between two marks."""


class InconsistentListSeparator(Rule):
    """并列成分之间逗号、顿号混用。

    形式相同的并列短语（如“边…边…”“用心…用力…”）应使用同一种标点；
    状语之后的谓语之间用逗号，不用顿号。成组对称的（两两一组）不算。
    ---
    One list with both ， and 、 between its items.

    Phrases of one form (边…边…, 用心…用力…) take one separator throughout; between a
    leading phrase and its predicate stands ，. Lists in equal groups are left alone.
    """

    code, name, severity = "RPT508", "inconsistent-list-separator", Severity.WARNING
    source = "GB/T 15834—2011 附录A.4、附录B.1.1"
    remedy = Message("同一组并列成分统一用一种标点", "use one separator throughout the list")
    valid = (
        "听真话、察实情，获真知、收实效。",
        "结合实际、分类指导，突出特色、精准发力。",
        "边学习、边调研、边整改。",
        "抓学习，抓整改，抓落实。",
        "深入基层、深入群众。",
        "坚持问题导向、目标导向，坚持系统观念。",
        "做到抓学习、抓调研，抓整改、抓落实。",
        "采取合作、合并等形式，合理配置、合力推进。",
        "村全覆盖，村内通、村外联。",
    )
    invalid = (
        "严格按照⟦边学习、边思考，边调研、边整改、边总结⟧的方法推进。",
        "严格程序，⟦抓学习、抓整改，抓落实⟧，成效明显。",
        "回应关切，⟦用心化解矛盾，用力办好实事、用情服务群众⟧。",
        "严格程序，⟦抓学习、抓整改，抓落实⟧。",
        "干部围绕重点工作⟦、⟧深入开展调研活动。",
    )
    max_item: int = option(12, "longest item that counts as one of a list", at_least=2)

    anchors = tuple(sorted(_PREDICATES))
    waits = False  # only predicates are known by their words

    def check(self, document: Document) -> Iterator[Finding]:
        prose = document.prose
        if "、" not in prose:
            return
        yield from self._predicates(document)
        stretches = self._stretches(prose, _TURNS)
        if any(end - start >= _WINDOW for start, end in stretches):
            stretches = self._stretches(prose, _ANY_TURNS)
        for start, end in stretches:
            yield from self._sentence(prose, start, end)

    def _stretches(self, prose: str, patterns: Iterable[re.Pattern[str]]) -> list[Piece]:
        """Return the stretches without a stop that may hold a mixed list."""
        stretches: list[Piece] = []
        done = -1
        turns = [turn.span() for pattern in patterns for turn in pattern.finditer(prose)]
        for at, end in sorted(turns):
            if at >= done and self._may_be_listed(prose, at, end):
                low, high = max(0, at - _WINDOW), at + _WINDOW
                start = max(map(prose.rfind, _STOPS, repeat(low), repeat(at)))
                start = start + 1 if start >= 0 else low
                stop = _STOP.search(prose, at, high)
                done = stop.start() if stop else high
                stretches.append((start, done))
        return stretches

    def _may_be_listed(self, prose: str, at: int, end: int) -> bool:
        """Whether two items that begin alike may follow a third, whose mark stands at `at`.

        The second of the two begins at `end - 1`.
        """
        first, second = prose[at + 1], prose[at + 2]
        return first in prose[max(0, at - self.max_item) : at] and (
            first in _FRAMING or second in "，、" or second == prose[end : end + 1]
        )

    def _sentence(self, prose: str, start: int, end: int) -> Iterator[Finding]:
        """Judge every run of pieces with one first character in a stretch without a stop."""
        pieces = [found.span() for found in _PIECE.finditer(prose, start, end)]
        firsts = [prose[piece[0]] for piece in pieces]
        for index, (here, after) in enumerate(pairwise(firsts)):
            if here == after and (index == 0 or firsts[index - 1] != here):
                yield from self._run(prose, pieces, index)

    def _predicates(self, document: Document) -> Iterator[Finding]:
        prose = document.prose
        for at in chain.from_iterable(document.places_of(_PREDICATES).values()):
            if _OPENING.search(prose, max(0, at - 14), at) and not _same_form(prose, at):
                yield self.finding(
                    at,
                    at + 1,
                    Message(
                        "状语与谓语之间用了顿号",
                        "a 顿号 between a leading phrase and its predicate",
                    ),
                    remedy=Message("改为逗号", "use ，"),
                    severity=Severity.INFO,
                )

    def _run(self, prose: str, pieces: list[Piece], index: int) -> Iterator[Finding]:
        """Judge the list whose second item, at the latest, is the piece at `index`."""
        first = prose[pieces[index][0]]
        if not "\u4e00" <= first <= "\u9fff":
            return
        last = index
        while (
            last + 1 < len(pieces)
            and prose[pieces[last + 1][0]] == first
            and prose[pieces[last][1] - 1] in "，、"
        ):
            last += 1
        items = pieces[index : last + 1]
        if len(items) < 3:
            return
        if index and prose[pieces[index - 1][1] - 1] in "，、":
            start, end = pieces[index - 1]
            at = prose.rfind(first, start, end)
            if at >= 0:
                items.insert(0, (at, end))  # the first item, behind words that lead in
        lengths = [end - start - 1 for start, end in items[:-1]]
        if max(lengths) > self.max_item or max(lengths) - min(lengths) > _UNEVEN:
            return
        if not _one_form([prose[start : end - 1] for start, end in items]):
            return
        marks = "".join(prose[end - 1] for _, end in items[:-1])
        if "，" not in marks or "、" not in marks:
            return
        if len({len(group) for group in marks.split("，")}) == 1:
            return  # equal groups: two and two, three and three
        yield self.finding(
            items[0][0],
            _end_of_list(prose, items),
            Message("并列成分之间逗号、顿号混用", "， and 、 mixed in one list"),
        )


def _one_form(items: list[str]) -> bool:
    """Whether items that begin with one character really are of one form.

    They do when that character is one that frames phrases (边…, 用…), or when the second
    character is the same, too; a chance likeness (合作、合并，合理) is none.
    """
    whole = "".join(items[:-1])
    if "等" in whole or not _PLAIN.fullmatch(whole):
        return False
    return items[0][0] in _FRAMING or len({item[:2] for item in items}) == 1


def _end_of_list(prose: str, items: list[tuple[int, int]]) -> int:
    """End of the last item; where more text follows it, the item is as long as the longest."""
    longest = max(end - start - 1 for start, end in items[:-1])
    start, end = items[-1]
    if prose[end - 1] in "，、。；：！？":
        end -= 1
    return min(end, start + longest)


def _same_form(prose: str, at: int) -> bool:
    """Whether both sides of a 顿号 begin with the same two characters: a real list."""
    after = prose[at + 1 : at + 3]
    return after in prose[max(0, at - 14) : at]
