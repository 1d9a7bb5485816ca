#!/usr/bin/env bash
# Builds the packages of both registries: for npm the compiler as WebAssembly with its loaders; for PyPI the wheel.
# usage: scripts/packages.sh DIR [npm]   (with `npm`, only that package)
set -euo pipefail
if [[ $# -lt 1 ]]; then
  echo "usage: ${0##*/} DIR [npm]" >&2
  exit 2
fi
mkdir -p "$1"
out=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."

target=wasm32-unknown-unknown
cargo build --locked --package seqwright-wasm --profile wasm --target "$target"

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
version=$(sed -n '/^\[workspace.package\]/,/^\[/s/^version = "\(.*\)"$/\1/p' Cargo.toml)
cp packages/npm/*.js packages/npm/*.ts packages/npm/package.json packages/npm/README.md LICENSE-APACHE LICENSE-MIT "$stage"
cp "${CARGO_TARGET_DIR:-target}/$target/wasm/seqwright_wasm.wasm" "$stage/seqwright.wasm"
if ! grep -q "\"version\": \"$version\"" "$stage/package.json"; then
  echo "packages/npm/package.json has another version than Cargo.toml, which says $version" >&2
  exit 1
fi
npm pack --silent --pack-destination "$out" "$stage"

if [[ ${2:-} != npm ]]; then bash scripts/wheel.sh "$out"; fi
