#!/usr/bin/env python3
"""Turn findings into the comments of one review in Review Board.

    reportlint check --diff-base origin/main --output-format jsonl . |
        REVIEWBOARD_TOKEN=… python3 reviewboard.py --server URL --review-request 12

Runs in the working tree whose diff was posted, with nothing but Python. A finding becomes a comment
on its line of the newest diff, and an issue when it is an error or a warning; what lies in no file
of the diff is told in the text above the comments. A diff that has a review of this kind is passed
over, so that a repeated build says nothing twice. Exit code 0: posted, or nothing to say; else 2.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple
from urllib import error, parse, request

Finding = dict[str, Any]
SEVERITIES = {"error": "错误", "warning": "警告", "info": "提示"}
DIFF_DATA = "application/vnd.reviewboard.org.diff.data+json"
MARK = "reportlint_diff"
SECONDS = 60


class PostError(Exception):
    """Review Board cannot be reached, or refuses."""


class Server:
    """The web API of a Review Board.

    Args:
        address: Where it is, such as `https://reviews.example/`.
        token: An API token of the account that is to write the review.
    """

    def __init__(self, address: str, token: str) -> None:
        self._api = parse.urljoin(address.rstrip("/") + "/", "api/")
        self._token = token

    def __call__(
        self, method: str, path: str, *, accept: str = "application/json", **fields: Any
    ) -> dict[str, Any]:
        """Send one request below `api/` and return the answer."""
        data = parse.urlencode(fields).encode() if fields else None
        headers = {"Accept": accept, "Authorization": f"token {self._token}"}
        asked = request.Request(self._api + path, data, headers, method=method)
        try:
            with request.urlopen(asked, timeout=SECONDS) as answer:
                told: dict[str, Any] = json.loads(answer.read() or b"{}")
                return told
        except error.HTTPError as refused:
            said = refused.read().decode("utf-8", "replace")[:500]
            raise PostError(f"{method} {path}: {refused.code} {said}") from refused
        except (OSError, ValueError) as failed:
            raise PostError(f"{method} {path}: {failed}") from failed

    def all(self, path: str, key: str) -> Iterator[dict[str, Any]]:
        """Yield every item of a list, page by page."""
        start, total = 0, 1
        while start < total:
            page = self("GET", f"{path}?start={start}&max-results=100")
            total = page["total_results"]
            yield from page[key]
            start += max(len(page[key]), 1)


class Place(NamedTuple):
    """Where Review Board puts a comment: a file of the diff, the first row, the number of rows.

    A row of the diff viewer is no line: what was deleted takes rows too.
    """

    file: int
    row: int
    rows: int


class Diff:
    """The newest diff of a review request."""

    def __init__(self, server: Server, review_request: int) -> None:
        self._server = server
        path = f"review-requests/{review_request}/"
        latest = server("GET", path)["review_request"]["links"].get("latest_diff")
        if latest is None:
            raise PostError(f"review request {review_request} has no diff")
        self.revision = int(latest["href"].rstrip("/").rsplit("/", 1)[1])
        self._files = f"{path}diffs/{self.revision}/files/"
        self._ids = {file["dest_file"]: file["id"] for file in server.all(self._files, "files")}
        self._rows: dict[int, dict[int, int]] = {}

    def place(self, path: str, finding: Finding) -> Place | None:
        """Return the place of a finding, None when the diff does not show its line."""
        file = self._ids.get(path)
        if file is None:
            return None
        rows = self._rows_of(file)
        first = rows.get(finding["line"])
        if first is None:
            return None
        return Place(file, first, max(rows.get(finding["end_line"], first) - first, 0) + 1)

    def _rows_of(self, file: int) -> dict[int, int]:
        """Return the row of each line of the new file."""
        if file not in self._rows:
            path = f"{self._files}{file}/"
            data = self._server("GET", path, accept=DIFF_DATA).get("diff_data") or {}
            lines = (line for chunk in data.get("chunks") or () for line in chunk["lines"])
            self._rows[file] = {line[4]: line[0] for line in lines if isinstance(line[4], int)}
        return self._rows[file]


def said(finding: Finding) -> str:
    """Return what a comment says: severity, what is wrong, what to do, which rule."""
    severity = SEVERITIES.get(finding["severity"], finding["severity"])
    remedy = f"\n办法：{finding['remedy']}" if finding["remedy"] else ""
    return f"{severity}：{finding['message']}{remedy}\n（{finding['code']} {finding['name']}）"


def path_in_repository(path: str, root: str) -> str:
    """Return a path as a diff writes it: from the root of the repository, with slashes."""
    real = os.path.join(os.path.realpath(os.path.dirname(path) or "."), os.path.basename(path))
    return os.path.relpath(real, root).replace(os.sep, "/")


def placed(
    findings: Iterable[Finding], diff: Diff, root: str
) -> tuple[list[tuple[Place, Finding]], list[Finding]]:
    """Return the findings with their places, and those that have none."""
    inside, outside = [], []
    for finding in findings:
        place = diff.place(path_in_repository(finding["path"], root), finding)
        if place is None:
            outside.append(finding)
        else:
            inside.append((place, finding))
    return inside, outside


def summary(comments: int, dropped: int, outside: list[Finding]) -> str:
    """Return the text above the comments."""
    parts = [f"公文写作检查：{comments} 处见下"]
    if dropped:
        parts.append(f"另有 {dropped} 处较轻的未列出")
    if outside:
        parts.append(f"不在本次改动所示文件中的 {len(outside)} 处如下")
    lines = [f"{f['path']}:{f['line']} {f['message']}（{f['code']}）" for f in outside[:50]]
    return "\n".join(["；".join(parts) + "。", *lines])


def post(server: Server, review_request: int, findings: list[Finding], most: int) -> str:
    """Write one review and return what was done, in a sentence."""
    if not findings:
        return "nothing to say"
    diff = Diff(server, review_request)
    reviews = f"review-requests/{review_request}/reviews/"
    for review in server.all(reviews, "reviews"):
        if review["extra_data"].get(MARK) == diff.revision:
            return f"diff {diff.revision} has its review already"
    git = ("git", "rev-parse", "--show-toplevel")
    told = subprocess.run(git, capture_output=True, check=True, encoding="utf-8")
    root = os.path.realpath(told.stdout.rstrip("\n"))
    inside, outside = placed(findings, diff, root)
    order = list(SEVERITIES)
    inside.sort(key=lambda pair: order.index(pair[1]["severity"]))  # stable: then by place
    shown = inside[:most]

    draft = server("POST", reviews)["review"]["id"]
    own = f"{reviews}{draft}/"
    try:
        for place, finding in shown:
            server(
                "POST",
                f"{own}diff-comments/",
                filediff_id=place.file,
                first_line=place.row,
                num_lines=place.rows,
                text=said(finding),
                text_type="plain",
                issue_opened=int(finding["severity"] != "info"),
                **{"extra_data.reportlint_code": finding["code"]},
            )
        server(
            "PUT",
            own,
            body_top=summary(len(shown), len(inside) - len(shown), outside),
            body_top_text_type="plain",
            public=1,
            **{"extra_data:json": json.dumps({MARK: diff.revision})},
        )
    except BaseException:
        server("DELETE", own)  # no half review stays behind as a draft
        raise
    return f"{len(shown)} comments on diff {diff.revision}, {len(outside)} findings elsewhere"


def main() -> int:
    """Read the command line and standard input; return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--server", required=True, metavar="URL")
    parser.add_argument("--review-request", required=True, type=int, metavar="ID")
    parser.add_argument("--most", type=int, default=200, help="comments of one review (200)")
    given = parser.parse_args()
    token = os.environ.get("REVIEWBOARD_TOKEN")
    if not token:
        parser.error("REVIEWBOARD_TOKEN is not set: an API token of the account that reviews")
    findings = [json.loads(line) for line in sys.stdin.buffer.read().split(b"\n") if line.strip()]
    try:
        print(post(Server(given.server, token), given.review_request, findings, given.most))
    except (PostError, subprocess.CalledProcessError) as failed:
        print(f"reviewboard.py: {failed}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
