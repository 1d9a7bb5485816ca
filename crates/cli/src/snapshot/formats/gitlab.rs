//! Writes results as a code quality report of GitLab.

use seqwright::Severity;

use crate::report::gitlab::{Entry, Issues, document};
use crate::snapshot::outcome::{State, Tested};

/// The report.
pub fn show(all: &[Tested]) -> String {
    let mut issues = Issues::default();
    for tested in all.iter().filter(|tested| tested.is_bad()) {
        let unreferenced = tested.state == State::Unreferenced;
        for finding in &tested.findings {
            issues.add(Entry {
                identity: format!("{} {} {}", tested.name, finding.rule, finding.message),
                description: finding.message.clone(),
                check_name: &finding.rule,
                severity: if unreferenced { Severity::Warning } else { finding.severity },
                file: &tested.name,
                line: finding.place.line,
            });
        }
    }
    document(&issues.lines())
}
