"""RPT505: marks at places where none may stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlint import Document, Edit, Example, Finding, Fix, Message, Rule, Severity, lazy, option

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
# one or two spaces before a mark, any behind an opening one
_SPACED = lazy(
    rf"[ \u3000\xa0](?:(?<=[{_HAN}”》）].)[ \u3000\xa0]?[，。、；：！？”》）]"
    rf"|(?<=[“（《].)[ \u3000\xa0]*(?=[{_HAN}]))"
)
_SPACES = " \u3000\xa0"
_BEFORE_MARK = frozenset(space + mark for space in _SPACES for mark in "，。、；：！？”》）")
_BEHIND_MARK = frozenset(mark + space for space in _SPACES for mark in "“（《")
_ENUMERATORS = frozenset(f"{number}是、" for number in "一二三四五六七八九")
"""With ， or ： behind it, the enumerator is a matter of RPT304."""
_LEADING = frozenset("，。、；：！？”）》】〕’")
_AT_START = frozenset(before + mark for before in "\r\n\t" + _SPACES for mark in _LEADING)
_WORDS = _BEFORE_MARK | _BEHIND_MARK | _ENUMERATORS | _AT_START
_ITEM_START = lazy(r"(?:^|[。；：\s])[一二三四五六七八九]是$")


class MisplacedPunctuation(Rule):
    """标点位置不当。

    句末点号和后半括号不能出现在行首；全角标点前后不加空格；“一是”之类的后面不再加标点。
    ---
    A mark stands where none may stand.

    Points and closing marks never begin a line; full-width marks take no space;
    一是 and its like take no mark behind them.
    """

    code, name, severity = "RPT505", "misplaced-punctuation", Severity.WARNING
    source = "GB/T 15834—2011 5.1.1、5.1.3、附录B.3.7"
    remedy = Message(
        "移到上一行末尾，或删去多余的空格、标点", "move it up, or drop the space or mark"
    )
    valid = (
        "　　加强学习，提高认识。",
        "——在全市工作会议上的讲话",
        "一是加强学习；二是改进作风。",
        "联系人 张（电话）。",
        Example("- 加强学习\n- 改进作风", format="markdown"),
        "……要抓紧落实。",
    )
    invalid = (
        "加强学习\n⟦，⟧提高认识。",
        Example("认真学习⟦ ⟧，抓好落实。", fixed="认真学习，抓好落实。"),
        Example("第一\n⟦，⟧第二\n，第三\n，第四", options={"most": 2}),
        Example("抓好“⟦ ⟧三农”工作。", fixed="抓好“三农”工作。"),
        Example(
            "主要做法：一是⟦、⟧加强学习；二是改进作风。",
            fixed="主要做法：一是加强学习；二是改进作风。",
        ),
    )

    most: int = option(3, "more marks at line starts than this are reported as one", at_least=1)

    anchors = tuple(sorted(_WORDS))

    def check(self, document: Document) -> Iterator[Finding]:
        prose = document.prose
        spaces: set[int] = set()
        if document.holds(_AT_START):
            yield from self._line_starts(document)
        for word, places in document.places_of(_WORDS).items():
            if word in _ENUMERATORS:
                yield from self._enumerators(prose, places)
            elif word in _BEHIND_MARK:
                spaces.update(at + 1 for at in places)
            elif word in _BEFORE_MARK:
                # another space may stand before the one that is next to the mark
                spaces.update(at - 1 if at and prose[at - 1] in _SPACES else at for at in places)
        for start in spaces:
            yield from self._space(document, start)

    def _space(self, document: Document, start: int) -> Iterator[Finding]:
        prose, text = document.prose, document.text
        found = _SPACED.match(prose, start)
        if found is None:
            return
        end = found.end()
        if prose[end - 1] not in _SPACES:
            end -= 1
        if prose[start] not in text or text[start:end].strip(_SPACES):
            return  # a mask, not a space
        yield self.finding(
            start,
            end,
            Message("全角标点旁有空格", "a space beside a full-width mark"),
            fix=Fix((Edit(start, end, ""),)),
        )

    def _enumerators(self, prose: str, places: Sequence[int]) -> Iterator[Finding]:
        for place in places:
            at = place + 2
            if _ITEM_START.search(prose, max(0, at - 3), at):
                yield self.finding(
                    at,
                    at + 1,
                    Message("“{word}”后不加“{mark}”", "no {mark} behind {word}"),
                    word=prose[place:at],
                    mark=prose[at],
                    fix=Fix((Edit(at, at + 1, ""),)),
                )

    def _line_starts(self, document: Document) -> Iterator[Finding]:
        """Report marks that begin a line; where the whole text is wrapped so, only once."""
        prose = document.prose
        hits = [
            block.start
            for block in document.blocks
            if prose[block.start] in _LEADING
            and block.kind in ("paragraph", "item")
            and block.start > 0
            and document.source.position(block.start).line > 1
        ]
        if len(hits) > self.most:
            yield self.finding(
                hits[0],
                hits[0] + 1,
                Message(
                    "“{mark}”出现在行首，全文共{count}处，疑似断行错位",
                    "{mark} begins a line, as {count} marks do: the text seems badly wrapped",
                ),
                mark=prose[hits[0]],
                count=len(hits),
            )
            return
        for at in hits:
            yield self.finding(
                at,
                at + 1,
                Message("“{mark}”出现在行首", "{mark} begins a line"),
                mark=prose[at],
            )
