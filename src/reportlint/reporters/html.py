"""The `html` format: one page that needs nothing beside itself, made with Jinja2.

Documents are written as they come, the overview and the rules' pages behind them: only then
are the counts known. The page's style shows the overview first, and its script moves it there.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NamedTuple

from reportlint import Message, ReportlintError, Severity
from reportlint.reporters.wording import SEVERITY_WORDS

try:
    import jinja2

    from reportlint.reporters.html_text import is_whole, lines, seen, with_code
except ImportError as error:
    raise ReportlintError(
        Message("html 格式需要 Jinja2，本机没有安装", "the format html needs Jinja2"),
        remedy=Message("运行 pip install 'reportlint[html]'", "run pip install 'reportlint[html]'"),
    ) from error

from reportlint.reporters.html_counts import Tally, rule_rows, severity_rows
from reportlint.reporters.html_words import KEYS, SCRIPT, WORDS

if TYPE_CHECKING:
    from reportlint import FileResult, Finding, Run, SelectedRule, Source, Summary

_FIELD = re.compile(r"\{\w+\}")  # of a remedy that each finding fills in


class HtmlWriter:
    """Writes the page: its head and the documents as they come, then all that counts them."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._tally = Tally()
        self._titles = {s.rule.code: s.rule.title(run.lang) for s in run.rules}
        self._templates = _environment()
        words = {name: _filled(message, run.lang) for name, message in WORDS.items()}
        self._words = SimpleNamespace(**words)  # templates would see a dictionary's methods
        self._severities = {s: SEVERITY_WORDS[s].render(run.lang) for s in Severity}
        self._document = self._templates.get_template("document.html.jinja")
        self._begun = False

    def file(self, result: FileResult) -> str:
        """Return one document with its notes; of one without findings only the name is kept."""
        path = seen(result.path)
        if not result.findings:
            self._tally.add("", path, result.document, [])
            return self._head()
        key = f"d{len(self._tally.files) + 1}"
        sections = self._tally.add(key, path, result.document, result.findings)
        notes = [
            self._note(result.document.source, number, finding, section)
            for number, (finding, section) in enumerate(zip(result.findings, sections), 1)
        ]
        by = {s: sum(f.severity is s for f in result.findings) for s in reversed(Severity)}
        return self._head() + self._document.render(
            key=key,
            path=path,
            filter=" ".join(f"{note.code},{note.severity},{note.section}" for note in notes),
            by=[(s.label[0], self._severities[s], count) for s, count in by.items() if count],
            whole=[note for note in notes if note.whole],
            notes=notes,
            lines=lines(result.document, result.findings, f"m{key}"),
            format=result.document.format,
            w=self._words,
        )

    def end(self, summary: Summary) -> str:
        """Return overview, pages of the rules, and the script."""
        lang = self._run.lang
        script = {name: message.render(lang) for name, message in SCRIPT.items()}
        sections, others = self._tally.section_rows(self._words.outside())
        return self._head() + self._templates.get_template("end.html.jinja").render(
            w=self._words,
            summary=summary,
            severities=severity_rows(summary.by_severity, self._severities),
            rules=rule_rows(summary.by_code, self._titles),
            files=self._tally.file_rows(),
            sections=sections,
            others=others,
            failures=[seen(error.render(lang)) for error in summary.errors],
            pages=self._pages(summary),
            keys=[(key, message.render(lang)) for key, message in KEYS],
            script=_asset(self._templates, "report.js"),
            words=_json(script),
        )

    def _head(self) -> str:
        """Return the page's beginning, once."""
        if self._begun:
            return ""
        self._begun = True
        assets = {
            name.partition(".")[0]: _asset(self._templates, name)
            for name in ("report.css", "early.js")
        }
        return self._templates.get_template("begin.html.jinja").render(
            w=self._words,
            lang="en" if self._run.lang == "en" else "zh-CN",
            version=self._run.version,
            style=assets["report"],
            early=assets["early"],
            style_hash=_hash(assets["report"]),
            script_hashes=[
                _hash(assets["early"]),
                _hash(_asset(self._templates, "report.js")),
            ],
        )

    def _note(self, source: Source, number: int, finding: Finding, section: int) -> _Note:
        line, column = source.position(finding.start)
        related = []
        for place in finding.related:
            where = source.position(place.start)
            related.append((where.line, f"{where.line}:{where.column}", seen(place.message)))
        return _Note(
            number=number,
            code=finding.code,
            severity=finding.severity.label[0],
            word=self._severities[finding.severity],
            section=section,
            whole=is_whole(finding),
            place=f"{line}:{column}",
            message=seen(finding.message),
            remedy=seen(finding.remedy),
            related=related,
            fixable=finding.fix is not None and finding.fix.safe,
        )

    def _pages(self, summary: Summary) -> list[dict[str, Any]]:
        """Return the page of each rule that found something, by code."""
        known = {selected.rule.code: selected for selected in self._run.rules}
        return [
            {"code": code, "count": count, **_page(known.get(code), self._run.lang)}
            for code, count in sorted(summary.by_code.items())
        ]


class _Note(NamedTuple):
    """One finding as the template shows it."""

    number: int
    code: str
    severity: str
    word: str
    section: int
    whole: bool
    place: str
    message: str
    remedy: str
    related: list[tuple[int, str, str]]
    fixable: bool


def _page(selected: SelectedRule | None, lang: str) -> dict[str, Any]:
    """Return what is said of a rule: name, title, why, remedy, source, where it comes from."""
    if selected is None:
        return {"name": "", "title": ""}
    rule = selected.rule
    body = rule.manual(lang).partition("\n")[2].strip()
    if lang != "en":  # a line break between Chinese characters would show as a blank
        body = re.sub(r"(?<=[^\x00-\x7f])\n(?=[^\n\x00-\x7f])", "", body)
    remedy = rule.remedy if isinstance(rule.remedy, str) else rule.remedy.render(lang)
    return {
        "name": rule.name,
        "title": rule.title(lang),
        "why": [with_code(part.replace("\n", " ")) for part in body.split("\n\n") if part],
        "remedy": "" if _FIELD.search(remedy) else remedy,
        "source": rule.source,
        "origin": None if selected.distribution == "reportlint" else selected,
    }


def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.PackageLoader("reportlint.reporters"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )


def _filled(message: Message, lang: str) -> Any:
    """Return a function that fills in a message's fields; templates call it."""
    return lambda **values: message.render(lang, **values)


def _asset(templates: jinja2.Environment, name: str) -> str:
    """Return a style sheet or a script as it is."""
    assert templates.loader is not None
    return templates.loader.get_source(templates, name)[0]


def _hash(text: str) -> str:
    """Return the hash by which a content security policy knows an inline script or style."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _json(table: dict[str, str]) -> str:
    """Return JSON that no HTML parser can take for the end of a script."""
    return json.dumps(table, ensure_ascii=False).replace("<", "\\u003c")
