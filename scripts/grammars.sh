#!/usr/bin/env bash
# Generates the grammars for editors again and fails if one differs. Then checks them on sources: a line is an error in a
# grammar only where seqwright has an error. SEQWRIGHT names the program.
# usage: scripts/grammars.sh [DIR]   (without one: the examples, and the cases but those with errors)
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
folders=("$root/examples" "$root/tests/cases")
if [[ $# -gt 0 ]]; then folders=("$(cd "$1" && pwd)"); fi
cd "$root"
if ! command -v node > /dev/null; then echo "skipped: there is no node"; exit 0; fi

project=$(mktemp -d)
trap 'rm -rf "$project"' EXIT
node editors/generate.mjs "$project/again"
(cd "$project/again" && find . -type f) | while read -r file; do
  cmp "$project/again/$file" "$file" || { echo "run: node editors/generate.mjs"; exit 1; }
done
echo "the grammars are those that editors/generate.mjs writes"

program=${SEQWRIGHT:-target/debug/seqwright}
if ! command -v "$program" > /dev/null; then echo "skipped: there is no $program"; exit 0; fi
files=()
while IFS= read -r file; do
  # One error in such a case speaks for many lines, or for a whole file.
  if [[ $# -gt 0 || $file != */cases/errors/* ]]; then files+=("$file"); fi
done < <(find "${folders[@]}" -name '*.seq' | LC_ALL=C sort)
for file in "${files[@]}"; do
  "$program" check --message-format json "$file" 2>&1 || [[ $? -eq 1 ]]
done > "$project/faults"

failed=0
cp -r editors/textmate editors/codemirror editors/check.mjs "$project"
echo '{ "private": true, "type": "module" }' > "$project/package.json"
if (cd "$project" && npm install --silent --no-audit --no-fund --ignore-scripts \
  vscode-textmate@9.3.2 vscode-oniguruma@2.0.1 @codemirror/language@6.13.1); then
  node "$project/check.mjs" "$project/faults" "${files[@]}" || failed=1
else
  echo "skipped: the registry of npm cannot be reached"
fi

cp editors/check.py packages/pypi/python/seqwright/lexer.py "$project"
if python3 -m venv "$project/python" && "$project/python/bin/pip" install --quiet --disable-pip-version-check pygments==2.20.0; then
  "$project/python/bin/python" "$project/check.py" "$project/faults" "${files[@]}" || failed=1
else
  echo "skipped: Pygments cannot be had"
fi
exit "$failed"
