//! The facts about each element, for programs that read the drawing.

use crate::model::{Diagram, End, Fact, Fragment, Group, Id, Learning, Message, Note, Participant};
use crate::scene::{About, Facts, Kind, Special};

/// The names for what is no participant. No participant is called so unless in quotation marks.
const LEFT: &str = "[";
const RIGHT: &str = "]";
const REFERENCE: &str = "ref";

fn name(id: Id, diagram: &Diagram) -> &str {
    &diagram.participants[id.index()].label.plain
}

/// One participant, or a range of them.
fn range(first: Id, last: Id, diagram: &Diagram) -> About<'_> {
    if first == last {
        About::One(name(first, diagram))
    } else {
        About::Ends(name(first, diagram), name(last, diagram))
    }
}

pub(super) fn participant(participant: &Participant) -> Facts<'_> {
    let about = About::One(&participant.label.plain);
    Facts { about, special: Special::Participant(participant.kind), ..Facts::of(Kind::Participant) }
}

pub(super) fn group<'d>(group: &Group, diagram: &'d Diagram) -> Facts<'d> {
    Facts { about: range(group.first, group.last, diagram), ..Facts::of(Kind::Group) }
}

pub(super) fn message<'d>(message: &Message, diagram: &'d Diagram) -> Facts<'d> {
    let end = |end| match end {
        End::Lifeline { of, .. } => name(of, diagram),
        End::LeftBorder => LEFT,
        End::RightBorder => RIGHT,
        End::Reference(_) => REFERENCE,
    };
    let about = About::Ends(end(message.from), end(message.to));
    let special = Special::Arrow { arrow: message.arrow, creates: message.creates };
    Facts { about, special, ..Facts::of(Kind::Message) }
}

pub(super) fn note<'d>(note: &Note, diagram: &'d Diagram) -> Facts<'d> {
    let kind = Kind::from(note.kind);
    let about = range(note.first, note.last, diagram);
    Facts { about, special: Special::Side(note.side), ..Facts::of(kind) }
}

pub(super) fn learning<'d>(learning: &Learning, diagram: &'d Diagram) -> Facts<'d> {
    Facts { about: range(learning.first, learning.last, diagram), ..Facts::of(Kind::Learning) }
}

/// The facts of a learning as one text.
pub(super) fn learned(learning: &Learning) -> String {
    let fact = |fact: &Fact| match &fact.how {
        Some(how) => [&fact.name, " = ", how].concat(),
        None => fact.name.clone(),
    };
    learning.facts.iter().map(fact).collect::<Vec<_>>().join(", ")
}

pub(super) fn end(id: Id, diagram: &Diagram) -> Facts<'_> {
    Facts { about: About::One(name(id, diagram)), ..Facts::of(Kind::Destruction) }
}

pub(super) fn fragment(fragment: &Fragment) -> Facts<'_> {
    Facts { about: About::Operator(&fragment.label.plain), ..Facts::of(Kind::Fragment) }
}
