"""Findings of a changed report become comments in a real Review Board, on the right lines.

    python -m pytest -m reviewboard

installs Review Board 8 and RBTools into a cached environment (a minute, once), sets up a site on
127.0.0.1, posts a change with `rbt post`, lints it with `--diff-base`, lets
`examples/ci/reviewboard.py` write the review, and reads it back: through the web API, and from the
page that a reviewer sees.
"""

from __future__ import annotations

import html
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from e2e.reviewboard_site import CannotInstallError, Site, temporary

pytestmark = [pytest.mark.slow, pytest.mark.reviewboard, pytest.mark.network]

ROOT = Path(__file__).resolve().parents[2]
POSTER = ROOT / "examples" / "ci" / "reviewboard.py"
DIFF_DATA = "application/vnd.reviewboard.org.diff.data+json"
AUTHOR, REVIEWER = "author:author-word", "reportlint:reviewer-word"

SUMMARY = "年度 总结/培训 工作总结.txt"
OLD, MOVED = "旧编码.txt", "归档/旧编码 二.txt"
NEW = "新 文件.md"
UNTOUCHED = "没有改动.txt"
TITLE = "2024年度培训工作总结\n\n"
DELETED = "年初制定了计划。\n年中作了调整。\n年末进行了检查。\n"
BODY = "一、主要工作\n全年举办业务培训12次，覆盖全部科室。\n课程分为三类。\n\n"
REST = (
    "二、存在问题\n培训形式不够丰富，实操环节偏少。\n\n"
    "三、下一步打算\n丰富培训形式，把培训成效落到岗位上。\n"
)
OLD_FAULT = "以往培训*次，未改动。\n"
BEFORE = {
    SUMMARY: TITLE + DELETED + BODY + OLD_FAULT + REST,
    OLD: TITLE + BODY + REST,
    UNTOUCHED: TITLE + BODY + OLD_FAULT + REST,
}
AFTER = {
    SUMMARY: TITLE
    + BODY.replace("课程分为三类。\n", "组织课程X期。\n另编印教材*册😀，发放*人。\n")
    + OLD_FAULT
    + REST.replace("培训形式不够", "有*个科室反映，培训形式不够"),
    MOVED: TITLE + BODY + REST.replace("偏少。\n", "偏少。\n另有问题*个。\n"),
    NEW: "# 关于培训的说明\n\n培训共*次。\n",
}
# What a reviewer has to see: the file, and the text of the line that each comment stands on.
EXPECTED = [
    (SUMMARY, "组织课程X期。"),
    (SUMMARY, "另编印教材*册😀，发放*人。"),
    (SUMMARY, "另编印教材*册😀，发放*人。"),
    (SUMMARY, "有*个科室反映，培训形式不够丰富，实操环节偏少。"),
    (MOVED, "另有问题*个。"),
    (NEW, "培训共*次。"),
]


class Change(NamedTuple):
    """A posted change: the author's working tree, and what posts and lints it."""

    site: Site
    folder: Path
    token: str

    def git(self, *command: str) -> None:
        self.site.run("git", *command, folder=self.folder)

    def lint(self, *options: str) -> bytes:
        command = [sys.executable, "-m", "reportlint", "check", "--isolated", *options]
        done = subprocess.run(
            [*command, "--output-format", "jsonl", "."],
            cwd=self.folder,
            capture_output=True,
            timeout=60,
        )
        assert done.returncode == 1, done.stderr.decode()
        return done.stdout

    def review(self, findings: bytes, *options: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [
                *(sys.executable, str(POSTER), "--server", self.site.address),
                *("--review-request", "1", *options),
            ],
            input=findings,
            cwd=self.folder,
            env={**self.site.environment, "REVIEWBOARD_TOKEN": self.token},
            capture_output=True,
            timeout=120,
        )

    def reviews(self) -> list[dict[str, Any]]:
        path = "review-requests/1/reviews/"
        found: list[dict[str, Any]] = self.site.api("GET", path, AUTHOR)["reviews"]
        return found

    def comments(self, review: int) -> list[dict[str, Any]]:
        path = f"review-requests/1/reviews/{review}/diff-comments/?expand=filediff&max-results=100"
        found: list[dict[str, Any]] = self.site.api("GET", path, AUTHOR)["diff_comments"]
        return found


def write(folder: Path, documents: dict[str, str]) -> None:
    for name, text in documents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("gb18030" if "编码" in name else "utf-8"))


def accounts(site: Site, origin: Path) -> str:
    """Make author, reviewer and repository; return the reviewer's token."""
    for account in (AUTHOR, REVIEWER):
        name, word = account.split(":")
        mail = f"{name}@example.invalid"
        site.api("POST", "users/", username=name, password=word, email=mail)
    encodings = "utf-8,gb18030"
    site.api("POST", "repositories/", name="docs", tool="Git", path=str(origin), encoding=encodings)
    path = "users/reportlint/api-tokens/"
    token = site.api("POST", path, REVIEWER, note="CI", policy="{}")["api_token"]["token"]
    return str(token)


def post(site: Site, folder: Path, *options: str) -> None:
    """Hand the commits since `main` in for review, as an author does."""
    name, word = AUTHOR.split(":")
    site.run(
        *(str(site.scripts / "rbt"), "post", f"--server={site.address}", "--repository=docs"),
        *(f"--username={name}", f"--password={word}", "--parent=main", "--publish"),
        *("--target-people=reportlint", *options),
        folder=folder,
    )


