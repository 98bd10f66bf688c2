"""What a rule reports, and the edits that would mend it."""

from __future__ import annotations

from enum import IntEnum

from reportlint.records import NamedTuple


class Severity(IntEnum):
    """How bad a finding is; larger is worse."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    __hash__ = int.__hash__  # an enumeration's own is a call of Python's each time

    @property
    def label(self) -> str:
        """The word used in the configuration and in every output: error, warning, info."""
        return self.name.lower()

    @classmethod
    def parse(cls, label: str) -> Severity:
        """Read a label.

        Raises:
            ValueError: The label is not error, warning or info.
        """
        try:
            return cls[label.upper()]
        except KeyError:
            raise ValueError(f"no severity is called {label!r}") from None


class Edit(NamedTuple):
    """Replace the text of a half-open span of code points."""

    start: int
    end: int
    replacement: str


class Fix(NamedTuple):
    """Edits that mend one finding together; they are ordered and do not overlap.

    `safe` says that the meaning cannot change.
    """

    edits: tuple[Edit, ...]
    safe: bool = True


class Related(NamedTuple):
    """Another place that a finding speaks of, such as the first of two equal clauses."""

    start: int
    end: int
    message: str


class Finding(NamedTuple):
    """One fault at one place.

    `start` and `end` are a half-open span in code points; a finding about the
    whole document has the empty span at 0. Findings sort by place, then code.
    """

    start: int
    end: int
    code: str
    severity: Severity
    message: str
    remedy: str = ""
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
