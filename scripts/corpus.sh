#!/usr/bin/env bash
# Checks every .seq file of a folder and says how many compile, what it reports about the others, and which they are.
# Needs only the program: $SEQWRIGHT if it is set, otherwise `cargo run --release` in this clone. Of one
# file the program shows at most fifty diagnostics, and no more are counted.
set -euo pipefail

if [[ $# -ne 1 || ! -d $1 ]]; then
  echo "usage: ${0##*/} DIR" >&2
  exit 2
fi
# A folder whose name begins with a hyphen is not an option.
case $1 in
  /*) folder=$1 ;;
  *) folder=./$1 ;;
esac
folder=${folder%/}/
root=$(cd "$(dirname "$0")/.." && pwd)
if [[ -n ${SEQWRIGHT:-} ]]; then
  program=("$SEQWRIGHT")
else
  program=(cargo run --release --quiet --manifest-path "$root/Cargo.toml" --)
  # Once, so that its own words do not count as diagnostics.
  "${program[@]}" --version >/dev/null
fi
# The program names a line's code in brackets after its severity; nothing else of a report is read.
code='(error|warning)\[([a-z0-9-]+)\]: '

reasons=()
faulty=()
total=0 ok=0 with_errors=0 with_warnings=0
while IFS= read -r -d '' file; do
  total=$((total + 1))
  status=0
  report=$("${program[@]}" check --color never --message-format short --stdin-filename x.seq - \
    <"$file" 2>&1 >/dev/null) || status=$?
  first='' warned=''
  while IFS= read -r line; do
    [[ $line =~ ^x\.seq:[0-9]+:[0-9]+:\ $code ]] || continue
    reason="${BASH_REMATCH[1]}[${BASH_REMATCH[2]}]"
    reasons+=("$reason")
    case $reason in
      error*) first=${first:-${line#x.seq:}} ;;
      warning*) warned=yes ;;
    esac
  done <<<"$report"
  if [[ -n $warned ]]; then with_warnings=$((with_warnings + 1)); fi
  if [[ $status -ne 0 ]]; then
    with_errors=$((with_errors + 1))
    # A name with special characters is quoted for a shell.
    faulty+=("$(printf '%q' "${file#"$folder"}"):${first:- ended with $status: ${report##*$'\n'}}")
  elif [[ -z $warned ]]; then
    ok=$((ok + 1))
  fi
done < <(find "$folder" -type f -name '*.seq' -print0 | LC_ALL=C sort -z)

printf '%d files: %d ok, %d with errors, %d with warnings\n' "$total" "$ok" "$with_errors" "$with_warnings"
if [[ ${#reasons[@]} -gt 0 ]]; then
  printf '\n'
  printf '%s\n' "${reasons[@]}" | LC_ALL=C sort | uniq -c | LC_ALL=C sort -k1,1nr -k2
fi
if [[ ${#faulty[@]} -gt 0 ]]; then
  printf '\n'
  printf '%s\n' "${faulty[@]}"
fi
