#!/usr/bin/env bash
# Compares PNGs with what Chromium shows of the same SVGs, drawn with the same fonts: less than 0.5 % of the pixels may
# differ by more than 96 of 255.
# usage: scripts/png.sh [SOURCE...]   (by default the gallery)
set -euo pipefail
root=$(dirname "$0")/..
if [[ $# -eq 0 ]]; then
  set -- "$root"/examples/gallery/*.seq
fi
FACES=$(realpath "$root/crates/raster/fonts")
export FACES
exec bash "$root/scripts/chromium.sh" png.mjs "$@"
