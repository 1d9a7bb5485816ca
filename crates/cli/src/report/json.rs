//! A complaint in, one JSON object on one line out, for editors and other tools.
//!
//! miette has a JSON of its own; it leaves control characters as they are, which no JSON reader accepts, and it
//! tells no lines.

use seqwright::source::Span;
use seqwright::{Diagnostic, Source};
use serde::Serialize;

use super::word;
use crate::escape;

/// A complaint, or trouble with a file.
#[derive(Serialize)]
struct Message<'a> {
    file: &'a str,
    severity: &'static str,
    code: Option<&'static str>,
    message: &'a str,
    start: Option<Position>,
    end: Option<Position>,
    labels: Vec<Mark<'a>>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    notes: &'a [String],
    help: Option<&'a str>,
    fixes: Vec<Change<'a>>,
}

/// What to put in the place of some bytes.
#[derive(Serialize)]
struct Change<'a> {
    start: Position,
    end: Position,
    replacement: &'a str,
}

/// A place and what is said about it.
#[derive(Serialize)]
struct Mark<'a> {
    start: Position,
    end: Position,
    text: &'a str,
}

/// A place. Lines and columns are counted from 1, columns in characters; bytes from 0, after a byte order mark.
#[derive(Serialize)]
struct Position {
    line: usize,
    column: usize,
    byte: usize,
}

/// A complaint.
pub fn show(text: &mut String, source: &Source, diagnostic: &Diagnostic) {
    let (start, end) = ends(source, diagnostic.span());
    let labels = diagnostic.labels.iter().map(|label| {
        let (start, end) = ends(source, label.span);
        Mark { start, end, text: &label.text }
    });
    let fixes = diagnostic.fixes.iter().map(|fix| {
        let (start, end) = ends(source, fix.span);
        Change { start, end, replacement: &fix.replacement }
    });
    let message = Message {
        file: source.name(),
        severity: word(diagnostic.severity),
        code: Some(diagnostic.code.name()),
        message: &diagnostic.message,
        start: Some(start),
        end: Some(end),
        labels: labels.collect(),
        notes: &diagnostic.notes,
        help: diagnostic.help.as_deref(),
        fixes: fixes.collect(),
    };
    text.push_str(&line(&message));
}

/// That there are more complaints than are shown.
pub fn more(text: &mut String, file: &str, count: usize) {
    text.push_str(&note(file, &format!("and {count} more")));
}

/// What is no complaint.
pub fn note(file: &str, message: &str) -> String {
    line(&Message { severity: "note", ..Message::about(file, message) })
}

/// Trouble with a file.
pub fn trouble(file: &str, message: &str, help: Option<&str>) -> String {
    line(&Message { help, ..Message::about(file, message) })
}

impl<'a> Message<'a> {
    /// An error that has no place in the text.
    fn about(file: &'a str, message: &'a str) -> Message<'a> {
        let (code, start, end, labels, help) = (None, None, None, Vec::new(), None);
        let (notes, fixes) = (&[], Vec::new());
        Message { file, severity: "error", code, message, start, end, labels, notes, help, fixes }
    }
}

fn ends(source: &Source, span: Span) -> (Position, Position) {
    (position(source, span.start), position(source, span.end))
}

fn position(source: &Source, byte: usize) -> Position {
    let place = source.place(byte);
    Position { line: place.line, column: place.column, byte }
}

fn line(message: &Message<'_>) -> String {
    let text = serde_json::to_string(message).expect("it holds strings and numbers only");
    escape::json(&text) + "\n"
}
