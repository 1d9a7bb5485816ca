#!/usr/bin/env bash
# Opens inline pictures in Chromium: colours by system, page and switch, paper, telephones, right-to-left pages.
# usage: scripts/inline.sh [SOURCE...]   (pictures of these are checked too; screenshots go to $PNG, if that is set)
set -euo pipefail
browser=${CHROMIUM:-$(command -v chromium || command -v google-chrome || true)}
if [[ -z $browser ]]; then echo "skipped: there is no Chromium"; exit 0; fi
if ! command -v npm > /dev/null; then echo "skipped: there is no npm"; exit 0; fi
sources=()
for source in "$@"; do sources+=("$(realpath "$source")"); done
cd "$(dirname "$0")/.."

if [[ -z ${SEQWRIGHT:-} ]]; then cargo build --quiet --locked; fi
program=$(realpath "${SEQWRIGHT:-${CARGO_TARGET_DIR:-target}/debug/seqwright}")
project=$(mktemp -d)
trap 'rm -rf "$project"' EXIT
cp scripts/inline.mjs "$project"
cd "$project"
if ! npm install --silent --no-audit --no-fund playwright-core@1.65.1; then
  echo "skipped: the registry of npm cannot be reached"
  exit 0
fi
node inline.mjs "$program" "$browser" "${PNG:-$project/png}" "${sources[@]}"
