#!/usr/bin/env python3
"""Writes icons/glyphs.rs, the glyphs that seqwright draws participants with, and docs/icons.md, their list.

    scripts/icons.py MDI FONTAWESOME

MDI is the unpacked npm package `@mdi/svg` 7.4.47, FONTAWESOME the unpacked npm package
`@fortawesome/fontawesome-free` 6.7.2. Other versions are refused: what is drawn must not depend on who ran this.
Needs Python 3.9 or later and nothing else.

Every glyph is put on a square of 40 by 40 units and written with relative commands, in hundredths of a unit.
Rounding does not add up: each step is the difference between two rounded places.
"""

import json
import pathlib
import re
import sys

MDI, FA = ("@mdi/svg", "7.4.47"), ("@fortawesome/fontawesome-free", "6.7.2")
SIDE = 40
# Glyphs of Material Design Icons are in a square with a margin; Font Awesome's touch their box.
MARGIN = {"mdi": 0, "fa": 2}

# By the names of the packages. Those on the first line of each list occur in diagrams that people published.
MATERIAL = """escalator lan home-assistant server-outline
account account-circle account-group account-multiple account-tie api application application-brackets bank bell bug
calendar car cart cash cellphone chart-bar chart-line check-circle clock-outline close-circle cloud cog console
credit-card database desktop-classic docker domain earth email factory file-document folder github google home
key laptop lightning-bolt lock magnify memory message microsoft-azure aws monitor network phone printer
robot rocket-launch router-wireless server server-network shield shield-check store tablet test-tube tray-full truck
wallet web webhook wifi access-point account-key application-outline archive bluetooth broadcast camera car-connected
certificate chip cloud-outline code-braces cogs database-outline devices eye file fingerprint fire gauge git
hammer-wrench heart home-automation kubernetes lambda lightbulb link lock-open map-marker microphone
newspaper nfc open-in-new package-variant puzzle qrcode raspberry-pi router satellite-uplink script security shield-key
sitemap smart-card speaker source-branch switch thermometer ticket timer transit-connection-variant
usb video watch wrench"""
SOLID = """user phone gavel person person-dress server plane-departure anchor globe torii-gate shield-halved id-badge
database truck diagram-project dice-d6
bell bolt box briefcase bug building building-columns calendar car cart-shopping chart-bar chart-line chart-simple check
circle-check circle-info circle-user circle-xmark clock cloud code comment credit-card cube cubes desktop display
envelope ethernet file file-lines fingerprint fire folder gauge gear gears hard-drive house industry key laptop lock
magnifying-glass memory microchip mobile mobile-screen money-bill network-wired passport plug print receipt robot rocket
satellite-dish shield shop tablet tag terminal triangle-exclamation unlock user-secret user-shield user-tie users vial
wallet wifi wrench"""
REGULAR = """user id-badge
bell building calendar circle-check circle-user circle-xmark clock comment credit-card envelope file file-lines folder
hard-drive money-bill-1"""
BRANDS = """twitter
amazon android angular apple aws bitcoin bluetooth chrome cloudflare docker ethereum facebook
github gitlab golang google google-pay java js linkedin microsoft node-js npm paypal php python react rust
salesforce slack stripe telegram ubuntu vuejs whatsapp windows x-twitter"""

NUMBER = re.compile(r"[\s,]*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)")
FLAG = re.compile(r"[\s,]*([01])")
COMMAND = re.compile(r"[\s,]*([MmLlHhVvCcSsQqTtAaZz])")
TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}


def commands(path):
    """The commands of a path, each with its letter and its numbers."""
    at, letter = 0, None
    while path[at:].strip(" \t\r\n,"):
        found = COMMAND.match(path, at)
        if found:
            letter, at = found.group(1), found.end()
        elif letter is None or letter in "Zz":
            raise SystemExit(f"no command at {path[at:at + 20]!r}")
        values = []
        for place in range(TAKES[letter.upper()]):
            # The flags of an arc may have nothing between them.
            kind = FLAG if letter in "Aa" and place in (3, 4) else NUMBER
            found = kind.match(path, at)
            values.append(float(found.group(1)))
            at = found.end()
        yield letter, values
        # After a start point, further pairs are lines.
        letter = {"M": "L", "m": "l"}.get(letter, letter)


def absolute(path):
    """The commands of a path with absolute places."""
    x = y = start_x = start_y = 0.0
    for letter, v in commands(path):
        upper = letter.upper()
        base_x, base_y = (x, y) if letter.islower() else (0.0, 0.0)
        if upper == "Z":
            x, y = start_x, start_y
        elif upper == "H":
            x = v[0] + base_x
            upper, v = "L", [x, y]
        elif upper == "V":
            y = v[0] + base_y
            upper, v = "L", [x, y]
        elif upper == "A":
            x, y = v[5] + base_x, v[6] + base_y
            v = v[:5] + [x, y]
        else:
            v = [n + (base_x if i % 2 == 0 else base_y) for i, n in enumerate(v)]
            x, y = v[-2:]
        if upper == "M":
            start_x, start_y = x, y
        yield upper, v


def number(hundredths):
    """A number of hundredths, as short as it can be."""
    sign, size = "-" if hundredths < 0 else "", abs(hundredths)
    text = f"{size // 100}.{size % 100:02}".rstrip("0").rstrip(".")
    return sign + (text[1:] if text.startswith("0.") else text)


