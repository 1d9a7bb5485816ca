#!/usr/bin/env python3
"""Writes the fonts that PNG and PDF are drawn with to crates/raster/fonts.

    scripts/fonts.py FOLDER...

A FOLDER, searched with all below it, has Arimo and Cousine (Debian fonts-croscore) and DejaVuSans.ttf (Debian
fonts-dejavu-core). Their packages can be unpacked without being installed:

    apt-get download fonts-croscore fonts-dejavu-core
    for package in *.deb; do dpkg --extract "$package" fonts; done

Each face keeps the characters of WANTED, without hints and layout tables, under a family name of ours: "Arimo" and
"Cousine" are trademarks, and no installed font can be mistaken for ours. Needs the Python package fonttools 4.55 or
later. The same files give the same bytes; crates/raster/src/fonts.rs has their hashes.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

OUT = Path(__file__).resolve().parent.parent / "crates" / "raster" / "fonts"
CUTS = ["Regular", "Bold", "Italic", "BoldItalic"]
FAMILIES = [("Arimo", "Seqwright Sans"), ("Cousine", "Seqwright Mono")]
SYMBOLS = ("DejaVuSans.ttf", "Seqwright Symbols")

# First and last code point of what people write in diagrams.
WANTED = [
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x017F),  # Latin-1, Latin Extended-A
    (0x01A0, 0x01A1),  # Vietnamese
    (0x01AF, 0x01B0),
    (0x0192, 0x0192),  # florin, the sign of a function
    (0x0218, 0x021B),  # Romanian
    (0x02C6, 0x02DD),  # accents that stand alone
    (0x0300, 0x036F),  # combining marks
    (0x0370, 0x03FF),  # Greek
    (0x0400, 0x045F),  # Cyrillic
    (0x0490, 0x0491),
    (0x1E80, 0x1E85),  # Welsh
    (0x1E9E, 0x1E9E),
    (0x1EA0, 0x1EF9),  # Vietnamese
    (0x2000, 0x206F),  # punctuation
    (0x2070, 0x209F),  # superscripts and subscripts
    (0x20A0, 0x20BF),  # currencies
    (0x2100, 0x214F),  # letterlike
    (0x2150, 0x218F),  # numbers
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # maths
    (0x2300, 0x23FF),  # technical
    (0x2460, 0x24FF),  # enclosed numbers
    (0x2500, 0x25FF),  # box drawing, blocks, shapes
    (0x2600, 0x26FF),  # symbols
    (0x2700, 0x27BF),  # dingbats
    (0xFB00, 0xFB04),  # ligatures
    (0xFFFD, 0xFFFD),
]


def wanted():
    """Every code point that is kept where a face has it."""
    return {code for first, last in WANTED for code in range(first, last + 1)}


def find(folders, name):
    """The file with this name below one of the folders."""
    for folder in folders:
        for path in sorted(Path(folder).rglob(name)):
            return path
    sys.exit(f"{name} is in none of the folders")


def subset(font, codes):
    """Leaves only these characters."""
    options = Options()
    options.hinting = False
    options.layout_features = []
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "kern", "FFTM", "DSIG", "gasp", "hdmx", "VDMX", "LTSH", "meta"]
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.name_languages = [0x0409]
    options.recalc_timestamp = False
    options.glyph_names = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)


def rename(font, family, cut):
    """Gives a face a family of ours, and keeps its copyright, version and licence."""
    words = cut.replace("BoldItalic", "Bold Italic")
    names = {1: family, 2: words, 3: f"{family} {words}", 4: f"{family} {words}"}
    names[6] = f"{family.replace(' ', '')}-{cut}"
    table = font["name"]
    table.names = [name for name in table.names if name.nameID in (0, 5, 13, 14) and name.platformID == 3]
    for name_id, text in names.items():
        table.setName(text, name_id, 3, 1, 0x0409)


def write(path, family, cut, codes):
    """Writes one face, and returns the characters it has."""
    font = TTFont(path, recalcTimestamp=False)
    has = set(font.getBestCmap())
    subset(font, codes)
    rename(font, family, cut)
    target = OUT / f"{family.replace(' ', '')}-{cut}.ttf"
    font.save(target, reorderTables=True)
    print(f"{target.name}: {target.stat().st_size} bytes, {len(has & codes)} characters")
    return has & codes


def main():
    folders = sys.argv[1:]
    if not folders:
        sys.exit(__doc__)
    OUT.mkdir(parents=True, exist_ok=True)
    sans = set()
    for source, family in FAMILIES:
        for cut in CUTS:
            has = write(find(folders, f"{source}-{cut}.ttf"), family, cut, wanted())
            if (source, cut) == ("Arimo", "Regular"):
                sans = has
    name, family = SYMBOLS
    write(find(folders, name), family, "Regular", wanted() - sans)


if __name__ == "__main__":
    main()
