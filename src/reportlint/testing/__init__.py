"""For authors of plugins: a rule's examples as tests, a parser's promises checked.

`reportlint.testing.strategies` has texts for Hypothesis, `reportlint.testing.literate` the
cases that stand in Markdown pages.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from reportlint.document import Document
from reportlint.engine import lint
from reportlint.finding import Finding
from reportlint.hookspecs import Parser
from reportlint.judging import suppress
from reportlint.marks import CLOSE, OPEN, mark, unmark
from reportlint.masking import DEFAULT_MARKERS, ParseContext
from reportlint.message import ReportlintError
from reportlint.metadata import metadata_fault
from reportlint.plugins import Registry, load_registry
from reportlint.rule import Example, Rule
from reportlint.source import Source, Span
from reportlint.suppressions import Suppressor
from reportlint.testing.comparison import compared

__all__ = [
    "CLOSE",
    "OPEN",
    "as_example",
    "check_tree",
    "compared",
    "fixed_text",
    "installed",
    "lint_example",
    "mark",
    "parse",
    "parser_conformance",
    "rule_test",
    "run_example",
    "unmark",
]


@cache
def installed() -> Registry:
    """Return all that is installed, loaded once."""
    return load_registry()


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
    return installed().parsers[format].parse(Source(text), context)


def lint_example(document: Document, rule: Rule) -> tuple[list[Finding], Sequence[ReportlintError]]:
    """Return what one rule finds, and errors.

    A rule about suppressions runs beside those that are on by default: without findings
    there would be nothing to suppress.
    """
    if type(rule).review is Rule.review:
        return lint(document, [rule])
    registry = installed()
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


def fixed_text(rule: type[Rule], example: Example) -> str:
    """Return an example's text after all fixes of its findings, those that need a look too."""
    from reportlint.fixer import apply_edits, choose

    text, _ = unmark(example.text)
    document = parse(text, example.format, genre=example.genre, **example.config)
    findings, _ = lint_example(document, rule(**example.options))
    chosen = choose(findings, unsafe=True)
    return apply_edits(text, [edit for fix in chosen for edit in fix.edits])


def rule_test(rule: type[Rule]) -> Callable[..., None]:
    """Make a pytest function of every example of a rule: `test_x = rule_test(X)`.

    It holds the rule to what a registry asks of it, each example to its marks, and each
    that has `fixed` to that.
    """
    import pytest

    examples = [("valid", as_example(e)) for e in rule.valid]
    examples += [("invalid", as_example(e)) for e in rule.invalid]

    @pytest.mark.parametrize(
        ("kind", "example"),
        examples,
        ids=[f"{kind}-{e.text[:24]}" for kind, e in examples],
    )
    def test(kind: str, example: Example) -> None:
        fault = metadata_fault(rule)
        assert fault is None, fault and fault.en
        _, spans = unmark(example.text)
        assert bool(spans) == (kind == "invalid"), f"{kind} example with {len(spans)} marks"
        expected, found = run_example(rule, example)
        if found != expected:
            raise AssertionError("\n".join([rule.code, *compared(expected, found)]))
        if example.fixed is not None:
            mended = fixed_text(rule, example)
            assert mended == example.fixed, f"mended to {mended!r}, not to {example.fixed!r}"

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
