#!/usr/bin/env bash
# Opens the sites that scripts/hosts.sh built in Chromium: light, dark by the page's own switch, and as wide as a phone.
# usage: scripts/sites.sh DIR [SITE...]     DIR is that of scripts/hosts.sh; screenshots go to $PNG, else to DIR/png
set -euo pipefail
[[ $# -ge 1 ]] || { echo "usage: ${0##*/} DIR [SITE...]" >&2; exit 2; }
browser=${CHROMIUM:-$(command -v chromium || command -v google-chrome || true)}
if [[ -z $browser ]]; then echo "skipped: there is no Chromium"; exit 0; fi
if ! command -v npm >/dev/null; then echo "skipped: there is no npm"; exit 0; fi
dir=$(cd "$1" && pwd)
shift
mkdir -p "$dir/browser"
cp "$(dirname "$0")/hosts/sites.mjs" "$dir/browser"
cd "$dir/browser"
if ! npm install --silent --no-audit --no-fund playwright-core@1.65.1; then
  echo "skipped: the registry of npm cannot be reached"
  exit 0
fi
node sites.mjs "$dir" "$browser" "${PNG:-$dir/png}" "$@"
