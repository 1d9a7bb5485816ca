#!/usr/bin/env bash
# Checks that the WebAssembly module draws the same as the program, over all cases and examples, and prints its size.
# usage: scripts/wasm.sh     (with UPDATE_DOCS=1, writes the size into docs/inline.md)
set -euo pipefail
cd "$(dirname "$0")/.."
if ! command -v node > /dev/null; then echo "skipped: there is no node"; exit 0; fi

if [[ -z ${SEQWRIGHT:-} ]]; then cargo build --quiet --locked; fi
program=${SEQWRIGHT:-${CARGO_TARGET_DIR:-target}/debug/seqwright}
cargo build --quiet --locked --package seqwright-wasm --profile wasm --target wasm32-unknown-unknown
module=${CARGO_TARGET_DIR:-target}/wasm32-unknown-unknown/wasm/seqwright_wasm.wasm
mapfile -t sources < <(find tests/cases examples -name '*.seq' -type f | sort)
node scripts/wasm.mjs "$program" "$module" "${sources[@]}"
