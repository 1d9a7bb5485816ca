#!/bin/sh
# Prints how the Mermaid files of a folder fare: which compile, and whether the picture of each conversion is the picture
# of its source and the conversion is formatted. SEQWRIGHT names the program.
set -eu
folder=${1:?usage: import.sh FOLDER}
program=${SEQWRIGHT:-target/debug/seqwright}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
compiles=0 rejected=0 law=0 formatted=0 panics=0
for file in "$folder"/*.mmd; do
    code=0
    "$program" "$file" -o "$work/source.svg" > "$work/log" 2>&1 || code=$?
    if [ "$code" -ne 0 ]; then
        rejected=$((rejected + 1))
        [ "$code" -eq 1 ] || { panics=$((panics + 1)); echo "exit $code: $file"; }
        echo "rejected: $(head -n 1 "$work/log")"
        continue
    fi
    compiles=$((compiles + 1))
    "$program" convert "$file" -o "$work/result.seq" > "$work/log" 2>&1 || { echo "not converted: $file"; continue; }
    if "$program" "$work/result.seq" -o "$work/result.svg" > "$work/log" 2>&1 && cmp -s "$work/source.svg" "$work/result.svg"; then
        law=$((law + 1))
    else
        echo "another picture: $file"
    fi
    if "$program" fmt --check "$work/result.seq" > "$work/log" 2>&1; then
        formatted=$((formatted + 1))
    else
        echo "not formatted: $file"
    fi
done
echo "compile: $compiles, rejected: $rejected, of these not with exit code 1: $panics"
echo "same picture after conversion: $law of $compiles, formatted: $formatted of $compiles"
