"""SARIF's `tool.driver`: every selected rule with its manual page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from reportlint import Message, Rule, Severity
from reportlint.reporters.wording import joint, safe

if TYPE_CHECKING:
    from reportlint import Option, Run, SelectedRule
    from reportlint.reporters.taxonomies import Taxonomies

HOMEPAGE = "https://reportlint.example/"
"""A name that is reserved and leads nowhere; the help stands in the file itself."""

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PROBLEM = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
_OURS = "reportlint"
_MOST_TAGS = 10

_ABOUT = Message("公文写作检查", "A linter for reports in Chinese official style")
_REMEDY = Message("办法", "Remedy")
_SOURCE = Message("依据", "Source")
_INVALID = Message("会报告", "Reported")
_VALID = Message("不报告", "Not reported")
_OPTIONS = Message("选项", "Options")


def driver(run: Run, taxonomies: Taxonomies) -> dict[str, Any]:
    """Return the tool component that describes reportlint and its rules."""
    component: dict[str, Any] = {
        "name": _OURS,
        "fullName": f"{_OURS} {run.version}",
        "version": run.version,
        "semanticVersion": run.version,
        "informationUri": HOMEPAGE,
        "language": language(run.lang),
        "shortDescription": {"text": sentence(_ABOUT.render(run.lang), run.lang)},
        "rules": [_descriptor(selected, run.lang, taxonomies) for selected in run.rules],
    }
    if taxonomies.references():
        component["supportedTaxonomies"] = taxonomies.references()
    return component


def language(lang: str) -> str:
    """Return the RFC 5646 tag of the language of messages."""
    return "en-US" if lang == "en" else "zh-CN"


def sentence(text: str, lang: str) -> str:
    """Return a statement with its full stop."""
    if text.endswith(("。", ".", "！", "？", "!", "?")):
        return text
    return text + ("." if lang == "en" else "。")


def _descriptor(selected: SelectedRule, lang: str, taxonomies: Taxonomies) -> dict[str, Any]:
    rule = selected.rule
    kind = type(rule)
    title, manual = kind.title(lang), kind.manual(lang)
    level = LEVELS[rule.effective_severity]
    descriptor: dict[str, Any] = {
        "id": rule.code,
        "name": "".join(part[:1].upper() + part[1:] for part in rule.name.split("-")),
        "shortDescription": {"text": sentence(title, lang)},
        "fullDescription": {"text": sentence(" ".join(manual.split()), lang)},
        "help": {"text": _help_text(rule, manual, lang), "markdown": _help(rule, manual, lang)},
        "helpUri": help_uri(selected),
        "defaultConfiguration": {"level": level},
    }
    relationships = taxonomies.relationships(rule.source)
    if relationships:
        descriptor["relationships"] = relationships
    descriptor["properties"] = {
        "tags": _tags(rule, relationships),
        "precision": "medium" if rule.effective_severity is Severity.INFO else "high",
        "problem.severity": _PROBLEM[rule.effective_severity],
        "source": rule.source,
    }
    if selected.distribution != _OURS:
        descriptor["properties"]["plugin"] = selected.distribution
        descriptor["properties"]["pluginVersion"] = selected.version
    return descriptor


def _tags(rule: Rule, relationships: list[dict[str, Any]]) -> list[str]:
    """Return the family and the standards of a rule."""
    module = type(rule).__module__.split(".")
    tags = ["公文"]
    if module[:2] == [_OURS, "rules"] and len(module) > 2:
        tags.append(module[2])
    tags += [link["target"]["toolComponent"]["name"] for link in relationships]
    return list(dict.fromkeys(tags))[:_MOST_TAGS]


def _help_text(rule: Rule, manual: str, lang: str) -> str:
    colon = ": " if lang == "en" else "："
    lines = [manual]
    if rule.remedy:
        lines.append(f"{_REMEDY.render(lang)}{colon}{_remedy(rule, lang)}")
    lines.append(f"{_SOURCE.render(lang)}{colon}{rule.source}")
    return "\n\n".join(lines)


def _help(rule: Rule, manual: str, lang: str) -> str:
    """Return the manual page in Markdown: title, reason, remedy, examples, options, source."""
    title, _, body = manual.partition("\n")
    parts = [f"# {rule.code} {rule.name}", f"**{title}**", body.strip()]
    if rule.remedy:
        parts.append(f"**{_REMEDY.render(lang)}** {_remedy(rule, lang)}")
    for heading, examples in ((_INVALID, rule.invalid), (_VALID, rule.valid)):
        if examples:
            text = examples[0] if isinstance(examples[0], str) else examples[0].text
            parts.append(f"**{heading.render(lang)}**\n\n{_fenced(text)}")
    if rule.options:
        rows = "\n".join(_option(option, lang) for option in rule.options.values())
        parts.append(f"**{_OPTIONS.render(lang)}**\n\n{rows}")
    parts.append(f"**{_SOURCE.render(lang)}** {rule.source}")
    return "\n\n".join(part for part in parts if part)


def _option(option: Option, lang: str) -> str:
    default = json.dumps(option.default, ensure_ascii=False)
    return f"- `{option.name}` = `{default}`{joint(lang)}{option.help}"


def _remedy(rule: Rule, lang: str) -> str:
    """Return a rule's remedy; its fields are filled per finding and stand here as they are."""
    remedy = rule.remedy
    return remedy if isinstance(remedy, str) else remedy.render(lang)


def _fenced(text: str) -> str:
    lines = "\n".join(safe(line) for line in text.replace("\r\n", "\n").split("\n"))
    fence = "`" * 3
    while fence in lines:
        fence += "`"
    return f"{fence}text\n{lines}\n{fence}"


def help_uri(selected: SelectedRule) -> str:
    """Return where a rule is explained; a plugin's at an address of its own, if it names one."""
    if selected.distribution == _OURS:
        return f"{HOMEPAGE}rules/{selected.rule.code}"
    from importlib.metadata import PackageNotFoundError, metadata  # slow; only plugins need it

    fallback = f"{HOMEPAGE}plugins/{selected.distribution}/{selected.rule.code}"
    try:
        about = metadata(selected.distribution)
    except PackageNotFoundError:
        return fallback
    addresses: dict[str, str] = {}
    for line in about.get_all("Project-URL") or ():
        label, _, address = str(line).partition(",")
        addresses[label.strip().lower()] = address.strip()
    for label in ("documentation", "homepage", "source", "repository"):
        if label in addresses:
            return addresses[label]
    return fallback