@pytest.fixture(scope="module")
def change(absent: Callable[[str], None]) -> Iterator[Change]:
    """A change of three reports, handed in for review."""
    with temporary() as name:
        base = Path(name)
        try:
            site = Site(base)
        except CannotInstallError as failed:
            absent(f"Review Board ({failed})")
            return
        origin, folder = base / "origin.git", base / "文稿 库"
        folder.mkdir()
        site.run("git", "config", "--global", "user.name", "tester")
        site.run("git", "config", "--global", "user.email", "tester@example.invalid")
        site.run("git", "init", "-q", "--bare", "-b", "main", str(origin))
        site.run("git", "init", "-q", "-b", "main", str(folder))
        with site:
            change = Change(site, folder, accounts(site, origin))
            write(folder, BEFORE)
            change.git("add", ".")
            change.git("commit", "-q", "-m", "Before")
            change.git("remote", "add", "origin", str(origin))
            change.git("push", "-q", "origin", "main")
            change.git("checkout", "-q", "-b", "change", "--track", "origin/main")
            (folder / MOVED).parent.mkdir()
            change.git("mv", OLD, MOVED)
            write(folder, AFTER)
            change.git("add", ".")
            change.git("commit", "-q", "-m", "After")
            post(site, folder, "--summary=培训总结", "--description=改动三篇")
            yield change


def line_of(path: str, text: str) -> int:
    """Return the number of a line of a changed report, counted here."""
    return AFTER[path].split("\n").index(text) + 1


def shown(change: Change, comment: dict[str, Any]) -> list[tuple[int, str]]:
    """Return the lines of the new file that a comment stands on, by Review Board's diff."""
    path = f"review-requests/1/diffs/1/files/{comment['filediff']['id']}/"
    data = change.site.api("GET", path, AUTHOR, DIFF_DATA)["diff_data"]
    first, count = comment["first_line"], comment["num_lines"]
    return [
        (line[4], line[5])
        for chunk in data["chunks"]
        for line in chunk["lines"]
        if first <= line[0] < first + count
    ]


def test_findings_become_comments_on_the_right_lines(change: Change) -> None:
    done = change.review(change.lint("--diff-base", "main"))
    assert done.returncode == 0, done.stderr.decode()
    (review,) = change.reviews()
    assert review["public"]
    assert review["links"]["user"]["title"] == "reportlint"
    assert review["body_top"] == f"公文写作检查：{len(EXPECTED)} 处见下。"

    comments = change.comments(review["id"])
    found = []
    for comment in comments:
        path = comment["filediff"]["dest_file"]
        ((number, text),) = shown(change, comment)
        assert number == line_of(path, html.unescape(text))
        found.append((path, html.unescape(text)))
        assert comment["issue_opened"]
        assert comment["extra_data"] == {"reportlint_code": "RPT101"}
        assert comment["text"].startswith("错误：数字未填：“")
        assert "\n办法：补上" in comment["text"]
    assert sorted(found) == sorted(EXPECTED)
    # Deleted lines take rows: a poster that took lines for rows would be wrong here.
    assert any(c["first_line"] != shown(change, c)[0][0] for c in comments)


def test_a_reviewer_sees_the_line_beside_the_comment(change: Change) -> None:
    review = change.reviews()[0]["id"]
    for comment in change.comments(review):
        path = f"r/1/_fragments/diff-comments/{comment['id']}/"
        page = change.site.ask("GET", path, AUTHOR, "text/html").decode("utf-8", "replace")
        said = [
            html.unescape(re.sub(r"<[^>]+>", "", pre)) for pre in re.findall("<pre.*?</pre>", page)
        ]
        ((number, text),) = shown(change, comment)
        assert html.unescape(text) in said
        assert f"<th>{number}</" in page
        assert comment["filediff"]["dest_file"] in page


def test_a_repeated_build_says_nothing_twice(change: Change) -> None:
    done = change.review(change.lint("--diff-base", "main"))
    assert done.returncode == 0, done.stderr.decode()
    assert "already" in done.stdout.decode()
    assert len(change.reviews()) == 1


def test_what_the_diff_does_not_show_is_told_above_the_comments(change: Change) -> None:
    (change.folder / NEW).write_text(AFTER[NEW] + "\n参加*人。\n", "utf-8")
    change.git("commit", "-q", "-a", "-m", "More")
    post(change.site, change.folder, "--review-request-id=1", "--change-description=更多")
    done = change.review(change.lint(), "--most", "3")
    assert done.returncode == 0, done.stderr.decode()
    review = change.reviews()[-1]
    assert review["extra_data"] == {"reportlint_diff": 2}
    assert len(change.comments(review["id"])) == 3
    assert f"\n{UNTOUCHED}:7 数字未填" in review["body_top"]
    assert "另有" in review["body_top"]


def test_a_refused_token_posts_nothing_and_says_why(change: Change) -> None:
    before = len(change.reviews())
    wrong = change._replace(token="rbp_wrong").review(change.lint())
    assert wrong.returncode == 2
    assert b"401" in wrong.stderr
    assert len(change.reviews()) == before
