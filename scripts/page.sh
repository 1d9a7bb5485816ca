#!/usr/bin/env bash
# Walks through the pages of all TLS examples in Chromium, forwards and back, and compares what they show.
# usage: scripts/page.sh [SOURCE...]   (by default those of examples/tls, and others without knowledge)
set -euo pipefail
browser=${CHROMIUM:-$(command -v chromium || command -v google-chrome || true)}
if [[ -z $browser ]]; then echo "skipped: there is no Chromium"; exit 0; fi
if ! command -v npm > /dev/null; then echo "skipped: there is no npm"; exit 0; fi
sources=()
for source in "$@"; do sources+=("$(realpath "$source")"); done
cd "$(dirname "$0")/.."
if [[ ${#sources[@]} -eq 0 ]]; then
  for source in examples/tls/*.seq examples/how-tls-works.seq examples/order.seq examples/sign-in.seq; do
    if [[ -e $source ]]; then sources+=("$(realpath "$source")"); fi
  done
fi

if [[ -z ${SEQWRIGHT:-} ]]; then cargo build --quiet --locked; fi
program=$(realpath "${SEQWRIGHT:-${CARGO_TARGET_DIR:-target}/debug/seqwright}")
project=$(mktemp -d)
trap 'rm -rf "$project"' EXIT
cp scripts/page.mjs "$project"
cd "$project"
if ! npm install --silent --no-audit --no-fund playwright-core@1.65.1; then
  echo "skipped: the registry of npm cannot be reached"
  exit 0
fi
node page.mjs "$program" "$browser" "$project" "${sources[@]}"
