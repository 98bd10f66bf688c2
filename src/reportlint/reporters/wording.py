"""How the formats for people join and quote what rules say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlint import Message, Severity

if TYPE_CHECKING:
    from reportlint import Finding

SEVERITY_WORDS = {
    Severity.ERROR: Message("错误", "error"),
    Severity.WARNING: Message("警告", "warning"),
    Severity.INFO: Message("提示", "info"),
}
_NAMED = {"\t": "\\t", "\n": "\\n", "\r": "\\r"}


def joint(lang: str) -> str:
    """Return what stands between a message and its remedy."""
    return "; " if lang == "en" else "；"


def say(finding: Finding, lang: str) -> str:
    """Return a finding's message with its remedy."""
    if finding.remedy:
        return finding.message + joint(lang) + finding.remedy
    return finding.message


def safe(text: str) -> str:
    r"""Return a text that stays on its line and moves no cursor.

    Control, format and line separating characters become escapes such as
    `\x1b`; spaces of every width stay.
    """
    if text.isprintable():
        return text
    return "".join(
        character if character.isprintable() or character in " \u3000\xa0" else _escape(character)
        for character in text
    )


def _escape(character: str) -> str:
    named = _NAMED.get(character)
    if named:
        return named
    point = ord(character)
    if point < 0x100:
        return f"\\x{point:02x}"
    return f"\\u{point:04x}" if point < 0x10000 else f"\\U{point:08x}"
