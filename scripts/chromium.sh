#!/usr/bin/env bash
# Runs a script of this folder that opens pages in Chromium.
# usage: scripts/chromium.sh SCRIPT.mjs [SOURCE...]
#
# The script gets the program, the browser, a folder for its files ($PNG, if that is set) and the sources; $PACKAGES are
# installed for it beside Playwright.
set -euo pipefail
browser=${CHROMIUM:-$(command -v chromium || command -v google-chrome || true)}
if [[ -z $browser ]]; then echo "skipped: there is no Chromium"; exit 0; fi
if ! command -v npm > /dev/null; then echo "skipped: there is no npm"; exit 0; fi
script=$1
shift
sources=()
for source in "$@"; do sources+=("$(realpath "$source")"); done
cd "$(dirname "$0")/.."

if [[ -z ${SEQWRIGHT:-} ]]; then cargo build --quiet --locked; fi
program=$(realpath "${SEQWRIGHT:-${CARGO_TARGET_DIR:-target}/debug/seqwright}")
project=$(mktemp -d)
trap 'rm -rf "$project"' EXIT
cp "scripts/$script" "$project"
cd "$project"
# shellcheck disable=SC2086 # a list of packages
if ! npm install --silent --no-audit --no-fund --ignore-scripts playwright-core@1.65.1 ${PACKAGES:-}; then
  echo "skipped: the registry of npm cannot be reached"
  exit 0
fi
folder=${PNG:-$project/files}
mkdir -p "$folder"
node "$script" "$program" "$browser" "$folder" "${sources[@]}"
