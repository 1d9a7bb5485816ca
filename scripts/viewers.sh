#!/bin/sh
# Draws pictures with Chromium, librsvg (rsvg-convert) and resvg, and prints which share of the pixels differs strongly
# from Chromium's. Viewers that cannot be had are skipped; resvg comes from npm where it is not installed.
# usage: scripts/viewers.sh [FILE.svg...]     without files, the gallery
#
# A pixel differs strongly if a channel is off by more than a third in both pictures' mean of 2 x 2 pixels. Set MOST to
# the percentage that fails (default 1).
set -eu

if [ $# -eq 0 ]; then
    cd "$(dirname "$0")/.."
    set -- examples/gallery/*.svg
fi
chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
if [ -z "$chromium" ]; then
    echo "skipped: there is no Chromium to compare with"
    exit 0
fi
if ! python3 -c 'import PIL' 2>/dev/null; then
    echo "skipped: Pillow (a package of Python) compares the pictures, and is not installed"
    exit 0
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# Draws $1 with resvg as $2.
with_resvg() {
    if command -v resvg >/dev/null; then
        resvg "$1" "$2"
        return
    fi
    node -e '
        const { Resvg } = require("@resvg/resvg-js");
        const fs = require("fs");
        const picture = new Resvg(fs.readFileSync(process.argv[1]), { font: { loadSystemFonts: true } });
        fs.writeFileSync(process.argv[2], picture.render().asPng());' "$1" "$2"
}

if ! command -v resvg >/dev/null && command -v npm >/dev/null; then
    npm install --silent --no-audit --no-fund --prefix "$folder" @resvg/resvg-js@2.6.2 >/dev/null 2>&1 || true
    NODE_PATH="$folder/node_modules${NODE_PATH:+:$NODE_PATH}"
    export NODE_PATH
fi
viewers=""
if command -v rsvg-convert >/dev/null; then viewers="$viewers librsvg"; else echo "skipped: librsvg is not installed"; fi
if command -v resvg >/dev/null || node -e 'require("@resvg/resvg-js")' 2>/dev/null; then
    viewers="$viewers resvg"
else
    echo "skipped: resvg cannot be had"
fi

failed=0
for file in "$@"; do
    path=$(cd "$(dirname "$file")" && pwd)/$(basename "$file")
    size=$(sed -n 's/.*viewBox="0 0 \([0-9]*\) \([0-9]*\)".*/\1,\2/p' "$path" | head -n 1)
    "$chromium" --headless --no-sandbox --disable-gpu --hide-scrollbars --force-device-scale-factor=1 \
        --window-size="$size" --screenshot="$folder/chromium.png" "file://$path" >/dev/null 2>&1
    for viewer in $viewers; do
        case $viewer in
            librsvg) rsvg-convert "$path" -o "$folder/$viewer.png" ;;
            resvg) with_resvg "$path" "$folder/$viewer.png" ;;
        esac
        python3 - "$folder/chromium.png" "$folder/$viewer.png" "$file" "$viewer" "${MOST:-1}" <<'PYTHON' || failed=1
import sys
from PIL import Image, ImageChops

one, other, file, viewer, most = sys.argv[1:]
one, other = (Image.open(path).convert("RGBA") for path in (one, other))
size = (min(one.width, other.width), min(one.height, other.height))
white = Image.new("RGBA", size, "white")
half = (max(size[0] // 2, 1), max(size[1] // 2, 1))
one, other = (
    Image.alpha_composite(white, image.crop((0, 0, *size))).convert("RGB").resize(half, Image.BOX)
    for image in (one, other)
)
red, green, blue = ImageChops.difference(one, other).split()
strongest = ImageChops.lighter(ImageChops.lighter(red, green), blue).histogram()
share = 100 * sum(strongest[86:]) / (half[0] * half[1])
print(f"{share:6.2f} %  {viewer:8} {file}")
sys.exit(share > float(most))
PYTHON
    done
done
exit $failed
