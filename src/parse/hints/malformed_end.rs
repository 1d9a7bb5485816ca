//! A line that was meant to end a block in, the complaint about how it is written out.

use super::Faulty;
use super::spelling;
use crate::diagnostic::{Code, Diagnostics};
use crate::notation::words::{WordRole, begins};
use crate::parse::seq::trim;

/// What other languages end with their word for it.
const THEIRS: &[&str] = &["if", "while", "for", "foreach", "repeat", "rect", "switch"];

/// `endloop` and the like: false if a line is none of them.
pub(in crate::parse) fn glued(line: Faulty<'_>, sink: &mut Diagnostics) -> bool {
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

/// `end` with a word that is none of the language's. Whether that word is another language's for the end of a block.
pub(in crate::parse) fn explain(line: Faulty<'_>, sink: &mut Diagnostics) -> bool {
    let rest = trim(&line.text["end".len()..]);
    let at = line.text.len() - rest.len();
    let complaint = sink.error(
        Code::MalformedStatement,
        line.span(at, line.text.len()),
        "`end` stands alone, or with the word that opened what it ends",
    );
    complaint.at("not such a word").help("write `end`, `end note`, or `end alt` where an `alt` was opened");
    let is_theirs = THEIRS.contains(&rest.to_ascii_lowercase().as_str());
    if is_theirs {
        complaint.help("write `end`");
        complaint.fix(line.span("end".len(), line.text.len()), "");
    }
    is_theirs
}
