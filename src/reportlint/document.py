"""The section AST: what every rule reads.

A parser hands over a `Source`, its masked text and its blocks in order; all
other views (sections, sentences, clauses, genre, what rules derive) are made
from them once, when first asked for. Columns of (start, text) carry the fine
levels; node objects are made on demand. `docs/document.md` is the contract.
"""

from __future__ import annotations

from _weakref import ref  # `weakref` around it would cost each start a millisecond
from bisect import bisect_right
from typing import TYPE_CHECKING, TypeVar

from reportlint.blanks import OBJECT, WHITE
from reportlint.columns import Column, cut_clauses, cut_sentences
from reportlint.enumerations import find_enumerations
from reportlint.genre import detect_genre
from reportlint.records import NamedTuple
from reportlint.vocabulary import NO_WORDS, Found, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import Any

    from reportlint.enumerations import Enumeration
    from reportlint.source import Source

T = TypeVar("T")

_WORDED = frozenset(("paragraph", "heading", "item"))  # the kinds that hold sentences


class Ordinal(NamedTuple):
    """The number that a heading or an item carries.

    `style` is one of `chapter` (第一章, 第二部分), `part` (第一节), `han` (一、),
    `han-paren` (（一）), `arabic` (1.), `arabic-paren` (（1）), `circled` (①).
    The span holds the number with its punctuation.
    """

    style: str
    value: int
    start: int
    end: int


class Block(NamedTuple):
    """A leaf of the tree: one line, or one side of a run-in heading's line.

    `kind` is one of `title`, `subtitle`, `salutation`, `heading`, `paragraph`,
    `item`, `row`, `code`, `closing`. The span is half-open, in code points, and
    holds neither indent nor trailing white space. `rank` orders headings of
    different styles (smaller is higher; 0 where the block is no heading).
    """

    kind: str
    start: int
    end: int
    rank: int = 0
    ordinal: Ordinal | None = None
    run_in: bool = False

    @property
    def body_start(self) -> int:
        """Offset of the text behind the ordinal."""
        return self.ordinal.end if self.ordinal else self.start


class Section:
    """A heading with what stands below it; the root has no heading and level 0."""

    __slots__ = ("__weakref__", "_parent", "blocks", "end", "heading", "level", "sections")

    def __init__(self, level: int, heading: Block | None, parent: Section | None) -> None:
        self.level = level
        self.heading = heading
        # Weak: a tree without cycles goes with its document, and no collector has to find it.
        self._parent = None if parent is None else ref(parent)
        self.blocks: list[Block] = []
        self.sections: list[Section] = []
        self.end = 0

    @property
    def parent(self) -> Section | None:
        """The section around this one, as long as somebody holds the tree; None for the root."""
        return None if self._parent is None else self._parent()

    @property
    def start(self) -> int:
        """Offset of the heading; 0 for the root."""
        return self.heading.start if self.heading else 0

    def walk(self) -> Iterator[Section]:
        """Yield this section and all below it, in the order of the text."""
        stack = [self]
        while stack:
            section = stack.pop()
            yield section
            stack.extend(reversed(section.sections))


