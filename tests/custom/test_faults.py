"""Tables that do not fit: each is told with file, line, table and what to do, and exit code 2."""

from __future__ import annotations

from typing import Any

import pytest

HEAD = '[[custom]]\ncode = "HS101"\nname = "house-word"\nmessage = "x{match}"\n'  # lines 1 to 4
TERMS = 'kind = "existence"\nterms = ["甲乙"]\n'

FAULTS: dict[str, tuple[str, str, str]] = {
    # (table, English message behind `.reportlint.toml:`, part of the Chinese one)
    "unknown key": (
        HEAD + TERMS + "exept = []\n",
        "7: [[custom]] HS101 house-word: a rule of kind existence has no key exept; "
        "did you mean except?",
        "existence 类规则没有 exept 一项；是否应为 except？",
    ),
    "key of another kind": (
        HEAD + TERMS + "at-most = 3\n",
        "7: [[custom]] HS101 house-word: a rule of kind existence has no key at-most",
        "existence 类规则没有 at-most 一项",
    ),
    "no kind": (HEAD, "1: [[custom]] HS101 house-word: kind is missing", "缺少 kind"),
    "unknown kind": (
        HEAD + 'kind = "existance"\n',
        "5: [[custom]] HS101 house-word: no kind of rule is called existance; "
        "did you mean existence?",
        "没有名为 existance 的种类；是否应为 existence？",
    ),
    "kind is no string": (HEAD + "kind = 3\n", "5: [[custom]] HS101 house-word: no kind", "3"),
    "unknown scope": (
        HEAD + TERMS + 'scope = ["headin"]\n',
        "7: [[custom]] HS101 house-word: no scope is called headin; did you mean heading?",
        "没有名为 headin 的范围",
    ),
    "raw beside another scope": (
        HEAD + TERMS + 'scope = ["raw", "title"]\n',
        "7: [[custom]] HS101 house-word: raw cannot go with other scopes",
        "raw 不能与其他范围并用",
    ),
    "raw by paragraph": (
        HEAD + 'kind = "repetition"\nterms = ["甲乙"]\nscope = "raw"\n',
        '7: [[custom]] HS101 house-word: with scope = "raw" nothing is counted by sentence',
        "不能按 sentence 计",
    ),
    "unknown genre": (
        HEAD + TERMS + 'genre = "summery"\n',
        "7: [[custom]] HS101 house-word: no genre is called summery; did you mean summary?",
        "没有名为 summery 的文种；是否应为 summary？",
    ),
    "unknown severity": (
        HEAD + TERMS + 'severity = "errer"\n',
        "7: [[custom]] HS101 house-word: severity must be one of error, warning, info, "
        "not 'errer'; did you mean error?",
        "severity 应为 error, warning, info 之一",
    ),
    "no message": (
        '[[custom]]\ncode = "HS101"\n' + TERMS,
        "1: [[custom]] HS101: message is missing",
        "缺少 message",
    ),
    "no code": ('[[custom]]\nmessage = "x"\n' + TERMS, "1: [[custom]] 1: code is missing", "缺少 code"),
    "the second table": (
        HEAD + TERMS + '[[custom]]\nmessage = "x"\n' + TERMS,
        "7: [[custom]] 2: code is missing",
        "[[custom]] 2：缺少 code",
    ),
    "code out of shape": (
        HEAD.replace("HS101", "H-1") + TERMS,
        "2: [[custom]] H-1 house-word: the code 'H-1'",
        "编号 'H-1' 不合格式",
    ),
    "name out of shape": (
        HEAD.replace("house-word", "House Word") + TERMS,
        "3: [[custom]] HS101 House Word: the name 'House Word' of rule HS101 is not kebab-case",
        "名称 'House Word' 应为小写",
    ),
    "code of an installed rule": (
        HEAD.replace("HS101", "RPT101") + TERMS,
        "2: RPT101 is claimed by reportlint 0.1.0 (reportlint.rules.placeholders) and by "
        "[[custom]] RPT101 in .reportlint.toml; choose another code",
        "RPT101 重复：reportlint 0.1.0 (reportlint.rules.placeholders) 与 .reportlint.toml 的",
    ),
    "name of an installed rule": (
        HEAD.replace("house-word", "unfilled-placeholder") + TERMS,
        "3: unfilled-placeholder is claimed by reportlint 0.1.0 (reportlint.rules.placeholders)",
        "unfilled-placeholder 重复",
    ),
    "code given twice": (
        HEAD + TERMS + HEAD.replace("house-word", "another") + TERMS,
        "8: HS101 is claimed by .reportlint.toml [[custom]] HS101 and by [[custom]] HS101 in ",
        "HS101 重复",
    ),
    "terms are no list": (
        HEAD + 'kind = "existence"\nterms = "甲乙"\n',
        "6: [[custom]] HS101 house-word: terms must be a list of strings, none of them empty",
        "terms 应为非空字符串的列表，不能是 '甲乙'",
    ),
    "an empty term": (
        HEAD + 'kind = "existence"\nterms = ["甲乙", ""]\n',
        "6: [[custom]] HS101 house-word: terms must be a list of strings, none of them empty",
        "terms 应为非空字符串的列表",
    ),
    "neither terms nor patterns": (
        HEAD + 'kind = "existence"\n',
        "1: [[custom]] HS101 house-word: terms or patterns must be given",
        "terms 与 patterns 至少要有一项",
    ),
    "enabled is no boolean": (
        HEAD + TERMS + "enabled = 1\n",
        "7: [[custom]] HS101 house-word: enabled must be true or false, not 1",
        "enabled 应为 true 或 false，不能是 1",
    ),
    "message of the wrong type": (
        HEAD.replace('"x{match}"', "3") + TERMS,
        "4: [[custom]] HS101 house-word: message must be a string or { zh",
        "message 应为字符串",
    ),
    "message in a third language": (
        HEAD.replace('"x{match}"', '{ fr = "x" }') + TERMS,
        "4: [[custom]] HS101 house-word: message must be a string or { zh",
        "message 应为字符串",
    ),
    "unknown field": (
        HEAD.replace("{match}", "{mach}") + TERMS,
        "4: [[custom]] HS101 house-word: there is no field {mach}; did you mean match?",
        "没有字段 {mach}；是否应为 match？",
    ),
    "group that is not there": (
        HEAD.replace("{match}", "{2}") + "kind = \"existence\"\npatterns = ['(甲)']\n",
        "4: [[custom]] HS101 house-word: there is no field {2}",
        "没有字段 {2}",
    ),
    "field of another kind": (
        HEAD.replace("{match}", "{right}") + TERMS,
        "4: [[custom]] HS101 house-word: there is no field {right}",
        "没有字段 {right}",
    ),
    "brace without partner": (
        HEAD.replace("{match}", "{match") + TERMS,
        "4: [[custom]] HS101 house-word: a brace has no partner",
        "花括号不成对",
    ),
    "bad pattern": (
        HEAD + "kind = \"existence\"\npatterns = [\n  '甲+',\n  '乙(丙',\n]\n",
        "8: [[custom]] HS101 house-word: bad pattern at character 4 (missing )): 乙(丙▶",
        "正则表达式第",
    ),
    "unknown property": (
        HEAD + "kind = \"existence\"\npatterns = ['\\p{Hann}']\n",
        "6: [[custom]] HS101 house-word: bad pattern at character",
        "unknown property",
    ),
    "bad timeout": (
        HEAD + TERMS + "timeout = 0\n",
        "7: [[custom]] HS101 house-word: timeout must be a number of seconds above 0, not 0",
        "timeout 应为大于 0 的秒数",
    ),
    "bad pattern of a condition": (
        HEAD + "kind = \"conditional\"\nif = '('\nthen = '甲'\n",
        "6: [[custom]] HS101 house-word: bad pattern at character 2",
        "正则表达式第 2 个字符处有误",
    ),
    "condition without then": (
        HEAD + "kind = \"conditional\"\nif = '甲'\n",
        "1: [[custom]] HS101 house-word: then is missing",
        "缺少 then",
    ),
    "no limit": (
        HEAD + 'kind = "occurrence"\nterms = ["甲乙"]\n',
        "1: [[custom]] HS101 house-word: at-most or at-least must be given",
        "at-most 与 at-least 至少要有一项",
    ),
    "limits that leave no room": (
        HEAD + 'kind = "occurrence"\nterms = ["甲乙"]\nat-most = 1\nat-least = 2\n',
        "8: [[custom]] HS101 house-word: at-least (2) is above at-most (1)",
        "at-least（2）大于 at-most（1）",
    ),
    "limit of the wrong type": (
        HEAD + 'kind = "occurrence"\nterms = ["甲乙"]\nat-most = "2"\n',
        "7: [[custom]] HS101 house-word: at-most must be an integer, 0 or more, not '2'",
        "at-most 应为不小于 0 的整数",
    ),
    "unknown unit": (
        HEAD + 'kind = "occurrence"\nterms = ["甲乙"]\nat-most = 2\nper = "page"\n',
        "8: [[custom]] HS101 house-word: per must be one of sentence, paragraph, section",
        "per 应为 sentence, paragraph, section, document 之一",
    ),
    "map that leads on": (
        HEAD + 'kind = "substitution"\nmap = { "帐户" = "户头", "户头" = "账户" }\n',
        "6: [[custom]] HS101 house-word: 帐户 becomes 户头, in which 户头 is to become 账户",
        "帐户 改为 户头，其中的 户头 又要改为 账户",
    ),
    "map onto itself": (
        HEAD + 'kind = "substitution"\nmap = { "帐户" = "帐户" }\n',
        "6: [[custom]] HS101 house-word: 帐户 is replaced by itself",
        "帐户 改为的是它自己",
    ),
    "replacement with an unknown group": (
        HEAD + "kind = \"substitution\"\npatterns = { '(甲)' = '{2}' }\n",
        "6: [[custom]] HS101 house-word: there is no field {2}",
        "没有字段 {2}",
    ),
    "map of the wrong type": (
        HEAD + 'kind = "substitution"\nmap = ["帐户"]\n',
        "6: [[custom]] HS101 house-word: map must be a table such as",
        "map 应为表",
    ),
    "unknown fix": (
        HEAD + 'kind = "substitution"\nmap = { "帐户" = "账户" }\nfix = "save"\n',
        "7: [[custom]] HS101 house-word: fix must be one of safe, unsafe, none, not 'save'; "
        "did you mean safe?",
        "fix 应为 safe, unsafe, none 之一",
    ),
    "one spelling": (
        HEAD + 'kind = "consistency"\nspellings = [["其他"]]\n',
        "6: [[custom]] HS101 house-word: spellings must be a list of lists",
        "spellings 应为列表的列表",
    ),
    "spelling given twice": (
        HEAD + 'kind = "consistency"\nspellings = [["其他", "其它"], ["其它", "另外"]]\n',
        "6: [[custom]] HS101 house-word: 其它 is listed twice",
        "其它 出现了两次",
    ),
    "three markers": (
        HEAD + 'kind = "paired-markers"\npairs = [["(", "|", ")"]]\n',
        "6: [[custom]] HS101 house-word: pairs must be pairs of markers",
        "pairs 应为成对的标记",
    ),
    "marker in two pairs": (
        HEAD + 'kind = "paired-markers"\npairs = [["(", ")"], ["[", ")"]]\n',
        "6: [[custom]] HS101 house-word: ) stands in two pairs",
        ") 出现在两对里",
    ),
    "sections of the wrong type": (
        HEAD.replace("{match}", "") + 'kind = "required-section"\nsections = [3]\n',
        "6: [[custom]] HS101 house-word: sections must be a list of strings or of synonyms, not 3",
        "sections 应为字符串或同义词列表的列表",
    ),
    "numbers and order": (
        HEAD + "kind = \"sequence\"\nnumbers = '(\\d)'\norder = ['甲']\n",
        "1: [[custom]] HS101 house-word: either numbers or order must be given, and not both",
        "numbers 与 order 要有一项，且只有一项",
    ),
    "numbers without group": (
        HEAD + "kind = \"sequence\"\nnumbers = '\\d'\n",
        "6: [[custom]] HS101 house-word: the pattern needs a group for the number",
        "正则里要有一个括住数字的组",
    ),
    "good example that is reported": (
        HEAD + TERMS + 'good = [\n  "丙丁",\n  "又是甲乙",\n]\n',
        "9: [[custom]] HS101 house-word: a good example is reported: 又是⟦甲乙⟧; mend the example",
        "good 例句不应报告，实际：又是⟦甲乙⟧",
    ),
    "bad example that is silent": (
        HEAD + TERMS + 'bad = ["甲丙"]\n',
        "7: [[custom]] HS101 house-word: nothing is reported in this bad example: 甲丙",
        "bad 例句没有报告任何问题：甲丙",
    ),
    "bad example with other marks": (
        HEAD + TERMS + 'bad = ["用⟦甲乙丙⟧"]\n',
        "7: [[custom]] HS101 house-word: a bad example expects 用⟦甲乙丙⟧ but found is 用⟦甲乙⟧丙",
        "bad 例句应为 用⟦甲乙丙⟧，实际为 用⟦甲乙⟧丙",
    ),
    "marked bad example that is silent": (
        HEAD + TERMS + 'bad = ["用⟦甲丙⟧"]\n',
        "7: [[custom]] HS101 house-word: a bad example expects 用⟦甲丙⟧ but found is —",
        "bad 例句应为 用⟦甲丙⟧，实际为 —",
    ),
    "marks without partner": (
        HEAD + TERMS + 'bad = ["用⟦甲乙"]\n',
        "7: [[custom]] HS101 house-word: ⟦⟧ do not pair: 用⟦甲乙",
        "⟦⟧ 不成对",
    ),
    "example of the wrong type": (
        HEAD + TERMS + "good = [3]\n",
        '7: [[custom]] HS101 house-word: good must be a string or { text = "…" }, not 3',
        "good 应为字符串",
    ),
    "example with an unknown key": (
        HEAD + TERMS + 'good = [{ text = "x", colour = "red" }]\n',
        "7: [[custom]] HS101 house-word: good must be a table of text, format and genre",
        "good 应为只含 text、format、genre 的表",
    ),
    "example in an unknown format": (
        HEAD + TERMS + 'good = [{ text = "x", format = "markdwn" }]\n',
        "7: [[custom]] HS101 house-word: no format of examples is called markdwn; "
        "did you mean markdown?",
        "例句没有名为 markdwn 的格式",
    ),
    "example that runs away": (
        HEAD + "kind = \"existence\"\npatterns = ['(a+)+b']\ntimeout = 0.05\ngood = ['" + "a" * 5000 + "']\n",
        "8: [[custom]] HS101 house-word: a pattern of rule HS101 (house-word, in "
        ".reportlint.toml) took more than 0.05 s on",
        "已中止",
    ),
    "no such pack": (
        'packs = [\n  "rules/",\n]\n',
        "2: there is no pack rules/; the path is relative to this file",
        "没有规则包 rules/",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("table", "en", "zh"), FAULTS.values(), ids=FAULTS)
def test_faulty_table(project: Any, table: str, en: str, zh: str) -> None:
    project.configure(table)
    project.write("a.txt", "甲乙。")
    outcome = project.run("check", "a.txt", "--lang", "en")
    assert outcome.code == 2
    assert outcome.out == ""
    assert f"error: .reportlint.toml:{en}" in outcome.err
    assert outcome.err.count("\n") == 1
    chinese = project.run("check", "a.txt", "--lang", "zh")
    assert chinese.code == 2
    assert zh in chinese.err


PACKS: dict[str, tuple[str, str]] = {
    "syntax": ("x = [\n", "rules/a.toml:1: TOML syntax error"),
    "other keys": ("[[custon]]\nx = 1\n", "rules/a.toml:1: a pack holds [[custom]] only, no custon; did"),
    "no table": ("", "rules/a.toml:1: the pack holds no table [[custom]]"),
    "a faulty table": ("\n" + HEAD + 'kind = "existence"\n', "rules/a.toml:2: [[custom]] HS101"),
    "failing example": (
        HEAD + TERMS + 'bad = ["甲丙"]\n',
        "rules/a.toml:7: [[custom]] HS101 house-word: nothing is reported",
    ),
    "taken code": (
        HEAD.replace("HS101", "RPT101") + TERMS,
        "rules/a.toml:2: RPT101 is claimed by reportlint 0.1.0",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "said"), PACKS.values(), ids=PACKS)
def test_faulty_pack(project: Any, text: str, said: str) -> None:
    project.configure('packs = ["rules"]\n')
    project.write("rules/a.toml", text)
    project.write("a.txt", "甲乙。")
    outcome = project.run("check", "a.txt", "--lang", "en")
    assert outcome.code == 2
    assert outcome.err.startswith(f"error: {said}")


def test_a_pack_that_is_not_utf8_and_an_empty_folder(project: Any) -> None:
    project.configure('packs = ["rules"]\n')
    project.write("a.txt", "甲乙。")
    (project.folder / "rules").mkdir()
    assert "holds no .toml file" in project.run("check", "a.txt", "--lang", "en").err
    (project.folder / "rules" / "a.toml").write_bytes(b"\xff\xfe")
    assert (
        "rules/a.toml: the file is not UTF-8" in project.run("check", "a.txt", "--lang", "en").err
    )


def test_a_table_in_pyproject_has_its_line(project: Any) -> None:
    project.write("pyproject.toml", '[[tool.reportlint.custom]]\ncode = "HS101"\nkind = "x"\n')
    project.write("a.txt", "甲乙。")
    assert (
        "pyproject.toml:3: [[custom]] HS101: no kind"
        in project.run("check", "a.txt", "--lang", "en").err
    )
