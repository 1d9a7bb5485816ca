#!/usr/bin/env bash
# Changes sources at random and checks the properties that must hold for all (fuzz/README.md): the cases and examples,
# and all .seq, .mmd and .puml files below the given folders. Needs no nightly compiler.
set -euo pipefail

if [[ $# -lt 1 || ! $1 =~ ^[0-9]+$ ]]; then
  echo "usage: ${0##*/} SECONDS [DIR]...   (MUTATE_SEED=N for other sources)" >&2
  exit 2
fi
export MUTATE_SECONDS=$1
shift
folders=''
for folder in "$@"; do
  folders+=${folders:+:}$(cd "$folder" && pwd)
done
export MUTATE_FOLDERS=$folders
cd "$(dirname "$0")/.."
exec cargo test --test mutate -- --nocapture
