"""Writes the diagrams of examples/gallery for other programs, and compares the areas of the pictures.

usage: gallery.py write SOURCE DIR         writes DIR/name.puml, .mmd and .d2 (those that the language can say)
       gallery.py compare PICTURES DIR     prints a table of areas: PICTURES/name.svg against DIR/name.<peer>.svg

It reads the statements that the gallery uses, no others, and stops at one that it does not know.
"""

import re
import statistics
import sys
from pathlib import Path

KINDS = ("participant", "actor", "boundary", "control", "entity", "database")
OPENERS = ("alt", "opt", "loop", "par")
# The size of the labels of messages, in pixels: areas are compared as they are, and at letters of one size.
LETTERS = {"plantuml": 13, "mermaid": 16, "d2": 16}


def read(path):
    """Yields statements as tuples: (kind, values...)."""
    lines = iter(path.read_text(encoding="utf-8").splitlines())
    created = set()
    for line in lines:
        line = line.strip()
        word, _, rest = line.partition(" ")
        if word == "#":
            continue
        if word == "title":
            yield ("title", rest)
        elif word == "autonumber":
            yield ("autonumber",)
        elif word.startswith("participantgroup"):
            color, name = re.match(r"(#\w+)? ?(.*)", rest).groups()
            yield ("group", color, name)
        elif word == "end":
            yield ("end",)
        elif word.split(":")[-1] in (*KINDS, "queue"):
            name, _, rest = rest.partition(" #")
            label, _, alias = name.partition(" as ")
            yield ("participant", word.split(":")[-1], label, alias or label, "#" + rest if rest else None)
        elif word == "create":
            created.add(rest)
        elif word == "destroy":
            yield ("destroy", rest)
        elif word == "space":
            pass
        elif line.startswith("=="):
            yield ("divider", line.strip("= "))
        elif word == "note":
            place, names, color, text = re.match(
                r"(over|left of|right of) ([^:#]+?)(?: (#\w+))?(?:: (.*))?$", rest
            ).groups()
            text = [text] if text else list(iter(lambda: next(lines).strip(), "end note"))
            yield ("note", place, names.split(","), color, text)
        elif word in OPENERS or word == "else":
            color, guard = re.match(r"(#\w+)? ?(.*)", rest).groups()
            yield ("else" if word == "else" else "open", word, color, guard)
        else:
            found = re.match(r"(\w+?)(<?-(?:\[#\w+\])?-?[>x])([+-]?)(?:\((\d+)\))?(\w+): (.*)", line)
            if not found:
                sys.exit(f"{path}: not understood: {line}")
            tail, arrow, bar, delay, head, text = found.groups()
            color = re.search(r"#\w+", arrow)
            arrow = re.sub(r"\[.*\]", "", arrow)
            if head in created:
                created.remove(head)
                yield ("create", head)
            yield ("message", tail, arrow, bar, head, int(delay or 0), color and color.group(), text)


def plantuml(statements):
    yield "@startuml"
    for kind, *values in statements:
        if kind == "title":
            yield f"title {values[0]}"
        elif kind == "autonumber":
            yield "autonumber"
        elif kind == "group":
            yield f'box "{values[1]}" {values[0] or ""}'
            box = True
            continue
        elif kind == "participant":
            yield f'{values[0]} "{values[1]}" as {values[2]} {values[3] or ""}'
            continue
        elif kind == "end":
            yield "end box" if box else "end"
        elif kind == "create":
            yield f"create {values[0]}"
        elif kind == "destroy":
            yield f"destroy {values[0]}"
        elif kind == "divider":
            yield f"== {values[0]} =="
        elif kind == "note":
            place, names, color, text = values
            yield f"note {place} {', '.join(names)} {color or ''}"
            # Long lines are broken where ours would be, or the picture would be as wide as the line.
            yield from broken(text)
            yield "end note"
        elif kind == "open":
            yield f"{values[0]} {values[2]}"
        elif kind == "else":
            yield f"else {values[2]}"
        else:
            tail, arrow, bar, head, delay, color, text = values
            arrow = arrow.replace("x", ">x") if arrow.endswith("x") else arrow
            arrow = arrow.replace("-", f"-[{color}]", 1) if color else arrow
            arrow += f"({delay * 12})" if delay else ""
            yield f"{tail} {arrow} {head} : {text}"
            if bar:
                yield f"activate {head}" if bar == "+" else f"deactivate {tail}"
        box = False
    yield "@enduml"


def broken(lines, most=48):
    for line in lines:
        while len(line) > most and " " in line:
            at = line.rfind(" ", 0, most)
            yield line[:at]
            line = line[at + 1 :]
        yield line


