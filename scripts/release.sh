#!/usr/bin/env bash
# Builds the archive of one target: the program, its man pages and completions, the licences, and its checksum.
# usage: scripts/release.sh TARGET DIR
set -euo pipefail
if [[ $# -ne 2 ]]; then
  echo "usage: ${0##*/} TARGET DIR" >&2
  exit 2
fi
target=$1
mkdir -p "$2"
out=$(cd "$2" && pwd)
cd "$(dirname "$0")/.."

# Linux programs are static, so that one archive runs on every distribution.
case $target in
  *-linux-musl) export RUSTFLAGS="${RUSTFLAGS:-} -C target-feature=+crt-static" ;;
esac
# What is downloaded has all formats.
cargo build --locked --release --package seqwright-cli --features pdf --target "$target"
built=${CARGO_TARGET_DIR:-target}/$target/release

version=$(sed -n '/^\[workspace.package\]/,/^\[/s/^version = "\(.*\)"$/\1/p' Cargo.toml)
name=seqwright-$version-$target
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
mkdir -p "$stage/$name"
case $target in
  *-windows-*) program=seqwright.exe ;;
  *) program=seqwright ;;
esac
cp "$built/$program" README.md CHANGELOG.md LICENSE-APACHE LICENSE-MIT "$stage/$name/"
# The licences of the fonts and of the icons that are in the program.
mkdir -p "$stage/$name/licenses"
cp fonts/OFL.txt crates/raster/fonts/LICENSE-DejaVu.txt icons/LICENSE-* "$stage/$name/licenses/"
# A program for another kind of processor cannot run here; then a native build prints the man pages and completions.
printer=("$built/$program")
if ! "${printer[@]}" --version >/dev/null 2>&1; then
  printer=(cargo run --locked --release --quiet --package seqwright-cli --features pdf --)
fi
"${printer[@]}" man "$stage/$name/man"
mkdir -p "$stage/$name/completions"
for shell in bash elvish fish powershell zsh; do
  "${printer[@]}" completions "$shell" >"$stage/$name/completions/seqwright.$shell"
done

cd "$stage"
case $target in
  *-windows-*)
    archive=$name.zip
    if command -v 7z >/dev/null; then 7z a -bd "$out/$archive" "$name" >/dev/null; else zip -qr "$out/$archive" "$name"; fi
    ;;
  *)
    archive=$name.tar.gz
    tar --create --gzip --file "$out/$archive" "$name"
    ;;
esac
cd "$out"
if command -v sha256sum >/dev/null; then sum=(sha256sum); else sum=(shasum --algorithm 256); fi
"${sum[@]}" "$archive" >"$archive.sha256"
echo "$out/$archive"
