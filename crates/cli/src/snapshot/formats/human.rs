//! Results in, lines for people out.

use std::fmt::Write;

use super::{Shown, advice};
use crate::escape;
use crate::snapshot::diff;
use crate::snapshot::outcome::{State, Summary, Tested};

/// The most findings shown of one test.
const MOST: usize = 20;

/// All that did not pass, and the sum.
pub fn show(all: &[Tested], summary: Summary, shown: &Shown<'_>) -> String {
    let mut text = String::new();
    for tested in all.iter().filter(|tested| tested.is_bad() || !tested.notes.is_empty()) {
        text += &one(tested, shown);
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

/// One test: what is the matter, where, and what to do about it.
pub fn one(tested: &Tested, shown: &Shown<'_>) -> String {
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
    let said = |rule: &str| matches!(rule, "picture/missing" | "picture/unreferenced");
    let findings: Vec<_> = tested.findings.iter().filter(|finding| !said(&finding.rule)).collect();
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
        let _ = writeln!(text, "  the picture of today is {}", escape::line(pending));
    }
    if let (Some(form), Some(pictures)) = (shown.args.diff, &tested.pictures) {
        text += &diff::show(form, pictures);
    }
    text
}

/// A word in colour.
fn paint(word: &str, color: &str, shown: &Shown<'_>) -> String {
    if shown.color { format!("\u{1b}[{color}m{word}\u{1b}[0m") } else { word.to_owned() }
}
