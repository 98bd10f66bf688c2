"""A folder of installed distributions, for tests of what plugins do when they are found."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

HEAD = "from reportlint import Example, Message, Rule, Severity, hookimpl, option\n"
RULE = '''
class {name}(Rule):
    """一处问题。"""
    code, name, severity = "{code}", "{slug}", Severity.WARNING

    def check(self, document):
        at = document.text.find("甲")
        if at >= 0:
            yield self.finding(at, at + 1, "甲")
'''
HOOK = """
@hookimpl
def reportlint_rules():
    return [{rules}]
"""
LIST = """
from reportlint.plugins import PluginError, load_registry
errors = []
registry = load_registry({arguments}errors=errors)
print(" ".join(code for code in sorted(registry.rules) if not code.startswith("RPT")))
print(*[error.render("en") for error in errors], sep="\\n")
"""


def rule(code: str, slug: str | None = None) -> str:
    return RULE.format(name=f"R{code}", code=code, slug=slug or f"rule-{code.lower()}")


def plugin(*codes: str) -> str:
    return HEAD + "".join(map(rule, codes)) + HOOK.format(rules=", ".join(f"R{c}" for c in codes))


class Site:
    """A folder of installed distributions, and a Python that sees it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "site"
        self.folder.mkdir()
        self.home = folder / "cache"

    def install(self, name: str, body: str, version: str = "1.0", points: str = "") -> None:
        module = name.replace("-", "_")
        (self.folder / f"{module}.py").write_text(textwrap.dedent(body), encoding="utf-8")
        info = self.folder / f"{module}-{version}.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        (info / "entry_points.txt").write_text(
            f"[reportlint]\n{points or f'{module} = {module}'}\n[console_scripts]\nx = x:y\n"
        )

    def run(self, program: str) -> list[str]:
        environment = {
            **os.environ,
            "PYTHONPATH": str(self.folder),
            "REPORTLINT_CACHE_DIR": str(self.home),
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        done = subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True, text=True, encoding="utf-8", env=environment, check=False,
            cwd=self.folder,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout.rstrip("\n").split("\n")

    def load(self, arguments: str = "") -> tuple[str, str]:
        """Return the codes that were loaded, and the errors that were met."""
        codes, *errors = self.run(LIST.format(arguments=arguments))
        return codes, "\n".join(errors)
