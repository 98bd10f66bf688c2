#!/usr/bin/env bash
# reviewdog writes the findings on lines that a change touches as review comments, with suggestions.
# REVIEWDOG_REPORTER: local, github-pr-review, gitlab-mr-discussion, gitea-pr-review, …; what each
# needs (token, address) is told in reviewdog's README.
# usage: reviewdog.sh [REVISION]
set -euo pipefail
base="$(git merge-base "${1:-origin/main}" HEAD)"

reportlint check --exit-zero --output-format rdjsonl:reportlint.rdjsonl .
reviewdog -f=rdjsonl -name=reportlint -reporter="${REVIEWDOG_REPORTER:-local}" \
  -diff="git diff $base" -filter-mode=added -fail-level=error < reportlint.rdjsonl
