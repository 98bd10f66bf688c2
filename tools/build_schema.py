"""Make `docs/reportlint.schema.json`, the schema of a configuration, from the code.

    python tools/build_schema.py          # write it
    python tools/build_schema.py --check  # write nothing; 1 where it is stale

Only reportlint's own rules are in it; `reportlint config --schema` has those of plugins too.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from reportlint.config_schema import config_schema
from reportlint.plugins import Registry, load_registry

PLACE = Path(__file__).resolve().parent.parent / "docs" / "reportlint.schema.json"


def text() -> str:
    """Return the file as it should be."""
    own = Registry()
    for plugin in load_registry(fresh=True).plugins:
        if plugin.entry.distribution == "reportlint":
            own.add(plugin)
    return json.dumps(config_schema(own), ensure_ascii=False, indent=2) + "\n"


def main(argv: list[str] | None = None, place: Path = PLACE) -> int:
    """Run from the command line; 1 where `--check` finds the file stale."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; tell whether stale")
    options = parser.parse_args(argv)
    made = text()
    if place.exists() and place.read_text("utf-8") == made:
        return 0
    if options.check:
        print(f"{place.name} is stale; run python tools/build_schema.py", file=sys.stderr)
        return 1
    place.write_text(made, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
