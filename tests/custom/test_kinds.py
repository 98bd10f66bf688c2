"""What each kind finds, through the configuration and the command line."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from reportlint.marks import mark, unmark
from reportlint.source import Span

# (the table's own keys, marked texts); a text without marks must stay silent.
KINDS: dict[str, tuple[str, list[str]]] = {
    "existence: terms are literal": (
        'kind = "existence"\nterms = ["a.b", "（甲）"]',
        ["⟦a.b⟧与acb", "⟦（甲）⟧"],
    ),
    "existence: Latin terms at Latin boundaries": (
        'kind = "existence"\nterms = ["AI", "IT部门"]',
        ["⟦AI⟧技术", "用⟦AI⟧2代", "SAID", "AIR", "⟦IT部门⟧", "各⟦IT部门⟧和EIT部门"],
    ),
    "existence: no boundaries between Han": (
        'kind = "existence"\nterms = ["帐户"]',
        ["开立⟦帐户⟧管理", "账户"],
    ),
    "existence: patterns with Unicode properties": (
        "kind = \"existence\"\npatterns = ['\\p{Han}{2}同志们']",
        ["请⟦各位同志们⟧注意", "ab同志们"],
    ),
    "existence: paragraph ends": (
        "kind = \"existence\"\npatterns = ['^此外', '等$']",
        ["甲此外。\n⟦此外⟧，乙。\n丙、丁⟦等⟧\n戊等。"],
    ),
    "existence: the longest of terms that begin together": (
        'kind = "existence"\nterms = ["甲乙", "甲乙丙"]',
        ["⟦甲乙丙⟧，⟦甲乙⟧丁"],
    ),
    "existence: exceptions": (
        'kind = "existence"\nterms = ["部门"]\nexcept = ["有关部门", "主管部门"]',
        ["有关部门和⟦部门⟧、主管部门"],
    ),
    "existence: case": (
        'kind = "existence"\nterms = ["App"]\nignore-case = true',
        ["⟦APP⟧、⟦app⟧、apps"],
    ),
    "existence: not in addresses": (
        'kind = "existence"\nterms = ["abc"]',
        ["见 https://example.test/abc 和⟦abc⟧"],
    ),
    "existence: raw": (
        'kind = "existence"\nterms = ["abc"]\nscope = "raw"',
        ["见 https://example.test/⟦abc⟧ 和⟦abc⟧"],
    ),
    "existence: title only": (
        'kind = "existence"\nterms = ["情况"]\nscope = "title"',
        ["关于工作⟦情况⟧的报告\n\n一、总体情况\n情况良好。"],
    ),
    "existence: first level": (
        'kind = "existence"\nterms = ["情况"]\nscope = "heading.1"',
        ["关于工作情况的报告\n\n一、总体⟦情况⟧\n（一）基本情况\n情况良好。\n二、其他⟦情况⟧\n良好。"],
    ),
    "existence: second level": (
        'kind = "existence"\nterms = ["情况"]\nscope = ["heading.2"]',
        ["一、总体情况\n（一）基本⟦情况⟧\n情况良好。\n（二）其他⟦情况⟧\n良好。\n二、问题\n无。"],
    ),
    "existence: headings and paragraphs": (
        'kind = "existence"\nterms = ["情况"]\nscope = ["heading", "paragraph"]',
        ["关于工作情况的报告\n\n一、总体⟦情况⟧\n⟦情况⟧良好。"],
    ),
    "substitution: not within the right wording": (
        'kind = "substitution"\nmap = { "部门" = "有关部门" }',
        ["有关部门和⟦部门⟧"],
    ),
    "substitution: patterns": (
        "kind = \"substitution\"\npatterns = { '(\\d+)％' = '{1}%' }",
        ["增长⟦5％⟧和6%"],
    ),
    "occurrence: in a sentence": (
        'kind = "occurrence"\nterms = ["大力"]\nat-most = 1\nper = "sentence"',
        ["大力推进，⟦大力⟧发展，大力实施。大力建设。"],
    ),
    "occurrence: in a paragraph": (
        'kind = "occurrence"\nterms = ["大力"]\nat-most = 1\nper = "paragraph"',
        ["大力推进。⟦大力⟧发展。\n大力建设。"],
    ),
    "occurrence: in a section": (
        'kind = "occurrence"\nterms = ["大力"]\nat-most = 1\nper = "section"\nlevel = 1',
        ["一、工作\n（一）甲项\n大力推进。\n（二）乙项\n⟦大力⟧发展。\n二、问题\n大力建设。"],
    ),
    "occurrence: in a document": (
        'kind = "occurrence"\nterms = ["大力", "全力"]\nat-most = 2',
        ["大力推进。\n全力发展。\n⟦大力⟧建设。\n大力实施。", "大力、全力。"],
    ),
    "occurrence: none at all": (
        'kind = "occurrence"\nterms = ["大力"]\nat-most = 0',
        ["⟦大力⟧推进，大力发展。", "推进。"],
    ),
    "occurrence: at least, in a document": (
        'kind = "occurrence"\nterms = ["落款"]\nat-least = 1',
        ["⟦⟧正文。", "落款"],
    ),
    "occurrence: at least, in a paragraph": (
        "kind = \"occurrence\"\npatterns = ['。$']\nat-least = 1\nper = \"paragraph\"\nscope = \"paragraph\"",
        ["有句号的这一段。\n⟦没有句号的这一段，写得比较长，不会被当作标题，因为其中有逗号⟧\n又一段。"],
    ),
    "occurrence: at least, in a section": (
        "kind = \"occurrence\"\npatterns = ['\\d']\nat-least = 1\nper = \"section\"\nscope = \"paragraph\"",
        ["一、工作\n检查3家。\n⟦二、问题⟧\n不少。"],
    ),
    "repetition: in a sentence": (
        "kind = \"repetition\"\npatterns = ['\\p{Han}{2}机制']",
        ["建立长效机制、⟦长效机制⟧体系。长效机制。"],
    ),
    "repetition: near": (
        'kind = "repetition"\nterms = ["推进"]\ngap = 4\nper = "paragraph"',
        ["推进改革，⟦推进⟧开放。认真抓好落实，推进发展。"],
    ),
    "repetition: in a document": (
        'kind = "repetition"\nterms = ["综上所述"]\nper = "document"',
        ["综上所述，甲。\n⟦综上所述⟧，乙。"],
    ),
    "consistency: most used": (
        'kind = "consistency"\nspellings = [["其他", "其它", "其牠"]]',
        ["⟦其它⟧、其他、其他、⟦其牠⟧", "其它、其它"],
    ),
    "consistency: first used": (
        'kind = "consistency"\nspellings = [["其他", "其它"]]\nprefer = "first-used"',
        ["其它、⟦其他⟧、⟦其他⟧"],
    ),
    "consistency: first listed": (
        'kind = "consistency"\nspellings = [["其他", "其它"]]\nprefer = "first-listed"',
        ["⟦其它⟧、⟦其它⟧、其他"],
    ),
    "conditional: anywhere": (
        "kind = \"conditional\"\nif = '附件'\nthen = '详见'",
        ["⟦附件⟧另发，附件待定。", "附件另发。\n详见通知。"],
    ),
    "conditional: before": (
        "kind = \"conditional\"\nif = '本区'\nthen = '以下简称'\nbefore = true",
        ["⟦本区⟧（以下简称）", "示范区（以下简称“本区”），本区。"],
    ),
    "conditional: the same abbreviation": (
        "kind = \"conditional\"\nif = '\\b([A-Z]{3})\\b'\nthen = '（([A-Z]{3})）'\nbefore = true",
        ["国内生产总值（GDP），GDP 和 ⟦CPI⟧ ，CPI 。"],
    ),
    "conditional: in a section": (
        "kind = \"conditional\"\nif = '问题'\nthen = '措施'\nper = \"section\"\nscope = \"paragraph\"",
        ["一、甲项\n问题与措施。\n二、乙项\n⟦问题⟧不少。"],
    ),
    "required-section": (
        'kind = "required-section"\nsections = [["存在问题", "主要问题"], "下一步"]',
        ["一、工作\n甲。\n二、主要问题\n乙。\n三、下一步打算\n丙。", "⟦⟧一、工作\n甲。\n二、下一步打算\n乙。"],
    ),
    "required-section: spaced headings": (
        'kind = "required-section"\nsections = ["存在问题"]',
        ["一、工作\n甲。\n二、存 在 问 题\n乙。"],
    ),
    "required-section: level": (
        'kind = "required-section"\nsections = ["问题"]\nlevel = 1',
        ["⟦⟧一、工作\n（一）问题\n甲。\n（二）措施\n乙。\n二、下一步\n丙。"],
    ),
    "paired-markers: nested": (
        'kind = "paired-markers"\npairs = [["【", "】"], ["〖", "〗"]]',
        ["【甲〖乙〗】", "【甲⟦〖⟧乙】", "甲⟦】⟧乙", "⟦【⟧甲\n乙⟦】⟧"],
    ),
    "paired-markers: in a document": (
        'kind = "paired-markers"\npairs = [["【", "】"]]\nper = "document"',
        ["【甲\n乙】", "⟦【⟧甲【乙】"],
    ),
    "paired-markers: raw control markers": (
        'kind = "paired-markers"\npairs = [["<<a>>", "<</a>>"]]\nscope = "raw"\nper = "document"',
        ["<<a>>甲<</a>>⟦<<a>>⟧乙"],
    ),
    "paired-markers: alike": (
        'kind = "paired-markers"\npairs = [["~~", "~~"]]',
        ["~~甲~~乙", "~~甲~~乙⟦~~⟧"],
    ),
    "sequence: numbers": (
        "kind = \"sequence\"\nnumbers = '图(\\d+)'",
        ["图1、图2，见图1，⟦图4⟧、图5", "⟦图2⟧"],
    ),
    "sequence: from zero, in Han numerals": (
        "kind = \"sequence\"\nnumbers = '第([一二三四五六七八九十]+)批'\nstart = 3",
        ["第三批、第四批、⟦第六批⟧"],
    ),
    "sequence: by section": (
        "kind = \"sequence\"\nnumbers = '图(\\d+)'\nper = \"section\"",
        ["一、甲项\n图1、图2。\n二、乙项\n图1、⟦图3⟧。"],
    ),
    "sequence: order": (
        'kind = "sequence"\norder = ["首先", ["其次", "然后"], "最后"]',
        ["首先，然后，最后", "然后，⟦首先⟧，最后", "首先，最后，⟦其次⟧"],
    ),
}  # fmt: skip


def tables(keys: str, message: str = "“{match}”", **more: str) -> str:
    if "required-section" in keys:
        message = message.replace("match", "section")
    head = f'[[custom]]\ncode = "HS101"\nmessage = "{message}"\n{keys}\n'
    return 'select = ["HS"]\n' + head + "".join(f"{k} = {v}\n" for k, v in more.items())


def found(project: Any, text: str, *arguments: str) -> list[dict[str, Any]]:
    project.write("a.txt", text)
    outcome = project.run("check", "a.txt", "--output-format", "json", *arguments)
    assert outcome.err == ""
    findings: list[dict[str, Any]] = json.loads(outcome.out)["findings"]
    assert outcome.code == (1 if any(f["severity"] != "info" for f in findings) else 0)
    return findings


def marked(project: Any, text: str) -> str:
    """Lint a text and mark what was found, by lines and columns."""
    lines = text.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:n]) for n in range(len(lines))]
    spans = [
        Span(
            starts[f["line"] - 1] + f["column"] - 1, starts[f["end_line"] - 1] + f["end_column"] - 1
        )
        for f in found(project, text)
    ]
    return mark(text, spans)


@pytest.mark.parametrize(("keys", "texts"), KINDS.values(), ids=KINDS)
def test_kind(project: Any, keys: str, texts: list[str]) -> None:
    project.configure(tables(keys))
    for text in texts:
        assert marked(project, unmark(text)[0]) == text


@pytest.mark.parametrize(("keys", "texts"), KINDS.values(), ids=KINDS)
def test_examples_in_the_table(project: Any, keys: str, texts: list[str]) -> None:
    """The same texts as the table's own examples pass the gate, and any other mark fails it."""
    good = [text for text in texts if "⟦" not in text]
    bad = [text for text in texts if "⟦" in text]
    project.configure(tables(keys, good=json.dumps(good), bad=json.dumps(bad)))
    project.write("a.txt", "好。")
    assert project.run("check", "a.txt").err == ""
    if bad:
        moved = re.sub("[⟦⟧]", "", bad[0])
        project.configure(tables(keys, good=json.dumps([moved])))
        outcome = project.run("check", "a.txt")
        assert outcome.code == 2
        assert "good 例句不应报告" in outcome.err


