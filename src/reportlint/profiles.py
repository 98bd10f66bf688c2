"""The profiles that come with reportlint, beside `default`: what to start from."""

from __future__ import annotations

from typing import Any

from reportlint import hookimpl


@hookimpl
def reportlint_profiles() -> dict[str, dict[str, Any]]:  # noqa: D103  # see the hook
    return {
        "strict": {"select": ["ALL"]},
        "formal": {"extend-select": ["RPT207", "RPT903"]},
        "draft": {"stage": "draft"},
    }
