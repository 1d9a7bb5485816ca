//! Reports characters that reverse the direction of text and are still in effect at the end of their line.

use crate::diagnostic::{Code, Diagnostics};
use crate::source::Span;

/// The most that are reported.
const MAX_REPORTS: usize = 10;

/// The controls that are in effect in a line, with their places.
type Open = Vec<(char, usize)>;

/// Reports embeddings, overrides and isolates that are still open at the end of their line (Unicode Standard
/// Annex 9, sections 2.1 to 2.4): what follows in the same text would run the other way (CVE-2021-42574).
pub(super) fn check(text: &str, sink: &mut Diagnostics) {
    if text.is_ascii() || !text.contains(is_opener) {
        return;
    }
    let mut reports = 0;
    let mut start = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        for (control, at) in open_at_end(line).into_iter().take(MAX_REPORTS - reports) {
            reports += 1;
            let span = Span::new(start + at, start + at + control.len_utf8());
            sink.warn(
                Code::UnbalancedBidi,
                span,
                format!("U+{:04X} turns the direction of the text and is not taken back", u32::from(control)),
            )
            .at("an invisible control character")
            .help(
                "delete it, or end its effect in the same line with U+2069 (isolates) or U+202C (the others)",
            );
        }
        start += line.len();
    }
}

fn is_opener(c: char) -> bool {
    matches!(c, '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' | '\u{2066}'..='\u{2068}')
}

fn is_isolate(c: char) -> bool {
    matches!(c, '\u{2066}'..='\u{2068}')
}

fn open_at_end(line: &str) -> Open {
    let mut open = Open::new();
    for (at, c) in line.char_indices() {
        match c {
            _ if is_opener(c) => open.push((c, at)),
            '\u{202c}' if open.last().is_some_and(|&(c, _)| !is_isolate(c)) => drop(open.pop()),
            // The end of an isolate ends what is still open inside of it.
            '\u{2069}' => {
                if let Some(from) = open.iter().rposition(|&(c, _)| is_isolate(c)) {
                    open.truncate(from);
                }
            }
            _ => {}
        }
    }
    open
}
