"""An mdBook preprocessor for the manual: shows the text of each diagram above its picture.

A reader of the manual wants to see what to write; on other pages a picture stands alone. mdBook runs this before
`seqwright mdbook`, as docs/book.toml says.
"""

import json
import re
import sys

FENCE = re.compile(r"(`{3,}|~{3,})(.*)")


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
            chapter["content"] = with_texts(chapter["content"])
            walk(chapter["sub_items"])


if sys.argv[1:2] != ["supports"]:
    _, book = json.load(sys.stdin)
    walk(book["items"])
    json.dump(book, sys.stdout)
