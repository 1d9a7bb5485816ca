//! Diagnostics as JSON, one object on one line each, for editors and other tools. The library makes the object of a
//! diagnostic; an error of a file has the same fields.

use seqwright::{Diagnostic, Report, Source};
use serde::Serialize;

use crate::escape;

/// An error of a file, or a note about it. Fields that only diagnostics have are null or empty.
#[derive(Serialize)]
struct JsonMessage<'a> {
    file: &'a str,
    severity: &'static str,
    code: Option<&'a str>,
    message: &'a str,
    start: Option<Start>,
    end: (),
    labels: [(); 0],
    help: Option<&'a str>,
    fixes: [(); 0],
}

/// The place of something that is not a diagnostic: the start of a line.
#[derive(Serialize)]
struct Start {
    line: usize,
    column: usize,
}

/// Writes a diagnostic.
pub fn show(text: &mut String, source: &Source, diagnostic: &Diagnostic) {
    text.push_str(&line(&Report::new(source, diagnostic)));
}

/// Reports that there are more diagnostics than are shown.
pub fn more(text: &mut String, file: &str, count: usize) {
    text.push_str(&note(file, &format!("and {count} more")));
}

/// A note that is not a diagnostic.
pub fn note(file: &str, message: &str) -> String {
    line(&JsonMessage { severity: "note", ..JsonMessage::about(file, message) })
}

/// Reports something about a line of a file that is not a diagnostic of its source.
pub fn finding(file: &str, at: usize, code: &str, message: &str, help: &str) -> String {
    let start = Some(Start { line: at, column: 1 });
    line(&JsonMessage { code: Some(code), start, help: Some(help), ..JsonMessage::about(file, message) })
}

/// Reports a file that could not be read or written.
pub fn trouble(file: &str, message: &str, help: Option<&str>) -> String {
    line(&JsonMessage { help, ..JsonMessage::about(file, message) })
}

impl<'a> JsonMessage<'a> {
    /// An error that has no place in the text.
    fn about(file: &'a str, message: &'a str) -> JsonMessage<'a> {
        let (code, start, end, labels, help, fixes) = (None, None, (), [], None, []);
        JsonMessage { file, severity: "error", code, message, start, end, labels, help, fixes }
    }
}

fn line(object: &impl Serialize) -> String {
    let text = serde_json::to_string(object).expect("it holds strings and numbers only");
    escape::json(&text) + "\n"
}
