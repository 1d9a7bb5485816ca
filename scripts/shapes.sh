#!/bin/sh
# Measures the release build on every shape of tests/shapes: CPU seconds, resident megabytes, megabytes of
# output. Prints the worst ten of each command, and fails if one takes more than 5 s or 256 MB.
#
#   scripts/shapes.sh [PROGRAM]
set -eu
cd "$(dirname "$0")/.."
program=${1:-target/release/seqwright}
[ -n "${1:-}" ] || cargo build --release --locked --quiet
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
SHAPES=$folder cargo test --locked --quiet --test shapes -- --ignored shapes_are_written >/dev/null
exec python3 scripts/shapes.py "$program" "$folder"
