"""Packs in a plugin's own format: `packs` asks the hook `reportlint_read_pack` first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from reportlint import Document, Finding, Message, ReportlintError, Rule
from reportlint.entry_points import EntryPoint
from reportlint.loading import Plugin
from reportlint.plugins import Registry
from reportlint.policy import Policies


class Ticket(Rule):
    """工单号。"""

    code = "TK101"
    name = "ticket"

    def check(self, document: Document) -> Iterable[Finding]:
        at = document.prose.find("工单")
        if at >= 0:
            yield self.finding(at, at + 2, "工单")


def registry(read_pack: Callable[[str], Any]) -> Registry:
    entry = EntryPoint("house-packs", "1.0", "house", "house_packs")
    made = Registry()
    made.add(Plugin(entry, (), (), (), {}, 0.0, read_pack=read_pack))
    return made


def codes(tmp_path: Path, read_pack: Callable[[str], Any]) -> list[str]:
    config = tmp_path / ".reportlint.toml"
    config.write_text('packs = ["house.rules"]\n', "utf-8")
    (tmp_path / "house.rules").touch()
    policy = Policies(registry(read_pack)).for_path(str(tmp_path / "稿.txt"))
    return [selected.rule.code for selected in policy.rules]


def test_a_plugin_reads_its_own_format(tmp_path: Path) -> None:
    asked = []

    def read(path: str) -> list[type[Rule]]:
        asked.append(path)
        return [Ticket]

    assert codes(tmp_path, read) == ["TK101"]
    assert asked == [str(tmp_path / "house.rules")]


def test_what_no_plugin_claims_is_toml(tmp_path: Path) -> None:
    (tmp_path / "house.rules").touch()
    with pytest.raises(ReportlintError, match=r"house.rules:1: .*\[\[custom\]\]"):
        codes(tmp_path, lambda _: None)


def fault(path: str) -> None:
    raise ReportlintError(Message("坏", "bad"), path=path, line=7)


@pytest.mark.parametrize(
    ("read", "said"),
    [
        (fault, "house.rules:7: bad"),
        (lambda _: 1 / 0, "house-packs 1.0 (entry point house): the hook reportlint_read_pack "
         "failed: ZeroDivisionError"),
        (lambda _: [3], "the hook reportlint_read_pack returned 3, which does not fit"),
        (lambda _: 3, "the hook reportlint_read_pack returned 3, which does not fit"),
        (lambda _: [Ticket, Ticket], "TK101 is claimed by"),
    ],
    ids=["own error", "raises", "no rule", "no list", "twice"],
)  # fmt: skip
def test_faults_say_who(tmp_path: Path, read: Callable[[str], Any], said: str) -> None:
    with pytest.raises(ReportlintError) as caught:
        codes(tmp_path, read)
    assert said in caught.value.render("en")
