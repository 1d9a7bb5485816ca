#!/usr/bin/env bash
# Prints how long seqwright takes from source to SVG, in process, and the time per message at each size.
set -euo pipefail
cd "$(dirname "$0")/.."
exec cargo bench --quiet --bench growth
