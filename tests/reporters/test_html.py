"""The `html` format as an HTML parser reads it: escaping, marks, notes, policy."""

from __future__ import annotations

import base64
import hashlib
import re
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reportlint import (
    Document,
    FileResult,
    Finding,
    Fix,
    Message,
    ParseContext,
    Related,
    ReportlintError,
    Run,
    Severity,
    Source,
    reporters,
)
from reportlint.parsers.plain import PlainParser
from reportlint.reporters import reportlint_reporters
from reportlint.reporters.html_text import lines, seen, with_code

Check = Callable[..., FileResult]
Write = Callable[..., str]


class Page(HTMLParser):
    """What a browser would see of a page.

    `lines` is the text of the documents' lines by their identifiers, `marks` the text in
    each finding's marks by document and number, `tags` every tag with its attributes.
    """

    void = frozenset({"meta", "link", "input", "br"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.lines: dict[str, str] = {}
        self.marks: dict[str, str] = {}
        self.texts: dict[str, list[str]] = {}
        self.comments: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == [], "a tag was left open"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        entry = (tag, dict(attrs))
        self.tags.append(entry)
        if tag not in self.void:
            self.open.append(entry)
        key = entry[1].get("id") or ""
        if "data-l" in entry[1]:
            self.lines[key] = ""
        if tag == "mark":
            self.marks.setdefault(self._mark(entry[1]), "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)

    def handle_data(self, data: str) -> None:
        around = [tag for tag, _ in self.open]
        if not around:
            return
        self.texts.setdefault(around[-1], []).append(data)
        row = next((a.get("id") for _, a in reversed(self.open) if "data-l" in a), None)
        if row is not None and "ol" not in around and around.count("p"):
            self.lines[row] += data
            for key in {self._mark(a) for tag, a in self.open if tag == "mark"}:
                self.marks[key] += data

    def _mark(self, attributes: dict[str, str | None]) -> str:
        document = next(a["id"] for tag, a in self.open if tag == "details")
        return f"{document}-{attributes['data-i']}"

    def text(self, tag: str) -> str:
        """Return what directly stands in all tags of a name."""
        return "\n".join(self.texts.get(tag, []))

    def ids(self) -> list[str]:
        """Return every identifier."""
        return [a["id"] or "" for _, a in self.tags if "id" in a]


def parsed(text: str, path: str = "甲.txt") -> Document:
    return PlainParser().parse(Source(text, path), ParseContext(()))


def result(text: str, *spans: tuple[int, int]) -> FileResult:
    findings = sorted(
        Finding(start, end, "TST001", Severity.ERROR, f"意见{start}") for start, end in spans
    )
    return FileResult("甲.txt", parsed(text), findings)


# -- marks -------------------------------------------------------------------------------------


def test_a_line_with_its_mark_and_its_note(check: Check, write: Write) -> None:
    page = Page(write("html", check("一、会议\n今年开会*次，好！！\n")))
    assert page.lines == {"d1L1": "一、会议", "d1L2": "今年开会*次，好！！"}
    assert page.marks == {"d1-1": "*次", "d1-2": "！！"}
    assert "“*次”未填写" in page.text("p")
    assert "填写数字" in page.text("p")
    assert {"md1-1", "nd1-1", "md1-2", "nd1-2", "rule-TST001", "rule-TST002"} <= set(page.ids())
    notes = [a for tag, a in page.tags if tag == "li" and "n" in (a.get("class") or "").split()]
    assert [note["class"] for note in notes] == ["n e", "n i"]


@pytest.mark.parametrize(
    ("text", "spans", "marked"),
    [
        ("甲乙丙丁", [(0, 4), (1, 2)], "<1>甲<2>乙</2>丙丁</1>"),
        ("甲乙丙丁", [(0, 3), (1, 4)], "<1>甲<2>乙丙</2></1><2>丁</2>"),
        ("甲乙丙丁", [(1, 2), (1, 4)], "甲<2><1>乙</1>丙丁</2>"),
        ("甲乙丙丁", [(1, 3), (1, 3)], "甲<1><2>乙丙</2></1>丁"),
        ("甲乙丙丁", [(0, 2), (2, 4)], "<1>甲乙</1><2>丙丁</2>"),
        ("甲乙丙丁", [(2, 2)], "甲乙<1></1>丙丁"),
        ("甲乙丙丁", [(4, 4)], "甲乙丙丁<1></1>"),
        ("甲乙丙丁", [(0, 4), (2, 2)], "<1>甲乙<2></2>丙丁</1>"),
    ],
)
def test_marks_nest(text: str, spans: list[tuple[int, int]], marked: str) -> None:
    made = lines(parsed(text), result(text, *spans).findings, "m")[0].text
    open_marks: list[str] = []

    def name(found: re.Match[str]) -> str:
        if found.group(1):
            open_marks.append(found.group(1))
            return f"<{found.group(1)}>"
        return f"</{open_marks.pop()}>"

    assert re.sub(r'<mark [^>]*data-i="(\d+)"[^>]*>|</mark>', name, str(made)) == marked


CHARACTERS = st.sampled_from("甲乙，。<>&\"'*\n\r\u3000\t😀é")


@given(
    text=st.text(CHARACTERS, min_size=1, max_size=40),
    places=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=7),
)
@example(text="甲<\r\n&乙", places=[(0, 5), (1, 3), (2, 4)])
def test_every_mark_holds_exactly_its_text(text: str, places: list[tuple[int, int]]) -> None:
    spans = [(min(a, b), max(a, b)) for a, b in places]
    spans = [(min(a, len(text)), min(b, len(text))) for a, b in spans]
    spans = [span for span in spans if span != (0, 0)]
    one = result(text, *spans)
    out = lines(one.document, one.findings, "md1")
    rows = "".join(f'<div id="L{n}" data-l="{n}"><p>{t}</p></div>' for n, _, t, _ in out)
    page = Page(f'<details id="d1">{rows}</details>')
    source = one.document.source
    for line in out:
        assert page.lines[f"L{line.number}"] == source.line_text(line.number)
    rest = set(range(1, source.line_count + 1)) - {line.number for line in out}
    assert not any(source.line_text(number).strip() for number in rest)
    unbroken = str.maketrans("", "", "\r\n")
    for number, finding in enumerate(one.findings, 1):
        expected = text[finding.start : finding.end].translate(unbroken)
        assert page.marks[f"d1-{number}"] == expected
    identifiers = page.ids()
    assert len(identifiers) == len(set(identifiers))
    numbered = [a["data-n"] for _, a in page.tags if "data-n" in a]
    assert sorted(map(str, numbered)) == sorted(str(n + 1) for n in range(len(one.findings)))
    assert [n for line in out for n in line.findings] == list(range(1, len(one.findings) + 1))


def test_a_finding_about_the_whole_document_stands_on_top(write: Write) -> None:
    page = write("html", result("甲乙\n丙", (0, 0), (1, 2)))
    body = page[page.index('<details class="doc"') :]
    assert body.index('id="nd1-1"') < body.index('id="d1L1"') < body.index('id="nd1-2"')
    assert list(Page(page).marks) == ["d1-2"]


def test_an_empty_document(write: Write) -> None:
    assert Page(write("html", result("", (0, 0)))).lines == {}


# -- escaping ----------------------------------------------------------------------------------

NASTY = "</script><script>alert(1)</script><!--<img src=x onerror=alert(1)>]]>&lt;\"'`"


def test_nothing_from_a_document_becomes_markup(write: Write) -> None:
    plain = Page(write("html", result("甲乙", (0, 1))))
    finding = Finding(
        0, 9, "TST001", Severity.ERROR, NASTY, NASTY, (Related(0, 1, NASTY),), Fix(())
    )
    one = FileResult(NASTY + ".txt", parsed("一、" + NASTY + "\n" + NASTY), [finding])
    error = ReportlintError(Message(NASTY, NASTY), path=NASTY)
    page = Page(write("html", one, errors=(error,)))
    assert page.lines["d1L2"] == NASTY
    for tag in ("script", "style", "img"):
        assert sum(t == tag for t, _ in page.tags) == sum(t == tag for t, _ in plain.tags), tag
    assert not any(name.startswith("on") for _, a in page.tags for name in a)
    assert page.comments == []
    for where in ("h3", "p", "span", "li"):
        assert NASTY in page.text(where), where


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("甲\0乙", "甲‹U+0000›乙"),
        ("甲\u2028乙", "甲‹U+2028›乙"),
        ("甲\ud800乙", "甲‹U+D800›乙"),
        ("甲\u202e乙\u200b", "甲‹U+202E›乙‹U+200B›"),
        ("甲\x1b乙\x7f\x85", "甲‹U+001B›乙‹U+007F›‹U+0085›"),
        ("甲\t\u3000\xa0乙", "甲\t\u3000\xa0乙"),
        ("👨\u200d👩 报\u200d告", "👨\u200d👩 报‹U+200D›告"),
    ],
)
def test_unseen_characters_are_shown(write: Write, text: str, shown: str) -> None:
    assert seen(text) == shown
    finding = Finding(0, 1, "TST001", Severity.INFO, text, text)
    page = write("html", FileResult(text, parsed(text), [finding]))
    page.encode()
    assert not re.search("[\0\u2028\u202e\u200b\x1b]", page)
    assert Page(page).lines["d1L1"] == shown


