#!/usr/bin/env bash
# Draws sources as PDF, on one page and on paper, and reads the files with other people's programs: their structure, their
# fonts, and that every label can be found by its words. Each program that is missing is named, and its checks are skipped.
# usage: scripts/pdf.sh [SOURCE...]   (by default the gallery, the examples and TLS 1.3)
#
# SEQWRIGHT names a program with the feature `pdf`; without it, one is built here. PDF names a folder that keeps the files.
set -euo pipefail
sources=()
for source in "$@"; do sources+=("$(realpath "$source")"); done
cd "$(dirname "$0")/.."
if [[ -z ${SEQWRIGHT:-} ]]; then
  cargo build --locked --quiet --package seqwright-cli --features pdf
  SEQWRIGHT=${CARGO_TARGET_DIR:-target}/debug/seqwright
fi
if [[ ${#sources[@]} -eq 0 ]]; then
  sources=(examples/*.seq examples/gallery/*.seq examples/tls/tls13-1rtt.seq)
fi
folder=${PDF:-$(mktemp -d)}
[[ -n ${PDF:-} ]] || trap 'rm -rf "$folder"' EXIT
mkdir -p "$folder"
for tool in qpdf gs pdffonts pdftotext python3; do
  command -v "$tool" >/dev/null || echo "skipped: there is no $tool"
done

failed=0
fail() {
  echo "$1" >&2
  failed=1
}
# What stands in the picture's texts and not, whatever its blanks, in the words of the PDF.
unread() {
  python3 - "$1" "$2" <<'PY'
import html, re, sys
joined = lambda words: "".join(words.split())
picture, words = open(sys.argv[1]).read(), joined(open(sys.argv[2]).read())
for label in re.findall(r"<text[^>]*>(.*?)</text>", picture, re.S):
    label = joined(html.unescape(re.sub(r"<[^>]*>", "", label)))
    # Readers put what is read leftwards into another order, and some signs into another form.
    if label and label not in words and label.isascii():
        print(label)
PY
}
count=0
for source in "${sources[@]}"; do
  name=$(basename "$source" .seq)
  "$SEQWRIGHT" "$source" --quiet --allow missing-glyphs -o "$folder/$name.svg"
  for paper in fit a4; do
    file=$folder/$name-$paper.pdf
    "$SEQWRIGHT" "$source" --quiet --allow missing-glyphs --paper "$paper" -o "$file"
    "$SEQWRIGHT" "$source" --quiet --allow missing-glyphs --paper "$paper" -o "$folder/again.pdf"
    cmp --quiet "$file" "$folder/again.pdf" || fail "$file: other bytes the second time"
    if command -v qpdf >/dev/null; then
      qpdf --check "$file" >"$folder/log" 2>&1 || fail "$file: qpdf: $(<"$folder/log")"
    fi
    if command -v gs >/dev/null; then
      gs -q -dNOPAUSE -dBATCH -sDEVICE=nullpage "$file" >"$folder/log" 2>&1 || fail "$file: gs: $(<"$folder/log")"
      [[ ! -s $folder/log ]] || fail "$file: gs: $(<"$folder/log")"
    fi
    if command -v pdffonts >/dev/null; then
      # The columns from the right: object, generation, uni, sub, emb.
      pdffonts "$file" | tail -n +3 | awk '$(NF-4) != "yes" || $(NF-3) != "yes" || $(NF-2) != "yes"' >"$folder/log"
      [[ ! -s $folder/log ]] || fail "$file: a font is not embedded, not a subset or has no words: $(<"$folder/log")"
    fi
    if command -v pdftotext >/dev/null && command -v python3 >/dev/null; then
      pdftotext -raw "$file" "$folder/words"
      unread "$folder/$name.svg" "$folder/words" >"$folder/log"
      [[ ! -s $folder/log ]] || fail "$file: cannot be found: $(<"$folder/log")"
    fi
    count=$((count + 1))
  done
done
echo "$count files"
exit "$failed"
