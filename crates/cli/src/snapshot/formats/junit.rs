//! Writes results as JUnit XML, as Jenkins, GitLab, Azure and others read it.
//!
//! There is no standard. This uses what Jenkins' schema allows (xunit-plugin, junit-10.xsd), which the others read too:
//! the file and the line of a failure are in its text.

use std::fmt::Write;
use std::time::Duration;

use super::RunInfo;
use crate::escape;
use crate::snapshot::outcome::{State, Summary, Tested};

/// The document. What fails here makes the program fail.
pub fn show(all: &[Tested], summary: Summary, shown: &RunInfo<'_>) -> String {
    let Summary { failed, new, unreferenced, skipped, troubles, .. } = summary;
    let failures = failed + new + if shown.rejects { unreferenced } else { 0 };
    let counts = format!(
        "tests=\"{}\" failures=\"{failures}\" errors=\"{troubles}\" time=\"{}\"",
        all.len(),
        seconds(shown.took)
    );
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = writeln!(text, "<testsuites name=\"seqwright\" {counts}>");
    let _ = writeln!(text, "<testsuite name=\"diagrams\" {counts} skipped=\"{skipped}\">");
    all.iter().for_each(|tested| case(&mut text, tested, shown.rejects));
    text += "</testsuite>\n</testsuites>\n";
    text
}

/// A duration in seconds.
fn seconds(took: Duration) -> String {
    format!("{}.{:03}", took.as_secs(), took.subsec_millis())
}

fn case(text: &mut String, tested: &Tested, rejects: bool) {
    let (folder, name) = tested.name.rsplit_once('/').unwrap_or((".", &tested.name));
    let part = tested.part.as_ref().map(|part| format!(" {part}")).unwrap_or_default();
    let name = format!("{name}{part}");
    let (class, name, time) = (escape::xml(folder), escape::xml(&name), seconds(tested.took));
    let head = format!("<testcase classname=\"{class}\" name=\"{name}\" time=\"{time}\"");
    let element = match tested.state {
        State::Passed | State::Accepted => {
            let _ = writeln!(text, "{head}/>");
            return;
        }
        State::Skipped => {
            let _ = writeln!(text, "{head}>\n<skipped message=\"another test failed first\"/>\n</testcase>");
            return;
        }
        State::Unreferenced if !rejects => "system-out",
        State::Failed | State::New | State::Unreferenced => "failure",
        State::Trouble => "error",
    };
    let attributes = if element == "system-out" { String::new() } else { attributes(tested) };
    let _ = writeln!(text, "{head}>\n<{element}{attributes}>");
    for finding in &tested.findings {
        let (line, column) = (finding.place.line, finding.place.column);
        let what = [finding.kind().as_str(), &finding.message].concat();
        let _ = writeln!(text, "{}:{line}:{column}: {}", escape::xml(&tested.name), escape::xml(&what));
    }
    for note in &tested.notes {
        let _ = writeln!(text, "{}", escape::xml(note));
    }
    let _ = writeln!(text, "</{element}>\n</testcase>");
}

/// The kind of a failure, and its first finding in words.
fn attributes(tested: &Tested) -> String {
    let Some(first) = tested.findings.first() else {
        return format!(" type=\"\" message=\"{}\"", escape::xml(&tested.headline));
    };
    let what = [first.kind().as_str(), &first.message].concat();
    let says_more = !tested.headline.is_empty() && !first.rule.ends_with("/missing");
    let message = if says_more { format!("{}: {what}", tested.headline) } else { what };
    format!(" type=\"{}\" message=\"{}\"", escape::xml(&first.rule), escape::xml(&message))
}
