"""A rule's manual page, made once and written for a terminal or as Markdown.

Here belongs what a page says and in which order (`page`), and the two ways to set it
(`terminal`, `markdown`). `reportlint explain` and `tools/build_docs.py` share it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from reportlint.data import load_table
from reportlint.fixer import apply_edits, choose
from reportlint.masking import DEFAULT_MARKERS, ParseContext
from reportlint.message import Message
from reportlint.source import Source
from reportlint.testing import as_example, lint_example, unmark

if TYPE_CHECKING:
    from reportlint.plugins import Registry
    from reportlint.rule import Example, Option, Rule

SHOWN = 6
"""Examples of each kind on a page; the rest are tests."""

LONGEST = 300
"""Code points of an example on a page, unless all of them are longer."""

SEVERITIES = {
    "error": Message("错误", "error"),
    "warning": Message("警告", "warning"),
    "info": Message("提示", "info"),
}
_REMEDY = Message("怎么改", "What to do")
_INVALID = Message("会报告", "Reported")
_VALID = Message("不报告", "Silent")
_FIX = Message("自动修复", "Fix")
_OPTIONS = Message("选项", "Options")
_PRECISION = Message("准确率", "Precision")
_FIXES = {
    (): Message("没有，须由人改。", "None; a person mends it."),
    ("safe",): Message("有，不改变文意（`--fix`）。", "Yes, and it keeps the meaning (`--fix`)."),
    ("unsafe",): Message(
        "有，但可能改变文意，须复核（`--unsafe-fixes`）。",
        "Yes, but it may change the meaning; look it over (`--unsafe-fixes`).",
    ),
    ("safe", "unsafe"): Message(
        "有：多数不改变文意（`--fix`），有的须复核（`--unsafe-fixes`）。",
        "Yes: some keep the meaning (`--fix`), some need a look (`--unsafe-fixes`).",
    ),
}
_READ = Message(
    "在 {size} 万字成稿中以错误、警告级别报告 {found} 处，读了其中 {read} 处，属实 {right} 处。",
    "In finished documents of {characters} characters it found {found} at error or warning; "
    "{read} of these were read, {right} were right.",
)
_NONE_FOUND = Message(
    "在 {size} 万字成稿中没有以错误、警告级别报告。",
    "It found nothing at error or warning in finished documents of {characters} characters.",
)
# Controls, blanks other than U+0020 and U+3000, format characters; any blank at a line's end.
_INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\xa0\xad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2064\ufeff]"
    "|[ \u3000](?=[ \u3000]*$)"
)
_FIELD = re.compile(r"\{\w+\}")  # of a remedy that each finding fills in
_CODE_SPAN = re.compile(r"(`+)(?:(?!`).|(?<!`)`(?!\1))*?\1(?!`)")
_MARKUP = re.compile(r"([\\`*_<>\[\]|~&#])")
_LINE_START = re.compile(r"^(\s*(?:\d+(?=[.)])|(?=[-+=])))", re.MULTILINE)


class Block(NamedTuple):
    """One piece of a page.

    `kind` is title (code and name, then the title), heading, facts, prose (paragraphs of
    running text), note (a line about the sample before it), sample (text shown as it
    is), result (what a sample became) or toml.
    """

    kind: str
    lines: tuple[str, ...]


class FixExample(NamedTuple):
    """A text and what the fixes of a rule make of it."""

    before: str
    after: str


def page(rule: type[Rule], registry: Registry, lang: str, *, origin: str = "") -> Iterator[Block]:
    """Yield the manual page of a rule in one language.

    Args:
        rule: The rule.
        registry: Where the parsers of its examples are.
        lang: "zh" or "en".
        origin: Distribution and version it comes from, where that is of interest.
    """
    fixes = fix_examples(rule, registry)
    yield Block("title", (f"{rule.code} {rule.name}", rule.title(lang)))
    yield Block("facts", tuple(_facts(rule, lang, origin)))
    body = rule.manual(lang).partition("\n")[2].strip()
    if body:
        yield Block("prose", tuple(body.split("\n")))
    remedy = rule.remedy if isinstance(rule.remedy, str) else rule.remedy.render(lang)
    if remedy:
        yield Block("heading", (_REMEDY.render(lang),))
        yield Block("prose", (_FIELD.sub("…", remedy),))
    yield from _examples(_INVALID.render(lang), rule.invalid, lang)
    yield from _examples(_VALID.render(lang), rule.valid, lang)
    yield from _options(rule, lang)
    yield Block("heading", (_FIX.render(lang),))
    yield Block("prose", (_FIXES[tuple(sorted(fixes))].render(lang),))
    for example in fixes.values():
        yield Block("sample", tuple(shown(example.before)))
        yield Block("result", tuple(shown(example.after)))
    yield from _precision(rule, lang)


def fix_examples(rule: type[Rule], registry: Registry) -> dict[str, FixExample]:
    """Return one example for each kind of fix that the rule's examples carry: safe, unsafe."""
    found: dict[str, FixExample] = {}
    for given in rule.invalid:
        example = as_example(given)
        parser = registry.parsers.get(example.format)
        if parser is None or len(found) == 2:
            continue
        text, _ = unmark(example.text)
        markers = tuple(tuple(pair) for pair in example.config.get("markers", ()))
        context = ParseContext(DEFAULT_MARKERS + markers, example.genre)
        document = parser.parse(Source(text), context)
        findings, _ = lint_example(document, rule(**example.options))
        for kind in ("safe", "unsafe"):
            chosen = [fix for fix in choose(findings, unsafe=True) if fix.safe is (kind == "safe")]
            if chosen and kind not in found:
                edits = [edit for fix in chosen for edit in fix.edits]
                found[kind] = FixExample(text, apply_edits(text, edits))
    return dict(sorted(found.items()))


