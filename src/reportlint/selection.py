"""Which rules are on and how severe they are: selectors applied layer by layer, as ruff does.

Within a layer the more specific selector wins, and of equally specific ones the one
that turns off; a `select` starts afresh; a later layer goes before an earlier one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from reportlint.finding import Severity
from reportlint.message import Message
from reportlint.records import NamedTuple

if TYPE_CHECKING:
    from reportlint.layers import Layer
    from reportlint.plugins import Registry
    from reportlint.rule import Rule

ALL = "ALL"
_EXACT = 1000  # more specific than any prefix
_KEYS = (("select", True), ("extend-select", True), ("ignore", False), ("extend-ignore", False))
_PLACEHOLDERS = ("RPT101", "RPT102", "RPT103", "RPT104")  # what an author still has to fill in
_STAGE_CAPS = {"draft": Severity.INFO, "review": Severity.WARNING}


class Decision(NamedTuple):
    """Whether a rule is on, how severe it is, and what decided each."""

    enabled: bool
    reason: Message
    severity: Severity
    severity_reason: Message | None = None

    @property
    def full_reason(self) -> Message:
        """What decided that it is on or off, then what decided its severity."""
        more = self.severity_reason
        if more is None:
            return self.reason
        return Message(f"{self.reason.zh}；{more.zh}", f"{self.reason.en}; {more.en}")


def expand(word: str, registry: Registry) -> list[str]:
    """Return the codes that a code, a kebab-case name, a prefix or ALL stands for."""
    code = registry.code_of(word)
    if code is not None:
        return [code]
    if word == ALL:
        return list(registry.rules)
    return [code for code in registry.rules if code.startswith(word)] if word else []


def specificity(word: str, registry: Registry) -> int:
    """Return how specific a selector is: ALL least, then prefixes by length, then one rule."""
    if registry.code_of(word) is not None:
        return _EXACT
    return 0 if word == ALL else len(word)


def decide(
    registry: Registry,
    layers: Sequence[Layer] = (),
    *,
    below: Sequence[Layer] = (),
    stage: str | None = None,
    off: Sequence[Layer] = (),
) -> dict[str, Decision]:
    """Decide on every rule that is installed.

    Args:
        registry: The rules.
        layers: The settings above the profile, the weakest first.
        below: What plugins set by default, then the profile.
        stage: "draft" and "review" lower the severity of placeholders: below what
            a configuration says of a rule, above what `below` says.
        off: Layers whose `ignore` holds whatever selects a rule.
    """
    decisions = {code: _default(rule) for code, rule in registry.rules.items()}
    for layer in (*below, *layers, *off):
        _select(decisions, layer, registry)
    for layer in below:
        _grade(decisions, layer, registry)
    _cap(decisions, stage)
    for layer in layers:
        _grade(decisions, layer, registry)
    return decisions


def _default(rule: type[Rule]) -> Decision:
    return Decision(rule.enabled, _ON if rule.enabled else _OFF, rule.severity)


_ON = Message("默认启用", "on by default")
_OFF = Message("默认不启用", "off by default")


def _select(decisions: dict[str, Decision], layer: Layer, registry: Registry) -> None:
    table, origin = layer.table, layer.origin
    if "select" in table:
        reason = Message(f"{origin.zh} select 未包含它", f"select {origin.en} leaves it out")
        for code, old in decisions.items():
            decisions[code] = old._replace(enabled=False, reason=reason)
    words = [
        (specificity(word, registry), not on, key, word)
        for key, on in _KEYS
        for word in table.get(key, ())
    ]
    for _, off, key, word in sorted(words):
        shown = layer.key or key
        reason = Message(f"{origin.zh} {shown} 含 {word}", f"{shown} {origin.en} names {word}")
        for code in expand(word, registry):
            decisions[code] = decisions[code]._replace(enabled=not off, reason=reason)


def _grade(decisions: dict[str, Decision], layer: Layer, registry: Registry) -> None:
    table: Mapping[str, str] = layer.table.get("severity", {})
    origin = layer.origin
    for word in sorted(table, key=lambda word: specificity(word, registry)):
        reason = Message(
            f"{origin.zh} severity.{word} 定为 {table[word]}",
            f"severity.{word} {origin.en} makes it {table[word]}",
        )
        severity = Severity.parse(table[word])
        for code in expand(word, registry):
            decisions[code] = decisions[code]._replace(severity=severity, severity_reason=reason)


def _cap(decisions: dict[str, Decision], stage: str | None) -> None:
    cap = _STAGE_CAPS.get(stage or "")
    if cap is None:
        return
    reason = Message(f"阶段 {stage} 降为 {cap.label}", f"stage {stage} lowers it to {cap.label}")
    for code in _PLACEHOLDERS:
        old = decisions.get(code)
        if old is not None and old.severity > cap:
            decisions[code] = old._replace(severity=cap, severity_reason=reason)
