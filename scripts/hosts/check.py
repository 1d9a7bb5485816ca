"""Reads built pages: how many pictures they hold, and whether the labels of a hostile diagram are what they were.

usage: check.py pictures PAGE... | check.py hostile PAGE   (with the diagram in the variable HOSTILE)

With the variable ANY_ALT, the alternative of an image may differ from the title.
"""

import base64
import html.parser
import os
import pathlib
import subprocess
import sys
import urllib.parse

# Some tools put small images into the page.
DATA = "data:image/svg+xml"


class Page(html.parser.HTMLParser):
    """Counts the pictures of seqwright in a page, and collects the texts that they show."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.pictures = 0
        self.images = []
        self.alts = []
        self.scripts = []
        self.depth = 0
        self.labels = []
        self.script = False

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        source = attributes.get("src") or ""
        self.pictures += "seqwright" in (attributes.get("class") or "").split()
        if tag == "img" and (source.endswith(".svg") or source.startswith(DATA)):
            self.pictures += 1
            self.images.append(source)
            self.alts.append(attributes.get("alt"))
        self.script = tag == "script"
        if tag == "text":
            self.depth += 1
            self.labels.append("")

    def handle_endtag(self, tag):
        self.script = False
        if tag == "text":
            self.depth -= 1

    def handle_data(self, data):
        if self.script:
            self.scripts.append(data)
        elif self.depth:
            self.labels[-1] += data


def read(text):
    page = Page()
    page.feed(text)
    return page


def labels(page):
    return sorted("".join(label.split()) for label in page.labels)


def shown(page):
    """The picture: the page itself, the address of an image, or its file somewhere below the current folder."""
    if page.labels or not page.images:
        return page
    image = page.images[0]
    if image.startswith(DATA):
        head, data = image.split(",", 1)
        data = base64.b64decode(data) if head.endswith(";base64") else urllib.parse.unquote_to_bytes(data)
        return read(data.decode("utf-8"))
    name = image.rsplit("/", 1)[-1]
    file = next(pathlib.Path().rglob(name))
    return read(file.read_text(encoding="utf-8"))


def verdict(path):
    text = pathlib.Path(path).read_text(encoding="utf-8")
    page = read(text)
    if "DISCLOSED" in text:
        return "DISCLOSES"
    if any(script.lstrip().startswith('document.title="owned"') for script in page.scripts):
        return "EXECUTES"
    hostile = os.environ["HOSTILE"]
    drawn = subprocess.run(["seqwright", "-"], input=hostile + "\n", capture_output=True, text=True, check=True)
    title = hostile.split("\n", 1)[0].removeprefix("title ")
    for alt in page.alts:
        if alt != title and "ANY_ALT" not in os.environ:
            return f"CHANGED {alt}"
    picture = shown(page)
    if not picture.labels:
        return "no labels"
    if labels(picture) != labels(read(drawn.stdout)):
        missing = set(labels(read(drawn.stdout))) - set(labels(picture))
        return "CHANGED " + " ".join(sorted(missing))
    return "safe"


if sys.argv[1] == "pictures":
    print(sum(read(pathlib.Path(path).read_text(encoding="utf-8")).pictures for path in sys.argv[2:]))
else:
    print(verdict(sys.argv[2]))
