// Writes the grammars for editors from `words.json`, which `cargo test --test words` keeps as the table of words in
// `src/notation/words.rs` has it. usage: node editors/generate.mjs [DIR]
//
// A grammar for an editor colours lines; what is an error, the compiler says. So each pattern here is looser than the
// grammar of the parser, and the last one, which marks a line as an error, only takes what no statement can be.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = process.argv[2] ?? join(here, "..");
const { words } = JSON.parse(readFileSync(join(here, "words.json"), "utf8"));

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
/** The words for which something holds, the longer one first of two that begin alike. */
const where = (holds) => [...new Set(words.filter(holds).map((row) => row.word))].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
const either = (list) => `(?:${list.map((word) => (word === "fontawesome" ? "fontawesome\\w*" : escaped(word))).join("|")})`;
const role = (name) => where((row) => row.role === name);

// ------------------------------------------------------------------------------------------------ parts of a line

const heads = role("participant");
const boxes = role("note");
const lines = where((row) => row.role === "line" && row.word !== "legend");
const bare = where((row) => row.role === "line" && row.needs === "nothing");
const blocks = where((row) => row.role === "block" || row.role === "boundary");
// A text follows these, so that they win over an arrow further on. `rect` and `end` have none.
const before_text = [...blocks.filter((word) => word !== "rect" && word !== "end"), "frame", "fontfamily", "title"];

const B = "[ \\t\\u00a0]*";
const QUOTED = '"(?:\\\\.|[^"\\\\\\n])*"';
const WIDTH = "(?:\\[[^\\]\\n]*\\]-{0,2}|#\\w+(?::\\d+)?|:\\d+)?";
const LINE = `--?(?!-)${WIDTH}`;
const HEAD = ">{1,2}(?!>)";
const HALF = "(?:\\\\{1,2}|/{1,2})";
// One dash or two, with a head at one end or both, or half of one.
const ARROW = `(?:<{1,2}${LINE}-{0,2}(?:${B}${HEAD})?|${HALF}\\|${LINE}|${LINE}\\|${HALF}|${LINE}-{0,2}${B}${HEAD})`;
const MARKS = "(?:[*+-]{1,2}(?![*+-]))?(?:\\(\\d+\\))?(?:[*+-]{1,2}(?![*+-]))?";
const NAME = `(?:${QUOTED}|[^:"\\n])*`;
const SENDER = `(?:${QUOTED}${B}(?:\\(\\)${B})?(?:\\(\\d+\\)${B})?|(?!")[^:\\n]*?)`;
const RECEIVER = `(?:(?:\\(\\)${B})?${QUOTED}|(?!")[^:\\n]*?)`;
// What begins like a statement.
const STATEMENT = `^${B}(?:(?i:${either(where(() => true))})(?=[ \\t#:]|$)|[^:\\n]*${ARROW}|#|$)`;
const OVER = "(?:over|left[ \\t]+of|right[ \\t]+of)";

