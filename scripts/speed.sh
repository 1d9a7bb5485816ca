#!/usr/bin/env bash
# Prints how long seqwright takes from source to SVG, in process, with the time per message at each size; then how
# long the whole program takes for one small file.
set -euo pipefail
cd "$(dirname "$0")/.."

cargo bench --quiet --bench growth

cargo build --quiet --release
runs=200
start=$(date +%s%N)
for ((run = 0; run < runs; run++)); do
  target/release/seqwright examples/how-tls-works.seq -o - >/dev/null
done
end=$(date +%s%N)
printf '\nthe program, from start to end, on the post'"'"'s diagram: %d µs (mean of %d runs)\n' \
  $(((end - start) / runs / 1000)) "$runs"
