"""A lexer for Pygments, so that Sphinx, MkDocs and others highlight the language `seq`.

Written by editors/generate.mjs.
"""

import re

from pygments.lexer import RegexLexer
from pygments.token import Comment, Error, Keyword, Name, Operator, Punctuation, String, Text, Whitespace

__all__ = ["SeqLexer"]


def by(*kinds):
    """Gives each group its kind, and what is between groups the kind of space."""

    def callback(lexer, match, context=None):
        at = match.start()
        for number, kind in enumerate(kinds, 1):
            start, end = match.span(number)
            if start < 0 or start == end:
                continue
            if start > at:
                yield at, Whitespace, match.string[at:start]
            yield start, kind, match.string[start:end]
            at = end
        if match.end() > at:
            yield at, Whitespace, match.string[at : match.end()]

    return callback


class SeqLexer(RegexLexer):
    """Sequence diagrams as text, one statement a line."""

    name = "seqwright"
    aliases = ["seq", "seqwright"]
    filenames = ["*.seq"]
    flags = re.MULTILINE

    tokens = {
        "root": [
            (r"\n", Whitespace),
            (r'''^([ \t\u00a0]*(?:#|//).*)(?=\n|\Z)''', by(Comment.Single)),
            (r'''^([ \t\u00a0]+)(?=\n|\Z)''', by(Whitespace)),
            (r'''^([ \t\u00a0]*)(==)(.*?)(==+)(.*)(?=\n|\Z)''', by(Whitespace, Keyword, String, Keyword, String)),
            (r'''^([ \t\u00a0]*)(\.\.\.)(?:(.*)(\.\.\.))?[ \t\u00a0]*(?=\n|\Z)''', by(Whitespace, Keyword, String, Keyword)),
            (r'''^([ \t\u00a0]*)((?i:legend))(?:[ \t]+((?i:left|right|center)))?[ \t\u00a0]*(?=\n|\Z)''', by(Whitespace, Keyword, Keyword), "legend"),
            (r'''^([ \t\u00a0]*)((?i:(?:aboxright|aboxleft|state|abox|note|rbox|box|ref)))[ \t]+((?i:(?:over|left[ \t]+of|right[ \t]+of)))(?=[ \t"])((?:"(?:\\.|[^"\\\n])*"|[^:"\n])*)(:)(.*\S.*)(?=\n|\Z)''', by(Whitespace, Keyword, Keyword, Name.Class, Punctuation, String)),
            (r'''^([ \t\u00a0]*)((?i:(?:aboxright|aboxleft|state|abox|note|rbox|box|ref)))[ \t]+((?i:(?:over|left[ \t]+of|right[ \t]+of)))(?=[ \t"])((?:"(?:\\.|[^"\\\n])*"|[^:"\n])*):?[ \t\u00a0]*(?=\n|\Z)''', by(Whitespace, Keyword, Keyword, Name.Class), "note-block"),
            (r'''^([ \t\u00a0]*)((?:"(?:\\.|[^"\\\n])*"[ \t\u00a0]*(?:\(\)[ \t\u00a0]*)?(?:\(\d+\)[ \t\u00a0]*)?|(?!")[^:\n]*?))((?:<{1,2}--?(?!-)(?:\[[^\]\n]*\]-{0,2}|#\w+(?::\d+)?|:\d+)?-{0,2}(?:[ \t\u00a0]*>{1,2}(?!>))?|(?:\\{1,2}|/{1,2})\|--?(?!-)(?:\[[^\]\n]*\]-{0,2}|#\w+(?::\d+)?|:\d+)?|--?(?!-)(?:\[[^\]\n]*\]-{0,2}|#\w+(?::\d+)?|:\d+)?\|(?:\\{1,2}|/{1,2})|--?(?!-)(?:\[[^\]\n]*\]-{0,2}|#\w+(?::\d+)?|:\d+)?-{0,2}[ \t\u00a0]*>{1,2}(?!>)))((?:[*+-]{1,2}(?![*+-]))?(?:\(\d+\))?(?:[*+-]{1,2}(?![*+-]))?)[ \t\u00a0]*((?i:ref)[ \t]+(?i:over))[ \t]+([^:\n]*)(?=\n|\Z)''', by(Whitespace, Name.Class, Operator, Operator, Keyword, Name.Class), "reference-block"),
            (r'''^([ \t\u00a0]*)((?:"(?:\\.|[^"\\\n])*"[ \t\u00a0]*(?:\(\)[ \t\u00a0]*)?(?:\(\d+\)[ \t\u00a0]*)?|(?!")[^:\n]*?))((?:<{1,2}--?(?!-)(?:\[[^\]\n]*\]-{0,2}|#\w+(?::\d+)?|:\d+)?-{0,2}(?:[ \t\u00a0]*>{1,2}(?!>))?|(?:\\{1,2}|/{1,2})\|--?(?!-)(?:\[[^\]\n]*\]-{0,2}|#\w+(?::\d+)?|:\d+)?|--?(?!-)(?:\[[^\]\n]*\]-{0,2}|#\w+(?::\d+)?|:\d+)?\|(?:\\{1,2}|/{1,2})|--?(?!-)(?:\[[^\]\n]*\]-{0,2}|#\w+(?::\d+)?|:\d+)?-{0,2}[ \t\u00a0]*>{1,2}(?!>)))((?:[*+-]{1,2}(?![*+-]))?(?:\(\d+\))?(?:[*+-]{1,2}(?![*+-]))?)[ \t\u00a0]*((?i:ref)[ \t]+(?i:over))(?=[ \t"])((?:"(?:\\.|[^"\\\n])*"|[^:"\n])*)(:)(.*)(?=\n|\Z)''', by(Whitespace, Name.Class, Operator, Operator, Keyword, Name.Class, Punctuation, String), "reference"),
            (r'''^([ \t\u00a0]*)((?:participantgroup|expandable\+|expandable-|consider|critical|assert|ignore|region|strict|thread|break|group|else|loop|alt|neg|opt|par|ref|seq|frame|fontfamily|title))(?=[ \t#:]|$)(?![ \t\u00a0]*(?:<{1,2}--?(?!-)(?:\[[^\]\n]*\]-{0,2}|#\w+(?::\d+)?|:\d+)?-{0,2}(?:[ \t\u00a0]*>{1,2}(?!>))?|(?:\\{1,2}|/{1,2})\|--?(?!-)(?:\[[^\]\n]*\]-{0,2}|#\w+(?::\d+)?|:\d+)?|--?(?!-)(?:\[[^\]\n]*\]-{0,2}|#\w+(?::\d+)?|:\d+)?\|(?:\\{1,2}|/{1,2})|--?(?!-)(?:\[[^\]\n]*\]-{0,2}|#\w+(?::\d+)?|:\d+)?-{0,2}[ \t\u00a0]*>{1,2}(?!>)))(.*)(?=\n|\Z)''', by(Whitespace, Keyword, String)),
            (r'''^([ \t\u00a0]*)((?i:(?:rparticipant|participant|boundary|database|control|entity|actor)(?::[a-z]+)?))[ \t]+("(?:\\.|[^"\\\n])*".*)(?=\n|\Z)''', by(Whitespace, Keyword, Name.Class)),
            (r'''^([ \t\u00a0]*)((?:"(?:\\.|[^"\\\n])*"[ \t\u00a0]*(?:\(\)[ \t\u00a0]*)?(?:\(\d+\)[ \t\u00a0]*)?|(?!")[^:\n]*?))((?:<{1,2}--?(?!-)(?:\[[^\]\n]*\]-{0,2}|#\w+(?::\d+)?|:\d+)?-{0,2}(?:[ \t\u00a0]*>{1,2}(?!>))?|(?:\\{1,2}|/{1,2})\|--?(?!-)(?:\[[^\]\n]*\]-{0,2}|#\w+(?::\d+)?|:\d+)?|--?(?!-)(?:\[[^\]\n]*\]-{0,2}|#\w+(?::\d+)?|:\d+)?\|(?:\\{1,2}|/{1,2})|--?(?!-)(?:\[[^\]\n]*\]-{0,2}|#\w+(?::\d+)?|:\d+)?-{0,2}[ \t\u00a0]*>{1,2}(?!>)))((?:[*+-]{1,2}(?![*+-]))?(?:\(\d+\))?(?:[*+-]{1,2}(?![*+-]))?)[ \t\u00a0]*((?:(?:\(\)[ \t\u00a0]*)?"(?:\\.|[^"\\\n])*"|(?!")[^:\n]*?))([ \t\u00a0]*:)(.*)(?=\n|\Z)''', by(Whitespace, Name.Class, Operator, Operator, Name.Class, Punctuation, String)),
            (r'''^([ \t\u00a0]*)((?i:(?:rparticipant|participant|boundary|database|control|entity|actor)(?::[a-z]+)?))[ \t]+(\S.*)(?=\n|\Z)''', by(Whitespace, Keyword, Name.Class)),
            (r'''^([ \t\u00a0]*)((?i:(?:participantgroup|expandable\+|expandable-|consider|critical|assert|ignore|region|strict|thread|break|group|else|loop|rect|alt|end|neg|opt|par|ref|seq)))(?=[ \t#;]|$)(.*)(?=\n|\Z)''', by(Whitespace, Keyword, String)),
            (r'''^([ \t\u00a0]*)((?i:(?:generate|keypair|derive|check|knows|leak|show)))(?=[ \t"])((?:"(?:\\.|[^"\\\n])*"|[^:"\n])*)(:)(.*)(?=\n|\Z)''', by(Whitespace, Keyword, Name.Class, Punctuation, Text)),
            (r'''^([ \t\u00a0]*)((?i:(?:materialdesignicons|bottomparticipants|participantspacing|participantstyle|deactivateafter|aboxrightstyle|autoactivation|lifelineweight|aboxleftstyle|destroysilent|lifelinecolor|lifelinestyle|destroyafter|dividerstyle|entryspacing|messagestyle|activecolor|fontawesome\w*|autonumber|deactivate|fontfamily|statestyle|aboxstyle|knowledge|notestyle|rboxstyle|accdescr|acctitle|activate|attacker|boxstyle|parallel|refstyle|caption|destroy|include|create|expect|footer|header|linear|option|return|serial|values|aside|bytes|carry|frame|image|space|style|suite|title|under)))(?=[ \t:])([ \t\u00a0]*:?[ \t\u00a0]*\S.*)(?=\n|\Z)''', by(Whitespace, Keyword, Text)),
            (r'''^([ \t\u00a0]*)((?i:(?:bottomparticipants|autonumber|attacker|parallel|include|expect|legend|linear|return|aside|frame|space)))[ \t\u00a0]*(?=\n|\Z)''', by(Whitespace, Keyword)),
            (r'''^([ \t\u00a0]*)(\})[ \t\u00a0]*(?=\n|\Z)''', by(Whitespace, Keyword)),
            (r'''^([ \t\u00a0]*)([^:\n]*-[^:\n]*)(:)(.*)(?=\n|\Z)''', by(Whitespace, Name.Class, Punctuation, String)),
            (r'''^(.+)(?=\n|\Z)''', by(Error)),
        ],
        "legend": [
            (r'''^([ \t\u00a0]*)((?i:end)[ \t]+(?i:legend))[ \t\u00a0]*(?=\n|\Z)''', by(Whitespace, Keyword), "#pop"),
            (r"[^\n]+|\n", String),
        ],
        "note-block": [
            (r'''^([ \t\u00a0]*)((?i:end)[ \t]+(?i:(?:aboxright|aboxleft|state|abox|note|rbox|box|ref)))(?![\w])(.*)(?=\n|\Z)''', by(Whitespace, Keyword, String), "#pop"),
            (r"[^\n]+|\n", String),
        ],
        "reference-block": [
            (r'''^([ \t\u00a0]*)((?i:end)[ \t]+(?i:ref))(?![\w])(.*)(?=\n|\Z)''', by(Whitespace, Keyword, String), "#pop"),
            (r"[^\n]+|\n", String),
        ],
        "reference": [
            (r'''^([ \t\u00a0]*)((?i:end)[ \t]+(?i:ref))(?![\w])(.*)(?=\n|\Z)''', by(Whitespace, Keyword, String), "#pop"),
            (r'''^(?=[ \t\u00a0]*(?:(?i:(?:materialdesignicons|bottomparticipants|participantspacing|participantgroup|participantstyle|deactivateafter|aboxrightstyle|autoactivation|lifelineweight|aboxleftstyle|destroysilent|lifelinecolor|lifelinestyle|destroyafter|dividerstyle|entryspacing|messagestyle|rparticipant|activecolor|expandable\+|expandable-|fontawesome\w*|participant|autonumber|deactivate|fontfamily|statestyle|aboxright|aboxstyle|knowledge|notestyle|rboxstyle|aboxleft|accdescr|acctitle|activate|attacker|boundary|boxstyle|consider|critical|database|generate|parallel|refstyle|caption|control|destroy|include|keypair|assert|create|derive|entity|expect|footer|header|ignore|legend|linear|option|region|return|serial|strict|thread|values|actor|aside|break|bytes|carry|check|frame|group|image|knows|space|state|style|suite|title|under|abox|else|leak|loop|note|rbox|rect|show|alt|box|end|neg|opt|par|ref|seq))(?=[ \t#:]|$)|[^:\n]*(?:<{1,2}--?(?!-)(?:\[[^\]\n]*\]-{0,2}|#\w+(?::\d+)?|:\d+)?-{0,2}(?:[ \t\u00a0]*>{1,2}(?!>))?|(?:\\{1,2}|/{1,2})\|--?(?!-)(?:\[[^\]\n]*\]-{0,2}|#\w+(?::\d+)?|:\d+)?|--?(?!-)(?:\[[^\]\n]*\]-{0,2}|#\w+(?::\d+)?|:\d+)?\|(?:\\{1,2}|/{1,2})|--?(?!-)(?:\[[^\]\n]*\]-{0,2}|#\w+(?::\d+)?|:\d+)?-{0,2}[ \t\u00a0]*>{1,2}(?!>))|#|$))''', Text, "#pop"),
            (r"[^\n]+|\n", String),
        ],
    }
