"""reportlint-vale: the YAML styles of Vale as rules, where `packs` names their folder."""

from __future__ import annotations

from collections.abc import Sequence

from reportlint import Rule, hookimpl

__all__ = ["reportlint_read_pack"]

reportlint_api = 1


@hookimpl
def reportlint_read_pack(path: str) -> Sequence[type[Rule]] | None:
    """Return the rules of a folder of styles, of one style or of one rule file."""
    from reportlint_vale.folders import rule_files  # YAML is imported where a pack is read only

    files = rule_files(path)
    if not files:
        return None
    from reportlint_vale.making import make_rules

    return make_rules(files)
