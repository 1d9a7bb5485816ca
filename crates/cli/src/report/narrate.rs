//! Formats diagnostics as whole sentences for screen readers: without marks, and independent of their place on the
//! screen.

use std::fmt::Write;

use seqwright::report::{MAX_LABELS, ShownLine};
use seqwright::source::Place;
use seqwright::{Diagnostic, Source};

use crate::escape;

/// Writes the diagnostic as a paragraph.
pub fn show(text: &mut String, source: &Source, diagnostic: &Diagnostic) {
    let start = diagnostic.span().start;
    let Place { line, column } = source.place(start);
    let name = escape::line(source.name());
    // Writing to a string cannot fail.
    let _ =
        writeln!(text, "{} in {name}, line {line}, column {column}.", capital(diagnostic.severity.name()));
    let _ = writeln!(text, "{}.", capital(&escape::message(&diagnostic.message)));
    let shown = ShownLine::new(source, line, start);
    if !shown.text.trim().is_empty() {
        let _ = writeln!(text, "The line is: {}", shown.text.trim());
    }
    for label in diagnostic.labels.iter().filter(|label| !label.text.is_empty()).take(MAX_LABELS) {
        let Place { line, column } = source.place(label.span.start);
        let _ = writeln!(text, "Line {line}, column {column}: {}.", escape::message(&label.text));
    }
    for note in &diagnostic.notes {
        let _ = writeln!(text, "{}.", capital(escape::message(note).trim()));
    }
    if let Some(help) = &diagnostic.help {
        let _ = writeln!(text, "What to do: {}.", escape::message(help));
    }
    let _ = writeln!(text, "The code is {}.\n", diagnostic.code.name());
}

/// Reports that there are more diagnostics than are shown.
pub fn more(text: &mut String, file: &str, count: usize) {
    let _ = writeln!(text, "There are {count} more in {}.\n", escape::line(file));
}

/// Reports a file that could not be read or written.
pub fn trouble(file: &str, message: &str, help: Option<&str>) -> String {
    let help = help.map(|help| format!("What to do: {}.\n", escape::line(help))).unwrap_or_default();
    format!("Error in {}.\n{}.\n{help}\n", escape::line(file), capital(&escape::line(message)))
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
