#!/usr/bin/env bash
# Finds a seqwright of this version and runs it with the arguments: the one on the PATH, otherwise the built one of the
# release, checked against its checksum, otherwise one built from the sources next to this file. The last two are kept in a
# cache folder.
# usage: scripts/hook.sh ARGUMENT...        runs it
#        scripts/hook.sh --print-path       prints where it is
#
# SEQWRIGHT_RELEASES is the address of the release files, such as
# https://example.org/OWNER/seqwright/releases/download. Without it, that of the repository on GitHub that this file was
# cloned from is used; otherwise nothing is downloaded.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
version=$(sed -n '/^\[workspace.package\]/,/^\[/s/^version = "\(.*\)"$/\1/p' "$root/Cargo.toml")
cache=${SEQWRIGHT_CACHE:-${XDG_CACHE_HOME:-${HOME:-$root}/.cache}/seqwright}/$version

case "$(uname -s)" in
  MINGW* | MSYS* | CYGWIN*) exe=.exe ;;
  *) exe= ;;
esac

say() { echo "seqwright: $*" >&2; }

run() {
  if [[ ${1-} == --print-path ]]; then
    echo "$program"
    exit
  fi
  # The address is for this script; for the program it would be an unknown setting.
  unset SEQWRIGHT_RELEASES SEQWRIGHT_CACHE
  exec "$program" "$@"
}

# The target of the release that runs here, if there is one.
target() {
  case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) echo x86_64-unknown-linux-musl ;;
    Linux-aarch64 | Linux-arm64) echo aarch64-unknown-linux-musl ;;
    Darwin-x86_64) echo x86_64-apple-darwin ;;
    Darwin-arm64) echo aarch64-apple-darwin ;;
    # The shell of Git for Windows, MSYS2 and Cygwin.
    MINGW*-x86_64 | MSYS*-x86_64 | CYGWIN*-x86_64) echo x86_64-pc-windows-msvc ;;
    *) return 1 ;;
  esac
}

releases() {
  local origin
  if [[ -n ${SEQWRIGHT_RELEASES-} ]]; then
    echo "$SEQWRIGHT_RELEASES"
    return
  fi
  origin=$(git -C "$root" remote get-url origin 2>/dev/null) || return 1
  [[ $origin == https://github.com/* ]] && echo "${origin%.git}/releases/download"
}

check() {
  if command -v sha256sum >/dev/null; then sha256sum --check --status "$1"; else shasum --algorithm 256 --check --status "$1"; fi
}

# Unpacks an archive into the current folder.
unpack() {
  case $1 in
    *.tar.gz) tar --extract --gzip --file "$1" ;;
    # The `tar` of Windows reads ZIP files, that of its shells does not.
    *) if command -v unzip >/dev/null; then unzip -q "$1"; else "$SYSTEMROOT/System32/tar.exe" -xf "$1"; fi ;;
  esac
}

# Downloads the program of the release to the folder $1. Fails if there is none; a wrong checksum ends the script.
download() {
  local target name address archive
  command -v curl >/dev/null || return 1
  address=$(releases) || return 1
  target=$(target) || return 1
  name=seqwright-$version-$target
  case $target in
    *-windows-*) archive=$name.zip ;;
    *) archive=$name.tar.gz ;;
  esac
  for file in "$archive" "$archive.sha256"; do
    curl --fail --silent --show-error --location --proto '=https,file' --max-time 120 \
      --output "$1/$file" "$address/v$version/$file" || return 1
  done
  # The checksum must be that of this file and of no other.
  if ! grep -qxE "[0-9a-f]{64} [ *]${archive//./\\.}" "$1/$archive.sha256" || ! (cd "$1" && check "$archive.sha256"); then
    say "the checksum of $archive is wrong; nothing was run"
    exit 3
  fi
  (cd "$1" && unpack "$archive") && mv "$1/$name/seqwright$exe" "$1/seqwright$exe"
}

build() {
  if ! command -v cargo >/dev/null; then
    say "there is no built seqwright $version for this machine, and no cargo to build one with"
    exit 3
  fi
  say "building seqwright $version, once"
  cargo install --locked --quiet --path "$root/crates/cli" --root "$1" --target-dir "$1/target" >&2
  mv "$1/bin/seqwright$exe" "$1/seqwright$exe"
}

if program=$(command -v seqwright) && [[ $("$program" --version) == "seqwright $version" ]]; then run "$@"; fi
program=$cache/seqwright$exe
if [[ -x $program ]]; then run "$@"; fi
mkdir -p "$cache"
fresh=$(mktemp -d "$cache/new.XXXXXX")
trap 'rm -rf "$fresh"' EXIT
download "$fresh" || build "$fresh"
# Hooks run at the same time; each must see a complete program.
mv -f "$fresh/seqwright$exe" "$program"
rm -rf "$fresh"
run "$@"
