//! A compiled source in, how much is in it out.

use std::fmt::Write as _;

use seqwright::Compiled;
use seqwright::model::{Event, EventKind};

/// "4 participants, 12 messages"
pub fn count(compiled: &Compiled) -> String {
    let mut text = some(compiled.model.participants.len(), "participant");
    // Writing to a string cannot fail.
    let _ = write!(text, ", {}", some(messages(&compiled.model.events), "message"));
    text
}

/// "1 message", "2 messages"
pub fn some(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

fn messages(events: &[Event]) -> usize {
    let count = |event: &Event| match &event.kind {
        EventKind::Message(_) => 1,
        EventKind::Fragment(fragment) => {
            fragment.operands.iter().map(|operand| messages(&operand.events)).sum()
        }
        EventKind::Reference(reference) => messages(&reference.entry) + messages(&reference.exit),
        EventKind::Together(inside) => messages(inside),
        EventKind::Note(_)
        | EventKind::Learning(_)
        | EventKind::Divider(_)
        | EventKind::Space(_)
        | EventKind::Activate(_)
        | EventKind::Deactivate(_)
        | EventKind::BarTail
        | EventKind::Create(_)
        | EventKind::Spacing(_)
        | EventKind::Destroy(..)
        | EventKind::Revive(_) => 0,
    };
    events.iter().map(count).sum()
}
