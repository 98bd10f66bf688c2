"""The automaton finds what a plain search finds, whichever package it is made of."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportlint.automaton import automaton

_SIGNS = "甲乙丙a𠮷😀\ud800"


def plainly(words: list[str], text: str) -> list[tuple[int, int, int]]:
    return sorted(
        (at, at + len(word), number)
        for number, word in enumerate(words)
        for at in range(len(text))
        if text.startswith(word, at)
    )


@pytest.fixture(params=["daachorse", "ahocorasick_rs"])
def package(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    name: str = request.param
    if name == "ahocorasick_rs":
        monkeypatch.setitem(sys.modules, "daachorse", None)  # as where it is not installed
    else:
        pytest.importorskip("daachorse", reason="no wheel of daachorse for this machine")
    return name


@pytest.mark.usefixtures("package")
@given(
    st.sets(st.text(_SIGNS[:-1], min_size=1, max_size=4), max_size=12), st.text(_SIGNS, max_size=40)
)
def test_every_occurrence_is_found(words: set[str], text: str) -> None:
    listed = sorted(words)
    assert sorted(automaton(listed)(text)) == plainly(listed, text)
