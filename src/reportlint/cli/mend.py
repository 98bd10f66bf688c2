"""`--fix` and `--diff`: mend each document of a run, and write it or show what would change."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from reportlint.cli import console
from reportlint.cli.faults import FAULT, usage_error
from reportlint.cli.linting import go_through, lint_inputs
from reportlint.fixer import ROUNDS, Fixed, choose, fix_document
from reportlint.judging import Judged, lint_document
from reportlint.message import Message, ReportlintError
from reportlint.runner import parse, parser_for, read

if TYPE_CHECKING:
    from reportlint.cli.progress import Progress
    from reportlint.cli.session import Choices, Session
    from reportlint.document import Document
    from reportlint.policy import Policy
    from reportlint.report import FileResult
    from reportlint.runner import Examined, Input


def mend(inputs: list[Input], session: Session, choices: Choices, started: float) -> int:
    """Mend documents and report what is left, or show what would be mended.

    Args:
        inputs: The documents.
        session: What they are linted with.
        choices: The values of the options.
        started: When the run began.

    Returns:
        The exit code; with `--diff`, 1 where something would change.

    Raises:
        UsageError: The options do not go together.
    """
    _guard(choices)
    mender = Differ(session, choices) if choices.diff else Mender(session, choices)
    if isinstance(mender, Differ):
        go_through(inputs, session, choices, mender.write, mender)
        found = 1 if mender.changed else 0
    else:
        piped = any(one.data is not None for one in inputs)
        stream = sys.stderr if piped else None  # the mended text has standard output
        lint_inputs(inputs, session, choices, started, examine=mender, stream=stream)
        found = session.tally.exit_code
    if not choices.quiet:
        mender.tell()
    return FAULT if session.tally.errors else 0 if choices.exit_zero else found


def _guard(choices: Choices) -> None:
    if not (choices.fix or choices.diff):
        raise usage_error(
            "--unsafe-fixes 须与 --fix 或 --diff 同用", "--unsafe-fixes goes with --fix or --diff"
        )
    if choices.diff and (choices.formats or choices.output_file or choices.statistics):
        raise usage_error(
            "--diff 只输出差异，不能与 --output-format、--output-file、--statistics 同用",
            "--diff prints nothing but a diff: "
            "it takes no --output-format, --output-file or --statistics",
        )


class MendError(ReportlintError):
    """A mended text cannot be put in the place of the old one."""


class Mender:
    """Mends documents as a run comes to them, puts the text in its place, and counts.

    Args:
        session: The parsers, and the language of notes.
        choices: The values of the options.
    """

    _did = Message("已修改 {count} 处（{files} 个文件）", "applied {count} in {files}")

    def __init__(self, session: Session, choices: Choices) -> None:
        self._registry = session.registry
        self._lang = session.lang
        self._unsafe = choices.unsafe_fixes
        self._applied = 0
        self._more = 0
        self.changed = 0
        """Number of documents that are not as they were."""
        self._left_alone: dict[str, int] = {}
        self._unsettled: list[str] = []

    def __call__(self, one: Input, shown: str, document: Document, policy: Policy) -> Examined:
        """Mend one document and deliver it; return it with the findings that are left."""
        rules = [selected.rule for selected in policy.rules]
        parser = parser_for(one.path, self._registry)
        if getattr(parser, "fixable", False):
            fixed = fix_document(
                document,
                rules,
                lambda source: parse(source, parser, policy),
                unsafe=self._unsafe,
                judge=lambda document: lint_document(document, policy),
            )
        else:
            self._left_alone[parser.name] = self._left_alone.get(parser.name, 0) + 1
            findings, errors, held = lint_document(document, policy)
            fixed = Fixed(document, findings, errors, applied=0, settled=True, held=held)
        try:
            self._deliver(one, shown, document, fixed)
        except ReportlintError as error:  # it stays as it was, and is reported as such
            findings, errors, held = lint_document(document, policy)
            return document, Judged(findings, [*errors, error], held)
        self._count(shown, document, fixed)
        return fixed.document, Judged(fixed.findings, fixed.errors, fixed.held)

    def _count(self, shown: str, document: Document, fixed: Fixed) -> None:
        self._applied += fixed.applied
        self.changed += fixed.document.text != document.text
        if not self._unsafe:
            self._more += sum(not fix.safe for fix in choose(fixed.findings, unsafe=True))
        if not fixed.settled:
            self._unsettled.append(shown)

    def _deliver(self, one: Input, shown: str, document: Document, fixed: Fixed) -> None:  # noqa: ARG002  # a diff needs the path
        """Write what has changed; standard input goes to standard output, changed or not."""
        if one.data is not None:
            mended = one.data
            try:
                mended = _encoded(one, document, fixed)
            finally:
                sys.stdout.flush()
                sys.stdout.buffer.write(mended)
        elif fixed.document.text != document.text:
            from reportlint.cli.atomic import replace_bytes

            replace_bytes(one.path, _encoded(one, document, fixed))

    def tell(self) -> None:
        """Say on standard error what was mended, what could be, and what could not."""
        for path in self._unsettled:
            zh = f"{path}：修改 {ROUNDS} 遍后仍有变化，规则之间可能互相抵触"
            en = f"{path}: still changing after {ROUNDS} passes; rules may contradict one another"
            console.note(Message(zh, en), self._lang)
        for name, count in self._left_alone.items():
            zh = f"不能修改 {name} 格式，{count} 个文件只作检查"
            en = f"{_counted(count, 'file')} not mended: the {name} format cannot be written back"
            console.note(Message(zh, en), self._lang)
        said = self._outcome()
        if self._more:
            en = f"--unsafe-fixes would apply {_counted(self._more, 'more fix')}"
            said = Message(
                f"{said.zh}；加 --unsafe-fixes 还可修改 {self._more} 处", f"{said.en}; {en}"
            )
        console.note(said, self._lang)

    def _outcome(self) -> Message:
        if not self._applied:
            return Message("没有作修改", "no fixes applied")
        count, files = self._applied, self.changed
        return Message(
            self._did.render("zh", count=count, files=files),
            self._did.render("en", count=_counted(count, "fix"), files=_counted(files, "file")),
        )


class Differ(Mender):
    """Shows as a unified diff what a `Mender` would write, and writes nothing."""

    _did = Message("可修改 {count} 处（{files} 个文件）", "would apply {count} in {files}")

    def __init__(self, session: Session, choices: Choices) -> None:
        super().__init__(session, choices)
        self._text = ""
        reconfigure = getattr(sys.stdout, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(newline="")  # a patch keeps each newline as it is, on Windows too

    def _deliver(self, one: Input, shown: str, document: Document, fixed: Fixed) -> None:
        if fixed.document.text == document.text:
            return
        _encoded(one, document, fixed)  # what could not be written is no change to show
        from reportlint.cli.patch import unified_diff

        source = document.source
        mark = "\ufeff" if source.bom and source.encoding == "utf-8" else ""
        self._text = unified_diff(shown, mark + document.text, mark + fixed.document.text)

    def write(self, result: FileResult, progress: Progress) -> None:  # noqa: ARG002  # as outputs do
        """Print the diff of the document that was mended last."""
        if self._text:
            progress.clear()
            sys.stdout.write(self._text)
            self._text = ""


def _encoded(one: Input, document: Document, fixed: Fixed) -> bytes:
    """Return the bytes of a mended document.

    Raises:
        MendError: The old text does not give the bytes that are there now, because the
            encoding is ambiguous or somebody has written to the file meanwhile; or the
            encoding lacks a character of a fix.
    """
    source = document.source
    data = one.data if one.data is not None else read(one.path)
    if fixed.document is document:
        return data
    try:
        if source.encode(source.text) != data:
            raise MendError(
                Message(
                    f"未作修改：按 {source.encoding} 写回会改动其他内容，或文件刚刚变过",
                    f"not mended: written back as {source.encoding} it would change elsewhere, "
                    "or it has just changed",
                ),
                remedy=Message(
                    "再试一次；仍不行则另存为 UTF-8", "try again; failing that, save it as UTF-8"
                ),
                path=one.path,
            )
        return source.encode(fixed.document.text)
    except UnicodeEncodeError as error:
        lacking = error.object[error.start : error.end]
        raise MendError(
            Message(
                f"未作修改：{source.encoding} 编码没有“{lacking}”",
                f"not mended: the encoding {source.encoding} has no {lacking!r}",
            ),
            remedy=Message("另存为 UTF-8 后再试", "save it as UTF-8 and try again"),
            path=one.path,
        ) from None


def _counted(count: int, noun: str) -> str:
    """Return an English noun with its number."""
    if count == 1:
        return f"1 {noun}"
    return f"{count} {noun}{'es' if noun.endswith('x') else 's'}"