def test_markdown_tables(project: Any) -> None:
    project.configure(tables('kind = "existence"\nterms = ["合计"]\nscope = "table"'))
    text = "# 合计\n\n合计如下。\n\n| 项目 | 数量 |\n|---|---|\n| 合计 | 3 |\n"
    project.write("a.md", text)
    outcome = project.run("check", "a.md")
    assert outcome.out.startswith("a.md:7:3: HS101")


def test_genre(project: Any) -> None:
    keys = 'kind = "existence"\nterms = ["乙方"]\ngenre = ["summary", "inspection"]'
    project.configure(tables(keys))
    assert found(project, "关于安全的自查报告\n\n乙方已整改。")
    assert not found(project, "关于安全的通知\n\n乙方已整改。")


@pytest.mark.parametrize(
    ("keys", "message", "text", "said"),
    [
        ('kind = "existence"\nterms = ["甲方"]', "{match}｛{{}}｝", "甲方", "甲方｛{}｝"),
        ("kind = \"existence\"\npatterns = ['(\\d+)(?P<unit>[元米])']", "{1}|{unit}|{2}", "3元", "3|元|元"),
        ('kind = "substitution"\nmap = { "帐户" = "账户" }', "{match}→{right}", "帐户", "帐户→账户"),
        ('kind = "occurrence"\nterms = ["大力"]\nat-most = 1', "{count}>{limit}", "大力大力", "2>1"),
        ('kind = "consistency"\nspellings = [["其他", "其它"]]', "{right}{count}", "其他其他其它", "其他2"),
        ('kind = "paired-markers"\npairs = [["【", "】"]]', "{match}?{right}", "【甲", "【?】"),
        ("kind = \"sequence\"\nnumbers = '图(\\d+)'", "{match} {right} {before}", "图1图3", "图3 2 图1"),
        ('kind = "required-section"\nsections = [["甲", "乙"]]', "{section}/{synonyms}/{genre}", "丙丁", "甲/甲、乙/unknown"),
        ('kind = "existence"\npatterns = ["甲+"]', "{match}", "甲" * 50, "甲" * 30 + "…" + "甲" * 8),
    ],
)  # fmt: skip
def test_messages_hold_the_match(
    project: Any, keys: str, message: str, text: str, said: str
) -> None:
    head = f'select = ["HS"]\n[[custom]]\ncode = "HS101"\nmessage = "{message}"\n{keys}\n'
    project.configure(head)
    assert found(project, text)[0]["message"] == said


def test_messages_and_remedies_in_two_languages(project: Any) -> None:
    project.configure(
        'select = ["HS"]\n[[custom]]\ncode = "HS101"\nkind = "substitution"\n'
        'message = { zh = "“{match}”有误", en = "{match} is wrong" }\n'
        'remedy = { zh = "改为“{right}”", en = "write {right}" }\nmap = { "帐户" = "账户" }\n'
    )
    zh, en = found(project, "帐户"), found(project, "帐户", "--lang", "en")
    assert (zh[0]["message"], zh[0]["remedy"]) == ("“帐户”有误", "改为“账户”")
    assert (en[0]["message"], en[0]["remedy"]) == ("帐户 is wrong", "write 账户")
