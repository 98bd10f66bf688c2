"""`substitution`: what is written wrong, and what stands in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from reportlint.custom.fields import Field
from reportlint.custom.matching import Budget, Hit, Matcher, compiled, spans_of
from reportlint.custom.rule import EXCEPT, IGNORE_CASE, CustomRule
from reportlint.custom.settle import Change, settled
from reportlint.custom.wording import check_fields, fill
from reportlint.finding import Edit, Fix
from reportlint.message import Message
from reportlint.schema import KeyPath, SettingError

if TYPE_CHECKING:
    from reportlint.document import Document
    from reportlint.finding import Finding

FIX = Field(
    "string",
    Message("修复是否安全", "whether the fix is safe"),
    "unsafe",
    choices=("safe", "unsafe", "none"),
)


class Substitution(CustomRule):
    """Report every wrong word with the right one, which the fix puts in its place."""

    fields: ClassVar[Mapping[str, Field]] = {
        "map": Field("map", Message("原词与改为", "wrong words and right ones"), {}),
        "patterns": Field(
            "map", Message("正则与替换，可用 {1}", "patterns and replacements with {1}"), {}
        ),
        "except": EXCEPT,
        "ignore-case": IGNORE_CASE,
        "fix": FIX,
    }
    says = ("match", "right")
    terms: ClassVar[Matcher]
    rights: ClassVar[Mapping[str, str]]
    replacing: ClassVar[tuple[tuple[Matcher, str], ...]]
    fold: ClassVar[bool]
    safety: ClassVar[str]

    @classmethod
    def build(cls, values: Mapping[str, Any], at: KeyPath) -> dict[str, Any]:
        """Take the map; no right word may be one that is to be replaced."""
        fold = values["ignore-case"]
        if not values["map"] and not values["patterns"]:
            raise SettingError(
                at,
                Message("map 与 patterns 至少要有一项", "map or patterns must be given"),
                Message('如 map = { "帐户" = "账户" }', 'as in map = { "帐户" = "账户" }'),
            )
        replacing = []
        for pattern, right in values["patterns"].items():
            where = (*at, "patterns", pattern)
            one = Matcher(
                (), [compiled(pattern, where, ignore_case=fold)], exceptions=values["except"]
            )
            check_fields([right], ["match", *one.groups], where)
            replacing.append((one, right))
        words = values["map"]
        built = {
            "terms": Matcher(tuple(words), ignore_case=fold, exceptions=values["except"]),
            "rights": {word.lower() if fold else word: right for word, right in words.items()},
            "replacing": tuple(replacing),
            "fold": fold,
            "safety": values["fix"],
        }
        _check_chain(words, built, (*at, "map"))
        return built

    @classmethod
    def groups(cls, built: Mapping[str, Any]) -> list[str]:
        """Return the groups of all patterns."""
        return [name for matcher, _ in built["replacing"] for name in matcher.groups]

    @classmethod
    def literals(cls, built: Mapping[str, Any]) -> tuple[str, ...]:
        """Return the wrong words, if there are no patterns."""
        words: Matcher = built["terms"]
        return () if built["replacing"] else words.literals

    def search(self, document: Document, budget: Budget) -> Iterator[Finding]:
        """Yield a finding for every wrong word that is not part of its right one."""
        prose = self.scope.text(document)
        if not self.replacing and not self.terms.may_match(prose):
            return
        raw = document.text
        for start, end in self.scope.spans(document):
            text = prose[start:end]
            found = self._changes(text, budget)
            if not found:
                continue
            fixable: set[Change] = set()
            if self.safety != "none":
                whole = [c for c, _ in found if raw[start + c.start : start + c.end] == c.old]
                fixable = settled(text, whole, lambda t: [c for c, _ in self._changes(t, budget)])
            for change, hit in found:
                fix = None
                if change in fixable:
                    edit = Edit(start + change.start, start + change.end, change.new)
                    fix = Fix((edit,), safe=self.safety == "safe")
                values = {**hit.values(), "right": change.new}
                yield self.report(start + hit.start, start + hit.end, values, fix=fix)

    def _changes(self, text: str, budget: Budget) -> list[tuple[Change, Hit]]:
        """Return what is to be changed in a text, in order, without overlaps."""
        found = []
        for hit in self.terms.find(text, budget):
            right = self.rights[hit.text.lower() if self.fold else hit.text]
            if not _stands_right(text, hit, right):
                found.append((Change(hit.start, hit.end, hit.text, right), hit))
        for matcher, template in self.replacing:
            for hit in matcher.find(text, budget):
                right = fill(template, _whole_groups(hit))
                if right != hit.text and not _stands_right(text, hit, right):
                    found.append((Change(hit.start, hit.end, hit.text, right), hit))
        found.sort(key=lambda pair: (pair[0].start, -pair[0].end))
        kept: list[tuple[Change, Hit]] = []
        for pair in found:
            if not kept or pair[0].start >= kept[-1][0].end:
                kept.append(pair)
        return kept


def _whole_groups(hit: Hit) -> dict[str, str]:
    """Return the match and its groups at full length, as a replacement needs them."""
    values = {"match": hit.text}
    values.update({str(n): group or "" for n, group in enumerate(hit.found.groups(), 1)})
    values.update({name: group or "" for name, group in hit.found.groupdict().items()})
    return values


def _stands_right(text: str, hit: Hit, right: str) -> bool:
    """Whether a hit is already part of the right wording: 部门 in 有关部门."""
    if not right or (hit.text not in right and not re.search(re.escape(hit.text), right, re.I)):
        return False
    first = max(0, hit.start - len(right))
    return any(
        first + a <= hit.start and hit.end <= first + b
        for a, b in spans_of([right], text[first : hit.end + len(right)])
    )


def _check_chain(words: Mapping[str, str], built: Mapping[str, Any], at: KeyPath) -> None:
    """Check that what replaces one word is not to be replaced itself."""
    for word, right in words.items():
        if word == right:
            raise SettingError(
                (*at, word),
                Message(f"{word} 改为的是它自己", f"{word} is replaced by itself"),
            )
        for hit in built["terms"].find(right, Budget(60.0)):
            own = built["rights"][hit.text.lower() if built["fold"] else hit.text]
            if not _stands_right(right, hit, own):
                raise SettingError(
                    (*at, word),
                    Message(
                        f"{word} 改为 {right}，其中的 {hit.text} 又要改为 {own}",
                        f"{word} becomes {right}, in which {hit.text} is to become {own}",
                    ),
                    Message("两条写成一致的最终写法", "let both name the final wording"),
                )
