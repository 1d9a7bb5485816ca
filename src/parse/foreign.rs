//! A line of another language in, the complaint that says which language it is out.

use super::explain::Faulty;
use crate::diagnostic::{Code, Diagnostics};

/// Beginnings of lines that give another language away, what they are, and what to do.
const TRACES: &[(&str, &str, &str)] = &[
    ("sequenceDiagram", "Mermaid", "delete this line; messages are `A->B: text`, replies `A-->B: text`"),
    ("%%", "a comment of Mermaid", "a comment begins with `#`"),
    ("@startuml", "PlantUML", "delete this line and `@enduml`; most other lines can stay"),
    ("@enduml", "PlantUML", "delete this line"),
    ("skinparam", "PlantUML", "delete this line; looks are chosen with `--theme`"),
    ("!include", "PlantUML", "a diagram is one file: copy the text here"),
    ("!theme", "PlantUML", "delete this line; looks are chosen with `--theme`"),
    ("hide footbox", "PlantUML", "delete this line, or write `option footer=none`"),
    ("/'", "a comment of PlantUML", "a comment begins with `#`"),
    ("'", "a comment of PlantUML", "a comment begins with `#`"),
    ("/*", "a comment of C", "a comment begins with `#`"),
    ("<!--", "a comment of HTML", "a comment begins with `#`"),
    ("```", "a fence of Markdown", "compile the text between the fences, without them"),
    ("~~~", "a fence of Markdown", "compile the text between the fences, without them"),
    ("flowchart ", "Mermaid, and not a sequence diagram", "this program draws sequence diagrams only"),
    ("graph ", "Mermaid, and not a sequence diagram", "this program draws sequence diagrams only"),
    ("classDiagram", "Mermaid, and not a sequence diagram", "this program draws sequence diagrams only"),
    ("<?xml", "XML", "name the source of a diagram, not its picture"),
    ("<svg", "XML", "name the source of a diagram, not its picture"),
    ("theme:", "a wish for a theme", "delete this line; looks are chosen with `--theme`"),
];

/// Whether a line gives another language away; then it has been complained about.
pub(super) fn explain(line: Faulty<'_>, sink: &mut Diagnostics) -> bool {
    let Some((trace, what, help)) = TRACES.iter().find(|(trace, ..)| line.text.starts_with(trace)) else {
        return false;
    };
    sink.error(Code::UnknownStatement, line.span(0, trace.len()), format!("this line is {what}"))
        .at("another language")
        .help(*help);
    true
}
