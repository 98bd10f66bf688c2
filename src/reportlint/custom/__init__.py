"""Rules without code: each `[[custom]]` table of a TOML file becomes a rule class.

Nothing of this is imported unless a configuration or a plugin brings such a table.
"""

from __future__ import annotations

from reportlint.custom.packs import Pack, PackError, plugin_rules, read_packs
from reportlint.custom.tables import make_rules

__all__ = ["Pack", "PackError", "make_rules", "plugin_rules", "read_packs"]
