"""The pytest plugin of reportlint: cases in Markdown pages, and readable differences.

It stands beside the package, not in it, so that a pytest run that has nothing to do with
reportlint does not import it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from reportlint.testing.literate import Case

_OPEN = "⟦"


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect `*.rules.md`, and every Markdown page in a folder `tests/rules`."""
    if file_path.suffix != ".md":
        return None
    if not file_path.name.endswith(".rules.md") and file_path.parts[-3:-1] != ("tests", "rules"):
        return None
    page: pytest.Collector = CasePage.from_parent(parent, path=file_path)
    return page


class CasePage(pytest.File):
    """A page of cases."""

    def collect(self) -> Iterable[pytest.Item]:
        """Yield its cases, in order."""
        from reportlint.message import ReportlintError
        from reportlint.testing.literate import read_cases

        try:
            cases = read_cases(self.path.read_text("utf-8"), str(self.path))
        except ReportlintError as error:
            raise self.CollectError(error.render("en")) from None
        for case in cases:
            yield CaseItem.from_parent(self, name=case.name, case=case)


class CaseItem(pytest.Item):
    """One marked text."""

    def __init__(self, *, case: Case, **about: Any) -> None:
        super().__init__(**about)
        self.case = case

    def runtest(self) -> None:
        """Compare what the rule reports with the marks."""
        from reportlint.testing.literate import run_case

        expected, found = run_case(self.case, str(self.path))
        if expected != found:
            raise _DifferenceError(expected, found)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Show the difference alone, without a stack that the author did not write."""
        from reportlint.message import ReportlintError

        error = excinfo.value
        place = f"{self.path}:{self.case.line}: {self.case.rule}"
        if isinstance(error, _DifferenceError):
            return "\n".join([place, *_shown(error.expected, error.found)])
        if isinstance(error, ReportlintError):
            return f"{place}: {error.render('en')}"
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Say where the case stands."""
        return self.path, self.case.line - 1, self.name


class _DifferenceError(Exception):
    """A rule reports other places than the marked ones."""

    def __init__(self, expected: str, found: str) -> None:
        super().__init__(expected, found)
        self.expected = expected
        self.found = found


def pytest_assertrepr_compare(op: str, left: object, right: object) -> list[str] | None:
    """Show two markings of one text one under the other: `assert found == expected`."""
    if op != "==" or not isinstance(left, str) or not isinstance(right, str):
        return None
    if _OPEN not in left and _OPEN not in right:
        return None
    try:
        return ["found == expected", *_shown(right, left)]
    except ValueError:
        return None


def _shown(expected: str, found: str) -> list[str]:
    from reportlint.testing import compared

    return compared(expected, found)
