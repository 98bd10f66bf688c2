"""Make the pages of the rules, `docs/rules/`, from the rules themselves.

    python tools/build_docs.py          # write what changed, delete pages of rules that are gone
    python tools/build_docs.py --check  # write nothing; 1 and their names where pages are stale

Only reportlint's own rules get a page, whatever else is installed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from reportlint.cli.atomic import AtomicFile
from reportlint.message import Message
from reportlint.pages import SEVERITIES, escaped, fix_examples, markdown, page
from reportlint.plugins import Registry, load_registry

if TYPE_CHECKING:
    from reportlint import Rule

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "rules"
STAMP = "<!-- Made by tools/build_docs.py from the rule itself; changes belong there. -->\n\n"
FAMILIES = {
    "0": Message("豁免", "Suppressions"),
    "1": Message("占位符与残留", "Placeholders and residue"),
    "2": Message("结构", "Structure"),
    "3": Message("序号", "Numbering"),
    "4": Message("重复", "Repetition"),
    "5": Message("标点", "Punctuation"),
    "6": Message("数字、日期、计量", "Numbers, dates, units"),
    "7": Message("用词", "Wording"),
    "8": Message("前后一致", "Consistency"),
}
_FIXABLE = {
    (): Message("无", "none"),
    ("safe",): Message("安全", "safe"),
    ("unsafe",): Message("须复核", "unsafe"),
    ("safe", "unsafe"): Message("安全、须复核", "safe, unsafe"),
}


def pages(registry: Registry) -> dict[str, str]:
    """Return every page by its file's name."""
    rules = [
        rule
        for code, rule in sorted(registry.rules.items())
        if registry.owners[code].distribution == "reportlint"
    ]
    made = {f"{rule.code}.md": rule_page(rule, registry) for rule in rules}
    made["index.md"] = index(rules, registry)
    return made


def rule_page(rule: type[Rule], registry: Registry) -> str:
    """Return a rule's page: in Chinese, the same in English below."""
    both = [markdown(page(rule, registry, lang)) for lang in ("zh", "en")]
    return f"{STAMP}# {rule.code} {escaped(rule.name)}\n\n" + "\n".join(both)


def index(rules: list[type[Rule]], registry: Registry) -> str:
    """Return the list of the rules by family."""
    out = [
        STAMP + "# 规则一览 · Rules\n",
        "括号里是级别和默认状态；“修复”一列说明能否自动修改："
        "“安全”用 `--fix`，“须复核”用 `--unsafe-fixes`。\n",
        "“Fix” says whether the tool can mend it: safe with `--fix`, unsafe with "
        "`--unsafe-fixes`. How often each rule was right is in [accuracy](../accuracy.md).",
    ]
    digit = ""
    for rule in rules:
        if rule.code[3] != digit:
            digit = rule.code[3]
            out.append(f"\n## {digit} {FAMILIES[digit].zh} · {FAMILIES[digit].en}\n")
            out.append(
                "| 编号 code | 名称 name | 查什么 what | 级别 severity | 默认 default | 修复 fix |"
            )
            out.append("|---|---|---|---|---|---|")
        out.append(_row(rule, registry))
    return "\n".join(out) + "\n"


def _row(rule: type[Rule], registry: Registry) -> str:
    severity = SEVERITIES[rule.severity.label]
    fix = _FIXABLE[tuple(sorted(fix_examples(rule, registry)))]
    cells = (
        f"[{rule.code}]({rule.code}.md)",
        f"`{rule.name}`",
        f"{escaped(rule.title('zh'))} · {escaped(rule.title('en'))}",
        f"{severity.zh} {severity.en}",
        "启用 on" if rule.enabled else "停用 off",
        f"{fix.zh} {fix.en}",
    )
    return f"| {' | '.join(cells)} |"


def stale(made: dict[str, str], folder: Path) -> Iterator[str]:
    """Yield the names of pages that are missing, differ, or belong to no rule."""
    there = {path.name: path.read_text("utf-8") for path in folder.glob("*.md")}
    for name in sorted({*made, *there}):
        if made.get(name) != there.get(name):
            yield name


def main(argv: list[str] | None = None, folder: Path = FOLDER) -> int:
    """Run from the command line; 1 where `--check` finds stale pages."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; name stale pages")
    options = parser.parse_args(argv)
    made = pages(load_registry(fresh=True))
    changed = list(stale(made, folder))
    if options.check:
        for name in changed:
            what = "belongs to no rule" if name not in made else "is stale"
            print(f"docs/rules/{name} {what}; run python tools/build_docs.py", file=sys.stderr)
        return 1 if changed else 0
    folder.mkdir(parents=True, exist_ok=True)
    for name in changed:
        if name not in made:
            (folder / name).unlink()
            continue
        with AtomicFile(str(folder / name)) as file:
            file.write(made[name])
    print(f"{len(made)} pages, {len(changed)} changed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
