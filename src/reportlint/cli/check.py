"""`reportlint check`: lint and mend files, folders or standard input."""

from __future__ import annotations

from typing import Any

import click

from reportlint.cli.configuration import configuration_options, help_option
from reportlint.cli.session import Choices


@click.command(
    "check", help="检查文件、文件夹或标准输入 / lint files, folders or standard input (-)"
)
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@configuration_options
@click.option(
    "--fail-level",
    type=click.Choice(["error", "warning", "info"]),
    help="达到此级别即退出 1 / exit 1 from this severity on",
)
@click.option(
    "--fix", is_flag=True, help="就地修改能稳妥修改之处 / mend files in place, - to standard output"
)
@click.option(
    "--unsafe-fixes",
    is_flag=True,
    help="也作可能改变意思的修改 / with --fix or --diff: fixes that may change the meaning, too",
)
@click.option(
    "--diff", is_flag=True, help="只显示将作的修改 / show what --fix would change; write nothing"
)
@click.option(
    "--output-format",
    "formats",
    multiple=True,
    metavar="NAME[:FILE]",
    help="输出格式，可重复 / text, full, json, jsonl, sarif …; repeatable, name:file writes a file",
)
@click.option(
    "--column-unit",
    type=click.Choice(["codepoint", "utf16", "utf8"]),
    default="codepoint",
    help="列号的单位 / what columns count in text, json and jsonl; utf8 for Vim",
)
@click.option("--baseline", metavar="FILE", help="存量问题清单 / the file of known findings")
@click.option(
    "--diff-base",
    metavar="REV",
    help="只报自某一 git 版本以来改动之处 / findings on lines changed since a git revision only",
)
@click.option(
    "--add-suppressions",
    metavar="REASON",
    help="为现有问题写入豁免 / write a suppression for every finding into the documents",
)
@click.option(
    "--show-suppressed",
    is_flag=True,
    help="也列出已豁免的问题及理由 / text and full: suppressed findings with their reasons, too",
)
@click.option(
    "--sarif-suppressed",
    is_flag=True,
    help="SARIF 也写入已豁免的问题 / sarif: suppressed findings, marked as such, too",
)
@click.option("--output-file", metavar="FILE", help="写入文件 / write the output to a file")
@click.option("--stdin-filename", metavar="NAME", help="标准输入的文件名 / what - is called")
@click.option("--exit-zero", is_flag=True, help="有发现也退出 0 / exit 0 in spite of findings")
@click.option("--statistics", is_flag=True, help="按编号计数 / count findings by code")
@click.option("-q", "--quiet", is_flag=True, help="只输出发现和错误 / findings and errors only")
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    help="颜色 / colour; NO_COLOR and FORCE_COLOR are honoured",
)
@click.option(
    "--progress/--no-progress",
    default=None,
    help="进度（默认仅终端、超过一秒）/ progress on standard error",
)
@click.option(
    "--force-exclude", is_flag=True, help="exclude 也用于指名的文件 / for named files too"
)
@click.option("--no-respect-gitignore", is_flag=True, help="不看 .gitignore / ignore .gitignore")
@click.option("--show-files", is_flag=True, help="只列出文件 / list the files and stop")
@click.option("--no-cache", is_flag=True, help="不用缓存 / neither read nor write the cache")
@click.option("--cache-dir", metavar="DIR", help="缓存文件夹 / folder of the cache")
@help_option
def command(paths: tuple[str, ...], **choices: Any) -> int:
    """Lint and report; the exit code is the return value."""
    from reportlint.cli.linting import lint_paths

    if not paths:
        from reportlint.cli.faults import usage_error

        raise usage_error("缺少要检查的路径", "no paths to check")
    return lint_paths(list(paths), Choices(**choices))
