//! Shows results as lines for people.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::{RunInfo, advice};
use crate::count::some;
use crate::escape;
use crate::snapshot::diff;
use crate::snapshot::outcome::{State, Summary, Tested};

/// The most findings shown of one test.
const MOST: usize = 20;
/// So many tests with the same differences are shown as one.
const ALIKE: usize = 4;
/// The most names listed of them.
const NAMED: usize = 8;

/// All that did not pass, and the sum.
pub fn show(all: &[Tested], summary: Summary, shown: &RunInfo<'_>) -> String {
    let mut text = String::new();
    let mut alike = alike(all);
    for (at, tested) in all.iter().enumerate() {
        if !tested.is_bad() && tested.notes.is_empty() {
            continue;
        }
        match alike.remove(&at) {
            None => text += &one(tested, shown),
            Some(others) if others.is_empty() => {}
            Some(others) => {
                text += &one(tested, shown);
                text += &listed(&others);
            }
        }
    }
    for tested in all.iter().filter(|tested| tested.state == State::Accepted) {
        let (name, headline) = (escape::name(&tested.name), escape::line(&tested.headline));
        let _ = writeln!(text, "{} {name}  ({headline})", paint("ok  ", "32", shown));
    }
    text += &advice::advice(all, shown);
    let seconds = shown.took.as_millis() / 10;
    let _ = writeln!(text, "{} ({}.{:02} s)", summary.line(), seconds / 100, seconds % 100);
    text
}

/// Groups of failed tests with the same differences: by the index of the first, the names of the others; by the index
/// of another, nothing.
fn alike(all: &[Tested]) -> BTreeMap<usize, Vec<&str>> {
    let mut groups: BTreeMap<Vec<(&str, &str)>, Vec<usize>> = BTreeMap::new();
    for (at, tested) in all.iter().enumerate() {
        if tested.state == State::Failed && tested.can_be_accepted() && tested.notes.is_empty() {
            let findings = tested.findings.iter();
            let key = findings.map(|one| (one.rule.as_str(), one.message.as_str())).collect();
            groups.entry(key).or_default().push(at);
        }
    }
    // Snapshots of an early version are reported together.
    let is_early = |key: &[(&str, &str)]| key.iter().all(|(rule, _)| *rule == "picture/format");
    let least = |key: &[(&str, &str)]| if is_early(key) { 2 } else { ALIKE };
    let mut alike = BTreeMap::new();
    for (_, group) in groups.into_iter().filter(|(key, group)| group.len() >= least(key)) {
        let others = group[1..].iter().map(|&at| all[at].name.as_str()).collect();
        alike.extend(group[1..].iter().map(|&at| (at, Vec::new())));
        alike.insert(group[0], others);
    }
    alike
}

/// The tests that fail like the one above.
fn listed(others: &[&str]) -> String {
    let mut names: Vec<_> = others.iter().take(NAMED).map(|name| escape::name(name)).collect();
    if others.len() > NAMED {
        names.push(format!("and {} more", others.len() - NAMED).into());
    }
    format!("  the same in {}: {}\n", some(others.len(), "other test"), names.join(", "))
}

/// One test: what is the matter, where, and what to do about it.
pub fn one(tested: &Tested, shown: &RunInfo<'_>) -> String {
    let mut text = String::new();
    let (word, color) = match tested.state {
        State::Failed | State::Trouble => ("FAIL", "31"),
        State::New => ("NEW ", "33"),
        State::Unreferenced => ("GONE", "33"),
        State::Passed | State::Accepted | State::Skipped => ("note", "36"),
    };
    let name = escape::name(&tested.name);
    let headline = if tested.headline.is_empty() {
        String::new()
    } else {
        format!("  ({})", escape::message(&tested.headline))
    };
    let _ = writeln!(text, "{} {name}{headline}", paint(word, color, shown));
    // What a headline says needs no line of its own.
    let in_headline = |rule: &str| matches!(rule, "picture/missing" | "picture/unreferenced");
    let findings: Vec<_> = tested.findings.iter().filter(|finding| !in_headline(&finding.rule)).collect();
    for finding in findings.iter().take(MOST) {
        let kind = finding.kind();
        let (line, column) = (finding.place.line, finding.place.column);
        let _ = writeln!(text, "  {name}:{line}:{column}  {kind}{}", escape::message(&finding.message));
    }
    if findings.len() > MOST {
        let _ = writeln!(text, "  and {} more", findings.len() - MOST);
    }
    for note in &tested.notes {
        let _ = writeln!(text, "  {}", escape::message(note));
    }
    if let Some(pending) = &tested.pending {
        let _ = writeln!(text, "  the new picture is {}", escape::line(pending));
    }
    if let (Some(form), Some(pictures)) = (shown.args.diff, &tested.pictures) {
        text += &diff::show(form, pictures);
    }
    text
}

/// A word in colour.
fn paint(word: &str, color: &str, shown: &RunInfo<'_>) -> String {
    if shown.color { format!("\u{1b}[{color}m{word}\u{1b}[0m") } else { word.to_owned() }
}
