"""The git repository around a run, read from `.git` without running git; and URIs in it."""

from __future__ import annotations

import os
import re
from typing import NamedTuple

_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")
_ENCODED = [chr(byte) if byte in _UNRESERVED else f"%{byte:02X}" for byte in range(256)]
_SCP_STYLE = re.compile(r"(?:(?P<user>[^@/:]+)@)?(?P<host>[^/:]{2,}):(?!//)(?P<path>.+)")
_HASH = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")


class Provenance(NamedTuple):
    """Where a working tree comes from; what is not known is None."""

    uri: str
    revision: str | None
    branch: str | None


class Places:
    """Turns the paths of results into URIs.

    Args:
        root: The folder that paths of results are relative to.

    Attributes:
        base: The folder that URIs are relative to: the repository's, else the root.
    """

    def __init__(self, root: str) -> None:
        self._root = os.path.realpath(root)
        self.repository = find_repository(self._root)
        self.base = self.repository or self._root
        self._above = self.base.rstrip(os.sep) + os.sep
        self._folders: dict[str, str] = {}

    @property
    def base_uri(self) -> str:
        """The base as a `file:` URI that ends in a slash."""
        return file_uri(self.base).rstrip("/") + "/"

    def uri(self, path: str) -> tuple[str, bool]:
        """Return the URI of a result's path, and whether it is relative to the base.

        Symbolic links are resolved: a review shows the file that is under version control.
        """
        absolute = self._real(path)
        if absolute.startswith(self._above):
            return percent_encode(absolute[len(self._above) :]), True
        return file_uri(absolute), False

    def inside(self, path: str) -> str:
        """Return a result's path relative to the base, not encoded; one outside as it is."""
        absolute = self._real(path)
        if absolute.startswith(self._above):
            path = absolute[len(self._above) :]
        return path if os.sep == "/" else path.replace(os.sep, "/")

    def _real(self, path: str) -> str:
        absolute = os.path.join(self._root, path)
        folder, name = os.path.split(absolute)
        real = self._folders.get(folder)
        if real is None:
            real = self._folders[folder] = os.path.realpath(folder)
        absolute = os.path.join(real, name)
        return os.path.realpath(absolute) if os.path.islink(absolute) else absolute


def percent_encode(path: str) -> str:
    """Return a path as the path of a URI: UTF-8, forward slashes, all else encoded."""
    data = os.fsencode(path) if os.sep == "/" else path.replace(os.sep, "/").encode()
    return "".join(map(_ENCODED.__getitem__, data))


def file_uri(path: str) -> str:
    """Return an absolute path as a `file:` URI."""
    encoded = percent_encode(path)
    return "file://" + (encoded if encoded.startswith("/") else "/" + encoded)


def find_repository(folder: str) -> str | None:
    """Return the folder at or above an absolute one that holds `.git`."""
    while True:
        if os.path.exists(os.path.join(folder, ".git")):
            return folder
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above


def provenance(repository: str) -> Provenance:
    """Return a working tree's remote (its own folder where it has none), commit and branch."""
    git, common = _git_folders(repository)
    head = _read(os.path.join(git, "HEAD")).strip()
    branch = revision = None
    if head.startswith("ref: "):
        ref = head[5:].strip()
        revision = _resolve(git, common, ref)
        if ref.startswith("refs/heads/") and ref != "refs/heads/.invalid":  # reftable's stand-in
            branch = ref[len("refs/heads/") :]
    elif _HASH.fullmatch(head):
        revision = head
    remote = _remote(_read(os.path.join(common, "config")))
    return Provenance(_remote_uri(remote, repository), revision, branch)


def _git_folders(repository: str) -> tuple[str, str]:
    """Return the folder of HEAD and that of refs and configuration (worktrees share it)."""
    git = os.path.join(repository, ".git")
    if os.path.isfile(git):
        target = _read(git).partition("gitdir:")[2].strip()
        git = os.path.normpath(os.path.join(repository, target))
    common = _read(os.path.join(git, "commondir")).strip()
    return git, os.path.normpath(os.path.join(git, common)) if common else git


def _resolve(git: str, common: str, ref: str) -> str | None:
    for folder in (git, common):
        value = _read(os.path.join(folder, ref)).strip()
        if _HASH.fullmatch(value):
            return value
    for line in _read(os.path.join(common, "packed-refs")).splitlines():
        value, _, name = line.partition(" ")
        if name == ref and _HASH.fullmatch(value):
            return value
    return None


def _remote(config: str) -> str | None:
    """Return the URL of the remote `origin`, else of the first remote."""
    urls: dict[str, str] = {}
    section = None
    for line in config.splitlines():
        line = line.strip()
        if line.startswith("["):
            found = re.match(r'\[remote "(.+)"\]', line)
            section = found.group(1) if found else None
        elif section is not None:
            key, _, value = line.partition("=")
            if key.strip().lower() == "url":
                urls.setdefault(section, value.strip().strip('"'))
    return urls.get("origin") or next(iter(urls.values()), None)


def _remote_uri(remote: str | None, repository: str) -> str:
    """Return a remote as an absolute URI that holds no user's secret."""
    if remote is None:
        return file_uri(repository)
    if "://" in remote:
        scheme, _, rest = remote.partition("://")
        host, slash, path = rest.partition("/")
        login, at, host = host.rpartition("@")
        # The user of ssh (`git`) is part of the address; that of https may be a token.
        user = login.partition(":")[0] + at if scheme == "ssh" else ""
        return f"{scheme}://{user}{host}{slash}{path if path.isascii() else percent_encode(path)}"
    found = _SCP_STYLE.fullmatch(remote)
    if found:
        user = found["user"] + "@" if found["user"] else ""
        return f"ssh://{user}{found['host']}/{percent_encode(found['path'].lstrip('/'))}"
    return file_uri(os.path.normpath(os.path.join(repository, remote)))


def _read(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read()
    except OSError:
        return ""
