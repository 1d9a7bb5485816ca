//! Lines of other languages, what gives them away, and how the same is written here.

use super::{Around, Faulty};
use crate::diagnostic::Code;

/// What is to become of a line of another language.
#[derive(Clone, Copy)]
pub(in crate::parse) enum Cure {
    /// Only its author can say.
    Author,
    /// It goes.
    Delete,
    /// This takes the place of what gave it away.
    Write(&'static str),
    /// This takes the place of the whole line.
    Line(&'static str),
    /// It becomes a comment, with the lines that belong to it.
    Comment,
}

/// How far goes what the line begins.
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

/// Whether the line is one of the other language, beyond how it begins.
type Proof = fn(Faulty<'_>, &Around<'_>) -> bool;

/// What a line of another language begins with, what it is, and what to do.
pub(in crate::parse) struct Trace {
    pub start: &'static str,
    pub what: &'static str,
    pub help: &'static str,
    pub cure: Cure,
    pub extent: Extent,
    proof: Proof,
}

impl Trace {
    pub fn code(&self) -> Code {
        if self.start == "```" || self.start == "~~~" { Code::LeftoverFence } else { Code::ForeignLanguage }
    }

    const fn to(self, extent: Extent) -> Trace {
        Trace { extent, ..self }
    }

    const fn if_so(self, proof: Proof) -> Trace {
        Trace { proof, ..self }
    }
}

const fn trace(start: &'static str, what: &'static str, help: &'static str, cure: Cure) -> Trace {
    Trace { start, what, help, cure, extent: Extent::Line, proof: |_, _| true }
}

/// A file that this program cannot draw, whatever else is in it.
const fn other(start: &'static str, what: &'static str) -> Trace {
    let help = "this program draws sequence diagrams only";
    trace(start, what, help, Cure::Author).to(Extent::File)
}

/// A file of a language of sequence diagrams in which no line can stay as it is.
const fn rewritten(start: &'static str, what: &'static str) -> Trace {
    let help = "write it anew: participants need no declaration, and a message is a line `a->b: text`";
    trace(start, what, help, Cure::Author).to(Extent::File)
}

/// The trace that a line is.
pub(in crate::parse) fn find(line: Faulty<'_>, around: &Around<'_>) -> Option<&'static Trace> {
    let is = |trace: &&Trace| line.text.starts_with(trace.start) && (trace.proof)(line, around);
    TRACES.iter().find(is)
}

const NO_LOOKS: &str = "delete this line; looks are chosen with `--theme`";
const NO_LINK: &str = "delete this line, or write `<link:https://...>text</link>` in a text";
const NO_PICTURE: &str = "name the source of a diagram, not its picture";
const MERMAID_OTHER: &str = "Mermaid, and not a sequence diagram";
const AROUND: &str = "delete the lines `@startuml` and `@enduml`; most others can stay";
const A_COMMENT: &str = "a comment begins with `#`";

/// What ends a note of PlantUML.
pub(in crate::parse) const NOTE_ENDS: &[&str] =
    &["end note", "endnote", "end hnote", "endhnote", "end rnote", "endrnote"];

const TRACES: &[Trace] = &[
    trace(
        "```",
        "a fence of Markdown",
        "delete it: a source is what stands between the fences",
        Cure::Delete,
    ),
    trace(
        "~~~",
        "a fence of Markdown",
        "delete it: a source is what stands between the fences",
        Cure::Delete,
    ),
    trace(
        "---",
        "the front matter of a document",
        "delete it, up to the second `---`; a title is `title TEXT`",
        Cure::Author,
    )
    .to(Extent::To(&["---"]))
    .if_so(|line, around| around.is_first && line.text == "---"),
    trace("> ", "a quotation of Markdown", "delete the `>` that it begins with", Cure::Write("")),
    // Mermaid.
    trace(
        "sequenceDiagram",
        "Mermaid",
        "delete this line; messages are `A->B: text`, replies `A-->B: text`",
        Cure::Delete,
    ),
    trace("%%{", "a directive of Mermaid", NO_LOOKS, Cure::Delete).if_so(|line, _| line.text.contains("}%%")),
    trace(
        "%%{",
        "a directive of Mermaid",
        "delete it, up to `}%%`; looks are chosen with `--theme`",
        Cure::Author,
    )
    .to(Extent::Until("}%%")),
    trace("%%", "a comment of Mermaid", A_COMMENT, Cure::Write("#")),
    trace(
        "rect ",
        "Mermaid",
        "write `group #lightblue text` with a colour, and keep its `end`",
        Cure::Author,
    )
    .to(Extent::Block),
    trace("par_over ", "Mermaid", "write `par`", Cure::Write("par ")).to(Extent::Block),
    trace("and ", "Mermaid", "what goes on beside it begins with `thread`", Cure::Write("thread "))
        .if_so(|_, around| around.inside == Some("par") || around.is_mermaid),
    trace("option ", "Mermaid", "what happens instead begins with `else`", Cure::Write("else "))
        .if_so(|line, around| around.inside == Some("critical") && !line.text.contains('=')),
    trace("and", "Mermaid", "what goes on beside it begins with `thread`", Cure::Write("thread"))
        .if_so(|line, around| line.text == "and" && around.inside == Some("par")),
    trace("accTitle:", "Mermaid", "write `title text`", Cure::Write("title ")),
    trace(
        "accDescr {",
        "Mermaid",
        "delete it, up to `}`; the picture describes itself to screen readers",
        Cure::Author,
    )
    .to(Extent::To(&["}"])),
    trace(
        "accDescr:",
        "Mermaid",
        "delete this line; the picture describes itself to screen readers",
        Cure::Delete,
    ),
    trace("links ", "Mermaid", NO_LINK, Cure::Author).if_so(|line, _| line.text.contains(": {")),
    trace("link ", "Mermaid", NO_LINK, Cure::Author).if_so(|line, _| line.text.contains(" @ ")),
    // PlantUML.
    trace("@startuml", "PlantUML", AROUND, Cure::Delete),
    trace("@enduml", "PlantUML", AROUND, Cure::Delete),
    other("@start", "PlantUML, and not a sequence diagram"),
    trace("skinparam", "PlantUML", "delete it, up to `}`; looks are chosen with `--theme`", Cure::Author)
        .to(Extent::To(&["}"]))
        .if_so(|line, _| line.text.ends_with('{')),
    trace("skinparam", "PlantUML", NO_LOOKS, Cure::Author),
    trace(
        "<style>",
        "PlantUML",
        "delete it, up to `</style>`; looks are chosen with `--theme`",
        Cure::Author,
    )
    .to(Extent::Until("</style>")),
    trace("!include", "PlantUML", "a diagram is one file: copy the text here", Cure::Author),
    trace("!theme", "PlantUML", NO_LOOKS, Cure::Delete),
    trace("!pragma", "PlantUML", "delete this line", Cure::Delete),
    trace(
        "!procedure",
        "PlantUML",
        "delete it, up to `!endprocedure`, and write its lines where it is used",
        Cure::Author,
    )
    .to(Extent::To(&["!endprocedure"])),
    trace(
        "!function",
        "PlantUML",
        "delete it, up to `!endfunction`, and write its text where it is used",
        Cure::Author,
    )
    .to(Extent::To(&["!endfunction"])),
    trace(
        "!",
        "PlantUML",
        "nothing is computed here: write what it stands for where it is used",
        Cure::Author,
    )
    .if_so(|line, _| line.text[1..].starts_with(|c: char| c.is_ascii_lowercase() || c == '$')),
    trace(
        "hide footbox",
        "PlantUML",
        "delete this line, or write `option footer=none`",
        Cure::Write("option footer=none"),
    ),
    trace(
        "hide unlinked",
        "PlantUML",
        "delete this line, and the participants that take no part",
        Cure::Author,
    ),
    trace("autonumber stop", "PlantUML", "write `autonumber off`", Cure::Write("autonumber off")),
    trace(
        "autonumber resume",
        "PlantUML",
        "write `autonumber 5`, with the number to go on with",
        Cure::Author,
    ),
    trace(
        "sprite ",
        "PlantUML",
        "delete it, up to `}`; pictures are `image data:image/png;base64,... Name`",
        Cure::Author,
    )
    .to(Extent::To(&["}"]))
    .if_so(|line, _| line.text.ends_with('{')),
    trace("scale ", "PlantUML", "delete this line; the picture has no size of its own", Cure::Author)
        .if_so(|line, _| line.text["scale ".len()..].starts_with(|c: char| c.is_ascii_digit())),
    trace("autoactivate ", "PlantUML", "write `autoactivation`", Cure::Write("autoactivation ")),
    trace("mainframe ", "PlantUML", "write `frame`", Cure::Write("frame ")),
    trace("header ", "PlantUML", "delete this line, or say it in the title", Cure::Author),
    trace("footer ", "PlantUML", "delete this line, or say it in the title", Cure::Author),
    trace("caption ", "PlantUML", "delete this line, or say it in the title", Cure::Author),
    trace(
        "legend",
        "PlantUML",
        "delete it, up to `endlegend`, or write a note: `note over A,B: text`",
        Cure::Author,
    )
    .to(Extent::To(&["endlegend", "end legend"]))
    .if_so(|line, _| {
        matches!(
            line.text.split_once(' '),
            None | Some(("legend", "left" | "right" | "center" | "top" | "bottom"))
        )
    }),
    trace("hnote ", "PlantUML", "write `abox`, and `end abox` where it ends", Cure::Author)
        .to(Extent::To(NOTE_ENDS))
        .if_so(|line, _| !line.text.contains(':')),
    trace("rnote ", "PlantUML", "write `box`, and `end box` where it ends", Cure::Author)
        .to(Extent::To(NOTE_ENDS))
        .if_so(|line, _| !line.text.contains(':')),
    trace("hnote ", "PlantUML", "write `abox`, which has points on both sides", Cure::Write("abox ")),
    trace("rnote ", "PlantUML", "write `box`", Cure::Write("box ")),
    trace("return", "PlantUML", "write the reply in full, as `B-->A: text`", Cure::Author)
        .if_so(|line, _| matches!(line.text.as_bytes().get(6), None | Some(b' ' | b':'))),
    trace("||", "PlantUML", "room between rows is `space`", Cure::Line("space")),
    trace("...", "PlantUML", "room between rows is `space`", Cure::Line("space"))
        .if_so(|line, _| line.text == "..."),
    trace("...", "PlantUML", "write a divider: `==some time later==`", Cure::Author)
        .if_so(|line, _| line.text.len() > 6 && line.text.ends_with("...")),
    trace("queue ", "PlantUML", "write `participant:queue`", Cure::Write("participant:queue ")),
    trace(
        "collections ",
        "PlantUML",
        "write `participant:collections`",
        Cure::Write("participant:collections "),
    ),
    trace("newpage", "PlantUML", "write each page to a file of its own", Cure::Author),
    trace("/'", "a comment of PlantUML", "each line of a comment begins with `#`", Cure::Comment)
        .to(Extent::Until("'/")),
    trace("'", "a comment of PlantUML", A_COMMENT, Cure::Write("#")),
    // Others.
    trace("/*", "a comment of C", "each line of a comment begins with `#`", Cure::Comment)
        .to(Extent::Until("*/")),
    trace("<!--", "a comment of HTML", "each line of a comment begins with `#`", Cure::Comment)
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
    trace("<?xml", "XML", NO_PICTURE, Cure::Author).to(Extent::File),
    trace("<svg", "XML", NO_PICTURE, Cure::Author).to(Extent::File),
    trace("<mxfile", "XML", NO_PICTURE, Cure::Author).to(Extent::File),
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
    trace("theme:", "a wish for a theme", NO_LOOKS, Cure::Delete),
];

/// Whether a line is a key of YAML, with a list or further keys below it.
fn is_yaml(line: Faulty<'_>, around: &Around<'_>) -> bool {
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
