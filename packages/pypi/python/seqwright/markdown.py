"""A Python-Markdown extension: fences of the language `seq` become pictures.

Options: `on_error` is `fail` (the default) or `placeholder`; `theme` is the name of a theme or a file.
"""

import os
import sys

from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from . import SeqwrightError, run

# The beginning of an inline picture, or of its placeholder.
BLOCK = '<div class="seqwright'


class Diagrams(Extension):
    """Registers the preprocessor."""

    def __init__(self, **options):
        self.config = {
            "on_error": ["fail", "What an error in a diagram does: fail or placeholder"],
            "theme": ["", "The name of a theme, or the path of its file"],
        }
        super().__init__(**options)

    def extendMarkdown(self, md):
        # After the white space is normalized (30) and before fences become code blocks (25).
        md.preprocessors.register(Pictures(md, self.getConfigs()), "seqwright", 29)


class Pictures(Preprocessor):
    """Replaces each fence with its picture, which the other processors do not change."""

    def __init__(self, md, options):
        super().__init__(md)
        self.options = options

    def run(self, lines):
        text = "\n".join(lines)
        # Starting the program costs milliseconds; most pages have no diagram.
        if "seq" not in text:
            return lines
        arguments = ["embed", "-", "--stdin-filename", page_of(self.md), "--as", "inline"]
        arguments += ["--on-error", self.options["on_error"]]
        if self.options["theme"]:
            arguments += ["--theme", self.options["theme"]]
        try:
            embedded = run(arguments, text + "\n")
        except SeqwrightError as error:
            raise as_error_of_host(error) from None
        return [self.stashed(line) for line in embedded.removesuffix("\n").split("\n")]

    def stashed(self, line):
        start = line.find(BLOCK)
        if start < 0:
            return line
        return line[:start] + self.md.htmlStash.store(line[start:])


def page_of(md):
    """The path of the page, if the host passes it to extensions; Python-Markdown itself has only texts."""
    path = "page.md"
    if "relpath" in md.treeprocessors:
        # MkDocs makes relative links with the file of the page.
        path = getattr(getattr(md.treeprocessors["relpath"], "file", None), "abs_src_path", None) or path
    elif "rendering_context" in md.preprocessors:
        # Zensical keeps the page for extensions of its own.
        context = md.preprocessors["rendering_context"]
        path = getattr(getattr(context, "page", None), "path", None) or path
        path = os.path.join(getattr(context, "config", {}).get("docs_dir") or "", path)
    near = os.path.relpath(path)
    return path if near.startswith(os.pardir) else near


def as_error_of_host(error):
    """Wraps the error so that MkDocs prints it without a traceback; other hosts get it unchanged."""
    exceptions = sys.modules.get("mkdocs.exceptions")
    return exceptions.PluginError(str(error)) if exceptions else error


def makeExtension(**options):
    """The entry point of Python-Markdown for `extensions=["seqwright.markdown"]`."""
    return Diagrams(**options)
