#!/usr/bin/env bash
# Installs the npm package into an empty project, as a user would, and runs its tests there.
# usage: scripts/npm.sh [TARBALL]   (without one, it is built first)
set -euo pipefail
cd "$(dirname "$0")/.."
for tool in node npm; do
  if ! command -v "$tool" > /dev/null; then echo "skipped: there is no $tool"; exit 0; fi
done

project=$(mktemp -d)
trap 'rm -rf "$project"' EXIT
if [[ $# -ge 1 ]]; then
  cp "$1" "$project"
else
  scripts/packages.sh "$project" npm
fi
cp packages/npm/tests/* crates/documents/tests/fences.txt "$project"
cd "$project"
mv project.json package.json
if ! npm install --silent --no-audit --no-fund ./seqwright-*.tgz; then
  echo "skipped: the registry of npm cannot be reached"
  exit 0
fi
node --test
npx tsc --noEmit --strict --target es2022 --module nodenext --skipLibCheck types.ts
echo "the types fit"
