# shellcheck shell=bash disable=SC2154,SC2034,SC2016,SC2317
# How each tool is tried; `scripts/hosts.sh` reads this file. Each `build_NAME` runs in an empty folder: it writes the pages
# and what the recipe leaves to the reader, takes the blocks of the recipe, and calls `host`.

# Prints what NAME lacks; ends with 1 then.
needs() {
  local need=
  case $1 in
    readme | rustdoc) ;;
    docusaurus* | vitepress* | astro | mdx | asciidoctorjs) [[ $have_node ]] || need="its npm package" ;;
    eleventy) [[ $have_node ]] || need="its npm package" ;;
    asciidoctor | jekyll) command -v "$1" >/dev/null || need=$1 ;;
    *) [[ $have_python ]] || need="its PyPI package" ;;
  esac
  printf '%s' "$need"
  [[ -z $need ]]
}

build_readme() {
  mkdir pages
  markdown pages
  mv pages/index.md pages/README.md
  local commands render
  commands=$(recipe "README, GitHub and GitLab" | sed 's|README.md|pages/README.md pages/hostile.md|')
  # What a viewer makes of the pages, without HTML that is in them.
  render='for page in README hostile; do pandoc -f gfm-raw_html pages/$page.md -o $page.html; done'
  host README 3 README.html hostile.html pages/README.md spoil "$commands
$render"
  # What stands in the page is what the tests of a pull request compare with.
  CI=1 seqwright test . >test.log 2>&1 || { failed=1; echo "README: see $PWD/test.log" >&2; }
}

build_mdbook() {
  mkdir src
  markdown src
  printf '# Summary\n\n- [Page](index.md)\n- [Hostile](hostile.md)\n- [Draft]()\n' >src/SUMMARY.md
  local commands
  commands=$(recipe mdBook)
  # By default mdBook expands its own `{{#include}}` in the text of a fence before others see it.
  sed -i 's/^command = .*/&\nbefore = ["links"]/' book.toml
  host mdBook 3 book/index.html book/hostile.html src/index.md spoil "$commands"
}

python_markdown_pages() {
  mkdir docs
  markdown docs
  {
    printf '\n!!! note\n\n    %sseq\n    A->B: in a note\n    %s\n' "$fence" "$fence"
    printf '\n=== "Tab"\n\n    %sseq\n    A->B: in a tab\n    %s\n' "$fence" "$fence"
  } >>docs/index.md
}
# The pages hold a note and a tab, and are light or dark, whose settings a recipe does not name.
with_notes_and_tabs() {
  printf '  - admonition\n  - pymdownx.superfences\n  - pymdownx.tabbed: {alternate_style: true}\n' >>mkdocs.yml
  sed -i '/^theme:/d' mkdocs.yml
  {
    printf 'theme:\n  name: material\n  palette:\n'
    printf '    - {scheme: default, toggle: {icon: material/weather-night, name: Dark}}\n'
    printf '    - {scheme: slate, toggle: {icon: material/weather-sunny, name: Light}}\n'
  } >>mkdocs.yml
}

build_mkdocs() {
  python_markdown_pages
  local commands
  commands=$(recipe MkDocs)
  with_notes_and_tabs
  host MkDocs 5 site/index.html site/hostile/index.html docs/index.md spoil "$commands"
}

build_mkdocs_hook() {
  mkdir docs
  markdown docs
  local commands
  commands=$(recipe "MkDocs, with a hook")
  host "MkDocs hook" 3 site/index.html site/hostile/index.html docs/index.md spoil "$commands"
}

build_zensical() {
  python_markdown_pages
  local commands
  commands=$(recipe Zensical)
  with_notes_and_tabs
  host Zensical 5 site/index.html site/hostile/index.html docs/index.md spoil "$commands"
}

