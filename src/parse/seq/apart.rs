//! Signs that stand apart from an arrow: `A -> +B: text`.

use crate::ast::{Endpoint, Message, Name};
use crate::source::Span;

const BLANKS: [char; 3] = [' ', '\t', '\u{a0}'];

/// Reads the signs after an arrow as a part of the receiver's name, if a space stands before them and another line calls
/// a participant so.
pub(super) fn read_as_name<'s>(
    text: &'s str,
    message: &mut Message<'s>,
    is_known: impl FnOnce(&str) -> bool,
) {
    let Endpoint::Participant(name) = message.second else { return };
    let is_marked = message.creates || message.activates || message.deactivates || message.delay.is_some();
    if name.quoted || !is_marked {
        return;
    }
    let shaft = &text[message.arrow_span.start..name.span.start];
    let Some(at) = signs_apart(shaft).map(|at| message.arrow_span.start + at) else { return };
    let whole = &text[at..name.span.end];
    if !is_known(whole) {
        return;
    }
    message.second =
        Endpoint::Participant(Name { text: whole, quoted: false, span: Span::new(at, name.span.end) });
    message.arrow_span.end =
        message.arrow_span.start + text[message.arrow_span.start..at].trim_end_matches(BLANKS).len();
    (message.creates, message.activates, message.deactivates, message.delay) = (false, false, false, None);
}

/// Where the signs at the end of a shaft begin, if a space stands before them.
fn signs_apart(shaft: &str) -> Option<usize> {
    let signs = shaft.trim_end_matches(BLANKS);
    let from = signs.rfind(|c| !matches!(c, '*' | '+' | '-' | '(' | ')') && !c.is_ascii_digit())?;
    let at = from + signs[from..].chars().next()?.len_utf8();
    (at < signs.len() && signs[..at].ends_with(BLANKS)).then_some(at)
}
