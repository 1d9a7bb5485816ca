//! Counts what is in a compiled source, in words.

use std::fmt::Write as _;

use seqwright::Compiled;
use seqwright::model::EventKind;

/// "4 participants, 12 messages"
pub fn count(compiled: &Compiled) -> String {
    let mut text = some(compiled.model.participants.len(), "participant");
    // Writing to a string cannot fail.
    let mut messages = 0;
    compiled.model.walk(|event| messages += usize::from(matches!(event.kind, EventKind::Message(_))));
    let _ = write!(text, ", {}", some(messages, "message"));
    text
}

/// "1 message", "2 messages"
pub fn some(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
