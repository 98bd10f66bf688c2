"""Draw the README's picture: real `full` output of the example reports, as a PNG.

Needs a Chromium on the path and a monospaced font with Chinese (Debian: `chromium`,
`fonts-noto-cjk`); neither is needed to use or to test reportlint.

    .venv/bin/python docs/images/draw.py
"""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TARGET = HERE / "full.png"
WIDTH = 112  # terminal columns
FINDINGS = 6  # that are shown; the rest is left out
COMMAND = ["check", "--output-format", "full", "examples/reports"]

STYLE = f"""
body {{ margin: 0; background: #1e2227; }}
pre {{ margin: 0; padding: 18px 22px; color: #d5d9e0; width: {WIDTH}ch;
      white-space: pre-wrap; word-break: break-all; line-break: anywhere;
      font: 15px/22px "Noto Sans Mono CJK SC", monospace; }}
i {{ font: 12.4px/1 "DejaVu Sans Mono", monospace; }}
"""
SGR = re.compile(r"\x1b\[([\d;]*)m")
COLORS = ["#565c64", "#ff6b70", "#8ccf7e", "#e5c76b", "#67b0e8", "#c47fd5", "#6cbfbf", "#d5d9e0"]


def output() -> str:
    """Return what the command prints to a terminal that knows colours."""
    done = subprocess.run(
        [sys.executable, "-m", "reportlint", *COMMAND, "--color", "always"],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": str(WIDTH), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr)
    *findings, summary = done.stdout.rstrip("\n").split("\n\n")
    kept = [*findings[:FINDINGS], "…" if findings[FINDINGS:] else "", summary]
    prompt = "\x1b[32m$\x1b[0m reportlint " + " ".join(COMMAND)
    return prompt + "\n" + "\n\n".join(filter(None, kept))


def css(codes: set[int]) -> str:
    """Return the style of a set of SGR codes."""
    rules = [f"color:{COLORS[c % 10]}" for c in codes if 30 <= c <= 37 or 90 <= c <= 97]
    if 1 in codes:
        rules.append("font-weight:bold")
    if 2 in codes:
        rules.append("opacity:.65")
    if 4 in codes:
        rules.append("text-decoration:underline")
    return ";".join(rules)


def escape(text: str) -> str:
    """Return a text as HTML; quotation marks in one cell, as terminals draw them."""
    return "".join(
        f"<i>{c}</i>" if unicodedata.east_asian_width(c) == "A" else html.escape(c) for c in text
    )


def page(text: str) -> str:
    """Return an HTML page that shows a text with SGR sequences."""
    parts: list[str] = []
    codes: set[int] = set()
    for index, part in enumerate(SGR.split(text)):
        if index % 2 == 0:
            parts.append(f'<span style="{css(codes)}">{escape(part)}</span>')
            continue
        for code in [int(number or 0) for number in part.split(";")]:
            codes = set() if code == 0 else codes | {code}
    return f'<meta charset="utf-8"><style>{STYLE}</style><pre>{"".join(parts)}</pre>'


def rows(text: str) -> int:
    """Return the rows that a text takes on a terminal that wraps its lines."""
    total = 0
    for line in re.sub(r"\x1b\[[\d;]*m", "", text).split("\n"):
        cells = sum(1 + (unicodedata.east_asian_width(c) in "WF") for c in line)
        total += max(1, -(-cells // WIDTH))
    return total


def screenshot(source: Path, target: Path, height: int) -> None:
    """Let Chromium draw a page."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        raise SystemExit("no Chromium on the path")
    subprocess.run(
        [
            browser,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            f"--window-size={round(7.5 * WIDTH) + 44},{height}",
            f"--screenshot={target}",
            source.as_uri(),
        ],
        check=True,
        capture_output=True,
    )


def main() -> None:
    """Draw."""
    text = output()
    height = 22 * rows(text) + 36
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "page.html")
        source.write_text(page(text), "utf-8")
        screenshot(source, TARGET, height)
    print(f"{TARGET.relative_to(ROOT)}: {TARGET.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
