//! Puts events on one height: `parallel`, `linear` and braces.

use super::{Origin, Walk};
use crate::ast::{self, Stmt, StmtKind};
use crate::model::{End, Event, EventKind, Message};
use crate::notation::Line;

/// How many activations in a row may follow a message and still begin at it.
const LOOK_BACK: usize = 64;

/// What the statements of a block have switched on for those that follow.
#[derive(Default)]
pub(super) struct Modes {
    /// A message that continues the one before stays on its height.
    pub linear: bool,
    /// All entries stay on one height.
    parallel: bool,
    /// The last event is the one that takes in parallel entries.
    is_open: bool,
    /// The next message joins the line of the one before.
    joins: bool,
}

impl Modes {
    pub fn set_parallel(&mut self, on: bool) {
        self.parallel = on;
        self.is_open = false;
    }
}

impl Walk<'_> {
    /// Resolves one statement, into the event of one height where `parallel` is on.
    pub(super) fn stmt_in_flow(&mut self, stmt: &Stmt<'_>, events: &mut Vec<Event>) {
        if !(self.modes.parallel && is_entry(&stmt.kind)) {
            self.stmt(stmt, events);
            return;
        }
        if !self.modes.is_open {
            Origin { span: stmt.span, line: stmt.line }.push(EventKind::Together(Vec::new()), events);
            self.modes.is_open = true;
        }
        if let Some(Event { kind: EventKind::Together(inside), .. }) = events.last_mut() {
            self.stmt(stmt, inside);
        }
    }

    /// `parallel { … }` puts its entries on one height, `serial { … }` does not.
    pub(super) fn braces(&mut self, braces: &ast::Braces<'_>, place: Origin, events: &mut Vec<Event>) {
        if braces.parallel {
            let inside = self.body(&braces.body);
            place.push(EventKind::Together(inside), events);
        } else {
            self.statements(&braces.body, events);
        }
    }

    /// Before a message: with `linear` on, one that begins where the one before ended, with the same kind of
    /// line, joins it. What changed in between goes with it.
    pub(super) fn continue_line(&mut self, from: End, line: Line, events: &mut Vec<Event>) {
        self.modes.joins = false;
        if !self.modes.linear {
            return;
        }
        let Some(last) = events.iter().rposition(|event| !is_change(event)) else { return };
        let continues = last_message(events).is_some_and(|message| {
            message.arrow.line == line
                && same_place(message.to, from)
                && !same_place(message.from, message.to)
        });
        if !continues {
            return;
        }
        let mut rest = events.split_off(last);
        let place = Origin { span: rest[0].span, line: rest[0].line };
        if let EventKind::Together(inside) = &mut rest[0].kind {
            let mut inside = std::mem::take(inside);
            inside.extend(rest.drain(1..));
            rest = inside;
        }
        let inside = rest;
        place.push(EventKind::Together(inside), events);
        self.modes.joins = true;
    }

    /// After a message that joins: it moves into the event of one height.
    pub(super) fn join_line(&mut self, events: &mut Vec<Event>) {
        if !std::mem::take(&mut self.modes.joins) {
            return;
        }
        let message = events.pop();
        if let Some(Event { kind: EventKind::Together(inside), .. }) = events.last_mut() {
            inside.extend(message);
        }
    }
}

/// The message that the last entry is, if it is one.
pub(super) fn last_message(events: &mut [Event]) -> Option<&mut Message> {
    let last = events.iter_mut().rev().take(LOOK_BACK).find(|event| !is_change(event))?;
    // A message stands at the end of however many events of one height.
    if matches!(last.kind, EventKind::Fragment(_)) {
        return None;
    }
    if matches!(last.kind, EventKind::Message(_)) {
        let EventKind::Message(message) = &mut last.kind else { return None };
        return Some(message);
    }
    last.bodies_mut().pop().and_then(|inside| last_message(inside))
}

/// Whether a statement takes part in the order of what happens.
fn is_entry(kind: &StmtKind<'_>) -> bool {
    match kind {
        StmtKind::Setting(_) | StmtKind::Knowledge(_) | StmtKind::Blank | StmtKind::Comment(_) => false,
        StmtKind::Title(_)
        | StmtKind::Participant(_)
        | StmtKind::Create(_)
        | StmtKind::Message(_)
        | StmtKind::Note(_)
        | StmtKind::Reference(_)
        | StmtKind::Divider(..)
        | StmtKind::Space(_)
        | StmtKind::Autonumber(_)
        | StmtKind::Activate(..)
        | StmtKind::Deactivate(..)
        | StmtKind::Destroy(..)
        | StmtKind::Fragment(_)
        | StmtKind::Group(_)
        | StmtKind::Braces(_)
        | StmtKind::Junk(_) => true,
    }
}

/// Whether an event only changes what is active.
fn is_change(event: &Event) -> bool {
    matches!(event.kind, EventKind::Activate(_) | EventKind::Deactivate(_))
}

/// Whether two ends are at the same lifeline.
fn same_place(a: End, b: End) -> bool {
    matches!((a, b), (End::Lifeline { of: a, .. }, End::Lifeline { of: b, .. }) if a == b)
}
