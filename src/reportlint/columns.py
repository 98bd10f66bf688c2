"""The fine levels of a document as columns: clauses and sentences, cut out of the masked text.

A tree of objects for them would cost more than all rules together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_CLOSING = "”’」』）》"


class Column:
    """One level of the tree as parallel lists; iterate `pairs()`."""

    __slots__ = ("starts", "texts")

    def __init__(self, starts: list[int], texts: list[str]) -> None:
        self.starts = starts
        self.texts = texts

    def pairs(self) -> Iterator[tuple[int, str]]:
        """Yield (start, text): the offset of the first code point, and the masked text."""
        return zip(self.starts, self.texts)

    def __len__(self) -> int:
        return len(self.starts)


def cut_clauses(prose: str, spans: Iterable[tuple[int, int]]) -> Column:
    """Return the clauses in half-open spans of a masked text, without the marks that end them."""
    # One mark for all, so that `str.split` can do the work: a fifth of what a pattern costs.
    marked = prose
    for mark in "。；：！？":
        marked = marked.replace(mark, "，")
    starts: list[int] = []
    texts: list[str] = []
    for at, end in spans:
        for text in marked[at:end].split("，"):
            if text:
                starts.append(at)
                texts.append(text)
            at += len(text) + 1
    return Column(starts, texts)


def cut_sentences(prose: str, spans: Iterable[tuple[int, int]]) -> Column:
    """Return the sentences in half-open spans of a masked text, each with its closing mark."""
    marked = prose.replace("！", "。").replace("？", "。")
    starts: list[int] = []
    texts: list[str] = []
    for start, end in spans:
        while start < end:
            at = marked.find("。", start, end)
            at = _sentence_end(marked, start, at, end) if at >= 0 else end
            starts.append(start)
            texts.append(prose[start:at])
            start = at
    return Column(starts, texts)


def _sentence_end(marked: str, start: int, at: int, end: int) -> int:
    """Return where the sentence ends whose first closing mark stands at an offset."""
    worded = at > start
    at += 1
    while at < end and marked[at] == "。":
        at += 1
    while worded and at < end and marked[at] in _CLOSING:
        at += 1
    return at
