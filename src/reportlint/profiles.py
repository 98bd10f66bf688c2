"""The profiles that come with reportlint, beside `default`: what to start from."""

from __future__ import annotations

from typing import Any

from reportlint import hookimpl

_DRAFT = ("RPT101", "RPT102", "RPT103", "RPT104")  # what an author still has to fill in


@hookimpl
def reportlint_profiles() -> dict[str, dict[str, Any]]:  # noqa: D103  # see the hook
    return {
        "strict": {"select": ["ALL"]},
        "formal": {"extend-select": ["RPT207", "RPT903"]},
        "draft": {"severity": dict.fromkeys(_DRAFT, "info")},
    }
