//! `Message`: a diagnostic with its places, its help and its fix.

use seqwright::source::Span;
use seqwright::{Diagnostic, Source};
use serde::Serialize;

use super::request::Columns;

/// An error or a warning.
#[derive(Debug, Serialize)]
pub struct Message {
    /// Its code.
    pub code: &'static str,
    severity: &'static str,
    message: String,
    place: Place,
    labels: Vec<Label>,
    notes: Vec<String>,
    help: Option<String>,
    fixes: Vec<Fix>,
}

#[derive(Debug, Serialize)]
struct Label {
    #[serde(flatten)]
    range: Range,
    text: String,
}

#[derive(Debug, Serialize)]
struct Fix {
    #[serde(flatten)]
    range: Range,
    replacement: String,
}

/// A part of the source, in bytes and in lines.
#[derive(Debug, Serialize)]
struct Range {
    span: Bytes,
    place: Place,
    end: Place,
}

#[derive(Debug, Serialize)]
struct Bytes {
    start: usize,
    end: usize,
}

#[derive(Debug, Serialize)]
struct Place {
    line: usize,
    column: usize,
}

/// The diagnostics of a source.
pub fn messages(source: &Source, diagnostics: &[Diagnostic], columns: Columns) -> Vec<Message> {
    diagnostics.iter().map(|diagnostic| message(source, diagnostic, columns)).collect()
}

fn message(source: &Source, diagnostic: &Diagnostic, columns: Columns) -> Message {
    let range = |span| range(source, span, columns);
    let labels =
        diagnostic.labels.iter().map(|label| Label { range: range(label.span), text: label.text.clone() });
    let fixes = diagnostic
        .fixes
        .iter()
        .map(|fix| Fix { range: range(fix.span), replacement: fix.replacement.clone() });
    Message {
        code: diagnostic.code.name(),
        severity: diagnostic.severity.name(),
        message: diagnostic.message.clone(),
        place: place(source, diagnostic.span().start, columns),
        labels: labels.collect(),
        notes: diagnostic.notes.clone(),
        help: diagnostic.help.clone(),
        fixes: fixes.collect(),
    }
}

fn range(source: &Source, span: Span, columns: Columns) -> Range {
    Range {
        span: Bytes { start: span.start, end: span.end },
        place: place(source, span.start, columns),
        end: place(source, span.end, columns),
    }
}

fn place(source: &Source, offset: usize, columns: Columns) -> Place {
    let seqwright::source::Place { line, column } = match columns {
        Columns::Characters => source.place(offset),
        Columns::Utf16 => source.place_utf16(offset),
    };
    Place { line, column }
}
