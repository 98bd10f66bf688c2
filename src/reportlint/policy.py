"""What holds for one document: its rules with their options, and why each is on or off.

Built from layers, the weakest first: profile, configuration file (bases before it),
`[[overrides]]` that match the path, command line.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from reportlint.discovery import Finder
from reportlint.entry_points import EntryPoint, is_disabled
from reportlint.finding import Severity
from reportlint.masking import DEFAULT_MARKERS, ParseContext
from reportlint.message import Message, ReportlintError
from reportlint.records import NamedTuple
from reportlint.report import SelectedRule
from reportlint.selection import Decision, decide

if TYPE_CHECKING:
    from reportlint.globs import PathPatterns
    from reportlint.layers import Layer
    from reportlint.loading import Filter
    from reportlint.plugins import Registry
    from reportlint.suppressions import Entry
    from reportlint.words import WordTable

DEFAULT_FAIL_LEVEL = Severity.WARNING


class Policy(NamedTuple):
    """What holds for a document.

    Attributes:
        rules: The rules that run, by code.
        context: What the parser is told.
        encoding: The encoding the configuration names, if it names one.
        lang: The language of messages, "zh" or "en".
        fail_level: The least severity that makes the run exit 1.
        config_path: Absolute path of the nearest configuration file.
        config: All settings merged into one table.
        registry: What is installed, with the local rules of the configuration.
        filters: What plugins have to say of the findings, asked after the rules.
        suppressions: The configuration's, by the absolute path of the document.
    """

    rules: tuple[SelectedRule, ...]
    context: ParseContext
    encoding: str | None
    lang: str
    fail_level: Severity
    config_path: str | None
    config: Mapping[str, Any]
    registry: Registry
    filters: tuple[Filter, ...] = ()
    suppressions: Mapping[str, Sequence[Entry]] = {}  # never changed


class RuleStatus(NamedTuple):
    """Whether a rule runs on a document, and what decided it."""

    code: str
    name: str
    enabled: bool
    severity: Severity
    reason: Message


class Policies:
    """The policies of all the documents of one run.

    Args:
        registry: What is installed.
        config: Path of the one configuration file to use for every document.
        isolated: Use no configuration file.
        overrides: Settings from the command line, by configuration key; `None`
            and the empty tuple stand for an option that was not given.

    Raises:
        ConfigError: The named file or an override does not fit.
    """

    def __init__(
        self,
        registry: Registry,
        *,
        config: str | None = None,
        isolated: bool = False,
        overrides: Mapping[str, Any] = {},  # read only
    ) -> None:
        self._registry = registry
        self._isolated = isolated
        self._finder = Finder()
        self._scopes: dict[str | None, _Scope] = {}
        self._by_folder: dict[str, _Scope | ReportlintError] = {}
        given = {
            key: value for key, value in overrides.items() if value is not None and value != ()
        }
        self._command_line: Layer | None = None
        self._only: _Scope | None = None
        if given:
            self._command_line = self._checked(given, config)
        if isolated:
            self._only = self._scope_of(None)
        elif config is not None:
            self._only = self._scope_of(os.path.abspath(config), os.getcwd())

    def _checked(self, given: Mapping[str, Any], config: str | None) -> Layer:
        """Check the command line, against the local rules of the configuration too if need be."""
        from reportlint.config import ConfigError, command_line_layer

        try:
            return command_line_layer(given, self._registry)
        except ConfigError as fault:
            if self._isolated:
                raise
            here = os.getcwd()
            file = os.path.abspath(config) if config else self._finder.find(here)
            if file is None:
                raise
            from reportlint.config import load_layers

            registry = load_layers(file, self._registry, here).registry
            if registry is self._registry:
                raise fault from None
            return command_line_layer(given, registry)

    def for_path(self, path: str) -> Policy:
        """Return the policy of a document, which need not exist.

        Raises:
            ConfigError: The configuration that holds for it does not fit.
        """
        scope = self._scope(path)
        if not scope.by_path:
            return scope.policy(())
        return scope.policy(scope.matching(os.path.abspath(path)))

    def statuses(self, path: str) -> list[RuleStatus]:
        """Return, by code, every installed rule and why it runs on a document or not."""
        scope = self._scope(path)
        return scope.statuses(scope.matching(os.path.abspath(path)))

    def registry_for(self, path: str) -> Registry:
        """Return what is installed, and the local rules that hold for a document."""
        return self._scope(path).registry

    def excluded(self, path: str) -> bool:
        """Tell whether `exclude` names a document, or a folder whose path ends in a slash."""
        scope = self._scope(path.rstrip("/") if len(path) > 1 else path)
        if scope.exclude is None:
            return False
        folder = path.endswith(("/", os.sep))
        return scope.exclude.match(os.path.abspath(path) + ("/" if folder else ""))

    def _scope(self, path: str) -> _Scope:
        if self._only is not None:
            return self._only
        folder = os.path.dirname(path)
        scope = self._by_folder.get(folder)
        if scope is None:
            try:
                found = self._finder.find(os.path.dirname(os.path.abspath(path)))
                scope = self._scope_of(found)
            except ReportlintError as error:
                scope = error  # a broken file is read once, not for each document
            self._by_folder[folder] = scope
        if isinstance(scope, ReportlintError):
            raise scope
        return scope

    def _scope_of(self, file: str | None, folder: str | None = None) -> _Scope:
        scope = self._scopes.get(file)
        if scope is None:
            layers: list[Layer] = []
            registry = self._registry
            if file is not None:
                from reportlint.config import load_layers

                layers, registry = load_layers(file, registry, folder)
            scope = _Scope(registry, layers, self._command_line, file)
            self._scopes[file] = scope
        return scope


class _Scope:
    """The documents under one configuration file."""

    def __init__(
        self,
        registry: Registry,
        layers: list[Layer],
        command_line: Layer | None,
        file: str | None,
    ) -> None:
        self.registry = registry
        self._file = file
        self._top = [command_line] if command_line else []
        self._layers = layers
        self._defaults = _defaults(registry)
        self._policies: dict[tuple[int, ...], Policy] = {}
        self.by_path = self._patterns()
        self.exclude = self._exclude()

    def _patterns(self) -> list[tuple[PathPatterns, bool, Layer]]:
        """Every setting that holds for some paths: (paths, whether it ignores, its layer)."""
        made: list[tuple[PathPatterns, bool, Layer]] = []
        for layer in self._layers + self._top:
            overrides = layer.table.get("overrides", ())
            ignores = layer.table.get("per-file-ignores", {})
            if not overrides and not ignores:
                continue
            from reportlint.globs import PathPatterns, single

            for index, table in enumerate(overrides, 1):
                part = {key: value for key, value in table.items() if key != "paths"}
                where = f"[[overrides]] {index}"
                origin = Message(f"{layer.origin.zh} {where} 的", f"{layer.origin.en} {where}")
                patterns = PathPatterns(layer.folder, table["paths"])
                made.append((patterns, False, layer._replace(table=part, origin=origin)))
            for pattern, words in ignores.items():
                own = layer._replace(table={"ignore": words}, key=f"per-file-ignores {pattern}")
                made.append((single(layer.folder, pattern), True, own))
        return made

    def _exclude(self) -> PathPatterns | None:
        for layer in reversed(self._layers + self._top):
            if "exclude" in layer.table:
                from reportlint.globs import PathPatterns

                return PathPatterns(layer.folder, layer.table["exclude"])
        return None

    def matching(self, path: str) -> tuple[int, ...]:
        """Return which settings of `by_path` hold for an absolute path."""
        return tuple(i for i, (paths, _, _) in enumerate(self.by_path) if paths.match(path))

    def policy(self, matching: tuple[int, ...]) -> Policy:
        """Return the policy under these settings, made once."""
        policy = self._policies.get(matching)
        if policy is None:
            policy = self._policies[matching] = self._make(matching)
        return policy

    def statuses(self, matching: tuple[int, ...]) -> list[RuleStatus]:
        """Return the status of every rule under these settings."""
        _, decisions = self._decide(matching)
        return [
            RuleStatus(code, self.registry.rules[code].name, decision.enabled, decision.severity,
                       decision.full_reason)
            for code, decision in sorted(decisions.items())
        ]  # fmt: skip

    def _decide(self, matching: tuple[int, ...]) -> tuple[dict[str, Any], dict[str, Decision]]:
        """Return the settings merged into one table, and the decision on every rule."""
        if not self._layers and not self._top and not self._defaults:
            return {}, decide(self.registry)
        from reportlint.layers import merged, named_profile

        held = [self.by_path[index] for index in matching]
        overrides = [layer for _, ignores, layer in held if not ignores]
        ignores = [layer for _, ignores, layer in held if ignores]
        above = self._layers + overrides + self._top
        disabled = merged(above).get("plugins", {}).get("disabled", ())
        defaults = [layer for layer in self._defaults if not _is_off(layer.owner, disabled)]
        name, layers = named_profile(defaults + above)
        weakest, layers = layers[: len(defaults)], layers[len(defaults) :]
        if name is not None:
            from reportlint.config import profile_layer

            weakest.append(profile_layer(name, self.registry))
        config = merged(weakest + layers)
        decisions = decide(
            self.registry, layers, below=weakest, stage=config.get("stage"), off=ignores
        )
        self._disable(disabled, decisions)
        return config, decisions

    def _disable(self, disabled: Sequence[str], decisions: dict[str, Decision]) -> None:
        """Turn off the rules of plugins that were loaded before `plugins.disabled` was read."""
        if not disabled:
            return
        for code, owner in self.registry.owners.items():
            if is_disabled(owner, disabled):
                name = owner.distribution
                reason = Message(f"plugins.disabled 停用 {name}", f"plugins.disabled names {name}")
                decisions[code] = decisions[code]._replace(enabled=False, reason=reason)

    def _make(self, matching: tuple[int, ...]) -> Policy:
        config, decisions = self._decide(matching)
        lang = config.get("lang", "zh")
        level = config.get("fail-level")
        pairs = tuple((first, last) for first, last in config.get("markers", ()))
        disabled = tuple(config.get("plugins", {}).get("disabled", ()))
        return Policy(
            self._rules(config, decisions, lang, self._words(config, disabled)),
            ParseContext(DEFAULT_MARKERS + pairs, config.get("genre")),
            config.get("encoding"),
            lang,
            Severity.parse(level) if level else DEFAULT_FAIL_LEVEL,
            self._file,
            config,
            self.registry,
            self._filters(disabled),
            self._suppressions(config),
        )

    @staticmethod
    def _suppressions(config: Mapping[str, Any]) -> Mapping[str, Sequence[Entry]]:
        tables = config.get("suppressions")
        if not tables:
            return {}
        from reportlint.suppressions import by_file

        return by_file(tables)

    def _words(
        self, config: Mapping[str, Any], disabled: tuple[str, ...]
    ) -> Mapping[str, WordTable]:
        own = config.get("words", {})
        if not own and not any(plugin.words for plugin in self.registry.plugins):
            return {}
        from reportlint.wordlists import join_words

        return join_words(self.registry, own, disabled)

    def _filters(self, disabled: tuple[str, ...]) -> tuple[Filter, ...]:
        return tuple(
            plugin.filter
            for plugin in self.registry.plugins
            if plugin.filter is not None and not _is_off(plugin.entry, disabled)
        )

    def _rules(
        self,
        config: Mapping[str, Any],
        decisions: Mapping[str, Decision],
        lang: str,
        words: Mapping[str, WordTable],
    ) -> tuple[SelectedRule, ...]:
        registry = self.registry
        options = config.get("rules", {})
        made = []
        for code in sorted(decisions):
            decision = decisions[code]
            if decision.enabled:
                owner = registry.owners[code]
                rule = registry.rules[code](
                    lang=lang,
                    severity=decision.severity,
                    word_tables=words,
                    **options.get(code, {}),
                )
                made.append(SelectedRule(rule, owner.distribution, owner.version))
        return tuple(made)


def _defaults(registry: Registry) -> list[Layer]:
    """Return the settings that installed plugins bring for whoever says nothing else."""
    if not any(plugin.default_config for plugin in registry.plugins):
        return []
    from reportlint.config import default_layers

    return default_layers(registry)


def _is_off(owner: EntryPoint | None, disabled: Sequence[str]) -> bool:
    return bool(disabled) and owner is not None and is_disabled(owner, disabled)