def reading(code: str) -> dict[str, Any] | None:
    """Return what was found when a rule's findings were read: found, read, right; or None."""
    table = load_table(__file__, "readings.toml")
    if code in table["silent"]:
        return {"found": 0, "read": 0, "right": 0}
    read: dict[str, Any] | None = table.get(code)
    return read


def _facts(rule: type[Rule], lang: str, origin: str) -> Iterator[str]:
    severity = SEVERITIES[rule.severity.label].render(lang)
    if lang == "en":
        yield f"severity {severity}"
        yield f"{'on' if rule.enabled else 'off'} by default"
        yield f"source: {rule.source}"
        yield f"since {rule.since}"
        if origin:
            yield f"from {origin}"
        return
    yield f"级别：{severity}"
    yield f"默认{'启用' if rule.enabled else '停用'}"
    yield f"依据：{rule.source}"
    yield f"始于 {rule.since}"
    if origin:
        yield f"来自 {origin}"


def _examples(label: str, examples: Sequence[str | Example], lang: str) -> Iterator[Block]:
    if not examples:
        return
    yield Block("heading", (label,))
    given = [as_example(example) for example in examples]
    short = [example for example in given if len(example.text) <= LONGEST]
    for example in (short or given)[:SHOWN]:
        yield Block("sample", tuple(shown(example.text)))
        settings = [f"{name} = {toml(value)}" for name, value in example.options.items()]
        settings += [f"{name} = {toml(value)}" for name, value in example.config.items()]
        if example.genre:
            settings.append(f"genre = {toml(example.genre)}")
        if example.format != "plain":
            settings.append(example.format)
        if settings:
            inside = ("; " if lang == "en" else "；").join(settings)
            yield Block("note", (f"({inside})" if lang == "en" else f"（{inside}）",))


def _options(rule: type[Rule], lang: str) -> Iterator[Block]:
    if not rule.options:
        return
    yield Block("heading", (_OPTIONS.render(lang),))
    lines = [f"[rules.{rule.name}]"]
    for option in rule.options.values():
        lines.append(f"# {option.help} ({_type(option)})")
        lines.append(f"{option.name.replace('_', '-')} = {toml(option.default)}")
    yield Block("toml", tuple(lines))


def _type(option: Option) -> str:
    words = option.type_name
    for sign, bound in (("≥", option.at_least), ("≤", option.at_most)):
        if bound is not None:
            words += f" {sign} {bound}"
    if option.choices:
        words += f": {', '.join(option.choices)}"
    return words


