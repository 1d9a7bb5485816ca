#!/usr/bin/env bash
# Compares the PNGs that WebAssembly draws with those of every other machine, by their hashes: the test of crates/raster runs
# in Node, which stands for a system with other arithmetic than that of the processor here.
# usage: scripts/png-wasm.sh
set -euo pipefail
cd "$(dirname "$0")/.."
if ! command -v node >/dev/null; then echo "skipped: there is no node"; exit 0; fi
target=wasm32-wasip1
if ! rustc --print target-libdir --target "$target" 2>/dev/null | xargs -r test -d; then
  echo "skipped: rustc cannot compile for it; rustup target add $target"
  exit 0
fi
export CARGO_TARGET_WASM32_WASIP1_RUNNER="node --no-warnings $PWD/scripts/wasi.mjs"
cargo test --locked --quiet --package seqwright-raster --target "$target" --test png -- the_same_picture