def test_code_in_running_text() -> None:
    assert with_code("写 `<b>` 和 ` 号") == "写 <code>&lt;b&gt;</code> 和 ` 号"
    assert with_code("`a`、`b`") == "<code>a</code>、<code>b</code>"


# -- the page ----------------------------------------------------------------------------------


def test_the_policy_names_the_page_s_own_scripts_and_style(check: Check, write: Write) -> None:
    page = write("html", check("开会*次"))
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    assert policy.group(1).startswith("default-src 'none'; ")
    inline = re.findall(r"<(?:style|script)>(.*?)</(?:style|script)>", page, re.DOTALL)
    assert len(inline) == 3
    for text in inline:
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy.group(1)
    assert not any(
        re.match(r"(?:[a-z]+:)?//", value or "")
        for _, a in Page(page).tags
        for name, value in a.items()
        if name in ("src", "href", "action")
    )
    assert " style=" not in page


def test_every_link_leads_somewhere_and_no_identifier_is_twice(check: Check, write: Write) -> None:
    related = check("开会*次，又*场，好！！")
    page = Page(write("html", related, check("无事"), check("开会*次")))
    identifiers = page.ids()
    assert len(identifiers) == len(set(identifiers))
    targets = {a["href"] for tag, a in page.tags if tag == "a"}
    assert {"#d1L1", "#rule-TST001", "#md1-1", "#d3"} <= targets
    assert {target[1:] for target in targets if target} <= set(identifiers)
    labelled = {a[name] for _, a in page.tags for name in a if name == "aria-labelledby"}
    assert labelled <= set(identifiers)


