#!/usr/bin/env bash
# Builds the Python wheel: the program, and the extensions for Python-Markdown and Sphinx. Without maturin on PATH, one
# is installed in a folder that is removed at the end.
# usage: scripts/wheel.sh DIR [TARGET]
#
# TARGET defaults to that of this machine; on Linux, to that of static programs if Rust has it, so that one wheel runs on
# every distribution.
set -euo pipefail
if [[ $# -lt 1 || $# -gt 2 ]]; then
  echo "usage: ${0##*/} DIR [TARGET]" >&2
  exit 2
fi
mkdir -p "$1"
out=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."

target=${2:-}
if [[ -z $target ]]; then
  target=$(rustc --print host-tuple 2>/dev/null || rustc -vV | sed -n 's/^host: //p')
  musl=${target/-gnu/-musl}
  if [[ $musl == *-linux-musl && -d $(rustc --print sysroot)/lib/rustlib/$musl ]]; then target=$musl; fi
fi
arguments=(--release --strip --target "$target")
if [[ $target == *-linux-musl ]]; then
  arguments+=(--compatibility musllinux_1_2 manylinux_2_17)
  # The same flags as in scripts/release.sh, so that both take the same build.
  export RUSTFLAGS="${RUSTFLAGS:-} -C target-feature=+crt-static"
fi

if ! command -v maturin >/dev/null; then
  tools=$(mktemp -d)
  trap 'rm -rf "$tools"' EXIT
  if command -v python3 >/dev/null; then python3 -m venv "$tools"; else python -m venv "$tools"; fi
  # Windows has another name for the folder of programs.
  for bin in "$tools/bin" "$tools/Scripts"; do
    if [[ -d $bin ]]; then PATH=$bin:$PATH; fi
  done
  pip install --quiet --disable-pip-version-check 'maturin==1.16.0'
fi
cd packages/pypi
cp ../../LICENSE-APACHE ../../LICENSE-MIT .
trap 'rm -rf "${tools:-}" LICENSE-APACHE LICENSE-MIT' EXIT
maturin build --locked --out "$out" "${arguments[@]}"
