//! Writes results as commands for the runner of a GitHub workflow, which shows them at the lines of the sources.
//!
//! The runner shows ten errors and ten warnings of a step (docs.github.com, "Workflow commands"); a last line counts
//! the others.

use std::fmt::Write;

use seqwright::Severity;

use crate::escape;
use crate::report::github::{data, path_in_repository, property};
use crate::snapshot::outcome::{Finding, State, Tested};

/// The most annotations of one kind that are shown.
const MOST: usize = 10;

/// The commands, those of failures first.
pub fn show(all: &[Tested]) -> String {
    let mut text = String::new();
    let mut left = 0;
    for severity in [Severity::Error, Severity::Warning] {
        // One finding of each test before the second of any.
        let mut findings: Vec<(usize, &Tested, &Finding)> = all
            .iter()
            .filter(|tested| tested.is_bad())
            .flat_map(|tested| tested.findings.iter().enumerate().map(move |(at, one)| (at, tested, one)))
            .filter(|(_, tested, finding)| severity == kind(tested, finding))
            .collect();
        findings.sort_by_key(|(at, ..)| *at);
        left += findings.len().saturating_sub(MOST);
        for (_, tested, finding) in findings.into_iter().take(MOST) {
            text += &command(severity, &tested.name, finding);
        }
    }
    if left > 0 {
        let _ =
            writeln!(text, "::notice::and {left} more about diagrams; the log and the report show them all");
    }
    text
}

/// A picture without a source is worth a warning; all else that fails is an error.
fn kind(tested: &Tested, finding: &Finding) -> Severity {
    if tested.state == State::Unreferenced { Severity::Warning } else { finding.severity }
}

fn command(severity: Severity, file: &str, finding: &Finding) -> String {
    let (word, title) = (severity.name(), property(&finding.rule));
    let file = property(&path_in_repository(file));
    let (line, column) = (finding.place.line, finding.place.column);
    let message = data(&escape::message(&finding.message));
    format!("::{word} file={file},line={line},col={column},title={title}::{message}\n")
}