def test_headings_are_in_order(check: Check, write: Write) -> None:
    page = Page(write("html", check("开会*次")))
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_overview_counts(check: Check, write: Write) -> None:
    text = write("html", check("一、会议\n开会*次，*场\n二、问题\n好！！"), check("无事", "乙.txt"))
    words = " ".join("".join(Page(text).texts["p"]).split())
    assert "检查 2 个文件，1 个有问题，共 3 处，其中可自动修改 1 处。" in words
    rows = re.findall(
        r'value="([^"]+)">\s*<span class="name[^>]*>(.*?)</span>\s*<span class="count', text
    )
    counts = re.findall(r'<span class="count">(.*?)</span>', text)
    assert [key for key, _ in rows] == ["e", "w", "i", "TST001", "TST002", "d1", "0", "1"]
    assert counts == ["2", "0", "1", "2", "1", "3", "没有问题", "2", "1"]
    assert [name for _, name in rows[-2:]] == ["会议", "问题"]
    assert 'data-f="TST001,e,0 TST001,e,0 TST002,i,1"' in text


def test_a_rule_s_page(check: Check, write: Write) -> None:
    text = write("html", check("开会*次，好！！"))
    page = text[text.index('id="rule-TST001"') :]
    assert "星号没有换成数字" in page
    assert "模板里的星号留到了成稿。" in page
    assert "《党政机关公文处理工作条例》第十九条" in page
    assert "来自 some-plugin 2.0" in page


