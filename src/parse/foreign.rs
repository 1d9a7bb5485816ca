//! A line of another language in, the complaint that says which language it is out.

use super::explain::{Explained, Faulty};
use crate::diagnostic::{Code, Diagnostics};
use crate::source::Span;

/// What is to become of a line of another language.
#[derive(Clone, Copy)]
enum Cure {
    /// Only its author can say.
    Author,
    /// It goes.
    Delete,
    /// This takes the place of what gave it away.
    Write(&'static str),
}

/// Beginnings of lines that give another language away, what they are, and what to do.
const TRACES: &[(&str, &str, &str, Cure)] = &[
    (
        "sequenceDiagram",
        "Mermaid",
        "delete this line; messages are `A->B: text`, replies `A-->B: text`",
        Cure::Delete,
    ),
    ("%%{", "a directive of Mermaid", "delete this line; looks are chosen with `--theme`", Cure::Delete),
    ("%%", "a comment of Mermaid", "a comment begins with `#`", Cure::Write("#")),
    ("rect rgb", "Mermaid", "write `group #lightblue text` with a colour, and keep its `end`", Cure::Author),
    ("and ", "Mermaid", "what goes on beside it begins with `thread`", Cure::Write("thread ")),
    ("accTitle:", "Mermaid", "write `title text`", Cure::Write("title ")),
    (
        "accDescr:",
        "Mermaid",
        "delete this line; the picture describes itself to screen readers",
        Cure::Delete,
    ),
    (
        "links ",
        "Mermaid",
        "delete this line, or write `<link:https://...>text</link>` in a text",
        Cure::Author,
    ),
    (
        "link ",
        "Mermaid",
        "delete this line, or write `<link:https://...>text</link>` in a text",
        Cure::Author,
    ),
    ("@startuml", "PlantUML", "delete this line and `@enduml`; most other lines can stay", Cure::Delete),
    ("@enduml", "PlantUML", "delete this line", Cure::Delete),
    ("skinparam", "PlantUML", "delete this line; looks are chosen with `--theme`", Cure::Author),
    ("!include", "PlantUML", "a diagram is one file: copy the text here", Cure::Author),
    ("!theme", "PlantUML", "delete this line; looks are chosen with `--theme`", Cure::Delete),
    ("!pragma", "PlantUML", "delete this line", Cure::Delete),
    ("!define", "PlantUML", "write what it stands for where it is used", Cure::Author),
    (
        "hide footbox",
        "PlantUML",
        "delete this line, or write `option footer=none`",
        Cure::Write("option footer=none"),
    ),
    ("hide unlinked", "PlantUML", "delete this line, and the participants that take no part", Cure::Author),
    ("return ", "PlantUML", "write the reply in full, as `B-->A: text`", Cure::Author),
    ("|||", "PlantUML", "room between rows is `space`", Cure::Write("space")),
    ("newpage", "PlantUML", "write each page to a file of its own", Cure::Author),
    ("/'", "a comment of PlantUML", "a comment begins with `#`", Cure::Author),
    ("'", "a comment of PlantUML", "a comment begins with `#`", Cure::Write("#")),
    ("/*", "a comment of C", "a comment begins with `#`", Cure::Author),
    ("<!--", "a comment of HTML", "a comment begins with `#`", Cure::Author),
    (
        "flowchart ",
        "Mermaid, and not a sequence diagram",
        "this program draws sequence diagrams only",
        Cure::Author,
    ),
    (
        "graph ",
        "Mermaid, and not a sequence diagram",
        "this program draws sequence diagrams only",
        Cure::Author,
    ),
    (
        "classDiagram",
        "Mermaid, and not a sequence diagram",
        "this program draws sequence diagrams only",
        Cure::Author,
    ),
    ("digraph ", "a graph of Graphviz", "this program draws sequence diagrams only", Cure::Author),
    ("<?xml", "XML", "name the source of a diagram, not its picture", Cure::Author),
    ("<svg", "XML", "name the source of a diagram, not its picture", Cure::Author),
    ("theme:", "a wish for a theme", "delete this line; looks are chosen with `--theme`", Cure::Delete),
];

/// What a fence of Markdown begins with.
const FENCES: &[&str] = &["```", "~~~"];

/// Traces that prose may begin with as well, and the line near the beginning of a source that rules that out.
const WEAK: &[(&str, &str)] =
    &[("and ", "sequenceDiagram"), ("links ", "sequenceDiagram"), ("link ", "sequenceDiagram")];

/// How many lines are the beginning of a source.
const BEGINNING: usize = 20;

/// Beginnings of lines that open what an `end` closes.
const OPENERS: &[&str] = &["rect rgb"];

/// What there is to know of a line that gives another language away, and has been complained about.
pub(super) fn explain(source: &str, line: Faulty<'_>, sink: &mut Diagnostics) -> Option<Explained> {
    if let Some(fence) = FENCES.iter().find(|fence| line.text.starts_with(**fence)) {
        let whole = whole_line(source, line.span(0, line.text.len()));
        sink.error(Code::LeftoverFence, line.span(0, fence.len()), "this line is a fence of Markdown")
            .at("not part of the diagram")
            .help("delete it: a source is what stands between the fences")
            .fix(whole, "");
        return Some(Explained::default());
    }
    let (trace, what, help, cure) = TRACES.iter().find(|(trace, ..)| line.text.starts_with(trace))?;
    if let Some((_, proof)) = WEAK.iter().find(|(weak, _)| weak == trace) {
        source.lines().take(BEGINNING).find(|line| line.trim_start().starts_with(proof))?;
    }
    let at = line.span(0, trace.len());
    let complaint = sink
        .error(Code::ForeignLanguage, at, format!("this line is {what}"))
        .at("another language")
        .help(*help);
    match cure {
        Cure::Author => {}
        Cure::Delete => drop(complaint.fix(whole_line(source, line.span(0, line.text.len())), "")),
        Cure::Write(text) => drop(complaint.fix(at, *text)),
    }
    Some(Explained { opens_block: OPENERS.contains(trace) })
}

/// The bytes of the lines that a span is on, with the end of the last one.
pub(super) fn whole_line(source: &str, span: Span) -> Span {
    let is_end = |c: char| matches!(c, '\n' | '\r');
    let start = source[..span.start].rfind(is_end).map_or(0, |at| at + 1);
    let rest = &source[span.end..];
    let end = match rest.find(is_end) {
        Some(at) if rest[at..].starts_with("\r\n") => at + 2,
        Some(at) => at + 1,
        None => rest.len(),
    };
    Span::new(start, span.end + end)
}
