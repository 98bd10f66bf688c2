"""Parsers: from a source to a document, one module a format."""

from reportlint import hookimpl


@hookimpl
def reportlint_parsers() -> list[object]:
    from reportlint.parsers.markdown import MarkdownParser
    from reportlint.parsers.plain import PlainParser

    return [PlainParser(), MarkdownParser()]
