//! Writes results as one JSON document, for other tools.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::escape;
use crate::snapshot::outcome::{self, State, Summary, Tested};
use crate::snapshot::run::shown;

#[derive(Serialize)]
struct Report<'a> {
    tests: Vec<Test<'a>>,
    summary: Counts,
}

#[derive(Serialize)]
struct Test<'a> {
    file: &'a str,
    /// The picture or the diagram of a document that it is about.
    part: Option<&'a str>,
    snapshot: Option<String>,
    pending: Option<&'a str>,
    state: &'static str,
    reason: &'a str,
    /// Whether the snapshot passes and would be written in other bytes today.
    rewritten: bool,
    findings: Vec<Finding<'a>>,
    notes: &'a [String],
}

/// A place counts from 1, columns in characters.
#[derive(Serialize)]
struct Finding<'a> {
    rule: &'a str,
    severity: &'static str,
    line: usize,
    column: usize,
    message: &'a str,
}

#[derive(Serialize)]
struct Counts {
    passed: usize,
    accepted: usize,
    failed: usize,
    new: usize,
    unreferenced: usize,
    skipped: usize,
    troubles: usize,
    /// How many differ by kind.
    kinds: BTreeMap<&'static str, usize>,
}

/// The document.
pub fn show(all: &[Tested], summary: Summary) -> String {
    let Summary { passed, accepted, failed, new, unreferenced, skipped, troubles } = summary;
    let kinds = outcome::by_kind(all).map(|(class, count)| (class.name(), count)).collect();
    let summary = Counts { passed, accepted, failed, new, unreferenced, skipped, troubles, kinds };
    let report = Report { tests: all.iter().map(test).collect(), summary };
    let text = serde_json::to_string_pretty(&report).expect("it holds strings and numbers only");
    // The line endings between the values are not data.
    text.lines().map(|line| escape::json(line) + "\n").collect()
}

fn test(tested: &Tested) -> Test<'_> {
    let findings = tested.findings.iter().map(|finding| Finding {
        rule: &finding.rule,
        severity: finding.severity.name(),
        line: finding.place.line,
        column: finding.place.column,
        message: &finding.message,
    });
    Test {
        file: &tested.name,
        part: tested.part.as_deref(),
        snapshot: tested.snapshot.as_deref().map(shown),
        pending: tested.pending.as_deref(),
        state: name(tested.state),
        reason: &tested.headline,
        rewritten: tested.renewed.is_some(),
        findings: findings.collect(),
        notes: &tested.notes,
    }
}

fn name(state: State) -> &'static str {
    match state {
        State::Passed => "passed",
        State::Accepted => "accepted",
        State::Failed => "failed",
        State::New => "new",
        State::Unreferenced => "unreferenced",
        State::Skipped => "skipped",
        State::Trouble => "trouble",
    }
}
