"""What the rules made from tables share: their class variables, scope, time limit, wording."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from reportlint.custom.fields import Field
from reportlint.custom.matching import Budget, Hit, Matcher, compiled
from reportlint.custom.scopes import UNITS, Scope, Span
from reportlint.custom.wording import fill
from reportlint.message import Message, ReportlintError
from reportlint.rule import Rule, option
from reportlint.schema import KeyPath, SettingError

if TYPE_CHECKING:
    from reportlint.document import Document
    from reportlint.finding import Finding, Fix, Related

TIMEOUT_HELP = "seconds that the rule's patterns may take on one document"

TERMS = Field("strings", Message("原样查找的词", "words that are looked for as they are"), ())
PATTERNS = Field("strings", Message("正则表达式", "patterns"), ())
EXCEPT = Field("strings", Message("在这些词之内的不算", "words inside which nothing counts"), ())
IGNORE_CASE = Field("flag", Message("不分大小写", "case is of no account"), False)
PER = Field("string", Message("以什么为单位", "the unit it counts in"), "document", False, UNITS)
LEVEL = Field("count", Message("per 为 section 时的层次", "which level of sections"), 1)

WORDS = {"terms": TERMS, "patterns": PATTERNS, "except": EXCEPT, "ignore-case": IGNORE_CASE}
"""The keys of every kind that looks for words or patterns."""


class RunawayError(ReportlintError):
    """A rule's pattern took longer on a document than it may."""


class CustomRule(Rule):
    """Base of the kinds. A kind declares its keys, takes them in `build`, and searches.

    The class variables below `fields` are set for each table.
    """

    fields: ClassVar[Mapping[str, Field]] = {}
    """The kind's own keys."""
    says: ClassVar[tuple[str, ...]] = ("match",)
    """The fields of its messages, besides the groups of its patterns."""
    label: ClassVar[str] = ""
    """The file that the table stands in, as people are told it."""
    scope: ClassVar[Scope]
    genres: ClassVar[tuple[str, ...]] = ()
    wording: ClassVar[Message]
    advice: ClassVar[Message | None] = None

    timeout: float = option(2.0, TIMEOUT_HELP, at_least=0.01, at_most=3600.0)

    @classmethod
    def build(cls, values: Mapping[str, Any], at: KeyPath) -> dict[str, Any]:
        """Return the class variables that the kind's own keys give.

        Raises:
            SettingError: The keys do not fit together.
        """
        raise NotImplementedError

    @classmethod
    def groups(cls, built: Mapping[str, Any]) -> list[str]:
        """Return the names of the groups that messages may use."""
        matcher = built.get("matcher")
        return matcher.groups if isinstance(matcher, Matcher) else []

    @classmethod
    def literals(cls, built: Mapping[str, Any]) -> tuple[str, ...]:
        """Return words without one of which nothing can be found; empty if there are none."""
        matcher = built.get("matcher")
        return matcher.literals if isinstance(matcher, Matcher) else ()

    def search(self, document: Document, budget: Budget) -> Iterator[Finding]:
        """Yield the findings.

        Raises:
            TimeoutError: The patterns used up their time.
        """
        raise NotImplementedError

    def check(self, document: Document) -> Iterable[Finding]:
        """Return the findings of a document: all of them, or none if a pattern ran away.

        Raises:
            RunawayError: A pattern was stopped.
        """
        if self.genres and document.genre not in self.genres:
            return []
        try:
            return list(self.search(document, Budget(self.timeout)))
        except (TimeoutError, MemoryError):
            raise self._runaway(document) from None

    def _runaway(self, document: Document) -> RunawayError:
        where = document.source.path or "-"
        return RunawayError(
            Message(
                f"规则 {self.code}（{self.name}，见 {self.label}）的正则在 {where} 上"
                f"超过 {self.timeout:g} 秒，已中止，该规则在此文稿中未检查",
                f"a pattern of rule {self.code} ({self.name}, in {self.label}) took more than "
                f"{self.timeout:g} s on {where} and was stopped; the rule was not applied to it",
            ),
            remedy=Message(
                "避免嵌套的重复（如 (a+)+），或加大该规则的 timeout",
                "avoid nested repetition such as (a+)+, or raise the rule's timeout",
            ),
            path=document.source.path,
        )

    def hits(
        self, document: Document, matcher: Matcher, budget: Budget, spans: Iterable[Span]
    ) -> Iterator[Hit]:
        """Yield the occurrences in parts of the document, in order."""
        text = self.scope.text(document)
        if matcher.may_match(text):
            for start, end in spans:
                yield from matcher.find(text[start:end], budget, start)

    def report(
        self,
        start: int,
        end: int,
        values: Mapping[str, str],
        *,
        related: Iterable[Related] = (),
        fix: Fix | None = None,
    ) -> Finding:
        """Make a finding with the table's wording, its fields filled in."""
        lang = self.lang
        advice = fill(self.advice.render(lang), values) if self.advice else ""
        message = fill(self.wording.render(lang), values)
        return self.finding(start, end, message, remedy=advice, related=related, fix=fix)


def words_of(values: Mapping[str, Any], at: KeyPath) -> Matcher:
    """Make the matcher of `terms`, `patterns`, `except` and `ignore-case`.

    Raises:
        SettingError: There are neither terms nor patterns, or a pattern is bad.
    """
    ignore_case = values["ignore-case"]
    if not values["terms"] and not values["patterns"]:
        raise SettingError(
            at,
            Message("terms 与 patterns 至少要有一项", "terms or patterns must be given"),
            Message('如 terms = ["帐户"]', 'as in terms = ["帐户"]'),
        )
    patterns = [
        compiled(pattern, (*at, "patterns"), ignore_case=ignore_case)
        for pattern in values["patterns"]
    ]
    return Matcher(values["terms"], patterns, ignore_case=ignore_case, exceptions=values["except"])
