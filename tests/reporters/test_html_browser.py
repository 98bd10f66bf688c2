"""The `html` format in a real Chromium: what a reader clicks, types, prints and waits for."""

from __future__ import annotations

import importlib
import os
import re
import subprocess
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import chromium
from chromium import Chromium
from reportlint import FileResult, ParseContext, Run, SelectedRule, Source, Summary
from reportlint.engine import lint
from reportlint.parsers.plain import PlainParser
from reportlint.plugins import load_registry
from reportlint.reporters import reportlint_reporters

Check = Callable[..., FileResult]
Write = Callable[..., str]

ROOT = Path(__file__).resolve().parents[2]
TEXT = (
    "关于某项工作的报告\n\n一、会议\n　　全年开会*次，好！！又*场。\n\n二、问题\n　　"
    + "工作平稳推进，" * 30
    + "缺少*个。\n"
)
VISIBLE = "[...document.querySelectorAll('{}')].filter(e => e.checkVisibility()).length"


def absent(what: str) -> None:
    if os.environ.get("REPORTLINT_REQUIRE_ALL"):
        pytest.fail(f"{what}, and REPORTLINT_REQUIRE_ALL is set")
    pytest.skip(what)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    program = chromium.find()
    if program is None:
        absent("Chromium is absent")
        return
    with Chromium(program, tmp_path_factory.mktemp("profile")) as running:
        yield running


@pytest.fixture
def page(browser: Chromium, check: Check, write: Write, tmp_path: Path) -> Chromium:
    """Two reports with findings, and one without, in a wide window."""
    path = tmp_path / "report.html"
    results = check(TEXT, "甲/报告.txt"), check("无事。\n", "丙.txt"), check("开会*次。", "乙.txt")
    path.write_text(write("html", *results), "utf-8")
    browser.open(path)
    return browser


def shown(page: Chromium, selector: str) -> int:
    """Count the elements that are seen."""
    count = page.run(VISIBLE.format(selector))
    assert isinstance(count, int)
    return count


def status(page: Chromium) -> Any:
    return page.run("document.querySelector('#status').textContent")


def test_it_opens_without_a_complaint_and_asks_for_nothing(page: Chromium) -> None:
    assert status(page) == "共 5 处"
    assert shown(page, ".n") == 5
    page.settle()
    assert page.complaints() == []
    assert [u for u in page.requests() if not u.startswith("data:,")] == [page.run("location.href")]
    order = "[...document.querySelectorAll('main > section')].map(s => s.id).join(' ')"
    assert page.run(order) == "overview documents rules"


def test_the_policy_stops_a_foreign_script(page: Chromium) -> None:
    page.run(
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.bad=1\">')"
    )
    page.run(
        "document.body.append(Object.assign(document.createElement('script'), {text: 'bad=1'}))"
    )
    page.settle()
    assert page.run("'bad' in window") is False
    assert any("Content Security Policy" in text for text in page.complaints())


def test_a_rule_s_filter_hides_the_others(page: Chromium) -> None:
    page.click('#by-rule input[value="TST002"]')
    assert status(page) == "显示 1 处，共 5 处"
    assert shown(page, ".n") == shown(page, ".n.i") == 1
    assert shown(page, "details.doc") == 1
    plain = "getComputedStyle(document.querySelector('mark.e')).textDecorationLine"
    assert page.run(plain) == "none"
    page.click('#by-rule input[value="TST001"]')
    assert shown(page, ".n") == 5
    page.click("#clear")
    assert shown(page, ".n") == 5
    assert page.run("document.querySelectorAll('input:checked').length") == 0


def test_filters_by_severity_file_and_section(page: Chromium) -> None:
    page.click('#by-severity input[value="e"]')
    assert (shown(page, ".n"), status(page)) == (4, "显示 4 处，共 5 处")
    page.click('#by-file input[value="d1"]')
    assert (shown(page, ".n"), shown(page, "details.doc")) == (3, 1)
    page.click('#by-section input[value="1"]')
    assert shown(page, ".n") == 1
    page.press("Escape")
    assert shown(page, ".n") == 5


def test_search_finds_text_and_notes_and_walks_through_the_hits(page: Chromium) -> None:
    page.click("#close-all")
    page.press("/")
    page.type("平稳")
    assert status(page) == "“平稳” 30 处，在 1 篇中"
    assert shown(page, "details.doc") == 1
    assert page.run("CSS.highlights.get('hits').size") == 30
    page.press("Enter")
    page.press("Enter")
    assert page.run("[...CSS.highlights.get('hit')][0].startOffset") > 5
    page.press("Enter", shift=True)
    page.press("Escape")
    assert (shown(page, "details.doc"), status(page)) == (2, "共 5 处")
    page.press("/")
    page.type("叹号连用")
    assert shown(page, "details.doc") == 1
    page.press("Escape")
    page.press("/")
    page.type("没有的词")
    assert status(page) == "没有符合条件的内容"


