"""`reportlint init`: write a commented configuration, a pre-commit hook or a CI workflow."""

from __future__ import annotations

import os
import sys
from typing import NamedTuple

import click

from reportlint import __version__
from reportlint.cli.atomic import AtomicFile
from reportlint.cli.configuration import help_option, lang_option
from reportlint.message import Message, ReportlintError


class ExistsError(ReportlintError):
    """A file stands where one was to be written."""


class _Template(NamedTuple):
    """A text shipped beside this module, and the file it becomes."""

    source: str
    target: str


_CONFIG = _Template("reportlint.toml", ".reportlint.toml")
_PRE_COMMIT = _Template("pre-commit.yaml", ".pre-commit-config.yaml")
_CI = _Template("github.yaml", os.path.join(".github", "workflows", "reportlint.yml"))


@click.command("init", help="写一份带注释的配置 / write a commented .reportlint.toml")
@click.argument("folder", default=".", metavar="[DIR]")
@click.option(
    "--pre-commit", is_flag=True, help="改写 pre-commit 钩子 / the pre-commit hook instead"
)
@click.option("--ci", is_flag=True, help="改写 CI 流程 / the CI workflow (GitHub Actions) instead")
@click.option("--print", "prints", is_flag=True, help="只打印 / print and write nothing")
@click.option("--force", is_flag=True, help="覆盖已有文件 / overwrite existing files")
@lang_option
@help_option
def command(
    folder: str, pre_commit: bool, ci: bool, prints: bool, force: bool, lang: str | None
) -> int:
    """Write what was asked for; the configuration where nothing else was."""
    chosen = [template for template, on in ((_PRE_COMMIT, pre_commit), (_CI, ci)) if on]
    for template in chosen or [_CONFIG]:
        text = _text(template)
        if prints:
            sys.stdout.write(text)
        else:
            _write(text, os.path.normpath(os.path.join(folder, template.target)), force, lang)
    return 0


def _text(template: _Template) -> str:
    path = os.path.join(os.path.dirname(__file__), "templates", template.source)
    with open(path, encoding="utf-8") as file:
        return file.read().replace("{version}", __version__)


def _write(text: str, path: str, force: bool, lang: str | None) -> None:
    if os.path.lexists(path) and not force:
        raise ExistsError(
            Message("已有此文件，未改动", "exists and was left alone"),
            remedy=Message(
                "用 --print 打印内容自行合并，或用 --force 覆盖",
                "print the text with --print and merge it, or overwrite with --force",
            ),
            path=path,
        )
    folder = os.path.dirname(path)
    if path.endswith(_CI.target):
        os.makedirs(folder, exist_ok=True)
    with AtomicFile(path) as file:
        file.write(text)
    print(f"wrote {path}" if lang == "en" else f"已写入 {path}")
