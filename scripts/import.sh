#!/bin/sh
# Prints how the files in Mermaid and PlantUML of a folder fare: which compile, and whether the picture of each conversion is
# the picture of its source and the conversion is formatted. Where the folder has an INDEX.tsv whose fifth column says
# `invalid`, those files are meant to be rejected. SEQWRIGHT names the program.
set -eu
folder=${1:?usage: import.sh FOLDER}
program=${SEQWRIGHT:-target/debug/seqwright}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

is_invalid() {
    [ -f "$folder/INDEX.tsv" ] && awk -F '\t' -v file="$1" '$1 == file && $5 == "invalid" { found = 1 } END { exit !found }' "$folder/INDEX.tsv"
}

report() {
    extension=$1 compiles=0 rejected=0 meant=0 law=0 formatted=0 panics=0
    for file in "$folder"/*."$extension"; do
        [ -e "$file" ] || return 0
        code=0
        "$program" "$file" -o "$work/source.svg" > "$work/log" 2>&1 || code=$?
        if [ "$code" -ne 0 ]; then
            [ "$code" -eq 1 ] || { panics=$((panics + 1)); echo "exit $code: $file"; }
            if is_invalid "${file##*/}"; then
                meant=$((meant + 1))
            else
                rejected=$((rejected + 1))
                echo "rejected: $(grep -m 1 'error' "$work/log")"
            fi
            continue
        fi
        compiles=$((compiles + 1))
        if is_invalid "${file##*/}"; then echo "not rejected: $file"; fi
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
    echo ".$extension: compile: $compiles, rejected as meant: $meant, rejected: $rejected, not with exit code 1: $panics"
    echo ".$extension: same picture after conversion: $law of $compiles, formatted: $formatted of $compiles"
}

report mmd
report puml
