"""What has changed since a git revision, asked of git itself: `--diff-base`."""

from __future__ import annotations

import os
import re
import subprocess
from typing import TYPE_CHECKING, NamedTuple

from reportlint.judging import Judged
from reportlint.message import Message, ReportlintError
from reportlint.report import Held

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlint.document import Document
    from reportlint.finding import Finding

KIND = "diff"
_HUNK = re.compile(rb"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
_QUIET = {"GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C", "GIT_LITERAL_PATHSPECS": "1"}

Lines = tuple[int, int]
"""First line and the line behind the last, as git counts them: from 1, ended by LF only."""


class ChangesError(ReportlintError):
    """Git cannot say what has changed."""


class _Repository(NamedTuple):
    """What git says of one repository.

    Attributes:
        root: Its folder.
        commit: The revision that is compared with.
        changed: The old path of every file that changed, by its path now.
        tracked: The paths that git knows.
    """

    root: str
    commit: str
    changed: dict[str, str]
    tracked: set[str]


class Changes:
    """The lines that have changed since a revision, looked up file by file.

    Args:
        revision: Anything that names a commit; it is looked up in each document's repository.
    """

    def __init__(self, revision: str) -> None:
        self._revision = revision
        self._roots: dict[str, str | None] = {}
        self._repositories: dict[str, _Repository] = {}

    def hold(self, document: Document, judged: Judged) -> Judged:
        """Return the same without findings that touch no changed line.

        A finding touches a line with any of its places: the fault itself or one it refers to.

        Raises:
            ChangesError: There is no repository, or it has no such revision.
        """
        findings, errors, held = judged
        path = document.source.path
        self._locate(path)  # a wrong revision is told of even where nothing is found
        if not findings:
            return judged
        lines = self.lines(path)
        if lines is None:
            return judged
        spans = spans_of(document.text, lines)
        touching = [_touches(finding, spans) for finding in findings]
        kept = [finding for finding, touches in zip(findings, touching) if touches]
        old = [Held(finding, KIND) for finding, touches in zip(findings, touching) if not touches]
        return Judged(kept, errors, [*held, *old])

    def lines(self, path: str) -> list[Lines] | None:
        """Return the changed lines of a file; None where all of it is new.

        What git takes for binary, such as UTF-16, counts as new when it has changed.

        Raises:
            ChangesError: There is no repository, or it has no such revision.
        """
        repository, name = self._locate(path)
        if name not in repository.changed:
            return [] if name in repository.tracked else None
        old = repository.changed[name]
        names = [name] if old == name else [old, name]
        patch = _git(
            repository.root, "diff", "-U0", "--inter-hunk-context=0", "--no-color", "--no-ext-diff",
            "--no-textconv", "--find-renames", "--no-relative", repository.commit, "--", *names,
        )  # fmt: skip
        hunks = [
            (int(first), int(first) + int(count or 1)) for first, count in _HUNK.findall(patch)
        ]
        return hunks if hunks or b"\nBinary files " not in patch else None

    def _locate(self, path: str) -> tuple[_Repository, str]:
        """Return the repository of a file, and its path there."""
        folder = os.path.realpath(os.path.dirname(path) or ".")
        root = self._root(folder)
        if root is None:
            raise ChangesError(
                Message("不在 git 仓库中，不能用 --diff-base", "is in no git repository"),
                remedy=Message(
                    "去掉 --diff-base，或只检查仓库中的文件",
                    "leave out --diff-base, or lint files of a repository only",
                ),
                path=path,
            )
        name = os.path.relpath(os.path.join(folder, os.path.basename(path)), root)
        return self._repository(root), name.replace(os.sep, "/")

    def _root(self, folder: str) -> str | None:
        """Return the folder of the repository around a folder."""
        if folder not in self._roots:
            above = os.path.dirname(folder)
            if os.path.exists(os.path.join(folder, ".git")):
                self._roots[folder] = folder
            else:
                self._roots[folder] = None if above == folder else self._root(above)
        return self._roots[folder]

    def _repository(self, root: str) -> _Repository:
        known = self._repositories.get(root)
        if known is None:
            known = self._repositories[root] = self._ask(root)
        return known

    def _ask(self, root: str) -> _Repository:
        named = f"{self._revision}^{{commit}}"
        try:
            commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", named)
        except ChangesError as error:
            if error.remedy is not None:  # git has said more than that it is unknown
                raise
            raise ChangesError(
                Message(
                    f"git 中没有版本 {self._revision}", f"git knows no revision {self._revision}"
                ),
                remedy=Message(
                    "检查名称；浅克隆须先取回该提交（git fetch）",
                    "check the name; a shallow clone has to fetch it first",
                ),
            ) from None
        revision = commit.decode("ascii", "replace").strip()
        status = _git(
            root, "diff", "--name-status", "-z", "--find-renames", "--no-ext-diff",
            "--no-relative", revision, "--",
        )  # fmt: skip
        tracked = _git(root, "ls-files", "-z")
        return _Repository(
            root,
            revision,
            _renames(status),
            {os.fsdecode(name) for name in tracked.split(b"\0") if name},
        )


def _renames(status: bytes) -> dict[str, str]:
    """Read `--name-status -z`: the old path of each file, by its path now."""
    fields = iter(status.split(b"\0"))
    changed: dict[str, str] = {}
    for letter in fields:
        if not letter:
            continue
        old = os.fsdecode(next(fields))
        new = os.fsdecode(next(fields)) if letter[:1] in (b"R", b"C") else old
        changed[new] = old
    return changed


def spans_of(text: str, lines: Sequence[Lines]) -> list[tuple[int, int]]:
    """Return the spans of lines of a text, each with its line break; lines end at LF only."""
    starts = [0]
    at = text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    starts.append(len(text))
    last = len(starts) - 1
    return [
        (starts[min(first - 1, last)], starts[min(stop - 1, last)])
        for first, stop in lines
        if stop > first
    ]


def _touches(finding: Finding, spans: Sequence[tuple[int, int]]) -> bool:
    places = [(finding.start, finding.end), *((r.start, r.end) for r in finding.related)]
    return any(
        (start < b and a < end) or (start == end and a <= start <= b)
        for start, end in places
        for a, b in spans
    )


def _git(root: str, *arguments: str) -> bytes:
    """Return what git prints.

    Raises:
        ChangesError: Git is not installed, or fails; without a remedy where it said nothing.
    """
    command = ["git", "-C", root, "-c", "core.quotepath=off", *arguments]
    try:
        done = subprocess.run(
            command, capture_output=True, check=False, env={**os.environ, **_QUIET}
        )
    except OSError as error:
        reason = error.strerror or str(error)
        raise ChangesError(
            Message(f"--diff-base 无法运行 git：{reason}", f"--diff-base cannot run git: {reason}"),
            remedy=Message("安装 git", "install git"),
        ) from None
    if done.returncode == 0:
        return done.stdout
    said = " ".join(done.stderr.decode("utf-8", "replace").split())
    raise ChangesError(
        Message(f"git 出错：{said}", f"git failed: {said}"),
        remedy=Message(f"在 {root} 中检查 git status", f"try git status in {root}")
        if said
        else None,
    )
