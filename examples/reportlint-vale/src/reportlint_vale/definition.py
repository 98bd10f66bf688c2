"""One rule file of Vale: its keys with their types, and faults with file and line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import yaml
from reportlint import Message, ReportlintError

from reportlint_vale.folders import RuleFile


class StyleError(ReportlintError):
    """A rule file that cannot be used."""


class Definition:
    """The keys of a rule file.

    All scalars are read as strings: in `swap`, `no` and `1.0` are words.

    Args:
        file: Where it is.

    Raises:
        StyleError: It cannot be read, or is no table.
    """

    def __init__(self, file: RuleFile) -> None:
        self.file = file
        self._lines: dict[tuple[str, ...], int] = {}
        try:
            with open(file.path, encoding="utf-8-sig") as opened:
                loader = yaml.BaseLoader(opened.read())
            node = loader.get_single_node()
            self._keys: Any = loader.construct_document(node) if node else {}
        except (OSError, UnicodeDecodeError) as error:
            raise self.error(Message(f"无法读取：{error}", f"cannot be read: {error}")) from None
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            what = getattr(error, "problem", None) or error
            said = Message(f"YAML 语法错误：{what}", f"YAML syntax error: {what}")
            raise self.error(said, line=mark.line + 1 if mark else 1) from None
        if not isinstance(self._keys, dict):
            raise self.error(Message("应为键与值", "must be keys with values"))
        self._note_lines(node, ())

    def _note_lines(self, node: Any, at: tuple[str, ...]) -> None:
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                self._lines[(*at, str(key.value))] = key.start_mark.line + 1
                self._note_lines(value, (*at, str(key.value)))
        elif isinstance(node, yaml.SequenceNode):
            for value in node.value:
                if isinstance(value, yaml.ScalarNode):
                    self._lines[(*at, value.value)] = value.start_mark.line + 1

    def error(
        self, what: Message, *at: str, remedy: Message | None = None, line: int = 0
    ) -> StyleError:
        """Return an error about a key, or a member of its list or table."""
        for depth in range(len(at), 0, -1):
            line = line or self._lines.get(at[:depth], 0)
        return StyleError(what, remedy=remedy, path=self.file.path, line=line or 1)

    def check_keys(self, known: Iterable[str]) -> None:
        """Refuse keys that would be ignored.

        Raises:
            StyleError: The first that is unknown.
        """
        listed = ", ".join(sorted(known))
        for key in self._keys:
            if key not in known:
                raise self.error(
                    Message(f"没有名为 {key} 的键", f"there is no key {key}"),
                    str(key),
                    remedy=Message(f"可用的有：{listed}", f"known are: {listed}"),
                )

    def has(self, key: str) -> bool:
        """Tell whether the file has a key."""
        return key in self._keys

    def string(self, key: str, default: str | None = None) -> str:
        """Return a string; without a default it is required."""
        value = self._keys.get(key, default)
        if value is None:
            raise self.error(Message(f"缺少 {key}", f"{key} is missing"))
        if not isinstance(value, str):
            raise self._wrong(key, "字符串", "a string")
        return value

    def strings(self, key: str) -> list[str]:
        """Return a list of strings; one string is a list of one."""
        value = self._keys.get(key) or []
        if isinstance(value, str):
            return [value]
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise self._wrong(key, "字符串列表", "a list of strings")
        return value

    def pairs(self, key: str) -> dict[str, str]:
        """Return a table of strings, not empty."""
        value = self._keys.get(key)
        strings = isinstance(value, dict) and all(isinstance(v, str) for v in value.values())
        if not strings or not value:
            raise self._wrong(key, "字符串的对应表", "a table of strings")
        return dict(value)

    def flag(self, key: str, default: bool = False) -> bool:
        """Return true or false."""
        value = str(self._keys.get(key, default)).lower()
        if value not in ("true", "false"):
            raise self._wrong(key, " true 或 false", "true or false")
        return value == "true"

    def number(self, key: str, default: float) -> float:
        """Return a number that is not negative."""
        try:
            number = float(self._keys.get(key, default))
        except (TypeError, ValueError):
            number = -1
        if number < 0:
            raise self._wrong(key, "非负数", "a number, not negative")
        return number

    def inner(self, key: str) -> dict[str, Any]:
        """Return a table; empty where there is none."""
        value = self._keys.get(key) or {}
        if not isinstance(value, dict):
            raise self._wrong(key, "表", "a table")
        return value

    def _wrong(self, key: str, zh: str, en: str) -> StyleError:
        value = self._keys.get(key)
        return self.error(
            Message(f"{key} 应为{zh}，不能是 {value!r}", f"{key} must be {en}, not {value!r}"), key
        )
