#!/usr/bin/env bash
# Walks through the pages of all TLS examples in Chromium, forwards and back, compares what they show, and has axe look for
# what shuts readers out. Then it walks through some of them in Firefox, if that is there.
# usage: scripts/page.sh [SOURCE...]   (by default those of examples/tls, and others without knowledge)
#
# FIREFOX names Firefox; without it, firefox-esr or firefox is looked for.
set -euo pipefail
root=$(dirname "$0")/..
if [[ $# -eq 0 ]]; then
  set -- "$root"/examples/tls/*.seq "$root"/examples/{how-tls-works,order,sign-in}.seq
fi
FIREFOX=${FIREFOX:-$(command -v firefox-esr || command -v firefox || true)}
if [[ -z $FIREFOX ]]; then echo "skipped: there is no Firefox"; fi
export FIREFOX PACKAGES="axe-core@4.14.1 puppeteer-core@25.16.0"
exec bash "$root/scripts/chromium.sh" page.mjs "$@"
