"""No network, ever: the command line works where opening a socket is an error."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples" / "reports"

NETWORK = {
    "aiohttp", "asyncio", "ftplib", "http", "httpx", "imaplib", "poplib", "requests", "smtplib",
    "socket", "socketserver", "ssl", "urllib.request", "urllib3", "webbrowser", "xmlrpc",
}  # fmt: skip

# The audit hook sees every socket, also one that C code opens through the socket module.
WRAPPER = """
import sys

def refuse(event, args):
    if event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.")):
        raise RuntimeError(f"network: {event}")

sys.addaudithook(refuse)
from reportlint.cli import main
sys.exit(main())
"""


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", WRAPPER, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
        cwd=ROOT,
        check=False,
    )


@pytest.mark.parametrize("output", ["text", "full", "json", "jsonl", "sarif", "html"])
def test_check_works_without_sockets(output: str) -> None:
    done = run("check", "--isolated", "--output-format", output, str(EXAMPLES))
    assert done.returncode == 1, done.stderr
    assert "RPT101" in done.stdout
    assert "network:" not in done.stderr


def test_sarif_is_whole_without_sockets() -> None:
    done = run("check", "--isolated", "--output-format", "sarif", str(EXAMPLES))
    assert json.loads(done.stdout)["version"] == "2.1.0"


@pytest.mark.parametrize(
    "arguments", [["rules"], ["explain", "RPT101"], ["plugins"], ["config", str(EXAMPLES)]]
)
def test_other_commands_work_without_sockets(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 0, done.stderr


def test_the_wrapper_refuses_a_socket() -> None:
    """The tests above prove something: the hook that they rely on bites."""
    opening = WRAPPER.replace("from reportlint.cli import main", "import socket; socket.socket()")
    done = subprocess.run(
        [sys.executable, "-c", opening], capture_output=True, text=True, check=False
    )
    assert "network: socket.__new__" in done.stderr


def test_no_module_imports_a_network_library() -> None:
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            for name in names:
                reached = {name, name.split(".")[0]} & NETWORK
                assert not reached, f"{path.relative_to(ROOT)} imports {name}"
