//! Explains a line with typographic characters instead of the language's own.
//!
//! Word processors, input methods and web pages replace `:`, `"` and `->` with other characters. If the line is a
//! statement after replacing them back, that was the intent.

use super::JunkLine;
use crate::diagnostic::{Code, Diagnostics};
use crate::parse::seq::Lines;
use crate::parse::seq::line::Kind;
use crate::source::Dialect;

/// Colons of other scripts: full-width, small, presentation form, ratio.
const COLONS: &[char] = &['\u{ff1a}', '\u{fe55}', '\u{fe13}', '\u{2236}'];

/// Quotation marks of typography.
const QUOTES: &[char] =
    &['\u{201c}', '\u{201d}', '\u{201e}', '\u{201f}', '\u{ab}', '\u{bb}', '\u{ff02}', '\u{2033}'];

/// Explains a line that is a statement except for such characters. Returns whether it is.
pub(in crate::parse) fn explain(line: JunkLine<'_>, sink: &mut Diagnostics) -> bool {
    if line.text.is_ascii() {
        return false;
    }
    colon(line, sink) || quotes(line, sink)
}

/// Explains a colon of another script where the first colon belongs. Returns whether there is one.
pub(in crate::parse) fn colon(line: JunkLine<'_>, sink: &mut Diagnostics) -> bool {
    let found = line.text.char_indices().find(|(_, c)| COLONS.contains(c) || *c == ':');
    let Some((at, colon)) = found.filter(|(_, c)| *c != ':') else { return false };
    let end = at + colon.len_utf8();
    // An arrow of typography before it is the next fault; both are found in one run.
    let corrected =
        format!("{}:{}", line.text[..at].replace(['\u{2192}', '\u{27f6}'], "->"), &line.text[end..]);
    if !is_statement(&corrected) {
        return false;
    }
    let span = line.span(at, end);
    sink.error(Code::WideColon, span, format!("`{colon}` is not the colon of this language"))
        .at(format!("U+{:04X}", u32::from(colon)))
        .help("write `:`; the input method may have to be switched")
        .fix(span, ":");
    true
}

/// Explains typographic quotation marks in a line that needs straight ones. Returns whether there are any.
fn quotes(line: JunkLine<'_>, sink: &mut Diagnostics) -> bool {
    let Some((at, quote)) = line.text.char_indices().find(|(_, c)| QUOTES.contains(c)) else { return false };
    if !is_statement(&line.text.replace(QUOTES, "\"")) {
        return false;
    }
    let span = line.span(at, at + quote.len_utf8());
    let diagnostic = sink
        .error(Code::SmartQuotes, span, format!("`{quote}` is not a quotation mark of this language"))
        .at("typographic")
        .help("write `\"`; a word processor may have replaced it");
    for (at, quote) in line.text.char_indices().filter(|(_, c)| QUOTES.contains(c)) {
        diagnostic.fix(line.span(at, at + quote.len_utf8()), "\"");
    }
    true
}

/// Whether a line is a statement, in any dialect.
pub(in crate::parse) fn is_statement(text: &str) -> bool {
    Lines::new(text, Dialect::default()).next().is_some_and(|line| !matches!(line.kind, Kind::Junk))
}