build_sphinx() {
  mkdir pages
  markdown pages
  mv pages/*.md .
  mv index.md myst.md
  printf 'A->B: from a file\n' >login.seq
  {
    printf 'Docs\n====\n\n.. toctree::\n\n   myst\n   hostile\n\n.. seq:: login.seq\n   :caption: A caption\n   :name: login\n\n'
    printf -- '- item\n\n  .. seq::\n     :alt: An alternative\n\n     A->B: in a list\n'
  } >index.rst
  local commands others
  commands=$(recipe Sphinx)
  # The other builders read the same pages; LaTeX is only written, not set.
  others='for builder in latex text; do sphinx-build -W -q -b $builder . _build/$builder; done
sphinx-build -q -b epub . _build/epub
touch login.seq; printf "\n" >>login.seq
sphinx-build -b html . _build/html | grep "0 added, 1 changed"'
  bash -e -c "$commands
$others" >others.log 2>&1 || { failed=1; echo "Sphinx: other builders failed: see $PWD/others.log" >&2; }
  cp index.rst sound.rst
  printf '\n.. seq::\n\n   A->B: x\n   alt never closed\n' >>index.rst
  bash -e -c "$commands" >rst.log 2>&1 || true
  grep -qF "index.rst:$(grep -n 'never closed' index.rst | cut -d: -f1)" rst.log || { failed=1; echo "Sphinx: no place in index.rst" >&2; }
  cat sound.rst >index.rst
  rm sound.rst
  host Sphinx 3 _build/html/myst.html _build/html/hostile.html myst.md spoil "$commands"
}

build_sphinx_hook() {
  mkdir pages
  markdown pages
  mv pages/*.md .
  mv index.md myst.md
  printf 'Docs\n====\n\n.. toctree::\n\n   myst\n   hostile\n\n.. seq::\n   :caption: A caption\n\n   A->B: hello\n' >index.rst
  local commands
  commands=$(recipe "Sphinx, with an event")
  host "Sphinx event" 4 "_build/html/myst.html _build/html/index.html" _build/html/hostile.html myst.md spoil "$commands"
}

# Webpack keeps its cache in the nearest package; two sites that share one get each other's pages.
own_cache() { echo '{"private": true}' >package.json; }

build_docusaurus() {
  own_cache
  mkdir docs
  markdown docs
  sed -i '1i ---\nslug: /\n---' docs/index.md
  local commands
  commands=$(recipe Docusaurus)
  host Docusaurus 3 build/index.html build/hostile/index.html docs/index.md spoil "$commands"
}

build_docusaurus_filter() {
  own_cache
  mkdir docs
  markdown docs
  sed -i '1i ---\nslug: /\n---' docs/index.md
  local commands
  commands=$(recipe "Docusaurus, with a preprocessor")
  host "Docusaurus filter" 3 build/index.html build/hostile/index.html docs/index.md spoil "$commands"
  # A placeholder lets the build go on.
  cp -r docs docs.sound
  spoil docs/index.md
  sed -i 's/"--as", "img"/"--on-error", "placeholder", &/' docusaurus.config.mjs
  bash -e -c "$commands" >placeholder.log 2>&1 || { failed=1; echo "Docusaurus: see $PWD/placeholder.log" >&2; }
  [[ $(count build/index.html) == 3 ]] || { failed=1; echo "Docusaurus: a placeholder hides pictures" >&2; }
}

build_vitepress() {
  mkdir pages
  markdown pages
  mv pages/*.md .
  local commands
  commands=$(recipe VitePress)
  host VitePress 3 .vitepress/dist/index.html .vitepress/dist/hostile.html index.md spoil "$commands"
}

build_vitepress_filter() {
  mkdir pages
  markdown pages
  mv pages/*.md .
  local commands
  commands=$(recipe "VitePress, with a plugin of Vite")
  # Its markdown-it drops from the alternative of an image what is escaped.
  ANY_ALT=yes host "VitePress filter" 3 .vitepress/dist/index.html .vitepress/dist/hostile.html index.md spoil "$commands"
}

build_eleventy() {
  mkdir pages
  markdown pages
  mv pages/*.md .
  rmdir pages
  local commands
  commands=$(recipe Eleventy)
  host Eleventy 3 _site/index.html _site/hostile/index.html index.md spoil "$commands"
}

build_astro() {
  mkdir -p src/pages
  markdown src/pages
  local commands
  commands=$(recipe Astro)
  host Astro 3 dist/index.html dist/hostile/index.html src/pages/index.md spoil "$commands"
}

build_mdx() {
  mkdir pages
  markdown pages mdx
  mv pages/*.mdx .
  mv index.mdx page.mdx
  local commands show
  commands=$(recipe "remark and MDX")
  cat >show.mjs <<'SHOW'
import { writeFileSync } from "node:fs";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
for (const name of process.argv.slice(2)) {
  const page = await import(`./${name}.mjs`);
  writeFileSync(`${name}.html`, renderToStaticMarkup(createElement(page.default)));
}
SHOW
  show='sed "s/page\./hostile./g" build.mjs >hostile.mjs; node hostile.mjs; node show.mjs page hostile'
  host MDX 3 page.html hostile.html page.mdx spoil "$commands
$show"
}

build_asciidoctor() {
  asciidoc
  cp "$root/integrations/asciidoctor.rb" .
  local commands
  commands=$(recipe Asciidoctor)
  host Asciidoctor 2 index.html hostile.html index.adoc spoil_asciidoc "${commands/page.adoc/index.adoc hostile.adoc}"
}

build_asciidoctorjs() {
  asciidoc
  cp "$root/integrations/asciidoctor.js" .
  local commands
  commands=$(recipe "Asciidoctor.js and Antora")
  host Asciidoctor.js 2 index.html hostile.html index.adoc spoil_asciidoc "${commands/page.adoc/index.adoc hostile.adoc}"
}

build_pandoc() {
  mkdir pages
  markdown pages
  mv pages/*.md .
  mv index.md page.md
  cp "$root/integrations/pandoc.lua" .
  local commands
  commands=$(recipe "pandoc and Quarto")
  # Pandoc keeps no line numbers.
  PLACE="diagram 4:2:1" host pandoc 3 page.html hostile.html page.md spoil "$commands
${commands//page/hostile}"
}

build_hugo() {
  mkdir -p content layouts/_default
  markdown content
  mv content/index.md content/_index.md
  local layout
  for layout in single list; do printf '<!doctype html><title>x</title>{{ .Content }}' >layouts/_default/$layout.html; done
  local commands
  commands=$(recipe Hugo)
  host Hugo 3 public/index.html public/hostile/index.html content/_index.md spoil "$commands"
}

build_jekyll() {
  mkdir docs
  markdown docs
  sed -i '1i ---\n---' docs/index.md docs/hostile.md
  local commands
  commands=$(recipe Jekyll)
  host Jekyll 3 _site/index.html _site/hostile.html docs/index.md spoil "$commands"
}

build_rustdoc() {
  mkdir src
  printf '[package]\nname = "site"\nedition = "2021"\n' >Cargo.toml
  printf 'title Sign in\nA->B: hello\n' >src/sign-in.seq
  local commands
  commands=$(recipe rustdoc)
  printf '%s\n' "$hostile" >hostile.seq
  commands+='
seqwright hostile.seq --profile inline -o src/hostile.html
printf "/// Hostile.\n///\n#[doc = include_str!(\"hostile.html\")]\npub mod hostile {}\n" >>src/lib.rs'
  spoil_seq() { printf 'alt never closed\n' >>"$1"; }
  host rustdoc 1 target/doc/site/index.html target/doc/site/hostile/index.html src/sign-in.seq spoil_seq "${commands/cargo doc/true}
cargo doc --quiet --target-dir target"
}
