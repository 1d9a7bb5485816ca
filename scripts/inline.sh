#!/usr/bin/env bash
# Opens inline pictures in Chromium: colours by system, page and switch, paper, telephones, right-to-left pages.
# usage: scripts/inline.sh [SOURCE...]   (pictures of these are checked too; screenshots go to $PNG, if that is set)
set -euo pipefail
exec bash "$(dirname "$0")/chromium.sh" inline.mjs "$@"
