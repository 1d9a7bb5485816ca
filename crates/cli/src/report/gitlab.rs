//! Writes diagnostics as a code quality report of GitLab, a subset of Code Climate's JSON: one list of issues.
//!
//! GitLab compares the fingerprints of two reports to find what is new, so they contain no line numbers, and no two of
//! a report are equal.

use std::collections::BTreeMap;

use seqwright::{Diagnostic, Severity, Source};
use serde::Serialize;

use super::github::below;
use super::sarif::{hash, line_of};
use crate::escape;

/// An entry of the report (docs.gitlab.com, "Code Quality report format").
#[derive(Serialize)]
pub struct Issue<'a> {
    /// What is wrong.
    pub description: String,
    /// The code of the diagnostic, or the kind of a difference.
    pub check_name: &'a str,
    /// Identifies the issue across runs.
    pub fingerprint: String,
    /// How bad it is.
    pub severity: &'static str,
    /// Where it is.
    pub location: Location,
}

/// The place of an issue.
#[derive(Serialize)]
pub struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
}

impl Location {
    /// A line of a file. The path counts from the root of the project.
    pub fn new(file: &str, line: usize) -> Location {
        let path = below("CI_PROJECT_DIR", file).unwrap_or_else(|| file.to_owned());
        let path = path.strip_prefix("./").unwrap_or(&path).replace('\\', "/");
        Location { path, lines: Lines { begin: line } }
    }
}

/// The fingerprint of an issue with this identity, the `count`th of its file.
pub fn fingerprint(identity: &str, count: usize) -> String {
    format!("{:016x}", hash(format!("{identity} {count}").as_bytes()))
}

/// The severity of errors and warnings.
pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
    }
}

/// Writes the diagnostics of one file, a line each.
pub fn show(text: &mut String, source: &Source, diagnostics: &[&Diagnostic]) {
    let mut met = BTreeMap::new();
    for diagnostic in diagnostics {
        let line = source.place(diagnostic.span().start).line;
        let code = diagnostic.code.name();
        let identity = format!("{} {code} {}", source.name(), line_of(source, line));
        let count = *met.entry(identity.clone()).and_modify(|count| *count += 1).or_insert(1);
        let help = diagnostic.help.iter().map(|help| format!("; {help}")).collect::<String>();
        *text += &one(&Issue {
            description: format!("{}{help}", diagnostic.message),
            check_name: code,
            fingerprint: fingerprint(&identity, count),
            severity: severity(diagnostic.severity),
            location: Location::new(source.name(), line),
        });
    }
}

/// Reports a file that could not be read or written, or is not formatted.
pub fn about(file: &str, line: usize, check_name: &str, message: &str, help: Option<&str>) -> String {
    let help = help.map(|help| format!("; {help}")).unwrap_or_default();
    one(&Issue {
        description: format!("{message}{help}"),
        check_name,
        fingerprint: fingerprint(&format!("{file} {check_name} {message}"), 1),
        severity: "major",
        location: Location::new(file, line),
    })
}

fn one(issue: &Issue<'_>) -> String {
    serde_json::to_string(issue).expect("it holds strings and numbers only") + "\n"
}

/// The report of issues, each on a line.
pub fn document(lines: &str) -> String {
    let issues: Vec<String> = lines.lines().map(|line| format!("  {}", escape::json(line))).collect();
    if issues.is_empty() { "[]\n".to_owned() } else { format!("[\n{}\n]\n", issues.join(",\n")) }
}