class Document:
    """A parsed document.

    Args:
        source: The text as read.
        prose: The masked text: same length, `BLANK` or `OBJECT` where the source
            holds no prose.
        blocks: The leaves, ordered and disjoint; between them only white space
            and masked text stands.
        format: The parser's name, such as `plain` or `markdown`.
        genre: The genre where the configuration names one.
        front_title: Span of a title in front matter.
    """

    __slots__ = (
        "_by_set", "_clauses", "_found", "_genre", "_paragraphs", "_paths",
        "_root", "_sentences", "_views", "_vocabulary",
        "blocks", "format", "front_title", "prose", "source", "text",
    )  # fmt: skip

    def __init__(
        self,
        source: Source,
        prose: str,
        blocks: list[Block],
        format: str = "plain",
        genre: str | None = None,
        front_title: tuple[int, int] | None = None,
    ) -> None:
        if len(prose) != len(source.text):
            raise ValueError("the masked text must be as long as the text")
        self.source = source
        self.text = source.text
        self.prose = prose
        self.blocks = blocks
        self.format = format
        self.front_title = front_title
        self._genre = genre
        self._root: Section | None = None
        self._paragraphs: Column | None = None
        self._sentences: Column | None = None
        self._clauses: Column | None = None
        self._paths: tuple[list[int], list[tuple[str, ...]]] | None = None
        self._views: dict[Any, Any] = {}
        self._vocabulary = NO_WORDS
        self._found: dict[int, list[int]] = {}  # by the numbers of the words that occur
        self._by_set: dict[int, Found] = {}  # by the `id` of a set of words that is known

    # -- structure ---------------------------------------------------------

    @property
    def title(self) -> Block | None:
        """The title block, where the document has one."""
        for block in self.blocks[:12]:
            if block.kind == "title":
                return block
        return None

    @property
    def genre(self) -> str:
        """The genre's name in `genres.toml`, or `unknown`."""
        if self._genre is None:
            self._genre = detect_genre(self)
        return self._genre

    @property
    def root(self) -> Section:
        """The tree of sections."""
        if self._root is None:
            self._root = _nest(self.blocks, len(self.text))
        return self._root

    @property
    def headings(self) -> list[Block]:
        """All headings in order, run-in ones too; a document's title is none of them."""
        return [block for block in self.blocks if block.kind == "heading"]

    def section_path(self, offset: int) -> tuple[str, ...]:
        """Return the titles of the sections around an offset, outermost first."""
        if self._paths is None:
            starts: list[int] = [0]
            paths: list[tuple[str, ...]] = [()]
            for section in self.root.walk():
                if section.heading is not None:
                    starts.append(section.start)
                    above = section.parent
                    names = [self.heading_title(section.heading)]
                    while above is not None and above.heading is not None:
                        names.append(self.heading_title(above.heading))
                        above = above.parent
                    paths.append(tuple(reversed(names)))
            self._paths = starts, paths
        return self._paths[1][bisect_right(self._paths[0], offset) - 1]

    def heading_title(self, heading: Block) -> str:
        """Return a heading's words without number and closing point."""
        return self.prose[heading.body_start : heading.end].strip(WHITE + OBJECT + "。：")

    def block_at(self, offset: int) -> Block | None:
        """Return the block that holds an offset, or None between blocks."""
        starts = self.view(_block_starts)
        index = bisect_right(starts, offset) - 1
        if index >= 0 and offset < self.blocks[index].end:
            return self.blocks[index]
        return None

    # -- columns -----------------------------------------------------------

    @property
    def paragraphs(self) -> Column:
        """Running text: paragraphs and items, each from its first character."""
        if self._paragraphs is None:
            prose = self.prose
            chosen = [b for b in self.blocks if b.kind in ("paragraph", "item")]
            self._paragraphs = Column(
                [b.start for b in chosen], [prose[b.start : b.end] for b in chosen]
            )
        return self._paragraphs

    @property
    def sentences(self) -> Column:
        """Sentences of headings, paragraphs and items, each with its closing mark."""
        if self._sentences is None:
            self._sentences = cut_sentences(self.prose, self._worded())
        return self._sentences

    @property
    def clauses(self) -> Column:
        """Clauses of headings, paragraphs and items, without the mark that ends them."""
        if self._clauses is None:
            self._clauses = cut_clauses(self.prose, self._worded())
        return self._clauses

    def _worded(self) -> list[tuple[int, int]]:
        """Return the spans of the blocks that hold sentences."""
        return [(start, end) for kind, start, end, _, _, _ in self.blocks if kind in _WORDED]

    @property
    def enumerations(self) -> tuple[Enumeration, ...]:
        """The chains of items in running text, such as 一是…二是…, ordered by their first item.

        A rule that is called only where there is one names `ENUMERATORS` as its anchors.
        """
        return self.view(find_enumerations)

    # -- words -------------------------------------------------------------

    def places(self, word: str) -> Sequence[int]:
        """Return the offsets at which a word begins in `prose`, in order.

        Words that a rule names as its anchors were looked up with all others in one
        pass; any other word is searched for now. Overlapping occurrences count.
        """
        number = self._vocabulary.number_of.get(word)
        if number is not None:
            return self._found.get(number, ())
        places: list[int] = []
        at = self.prose.find(word)
        while at >= 0:
            places.append(at)
            at = self.prose.find(word, at + 1)
        return places

    def places_of(self, words: frozenset[str]) -> Mapping[str, Sequence[int]]:
        """Return the offsets of those of the words that occur; as `places` for each.

        Ask with one set, made once, in document after document: it is known again.
        """
        known = self._by_set.get(id(words))
        if known is not None:
            return known
        if self._vocabulary.learn(words):
            every = self._vocabulary.words
            return {
                every[number]: at for number, at in self._found.items() if every[number] in words
            }
        return {word: places for word in words if (places := self.places(word))}

    def holds(self, words: frozenset[str]) -> bool:
        """Return whether one of the words stands in `prose`; see `places_of`."""
        known = self._by_set.get(id(words))
        return bool(self.places_of(words) if known is None else known)

    def hold_places(self, vocabulary: Vocabulary, found: dict[int, list[int]]) -> None:
        """Take the offsets of words that were looked up.

        Args:
            vocabulary: The words that were looked for.
            found: By the number of each word that occurs, its offsets in order.
        """
        self._vocabulary = vocabulary
        self._found = found
        self._by_set = vocabulary.sort(found)

    # -- shared views ------------------------------------------------------

    def view(self, make: Callable[[Document], T]) -> T:
        """Return `make(self)`, computed once for this document and shared by all rules.

        Args:
            make: A module-level function that only reads the document.
        """
        try:
            return self._views[make]  # type: ignore[no-any-return]  # keyed by its maker
        except KeyError:
            made = self._views[make] = make(self)
            return made


def _block_starts(document: Document) -> list[int]:
    return [block.start for block in document.blocks]


def _nest(blocks: list[Block], length: int) -> Section:
    """Hang blocks under headings: a heading closes all sections of its rank and below."""
    root = Section(0, None, None)
    root.end = length
    open_sections: list[tuple[int, Section]] = [(0, root)]
    for block in blocks:
        if block.kind == "heading":
            while len(open_sections) > 1 and open_sections[-1][0] >= block.rank:
                open_sections.pop()[1].end = block.start
            parent = open_sections[-1][1]
            section = Section(len(open_sections), block, parent)
            section.end = length
            parent.sections.append(section)
            open_sections.append((block.rank, section))
        else:
            open_sections[-1][1].blocks.append(block)
    return root
