"""Which clauses of which standards a rule's `source` names, for SARIF's taxonomies."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from reportlint import han_to_int


class Standard(NamedTuple):
    """A standard that sources cite; `pattern` finds it in a source's text."""

    name: str
    title: str
    english: str
    organization: str
    pattern: str


_STANDARDIZATION = "国家标准化管理委员会"
STANDARDS = (
    Standard(
        "GB/T 15834-2011",
        "《标点符号用法》",
        "General rules for punctuation",
        _STANDARDIZATION,
        r"GB/T\s*15834|《标点符号用法》",
    ),
    Standard(
        "GB/T 15835-2011",
        "《出版物上数字用法》",
        "General rules for writing numerals in public texts",
        _STANDARDIZATION,
        r"GB/T\s*15835|《出版物上数字用法》",
    ),
    Standard(
        "GB/T 9704-2012",
        "《党政机关公文格式》",
        "Layout key for official documents",
        _STANDARDIZATION,
        r"GB/T\s*9704|《党政机关公文格式》",
    ),
    Standard(
        "中办发〔2012〕14号",
        "《党政机关公文处理工作条例》",
        "Regulations on the handling of official documents",
        "中共中央办公厅、国务院办公厅",
        r"党政机关公文处理工作条例|(?:(?<=[，；、：（《\s])|^)条例|中办发",
    ),
)
_REGULATIONS = 3
_ANY = re.compile("|".join(f"(?P<s{i}>{s.pattern})" for i, s in enumerate(STANDARDS)))
_OTHER = re.compile(r"《[^》]+》|GB/T\s*\d+|惯例")
_YEAR = re.compile(r"(?:[—–―-]|\s)+(?:19|20)\d\d(?![.\d])")
_CLAUSE = re.compile(r"(?<![A-Za-z])[A-Z](?:\.\d+)+|(?<![\d.])\d+(?:\.\d+)*")
_ARTICLE = re.compile(
    r"第?([〇零一二三四五六七八九十百]+|\d+)条(?:第?（([一二三四五六七八九十]+)）)?"
)


def clauses(source: str) -> list[tuple[int, str]]:
    """Return what a source cites: indexes into `STANDARDS`, with the clause.

    The clause is `""` where the standard is cited as a whole, `4.12.3` of a standard,
    `19` or `15(4)` of the 条例.
    """
    found: list[tuple[int, str]] = []
    places = list(_ANY.finditer(source))
    for place, after in zip(places, [*places[1:], None]):
        index = next(i for i in range(len(STANDARDS)) if place[f"s{i}"])
        rest = source[place.end() : after.start() if after else len(source)]
        other = _OTHER.search(rest)
        rest = _YEAR.sub("", rest[: other.start()] if other else rest)
        named = (
            _articles(rest)
            if index == _REGULATIONS
            else [c.group() for c in _CLAUSE.finditer(rest)]
        )
        found += [(index, clause) for clause in named or [""]]
    # A standard named twice, by number and by title, is cited as a whole only once.
    exact = {index for index, clause in found if clause}
    return [f for f in dict.fromkeys(found) if f[1] or f[0] not in exact]


def _articles(text: str) -> list[str]:
    out = []
    for number, point in _ARTICLE.findall(text):
        value = int(number) if number.isdecimal() else han_to_int(number)
        out.append(f"{value}({han_to_int(point)})" if point else str(value))
    return out


class Taxonomies:
    """The taxonomies of one run: only the standards and clauses that its rules cite."""

    def __init__(self, sources: list[str]) -> None:
        cited = sorted({clause for source in sources for clause in clauses(source)})
        self._used = sorted({index for index, _ in cited})
        self._taxa = {
            index: sorted((c for i, c in cited if i == index), key=_clause_order)
            for index in self._used
        }

    def relationships(self, source: str) -> list[dict[str, Any]]:
        """Return SARIF's relationships of a rule with this source."""
        return [
            {
                "target": {
                    "id": _taxon_id(index, clause),
                    "index": self._taxa[index].index(clause),
                    "toolComponent": {
                        "name": STANDARDS[index].name,
                        "index": self._used.index(index),
                    },
                },
                "kinds": ["relevant"],
            }
            for index, clause in clauses(source)
        ]

    def references(self) -> list[dict[str, Any]]:
        """Return what `supportedTaxonomies` of the driver holds."""
        return [
            {"name": STANDARDS[index].name, "index": position}
            for position, index in enumerate(self._used)
        ]

    def components(self, lang: str) -> list[dict[str, Any]]:
        """Return what `taxonomies` of the run holds."""
        out: list[dict[str, Any]] = []
        for index in self._used:
            standard = STANDARDS[index]
            title = standard.english if lang == "en" else standard.title
            taxa = [
                {
                    "id": _taxon_id(index, clause),
                    "shortDescription": {"text": f"{title}{_clause_words(index, clause, lang)}"},
                }
                for clause in self._taxa[index]
            ]
            component: dict[str, Any] = {
                "name": standard.name,
                "organization": standard.organization,
            }
            component["shortDescription"] = {"text": title}
            component["isComprehensive"] = False
            component["taxa"] = taxa
            out.append(component)
        return out


def _taxon_id(index: int, clause: str) -> str:
    return clause or STANDARDS[index].name


def _clause_words(index: int, clause: str, lang: str) -> str:
    if not clause:
        return ""
    if lang == "en":
        return f", {'article' if index == _REGULATIONS else 'clause'} {clause}"
    return f"第 {clause} 条"


def _clause_order(clause: str) -> list[tuple[int, str]]:
    parts = re.findall(r"\d+|[A-Z]", clause)
    return [(int(part), "") if part.isdecimal() else (1000, part) for part in parts]
