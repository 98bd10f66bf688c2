"""`reportlint new-plugin`: write a package with one rule, its tests, CI and a hook snippet."""

from __future__ import annotations

import os
import re
import sys
from typing import NamedTuple

import click

from reportlint import __version__
from reportlint.cli.atomic import AtomicFile
from reportlint.cli.configuration import help_option, lang_option
from reportlint.cli.faults import usage_error
from reportlint.cli.init import ExistsError
from reportlint.message import Message

_FILES = {
    "pyproject.toml": "pyproject.toml",
    "README.md": "README.md",
    "gitignore": ".gitignore",
    "ci.yaml": ".github/workflows/tests.yml",
    "pre-commit.yaml": "pre-commit.example.yaml",
    "init.py": "src/{{module}}/__init__.py",
    "rule.py": "src/{{module}}/vague_amount.py",
    "test.py": "tests/test_rules.py",
    "cases.md": "tests/rules/{{code}}.md",
}
"""Where each template goes."""

_NAME = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")
_MOST_LETTERS = 4  # of a code


class _Names(NamedTuple):
    """What a template's fields are replaced by."""

    name: str
    module: str
    code: str
    low: str
    slug: str
    version: str


@click.command("new-plugin", help="生成插件包 / write a plugin package with one rule and its tests")
@click.argument("name", metavar="NAME")
@click.option("--directory", metavar="DIR", help="写到哪里（默认 ./NAME）/ where it goes")
@click.option("--prefix", metavar="LETTERS", help="规则编号的字母 / letters of the rules' codes")
@lang_option
@help_option
def command(name: str, directory: str | None, prefix: str | None, lang: str | None) -> int:
    """Write the package; nothing where one of its files exists."""
    names = _names(name, prefix)
    folder = os.path.normpath(directory or name)
    texts = {
        os.path.join(folder, *_filled(place, names).split("/")): _filled(_template(source), names)
        for source, place in _FILES.items()
    }
    for path in texts:
        if os.path.lexists(path):
            raise ExistsError(
                Message("已有此文件，什么也没有写", "exists; nothing was written"),
                remedy=Message("换一个 --directory", "choose another --directory"),
                path=path,
            )
    for path, text in texts.items():
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with AtomicFile(path) as file:
            file.write(text)
    sys.stdout.write(_said(folder, list(texts), lang))
    return 0


def _names(name: str, prefix: str | None) -> _Names:
    if not _NAME.fullmatch(name):
        raise usage_error(
            f"插件名 {name} 应为小写字母、数字，以连字符相连",
            f"the name {name} must be small letters and digits, joined by hyphens",
        )
    module = name.replace("-", "_")
    if module in sys.stdlib_module_names or module == "reportlint":
        raise usage_error(f"{name} 是已有模块的名称", f"{name} is the name of a module that exists")
    letters = (prefix or _letters(name)).upper()
    if not re.fullmatch(r"[A-Z]{2,4}", letters) or letters.startswith("RPT"):
        raise usage_error(
            f"--prefix 应为两至四个字母，不能是 RPT：{letters}",
            f"--prefix must be two to four letters, not RPT: {letters}",
        )
    code = f"{letters}101"
    return _Names(name, module, code, code.lower(), letters.lower(), __version__)


def _letters(name: str) -> str:
    """Return the letters of the codes: the initials of a name, or how its one word begins."""
    words = [word for word in re.split(r"[-_]", name) if word != "reportlint"]
    initials = "".join(word[0] for word in words if word[0].isalpha())
    if len(initials) < 2:
        initials = re.sub(r"[^a-z]", "", "".join(words))[:3]
    return (initials if len(initials) > 1 else f"{initials}x")[:_MOST_LETTERS]


def _template(name: str) -> str:
    path = os.path.join(os.path.dirname(__file__), "templates", "plugin", f"{name}.tmpl")
    with open(path, encoding="utf-8") as file:
        return file.read()


def _filled(text: str, names: _Names) -> str:
    for field, value in names._asdict().items():
        text = text.replace(f"{{{{{field}}}}}", value)
    return text


def _said(folder: str, paths: list[str], lang: str | None) -> str:
    commands = f"    cd {folder}\n    python -m pip install -e '.[test]'\n    python -m pytest\n"
    listed = "".join(f"{path}\n" for path in paths)
    if lang == "en":
        return f"{listed}written. Next:\n{commands}"
    return f"{listed}已写入。接着：\n{commands}"
