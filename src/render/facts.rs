//! Writes the facts about a group as `data-` attributes. The most common values are not written.

use super::element::ElementWriter;
use crate::notation::{Arrow, Head, Line, ParticipantKind, Side};
use crate::scene::{About, Facts, Role, Special};
use crate::text::shortened;

/// Writes the attributes of a group.
pub fn write(writer: &mut ElementWriter, facts: &Facts) {
    word(writer, " data-kind=\"", facts.kind.word());
    match facts.about {
        About::Nothing => {}
        About::One(name) => writer.attribute(" data-who=\"", &[&*shortened(name)]),
        About::Ends(from, to) => {
            writer.attribute(" data-from=\"", &[&*shortened(from)]);
            writer.attribute(" data-to=\"", &[&*shortened(to)]);
        }
        About::Value(name) => writer.attribute(" data-value=\"", &[name]),
        About::Operator(operator) => writer.attribute(" data-operator=\"", &[operator]),
    }
    match facts.special {
        Special::Nothing => {}
        Special::Arrow { arrow, creates } => write_arrow(writer, arrow, creates),
        Special::Participant(kind) => word(writer, " data-type=\"", participant(kind)),
        Special::Side(Side::Over) => {}
        Special::Side(Side::Left) => word(writer, " data-side=\"", "left"),
        Special::Side(Side::Right) => word(writer, " data-side=\"", "right"),
    }
    if let Some(text) = &facts.hidden {
        writer.attribute(" data-text=\"", &[text]);
    }
}

/// Writes what a text is, if it is not the text of its group; in a page, also of the label of a message that it is one.
pub fn write_text(writer: &mut ElementWriter, role: Role) {
    if writer.in_page && role == Role::MessageText {
        word(writer, " data-part=\"", "label");
    }
    if role == Role::NumberText {
        word(writer, " data-kind=\"", "number");
    } else if role == Role::ProtectionText {
        word(writer, " data-kind=\"", "key");
    }
}

fn write_arrow(writer: &mut ElementWriter, arrow: Arrow, creates: bool) {
    word(writer, " data-type=\"", if creates { "create" } else { "" });
    match arrow.line {
        Line::Solid => {}
        Line::Dashed => word(writer, " data-line-style=\"", "dashed"),
    }
    word(writer, " data-head=\"", if arrow.head == Head::Filled { "" } else { head(arrow.head) });
    word(writer, " data-tail=\"", if arrow.tail == Head::None { "" } else { head(arrow.tail) });
    let dots = match (arrow.tail_dot, arrow.head_dot) {
        (false, false) => "",
        (true, false) => "tail",
        (false, true) => "head",
        (true, true) => "both",
    };
    word(writer, " data-dot=\"", dots);
}

const fn head(head: Head) -> &'static str {
    match head {
        Head::None => "none",
        Head::Filled => "filled",
        Head::Open => "open",
        Head::Cross => "cross",
        Head::Half { upper: true, filled: true } => "half-upper",
        Head::Half { upper: true, filled: false } => "half-upper-open",
        Head::Half { upper: false, filled: true } => "half-lower",
        Head::Half { upper: false, filled: false } => "half-lower-open",
    }
}

/// The word for a kind of participant; empty for the most common one.
const fn participant(kind: ParticipantKind) -> &'static str {
    match kind {
        ParticipantKind::Participant => "",
        ParticipantKind::Rounded => "rounded",
        ParticipantKind::Actor => "actor",
        ParticipantKind::Boundary => "boundary",
        ParticipantKind::Control => "control",
        ParticipantKind::Entity => "entity",
        ParticipantKind::Database => "database",
        ParticipantKind::Collections => "collections",
        ParticipantKind::Cloud => "cloud",
        ParticipantKind::Queue => "queue",
    }
}

/// Writes an attribute with a trusted word, unless it is empty.
fn word(writer: &mut ElementWriter, name: &'static str, word: &'static str) {
    if !word.is_empty() {
        writer.attribute(name, &[word]);
    }
}
