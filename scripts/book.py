"""An mdBook preprocessor for the manual: shows the text of each diagram above its picture, and links examples to their pages.

A reader of the manual wants to see what to write; on other pages a picture stands alone. mdBook runs this before
`seqwright mdbook`, as docs/book.toml says.

`scripts/book.sh` makes the pages that go through the examples. They are only in the book, so the links to them are, too:
below the picture of an example, and in place of the link to its source where a list item begins with that.
"""

import json
import pathlib
import re
import sys

FENCE = re.compile(r"(`{3,}|~{3,})(.*)")
PICTURE = re.compile(r"!\[.*\]\((\.\./[^)]*examples/[^)]*)\.svg\)")
ITEM = re.compile(r"- \[(.*?)\]\((\.\./[^)]*examples/[^)]*)\.seq\)(.*)")
DOCS = pathlib.Path(__file__).parent.parent / "docs"


def with_pages(page, folder):
    """The page with links to the pages of its examples. `book.sh` finds them by their class."""
    lines = []
    for line in page.split("\n"):
        item, picture = ITEM.fullmatch(line), PICTURE.fullmatch(line)
        if item:
            line = f'- <a class="steps" href="{item[2]}.html">{item[1]}</a>{item[3]}'
        lines.append(line)
        if picture and (folder / f"{picture[1]}.seq").exists():
            lines += ["", f'<a class="steps" href="{picture[1]}.html">Step by step</a>']
    return "\n".join(lines)


def with_texts(page):
    """The page with each fence of the language `seq` twice: once as code."""
    lines, open_fence, diagram = [], None, None
    for line in page.split("\n"):
        lines.append(line)
        fence = FENCE.match(line)
        if open_fence is None and fence:
            open_fence = fence[1]
            diagram = [line] if fence[2].strip() == "seq" else None
            continue
        if open_fence is None:
            continue
        if diagram is not None:
            diagram.append(line)
        if fence and fence[1].startswith(open_fence) and not fence[2].strip():
            if diagram is not None:
                lines[-len(diagram)] = open_fence + "text"
                lines += ["", *diagram]
            open_fence = diagram = None
    return "\n".join(lines)


def walk(items):
    for item in items:
        chapter = item.get("Chapter") if isinstance(item, dict) else None
        if chapter:
            folder = (DOCS / (chapter["path"] or "")).parent
            chapter["content"] = with_pages(with_texts(chapter["content"]), folder)
            walk(chapter["sub_items"])


if sys.argv[1:2] != ["supports"]:
    _, book = json.load(sys.stdin)
    walk(book["items"])
    json.dump(book, sys.stdout)
