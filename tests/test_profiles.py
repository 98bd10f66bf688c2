"""The built-in profiles and the stages, over the rules that are installed."""

from __future__ import annotations

import pytest

from reportlint import Severity
from reportlint.engine import lint
from reportlint.plugins import load_registry
from reportlint.policy import Policies, Policy
from reportlint.runner import load

REGISTRY = load_registry()
PLACEHOLDERS = ("RPT101", "RPT102", "RPT103", "RPT104")
DRAFT = (
    "2024年度培训工作总结\n\n一、主要工作\n20XX年X月X日起，全年共举办培训*次，共完成个项目。"
    "（此处填写单位名称）\n学习了关于本系统本领域的重要讲话。\n二、存在问题\n##paidbegin##仍有不足。##paidend##\n"
    "三、下一步打算\n继续抓好落实。\n"
)


def policy(**overrides: str) -> Policy:
    return Policies(REGISTRY, isolated=True, overrides=overrides).for_path("a.txt")


def codes(**overrides: str) -> set[str]:
    return {selected.rule.code for selected in policy(**overrides).rules}


def severities(stage: str | None) -> list[tuple[int, str, Severity]]:
    held = policy(stage=stage) if stage else policy()
    findings, errors = lint(
        load("a.txt", held, REGISTRY, DRAFT.encode()), [selected.rule for selected in held.rules]
    )
    assert not errors
    return [(f.start, f.code, f.severity) for f in findings]


def test_profiles_select_what_they_promise() -> None:
    default, on = codes(), {code for code, rule in REGISTRY.rules.items() if rule.enabled}
    assert default == codes(profile="default") == codes(profile="draft") == on
    assert codes(profile="strict") == set(REGISTRY.rules) > on
    formal = codes(profile="formal")
    assert "RPT207" in formal - default
    assert formal - default == {"RPT207", "RPT903"} & set(REGISTRY.rules)


@pytest.mark.parametrize(
    ("stage", "cap"),
    [("draft", Severity.INFO), ("review", Severity.WARNING), ("final", Severity.ERROR)],
)
def test_a_stage_caps_placeholders_and_nothing_else(stage: str, cap: Severity) -> None:
    assert severities("final") == severities(None)
    found = severities(None)
    assert {severity for _, code, severity in found if code in PLACEHOLDERS} >= {
        Severity.ERROR,
        Severity.INFO,
    }
    assert severities(stage) == [
        (start, code, min(severity, cap) if code in PLACEHOLDERS else severity)
        for start, code, severity in found
    ]


def test_the_profile_draft_is_the_stage_draft() -> None:
    assert policy(profile="draft").config["stage"] == "draft"
    assert Severity.ERROR in {severity for _, code, severity in severities("draft")}  # residue
    for selected in policy(profile="draft").rules:
        if selected.rule.code in PLACEHOLDERS:
            assert selected.rule.effective_severity == Severity.INFO
