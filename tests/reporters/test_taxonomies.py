"""Which clauses are read from a rule's source."""

from __future__ import annotations

import pytest

from reportlint.plugins import load_registry
from reportlint.reporters.taxonomies import STANDARDS, Taxonomies, clauses

PUNCTUATION, NUMERALS, LAYOUT, REGULATIONS = range(4)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("惯例", []),
        ("", []),
        ("惯例（数量逻辑，3 处）", []),
        ("GB/T 15834—2011 4.5.3.5（通常不用顿号）", [(PUNCTUATION, "4.5.3.5")]),
        ("GB/T 15834—2011 5.1.1、附录B.3.7", [(PUNCTUATION, "5.1.1"), (PUNCTUATION, "B.3.7")]),
        ("GB/T 15834-2011 第4章（点号的用法）", [(PUNCTUATION, "4")]),
        ("GB/T 15834 4.7.3.5；惯例 1.2", [(PUNCTUATION, "4.7.3.5")]),
        ("惯例；层次序数见 GB/T 9704—2012 7.3.3", [(LAYOUT, "7.3.3")]),
        ("《党政机关公文格式》（GB/T 9704—2012）7.3.3", [(LAYOUT, "7.3.3")]),
        (
            "GB/T 15835—2011 5.1.4、5.2.5；GB/T 15834—2011 4.13",
            [(NUMERALS, "5.1.4"), (NUMERALS, "5.2.5"), (PUNCTUATION, "4.13")],
        ),
        ("GB/T 15835—2011", [(NUMERALS, "")]),
        ("《党政机关公文处理工作条例》第十五条（四）", [(REGULATIONS, "15(4)")]),
        ("《党政机关公文处理工作条例》第九条、第十九条", [(REGULATIONS, "9"), (REGULATIONS, "19")]),
        ("条例第19条", [(REGULATIONS, "19")]),
        ("《保密条例》第十九条", []),
        ("GB/T 7714—2015 4.1", []),
        ("GB/T 15834—2011 4.1；《现代汉语词典》2.2", [(PUNCTUATION, "4.1")]),
    ],
)
def test_clauses(source: str, expected: list[tuple[int, str]]) -> None:
    assert clauses(source) == expected


def test_references_point_at_what_is_listed() -> None:
    sources = ["GB/T 15834—2011 4.10、4.9", "《党政机关公文处理工作条例》第九条", "惯例"]
    taxonomies = Taxonomies(sources)
    components = taxonomies.components("zh")
    assert [component["name"] for component in components] == [
        "GB/T 15834-2011",
        "中办发〔2012〕14号",
    ]
    assert [taxon["id"] for taxon in components[0]["taxa"]] == ["4.9", "4.10"]
    for source in sources:
        for link in taxonomies.relationships(source):
            target = link["target"]
            component = components[target["toolComponent"]["index"]]
            assert component["name"] == target["toolComponent"]["name"]
            assert component["taxa"][target["index"]]["id"] == target["id"]


def test_every_built_in_rule_that_cites_a_standard_is_understood() -> None:
    for rule in load_registry().rules.values():
        for index, standard in enumerate(STANDARDS):
            if standard.name.partition("-")[0].replace("GB/T ", "") in rule.source:
                assert index in {found for found, _ in clauses(rule.source)}, rule.source