def _precision(rule: type[Rule], lang: str) -> Iterator[Block]:
    read = reading(rule.code) if rule.__module__.startswith("reportlint.") else None
    if read is None:
        return
    wording = _READ if read["found"] else _NONE_FOUND
    yield Block("heading", (_PRECISION.render(lang),))
    length = load_table(__file__, "readings.toml")["characters"]
    values = {"size": length // 10_000, "characters": f"{length:,}", **read}
    yield Block("prose", (wording.render(lang, **values),))


def toml(value: Any) -> str:
    """Return a value as the configuration file writes it."""
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def shown(text: str) -> list[str]:
    """Return the lines of an example, with names for the characters that nobody sees."""
    lines = text.replace("\r\n", "\n").strip("\n").split("\n")
    return [_INVISIBLE.sub(lambda m: f"‹U+{ord(m.group()):04X}›", line) for line in lines]


# -- for a terminal ----------------------------------------------------------------------------


def terminal(blocks: Iterable[Block]) -> str:
    """Set a page as plain text: headings at the margin, samples indented."""
    out: list[str] = []
    inside = False  # below a heading, where all is indented
    for block in blocks:
        if block.kind == "note":
            out += [f"      {line}" for line in block.lines]
            continue
        if block.kind == "facts":
            out += ["", " · ".join(block.lines)]
        elif block.kind == "result":
            out += _hanging("  → ", block.lines)
        elif block.kind == "sample":
            out += _hanging("  · ", block.lines)
        elif block.kind in ("title", "heading"):
            inside = block.kind == "heading"
            out += ["", *block.lines] if out else block.lines
        else:
            out += [f"  {line}" for line in block.lines] if inside else ["", *block.lines]
    return "\n".join(line.rstrip(" ") for line in out) + "\n"


def _hanging(first: str, lines: Sequence[str]) -> list[str]:
    rest = " " * len(first)
    return [f"{rest if at else first}{line}" for at, line in enumerate(lines)]


# -- as Markdown -------------------------------------------------------------------------------


def markdown(blocks: Iterable[Block], level: int = 2) -> str:
    """Set a page as Markdown; its title is a heading of the level given."""
    out: list[str] = []
    for kind, lines in blocks:
        if kind == "title":
            out.append(f"{'#' * level} {escaped(lines[1])}")
        elif kind == "heading":
            out.append(f"{'#' * (level + 1)} {escaped(lines[0])}")
        elif kind == "facts":
            out.append("\n".join(f"- {escaped(line)}" for line in lines))
        elif kind == "note":
            out.append(code_span(lines[0].strip("（）()")))
        elif kind == "result":
            out += ["→", fenced(lines)]
        elif kind in ("sample", "toml"):
            out.append(fenced(lines, "toml" if kind == "toml" else "text"))
        else:
            out.append(_paragraph(lines))
    return "\n\n".join(out) + "\n"


def _paragraph(lines: Sequence[str]) -> str:
    """Return running text; Chinese lines are joined, since a line break would show as a blank."""
    text = "\n".join(line.strip() for line in lines)
    text = re.sub(r"(?<=[^\x00-\x7f])\n(?=[^\x00-\x7f])", "", text)
    return _LINE_START.sub(r"\1\\", escaped(text))


def fenced(lines: Sequence[str], language: str = "text") -> str:
    """Return lines as a code block whose fence none of them closes."""
    text = "\n".join(lines)
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text}\n{fence}"


def code_span(text: str) -> str:
    """Return a text as a code span, whatever backticks it holds."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    mark = "`" * (longest + 1)
    edge = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{mark}{edge}{text}{edge}{mark}"


def escaped(text: str) -> str:
    """Return running text so that Markdown shows it as it is; code spans stay."""
    out, at = "", 0
    for span in _CODE_SPAN.finditer(text):
        out += _MARKUP.sub(r"\\\1", text[at : span.start()]) + span.group()
        at = span.end()
    return out + _MARKUP.sub(r"\\\1", text[at:])
