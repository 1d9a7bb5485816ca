//! A dot on the lifeline, which is written `()` on the side of a name that is next to the arrow: `A()->()B`.

use super::trim;
use crate::ast::{Endpoint, Message, Name};
use crate::source::Span;

const DOT: &str = "()";

/// The receiver without the dot in front of it, if it has one. A name of nothing but brackets is a name.
pub(super) fn before(name: Name<'_>) -> Option<Name<'_>> {
    let rest = name.text.strip_prefix(DOT).filter(|_| !name.quoted)?;
    let text = trim(rest);
    let start = name.span.end - text.len();
    named(text, start)
}

/// The sender without the dot behind it, if it has one.
pub(super) fn after(name: Name<'_>) -> Option<Name<'_>> {
    let rest = name.text.strip_suffix(DOT).filter(|_| !name.quoted)?;
    named(trim(rest), name.span.start)
}

fn named(text: &str, start: usize) -> Option<Name<'_>> {
    let span = Span::new(start, start + text.len());
    match text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(inside) => Some(Name { text: inside, quoted: true, span }),
        None if text.is_empty() => None,
        None => Some(Name { text, quoted: false, span }),
    }
}

/// Whether a name may be one with a dot behind it.
pub(super) fn may_end(name: &str) -> bool {
    name.len() > DOT.len() && name.ends_with(DOT)
}

/// Reads `A()->B` as a message from `A`, if `A` is mentioned elsewhere and a participant `A()` is not: brackets may also
/// belong to the name of a function.
pub(super) fn read_at_sender<'s>(
    message: &mut Message<'s>,
    is_sender: impl FnOnce(&'s str, &'s str) -> bool,
) {
    let Endpoint::Participant(name) = message.first else { return };
    if let Some(bare) = after(name)
        && is_sender(bare.text, name.text)
    {
        message.first = Endpoint::Participant(bare);
        message.arrow.tail_dot = true;
    }
}
