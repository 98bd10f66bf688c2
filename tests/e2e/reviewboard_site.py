"""A Review Board of one's own: installed into a cached environment, running on 127.0.0.1."""

from __future__ import annotations

import base64
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib import error, parse, request

PACKAGES = ("setuptools<81", "ReviewBoard>=8,<9", "RBTools>=6")
ADMIN = "admin:admin-word"
SECONDS = 60
"""What starting and each request may take."""
LIFETIME = 900
"""After this the server ends even if the tests were killed."""


class CannotInstallError(Exception):
    """Pip reaches no package index, or an installation failed."""


def environment() -> Path:
    """Return a virtual environment with Review Board, made once and kept among the user's caches.

    `REPORTLINT_REVIEWBOARD_VENV` names another place.
    """
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    name = f"reviewboard8-py{sys.version_info[0]}.{sys.version_info[1]}"
    folder = Path(
        os.environ.get("REPORTLINT_REVIEWBOARD_VENV") or cache / "reportlint-tests" / name
    )
    if (folder / "complete").is_file():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(folder, ignore_errors=True)
    python = str(folder / "bin" / "python")
    pip = [python, "-m", "pip", "--disable-pip-version-check"]
    steps = [
        [sys.executable, "-m", "virtualenv", "-q", str(folder)],
        [*pip, "install", "-q", "--timeout", "10", "--retries", "1", *PACKAGES],
        # A commercial extension that comes along: it fails without its own tables, and is not tested.
        [*pip, "uninstall", "-q", "-y", "ReviewBoardPowerPack"],
    ]
    for step in steps:
        done = subprocess.run(
            step, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", timeout=900
        )
        if done.returncode:
            raise CannotInstallError(f"{' '.join(step[1:4])}: {done.stdout[-2000:]}")
    (folder / "complete").touch()
    return folder


def free_port() -> int:
    """Return a port of 127.0.0.1 at which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Site:
    """A running Review Board with a database of its own; stopped at the end of the `with`."""

    def __init__(self, folder: Path) -> None:
        self.scripts = environment() / "bin"
        self._folder = folder
        self._log = folder / "server.log"
        self.address = f"http://127.0.0.1:{free_port()}/"
        self.environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "DJANGO_"))},
            "HOME": str(folder),
            "NO_PROXY": "127.0.0.1",
            "no_proxy": "127.0.0.1",
            "PYTHONUTF8": "1",
            "LC_ALL": "C.UTF-8",
        }

    def run(self, *command: str, folder: Path | None = None, ok: int | None = 0) -> str:
        """Run a command with a home of its own; return what it printed."""
        done = subprocess.run(
            command,
            cwd=folder or self._folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=300,
        )
        assert ok is None or done.returncode == ok, done.stdout
        return done.stdout

    def __enter__(self) -> Site:
        domain = self.address.split("/")[2]
        user, word = ADMIN.split(":")
        self.run(
            *(str(self.scripts / "rb-site"), "install", "--noinput", "--no-color"),
            *(f"--domain-name={domain}", "--allowed-host=127.0.0.1", "--site-root=/"),
            *("--db-type=sqlite3", f"--db-name={self._folder / 'reviewboard.db'}"),
            *("--cache-type=file", f"--cache-info={self._folder / 'cache'}"),
            *(f"--admin-user={user}", f"--admin-password={word}"),
            *("--admin-email=admin@example.invalid", "--opt-out-support-data"),
            *(f"--sitelist={self._folder / 'sites'}", str(self._folder / "site")),
        )
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [
                    *(["timeout", str(LIFETIME)] if shutil.which("timeout") else []),
                    *(str(self.scripts / "rb-site"), "manage", str(self._folder / "site")),
                    *("runserver", "--", "--noreload", "--nostatic", domain),
                ],
                cwd=self._folder,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        try:
            self._wait()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _wait(self) -> None:
        until = time.monotonic() + SECONDS
        while time.monotonic() < until and self._process.poll() is None:
            try:
                self.api("GET", "info/")
            except (OSError, ValueError):
                time.sleep(0.2)
            else:
                return
        raise RuntimeError(f"Review Board does not start: {self._log.read_text('utf-8')[-2000:]}")

    def ask(self, method: str, path: str, as_user: str, accept: str, /, **fields: str) -> bytes:
        """Send one request and return the answer; fields are sent as a form."""
        word = base64.b64encode(as_user.encode()).decode()
        asked = request.Request(
            self.address + path,
            parse.urlencode(fields).encode() if fields else None,
            {"Authorization": f"Basic {word}", "Accept": accept},
            method=method,
        )
        direct = request.build_opener(request.ProxyHandler({}))
        try:
            with direct.open(asked, timeout=SECONDS) as answer:
                body: bytes = answer.read()
                return body
        except error.HTTPError as refused:
            said = refused.read().decode("utf-8", "replace")[:500]
            raise OSError(f"{method} {path}: {refused.code} {said}") from refused

    def api(
        self,
        method: str,
        path: str,
        /,
        as_user: str = ADMIN,
        accept: str = "application/json",
        **fields: str,
    ) -> Any:
        """Send one request below `api/`."""
        return json.loads(self.ask(method, f"api/{path}", as_user, accept, **fields))


def temporary() -> tempfile.TemporaryDirectory[str]:
    """Return a folder with a short path, which is removed at the end."""
    return tempfile.TemporaryDirectory(prefix="reviewboard-", ignore_cleanup_errors=True)
