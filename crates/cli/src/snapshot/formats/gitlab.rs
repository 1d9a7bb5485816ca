//! Writes results as a code quality report of GitLab.

use std::collections::BTreeMap;

use seqwright::Severity;

use crate::report::gitlab::{Issue, Location, document, fingerprint, severity};
use crate::snapshot::outcome::{State, Tested};

/// The report.
pub fn show(all: &[Tested]) -> String {
    let mut met = BTreeMap::new();
    let mut lines = String::new();
    for tested in all.iter().filter(|tested| tested.is_bad()) {
        let unreferenced = tested.state == State::Unreferenced;
        for finding in &tested.findings {
            let identity = format!("{} {} {}", tested.name, finding.rule, finding.message);
            let count = *met.entry(identity.clone()).and_modify(|count| *count += 1).or_insert(1);
            let issue = Issue {
                description: finding.message.clone(),
                check_name: &finding.rule,
                fingerprint: fingerprint(&identity, count),
                severity: severity(if unreferenced { Severity::Warning } else { finding.severity }),
                location: Location::new(&tested.name, finding.place.line),
            };
            lines += &serde_json::to_string(&issue).expect("it holds strings and numbers only");
            lines.push('\n');
        }
    }
    document(&lines)
}
