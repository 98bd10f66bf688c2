"""`--add-suppressions`: write a directive for every finding into the documents."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from reportlint.annotate import annotate
from reportlint.baseline import Baselines
from reportlint.cli.faults import FAULT, usage_error
from reportlint.cli.linting import lint_inputs
from reportlint.cli.mend import Mender
from reportlint.fixer import Fixed
from reportlint.judging import Judged, lint_document
from reportlint.message import Message, ReportlintError
from reportlint.runner import parse, parser_for

if TYPE_CHECKING:
    from reportlint.cli.session import Choices, Session
    from reportlint.document import Document
    from reportlint.policy import Policy
    from reportlint.runner import Examined, Input


def add_suppressions(
    inputs: list[Input], session: Session, choices: Choices, started: float
) -> int:
    """Write directives into documents and report what is left.

    Args:
        inputs: The documents; standard input goes to standard output.
        session: What they are linted with.
        choices: The values of the options; `add_suppressions` is the reason.
        started: When the run began.

    Returns:
        The exit code.

    Raises:
        UsageError: The reason cannot stand in a directive, or the options do not go together.
    """
    _guard(choices)
    adder = Adder(session, choices)
    piped = any(one.data is not None for one in inputs)
    lint_inputs(
        inputs, session, choices, started, examine=adder, stream=sys.stderr if piped else None
    )
    if not choices.quiet:
        adder.tell()
    tally = session.tally
    return FAULT if tally.errors else 0 if choices.exit_zero else tally.exit_code


def _guard(choices: Choices) -> None:
    reason = choices.add_suppressions or ""
    if choices.fix or choices.diff or choices.unsafe_fixes:
        raise usage_error(
            "--add-suppressions 不能与 --fix、--diff 同用",
            "--add-suppressions takes no --fix and no --diff",
        )
    if not reason.strip() or not reason.isprintable() or "-->" in reason or "##" in reason:
        raise usage_error(
            "--add-suppressions 需要一行理由，其中不能有 --> 和 ##",
            "--add-suppressions needs a reason on one line, without --> and ##",
        )


class Adder(Mender):
    """Writes directives as a run comes to the documents, and counts."""

    _did = Message("已豁免 {count} 处（{files} 个文件）", "suppressed {count} in {files}")

    def __init__(self, session: Session, choices: Choices) -> None:
        super().__init__(session, choices)
        self._reason = " ".join((choices.add_suppressions or "").split())
        self._baselines = Baselines()

    def __call__(self, one: Input, shown: str, document: Document, policy: Policy) -> Examined:
        """Write directives into one document; return it with what is left."""

        def judge(document: Document) -> Judged:
            judged = lint_document(document, policy)
            if "baseline" in policy.config:
                return self._baselines.hold(policy.config["baseline"], document, judged)
            return judged

        parser = parser_for(one.path, self._registry)
        judged = judge(document)
        try:
            made, after, added = annotate(
                document,
                judged,
                self._reason,
                lambda source: parse(source, parser, policy),
                judge,
                [selected.rule for selected in policy.rules],
            )
            fixed = Fixed(made, after.findings, after.errors, added, True, after.held)
            self._deliver(one, shown, document, fixed)
        except ReportlintError as error:  # it stays as it was, and is reported as such
            return document, judged._replace(errors=[*judged.errors, error])
        self._applied += added
        self.changed += made.text != document.text
        return made, after

    def _outcome(self) -> Message:
        if not self._applied:
            return Message("没有要豁免的问题", "nothing to suppress")
        count, files = self._applied, self.changed
        en_count = f"{count} finding{'' if count == 1 else 's'}"
        en_files = f"{files} file{'' if files == 1 else 's'}"
        return Message(
            self._did.render("zh", count=count, files=files),
            self._did.render("en", count=en_count, files=en_files),
        )
