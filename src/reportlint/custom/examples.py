"""A rule's own examples: run, compared, and the gate that lets no table pass that fails them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, cast

from reportlint.marks import mark, unmark
from reportlint.masking import DEFAULT_MARKERS, ParseContext
from reportlint.message import Message, ReportlintError
from reportlint.schema import KeyPath, SettingError
from reportlint.source import Source, Span

if TYPE_CHECKING:
    from reportlint.custom.rule import CustomRule
    from reportlint.hookspecs import Parser
    from reportlint.rule import Example, Rule


class Misfit(NamedTuple):
    """An example whose outcome is not what it says.

    Attributes:
        expected: The text with marks around what should be reported; None where the
            example only says that something should.
        found: The text with marks around what was reported.
    """

    expected: str | None
    found: str


@cache
def default_parsers() -> dict[str, Parser]:
    """Return our own parsers by name: what a table's examples can be written in."""
    from reportlint.parsers import reportlint_parsers

    parsers = cast("list[Parser]", reportlint_parsers())
    return {parser.name: parser for parser in parsers}


def outcome(rule: type[Rule], example: Example, parsers: Mapping[str, Parser]) -> list[Span]:
    """Return the spans that a rule reports in an example's text.

    Raises:
        ReportlintError: The rule stopped: its pattern ran away.
        ValueError: A mark has no partner.
    """
    text, _ = unmark(example.text)
    markers = tuple(tuple(pair) for pair in example.config.get("markers", ()))
    context = ParseContext(DEFAULT_MARKERS + markers, example.genre)
    document = parsers[example.format].parse(Source(text), context)
    findings = rule(**example.options).check(document)
    return sorted({Span(finding.start, finding.end) for finding in findings})


def misfit(
    rule: type[Rule], example: Example, parsers: Mapping[str, Parser], *, bad: bool
) -> Misfit | None:
    """Compare an example with what the rule reports.

    Args:
        rule: The rule.
        example: A text; marks in a bad one say exactly what is to be reported.
        parsers: By name.
        bad: Whether something is to be reported.

    Raises:
        ReportlintError: The rule stopped.
        ValueError: A mark has no partner.
    """
    genres = getattr(rule, "genres", ())
    if genres and example.genre is None:
        example = example._replace(genre=genres[0])
    text, spans = unmark(example.text)
    found = outcome(rule, example, parsers)
    if bad and not spans and found:
        return None
    if (spans or not bad) and found == sorted(set(spans)):
        return None
    return Misfit(mark(text, spans) if spans or not bad else None, mark(text, found))


def gate(rule: type[CustomRule], at: KeyPath, parsers: Mapping[str, Parser]) -> None:
    """Check a table's own examples.

    Raises:
        SettingError: One of them fails; it shows the marked text and what was found.
    """
    for key, examples in (("good", rule.valid), ("bad", rule.invalid)):
        for example in examples:
            where = (*at, key)
            text = example.text  # type: ignore[union-attr]  # a table's examples are made so
            try:
                failed = misfit(rule, example, parsers, bad=key == "bad")  # type: ignore[arg-type]  # as above
            except ValueError:
                raise SettingError(
                    where,
                    Message(f"例句的 ⟦⟧ 不成对：{shown(text)}", f"⟦⟧ do not pair: {shown(text)}"),
                    value=text,
                ) from None
            except ReportlintError as error:
                raise SettingError(where, error.message, error.remedy, text) from None
            if failed is not None:
                raise SettingError(where, explanation(key, text, failed), _REMEDY, text)


_REMEDY = Message("改正例句或规则", "mend the example or the rule")


def explanation(key: str, text: str, failed: Misfit) -> Message:
    """Say what an example expected and what was found."""
    found = shown(failed.found)
    if failed.expected is None:
        return Message(
            f"bad 例句没有报告任何问题：{shown(text)}",
            f"nothing is reported in this bad example: {shown(text)}",
        )
    if key == "good":
        return Message(f"good 例句不应报告，实际：{found}", f"a good example is reported: {found}")
    if "⟦" not in failed.found:
        found = "—"
    expected = shown(failed.expected)
    return Message(
        f"bad 例句应为 {expected}，实际为 {found}",
        f"a bad example expects {expected} but found is {found}",
    )


def shown(text: str) -> str:
    """Return a text on one line."""
    return text.replace("\r\n", "⏎").replace("\n", "⏎").replace("\r", "⏎")
