#!/usr/bin/env python3
"""Writes fonts/advances.rs, the advance widths by which seqwright measures text.

    scripts/metrics.py FONT... > fonts/advances.rs

FONT is a TTF, OTF or WOFF2 file, in any order: its own tables say which face it is. Wanted are regular,
bold, italic and bold italic of Arimo, and of as many faces with the same metrics as there are at hand
(Liberation Sans, Nimbus Sans), and one or more of Cousine and Liberation Mono. fonts/README.md says where
they come from. Needs Python 3.9 or later and the packages fonttools and brotli.
"""

import sys
import unicodedata
from fontTools import version as tool_version
from fontTools.ttLib import TTFont

EM = 2048
FACES = ["REGULAR", "BOLD", "ITALIC", "BOLD_ITALIC"]

# The faces whose glyphs are drawn with Arial's metrics by design. Their widths always count.
DRAWN = {"Arimo", "Liberation Sans"}
MONO = {"Cousine", "Liberation Mono"}
# Another face counts where its glyph is plainly the same one, drawn up to this share wider; beyond that it is
# another design, such as the full-width box drawing of Nimbus Sans.
AKIN = 0.07

# First and last code point of what is looked up. Gaps without any glyph are cut out afterwards.
WANTED = [
    (0x0020, 0x007E),  # ASCII; the ruler relies on its being first and whole
    (0x00A0, 0x052F),  # Latin, IPA, Greek, Cyrillic
    (0x05D0, 0x05F4),  # Hebrew
    (0x1E00, 0x1FFF),  # more Latin, more Greek
    (0x2000, 0x20CF),  # punctuation, superscripts, currency
    (0x2100, 0x22FF),  # letterlike, fractions, arrows, operators
    (0x2300, 0x266F),  # technical, box drawing, shapes, symbols
]
# A gap of fewer code points than this is cheaper to fill with zeros than to cut out.
GAP = 12
# Characters that take no room or are no characters; the ruler knows that without a table.
BARE = {"Mn", "Me", "Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}


def read(path):
    """The face in a file: its family, its cut, what it calls itself, and its advances in 1/2048 em."""
    font = TTFont(path)
    names = font["name"]
    family = names.getDebugName(16) or names.getDebugName(1)
    family = next((known for known in DRAWN | MONO if family.startswith(known)), family)
    bold = font["OS/2"].usWeightClass >= 600
    italic = bool(font["OS/2"].fsSelection & 1) or font["post"].italicAngle != 0
    cut = FACES[bold + 2 * italic]
    label = f"{family} {cut.replace('_', ' ').title()} {font['head'].fontRevision:.3f}"
    scale, metrics = font["head"].unitsPerEm, font["hmtx"]
    advances = {code: round(metrics[glyph][0] * EM / scale) for code, glyph in font.getBestCmap().items()}
    return family, cut, label, advances


def codes():
    """Every code point that is looked up."""
    for first, last in WANTED:
        yield from (code for code in range(first, last + 1) if unicodedata.category(chr(code)) not in BARE)


def widest(faces):
    """From code point to advance: the widest that any of the faces of one cut has."""
    out = {}
    for code in codes():
        drawn = [table[code] for family, table in faces if family in DRAWN and code in table]
        if not drawn:
            continue
        limit = max(drawn) * (1 + AKIN)
        out[code] = max(v for v in drawn + [t[code] for f, t in faces if f not in DRAWN and code in t] if v <= limit)
    return out


def runs(covered, gap):
    """The covered code points as pairs of first and last, across gaps of fewer than `gap`."""
    out = []
    for code in sorted(covered):
        # ASCII stays a run of its own.
        if out and code - out[-1][1] <= gap and out[-1][1] != 0x7E:
            out[-1][1] = code
        else:
            out.append([code, code])
    return out


def wrapped(items, indent="    ", measure=110):
    """Items as lines of source."""
    line = indent
    for item in items:
        if len(line) + len(item) + 2 > measure:
            yield line.rstrip()
            line = indent
        line += item + ", "
    yield line.rstrip()


def main(paths):
    cuts = {face: [] for face in FACES}
    mono, mono_advance, labels = set(), 0, set()
    for path in paths:
        family, cut, label, advances = read(path)
        if family in MONO and cut != "REGULAR":
            continue
        labels.add(label)
        if family in MONO:
            mono |= {code for code in codes() if code in advances}
            mono_advance = max(mono_advance, advances[ord("0")])
        else:
            cuts[cut].append((family, advances))
    missing = [face for face, found in cuts.items() if not any(family in DRAWN for family, _ in found)]
    if missing or not mono:
        sys.exit(f"metrics.py: no font file for {', '.join(missing + ([] if mono else ['MONO']))}")

    tables = {face: widest(found) for face, found in cuts.items()}
    # A code point that one cut lacks would be measured as if none had it there: the upright cut stands in.
    covered = set().union(*tables.values())
    for face, table in tables.items():
        for code in covered:
            table.setdefault(code, max(other[code] for other in tables.values() if code in other))
    ranges = runs(covered, GAP)

    print("// Advance widths in 1/2048 em. Generated by scripts/metrics.py; do not edit, see fonts/README.md.")
    print("// The Arimo, Cousine, Liberation and Nimbus fonts are read, and none of their outlines is in here:")
    print("\n".join(wrapped(sorted(labels), indent="//   ")).rstrip(","))
    print(f"// fonttools {tool_version}, Unicode {unicodedata.unidata_version}\n")
    print("/// Font units in an em.")
    print(f"const EM: u32 = {EM};\n")
    print("/// First and last code point of a run, and where its advances begin in the tables of the faces.")
    print(f"static RUNS: [(u32, u32, usize); {len(ranges)}] = [")
    at, items = 0, []
    for first, last in ranges:
        items.append(f"(0x{first:04x}, 0x{last:04x}, {at})")
        at += last - first + 1
    print("\n".join(wrapped(items)))
    print("];\n")
    for face in FACES:
        print(f"/// Advances of the face; 0 where it has no glyph.\nstatic {face}: [u16; {at}] = [")
        values = (str(tables[face].get(code, 0)) for first, last in ranges for code in range(first, last + 1))
        print("\n".join(wrapped(values)))
        print("];\n")
    spans = [f"(0x{first:04x}, 0x{last:04x})" for first, last in runs(mono, 1)]
    print("/// The advance of every glyph of the monospaced face.")
    print(f"const MONO_ADVANCE: u32 = {mono_advance};\n")
    print("/// First and last code point of the runs that the monospaced face has glyphs for.")
    print(f"static MONO: [(u32, u32); {len(spans)}] = [")
    print("\n".join(wrapped(spans)))
    print("];")


if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        sys.exit(__doc__)
    main(sys.argv[1:])
