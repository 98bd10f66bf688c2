#!/usr/bin/env bash
# Any CI that runs a shell, a cron job, a hook on a server. Where reportlint is not in PATH, an
# environment of its own is made among git's files, and kept for the next time.
# usage: plain.sh [REVISION]: with a revision, only lines that changed since then count
set -euo pipefail
source="${REPORTLINT_SOURCE:-git+https://git.example/tools/reportlint@v0.1.0}"

program="$(command -v reportlint || true)"
if [ -z "$program" ]; then
  place="$(git rev-parse --absolute-git-dir)/reportlint"
  program="$place/bin/reportlint"
  if [ ! -x "$program" ]; then
    python3 -m venv "$place"
    "$place/bin/python" -m pip install --quiet "$source"
  fi
fi

options=(--output-format text --output-format json:reportlint.json)
if [ $# -gt 0 ]; then options+=(--diff-base "$(git merge-base "$1" HEAD)"); fi

status=0
"$program" check "${options[@]}" . || status=$?
case "$status" in
  0) echo "没有问题 / nothing found" ;;
  1) echo "有问题，见上 / findings, see above" ;;
  *) echo "有文件未能检查 / something could not be checked" ;;
esac
exit "$status"
