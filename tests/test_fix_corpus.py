"""Fixes over real documents: the section tree, encoding and newlines stay, one run is enough."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportlint import Document, Source
from reportlint.fixer import Fixed, fix_document, shape
from reportlint.plugins import load_registry
from reportlint.policy import Policies
from reportlint.runner import load, parse, parser_for
from strategies import BREAKS, encodable_texts, reports

REGISTRY = load_registry()
POLICIES = Policies(REGISTRY, isolated=True, overrides={"select": ["ALL"]})
SAMPLE = 25
KEPT = re.compile(r"\r\n?|\n")
FAULTS = (
    "，，", "。。", "，。", "、", "“", "”", "(", ")", ",", ":", " ", "\u3000", "\xa0", "的的", "工作工作", "其它",
    "纳入到", "％", "１２", "2024年05月06日", "3-5个", "一是", "三是，", "第一、", "1、", "(一)", "（三）", "三、",
    "##paidbegin##", "##paidend##", "……", "--", "《甲》、《乙》", "三、四项", "等等。。", "\n", "## ", "**",
)  # fmt: skip


def mend(document: Document, *, unsafe: bool) -> Fixed:
    """Mend with every rule that is installed, as the command does."""
    path = document.source.path
    policy = POLICIES.for_path(path)
    parser = parser_for(path, REGISTRY)
    rules = [selected.rule for selected in policy.rules]
    return fix_document(
        document, rules, lambda source: parse(source, parser, policy), unsafe=unsafe
    )


def read(path: str, data: bytes | None = None) -> Document:
    return load(path, POLICIES.for_path(path), REGISTRY, data)


def complaints(document: Document) -> Iterator[str]:
    """Yield what `--fix` does to a document that it must not do."""
    for unsafe in (False, True):
        once = mend(document, unsafe=unsafe)
        where = f"{document.source.path}{' (unsafe)' if unsafe else ''}"
        if once.errors:
            yield f"{where}: {once.errors[0]}"
        if not once.settled:
            yield f"{where}: goes on for ever"
        if shape(once.document) != shape(document):
            yield f"{where}: another section tree"
        yield from strange_bytes(where, document.source, once.document.source)
        twice = mend(read(document.source.path, bytes_of(once.document)), unsafe=unsafe)
        if twice.document.text != once.document.text or twice.applied:
            yield f"{where}: a second run goes on"


def strange_bytes(where: str, before: Source, after: Source) -> Iterator[str]:
    """Yield what differs but for the text, also after the file has been read back."""
    back = Source.from_bytes(after.encode(after.text), before.path)
    if (back.text, back.bom) != (after.text, before.bom):
        yield f"{where}: does not read back"
    if back.encoding != before.encoding and not after.text.isascii():
        yield f"{where}: was {before.encoding}, is {back.encoding}"
    if not set(KEPT.findall(after.text)) <= set(KEPT.findall(before.text)):
        yield f"{where}: other newlines"


def bytes_of(document: Document) -> bytes:
    return document.source.encode(document.text)


def corpus(shared: Path) -> list[Path]:
    found = [path for path in (shared / "corpus").rglob("*") if path.suffix in (".txt", ".md")]
    assert len(found) > SAMPLE
    return sorted(found)


def all_complaints(paths: Iterable[Path]) -> list[str]:
    return [said for path in paths for said in complaints(read(str(path)))]


def test_seeds(shared: Path) -> None:
    seeds = sorted((shared / "seeds").glob("*.txt"))
    assert all_complaints(seeds) == []
    assert all(mend(read(str(path)), unsafe=False).applied for path in seeds)


def test_sample_of_the_corpus(shared: Path) -> None:
    paths = corpus(shared)
    assert all_complaints(paths[:: len(paths) // SAMPLE]) == []


@pytest.mark.slow
def test_whole_corpus(shared: Path) -> None:
    assert all_complaints(corpus(shared)) == []


@pytest.mark.parametrize("newline", BREAKS)
@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("gb18030", b""), ("utf-16-be", b"\xfe\xff")],
)
def test_every_encoding_and_newline(shared: Path, encoding: str, mark: bytes, newline: str) -> None:
    path = sorted((shared / "seeds").glob("*.txt"))[4]
    text = KEPT.sub(newline, read(str(path)).text)
    document = read("a.txt", mark + text.encode(encoding))
    assert mend(document, unsafe=False).applied
    assert list(complaints(document)) == []


@st.composite
def faulty_reports(draw: st.DrawFn) -> str:
    """Draw a report with faults that rules mend anywhere in it."""
    text, _ = draw(reports())
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(st.sampled_from(FAULTS)) + text[at:]
    return text


@settings(max_examples=60, deadline=None)
@given(faulty_reports(), st.sampled_from(["a.txt", "a.md"]))
def test_random_reports(text: str, path: str) -> None:
    assert list(complaints(read(path, text.encode()))) == []


@settings(max_examples=60, deadline=None)
@given(encodable_texts, st.sampled_from(["a.txt", "a.md"]))
def test_any_text(text: str, path: str) -> None:
    data = text.replace("\0", "").encode()
    assert list(complaints(read(path, data))) == []
