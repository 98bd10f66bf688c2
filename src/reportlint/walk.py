"""From the paths a person names to the files that are linted.

Folders are searched for the suffixes that parsers name, the way git sees them:
`.gitignore` files and `.git/info/exclude` count, hidden names and Word's lock files
(`~$…`) do not show. A file that is named itself is taken as it is. The order is that of
the paths as outputs show them, and each file comes once.
"""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from reportlint.message import Message, ReportlintError
from reportlint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from reportlint.gitignore import Ignores


class PathError(ReportlintError):
    """A path that was named, or met in a folder, cannot be linted."""


class Found(NamedTuple):
    """The files to lint, in order, and what was wrong with the paths."""

    files: list[str]
    errors: list[ReportlintError]


def find_files(
    paths: Iterable[str],
    suffixes: Collection[str],
    excluded: Callable[[str], bool],
    *,
    gitignore: bool = True,
    force_exclude: bool = False,
) -> Found:
    """List the files that the named paths stand for.

    Args:
        paths: Files and folders, relative to the current folder or absolute.
        suffixes: Lower-case suffixes with their point that folders are searched for.
        excluded: Whether the configuration excludes a path, which ends in a slash for a
            folder; may raise a `ReportlintError`.
        gitignore: Whether folders are searched as git sees them.
        force_exclude: Whether `excluded` holds for files that are named themselves.
    """
    search = _Search(suffixes, excluded, gitignore)
    for path in _expanded(paths):
        try:
            search.named(path, force_exclude)
        except ReportlintError as error:
            search.errors.append(error)
    found = search.found
    files = sorted(found.values(), key=lambda path: path.replace(os.sep, "/"))
    return Found(files, search.errors)


def _expanded(paths: Iterable[str]) -> Iterator[str]:
    """Yield the paths; on Windows, where shells leave `*` alone, what the patterns stand for."""
    for path in paths:
        if os.name == "nt" and ("*" in path or "?" in path) and not os.path.lexists(path):
            import glob

            yield from sorted(glob.glob(path, recursive=True)) or [path]
        else:
            yield path


class _Search:
    """One search; `found` holds the path to show by the real path."""

    def __init__(
        self, suffixes: Collection[str], excluded: Callable[[str], bool], gitignore: bool
    ) -> None:
        self.suffixes = frozenset(suffixes)
        self.excluded = excluded
        self.gitignore = gitignore
        self.found: dict[str, str] = {}
        self.errors: list[ReportlintError] = []
        self.folders: dict[str, tuple[str, str]] = {}
        """By folder, what stands before its files' names in real paths and in those shown."""

    def named(self, path: str, force_exclude: bool) -> None:
        """Take a path that the user named."""
        try:
            mode = os.stat(path).st_mode
        except (OSError, ValueError) as error:
            raise unreachable(path, error) from None
        if not stat.S_ISDIR(mode):
            if not (force_exclude and self.excluded(path)):
                self.take(path, os.path.islink(path))
            return
        if not path.endswith(("/", os.sep)) and self.is_document(os.path.basename(path)):
            raise _folder_like_file(path)
        if force_exclude and self.excluded(os.path.join(path, "")):
            return
        ignores = None
        if self.gitignore:
            from reportlint.gitignore import Ignores  # a run over named files never needs it

            ignores = Ignores.above(path)
        self.walk(path, ignores)

    def is_document(self, name: str) -> bool:
        """Whether a parser names the suffix of a file's name."""
        point = name.rfind(".")
        return point >= 0 and name[point:].lower() in self.suffixes

    def take(self, path: str, linked: bool) -> None:
        """Add a file unless it is there under another name; `linked` says whether it is a link."""
        if linked:
            real, shown = os.path.realpath(path), os.path.normpath(path)
        else:
            folder, name = os.path.split(path)
            known = self.folders.get(folder)
            if known is None:
                real = os.path.join(os.path.realpath(folder or os.curdir), "")
                known = self.folders[folder] = real, os.path.normpath(path)[: -len(name)]
            real, shown = known[0] + name, known[1] + name
        kept = self.found.get(real)
        if kept is None or shown < kept:  # the same name whatever the order of the paths
            self.found[real] = shown

    def walk(self, folder: str, ignores: Ignores | None) -> None:
        """Take the documents below a folder; links to folders are not followed, as in git."""
        try:
            with os.scandir(folder) as entries:
                ordered = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            self.errors.append(unreachable(folder, error))
            return
        if ignores is not None:
            ignores = ignores.within(folder, [entry.name for entry in ordered])
        for entry in ordered:
            name = entry.name
            if name.startswith((".", "~$")):
                continue
            path = os.path.join(folder, name) if folder != os.curdir else name
            try:
                self.entry(entry, path, ignores)
            except ReportlintError as error:
                self.errors.append(error)
            except OSError as error:  # such as links that lead to one another
                self.errors.append(unreachable(path, error))

    def entry(self, entry: os.DirEntry[str], path: str, ignores: Ignores | None) -> None:
        """Take one entry of a folder, or search it."""
        is_folder = entry.is_dir(follow_symlinks=False)
        is_document = self.is_document(entry.name)
        if not is_folder and not is_document:
            return
        if ignores is not None and ignores.ignored(path, is_folder):
            return
        if self.excluded(path + "/" if is_folder else path):
            return
        if is_folder:
            if is_document:
                raise _folder_like_file(path)
            self.walk(path, ignores)
        elif entry.is_file():
            self.take(path, entry.is_symlink())
        elif entry.is_symlink() and not os.path.exists(path):
            raise unreachable(path, FileNotFoundError())


def unreachable(path: str, error: Exception) -> PathError:
    """Say in both languages why a path cannot be read, and what to do."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        what = Message("没有这个文件或文件夹", "no such file or folder")
        remedy = Message("检查路径是否写对", "check the spelling of the path")
        if os.path.islink(path):
            what = Message("链接指向的文件不存在", "the link points to a file that does not exist")
            remedy = Message("修正或删除该链接", "mend the link or remove it")
    elif isinstance(error, PermissionError):
        what = Message("没有读取权限", "permission to read it is denied")
        remedy = Message(
            "修改文件权限，或从检查范围中排除（exclude）", "change its permissions, or exclude it"
        )
    else:
        reason = getattr(error, "strerror", None) or str(error)
        what = Message(f"无法读取：{reason}", f"cannot be read: {reason}")
        remedy = Message("检查路径和磁盘", "check the path and the disk")
    return PathError(what, remedy=remedy, path=path)


def _folder_like_file(path: str) -> PathError:
    return PathError(
        Message(
            "是文件夹，却有文档的后缀，未检查",
            "is a folder with the suffix of a document; it was not searched",
        ),
        remedy=Message(
            f"要检查其中的文件请写 {path}/，否则改名或用 exclude 排除",
            f"name it as {path}/ to search it, or rename or exclude it",
        ),
        path=path,
    )
