"""`reportlint test`: the examples of rules, packs and `[[custom]]` tables, without pytest."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from reportlint.cli.configuration import config_options, help_option, lang_option
from reportlint.cli.session import Choices, Session, open_session
from reportlint.cli.table import format_option, print_json
from reportlint.message import Message, ReportlintError

if TYPE_CHECKING:
    from reportlint.custom import Pack
    from reportlint.rule import Example, Rule


class Tested(NamedTuple):
    """A rule and where it is from."""

    rule: type[Rule]
    origin: str


class Failure(NamedTuple):
    """An example that does not come out.

    Attributes:
        tested: The rule.
        kind: "good" or "bad".
        text: The example.
        expected: The text with marks around what should be reported; None where an
            unmarked example only asks that something is.
        found: The same with marks around what was reported; None where the rule failed.
        error: Why the rule failed.
    """

    tested: Tested
    kind: str
    text: str
    expected: str | None = None
    found: str | None = None
    error: str = ""


@click.command(
    "test",
    help="运行规则自带的例句 / run the examples that rules carry\n\n"
    "不带路径：全部已安装的规则，以及当前配置的 [[custom]] 与规则包。"
    "带路径：这些 TOML 文件或文件夹里的规则。\n\n"
    "Without paths: all installed rules, and the [[custom]] tables and packs of the "
    "configuration here. With paths: the rules in these TOML files or folders.",
)
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@format_option
@lang_option
@config_options[0]
@config_options[1]
@help_option
def command(paths: tuple[str, ...], format: str, **choices: Any) -> int:
    """Print each failure and a count; exit 1 with failures, 2 where rules cannot be loaded."""
    named = choices.pop("config")
    session = open_session(Choices(isolated=True, lang=choices["lang"]))
    rules: list[Tested] = []
    if paths:
        for path in paths:
            rules += _loaded(session, path, _in_pack)
    else:
        rules = _installed(session)
        file = None if choices["isolated"] else named or _nearest()
        if file is not None:
            rules += _loaded(session, file, _in_configuration)
    _complain_of_clashes(session, rules)
    failures, count = [], 0
    for tested in rules:
        for kind, example in _examples(tested.rule):
            count += 1
            failure = _run(tested, kind, example)
            if failure is not None:
                failures.append(failure)
    if format == "json":
        _print_json(rules, failures, count)
    else:
        sys.stdout.write("".join(_lines(rules, failures, count, session.lang)))
    return session.tally.exit_code or (1 if failures else 0)


# -- which rules -------------------------------------------------------------------------------


def _installed(session: Session) -> list[Tested]:
    registry = session.registry
    return [
        Tested(registry.rules[code], str(registry.owners[code].distribution))
        for code in sorted(registry.rules)
    ]


def _nearest() -> str | None:
    from reportlint.discovery import Finder

    return Finder().find(os.getcwd())


def _loaded(session: Session, path: str, read: Any) -> list[Tested]:
    """Return the rules of a file or folder; what cannot be loaded is an error of the run."""
    try:
        return list(read(session, path))
    except ReportlintError as error:
        session.fault(error)
        return []


def _in_pack(session: Session, path: str) -> Iterator[Tested]:
    from reportlint.discovery import NAMES, PYPROJECT
    from reportlint.own_rules import read_any

    if os.path.basename(path) in (*NAMES, PYPROJECT):
        yield from _in_configuration(session, path)
    else:
        yield from _of_packs(read_any(path, session.registry, gated=False))


def _in_configuration(session: Session, path: str) -> Iterator[Tested]:
    """Yield the rules of a configuration file and of all it extends, its local ones too."""
    from reportlint.config_files import read_chain
    from reportlint.custom import make_rules
    from reportlint.own_rules import label_of, packs_of

    for file in read_chain(os.path.abspath(path), session.registry):
        with file.located():
            for name in file.table.get("plugins", {}).get("local", ()):
                from reportlint.local import load_local

                plugin = load_local(name, file.folder)
                yield from (Tested(rule, plugin.entry.name) for rule in plugin.rules)
            label = label_of(file)
            made = make_rules(file.table.get("custom", ()), label, gated=False)
            yield from (Tested(rule, label) for rule in made)
            yield from _of_packs(packs_of(file, session.registry, gated=False))


def _of_packs(packs: list[Pack]) -> Iterator[Tested]:
    for pack in packs:
        yield from (Tested(rule, pack.label) for rule in pack.rules)


def _complain_of_clashes(session: Session, rules: list[Tested]) -> None:
    """Report codes and names that two rules claim; an installed rule counts too."""
    taken = {tested.rule: tested.origin for tested in _installed(session)}
    owners: dict[str, str] = {}
    for rule, origin in taken.items():
        owners[rule.code] = owners[rule.name] = origin
    for tested in rules:
        rule, origin = tested
        if rule in taken:
            continue
        for word in dict.fromkeys((rule.code, rule.name)):
            if word in owners:
                session.fault(
                    ReportlintError(
                        Message(
                            f"{word} 重复：{owners[word]} 与 {origin} 都有它",
                            f"{word} is claimed by {owners[word]} and by {origin}",
                        ),
                        remedy=Message("另取一个", "choose another"),
                    )
                )
            owners[word] = origin


# -- running and showing -----------------------------------------------------------------------


def _examples(rule: type[Rule]) -> Iterator[tuple[str, Example]]:
    from reportlint.testing import as_example

    yield from (("good", as_example(example)) for example in rule.valid)
    yield from (("bad", as_example(example)) for example in rule.invalid)


def _run(tested: Tested, kind: str, example: Example) -> Failure | None:
    from reportlint.marks import unmark
    from reportlint.testing import run_example

    genres = getattr(tested.rule, "genres", ())
    if genres and example.genre is None:
        example = example._replace(genre=genres[0])
    try:
        _, spans = unmark(example.text)
        expected, found = run_example(tested.rule, example)
    except Exception as error:  # the rule's fault, whatever it is
        return Failure(tested, kind, example.text, error=f"{type(error).__name__}: {error}")
    if kind == "bad" and not spans:
        return None if found != expected else Failure(tested, kind, example.text, None, found)
    if expected == found and bool(spans) == (kind == "bad"):
        return None
    return Failure(tested, kind, example.text, expected, found)


def _lines(rules: list[Tested], failures: list[Failure], count: int, lang: str) -> Iterator[str]:
    from reportlint.testing import compared

    for failure in failures:
        rule, origin = failure.tested
        yield f"{rule.code} {rule.name} ({origin}) {failure.kind}\n"
        if failure.found is None:
            shown = [failure.text, failure.error]
        elif failure.expected is None:
            nothing = "reports nothing" if lang == "en" else "没有报告任何问题"
            shown = [failure.text, f"^ {nothing}"]
        else:
            shown = compared(failure.expected, failure.found)
            shown = shown or [failure.text, _wrongly_marked(failure.kind, lang)]
        yield "".join(f"    {line}\n" for text in shown for line in text.split("\n"))
    without = sum(1 for tested in rules if not (tested.rule.valid or tested.rule.invalid))
    yield _count(len(rules), without, count, len(failures), lang)


def _wrongly_marked(kind: str, lang: str) -> str:
    if lang == "en":
        return f"^ a {kind} example {'needs' if kind == 'bad' else 'must not have'} ⟦⟧"
    return f"^ {kind} 例句{'要有' if kind == 'bad' else '不能有'} ⟦⟧"


def _count(rules: int, without: int, examples: int, failures: int, lang: str) -> str:
    if lang == "en":
        none = f" ({without} without examples)" if without else ""
        failed = f"{failures} failed" if failures else "all passed"
        return f"{rules} rules{none}, {examples} examples: {failed}\n"
    none = f"（{without} 条没有例句）" if without else ""
    failed = f"{failures} 条未通过" if failures else "全部通过"
    return f"{rules} 条规则{none}，{examples} 条例句，{failed}\n"


def _print_json(rules: list[Tested], failures: list[Failure], count: int) -> None:
    print_json(
        {
            "rules": len(rules),
            "examples": count,
            "failures": [
                {
                    "code": failure.tested.rule.code,
                    "name": failure.tested.rule.name,
                    "origin": failure.tested.origin,
                    "kind": failure.kind,
                    "text": failure.text,
                    "expected": failure.expected,
                    "found": failure.found,
                    "error": failure.error,
                }
                for failure in failures
            ],
        }
    )
