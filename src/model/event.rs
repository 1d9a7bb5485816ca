//! The events of a diagram: which one each is, and how to visit them all.

use super::{Diagram, EventKind};
use crate::source::Span;

/// Identifies an event of one diagram: its running number, in the order of the source, from 0.
///
/// A line may hold several statements, and a statement may become several events, so neither identifies an event.
/// Events that a later stage adds (what participants learn) are numbered after all others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventId(u32);

impl EventId {
    /// The event with this number.
    pub(crate) fn at(number: usize) -> EventId {
        EventId(u32::try_from(number).expect("a source of 64 MiB holds fewer than 2^32 events"))
    }

    /// The number.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// An event: something at one height of the drawing.
#[derive(Clone, Debug)]
pub struct Event {
    /// Which one it is.
    pub id: EventId,
    /// What it is.
    pub kind: EventKind,
    /// Where it is written.
    pub span: Span,
    /// The line of that, from 1.
    pub line: u32,
}

/// The kinds of event that hold no other events.
macro_rules! leaf {
    () => {
        EventKind::Message(_)
            | EventKind::Note(_)
            | EventKind::Learning(_)
            | EventKind::Divider(_)
            | EventKind::Space(_)
            | EventKind::Activate(_)
            | EventKind::Deactivate(_)
            | EventKind::BarTail
            | EventKind::Create(_)
            | EventKind::Spacing(_)
            | EventKind::Destroy(..)
            | EventKind::Revive(_)
    };
}

impl Event {
    /// The lists of events inside of it: the operands of a fragment, the two sides of a reference, the events of one
    /// height. All code that descends into events uses this list, [`Event::bodies_mut`] or [`Event::walk`], so that a
    /// new kind of event with others inside is added only here.
    pub fn bodies(&self) -> Vec<&Vec<Event>> {
        match &self.kind {
            EventKind::Fragment(fragment) => {
                fragment.operands.iter().map(|operand| &operand.events).collect()
            }
            EventKind::Reference(reference) => vec![&reference.entry, &reference.exit],
            EventKind::Together(inside) => vec![inside],
            leaf!() => Vec::new(),
        }
    }

    /// The same lists, to change them.
    pub fn bodies_mut(&mut self) -> Vec<&mut Vec<Event>> {
        match &mut self.kind {
            EventKind::Fragment(fragment) => {
                fragment.operands.iter_mut().map(|operand| &mut operand.events).collect()
            }
            EventKind::Reference(reference) => vec![&mut reference.entry, &mut reference.exit],
            EventKind::Together(inside) => vec![inside],
            leaf!() => Vec::new(),
        }
    }

    /// Visits this event and then all events inside of it, in the order of the drawing.
    pub fn walk<'e>(&'e self, visit: &mut impl FnMut(&'e Event)) {
        visit(self);
        self.bodies().into_iter().flatten().for_each(|event| event.walk(visit));
    }

    /// The same, to change them. An event is visited before those inside of it.
    pub fn walk_mut(&mut self, visit: &mut impl FnMut(&mut Event)) {
        visit(self);
        self.bodies_mut().into_iter().flatten().for_each(|event| event.walk_mut(visit));
    }
}

impl Diagram {
    /// Visits every event, in the order of the drawing; a fragment comes before the events inside of it.
    ///
    /// ```
    /// use seqwright::{Source, compile, model::EventKind};
    ///
    /// let compiled = compile(&Source::new("x.seq", "alt maybe\nA->B: hello\nend\nB->A: bye"));
    /// let mut messages = 0;
    /// compiled.model.walk(|event| messages += usize::from(matches!(event.kind, EventKind::Message(_))));
    /// assert_eq!(messages, 2);
    /// ```
    pub fn walk<'d>(&'d self, mut visit: impl FnMut(&'d Event)) {
        self.events.iter().for_each(|event| event.walk(&mut visit));
    }
}
