"""For authors of rules: examples as tests, and checks that a parser keeps its promises."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from reportlint.document import Document
from reportlint.engine import lint
from reportlint.finding import Finding
from reportlint.hookspecs import Parser
from reportlint.judging import suppress
from reportlint.masking import DEFAULT_MARKERS, ParseContext
from reportlint.message import ReportlintError
from reportlint.plugins import Registry, load_registry
from reportlint.rule import Example, Rule
from reportlint.source import Source, Span
from reportlint.suppressions import Suppressor

OPEN, CLOSE = "⟦", "⟧"


@cache
def _registry() -> Registry:
    return load_registry()


def unmark(text: str) -> tuple[str, list[Span]]:
    """Return a marked text without its marks, and the spans that the marks held.

    Raises:
        ValueError: A mark has no partner.
    """
    plain: list[str] = []
    spans: list[Span] = []
    opened: list[int] = []
    length = 0
    for character in text:
        if character == OPEN:
            opened.append(length)
        elif character == CLOSE:
            if not opened:
                raise ValueError(f"{CLOSE} without {OPEN} in {text!r}")
            spans.append(Span(opened.pop(), length))
        else:
            plain.append(character)
            length += 1
    if opened:
        raise ValueError(f"{OPEN} without {CLOSE} in {text!r}")
    return "".join(plain), sorted(spans)


def mark(text: str, spans: list[Span]) -> str:
    """Return a text with `⟦⟧` around every span; the inverse of `unmark`."""
    places = [(s.start, 1 if s.start < s.end else 0, -s.end, OPEN) for s in spans]
    places += [(s.end, -1 if s.start < s.end else 0, -s.start, CLOSE) for s in spans]
    out, at = [], 0
    for place, _, _, sign in sorted(places):
        out.append(text[at:place] + sign)
        at = place
    return "".join(out) + text[at:]


def parse(text: str, format: str = "plain", *, genre: str | None = None, **config: Any) -> Document:
    """Parse a text with an installed parser.

    Args:
        text: The document.
        format: The parser's name.
        genre: The genre the configuration would name.
        config: Configuration keys that parsers see: `markers`.
    """
    markers = tuple(tuple(pair) for pair in config.get("markers", ()))
    context = ParseContext(DEFAULT_MARKERS + markers, genre)
    return _registry().parsers[format].parse(Source(text), context)


def lint_example(
    document: Document, rule: Rule
) -> tuple[list[Finding], Sequence[ReportlintError]]:
    """Return what one rule finds, and errors.

    A rule about suppressions runs beside those that are on by default: without findings
    there would be nothing to suppress.
    """
    if type(rule).review is Rule.review:
        return lint(document, [rule])
    registry = _registry()
    others = [made() for made in registry.rules.values() if made.enabled and made.code != rule.code]
    suppressor = Suppressor(document, (), registry, [*others, rule])
    findings, _, errors = suppress(document, lint(document, others)[0], [rule], suppressor)
    return [finding for finding in findings if finding.code == rule.code], errors


def as_example(example: str | Example) -> Example:
    """Return an example that may stand as a bare text."""
    return Example(example) if isinstance(example, str) else example


def run_example(rule: type[Rule], example: Example) -> tuple[str, str]:
    """Return what an example expects and what the rule found, both as marked texts."""
    text, spans = unmark(example.text)
    document = parse(text, example.format, genre=example.genre, **example.config)
    findings, errors = lint_example(document, rule(**example.options))
    if errors:
        raise AssertionError(str(errors[0]))
    return mark(text, spans), mark(text, [Span(f.start, f.end) for f in findings])


def rule_test(rule: type[Rule]) -> Callable[..., None]:
    """Make a pytest function of every example of a rule: `test_x = rule_test(X)`."""
    import pytest

    examples = [("valid", as_example(e)) for e in rule.valid]
    examples += [("invalid", as_example(e)) for e in rule.invalid]

    @pytest.mark.parametrize(
        ("kind", "example"),
        examples,
        ids=[f"{kind}-{e.text[:24]}" for kind, e in examples],
    )
    def test(kind: str, example: Example) -> None:
        _, spans = unmark(example.text)
        assert bool(spans) == (kind == "invalid"), f"{kind} example with {len(spans)} marks"
        expected, found = run_example(rule, example)
        assert found == expected

    made: Callable[..., None] = test
    return made


def check_tree(document: Document) -> None:
    """Check what `docs/document.md` promises of a document.

    Raises:
        AssertionError: A promise is broken; the text says which and where.
    """
    from reportlint.conformance import check_tree as check

    check(document)


def parser_conformance(parser: Parser) -> None:
    """Check that a parser is total and keeps the promises of `docs/document.md`.

    Args:
        parser: What the plugin registers; it is given awkward texts of many kinds.

    Raises:
        AssertionError: A promise is broken; the text names the input.
    """
    from reportlint.conformance import parser_conformance as check

    check(parser)
