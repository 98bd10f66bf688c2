"""Each check of Vale on marked texts: `⟦⟧` holds exactly what is to be reported."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlint import Example, Rule
from reportlint.testing import fixed_text, run_example

from reportlint_vale import reportlint_read_pack

HEAD = "message: '%s'\n"
CASES = {
    "existence": (
        "extends: existence\ntokens: [帐户, AI, basically]",
        ["该⟦帐户⟧余额", "用⟦AI⟧写，AIR不算，⟦AI⟧", "It is ⟦basically⟧ so.", "Basically, unbasically"],
    ),
    "ignorecase": ("extends: existence\nignorecase: true\ntokens: [basically]", ["⟦Basically⟧, yes."]),
    "nonword": ("extends: existence\nnonword: true\ntokens: [ab]", ["c⟦ab⟧d"]),
    "raw": ("extends: existence\nraw: ['(?:十分)', '的?重要']", ["⟦十分重要⟧，⟦十分的重要⟧，十分必要"]),
    "raw before tokens": ("extends: existence\nraw: [不]\ntokens: [好]", ["⟦不好⟧，好"]),
    "append": ("extends: existence\nappend: true\nraw: [事]\ntokens: [好]", ["⟦好事⟧，好"]),
    "boundaries": (r"extends: existence" "\n" r"tokens: ['\b[A-Z]{3}\b']", ["我国⟦GDP⟧增长", "我国GDPS增长"]),
    "classes": ("extends: existence\nnonword: true\ntokens: ['[[&&]x', '[]]y', '\\pLz']", ["⟦[x⟧⟦&x⟧⟦]y⟧⟦字z⟧"]),
    "scoped flags": ("extends: existence\ntokens: ['(?i)abc', 'Xyz']", ["⟦ABC⟧ xyz ⟦Xyz⟧"]),
    "exceptions": (
        "extends: existence\ntokens: [搞好]\nexceptions: [搞好团结]",
        ["搞好团结，⟦搞好⟧工作"],
    ),
    "back reference": ("extends: existence\nnonword: true\ntokens: ['(\\p{Han}{2,4})\\1', x]", ["推进⟦工作工作⟧，⟦x⟧"]),
    "limit": ("extends: existence\nlimit: 1\ntokens: [甲]", ["乙⟦甲⟧，甲"]),
    "code is no text": ("extends: existence\ntokens: [甲]", ["⟦甲⟧和`甲`"]),
    "raw sees code": ("extends: existence\nscope: raw\ntokens: [甲]", ["⟦甲⟧和`⟦甲⟧`"]),
    "heading": ("extends: existence\nscope: heading\ntokens: [概况]", ["# 题目\n\n## ⟦概况⟧\n\n概况如下。"]),
    "heading level": (
        "extends: existence\nscope: [heading.h2.md, list]\ntokens: [甲]",
        ["# 甲题\n\n## ⟦甲⟧\n\n### 甲\n\n甲。\n\n- ⟦甲⟧条\n"],
    ),
    "not": ("extends: existence\nscope: ~heading & ~list\ntokens: [甲]", ["# 题目\n\n## 甲\n\n⟦甲⟧。\n\n- 甲条\n"]),
    "other format": ("extends: existence\nscope: text.txt\ntokens: [甲]", ["甲"]),
    "table": ("extends: existence\nscope: table.cell\ntokens: [甲]", ["甲。\n\n| 一 | 二 |\n|-|-|\n| 乙 | ⟦甲⟧ |\n"]),
    "substitution": ("extends: substitution\nswap: {帐户: 账户, no: 不}", ["⟦帐户⟧，账户，⟦no⟧，note"]),
    "longest first": ("extends: substitution\nswap: {甲: 丙, 甲乙: 丁}", ["⟦甲乙⟧，⟦甲⟧"]),
    "right already": ("extends: substitution\nignorecase: true\nswap: {github: GitHub}", ["GitHub，⟦Github⟧"]),
    "most": ("extends: occurrence\nscope: sentence\nmax: 1\ntoken: ，", ["甲⟦，⟧乙，丙。丁，戊。"]),
    "least": ("extends: occurrence\nscope: summary\nmin: 1\ntoken: '\\d'", ["⟦⟧没有数字。", "共3项。"]),
    "repetition": (
        "extends: repetition\ntokens: ['\\p{Han}', '[^\\s\\p{Han}]+']",
        ["认真⟦的的⟧态度，好。好。", "see ⟦the the⟧ end"],
    ),
    "consistency": ("extends: consistency\neither: {网路: 网络}", ["网络安全。\n\n⟦网路⟧建设，网络。", "网路，网路"]),
    "conditional": (
        "extends: conditional\nfirst: '\\b[A-Z]{3}\\b'\nsecond: '（([A-Z]{3})）'\nexceptions: [PDF]",
        ["用⟦CPI⟧看。\n\n居民消费价格指数（CPI）上升，CPI、PDF和⟦PPI⟧。"],
    ),
    "presence": ("extends: conditional\nfirst: 附件\nsecond: 附表", ["见⟦附件⟧。\n\n附表如下，附件略。"]),
    "title case": (
        "extends: capitalization\nscope: heading\nmatch: $title",
        ["# A Tale of Two Cities\n\nText.", "# ⟦A tale of two cities⟧\n\nText.", "# 二〇二四年工作总结\n\n略。"],
    ),
    "sentence case": (
        "extends: capitalization\nscope: heading\nmatch: $sentence\nexceptions: [GitHub Actions]",
        ["# Use GitHub Actions\n\nx", "# ⟦Use The Other Tools⟧\n\nx"],
    ),
    "lower": ("extends: capitalization\nscope: list\nmatch: $lower", ["- 用pip安装\n- ⟦用PIP安装⟧\n"]),
    "pattern": ("extends: capitalization\nscope: list\nmatch: '^[\\p{Han}A-Z]'", ["- 甲\n- Yes\n- ⟦no⟧\n"]),
}  # fmt: skip


def rule_of(folder: Path, text: str) -> type[Rule]:
    path = folder / "Style" / "Rule.yml"
    path.parent.mkdir()
    path.write_text(text if "message" in text else HEAD + text, "utf-8")
    made = reportlint_read_pack(str(path.parent))
    assert made is not None
    return made[0]


@pytest.mark.parametrize("name", CASES)
def test_check(name: str, tmp_path: Path) -> None:
    text, examples = CASES[name]
    rule = rule_of(tmp_path, text)
    for example in examples:
        expected, found = run_example(rule, Example(example, format="markdown"))
        assert found == expected


FIXES = {
    "replace": ("extends: substitution\nswap: {帐户: 账户}\naction: {name: replace}", "两个账户"),
    "choice": ("extends: substitution\nswap: {帐户: 账户|户头}\naction: {name: replace}", "两个帐户"),
    "none": ("extends: substitution\nswap: {帐户: 账户}", "两个帐户"),
    "endless": ("extends: substitution\nswap: {帐户: 新帐户}\naction: {name: replace}", "两个帐户"),
    "remove": ("extends: existence\ntokens: [帐户]\naction: {name: remove}", "两个"),
    "own words": ("extends: existence\ntokens: [帐户]\naction: {name: replace, params: [户]}", "两个户"),
    "trim": ("extends: existence\ntokens: [个帐户]\naction: {name: edit, params: [trim_right, 户]}", "两个帐"),
    "script": ("extends: existence\ntokens: [帐户]\naction: {name: suggest, params: [x.tengo]}", "两个帐户"),
}  # fmt: skip


@pytest.mark.parametrize("name", FIXES)
def test_fix(name: str, tmp_path: Path) -> None:
    text, fixed = FIXES[name]
    assert fixed_text(rule_of(tmp_path, text), Example("两个帐户")) == fixed
