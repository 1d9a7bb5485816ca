//! Puts events on one height: `parallel`, `linear` and braces.

use std::collections::BTreeMap;

use super::{Origin, Walk};
use crate::ast::{self, Stmt, StmtKind};
use crate::model::{End, Event, EventKind, Id, Message};
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

/// Lets the messages of one height end at the same bars: a bar that one of them begins or ends is there for all of them.
pub(super) fn level(event: &mut Event) {
    let EventKind::Together(inside) = &mut event.kind else { return };
    let mut from = 0;
    let mut taken: Vec<Columns> = Vec::new();
    for at in 0..inside.len() {
        let Some(columns) = columns(&inside[at].kind) else { continue };
        if taken.iter().any(|other| columns.0 < other.1 && other.0 < columns.1) {
            level_row(&mut inside[from..at]);
            taken.clear();
            from = at;
        }
        taken.push(columns);
    }
    level_row(&mut inside[from..]);
}

/// From a column to a column, the left border being 0.
type Columns = (usize, usize);

/// The columns between which an entry stands, rather too many than too few; `None` for what takes no room.
fn columns(kind: &EventKind) -> Option<Columns> {
    let column = |end: End| match end {
        End::Lifeline { of, .. } | End::Reference(of) => of.index() + 1,
        End::LeftBorder => 0,
        End::RightBorder => usize::MAX,
    };
    if let EventKind::Message(message) = kind {
        let (from, to) = (column(message.from), column(message.to));
        Some((from.min(to), from.max(to).max(from.min(to) + 1)))
    } else if let EventKind::Note(note) = kind {
        Some((note.first.index(), note.last.index() + 2))
    } else if matches!(kind, EventKind::Activate(_) | EventKind::Deactivate(_)) {
        None
    } else {
        Some((0, usize::MAX))
    }
}

/// Messages side by side.
fn level_row(row: &mut [Event]) {
    let mut depths: BTreeMap<Id, u32> = BTreeMap::new();
    let mut each = |change: &mut dyn FnMut(Id, &mut u32)| {
        for event in row.iter_mut() {
            let EventKind::Message(message) = &mut event.kind else { continue };
            // The two ends of a message to oneself are at two heights.
            if same_place(message.from, message.to) {
                continue;
            }
            for end in [&mut message.from, &mut message.to] {
                if let End::Lifeline { of, depth } = end {
                    change(*of, depth);
                }
            }
        }
    };
    each(&mut |of, depth| {
        let deepest = depths.entry(of).or_default();
        *deepest = (*deepest).max(*depth);
    });
    each(&mut |of, depth| *depth = depths.get(&of).copied().unwrap_or(*depth));
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
        | StmtKind::Pause(_)
        | StmtKind::Return(_)
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