def test_a_finding_of_a_rule_that_is_not_selected(write: Write) -> None:
    finding = Finding(0, 1, "OTH1", Severity.INFO, "x")
    page = write("html", FileResult("甲.txt", parsed("甲"), [finding]))
    assert "本次运行未提供这条规则的说明" in page
    Page(page)


def test_english(check: Check, write: Write) -> None:
    text = write("html", check("开会*次"), lang="en")
    assert '<html lang="en">' in text
    assert "1 files checked, 1 with findings; 1 findings, 0 of them fixable." in text
    assert "Asterisk left in place" in text
    frame = re.sub(r"<details.*</details>", "", text, flags=re.DOTALL)
    frame = re.sub(r"<(style|script).*?</\1>", "", frame, flags=re.DOTALL)
    chinese = re.findall(r"[\u4e00-\u9fff]+", re.sub(r"<dd>.*?</dd>|甲", "", frame))
    assert chinese == []


def test_an_empty_run_and_failures(write: Write) -> None:
    assert "没有发现问题" in write("html")
    error = ReportlintError(Message("读不出", "cannot read"), path="x.txt")
    assert "x.txt: 读不出" in write("html", errors=(error,))
    Page(write("html"))


def test_pieces_come_as_the_files_do(check: Check, selected: list[object]) -> None:
    run = Run(selected, "zh", "0.1.0", "/")  # type: ignore[arg-type]  # the fixture's list
    reporter = next(r for r in reportlint_reporters() if r.name == "html")
    writer = reporter.begin(run)
    first, second = writer.file(check("开会*次")), writer.file(check("又*场"))
    assert first.startswith("<!doctype html>")
    assert "*次" in first
    assert second.lstrip().startswith('<details class="doc" id="d2"')


def test_the_same_input_gives_the_same_page(check: Check, write: Write) -> None:
    pages = {write("html", check("开会*次，好！！")) for _ in range(2)}
    assert len(pages) == 1


def test_without_jinja2_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch, write: Write) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)
    monkeypatch.delitem(sys.modules, "reportlint.reporters.html", raising=False)
    with pytest.raises(ReportlintError) as caught:
        write("html")
    assert "pip install 'reportlint[html]'" in caught.value.render("zh")
    assert "pip install 'reportlint[html]'" in caught.value.render("en")


def test_colours_have_contrast() -> None:
    style = (Path(reporters.__file__).parent / "templates" / "report.css").read_text("utf-8")
    colors = {
        name: both
        for name, *both in re.findall(r"--([\w-]+): light-dark\(#(\w{6}), #(\w{6})\)", style)
    }
    on_page = [(word, page) for word in ("ink", "soft", "link", "seal", "e", "w", "i")
               for page in ("paper", "card")]  # fmt: skip
    on_marks = [(word, f"{kind}-bg") for kind in "ewi" for word in ("ink", kind)]
    for word, ground in [*on_page, *on_marks, ("ink", "hit"), ("ink", "track"), ("soft", "track")]:
        for theme in (0, 1):
            ratio = contrast(colors[word][theme], colors[ground][theme])
            assert ratio >= 4.5, f"{word} on {ground}: {ratio:.2f}"


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2 counts it."""

    def luminance(color: str) -> float:
        parts = [int(color[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)
