#!/usr/bin/env bash
# Prints the Homebrew formula of a release: the template with the address and the checksums filled in.
# usage: scripts/homebrew.sh VERSION HOMEPAGE URL-PREFIX SHA256SUMS
set -euo pipefail
if [[ $# -ne 4 ]]; then
  echo "usage: ${0##*/} VERSION HOMEPAGE URL-PREFIX SHA256SUMS" >&2
  exit 2
fi
version=$1 homepage=$2 prefix=$3 sums=$4
formula=$(sed '1,2d' "$(dirname "$0")/../packages/homebrew/seqwright.rb")
formula=${formula//@VERSION@/$version}
formula=${formula//@HOMEPAGE@/$homepage}
formula=${formula//@PREFIX@/$prefix}
for target in {aarch64,x86_64}-{apple-darwin,unknown-linux-musl}; do
  sum=$(awk -v file="seqwright-$version-$target.tar.gz" '$2 == file { print $1 }' "$sums")
  if [[ ! $sum =~ ^[0-9a-f]{64}$ ]]; then
    echo "$sums has no checksum of seqwright-$version-$target.tar.gz" >&2
    exit 1
  fi
  formula=${formula//@SHA256:$target@/$sum}
done
printf '%s\n' "$formula"
