"""What all rules of Vale share: message, scope, limit, exceptions, action, and a time limit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar

from reportlint import (
    Document,
    Edit,
    Finding,
    Fix,
    Message,
    Related,
    ReportlintError,
    Rule,
    option,
)

from reportlint_vale.actions import Action, action_of
from reportlint_vale.definition import Definition
from reportlint_vale.patterns import Hit, Search, as_words, compiled
from reportlint_vale.scopes import Scope, Spans


class ValeRule(Rule):
    """Base of the checks; the class variables are set for each rule file."""

    keys: ClassVar[frozenset[str]] = frozenset()
    """The keys of this check alone."""
    path: ClassVar[str]
    wording: ClassVar[str]
    scope: ClassVar[Scope]
    limit: ClassVar[int]
    exceptions: ClassVar[Any]
    action: ClassVar[Action | None]

    timeout: float = option(
        2.0, "seconds that the patterns may take on one document", at_least=0.01, at_most=3600.0
    )

    @classmethod
    def build(cls, definition: Definition) -> dict[str, Any]:
        """Return the class variables that a rule file gives.

        Raises:
            StyleError: Something in it does not fit.
        """
        words = definition.strings("exceptions")
        listed = [("exceptions", word) for word in words]
        return {
            "path": definition.file.path,
            "wording": definition.string("message"),
            "scope": Scope(definition),
            "limit": int(definition.number("limit", 0)),
            "exceptions": compiled(definition, *listed, form=as_words()) if words else None,
            "action": action_of(definition),
        }

    def search(self, document: Document, search: Search) -> Iterator[Finding]:
        """Yield the findings.

        Raises:
            TimeoutError: The patterns took too long.
        """
        raise NotImplementedError

    def check(self, document: Document) -> Iterable[Finding]:
        """Return the findings in order, as many as `limit` allows.

        Raises:
            ReportlintError: A pattern was stopped.
        """
        try:
            found = sorted(self.search(document, Search(self.timeout)), key=lambda one: one[:2])
        except TimeoutError:
            raise ReportlintError(
                Message(
                    f"规则 {self.code}（{self.name}，见 {self.path}）的正则超过 "
                    f"{self.timeout:g} 秒，已中止",
                    f"a pattern of rule {self.code} ({self.name}, in {self.path}) took more "
                    f"than {self.timeout:g} s and was stopped",
                ),
                remedy=Message("避免嵌套的重复，如 (a+)+", "avoid nested repetition as in (a+)+"),
                path=document.source.path,
            ) from None
        return found[: self.limit] if self.limit else found

    def hits(self, document: Document, search: Search, pattern: Any, spans: Spans) -> Iterator[Hit]:
        """Yield the occurrences that are no exception: hold none, and stand in none."""
        text = self.scope.text(document)
        for hit in search.hits(pattern, text, spans):
            near = [(max(hit.start - 80, spans[0][0]), min(hit.end + 80, spans[-1][1]))]
            barred = search.hits(self.exceptions, text, near) if self.exceptions else ()
            if not any(_nested(hit, other) for other in barred):
                yield hit

    def report(
        self,
        document: Document,
        hit: Hit,
        *values: str,
        swap: Sequence[str] = (),
        related: Iterable[Related] = (),
    ) -> Finding:
        """Make a finding at an occurrence.

        Args:
            document: The document.
            hit: The occurrence.
            values: What stands for each `%s`; too many are left out.
            swap: What `swap` gives in its place.
            related: Other places.
        """
        fix, remedy = None, ""
        if self.action is not None and document.text[hit.start : hit.end] == hit.text:
            rights = self.action.rights(hit.text, swap)
            if len(rights) > 1:
                remedy = self.say(f"改为{'或'.join(rights)}", f"write {' or '.join(rights)}")
            elif rights and not hit.found.re.search(rights[0], timeout=1):  # else never done
                fix = Fix((Edit(hit.start, hit.end, rights[0]),), safe=False)
        message = self.wording
        for value in values:
            message = message.replace("%s", value.replace("%s", "%\0s"), 1)
        return self.finding(
            hit.start,
            hit.end,
            message.replace("\0", ""),
            remedy=remedy,
            related=related,
            fix=fix,
        )


def _nested(one: Hit, other: Hit) -> bool:
    return (one.start <= other.start and other.end <= one.end) or (
        other.start <= one.start and one.end <= other.end
    )