/** The patterns, in the order in which they are tried; each is a whole line. A letter in `is` names the scope of a group. */
const statements = [
  { name: "comment", match: `^(${B}(?:#|//).*)$`, is: "c" },
  { name: "blank", match: "^([ \\t\\u00a0]+)$", is: "_" },
  { name: "divider", match: `^${B}(==)(.*?)(==+)(.*)$`, is: "ktkm" },
  { name: "pause", match: `^${B}(\\.\\.\\.)(?:(.*)(\\.\\.\\.))?${B}$`, is: "ktk" },
  { name: "legend", begin: `^${B}((?i:legend))(?:[ \\t]+((?i:left|right|center)))?${B}$`, is: "kk", end: `^${B}((?i:end)[ \\t]+(?i:legend))${B}$`, ends: "k" },
  { name: "note", match: `^${B}((?i:${either(boxes)}))[ \\t]+((?i:${OVER}))(?=[ \\t"])(${NAME})(:)(.*\\S.*)$`, is: "kknot" },
  {
    name: "note-block",
    begin: `^${B}((?i:${either(boxes)}))[ \\t]+((?i:${OVER}))(?=[ \\t"])(${NAME}):?${B}$`,
    is: "kkn",
    end: `^${B}((?i:end)[ \\t]+(?i:${either(boxes)}))(?![\\w])(.*)$`,
    ends: "km",
  },
  {
    name: "reference-block",
    begin: `^${B}(${SENDER})(${ARROW})(${MARKS})${B}((?i:ref)[ \\t]+(?i:over))[ \\t]+([^:\\n]*)$`,
    is: "naakn",
    end: `^${B}((?i:end)[ \\t]+(?i:ref))(?![\\w])(.*)$`,
    ends: "km",
  },
  {
    // What a reference says may go on below, up to its end or to anything that is a statement.
    name: "reference",
    begin: `^${B}(${SENDER})(${ARROW})(${MARKS})${B}((?i:ref)[ \\t]+(?i:over))(?=[ \\t"])(${NAME})(:)(.*)$`,
    is: "naaknot",
    end: `^${B}((?i:end)[ \\t]+(?i:ref))(?![\\w])(.*)$|(?=${STATEMENT})`,
    ends: "km",
  },
  { name: "text-word", match: `^${B}(${either(before_text)})(?=[ \\t#:]|$)(?!${B}${ARROW})(.*)$`, is: "km" },
  { name: "quoted-head", match: `^${B}((?i:${either(heads)}(?::[a-z]+)?))[ \\t]+(${QUOTED}.*)$`, is: "kn" },
  { name: "message", match: `^${B}(${SENDER})(${ARROW})(${MARKS})${B}(${RECEIVER})(${B}:)(.*)$`, is: "naanot" },
  { name: "head", match: `^${B}((?i:${either(heads)}(?::[a-z]+)?))[ \\t]+(\\S.*)$`, is: "kn" },
  { name: "block", match: `^${B}((?i:${either(blocks)}))(?=[ \\t#;]|$)(.*)$`, is: "km" },
  { name: "parties", match: `^${B}((?i:${either(role("parties"))}))(?=[ \\t"])(${NAME})(:)(.*)$`, is: "knoe" },
  { name: "line", match: `^${B}((?i:${either(lines)}))(?=[ \\t:])(${B}:?${B}\\S.*)$`, is: "ke" },
  { name: "bare-line", match: `^${B}((?i:${either(bare)}))${B}$`, is: "k" },
  { name: "brace", match: `^${B}(\\})${B}$`, is: "k" },
  // A hyphen may be an arrow; which one of several, the names decide.
  { name: "hyphen-message", match: `^${B}([^:\\n]*-[^:\\n]*)(:)(.*)$`, is: "not" },
  { name: "error", match: "^(.+)$", is: "x" },
];

// ------------------------------------------------------------------------------------------------------- TextMate

const scopes = {
  c: "comment.line.seq",
  k: "keyword.control.seq",
  a: "keyword.operator.arrow.seq",
  o: "punctuation.separator.seq",
  n: "entity.name.type.seq",
  t: "string.unquoted.seq",
  e: "meta.value.seq",
  m: "string.unquoted.seq",
  x: "invalid.illegal.seq",
};
const color = { match: "##[\\w.-]+|#[0-9A-Za-z]+", name: "constant.other.color.seq" };
const inside = {
  n: [
    { match: QUOTED, name: "entity.name.type.seq" },
    { match: "(?<=\\s)(?i:as)(?=\\s)", name: "keyword.control.seq" },
    color,
  ],
  t: [
    { match: "\\\\.", name: "constant.character.escape.seq" },
    { match: "<[^<>]*>|\\*\\*|//|\"\"|__|~~|--", name: "markup.other.seq" },
  ],
  e: [
    { match: QUOTED, name: "string.quoted.double.seq" },
    { match: "\\b0[xX][0-9A-Fa-f]*\\b|\\b\\d+(?:\\.\\d+)?\\b", name: "constant.numeric.seq" },
    { match: "\\b[\\w-]+(?=\\()", name: "entity.name.function.seq" },
    { match: "\\b(?i:on|off|full|check|resume|attacker|knows|never|cannot|know|sees|wire)\\b", name: "keyword.control.seq" },
    { match: "==?|\\|\\||/", name: "keyword.operator.seq" },
    color,
  ],
};
inside.m = [color, ...inside.t];

const captures = (is) => {
  const found = {};
  [...is].forEach((letter, at) => {
    if (scopes[letter]) found[at + 1] = { name: scopes[letter], ...(inside[letter] && { patterns: inside[letter] }) };
  });
  return found;
};
const repository = {};
for (const one of statements) {
  repository[one.name] = one.match
    ? { match: one.match, captures: captures(one.is) }
    : {
        name: "meta.block.seq",
        begin: one.begin,
        beginCaptures: captures(one.is),
        end: one.end,
        endCaptures: captures(one.ends),
        patterns: [{ match: "^.+$", name: "string.unquoted.seq" }],
      };
}
const textmate = {
  information_for_contributors: "Written by editors/generate.mjs.",
  name: "seqwright",
  scopeName: "source.seq",
  fileTypes: ["seq"],
  patterns: statements.map((one) => ({ include: `#${one.name}` })),
  repository,
};

