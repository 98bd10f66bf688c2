"""What a rule is: a frozen object whose fields are its options.

A rule sees a whole document and yields findings. It keeps no state between
documents, opens no file and knows no other rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

from reportlint.document import Document
from reportlint.finding import Finding, Fix, Related, Severity
from reportlint.message import Message
from reportlint.records import NamedTuple
from reportlint.words import NO_WORDS, WordTable

if TYPE_CHECKING:
    from reportlint.report import Suppression

T = TypeVar("T", bool, int, float, str, tuple[str, ...])


class OptionError(ValueError):
    """A value does not fit a rule's option; the text says what would."""


class Option(NamedTuple):
    """One option of a rule: its type is that of the default."""

    name: str
    default: Any
    help: str
    at_least: float | None
    at_most: float | None
    choices: tuple[str, ...]
    patterns: bool = False

    @property
    def type_name(self) -> str:
        """The type as the configuration's reader calls it."""
        if isinstance(self.default, tuple):
            return "list of strings"
        return {bool: "boolean", int: "integer", float: "number", str: "string"}[type(self.default)]

    def check(self, value: Any) -> Any:
        """Return the value as the rule stores it.

        Raises:
            OptionError: Wrong type, out of bounds, or not among the choices.
        """
        default = self.default
        if isinstance(default, tuple):
            if not isinstance(value, list | tuple) or not all(isinstance(v, str) for v in value):
                raise OptionError(f"must be a list of strings, not {value!r}")
            if self.patterns:
                for pattern in value:
                    _compile(pattern)
            return tuple(value)
        if isinstance(default, float) and isinstance(value, int) and not isinstance(value, bool):
            value = float(value)
        if type(value) is not type(default):
            article = "an" if type(default) is int else "a"
            raise OptionError(f"must be {article} {self.type_name}, not {value!r}")
        if self.at_least is not None and value < self.at_least:
            raise OptionError(f"must be at least {self.at_least}, not {value!r}")
        if self.at_most is not None and value > self.at_most:
            raise OptionError(f"must be at most {self.at_most}, not {value!r}")
        if self.choices and value not in self.choices:
            raise OptionError(f"must be one of {', '.join(self.choices)}, not {value!r}")
        return value


def _compile(pattern: str) -> None:
    """See whether a pattern of the user's is a regular expression.

    Raises:
        OptionError: It is none.
    """
    import regex  # costly, and hardly ever asked for

    try:
        regex.compile(pattern)
    except regex.error as error:
        raise OptionError(f"must be regular expressions; {pattern!r} is none: {error}") from None


class _Unnamed(NamedTuple):
    """What `option` returns until the class gives it its name."""

    default: Any
    help: str
    at_least: float | None
    at_most: float | None
    choices: tuple[str, ...]
    patterns: bool


def option(
    default: T,
    help: str,
    *,
    at_least: float | None = None,
    at_most: float | None = None,
    choices: Sequence[str] = (),
    patterns: bool = False,
) -> T:
    """Declare an option in the body of a rule: `limit: int = option(300, "most …")`.

    Args:
        default: The value without configuration; its type is the option's type
            (a tuple of strings for a list).
        help: One line on what it does.
        at_least: Smallest number allowed.
        at_most: Largest number allowed.
        choices: The only strings allowed.
        patterns: Whether the strings are regular expressions, for the package `regex`.
    """
    return cast("T", _Unnamed(default, help, at_least, at_most, tuple(choices), patterns))


class Example(NamedTuple):
    """A text with `⟦⟧` around exactly what a rule must report.

    Args:
        text: The marked text; without marks nothing may be reported. Marks may
            nest or stand empty (`⟦⟧` at the start: the whole document).
        options: The rule's options for this example.
        format: The parser to use.
        genre: The genre the configuration would name.
        fixed: The text after all the fixes of these findings, unsafe ones too.
        config: Further configuration keys, such as `markers`.
    """

    text: str
    options: dict[str, Any] = {}  # noqa: RUF012  # a NamedTuple's default; never changed
    format: str = "plain"
    genre: str | None = None
    fixed: str | None = None
    config: dict[str, Any] = {}  # noqa: RUF012  # as above


