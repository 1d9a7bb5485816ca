//! Writes diagnostics as commands for the runner of a GitHub workflow, which shows them at their lines.
//!
//! The runner shows ten errors and ten warnings of a step; the errors of a file come first, so that they are among
//! them.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use seqwright::{Diagnostic, Source};

use crate::{escape, files};

/// Writes the diagnostics of one file.
pub fn show(text: &mut String, source: &Source, diagnostics: &[&Diagnostic]) {
    let mut sorted: Vec<&Diagnostic> = diagnostics.to_vec();
    sorted.sort_by_key(|diagnostic| diagnostic.severity);
    sorted.into_iter().for_each(|diagnostic| one(text, source, diagnostic));
}

fn one(text: &mut String, source: &Source, diagnostic: &Diagnostic) {
    let span = diagnostic.span();
    let start = source.place(span.start);
    // A place of several lines is marked on its first.
    let end = source.place(span.end.min(source.line_span(start.line).end).max(span.start));
    let mut message = escape::message(&diagnostic.message).into_owned();
    for note in &diagnostic.notes {
        message += "\n";
        message += &escape::message(note);
    }
    if let Some(help) = &diagnostic.help {
        message += "\nhelp: ";
        message += &escape::message(help);
    }
    // The last column is in the mark.
    let end_column = (end.column - 1).max(start.column);
    // Writing to a string cannot fail.
    let _ = writeln!(
        text,
        "::{} file={},line={},endLine={},col={},endColumn={end_column},title={}::{}",
        diagnostic.severity,
        property(&path_in_repository(source.name())),
        start.line,
        end.line,
        start.column,
        property(diagnostic.code.name()),
        data(&message),
    );
}

/// Reports that there are more diagnostics than are shown.
pub fn more(text: &mut String, file: &str, count: usize) {
    let _ = writeln!(text, "::notice file={}::and {count} more", property(&path_in_repository(file)));
}

/// Reports something about a line of a file that is not a diagnostic of its source.
pub fn finding(file: &str, line: usize, title: &str, message: &str, help: &str) -> String {
    let file = property(&path_in_repository(file));
    let message = data(&format!("{}\nhelp: {}", escape::line(message), escape::line(help)));
    format!("::error file={file},line={line},title={}::{message}\n", property(title))
}

/// Reports a file that could not be read or written.
pub fn trouble(file: &str, message: &str, help: Option<&str>) -> String {
    let help = help.map(|help| format!("\nhelp: {}", escape::line(help))).unwrap_or_default();
    let message = format!("{}{help}", escape::line(message));
    format!("::error file={}::{}\n", property(&path_in_repository(file)), data(&message))
}

/// The path of a file from the root of the repository, as far as the runner says where that is.
pub fn path_in_repository(name: &str) -> String {
    let path = below_workspace(name).unwrap_or_else(|| name.to_owned());
    escape::line(path.strip_prefix("./").unwrap_or(&path)).into_owned()
}

/// The same, where the runner says it and the file is in there.
pub fn below_workspace(name: &str) -> Option<String> {
    below("GITHUB_WORKSPACE", name)
}

/// The path of a file from the folder that a variable names, if the file is in there.
pub fn below(variable: &str, name: &str) -> Option<String> {
    let root = std::env::var_os(variable).map(PathBuf::from)?;
    // The runner compares paths as texts, so `..` must be resolved.
    let path = files::joined(&std::env::current_dir().ok()?, Path::new(name));
    Some(path.strip_prefix(root).ok()?.to_string_lossy().into_owned())
}

/// A text after the second pair of colons.
pub fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A text between commas.
pub fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_message_or_a_property_is_escaped() {
        assert_eq!(data("100%\r\n::error::x"), "100%25%0D%0A::error::x");
        assert_eq!(property("a,b:c%\n"), "a%2Cb%3Ac%25%0A");
    }
}
