//! Writes results as one SARIF 2.1.0 document (OASIS, 27 March 2020), for code scanning.

use std::collections::BTreeSet;

use seqwright::{Code, Severity};
use serde_json::{Value, json};

use crate::escape;
use crate::report::sarif::{self, SCHEMA, hash, uri};
use crate::snapshot::outcome::{self, Finding, State, Tested};

/// The document.
pub fn show(all: &[Tested]) -> String {
    let bad = || all.iter().filter(|tested| tested.is_bad());
    let findings = || bad().flat_map(|tested| tested.findings.iter().map(move |finding| (tested, finding)));
    let (troubles, results): (Vec<_>, Vec<_>) =
        findings().partition(|(tested, _)| tested.state == State::Trouble);
    let rules: BTreeSet<&str> = results.iter().map(|(_, finding)| finding.rule.as_str()).collect();
    let rules: Vec<&str> = rules.into_iter().collect();
    let document = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "seqwright test",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().map(|name| rule(name)).collect::<Vec<_>>(),
            } },
            // Columns count characters.
            "columnKind": "unicodeCodePoints",
            "invocations": [{
                "executionSuccessful": troubles.is_empty(),
                "toolExecutionNotifications": troubles.iter().map(|(tested, finding)| json!({
                    "level": "error",
                    "message": { "text": format!("{}: {}", tested.name, finding.message) },
                })).collect::<Vec<_>>(),
            }],
            "results": results.iter().map(|(tested, finding)| result(tested, finding, &rules)).collect::<Vec<_>>(),
        }],
    });
    escape::json(&document.to_string()) + "\n"
}

/// The description of a kind of finding.
fn rule(name: &str) -> Value {
    let code = Code::ALL.iter().find(|code| code.name() == name);
    match code {
        Some(&code) => sarif::rule(code),
        None => json!({
            "id": name,
            "shortDescription": { "text": outcome::about(name) },
            "help": { "text": "docs/testing.md#kinds-of-differences" },
            "defaultConfiguration": { "level": "error" },
        }),
    }
}

fn result(tested: &Tested, finding: &Finding, rules: &[&str]) -> Value {
    let unreferenced = tested.state == State::Unreferenced;
    let severity = if unreferenced { Severity::Warning } else { finding.severity };
    let (line, column) = (finding.place.line, finding.place.column);
    // A result is identified by its kind and its message, not by its line, which other changes shift.
    let print = format!("{} {} {}", tested.name, finding.rule, finding.message);
    json!({
        "ruleId": finding.rule,
        "ruleIndex": rules.iter().position(|rule| *rule == finding.rule),
        "level": severity,
        "message": { "text": finding.message },
        "locations": [{ "physicalLocation": {
            "artifactLocation": { "uri": uri(&tested.name) },
            "region": { "startLine": line, "startColumn": column },
        } }],
        "partialFingerprints": { "seqwright/v1": format!("{:016x}", hash(print.as_bytes())) },
    })
}
