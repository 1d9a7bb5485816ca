#!/usr/bin/env bash
# Compares what seqwright reads in Mermaid files with what Mermaid reads: heads, messages, notes and fragments, in order,
# with their ends and texts; and the line of the first error. $PNG names a folder for drawings of both, side by side.
# usage: scripts/mermaid.sh SOURCE.mmd...
set -euo pipefail
PACKAGES=mermaid@12.3.0 exec bash "$(dirname "$0")/chromium.sh" mermaid.mjs "$@"
