//! Writes results as a Markdown table, for the summary of a workflow or a comment on a pull request.

use std::fmt::Write;

use crate::escape;
use crate::snapshot::outcome::{self, Finding, State, Summary, Tested};

/// The most findings shown of one test.
const MOST: usize = 20;
/// The most tests shown. A summary of GitHub's holds 1 MiB.
const MOST_TESTS: usize = 200;

/// The sum, and a line for each finding.
pub fn show(all: &[Tested], summary: Summary) -> String {
    let mut text = format!("**Diagrams: {}**\n", summary.line());
    let bad: Vec<&Tested> = all.iter().filter(|tested| tested.is_bad()).collect();
    if bad.is_empty() {
        return text;
    }
    if let Some(kinds) = outcome::kinds(all) {
        let _ = writeln!(text, "\nDifferences by kind: {kinds}");
    }
    text += "\n| | where | what |\n|---|---|---|\n";
    bad.iter().take(MOST_TESTS).for_each(|tested| rows(&mut text, tested));
    if let Some(more @ 1..) = bad.len().checked_sub(MOST_TESTS) {
        let _ = writeln!(text, "\nand {more} more");
    }
    text
}

fn rows(text: &mut String, tested: &Tested) {
    let word = match tested.state {
        State::New => "new",
        State::Unreferenced => "gone",
        State::Trouble => "trouble",
        State::Failed | State::Passed | State::Accepted | State::Skipped => "failed",
    };
    for Finding { place, message, .. } in tested.findings.iter().take(MOST) {
        let (name, what) = (escaped(&escape::line(&tested.name)), escaped(&escape::message(message)));
        let _ = writeln!(
            text,
            "| {word} | <code>{name}&#58;{}&#58;{}</code> | {what} |",
            place.line, place.column
        );
    }
    if let Some(more @ 1..) = tested.findings.len().checked_sub(MOST) {
        let _ = writeln!(text, "| | | and {more} more |");
    }
}

/// One line of text that is nothing but text in Markdown, in a table, and to those who look for names to notify.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '@' => out += "@<!-- -->",
            // Dots, commas and hyphens within a line are no mark-up.
            '.' | ',' | '-' | '\'' => out.push(character),
            _ if character.is_ascii_punctuation() => {
                let _ = write!(out, "&#{};", u32::from(character));
            }
            _ => out.push(character),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_authors_are_no_markup() {
        assert_eq!(escaped("a|b `c` *d*"), "a&#124;b &#96;c&#96; &#42;d&#42;");
        assert_eq!(escaped("<img> [e](http://f)"), "&#60;img&#62; &#91;e&#93;&#40;http&#58;&#47;&#47;f&#41;");
        assert_eq!(escaped("&amp; it's 1.5 – ü"), "&#38;amp&#59; it's 1.5 – ü");
        assert_eq!(escaped("@all"), "@<!-- -->all", "no user is notified");
    }
}
