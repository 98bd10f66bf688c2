"""The counts of a run in one line, for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlint import Severity

if TYPE_CHECKING:
    from reportlint import Summary


def summary_line(summary: Summary, lang: str, *, timed: bool = True) -> str:
    """Return how many files, findings and fixable ones, and how long it took.

    Args:
        summary: The counts.
        lang: "zh" or "en".
        timed: Whether to say how long; without it, equal runs give equal lines.
    """
    by = summary.by_severity
    errors, warnings, infos = by[Severity.ERROR], by[Severity.WARNING], by[Severity.INFO]
    failed = len(summary.errors)
    if lang == "en":
        line = (
            f"{_count(summary.files, 'file')} checked, {summary.files_with_findings} with "
            f"findings; {_count(summary.findings, 'finding')}: {_count(errors, 'error')}, "
            f"{_count(warnings, 'warning')}, {_count(infos, 'info')}; {summary.fixable} fixable"
        )
        line += f"; {summary.seconds:.2f} s" if timed else ""
        return f"{line}; {_count(failed, 'failure')}" if failed else line
    line = (
        f"检查 {summary.files} 个文件，{summary.files_with_findings} 个有问题；"
        f"共 {summary.findings} 处：错误 {errors}，警告 {warnings}，提示 {infos}；"
        f"可自动修改 {summary.fixable} 处"
    )
    line += f"；用时 {summary.seconds:.2f} 秒" if timed else ""
    return f"{line}；另有 {failed} 项未能检查" if failed else line


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
