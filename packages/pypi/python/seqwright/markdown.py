"""A Python-Markdown extension: fences of the language `seq` become pictures.

Options: `on_error` is `fail` (the default) or `placeholder`; `theme` is the name of a theme or a file.
"""

from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from . import run

# What the program begins an inline picture, or the placeholder of one, with.
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
    """Replaces each fence by its picture, which stays out of the hands of the other processors."""

    def __init__(self, md, options):
        super().__init__(md)
        self.options = options

    def run(self, lines):
        text = "\n".join(lines)
        # Starting the program costs milliseconds; most pages hold no diagram.
        if "seq" not in text:
            return lines
        arguments = ["embed", "-", "--stdin-filename", "page.md", "--as", "inline"]
        arguments += ["--on-error", self.options["on_error"]]
        if self.options["theme"]:
            arguments += ["--theme", self.options["theme"]]
        return [self.stashed(line) for line in run(arguments, text + "\n").split("\n")]

    def stashed(self, line):
        start = line.find(BLOCK)
        if start < 0:
            return line
        return line[:start] + self.md.htmlStash.store(line[start:])


def makeExtension(**options):
    """The entry point of Python-Markdown for `extensions=["seqwright.markdown"]`."""
    return Diagrams(**options)
