"""What is said to a person, in Chinese and in English.

Here belongs the pair of wordings and the error that carries one; not the
choice of the language, which the configuration makes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Message(NamedTuple):
    """One statement in two languages; fields in braces are filled by `render`."""

    zh: str
    en: str

    def render(self, lang: str, **values: object) -> str:
        """Return the wording for `lang` ("zh" or "en") with its fields filled in."""
        return self.fill(lang, values)

    def fill(self, lang: str, values: Mapping[str, object]) -> str:
        """Return what `render` does, of values that are at hand as a mapping: it is quicker."""
        template = self.en if lang == "en" else self.zh
        if values and ("{" in template or "}" in template):  # remedies mostly hold no field
            return template.format_map(values)
        return template


class ReportlintError(Exception):
    """A fault outside the documents' prose: reading, configuration, plugin.

    Args:
        message: What is wrong.
        remedy: What the user can do about it.
        path: The file it is about, as the user named it.
        line: 1-based line in that file.
    """

    def __init__(
        self,
        message: Message,
        *,
        remedy: Message | None = None,
        path: str | None = None,
        line: int | None = None,
    ) -> None:
        super().__init__(message, remedy, path, line)
        self.message = message
        self.remedy = remedy
        self.path = path
        self.line = line

    def render(self, lang: str) -> str:
        """Return `path:line: message；remedy` in the language asked for."""
        place = ""
        if self.path is not None:
            place = f"{self.path}:{self.line}: " if self.line else f"{self.path}: "
        body = self.message.render(lang)
        if self.remedy is None:
            return place + body
        joint = "; " if lang == "en" else "；"
        return place + body + joint + self.remedy.render(lang)

    def __str__(self) -> str:
        return self.render("zh")