def mermaid(statements):
    title = next((values[1] for values in statements if values[0] == "title"), None)
    if title:
        yield from ("---", f'title: "{title.replace(chr(34), chr(39))}"', "---")
    yield "sequenceDiagram"
    box = False
    for at, (kind, *values) in enumerate(statements):
        if kind in ("title", "destroy"):
            continue
        # Mermaid wants to hear of the end before the message that brings it.
        if kind == "message" and at + 1 < len(statements) and statements[at + 1][0] == "destroy":
            yield f"destroy {statements[at + 1][1]}"
        if kind == "autonumber":
            yield "autonumber"
        elif kind == "group":
            yield f"box {values[0] or ''} {values[1]}"
            box = True
            continue
        elif kind == "participant":
            yield f"{'actor' if values[0] == 'actor' else 'participant'} {values[2]} as {values[1]}"
            continue
        elif kind == "end":
            yield "end"
        elif kind == "create":
            yield f"create participant {values[0]}"
        elif kind == "divider":
            yield f"note over {', '.join(ends(statements))}: {values[0]}"
        elif kind == "note":
            place, names, _, text = values
            yield f"note {place} {','.join(names)}: {'<br/>'.join(broken(text))}"
        elif kind == "open":
            yield f"{values[0]} {values[2]}"
        elif kind == "else":
            yield f"else {values[2]}"
        else:
            tail, arrow, bar, head, _, _, text = values
            arrow = {"->": "->>", "-->": "-->>", "<->": "<<->>", "-x": "-x"}[arrow]
            yield f"{tail}{arrow}{bar}{head}: {text}"
        box = False


def ends(statements):
    names = [values[3] for values in statements if values[0] == "participant"]
    return names[0], names[-1]


def d2(statements):
    """D2 creates and destroys nothing, and its notes stand at one lifeline: those diagrams are left out."""
    if any(kind in ("create", "group") or kind == "note" and len(values[1]) > 1 for kind, *values in statements):
        return
    yield "shape: sequence_diagram"
    depth = 0
    for kind, *values in statements:
        if kind == "participant":
            yield f'{values[2]}: "{values[1]}"'
        elif kind == "note":
            text = "\\n".join(broken(values[3])).replace('"', "'")
            yield f'{values[1][0]}."{text}"'
        elif kind in ("open", "else"):
            if kind == "else":
                yield "}"
            depth += 1
            yield f'"{values[0]} {values[2]} {" " * depth}": {{'
        elif kind == "end":
            yield "}"
        elif kind == "message":
            tail, arrow, _, head, _, _, text = values
            arrow = "<->" if arrow.startswith("<") else "->"
            text = text.replace('"', "'")
            yield f'{tail} {arrow} {head}: "{text}"'


def write(source, folder):
    statements = list(read(source))
    for ending, language in (("puml", plantuml), ("mmd", mermaid), ("d2", d2)):
        if lines := list(language(statements)):
            (folder / f"{source.stem}.{ending}").write_text("\n".join(lines) + "\n", encoding="utf-8")


def size(path):
    head = path.read_text(encoding="utf-8")[:4000]
    found = re.search(r'viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"', head)
    return float(found.group(1)), float(found.group(2))


def letters(pictures):
    """The size of our labels, from the style sheet of a picture."""
    found = re.search(r"font-size[:=]\"?(\d+)", (pictures / "tiny.svg").read_text(encoding="utf-8"))
    return int(found.group(1)) if found else 14


def compare(pictures, folder):
    ours = letters(pictures)
    given, equal, readme = [], [], []
    print(f"{'':10} {'ours':>11} {'smallest peer':>24} {'ratio':>6} {'at equal letters':>17}  letters at 830 px")
    for picture in sorted(pictures.glob("*.svg")):
        width, height = size(picture)
        peers = []
        for peer, letter in LETTERS.items():
            path = folder / f"{picture.stem}.{peer}.svg"
            if path.exists():
                peer_width, peer_height = size(path)
                peers.append((peer_width * peer_height, peer_width, peer_height, peer, letter))
        if not peers:
            continue
        area, peer_width, peer_height, peer, letter = min(peers)
        ratio = width * height / area
        given.append(ratio)
        equal.append(ratio * (letter / ours) ** 2)
        shown = ours * min(1, 830 / width), letter * min(1, 830 / peer_width)
        readme.append(shown[0] >= shown[1])
        print(
            f"{picture.stem:10} {width:5.0f}x{height:<5.0f} {peer:>10} {peer_width:7.0f}x{peer_height:<5.0f}"
            f" {ratio:6.2f} {equal[-1]:17.2f}  {shown[0]:.1f} against {shown[1]:.1f}"
        )
    if given:
        print(f"median {statistics.median(given):.2f}, at equal letters {statistics.median(equal):.2f}")
        print(f"letters at 830 px no smaller than the peer's in {sum(readme)} of {len(readme)}")


if __name__ == "__main__":
    {"write": write, "compare": compare}[sys.argv[1]](*map(Path, sys.argv[2:]))
