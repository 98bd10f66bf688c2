"""The strategies that `reportlint.testing` offers to plugins, under a short name."""

from __future__ import annotations

from reportlint.testing.strategies import BREAKS, documents, encodable_texts, reports, texts

__all__ = ["BREAKS", "documents", "encodable_texts", "reports", "texts"]
