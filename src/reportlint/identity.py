"""What makes a finding the same one after its document was edited.

Used for SARIF fingerprints and for baselines. Neither lines nor columns, nor the
language of the message, nor the path take part: text may be added, removed or
moved elsewhere, and a file renamed.
"""

from __future__ import annotations

import re
from collections import Counter
from hashlib import blake2b
from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlint.document import Document
    from reportlint.finding import Finding
    from reportlint.report import Held

_CLAUSE_BREAK = re.compile(r"[，。；：！？\r\n]")
_CONTEXT = 24  # code points of the clause on each side of the marked text
_MARKED = 80  # code points of the marked text: a long paragraph may change further on


def identity(document: Document, findings: Sequence[Finding]) -> list[str]:
    """Return the identity of every finding: 32 hexadecimal digits each.

    It is made of the code, the titles of the sections around the finding (without
    their numbers), the marked text with its clause (NFKC, without white space), and
    the finding's ordinal among those that are equal in all this.

    Args:
        document: The document they were found in.
        findings: All findings of the document, sorted by place, then code.
    """
    text = document.text
    section_path = document.section_path
    seen: Counter[str] = Counter()
    out = []
    for finding in findings:
        start, end, code = finding[:3]
        if end == 0:  # about the whole document: what it begins with does not matter
            key = code
        else:
            path = "\x1e".join(section_path(start))
            key = f"{code}\x1d{_normal(path)}\x1d{_excerpt(text, start, end)}"
        ordinal = seen[key]
        seen[key] = ordinal + 1
        digest = blake2b(f"{key}\x1d{ordinal}".encode("utf-8", "surrogatepass"), digest_size=16)
        out.append(digest.hexdigest())
    return out


def identities(
    document: Document, findings: Sequence[Finding], held: Sequence[Held] = ()
) -> list[str]:
    """Return the identities of findings, whatever else of the document is held back.

    Held ones take part in the ordinals, so that a finding keeps its identity when another
    that is equal to it is suppressed or becomes known.
    """
    if not held:
        return identity(document, findings)
    every = sorted([*findings, *(one.finding for one in held)], key=lambda one: one[:3])
    made = {id(finding): own for finding, own in zip(every, identity(document, every))}
    return [made[id(finding)] for finding in findings]


def _excerpt(text: str, start: int, end: int) -> str:
    before = _CLAUSE_BREAK.split(text[max(0, start - _CONTEXT) : start])[-1]
    after = _CLAUSE_BREAK.split(text[end : end + _CONTEXT], maxsplit=1)[0]
    marked = text[start : min(end, start + _MARKED)]
    return "\x1f".join((_normal(before), _normal(marked), _normal(after)))


def _normal(text: str) -> str:
    return "".join(normalize("NFKC", text).split())