def test_a_hit_may_cross_the_edge_of_a_mark(page: Chromium) -> None:
    page.press("/")
    page.type("会*次，好")
    assert page.run("[...CSS.highlights.get('hits')].map(String)") == ["会*次，好"]


def test_keys_go_from_finding_to_finding(page: Chromium) -> None:
    page.click("#close-all")
    focused = "document.activeElement.id"
    seen = []
    for _ in range(6):
        page.press("j")
        seen.append(page.run(focused))
    assert seen == ["nd1-1", "nd1-2", "nd1-3", "nd1-4", "nd3-1", "nd3-1"]
    assert status(page) == "第 5 处，共 5 处"
    page.press("k")
    assert page.run(focused) == "nd1-4"
    assert page.run("document.querySelector('mark.now').id") == "md1-4"
    box = page.run("document.activeElement.getBoundingClientRect().toJSON()")
    assert 0 < box["top"] < box["bottom"] < 900
    page.click('#by-severity input[value="i"]')
    page.press("j")
    page.press("k")
    assert page.run(focused) == "nd1-2"


def test_letters_typed_into_the_search_are_no_keys(page: Chromium) -> None:
    page.press("/")
    page.press("j")
    page.press("?")
    assert page.run("document.querySelector('#q').value") == "j?"
    assert page.run("document.activeElement.id") == "q"


def test_filter_key_help_and_escape(page: Chromium) -> None:
    page.press("f")
    assert page.run("document.activeElement.closest('fieldset').id") == "by-severity"
    page.press("?")
    assert page.run("document.querySelector('#help').open") is True
    page.press("j")
    assert page.run("document.querySelector('#help').open") is True
    page.press("Escape")
    assert page.run("document.querySelector('#help').open") is False


def test_a_click_on_a_mark_goes_to_its_note_and_a_code_to_its_rule(page: Chromium) -> None:
    page.click("#md1-2")
    assert page.run("document.activeElement.id") == "nd1-2"
    page.click("#nd1-2 .code")
    page.settle()
    assert page.run("location.hash") == "#rule-TST002"
    top = page.run("document.querySelector('#rule-TST002').getBoundingClientRect().top")
    assert 0 <= top < 900


def test_notes_stand_beside_their_marks_and_do_not_overlap(page: Chromium) -> None:
    boxes = page.run(
        "[...document.querySelectorAll('#d1 .n')].map(n => {"
        " const m = document.querySelector('#m' + n.id.slice(1)).getClientRects()[0];"
        " const r = n.getBoundingClientRect();"
        " return [r.left - m.right > 0, r.top - m.top, r.top, r.bottom]; })"
    )
    assert all(beside for beside, _, _, _ in boxes)
    assert all(-20 <= below <= 320 for _, below, _, _ in boxes)
    assert all(after[2] >= before[3] for before, after in pairwise(boxes))


def test_dark_and_light(page: Chromium) -> None:
    def background() -> Any:
        return page.run("getComputedStyle(document.body).backgroundColor")

    light = background()
    page.click("#theme")
    dark = background()
    assert light != dark
    assert page.run("document.querySelector('#theme').ariaPressed") == "true"
    page.media(scheme="dark")
    assert background() == dark
    page.press("t")
    assert background() == light
    assert page.run("localStorage.length + sessionStorage.length + document.cookie.length") == 0


@pytest.mark.parametrize("width", [320, 360, 700, 1000, 1440])
def test_no_sideways_scroll(
    browser: Chromium, check: Check, write: Write, tmp_path: Path, width: int
) -> None:
    path = tmp_path / "report.html"
    long = "unbroken" * 60
    results = check(TEXT, long + ".txt"), check(f"一、{long}\n{long}*次\n", "乙.txt")
    path.write_text(write("html", *results), "utf-8")
    browser.open(path, width)
    browser.run("document.querySelectorAll('details').forEach(d => d.open = true)")
    browser.frame()
    assert browser.run("document.documentElement.scrollWidth") <= width
    assert browser.run("Math.max(...[...document.querySelectorAll('.n, mark')]"
                       ".map(e => e.getBoundingClientRect().right))") <= width  # fmt: skip


def test_a_phone_has_its_notes_below_the_lines_and_the_filter_folded(
    browser: Chromium, check: Check, write: Write, tmp_path: Path
) -> None:
    path = tmp_path / "report.html"
    path.write_text(write("html", check(TEXT)), "utf-8")
    browser.open(path, 360, 740)
    below = (
        "document.querySelector('#nd1-1').getBoundingClientRect().top >="
        " document.querySelector('#d1L4 > p').getBoundingClientRect().bottom"
    )
    assert browser.run(below) is True
    assert shown(browser, "#by-rule") == 0
    browser.click("#to-filter")
    assert shown(browser, "#by-rule") == 1
    assert browser.run("document.querySelector('#to-filter').ariaExpanded") == "true"
    browser.click("#to-filter")
    assert shown(browser, "#by-rule") == 0


