//! Writes results as JUnit XML, as Jenkins, GitLab, Azure and others read it.
//!
//! There is no standard; this uses the common subset (see testmoapp/junitxml). Times are left out, so
//! that the same tests give the same bytes.

use std::fmt::Write;
use std::path::Path;

use crate::escape;
use crate::snapshot::outcome::{State, Summary, Tested};
use seqwright_documents::Markup;

/// The document.
pub fn show(all: &[Tested], summary: Summary) -> String {
    let Summary { failed, new, unreferenced, skipped, troubles, .. } = summary;
    let counts = format!(
        "tests=\"{}\" failures=\"{}\" errors=\"{troubles}\" skipped=\"{skipped}\"",
        all.len(),
        failed + new + unreferenced
    );
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = writeln!(text, "<testsuites name=\"seqwright\" {counts}>");
    let _ = writeln!(text, "<testsuite name=\"diagrams\" {counts}>");
    all.iter().for_each(|tested| case(&mut text, tested));
    text += "</testsuite>\n</testsuites>\n";
    text
}

fn case(text: &mut String, tested: &Tested) {
    let (folder, name) = tested.name.rsplit_once('/').unwrap_or((".", &tested.name));
    let line = tested.findings.first().map_or(1, |finding| finding.place.line);
    // A document is a test for each of its marked pictures.
    let snapshot = tested.snapshot.as_deref().filter(|_| Markup::of(Path::new(name)).is_some());
    let picture = snapshot.and_then(Path::file_name).map(|it| format!(" {}", it.to_string_lossy()));
    let name = [name, picture.as_deref().unwrap_or_default()].concat();
    let (class, name, file) = (escape::xml(folder), escape::xml(&name), escape::xml(&tested.name));
    let head = format!("<testcase classname=\"{class}\" name=\"{name}\" file=\"{file}\" line=\"{line}\"");
    let element = match tested.state {
        State::Passed | State::Accepted => {
            let _ = writeln!(text, "{head}/>");
            return;
        }
        State::Skipped => {
            let _ = writeln!(text, "{head}>\n<skipped message=\"another test failed first\"/>\n</testcase>");
            return;
        }
        State::Failed | State::New | State::Unreferenced => "failure",
        State::Trouble => "error",
    };
    let first = tested.findings.first();
    let kind = escape::xml(first.map_or("", |finding| finding.rule.as_str()));
    let message = if tested.headline.is_empty() {
        first.map_or("", |finding| finding.message.as_str())
    } else {
        &tested.headline
    };
    let _ = writeln!(text, "{head}>\n<{element} type=\"{kind}\" message=\"{}\">", escape::xml(message));
    for finding in &tested.findings {
        let (line, column) = (finding.place.line, finding.place.column);
        let _ = writeln!(
            text,
            "{}:{line}:{column}: {}",
            escape::xml(&tested.name),
            escape::xml(&finding.message)
        );
    }
    for note in &tested.notes {
        let _ = writeln!(text, "{}", escape::xml(note));
    }
    let _ = writeln!(text, "</{element}>\n</testcase>");
}
