"""The counts of a run in one line, for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlint import Message, Severity

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
    held = held_back(summary)
    if lang == "en":
        line = (
            f"{_count(summary.files, 'file')} checked, {summary.files_with_findings} with "
            f"findings; {_count(summary.findings, 'finding')}: {_count(errors, 'error')}, "
            f"{_count(warnings, 'warning')}, {_count(infos, 'info')}; {summary.fixable} fixable"
        )
        line += f"; {held.en}" if held else ""
        line += f"; {summary.seconds:.2f} s" if timed else ""
        return f"{line}; {_count(failed, 'failure')}" if failed else line
    line = (
        f"检查 {summary.files} 个文件，{summary.files_with_findings} 个有问题；"
        f"共 {summary.findings} 处：错误 {errors}，警告 {warnings}，提示 {infos}；"
        f"可自动修改 {summary.fixable} 处"
    )
    line += f"；{held.zh}" if held else ""
    line += f"；用时 {summary.seconds:.2f} 秒" if timed else ""
    return f"{line}；另有 {failed} 项未能检查" if failed else line


def held_back(summary: Summary) -> Message | None:
    """Say how many findings are not reported, and why; nothing where all are."""
    counts = (summary.suppressed, summary.held["baseline"], summary.held["diff"])
    wording = (
        ("豁免 {} 处", "{} suppressed"),
        ("存量 {} 处未计", "{} in the baseline"),
        ("未改动之处 {} 处未计", "{} on unchanged lines"),
    )
    said = [(zh.format(n), en.format(n)) for n, (zh, en) in zip(counts, wording) if n]
    if not said:
        return None
    return Message("，".join(zh for zh, _ in said), ", ".join(en for _, en in said))


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
