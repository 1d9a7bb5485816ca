//! Explains a line that was meant to end a block.

use super::JunkLine;
use super::spelling;
use crate::diagnostic::{Code, Diagnostics};
use crate::notation::words::{WordRole, begins};
use crate::parse::seq::trim;

/// The words that other languages end with an `end` of their own.
const THEIRS: &[&str] = &["if", "while", "for", "foreach", "repeat", "rect", "switch"];

/// Explains `endloop` and the like. Returns whether the line is one.
pub(in crate::parse) fn glued(line: JunkLine<'_>, sink: &mut Diagnostics) -> bool {
    let lower = line.text.to_ascii_lowercase();
    let Some(of) = lower.strip_prefix("end") else { return false };
    // A `box` of PlantUML frames participants; here its end is a plain `end`.
    let is_text = of != "box" && begins(of, WordRole::Note);
    if !is_text && of != "box" && !THEIRS.contains(&of) && !spelling::is_opener(of) {
        return false;
    }
    let end = if is_text { format!("end {of}") } else { "end".to_owned() };
    let whole = line.span(0, line.text.len());
    sink.error(Code::UnknownStatement, whole, format!("no statement is written `{}`", line.text))
        .at("one word")
        .help(format!("write `{end}`"))
        .fix(whole, end);
    true
}

/// Explains `end` with an unknown word. Returns whether another language ends a block with that word.
pub(in crate::parse) fn explain(line: JunkLine<'_>, sink: &mut Diagnostics) -> bool {
    let rest = trim(&line.text["end".len()..]);
    let at = line.text.len() - rest.len();
    let word = trim(rest.trim_end_matches([';', '.', ',']));
    if word.len() < rest.len() && (word.is_empty() || spelling::is_opener(&word.to_ascii_lowercase())) {
        let marks = line.span(at + word.len(), line.text.len());
        sink.error(Code::MalformedStatement, marks, "nothing follows an `end`")
            .at("one mark too many")
            .help(format!("write `{}`", trim(&format!("end {word}"))))
            .fix(marks, "");
        return true;
    }
    let diagnostic = sink.error(
        Code::MalformedStatement,
        line.span(at, line.text.len()),
        "`end` stands alone, or with the word that opened what it ends",
    );
    diagnostic.at("not such a word").help("write `end`, `end note`, or `end alt` where an `alt` was opened");
    let is_theirs = THEIRS.contains(&rest.to_ascii_lowercase().as_str());
    if is_theirs {
        diagnostic.help("write `end`");
        diagnostic.fix(line.span("end".len(), line.text.len()), "");
    }
    is_theirs
}
