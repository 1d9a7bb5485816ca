#!/usr/bin/env bash
# Builds the playground and tests it: the module against the program, and the page in Chromium.
# usage: scripts/web.sh [build]     (with `build`, it is built and not tested)
#
# The files are in web/dist. With SCREENSHOTS=DIR, pictures of the page are kept there.
set -euo pipefail
cd "$(dirname "$0")/.."
for tool in node npm; do
  if ! command -v "$tool" > /dev/null; then echo "skipped: there is no $tool"; exit 0; fi
done
target=wasm32-unknown-unknown
if ! rustc --target "$target" --print target-libdir > /dev/null 2>&1 \
  || [[ ! -d $(rustc --target "$target" --print target-libdir) ]]; then
  echo "skipped: the target $target is not installed"
  exit 0
fi
# npm ci installs what the lock file says, without running scripts of packages.
if ! (cd web && npm ci --silent --no-audit --no-fund --ignore-scripts); then
  echo "skipped: the registry of npm cannot be reached"
  exit 0
fi

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
built=${CARGO_TARGET_DIR:-target}/$target/wasm/seqwright_wasm.wasm
# The first module is without what few texts need; the other one is loaded for those.
cargo build --quiet --locked --package seqwright-wasm --profile wasm --target "$target" --no-default-features
cp "$built" "$scratch/first.wasm"
cargo build --quiet --locked --package seqwright-wasm --profile wasm --target "$target"
cp "$built" "$scratch/full.wasm"

node web/build.mjs "$scratch/first.wasm" "$scratch/full.wasm"
node web/build.mjs "$scratch/first.wasm" "$scratch/full.wasm" "$scratch/again" > /dev/null
diff --recursive web/dist "$scratch/again"
echo "two builds gave the same bytes"
if [[ ${1:-} == build ]]; then exit 0; fi

if [[ -z ${SEQWRIGHT:-} ]]; then cargo build --quiet --locked; fi
SEQWRIGHT=$(realpath "${SEQWRIGHT:-${CARGO_TARGET_DIR:-target}/debug/seqwright}")
export SEQWRIGHT
tests=(web/test/build.test.mjs web/test/module.test.mjs)
browser=${CHROMIUM:-$(command -v chromium || command -v google-chrome || true)}
if [[ -n $browser ]]; then
  export CHROMIUM=$browser
  for name in editing links knowledge layout speed; do tests+=("web/test/$name.test.mjs"); done
else
  echo "skipped: there is no Chromium, the page is not opened"
fi
firefox=${FIREFOX:-$(command -v firefox-esr || command -v firefox || true)}
if [[ -z $firefox ]]; then
  echo "skipped: there is no Firefox"
elif ! (cd web && npm install --no-save --silent --no-audit --no-fund --ignore-scripts puppeteer-core@24.43.1); then
  echo "skipped: what drives Firefox cannot be installed"
else
  export FIREFOX=$firefox
  tests+=(web/test/firefox.test.mjs)
fi
# One after the other: some of them measure time.
node --test --test-concurrency=1 --test-reporter=spec "${tests[@]}"
