#!/usr/bin/env bash
# Shows, over the diagrams in a folder, that a snapshot changes with the drawing only: a comment, a blank line and
# `seqwright fmt` change no snapshot and no byte.
#
# Usage: scripts/kept.sh DIR
set -euo pipefail
from=${1:?usage: scripts/kept.sh DIR}
cd "$from" && from=$PWD && cd - > /dev/null
cd "$(dirname "$0")/.."

if [ -z "${SEQWRIGHT:-}" ]; then cargo build --quiet; fi
program=${SEQWRIGHT:-$PWD/target/debug/seqwright}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
unset CI TF_BUILD GITHUB_ACTIONS

# Those that compile, with the files next to them that they may read.
cp -r "$from/." "$folder"
cd "$folder"
find . -name '*.svg' -delete
count=0
while IFS= read -r -d '' source; do
  if "$program" "$source" > /dev/null 2>&1; then count=$((count + 1)); else rm "$source"; fi
done < <(find . -name '*.seq' -type f -print0)

check() {
  if ! "$program" test --allow-empty . > result 2>&1 || grep -q 'in other bytes' result; then
    echo "after $1:" >&2
    head -n 40 result >&2
    exit 1
  fi
  echo "after $1: $(tail -n 1 result)"
}
check "compiling"
# Behind a first line that speaks about the file, such as a dialect or a byte order mark.
find . -name '*.seq' -type f -exec sh -c 'for f; do printf "\n# an added comment\n\n\n" >> "$f"; done' sh {} +
check "comments and blank lines at the end"
find . -name '*.seq' -type f -exec sed -i '1s/^\(\xef\xbb\xbf\)\?/\1# a comment\n\n/' {} +
check "a comment and a blank line at the start"
"$program" fmt . > /dev/null 2>&1 || true
check "seqwright fmt"
echo "$count diagrams"
