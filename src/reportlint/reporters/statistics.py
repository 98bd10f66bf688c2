"""The table of `--statistics`: how often each rule found something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlint.reporters.cells import width

if TYPE_CHECKING:
    from reportlint import Run, Summary


def statistics(summary: Summary, run: Run) -> str:
    """Return one line a code: count, code, name and title, the most frequent first."""
    if not summary.by_code:
        return ""
    rules = {selected.rule.code: selected.rule for selected in run.rules}
    rows = []
    for code, count in sorted(summary.by_code.items(), key=lambda item: (-item[1], item[0])):
        rule = rules.get(code)
        rows.append(
            (str(count), code, rule.name if rule else "", rule.title(run.lang) if rule else "")
        )
    widest = [max(width(row[column]) for row in rows) for column in range(3)]
    return "".join(
        f"{count:>{widest[0]}}  {code:<{widest[1]}}  {name:<{widest[2]}}  {title}".rstrip() + "\n"
        for count, code, name, title in rows
    )
