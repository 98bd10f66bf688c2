"""reportlint: a linter for reports in Chinese official style.

Everything a plugin may use is here, for our own rules and a third party's alike.
"""

from reportlint.blanks import (
    BLANK,
    EMPHASIS,
    OBJECT,
    WHITE,
    before_emphasis,
    behind_emphasis,
)
from reportlint.columns import Column
from reportlint.data import load_table
from reportlint.deferred import lazy
from reportlint.document import Block, Document, Ordinal, Section
from reportlint.enumerations import ENUMERATORS, Enumeration, Item
from reportlint.finding import Edit, Finding, Fix, Related, Severity
from reportlint.hookspecs import API_VERSION, Parser, Reporter, StreamWriter, Writer, hookimpl
from reportlint.masking import Mask, ParseContext, apply_masks, common_masks
from reportlint.message import Message, ReportlintError
from reportlint.numerals import han_to_int, int_to_han, to_int
from reportlint.outline import Hint, outline
from reportlint.records import NamedTuple
from reportlint.report import FileResult, Held, Run, SelectedRule, Summary, Suppression
from reportlint.rule import Example, Option, Rule, option
from reportlint.source import Position, Source, Span
from reportlint.words import WordTable

__version__ = "0.1.0"

__all__ = [
    "API_VERSION",
    "BLANK",
    "EMPHASIS",
    "ENUMERATORS",
    "OBJECT",
    "WHITE",
    "Block",
    "Column",
    "Document",
    "Edit",
    "Enumeration",
    "Example",
    "FileResult",
    "Finding",
    "Fix",
    "Held",
    "Hint",
    "Item",
    "Mask",
    "Message",
    "NamedTuple",
    "Option",
    "Ordinal",
    "ParseContext",
    "Parser",
    "Position",
    "Related",
    "Reporter",
    "ReportlintError",
    "Rule",
    "Run",
    "Section",
    "SelectedRule",
    "Severity",
    "Source",
    "Span",
    "StreamWriter",
    "Summary",
    "Suppression",
    "WordTable",
    "Writer",
    "__version__",
    "apply_masks",
    "before_emphasis",
    "behind_emphasis",
    "common_masks",
    "han_to_int",
    "hookimpl",
    "int_to_han",
    "lazy",
    "load_table",
    "option",
    "outline",
    "to_int",
]
