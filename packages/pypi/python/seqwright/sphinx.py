"""A Sphinx extension: the directive `seq` draws a sequence diagram.

    .. seq:: login.seq
       :caption: How a user signs in
       :alt: The user's browser asks the server for a session
       :name: login

Without a file the diagram is the directive's content. With MyST, `myst_fence_as_directive = ["seq"]` makes fences of
the language `seq` the same. HTML and EPUB show the picture; other builders show the diagram's text.
"""

import os

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from . import SeqwrightError, run

logger = logging.getLogger(__name__)


class Diagram(SphinxDirective):
    """The directive."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec = {
        "caption": directives.unchanged,
        "alt": directives.unchanged,
        "name": directives.unchanged,
        "theme": directives.unchanged,
    }

    def run(self):
        if self.arguments:
            relative, path = self.env.relfn2path(self.arguments[0])
            self.env.note_dependency(relative)
            try:
                with open(path, encoding="utf-8") as file:
                    text = file.read()
            except OSError as error:
                document = os.path.relpath(self.env.doc2path(self.env.docname))
                return self.failed(f"{document}:{self.lineno}: cannot read {relative}: {error.strerror}")
            at = os.path.relpath(path)
        else:
            text = "\n".join(self.content) + "\n"
            source, line = self.first_line()
            at = f"{os.path.relpath(source)}:{line}"
        return self.drawn(text, at)

    def first_line(self):
        """The document and the line that the content begins at."""
        document = self.env.doc2path(self.env.docname)
        if type(self.state).__module__.startswith("myst_parser"):
            # MyST knows the line of the fence, and how many lines of options are below it.
            return document, self.lineno + 1 + self.content_offset
        # reStructuredText knows the file, which may be an included one, and the line of each line of the content.
        source, offset = self.content.info(0) if self.content else (None, None)
        if source is None or offset is None or not os.path.isfile(source):
            return document, self.lineno + 1
        return source, offset + 1

    def drawn(self, text, at):
        arguments = ["-", "--profile", "inline"]
        arguments += ["--at", at] if not self.arguments else ["--stdin-filename", at]
        if "theme" in self.options:
            arguments += ["--theme", self.options["theme"]]
        if "alt" in self.options:
            arguments += ["--alt", self.options["alt"]]
        # Each picture of a page has its own ids.
        arguments += ["--id-prefix", f"seq-{self.env.new_serialno('seqwright')}"]
        try:
            svg = run(arguments, text)
        except SeqwrightError as error:
            return self.failed(str(error))
        caption = self.options.get("caption")
        # Themes centre captions, and a picture is a block that begins at the left.
        html = f'<div style="width:fit-content;max-width:100%;margin:auto">{svg.strip()}</div>' if caption else svg.strip()
        picture = nodes.raw("", html, format="html")
        source = nodes.literal_block(text, text, language="none")
        pair = nodes.container("", picture, source, classes=["seqwright-diagram"])
        pair["seqwright"] = True
        if caption:
            inline, messages = self.parse_inline(caption) if hasattr(self, "parse_inline") else (
                self.state.inline_text(caption, self.lineno))
            pair = nodes.figure("", pair, nodes.caption(caption, "", *inline))
            pair += messages
        self.add_name(pair)
        return [pair]

    def failed(self, report):
        # The report names the place; Sphinx would add its own.
        logger.warning("%s", report, type="seqwright", subtype="diagram")
        return [nodes.literal_block(report, report, language="none", classes=["seqwright-error"])]


def keep_what_can_be_shown(app, doctree, _docname):
    """Keeps the picture for HTML builders, and the text for others."""
    shows = app.builder.format == "html"
    for pair in list(doctree.findall(nodes.container)):
        if pair.get("seqwright"):
            picture, source = pair.children
            pair.replace_self(picture if shows else source)


def setup(app):
    """Registers the directive."""
    app.add_directive("seq", Diagram)
    app.connect("doctree-resolved", keep_what_can_be_shown)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
