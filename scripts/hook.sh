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

# Downloads the program of the release to the folder $1. Fails if there is none; a wrong checksum ends the script.
download() {
  local name address
  command -v curl >/dev/null || return 1
  address=$(releases) || return 1
  name=seqwright-$version-$(target) || return 1
  for file in "$name.tar.gz" "$name.tar.gz.sha256"; do
    curl --fail --silent --show-error --location --proto '=https,file' --max-time 120 \
      --output "$1/$file" "$address/v$version/$file" || return 1
  done
  # The checksum must be that of this file and of no other.
  if ! grep -qxE "[0-9a-f]{64} [ *]$name\.tar\.gz" "$1/$name.tar.gz.sha256" || ! (cd "$1" && check "$name.tar.gz.sha256"); then
    say "the checksum of $name.tar.gz is wrong; nothing was run"
    exit 3
  fi
  tar --extract --gzip --file "$1/$name.tar.gz" --directory "$1" "$name/seqwright" && mv "$1/$name/seqwright" "$1/seqwright"
}

build() {
  if ! command -v cargo >/dev/null; then
    say "there is no built seqwright $version for this machine, and no cargo to build one with"
    exit 3
  fi
  say "building seqwright $version, once"
  cargo install --locked --quiet --path "$root/crates/cli" --root "$1" --target-dir "$1/target" >&2
  mv "$1/bin/seqwright" "$1/seqwright"
}

if program=$(command -v seqwright) && [[ $("$program" --version) == "seqwright $version" ]]; then run "$@"; fi
program=$cache/seqwright
if [[ -x $program ]]; then run "$@"; fi
mkdir -p "$cache"
fresh=$(mktemp -d "$cache/new.XXXXXX")
trap 'rm -rf "$fresh"' EXIT
download "$fresh" || build "$fresh"
# Hooks run at the same time; each must see a complete program.
mv -f "$fresh/seqwright" "$program"
rm -rf "$fresh"
run "$@"