def placed(path, width, height, margin):
    """The path on the square, with relative commands."""
    scale = (SIDE - 2 * margin) / max(width, height)
    left, top = (SIDE - width * scale) / 2, (SIDE - height * scale) / 2
    put = lambda value, offset: round((value * scale + offset) * 100)
    out, at, start, before = [], (0, 0), (0, 0), ""

    def write(letter, values):
        nonlocal before
        # Repeated command letters are left out.
        text = "" if letter == before else letter
        for value in values:
            piece = number(value) if isinstance(value, int) else value
            if text and text[-1].isdigit() and not piece.startswith("-"):
                fraction = re.search(r"\.\d*$", text)
                text += piece if piece.startswith(".") and fraction else " " + piece
            elif not text and not piece.startswith("-"):
                text += " " + piece
            else:
                text += piece
        out.append(text)
        before = letter

    for letter, v in absolute(path):
        if letter == "Z":
            out.append("z")
            before, at = "z", start
            continue
        if letter == "A":
            to = (put(v[5], left), put(v[6], top))
            radii = [round(v[0] * scale * 100), round(v[1] * scale * 100)]
            if to != at:
                write("a", radii + [str(round(v[2])), str(int(v[3])), str(int(v[4])), to[0] - at[0], to[1] - at[1]])
            at = to
            continue
        points = [put(n, left if i % 2 == 0 else top) for i, n in enumerate(v)]
        to = tuple(points[-2:])
        if letter == "M":
            # The first piece starts from the corner of the square, others from where the one before began.
            write("m", [to[0] - at[0], to[1] - at[1]])
            # What follows a start without a letter is a line.
            start, before = to, "l"
        elif letter == "L":
            if to == at:
                continue
            if to[1] == at[1]:
                write("h", [to[0] - at[0]])
            elif to[0] == at[0]:
                write("v", [to[1] - at[1]])
            else:
                write("l", [to[0] - at[0], to[1] - at[1]])
        else:
            write(letter.lower(), [p - at[i % 2] for i, p in enumerate(points)])
        at = to
    return "".join(out)


def checked(folder, package):
    """The folder of a package, if it is that package."""
    folder = pathlib.Path(folder)
    manifest = json.loads((folder / "package.json").read_text())
    if (manifest["name"], manifest["version"]) != package:
        raise SystemExit(f"{folder} is not {package[0]} {package[1]}")
    return folder


def material(folder):
    """Code, name and path of the glyphs of Material Design Icons."""
    codes = {icon["name"]: int(icon["codepoint"], 16) for icon in json.loads((folder / "meta.json").read_text())}
    for name in MATERIAL.split():
        text = (folder / "svg" / f"{name}.svg").read_text()
        box = re.search(r'viewBox="0 0 (\d+) (\d+)"', text)
        path = re.search(r' d="([^"]+)"', text).group(1)
        yield codes[name], name, placed(path, int(box.group(1)), int(box.group(2)), MARGIN["mdi"])


def awesome(icons, style, names):
    """Code, name and path of the glyphs of a style of Font Awesome."""
    for name in names.split():
        icon = icons[name]
        drawn = icon["svgs"]["classic"][style]
        path = placed(drawn["path"], drawn["width"], drawn["height"], MARGIN["fa"])
        yield int(icon["unicode"], 16), name, path


def renamed(icons):
    """Codes that version 4 had for an outlined glyph, and the code of that glyph now."""
    for name in REGULAR.split():
        icon = icons[name]
        for code in icon.get("aliases", {}).get("unicodes", {}).get("composite", []):
            # Others are those of emoji, which no version 4 had.
            if 0xF000 <= int(code, 16) <= 0xF2FF:
                yield int(code, 16), int(icon["unicode"], 16)


def main():
    mdi, fa = checked(sys.argv[1], MDI), checked(sys.argv[2], FA)
    icons = json.loads((fa / "metadata" / "icon-families.json").read_text())
    tables = [
        ("MATERIAL", "Material Design Icons", "materialdesignicons", sorted(material(mdi))),
        ("SOLID", "Font Awesome, solid", "fontawesome6solid", sorted(awesome(icons, "solid", SOLID))),
        ("REGULAR", "Font Awesome, regular", "fontawesome6regular", sorted(awesome(icons, "regular", REGULAR))),
        ("BRANDS", "Font Awesome, brands", "fontawesome6brands", sorted(awesome(icons, "brands", BRANDS))),
    ]
    source = f"""// Written by scripts/icons.py from {MDI[0]} {MDI[1]} and {FA[0]} {FA[1]}.
// Do not edit. Licences: icons/README.md.
"""
    page = """# Icons

The icons that participants can be drawn with, and the codes to use in declarations. `scripts/icons.py` generates this
page; [icons/README.md](../icons/README.md) names the sources and licences.
"""
    for table, title, word, glyphs in tables:
        source += f"\n/// {title}, in order of code.\n#[rustfmt::skip]\nstatic {table}: [(u32, Glyph); {len(glyphs)}] = [\n"
        page += f"\n## {title}\n\n`{word} CODE NAME`\n\n| code | glyph |\n|---|---|\n"
        for code, name, path in glyphs:
            source += f'    (0x{code:x}, Glyph {{ name: "{name}", path: "{path}" }}),\n'
            page += f"| `{code:X}` | {name} |\n" if table == "MATERIAL" else f"| `{code:x}` | {name} |\n"
        source += "];\n"
    pairs = sorted(set(renamed(icons)))
    source += "\n/// Codes of version 4 of Font Awesome for outlined glyphs, and their codes since.\n"
    source += f"#[rustfmt::skip]\nstatic RENAMED: [(u32, u32); {len(pairs)}] = [\n"
    source += "".join(f"    (0x{old:x}, 0x{new:x}),\n" for old, new in pairs) + "];\n"
    root = pathlib.Path(__file__).resolve().parent.parent
    (root / "icons" / "glyphs.rs").write_text(source)
    (root / "docs" / "icons.md").write_text(page)


main()