/** Colours fences of Markdown. */
const fences = {
  information_for_contributors: "Written by editors/generate.mjs.",
  scopeName: "markdown.seq.codeblock",
  injectionSelector: "L:text.html.markdown",
  patterns: [{ include: "#fence" }],
  repository: {
    fence: {
      name: "markup.fenced_code.block.markdown",
      begin: "(^|\\G)(\\s*)(`{3,}|~{3,})\\s*(?i:(seq)((?:\\s+|[:,{?])[^`]*)?)$",
      beginCaptures: {
        3: { name: "punctuation.definition.markdown" },
        4: { name: "fenced_code.block.language.markdown" },
        5: { name: "fenced_code.block.language.attributes.markdown" },
      },
      end: "(^|\\G)(\\2|\\s{0,3})(\\3)\\s*$",
      endCaptures: { 3: { name: "punctuation.definition.markdown" } },
      patterns: [
        {
          begin: "(^|\\G)(\\s*)(.*)",
          while: "(^|\\G)(?!\\s*([`~]{3,})\\s*$)",
          contentName: "meta.embedded.block.seq",
          patterns: [{ include: "source.seq" }],
        },
      ],
    },
  },
};

// ------------------------------------------------------------------------------------------------------- Pygments

const tokens = { c: "Comment.Single", k: "Keyword", a: "Operator", o: "Punctuation", n: "Name.Class", t: "String", e: "Text", m: "String", x: "Error", _: "Whitespace" };
/** A pattern as a raw string of Python, its flag for the end of a line spelled out, and space before and behind taken. */
const python = (match) => `r'''${match.replace(/\$$/, "(?=\\n|\\Z)")}'''`;
/** The groups of a rule for `bygroups`; what is between groups is only space, so it becomes a group as well. */
function rule(match, is, next) {
  // Each space at the beginning of a line belongs to a group of its own.
  const body = match.replace(/^\^\[ \\t\\u00a0\]\*/, "^([ \\t\\u00a0]*)");
  const groups = body === match ? [...is] : ["_", ...is];
  const kinds = groups.map((letter) => tokens[letter]);
  return `(${python(body)}, by(${kinds.join(", ")})${next ? `, "${next}"` : ""}),`;
}
const states = [];
const main = [];
for (const one of statements) {
  if (one.match) {
    main.push(rule(one.match, one.is));
  } else {
    main.push(rule(one.begin, one.is, one.name));
    const [end, otherwise] = one.end.split("|(?=^");
    const ways = [rule(end, one.ends, "#pop"), ...(otherwise ? [`(${python(`^(?=${otherwise}`)}, Text, "#pop"),`] : []), '(r"[^\\n]+|\\n", String),'];
    states.push(`        "${one.name}": [\n            ${ways.join("\n            ")}\n        ],`);
  }
}
const pygments = `"""A lexer for Pygments, so that Sphinx, MkDocs and others highlight the language \`seq\`.

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
            (r"\\n", Whitespace),
            ${main.join("\n            ")}
        ],
${states.join("\n")}
    }
`;

// ----------------------------------------------------------------------------------------------------- CodeMirror

const list = (name, comment, values) => `/** ${comment} */\nexport const ${name} = ${JSON.stringify(values)};\n`;
const codemirror = `// Written by editors/generate.mjs: the words of the language for \`seq.js\`, each list in lower case.
// The shape of this file: \`words\` has one object for each word, \`{ word, role, needs, form }\`, as in
// \`editors/words.json\`; the others are arrays of strings, and the source of a regular expression.

${list("words", "Every word that a statement may begin with; `form` is how the statement is written, for a completion.", words)}
${list("heads", "The words of a participant; `:KIND` may follow.", heads)}
${list("boxes", "The words of a note; `end WORD` ends a block of text.", boxes)}
${list("blocks", "The words that open, divide or close a block.", blocks)}
${list("beforeText", "The words that win over an arrow further on in their line, in lower case.", before_text)}
${list("parties", "The words that name parties before a colon.", role("parties"))}
${list("lines", "The words of all other statements.", lines)}
${list("bare", "Those of them that may stand alone on a line.", bare)}
${list("arrow", "An arrow with a head.", ARROW)}`;

// ---------------------------------------------------------------------------------------------------------- files

const write = (path, text) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
const json = (value) => `${JSON.stringify(value, null, 2)}\n`;
write("editors/textmate/seq.tmLanguage.json", json(textmate));
write("editors/textmate/markdown.tmLanguage.json", json(fences));
write("packages/pypi/python/seqwright/lexer.py", pygments);
write("editors/codemirror/words.js", codemirror);
