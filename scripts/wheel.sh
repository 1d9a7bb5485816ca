#!/usr/bin/env bash
# Builds the Python wheel: the program, and the extensions for Python-Markdown and Sphinx. Without maturin on PATH, one
# is installed in a folder that is removed at the end.
# usage: scripts/wheel.sh DIR [MATURIN ARGUMENTS...]
#
# Linux wheels contain a static program if Rust has the musl target, so that one wheel runs on every distribution.
set -euo pipefail
if [[ $# -lt 1 ]]; then
  echo "usage: ${0##*/} DIR [MATURIN ARGUMENTS...]" >&2
  exit 2
fi
mkdir -p "$1"
out=$(cd "$1" && pwd)
shift
cd "$(dirname "$0")/.."

maturin=(maturin)
if ! command -v maturin >/dev/null; then
  tools=$(mktemp -d)
  trap 'rm -rf "$tools"' EXIT
  python3 -m venv "$tools"
  "$tools/bin/pip" install --quiet 'maturin==1.16.0'
  maturin=("$tools/bin/maturin")
fi
if [[ $# -eq 0 ]]; then
  set -- --release --strip
  target=$(rustc --print host-tuple 2>/dev/null || rustc -vV | sed -n 's/^host: //p')
  musl=${target/-gnu/-musl}
  if [[ $musl == *-linux-musl && -d $(rustc --print sysroot)/lib/rustlib/$musl ]]; then
    set -- "$@" --target "$musl" --compatibility musllinux_1_2 manylinux_2_17
  fi
fi
cd packages/pypi
cp ../../LICENSE-APACHE ../../LICENSE-MIT .
trap 'rm -rf "${tools:-}" LICENSE-APACHE LICENSE-MIT' EXIT
"${maturin[@]}" build --locked --out "$out" "$@"
