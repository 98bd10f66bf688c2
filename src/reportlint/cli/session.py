"""What every command starts from: the options' values, the plugins, the configuration.

Nothing here needs click, so that the plainest call of all, `reportlint check one.txt`,
does without importing it.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from reportlint.cli import console
from reportlint.message import ReportlintError
from reportlint.plugins import Registry, load_registry
from reportlint.policy import Policies
from reportlint.records import NamedTuple
from reportlint.runner import Tally

if TYPE_CHECKING:
    from reportlint.plugins import PluginError

_LISTS = ("select", "ignore", "extend_select", "extend_ignore")
_WORDS = ("profile", "stage", "lang", "genre", "encoding", "fail_level", "baseline")


class Choices:
    """The values of a command's options; the class holds what stands without them."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    extend_ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[str, ...] = ()
    config: str | None = None
    isolated: bool = False
    profile: str | None = None
    stage: str | None = None
    lang: str | None = None
    genre: str | None = None
    encoding: str | None = None
    fail_level: str | None = None
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    formats: tuple[str, ...] = ()
    column_unit: str = "codepoint"
    output_file: str | None = None
    baseline: str | None = None
    diff_base: str | None = None
    add_suppressions: str | None = None
    show_suppressed: bool = False
    sarif_suppressed: bool = False
    stdin_filename: str | None = None
    exit_zero: bool = False
    statistics: bool = False
    quiet: bool = False
    color: str = "auto"
    progress: bool | None = None
    force_exclude: bool = False
    no_respect_gitignore: bool = False
    show_files: bool = False
    no_cache: bool = False
    cache_dir: str | None = None

    def __init__(self, **values: Any) -> None:
        self.__dict__.update(values)

    def overrides(self) -> dict[str, Any]:
        """Return the configuration keys that the command line sets.

        Raises:
            UsageError: `--per-file-ignores` holds no colon.
        """
        table: dict[str, Any] = {}
        for name in _LISTS:
            words = [word.strip() for value in getattr(self, name) for word in value.split(",")]
            if words:
                table[name.replace("_", "-")] = [word for word in words if word]
        for name in _WORDS:
            if getattr(self, name):
                table[name.replace("_", "-")] = getattr(self, name)
        for value in self.per_file_ignores:
            glob, colon, codes = value.rpartition(":")
            if not colon or not glob:
                from reportlint.cli.faults import usage_error

                raise usage_error(
                    f"--per-file-ignores {value} 应写作 GLOB:CODES",
                    f"--per-file-ignores {value} must read GLOB:CODES",
                )
            ignores = table.setdefault("per-file-ignores", {})
            ignores.setdefault(glob, []).extend(word.strip() for word in codes.split(","))
        return table


class Session(NamedTuple):
    """What a command works with: the plugins, the configuration, the counts."""

    registry: Registry
    policies: Policies
    tally: Tally
    lang: str

    def registry_at(self, path: str) -> Registry:
        """Return what is installed, and the local rules that hold for a path."""
        try:
            return self.policies.registry_for(path)
        except ReportlintError as error:
            self.fault(error)
            return self.registry

    def fault(self, error: ReportlintError) -> None:
        """Keep an error of the run and print it, once."""
        if self.tally.fault(error):
            console.complain(error, self.lang)


def open_session(choices: Choices, path: str = "", *, fresh: bool = False) -> Session:
    """Load the plugins and the configuration that the options name.

    A broken plugin is an error of the session; the sound ones are loaded.

    Args:
        choices: The values of the command's options.
        path: A document or folder whose configuration gives the language of messages.
        fresh: Look for installed plugins anew.

    Raises:
        ReportlintError: The options or the configuration they name do not fit.
    """
    if choices.cache_dir:
        os.environ["REPORTLINT_CACHE_DIR"] = choices.cache_dir
    if choices.no_cache:
        from reportlint import memo

        memo.disable()
    errors: list[PluginError] = []
    registry = load_registry(_disabled_plugins(choices), fresh=fresh, errors=errors)
    policies = Policies(
        registry,
        config=choices.config,
        isolated=choices.isolated,
        overrides=choices.overrides(),
    )
    session = Session(registry, policies, Tally(), choices.lang or _language(policies, path))
    for error in errors:
        session.fault(error)
    return session


def document_in(folder: str) -> str:
    """Return the path of a document that stands for all of a folder's."""
    return os.path.join(folder, "document.txt")


def _language(policies: Policies, path: str) -> str:
    """Return the configured language; a broken configuration is told of later, in Chinese."""
    try:
        return policies.for_path(document_in(path) if os.path.isdir(path or ".") else path).lang
    except ReportlintError:
        return "zh"


def _disabled_plugins(choices: Choices) -> list[str]:
    """Return `plugins.disabled` of the current folder's configuration, before plugins load.

    Rules of a plugin that the configuration of another folder disables are loaded, and
    turned off there.
    """
    from reportlint.discovery import Finder

    if choices.isolated:
        return []
    path = choices.config
    try:
        path = os.path.abspath(path) if path else Finder().find(os.getcwd())
        if path is None:
            return []
        from reportlint.config_files import disabled_plugins

        return disabled_plugins(path)
    except ReportlintError:
        return []  # whoever needs this configuration reports it