class Rule:
    """Base of all rules.

    A subclass sets the class variables, declares options with `option`, and
    implements `check`. Its docstring is its manual page: the first line names the
    defect in Chinese, the body says why it matters and what to do, and after a line
    `---` the same follows in English.
    """

    code: ClassVar[str] = ""
    """Two to four capitals and digits, unique among all that is installed."""
    name: ClassVar[str] = ""
    """The kebab-case name, usable wherever a code is."""
    severity: ClassVar[Severity] = Severity.WARNING
    enabled: ClassVar[bool] = True
    """Whether the `default` profile runs it."""
    source: ClassVar[str] = "惯例"
    """The standard with year and clause, or 惯例."""
    remedy: ClassVar[Message | str] = ""
    """What to do about a finding, where the finding does not say it better."""
    since: ClassVar[str] = "0.1.0"
    valid: ClassVar[Sequence[str | Example]] = ()
    invalid: ClassVar[Sequence[str | Example]] = ()
    anchors: ClassVar[Sequence[str]] = ()
    """What `anchor_words` returns, where it depends on no option."""
    waits: ClassVar[bool] = True
    """Whether the rule is called only where one of its anchors stands; where not, it wants no
    more than their places."""
    word_tables: ClassVar[Mapping[str, str]] = {}
    """The tables of words that plugins and the configuration may change, by name: "pairs" or
    "phrases"; `self.word_table(name)` returns what they say."""
    options: ClassVar[dict[str, Option]] = {}
    """The options by name; made from the class body."""

    lang: str
    effective_severity: Severity

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        found = dict(cls.options)
        for name, value in list(vars(cls).items()):
            if isinstance(value, _Unnamed):
                found[name] = Option(name, *value)
                setattr(cls, name, value.default)
        cls.options = found

    def __init__(
        self,
        *,
        lang: str = "zh",
        severity: Severity | None = None,
        word_tables: Mapping[str, WordTable] = {},  # read only
        **options: Any,
    ) -> None:
        """Make a rule with its options.

        Args:
            lang: The language of messages, "zh" or "en".
            severity: The severity the configuration asks for.
            word_tables: What plugins and the configuration say of tables of words, by name.
            options: Values by option name; the defaults stand for the rest.

        Raises:
            OptionError: There is no such option, or the value does not fit.
        """
        values = self.__dict__
        values["lang"] = lang
        values["effective_severity"] = severity or self.severity
        values["_words"] = word_tables
        for name, value in options.items():
            known = self.options.get(name)
            if known is None:
                raise OptionError(f"has no option {name!r}")
            try:
                values[name] = known.check(value)
            except OptionError as error:
                raise OptionError(f"option {name!r} {error}") from None

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a rule is frozen; {name!r} cannot be set")

    def anchor_words(self) -> Iterable[str]:
        """Return the words without one of which `check` cannot find anything.

        Literals of the masked text, rare ones, seldom of a single character: the engine
        calls the rule only for documents that hold one, and `Document.places` tells
        where. Without any, or with `waits` off, the rule is always called.
        """
        return self.anchors

    def check(self, document: Document) -> Iterable[Finding]:
        """Yield the findings of one document, in any order."""
        raise NotImplementedError

    def review(
        self,
        document: Document,  # noqa: ARG002  # for those that look at suppressions
        suppressions: Sequence[Suppression],  # noqa: ARG002
    ) -> Iterable[Finding]:
        """Yield findings about the document's suppressions, after these were applied.

        It is called only where there are any; a rule that is about nothing else returns
        nothing from `check`.
        """
        return ()

    def finding(
        self,
        start: int,
        end: int,
        message: Message | str,
        *,
        remedy: Message | str = "",
        severity: Severity | None = None,
        related: Iterable[Related] = (),
        fix: Fix | None = None,
        **values: object,
    ) -> Finding:
        """Make a finding of this rule.

        Args:
            start: Offset of the first code point at fault.
            end: Offset behind the last one; equal to `start` for an omission.
            message: The fact; a `Message` is rendered in the rule's language with `values`.
            remedy: What to do, where the rule's own `remedy` does not say it.
            severity: Where this finding is more or less severe than the rule. A
                severity that the configuration gives the rule caps it.
            related: Other places the finding speaks of.
            fix: Edits that mend it.
            values: Fields of the message and of the remedy.
        """
        lang = self.lang
        if not isinstance(message, str):
            message = message.fill(lang, values)
        what_to_do = remedy or self.remedy
        if not isinstance(what_to_do, str):
            what_to_do = what_to_do.fill(lang, values)
        level = self.effective_severity
        if severity is not None:
            own = type(self).severity
            level = severity if level == own else min(level, severity) if level < own else level
        return Finding(start, end, self.code, level, message, what_to_do, tuple(related), fix)

    def word_table(self, name: str) -> WordTable:
        """Return what plugins and the configuration add to a table and take from it."""
        known: Mapping[str, WordTable] = self.__dict__["_words"]
        return known.get(name, NO_WORDS)

    def say(self, zh: str, en: str) -> str:
        """Return the wording in the rule's language, for related places."""
        return en if self.lang == "en" else zh

    @classmethod
    def manual(cls, lang: str = "zh") -> str:
        """Return the manual page in one language, dedented; Chinese where there is no English."""
        import inspect

        parts = inspect.cleandoc(cls.__doc__ or "").split("\n---\n")
        return parts[1 if lang == "en" and len(parts) > 1 else 0].strip()

    @classmethod
    def title(cls, lang: str = "zh") -> str:
        """Return the first line of the manual page."""
        return cls.manual(lang).split("\n", 1)[0].rstrip("。.")
