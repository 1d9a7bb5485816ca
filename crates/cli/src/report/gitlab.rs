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
pub struct Entry<'a> {
    /// What the entry is about, without line numbers.
    pub identity: String,
    /// What is wrong.
    pub description: String,
    /// The code of the diagnostic, or the kind of a difference.
    pub check_name: &'a str,
    /// Error or warning.
    pub severity: Severity,
    /// The file.
    pub file: &'a str,
    /// The line.
    pub line: usize,
}

/// Issues as lines of JSON, with a different fingerprint each.
#[derive(Default)]
pub struct Issues {
    met: BTreeMap<String, usize>,
    lines: String,
}

impl Issues {
    /// Adds an entry.
    pub fn add(&mut self, entry: Entry<'_>) {
        let Entry { identity, description, check_name, severity, file, line } = entry;
        let count = *self.met.entry(identity.clone()).and_modify(|count| *count += 1).or_insert(1);
        let issue = Issue {
            description,
            check_name,
            fingerprint: format!("{:016x}", hash(format!("{identity} {count}").as_bytes())),
            severity: match severity {
                Severity::Error => "major",
                Severity::Warning => "minor",
            },
            location: Location::new(file, line),
        };
        self.lines += &serde_json::to_string(&issue).expect("it holds strings and numbers only");
        self.lines.push('\n');
    }

    /// The issues, a line each.
    pub fn lines(self) -> String {
        self.lines
    }
}

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
}

impl Location {
    /// A line of a file. The path counts from the root of the project.
    fn new(file: &str, line: usize) -> Location {
        let path = below("CI_PROJECT_DIR", file).unwrap_or_else(|| file.to_owned());
        let path = path.strip_prefix("./").unwrap_or(&path).replace('\\', "/");
        Location { path, lines: Lines { begin: line } }
    }
}

/// Writes the diagnostics of one file, a line each.
pub fn show(text: &mut String, source: &Source, diagnostics: &[&Diagnostic]) {
    let mut issues = Issues::default();
    for diagnostic in diagnostics {
        let line = source.place(diagnostic.span().start).line;
        let (file, code) = (source.name(), diagnostic.code.name());
        let help = diagnostic.help.iter().map(|help| format!("; {help}")).collect::<String>();
        issues.add(Entry {
            identity: format!("{file} {code} {}", line_of(source, line)),
            description: format!("{}{help}", diagnostic.message),
            check_name: code,
            severity: diagnostic.severity,
            file,
            line,
        });
    }
    *text += &issues.lines();
}

/// Reports a file that could not be read or written, or is not formatted.
pub fn about(file: &str, line: usize, check_name: &str, message: &str, help: Option<&str>) -> String {
    let help = help.map(|help| format!("; {help}")).unwrap_or_default();
    let identity = format!("{file} {check_name} {message}");
    let description = format!("{message}{help}");
    let mut issues = Issues::default();
    issues.add(Entry { identity, description, check_name, severity: Severity::Error, file, line });
    issues.lines()
}

/// The report of issues, each on a line.
pub fn document(lines: &str) -> String {
    let issues: Vec<String> = lines.lines().map(|line| format!("  {}", escape::json(line))).collect();
    if issues.is_empty() { "[]\n".to_owned() } else { format!("[\n{}\n]\n", issues.join(",\n")) }
}
