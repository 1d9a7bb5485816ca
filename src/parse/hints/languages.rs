//! The signatures of other languages: how their lines begin, and how the same is written in `.seq`.

use super::{JunkLine, Surroundings};
use crate::diagnostic::Code;

/// How a line of another language is fixed.
#[derive(Clone, Copy)]
pub(in crate::parse) enum Replacement {
    /// Only its author knows how.
    Author,
    /// It is deleted.
    Delete,
    /// This replaces the signature.
    Write(&'static str),
    /// This replaces the whole line.
    Line(&'static str),
    /// It becomes a comment, with the lines that belong to it.
    Comment,
}

/// How far the construct extends that a line begins.
#[derive(Clone, Copy)]
pub(in crate::parse) enum Extent {
    /// To its own end.
    Line,
    /// To an `end`.
    Block,
    /// To a line that begins with one of these.
    To(&'static [&'static str]),
    /// To the line that has these characters.
    Until(&'static str),
    /// To the end of the file, where the line is the first of it.
    File,
}

/// Checks, beyond how a line begins, that it is one of the other language.
type Proof = fn(JunkLine<'_>, &Surroundings<'_>) -> bool;

/// How a line of another language begins, what it is, and what to write instead.
pub(in crate::parse) struct Signature {
    pub start: &'static str,
    pub what: &'static str,
    pub help: &'static str,
    pub replacement: Replacement,
    pub extent: Extent,
    proof: Proof,
}

impl Signature {
    pub fn code(&self) -> Code {
        if self.start == "```" || self.start == "~~~" { Code::LeftoverFence } else { Code::ForeignLanguage }
    }

    const fn to(self, extent: Extent) -> Signature {
        Signature { extent, ..self }
    }

    const fn if_so(self, proof: Proof) -> Signature {
        Signature { proof, ..self }
    }
}

const fn signature(
    start: &'static str,
    what: &'static str,
    help: &'static str,
    replacement: Replacement,
) -> Signature {
    Signature { start, what, help, replacement, extent: Extent::Line, proof: |_, _| true }
}

/// The first line of a file that this program cannot draw.
const fn other(start: &'static str, what: &'static str) -> Signature {
    let help = "this program draws sequence diagrams only";
    signature(start, what, help, Replacement::Author).to(Extent::File)
}

/// The first line of a file in a language for sequence diagrams in which no line can stay as it is.
const fn rewritten(start: &'static str, what: &'static str) -> Signature {
    let help = "write it anew: participants need no declaration, and a message is a line `a->b: text`";
    signature(start, what, help, Replacement::Author).to(Extent::File)
}

/// Finds the signature of a line.
pub(in crate::parse) fn find(line: JunkLine<'_>, around: &Surroundings<'_>) -> Option<&'static Signature> {
    let is =
        |signature: &&Signature| line.text.starts_with(signature.start) && (signature.proof)(line, around);
    SIGNATURES.iter().find(is)
}

const NO_LOOKS: &str = "delete this line; choose a theme with `--theme`";
const NO_LINK: &str = "delete this line, or write `<link:https://...>text</link>` in a text";
const NO_PICTURE: &str = "name the source of a diagram, not its picture";
const MERMAID_OTHER: &str = "Mermaid, and not a sequence diagram";
const AROUND: &str = "`seqwright convert` makes a `.seq` of a file in PlantUML; by hand, delete the lines `@startuml` and `@enduml`";
const A_PROGRAM: &str = "part of a program";
const A_COMMENT: &str = "a comment begins with `#`";

/// The lines that end a note of PlantUML.
pub(in crate::parse) const NOTE_ENDS: &[&str] =
    &["end note", "endnote", "end hnote", "endhnote", "end rnote", "endrnote"];

const SIGNATURES: &[Signature] = &[
    signature(
        "```",
        "a fence of Markdown",
        "delete it: a source is what stands between the fences",
        Replacement::Delete,
    ),
    signature(
        "~~~",
        "a fence of Markdown",
        "delete it: a source is what stands between the fences",
        Replacement::Delete,
    ),
    signature(
        "---",
        "the front matter of a document",
        "delete it, up to the second `---`; a title is `title TEXT`",
        Replacement::Author,
    )
    .to(Extent::To(&["---"]))
    .if_so(|line, around| around.is_first && line.text == "---"),
    signature("> ", "a quotation of Markdown", "delete the `>` that it begins with", Replacement::Write("")),
    // Mermaid.
    signature(
        "sequenceDiagram",
        "Mermaid",
        "`seqwright convert` makes a `.seq` of a file in Mermaid; by hand, delete this line: messages are `A->B: text`",
        Replacement::Delete,
    ),
    signature("%%{", "a directive of Mermaid", NO_LOOKS, Replacement::Delete)
        .if_so(|line, _| line.text.contains("}%%")),
    signature(
        "%%{",
        "a directive of Mermaid",
        "delete it, up to `}%%`; choose a theme with `--theme`",
        Replacement::Author,
    )
    .to(Extent::Until("}%%")),
    signature("%%", "a comment of Mermaid", A_COMMENT, Replacement::Write("#")),
    signature(
        "rect ",
        "Mermaid",
        "write `rect #lightblue` with a colour, and keep its `end`",
        Replacement::Author,
    )
    .to(Extent::Block),
    signature("par_over ", "Mermaid", "write `par`", Replacement::Write("par ")).to(Extent::Block),
    signature("and ", "Mermaid", "a parallel branch begins with `thread`", Replacement::Write("thread "))
        .if_so(|_, around| around.inside == Some("par") || around.is_mermaid),
    signature("option ", "Mermaid", "what happens instead begins with `else`", Replacement::Write("else "))
        .if_so(|line, around| around.inside == Some("critical") && !line.text.contains('=')),
    signature("and", "Mermaid", "a parallel branch begins with `thread`", Replacement::Write("thread"))
        .if_so(|line, around| line.text == "and" && around.inside == Some("par")),
    signature("accDescr {", "Mermaid", "write `accDescr: TEXT` in one line", Replacement::Author)
        .to(Extent::To(&["}"])),
    signature("links ", "Mermaid", NO_LINK, Replacement::Author).if_so(|line, _| line.text.contains(": {")),
    signature("link ", "Mermaid", NO_LINK, Replacement::Author).if_so(|line, _| line.text.contains(" @ ")),
    // PlantUML.
    signature("@startuml", "PlantUML", AROUND, Replacement::Delete),
    signature("@enduml", "PlantUML", AROUND, Replacement::Delete),
    other("@start", "PlantUML, and not a sequence diagram"),
    signature(
        "skinparam",
        "PlantUML",
        "delete it, up to `}`; choose a theme with `--theme`",
        Replacement::Author,
    )
    .to(Extent::To(&["}"]))
    .if_so(|line, _| line.text.ends_with('{')),
    signature("skinparam", "PlantUML", NO_LOOKS, Replacement::Author),
    signature(
        "<style>",
        "PlantUML",
        "delete it, up to `</style>`; choose a theme with `--theme`",
        Replacement::Author,
    )
    .to(Extent::Until("</style>")),
    signature("!include", "PlantUML", "a diagram is one file: copy the text here", Replacement::Author),
    signature("!theme", "PlantUML", NO_LOOKS, Replacement::Delete),
    signature("!pragma", "PlantUML", "delete this line", Replacement::Delete),
    signature(
        "!procedure",
        "PlantUML",
        "delete it, up to `!endprocedure`, and write its lines where it is used",
        Replacement::Author,
    )
    .to(Extent::To(&["!endprocedure"])),
    signature(
        "!function",
        "PlantUML",
        "delete it, up to `!endfunction`, and write its text where it is used",
        Replacement::Author,
    )
    .to(Extent::To(&["!endfunction"])),
    signature(
        "!",
        "PlantUML",
        "nothing is computed here: write what it stands for where it is used",
        Replacement::Author,
    )
    .if_so(|line, _| line.text[1..].starts_with(|c: char| c.is_ascii_lowercase() || c == '$')),
    signature(
        "hide footbox",
        "PlantUML",
        "delete this line, or write `option footer=none`",
        Replacement::Write("option footer=none"),
    ),
    signature(
        "hide unlinked",
        "PlantUML",
        "delete this line, and the participants that take no part",
        Replacement::Author,
    ),
    signature("autonumber stop", "PlantUML", "write `autonumber off`", Replacement::Write("autonumber off")),
    signature(
        "sprite ",
        "PlantUML",
        "delete it, up to `}`; pictures are `image data:image/png;base64,... Name`",
        Replacement::Author,
    )
    .to(Extent::To(&["}"]))
    .if_so(|line, _| line.text.ends_with('{')),
    signature(
        "scale ",
        "PlantUML",
        "delete this line; the picture has no size of its own",
        Replacement::Author,
    )
    .if_so(|line, _| line.text["scale ".len()..].starts_with(|c: char| c.is_ascii_digit())),
    signature("autoactivate ", "PlantUML", "write `autoactivation`", Replacement::Write("autoactivation ")),
    signature("mainframe ", "PlantUML", "write `frame`", Replacement::Write("frame ")),
    signature("hnote ", "PlantUML", "write `abox`, and `end abox` where it ends", Replacement::Author)
        .to(Extent::To(NOTE_ENDS))
        .if_so(|line, _| !line.text.contains(':')),
    signature("rnote ", "PlantUML", "write `box`, and `end box` where it ends", Replacement::Author)
        .to(Extent::To(NOTE_ENDS))
        .if_so(|line, _| !line.text.contains(':')),
    signature(
        "hnote ",
        "PlantUML",
        "write `abox`, which has points on both sides",
        Replacement::Write("abox "),
    ),
    signature("rnote ", "PlantUML", "write `box`", Replacement::Write("box ")),
    signature("return", "PlantUML", "write the reply in full, as `B-->A: text`", Replacement::Author)
        .if_so(|line, _| matches!(line.text.as_bytes().get(6), None | Some(b' ' | b':'))),
    signature("||", "PlantUML", "room between rows is `space`", Replacement::Line("space")),
    signature("...", "PlantUML", "room between rows is `space`", Replacement::Line("space"))
        .if_so(|line, _| line.text == "..."),
    signature("...", "PlantUML", "write a divider: `==some time later==`", Replacement::Author)
        .if_so(|line, _| line.text.len() > 6 && line.text.ends_with("...")),
    signature("queue ", "PlantUML", "write `participant:queue`", Replacement::Write("participant:queue ")),
    signature(
        "collections ",
        "PlantUML",
        "write `participant:collections`",
        Replacement::Write("participant:collections "),
    ),
    signature("newpage", "PlantUML", "write each page to a file of its own", Replacement::Author),
    signature("/'", "a comment of PlantUML", "each line of a comment begins with `#`", Replacement::Comment)
        .to(Extent::Until("'/")),
    signature("'", "a comment of PlantUML", A_COMMENT, Replacement::Write("#")),
    // Others.
    signature("--", "a comment of SQL", A_COMMENT, Replacement::Write("#"))
        .if_so(|line, _| line.text[2..].starts_with([' ', '\t']) && !line.text.contains(['>', ':'])),
    signature(";", "a comment of another language", A_COMMENT, Replacement::Write("#"))
        .if_so(|line, _| line.text[1..].starts_with([' ', '\t', ';'])),
    signature(
        "try",
        A_PROGRAM,
        "write `alt`, with `else` for what happens after an error",
        Replacement::Write("alt"),
    )
    .to(Extent::Block)
    .if_so(|line, _| line.text == "try"),
    signature("catch", A_PROGRAM, "what happens instead begins with `else`", Replacement::Write("else"))
        .if_so(|line, _| is_clause(line.text)),
    signature("except", A_PROGRAM, "what happens instead begins with `else`", Replacement::Write("else"))
        .if_so(|line, _| is_clause(line.text)),
    signature("finally", A_PROGRAM, "what happens in every case stands below the `end`", Replacement::Author)
        .if_so(|line, _| is_clause(line.text)),
    signature("/*", "a comment of C", "each line of a comment begins with `#`", Replacement::Comment)
        .to(Extent::Until("*/")),
    signature("<!--", "a comment of HTML", "each line of a comment begins with `#`", Replacement::Comment)
        .to(Extent::Until("-->")),
    other("flowchart ", MERMAID_OTHER),
    other("graph ", MERMAID_OTHER),
    other("classDiagram", MERMAID_OTHER),
    other("stateDiagram", MERMAID_OTHER),
    other("erDiagram", MERMAID_OTHER),
    other("gantt", MERMAID_OTHER).if_so(|line, _| line.text == "gantt"),
    other("gitGraph", MERMAID_OTHER),
    other("mindmap", MERMAID_OTHER).if_so(|line, _| line.text == "mindmap"),
    other("digraph ", "a graph of Graphviz"),
    signature("<?xml", "XML", NO_PICTURE, Replacement::Author).to(Extent::File),
    signature("<svg", "XML", NO_PICTURE, Replacement::Author).to(Extent::File),
    signature("<mxfile", "XML", NO_PICTURE, Replacement::Author).to(Extent::File),
    other("<!DOCTYPE", "HTML"),
    other("<html", "HTML"),
    rewritten("shape: sequence_diagram", "D2"),
    rewritten("seqdiag", "blockdiag").if_so(|line, _| line.text.ends_with('{')),
    rewritten("msc", "Mscgen").if_so(|line, _| line.text.ends_with('{')),
    rewritten("{", "JSON")
        .if_so(|line, around| around.is_first && (line.text == "{" || line.text.starts_with("{\""))),
    rewritten("[", "JSON")
        .if_so(|line, around| around.is_first && (line.text == "[" || line.text.starts_with("[{"))),
    rewritten("", "YAML").if_so(|line, around| around.is_first && is_yaml(line, around)),
    signature("theme:", "a wish for a theme", NO_LOOKS, Replacement::Delete),
];

/// Whether a line is a word and at most a few more, and neither a sentence nor the opening of a block in braces.
fn is_clause(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_lowercase());
    (rest.is_empty() || rest.starts_with([' ', '\t', '(']))
        && !rest.ends_with(['.', ',', '{'])
        && rest.split_whitespace().count() <= 3
}

/// Whether a line is a key of YAML with a list or further keys below it.
fn is_yaml(line: JunkLine<'_>, around: &Surroundings<'_>) -> bool {
    let is_key = |text: &str| {
        let word = text.strip_suffix(':').unwrap_or_default();
        !word.is_empty()
            && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
    };
    let below = around.source[line.start + line.text.len()..].lines().find(|line| !line.trim().is_empty());
    is_key(line.text)
        && below.is_some_and(|below| {
            below.trim_start().starts_with("- ") || below.starts_with([' ', '\t']) && below.contains(": ")
        })
}
