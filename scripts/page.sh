#!/usr/bin/env bash
# Walks through the pages of all TLS examples in Chromium, forwards and back, and compares what they show.
# usage: scripts/page.sh [SOURCE...]   (by default those of examples/tls, and others without knowledge)
set -euo pipefail
root=$(dirname "$0")/..
if [[ $# -eq 0 ]]; then
  set -- "$root"/examples/tls/*.seq "$root"/examples/{how-tls-works,order,sign-in}.seq
fi
exec bash "$root/scripts/chromium.sh" page.mjs "$@"
