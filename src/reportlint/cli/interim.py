"""Every enabled rule for every file, until configuration files are read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from reportlint.finding import Severity
from reportlint.masking import ParseContext
from reportlint.plugins import Registry
from reportlint.report import SelectedRule


class Policy(NamedTuple):
    """What holds for a file."""

    rules: tuple[SelectedRule, ...]
    context: ParseContext
    encoding: str | None
    lang: str
    fail_level: Severity
    config_path: str | None
    config: Mapping[str, Any]


class Policies:
    """One policy for all."""

    def __init__(
        self,
        registry: Registry,
        *,
        config: str | None = None,  # noqa: ARG002
        isolated: bool = False,  # noqa: ARG002
        overrides: Mapping[str, Any] = {},
    ) -> None:
        lang = overrides.get("lang", "zh")
        self._policy = Policy(
            tuple(
                SelectedRule(
                    r(lang=lang), registry.owners[c].distribution, registry.owners[c].version
                )
                for c, r in sorted(registry.rules.items())
                if r.enabled
                and not any(c.startswith(w) for w in overrides.get("ignore", ()))
                and any(c.startswith(w) for w in overrides.get("select", ("",)))
            ),
            ParseContext(genre=overrides.get("genre")),
            overrides.get("encoding"),
            lang,
            Severity.parse(overrides.get("fail-level", "warning")),
            None,
            {},
        )

    def for_path(self, path: str) -> Policy:  # noqa: ARG002
        """Return the policy."""
        return self._policy

    def excluded(self, path: str) -> bool:  # noqa: ARG002
        """Exclude nothing."""
        return False