def test_paper_has_every_note_and_no_controls(page: Chromium) -> None:
    page.click("#close-all")
    assert shown(page, ".n") == 0
    page.run(
        "addEventListener('beforeprint', () => { window.opened ="
        " document.querySelectorAll('details[open]').length; }, {once: true})"
    )
    assert page.pdf().startswith(b"%PDF")
    assert page.run("window.opened") == 2
    assert page.run("document.querySelectorAll('details[open]').length") == 0
    page.media("print")
    page.run("dispatchEvent(new Event('beforeprint'))")
    page.frame()
    assert shown(page, ".n") == 5
    assert shown(page, "button, .bar, #q") == 0
    page.run("dispatchEvent(new Event('afterprint'))")


def test_without_scripts_it_can_be_read(
    browser: Chromium, check: Check, write: Write, tmp_path: Path
) -> None:
    path = tmp_path / "report.html"
    path.write_text(write("html", check(TEXT)), "utf-8")
    browser.media()
    browser.call("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.call("Page.navigate", url=path.as_uri())
        while browser.run("document.readyState + location.protocol") != "completefile:":
            time.sleep(0.05)
        browser.run("document.querySelector('#d1').open = true")
        assert shown(browser, ".n") == 4
        assert shown(browser, ".bar, input") == 0
        tops = [
            browser.run(f"document.querySelector('#{name}').getBoundingClientRect().top")
            for name in ("overview", "documents", "rules")
        ]
        assert tops == sorted(tops)
    finally:
        browser.call("Emulation.setScriptExecutionDisabled", value=False)


def test_english(browser: Chromium, check: Check, write: Write, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(write("html", check(TEXT), lang="en"), "utf-8")
    browser.open(path)
    assert status(browser) == "4 findings"
    browser.press("j")
    assert status(browser) == "finding 1 of 4"


# -- many documents ----------------------------------------------------------------------------


def test_500_documents_open_within_two_seconds(
    browser: Chromium, shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    perturbed = importlib.import_module("workloads").perturbed
    seeds = [path.read_text("utf-8") for path in sorted((shared / "seeds").glob("*.txt"))]
    kinds = [rule() for _, rule in sorted(load_registry().rules.items()) if rule.enabled]
    run = Run([SelectedRule(rule, "reportlint", "0.1.0") for rule in kinds], "zh", "0.1.0", "/")
    writer = next(r for r in reportlint_reporters() if r.name == "html").begin(run)
    summary = Summary()
    different = []  # to the browser, a document of which there are five is none the quicker
    for number in range(100):
        source = Source(perturbed(seeds, number), f"{number}.txt")
        document = PlainParser().parse(source, ParseContext(()))
        different.append(FileResult("", document, lint(document, kinds)[0]))
    path = tmp_path / "report.html"
    with path.open("w", encoding="utf-8") as file:
        for number in range(500):
            result = different[number % 100]._replace(path=f"report-{number:03}.txt")
            summary.add(result)
            file.write(writer.file(result))
        file.write(writer.end(summary))
    assert summary.findings > 5000
    assert path.stat().st_size < 30_000 * 500
    assert any(browser.open(path) < 2 for _ in range(3))  # once more, if the machine was busy
    assert browser.run("document.querySelectorAll('details[open]').length") == 0

    browser.press("j")
    assert browser.run("document.activeElement.id") == "nd1-1"
    browser.click("#by-rule input")
    assert re.fullmatch(r"显示 \d+ 处，共 \d+ 处", status(browser))
    took = browser.run(
        "(() => { const t = performance.now(); const q = document.querySelector('#q');"
        " q.value = '会议'; q.dispatchEvent(new Event('compositionend'));"
        " document.body.offsetHeight; return performance.now() - t; })()"
    )
    assert took < 1000
    assert "会议" in status(browser)
    assert browser.complaints() == []


# -- accessibility -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The source of axe-core, fetched through npm."""
    folder = tmp_path_factory.mktemp("axe")
    try:
        subprocess.run(
            ["npm", "install", "--silent", "--no-save", "--prefix", str(folder), "axe-core@4"],
            check=True,
            capture_output=True,
            timeout=120,
        )
    except (OSError, subprocess.SubprocessError):
        absent("npm cannot install axe-core")
    return (folder / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")


@pytest.mark.network
@pytest.mark.parametrize("width", [360, 1400])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page: Chromium, axe: str, width: int, scheme: str) -> None:
    page.call(
        "Emulation.setDeviceMetricsOverride",
        width=width,
        height=900,
        deviceScaleFactor=1,
        mobile=False,
    )
    page.media(scheme=scheme)
    page.frame()
    page.run(axe)
    violations = "axe.run().then(r => r.violations.map(v => v.id + ' ' + v.nodes[0].html))"
    assert page.run(violations) == []
