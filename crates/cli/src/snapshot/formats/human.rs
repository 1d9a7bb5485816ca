//! Shows results as lines for people.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::{RunInfo, advice};
use crate::count::some;
use crate::escape;
use crate::snapshot::class::Class;
use crate::snapshot::diff;
use crate::snapshot::outcome::{self, Finding, State, Summary, Tested};

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
                text += &listed(tested, &others);
            }
        }
    }
    for tested in all.iter().filter(|tested| tested.state == State::Accepted) {
        let (name, headline) = (escape::name(&tested.name), escape::line(&tested.headline));
        let _ = writeln!(text, "{} {name}  ({headline})", paint("ok  ", "32", shown));
    }
    text += &advice::advice(all, shown);
    if let Some(kinds) = outcome::kinds(all) {
        let _ = writeln!(text, "differences by kind: {kinds}");
    }
    let seconds = shown.took.as_millis() / 10;
    let _ = writeln!(text, "{} ({}.{:02} s)", summary.line(), seconds / 100, seconds % 100);
    text
}

/// The differences that make tests alike: what was found, or only its kinds, where the words depend on what else is in
/// a diagram.
type Likeness<'t> = Vec<(&'t str, &'t str)>;

fn likeness(tested: &Tested) -> Likeness<'_> {
    let is_semantic = |rule: &str| {
        let class = Class::ALL.into_iter().find(|&class| outcome::rule(class) == rule);
        class.is_none_or(|class| class.is_semantic() && class != Class::Format)
    };
    let words = |one: &'_ Finding| is_semantic(&one.rule);
    let mut key: Likeness<'_> = tested
        .findings
        .iter()
        .map(|one| (one.rule.as_str(), if words(one) { one.message.as_str() } else { "" }))
        .collect();
    key.sort_unstable();
    key.dedup();
    key
}

/// Groups of failed tests that are alike: by the index of the first, the names of the others; by the index of another,
/// nothing.
fn alike(all: &[Tested]) -> BTreeMap<usize, Vec<&str>> {
    let mut groups: BTreeMap<Likeness<'_>, Vec<usize>> = BTreeMap::new();
    for (at, tested) in all.iter().enumerate() {
        if tested.state == State::Failed && tested.can_be_accepted() && tested.notes.is_empty() {
            groups.entry(likeness(tested)).or_default().push(at);
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
fn listed(first: &Tested, others: &[&str]) -> String {
    let mut names: Vec<_> = others.iter().take(NAMED).map(|name| escape::name(name)).collect();
    if others.len() > NAMED {
        names.push(format!("and {} more", others.len() - NAMED).into());
    }
    let is_said = likeness(first).iter().any(|(_, words)| !words.is_empty());
    let what = if is_said { "the same" } else { "differences of the same kinds" };
    format!("  {what} in {}: {}\n", some(others.len(), "other test"), names.join(", "))
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
