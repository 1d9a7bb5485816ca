//! A complaint in, sentences out that read well in a log, in a screen reader and to `grep`.

use std::fmt::Write;

use seqwright::source::Place;
use seqwright::{Diagnostic, Source};

use super::{MOST_LABELS, word};
use crate::escape;
use crate::excerpt::Line;

/// The complaint with the line it is about, what else it points at, and its cure.
pub fn show(text: &mut String, source: &Source, diagnostic: &Diagnostic) {
    head(text, source, diagnostic);
    let start = diagnostic.span().start;
    let place = source.place(start);
    let line = Line::new(source, place.line, start);
    if !line.text.trim().is_empty() {
        let _ = writeln!(text, "  {} | {}", place.line, line.text.trim());
    }
    for label in diagnostic.labels.iter().filter(|label| !label.text.is_empty()).take(MOST_LABELS) {
        let Place { line, column } = source.place(label.span.start);
        let _ = writeln!(text, "  at {line}:{column}: {}", escape::message(&label.text));
    }
    for note in &diagnostic.notes {
        let _ = writeln!(text, "  = {}", escape::message(note));
    }
    if let Some(help) = &diagnostic.help {
        let _ = writeln!(text, "  help: {}", escape::message(help));
    }
}

/// The one line that says it.
pub fn head(text: &mut String, source: &Source, diagnostic: &Diagnostic) {
    let Place { line, column } = source.place(diagnostic.span().start);
    let (name, message) = (escape::name(source.name()), escape::message(&diagnostic.message));
    let (severity, code) = (word(diagnostic.severity), diagnostic.code.name());
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{name}:{line}:{column}: {severity}[{code}]: {message}");
}
